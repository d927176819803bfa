//! Written by `calibrate` from 4714 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.9, // x/ 1.043
    logit_bytes_kbit: 14.93, // x/ 1.051
    logit_bytes_no_upcast: 6.217, // x/ 1.099
    logit_bytes_fused: 8.767, // x/ 1.071
    logit_bytes_chunked: 6.429, // x/ 1.095
    logit_bytes_compiled: 4.608, // x/ 1.102
    logit_bytes_plain: 15.18, // x/ 1.056
    logit_bytes_autocast: 11.99, // x/ 1.086
    logit_bytes_megatron: 8.766, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8131, // x/ 1.064
    selective_share: 0.86, // x/ 1.124
    adapter_ddp_checkpoint_share: 0.921, // x/ 1.091
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.314, // x/ 1.182
    gathered_layers: 2.748, // x/ 1.210
    fragmentation: 0.1132, // x/ 1.189
    rounding: 0.06272, // x/ 1.233
    logit_fragmentation: 0.1066, // x/ 1.259
    logit_fragmentation_device: 0.2856, // x/ 1.208
    ragged_fragmentation: 0.3752, // x/ 1.414
    ragged_logit_fragmentation: 0.9223, // x/ 1.308
    flat_fragmentation: 0.7661, // x/ 1.275
    gathered_fragmentation: 0.7188, // x/ 1.287
    collectives_gib: 1.589, // x/ 1.182
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8183, // x/ 1.021
    matmul_share_geforce: 1.231, // x/ 1.051
    matmul_share_geforce_old: 0.9017, // x/ 1.067
    matmul_share_cdna: 0.4361, // x/ 1.052
    tflops_per_watt_12nm: 0.2755, // x/ 1.124
    tflops_per_watt_turing: 0.3365, // x/ 1.117
    tflops_per_watt_7nm: 0.8063, // x/ 1.065
    tflops_per_watt_5nm: 1.071, // x/ 1.036
    tflops_per_watt_blackwell: 1.406, // x/ 1.060
    blackwell_native_share: 0.9226, // x/ 1.072
    cdna_native_share: 0.649, // x/ 1.089
    fp8_share: 0.9369, // x/ 1.031
    fp8_native_share: 0.6911, // x/ 1.076
    megatron_gain: 0.9502, // x/ 1.018
    compiled_gain: 0.973, // x/ 1.034
    half_tokens: 368.0, // x/ 1.137
    half_tokens_megatron: 246.8, // x/ 1.231
    selective_recompute_share: 0.3757, // x/ 1.248
    flash_share: 0.5492, // x/ 1.054
    flash2_hopper_share: 0.3103, // x/ 1.054
    sdpa_share: 0.45, // assumed
    attention_half_keys: 255.9, // x/ 1.300
    eager_score_traffic: 38.04, // x/ 1.235
    elementwise_hidden_eager: 255.7, // x/ 1.072
    elementwise_ff_eager: 45.29, // x/ 1.117
    elementwise_whole_share: 0.5694, // x/ 1.138
    expert_passes: 13.99, // x/ 1.542
    elementwise_fused_share: 0.4042, // x/ 1.113
    elementwise_compiled_share: 0.257, // x/ 1.139
    elementwise_megatron_share: 0.5851, // x/ 1.072
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 8.596, // x/ 1.309
    dequant_gptq: 13.45, // x/ 1.378
    dequant_int8: 6.0, // assumed
    adapter_passes: 19.84, // x/ 1.196
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 34.45, // x/ 1.304
    launch_ms_layer: 3.433, // x/ 1.069
    launch_ms_adapter: 0.1219, // x/ 1.377
    launch_ms_quant: 0.09725, // x/ 1.630
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.743, // x/ 1.277
    launch_ms_tensor: 8.576, // x/ 1.154
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.067, // x/ 1.072
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.9843, // x/ 1.138
    step_ms: 10.0, // assumed
    link_share: 0.5728, // x/ 1.078
    tensor_wait: 2.011, // x/ 1.131
    tensor_wait_megatron: 0.7033, // x/ 1.138
    pcie_share: 0.8489, // x/ 1.250
    host_link_share: 0.2028, // x/ 1.112
    network_share: 0.5728, // x/ 1.123
    hop_us: 5.31, // x/ 1.266
    deepspeed_ms_layer: 2.323, // x/ 1.253
    moe_grouped_share: 0.8531, // x/ 1.092
    moe_loop_share: 0.7849, // x/ 1.161
    expert_half_tokens: 596.2, // x/ 1.230
    offload_share: 0.5937, // x/ 1.667
    host_adam_rate: 717500000.0, // x/ 1.218
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.740, high: 1.485, rows: 73, sources: 19 },
    Factors { low: 0.762, high: 1.602, rows: 142, sources: 23 },
    Factors { low: 0.825, high: 1.527, rows: 212, sources: 32 },
    Factors { low: 0.795, high: 1.207, rows: 295, sources: 64 },
    Factors { low: 0.817, high: 1.291, rows: 356, sources: 68 },
    Factors { low: 0.880, high: 1.301, rows: 317, sources: 40 },
    Factors { low: 0.815, high: 1.441, rows: 168, sources: 24 },
    Factors { low: 0.756, high: 1.291, rows: 362, sources: 41 },
    Factors { low: 0.889, high: 1.227, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.435, high: 2.242, rows: 49, sources: 15 },
    Factors { low: 0.628, high: 2.437, rows: 200, sources: 34 },
    Factors { low: 0.775, high: 1.505, rows: 710, sources: 83 },
    Factors { low: 0.769, high: 1.527, rows: 353, sources: 43 },
    Factors { low: 0.709, high: 1.576, rows: 259, sources: 62 },
    Factors { low: 0.686, high: 1.954, rows: 353, sources: 86 },
    Factors { low: 0.661, high: 1.626, rows: 185, sources: 18 },
    Factors { low: 0.734, high: 1.405, rows: 64, sources: 15 },
    Factors { low: 0.659, high: 1.694, rows: 114, sources: 24 },
    Factors { low: 0.727, high: 1.384, rows: 186, sources: 9 },
    Factors { low: 0.761, high: 1.337, rows: 11, sources: 2 },
    Factors { low: 0.728, high: 1.666, rows: 81, sources: 21 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 76, sources: 15 },
        Speeds { rows: 22, sources: 5 },
        Speeds { rows: 680, sources: 72 },
        Speeds { rows: 88, sources: 18 },
        Speeds { rows: 629, sources: 93 },
        Speeds { rows: 228, sources: 43 },
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
        Speeds { rows: 256, sources: 26 },
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
        Speeds { rows: 223, sources: 12 },
        Speeds { rows: 38, sources: 8 },
        Speeds { rows: 13, sources: 3 },
        Speeds { rows: 10, sources: 3 },
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
    LeftOut { rows: 2081, sources: 178, median: 0.072, p90: 0.279, under10: 0.172 },
    LeftOut { rows: 2633, sources: 266, median: 0.121, p90: 0.474, under10: 0.276 },
];
