//! Written by `calibrate` from 4943 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.97, // x/ 1.042
    logit_bytes_kbit: 15.03, // x/ 1.051
    logit_bytes_no_upcast: 6.242, // x/ 1.100
    logit_bytes_fused: 8.738, // x/ 1.069
    logit_bytes_chunked: 6.636, // x/ 1.083
    logit_bytes_compiled: 4.635, // x/ 1.102
    logit_bytes_plain: 15.04, // x/ 1.056
    logit_bytes_autocast: 11.93, // x/ 1.082
    logit_bytes_megatron: 8.605, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8086, // x/ 1.061
    selective_share: 0.8322, // x/ 1.125
    adapter_ddp_checkpoint_share: 0.9243, // x/ 1.087
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.309, // x/ 1.186
    gathered_layers: 2.873, // x/ 1.215
    fragmentation: 0.1154, // x/ 1.181
    rounding: 0.05922, // x/ 1.224
    logit_fragmentation: 0.1055, // x/ 1.250
    logit_fragmentation_device: 0.2876, // x/ 1.208
    ragged_fragmentation: 0.4243, // x/ 1.339
    ragged_logit_fragmentation: 0.8968, // x/ 1.307
    flat_fragmentation: 0.7599, // x/ 1.281
    gathered_fragmentation: 0.8234, // x/ 1.252
    collectives_gib: 1.666, // x/ 1.173
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.833, // x/ 1.021
    matmul_share_geforce: 1.246, // x/ 1.052
    matmul_share_geforce_old: 0.9159, // x/ 1.065
    matmul_share_cdna: 0.4441, // x/ 1.050
    tflops_per_watt_12nm: 0.3012, // x/ 1.146
    tflops_per_watt_turing: 0.3133, // x/ 1.150
    tflops_per_watt_7nm: 0.808, // x/ 1.064
    tflops_per_watt_5nm: 1.118, // x/ 1.036
    tflops_per_watt_blackwell: 1.301, // x/ 1.049
    blackwell_native_share: 0.9653, // x/ 1.061
    cdna_native_share: 0.6625, // x/ 1.096
    fp8_share: 0.7875, // x/ 1.029
    fp8_native_share: 0.7141, // x/ 1.082
    tuned_gain: 1.246, // x/ 1.018
    megatron_gain: 0.94, // x/ 1.018
    compiled_gain: 0.9619, // x/ 1.033
    half_tokens: 140.2, // x/ 1.296
    half_tokens_megatron: 246.0, // x/ 1.235
    selective_recompute_share: 0.3317, // x/ 1.241
    flash_share: 0.5452, // x/ 1.054
    flash2_hopper_share: 0.3075, // x/ 1.054
    sdpa_share: 0.394, // x/ 1.112
    attention_half_keys: 207.0, // x/ 1.322
    eager_score_traffic: 35.76, // x/ 1.234
    elementwise_hidden_eager: 201.9, // x/ 1.082
    elementwise_ff_eager: 53.43, // x/ 1.090
    elementwise_whole_share: 0.5132, // x/ 1.160
    expert_passes: 14.12, // x/ 1.534
    elementwise_fused_share: 0.4025, // x/ 1.115
    elementwise_compiled_share: 0.3015, // x/ 1.121
    elementwise_megatron_share: 0.7242, // x/ 1.064
    loss_traffic: 62.5, // x/ 1.377
    loss_traffic_fused: 13.52, // x/ 1.343
    gradient_traffic: 5.865, // x/ 1.303
    dequant_nf4: 9.081, // x/ 1.293
    dequant_gptq: 13.93, // x/ 1.361
    dequant_int8: 6.0, // assumed
    adapter_passes: 22.47, // x/ 1.172
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 30.95, // x/ 1.320
    optimizer_traffic_foreach: 85.87, // x/ 1.188
    launch_ms_layer: 2.472, // x/ 1.085
    launch_ms_adapter: 0.1394, // x/ 1.333
    launch_ms_quant: 0.09515, // x/ 1.693
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 5.603, // x/ 1.287
    launch_ms_tensor: 7.862, // x/ 1.168
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.047, // x/ 1.102
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.6407, // x/ 1.221
    bnb_ms_tensor: 0.1127, // x/ 1.660
    step_ms: 10.0, // assumed
    link_share: 0.6239, // x/ 1.083
    tensor_wait: 1.805, // x/ 1.167
    tensor_wait_megatron: 0.8819, // x/ 1.124
    pcie_share: 0.6386, // x/ 1.305
    host_link_share: 0.2252, // x/ 1.108
    network_share: 0.5959, // x/ 1.154
    hop_us: 4.441, // x/ 1.276
    deepspeed_ms_layer: 2.581, // x/ 1.214
    fsdp_ms_layer: 2.383, // x/ 1.273
    fsdp_copies: 1.94, // x/ 1.374
    moe_grouped_share: 0.8372, // x/ 1.089
    moe_loop_share: 0.7758, // x/ 1.177
    expert_half_tokens: 582.0, // x/ 1.254
    offload_share: 0.4984, // x/ 1.519
    host_adam_rate: 775600000.0, // x/ 1.222
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.740, high: 1.604, rows: 75, sources: 20 },
    Factors { low: 0.736, high: 1.591, rows: 144, sources: 25 },
    Factors { low: 0.825, high: 1.516, rows: 220, sources: 34 },
    Factors { low: 0.815, high: 1.207, rows: 327, sources: 74 },
    Factors { low: 0.813, high: 1.280, rows: 394, sources: 76 },
    Factors { low: 0.887, high: 1.294, rows: 324, sources: 43 },
    Factors { low: 0.799, high: 1.316, rows: 168, sources: 24 },
    Factors { low: 0.770, high: 1.300, rows: 371, sources: 46 },
    Factors { low: 0.887, high: 1.207, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.400, high: 2.217, rows: 51, sources: 16 },
    Factors { low: 0.644, high: 2.293, rows: 205, sources: 37 },
    Factors { low: 0.802, high: 1.502, rows: 727, sources: 88 },
    Factors { low: 0.765, high: 1.528, rows: 379, sources: 47 },
    Factors { low: 0.725, high: 1.556, rows: 282, sources: 65 },
    Factors { low: 0.677, high: 1.732, rows: 397, sources: 96 },
    Factors { low: 0.691, high: 1.669, rows: 188, sources: 19 },
    Factors { low: 0.798, high: 1.321, rows: 64, sources: 15 },
    Factors { low: 0.695, high: 1.527, rows: 114, sources: 24 },
    Factors { low: 0.740, high: 1.353, rows: 189, sources: 10 },
    Factors { low: 0.781, high: 1.461, rows: 11, sources: 2 },
    Factors { low: 0.767, high: 1.561, rows: 83, sources: 22 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 76, sources: 15 },
        Speeds { rows: 26, sources: 6 },
        Speeds { rows: 717, sources: 79 },
        Speeds { rows: 98, sources: 20 },
        Speeds { rows: 670, sources: 100 },
        Speeds { rows: 253, sources: 49 },
        Speeds { rows: 5, sources: 1 },
        Speeds { rows: 14, sources: 4 },
        Speeds { rows: 34, sources: 9 },
        Speeds { rows: 18, sources: 7 },
        Speeds { rows: 0, sources: 0 },
    ],
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 2, sources: 2 },
        Speeds { rows: 5, sources: 1 },
        Speeds { rows: 259, sources: 27 },
        Speeds { rows: 30, sources: 7 },
        Speeds { rows: 101, sources: 17 },
        Speeds { rows: 51, sources: 10 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 1, sources: 1 },
        Speeds { rows: 8, sources: 2 },
        Speeds { rows: 3, sources: 2 },
        Speeds { rows: 0, sources: 0 },
    ],
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 2, sources: 2 },
        Speeds { rows: 27, sources: 6 },
        Speeds { rows: 226, sources: 13 },
        Speeds { rows: 38, sources: 8 },
        Speeds { rows: 13, sources: 3 },
        Speeds { rows: 12, sources: 4 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 1, sources: 1 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 0, sources: 0 },
    ],
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 2179, sources: 198, median: 0.069, p90: 0.274, under10: 0.170 },
    LeftOut { rows: 2764, sources: 287, median: 0.115, p90: 0.454, under10: 0.256 },
];
