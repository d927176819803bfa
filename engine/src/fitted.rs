//! Written by `calibrate` from 4943 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 13.09, // x/ 1.042
    logit_bytes_kbit: 15.03, // x/ 1.051
    logit_bytes_no_upcast: 6.246, // x/ 1.100
    logit_bytes_fused: 8.741, // x/ 1.069
    logit_bytes_chunked: 6.638, // x/ 1.083
    logit_bytes_compiled: 4.642, // x/ 1.102
    logit_bytes_plain: 15.04, // x/ 1.056
    logit_bytes_autocast: 11.93, // x/ 1.082
    logit_bytes_megatron: 8.613, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8085, // x/ 1.061
    selective_share: 0.8324, // x/ 1.124
    adapter_ddp_checkpoint_share: 0.9243, // x/ 1.087
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.309, // x/ 1.186
    gathered_layers: 2.874, // x/ 1.215
    fragmentation: 0.1155, // x/ 1.182
    rounding: 0.05886, // x/ 1.226
    logit_fragmentation: 0.1051, // x/ 1.250
    logit_fragmentation_device: 0.2862, // x/ 1.208
    ragged_fragmentation: 0.424, // x/ 1.342
    ragged_logit_fragmentation: 0.8865, // x/ 1.311
    flat_fragmentation: 0.7616, // x/ 1.280
    gathered_fragmentation: 0.8239, // x/ 1.253
    collectives_gib: 1.666, // x/ 1.173
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.836, // x/ 1.022
    matmul_share_geforce: 1.241, // x/ 1.052
    matmul_share_geforce_old: 0.9162, // x/ 1.064
    matmul_share_cdna: 0.4458, // x/ 1.050
    tflops_per_watt_12nm: 0.3013, // x/ 1.141
    tflops_per_watt_turing: 0.3347, // x/ 1.153
    tflops_per_watt_7nm: 0.8029, // x/ 1.062
    tflops_per_watt_5nm: 1.105, // x/ 1.035
    tflops_per_watt_blackwell: 1.294, // x/ 1.047
    blackwell_native_share: 0.9586, // x/ 1.060
    cdna_native_share: 0.6613, // x/ 1.095
    fp8_share: 0.7832, // x/ 1.029
    fp8_native_share: 0.713, // x/ 1.081
    tuned_gain: 1.247, // x/ 1.018
    megatron_gain: 0.9358, // x/ 1.017
    compiled_gain: 0.9699, // x/ 1.033
    half_tokens: 179.4, // x/ 1.249
    half_tokens_megatron: 233.7, // x/ 1.243
    selective_recompute_share: 0.3354, // x/ 1.241
    flash_share: 0.5498, // x/ 1.054
    flash2_hopper_share: 0.308, // x/ 1.053
    sdpa_share: 0.3912, // x/ 1.110
    attention_half_keys: 220.5, // x/ 1.311
    eager_score_traffic: 35.79, // x/ 1.233
    elementwise_hidden_eager: 215.1, // x/ 1.077
    elementwise_ff_eager: 51.9, // x/ 1.093
    elementwise_whole_share: 0.5113, // x/ 1.150
    expert_passes: 14.15, // x/ 1.537
    elementwise_fused_share: 0.4042, // x/ 1.113
    elementwise_compiled_share: 0.2921, // x/ 1.123
    elementwise_megatron_share: 0.7135, // x/ 1.063
    loss_traffic: 65.73, // x/ 1.324
    loss_traffic_fused: 13.51, // x/ 1.345
    gradient_traffic: 5.847, // x/ 1.302
    dequant_nf4: 9.269, // x/ 1.276
    dequant_gptq: 14.35, // x/ 1.399
    dequant_int8: 6.0, // assumed
    adapter_passes: 22.57, // x/ 1.172
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 30.93, // x/ 1.318
    optimizer_traffic_foreach: 89.31, // x/ 1.176
    launch_ms_layer: 3.005, // x/ 1.069
    launch_ms_adapter: 0.1287, // x/ 1.355
    launch_ms_quant: 0.09856, // x/ 1.617
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.598, // x/ 1.270
    launch_ms_tensor: 8.357, // x/ 1.160
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.078, // x/ 1.077
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 1.001, // x/ 1.142
    bnb_ms_tensor: 0.1294, // x/ 1.650
    step_ms: 10.0, // assumed
    link_share: 0.6125, // x/ 1.081
    tensor_wait: 1.895, // x/ 1.173
    tensor_wait_megatron: 0.8565, // x/ 1.123
    pcie_share: 0.6489, // x/ 1.331
    host_link_share: 0.2274, // x/ 1.112
    network_share: 0.5977, // x/ 1.153
    hop_us: 4.4, // x/ 1.275
    deepspeed_ms_layer: 2.771, // x/ 1.195
    fsdp_ms_layer: 2.337, // x/ 1.277
    fsdp_copies: 1.908, // x/ 1.374
    moe_grouped_share: 0.8291, // x/ 1.088
    moe_loop_share: 0.782, // x/ 1.174
    expert_half_tokens: 596.3, // x/ 1.253
    offload_share: 0.5164, // x/ 1.541
    host_adam_rate: 769600000.0, // x/ 1.222
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.740, high: 1.605, rows: 75, sources: 20 },
    Factors { low: 0.735, high: 1.591, rows: 144, sources: 25 },
    Factors { low: 0.825, high: 1.516, rows: 220, sources: 34 },
    Factors { low: 0.814, high: 1.209, rows: 327, sources: 74 },
    Factors { low: 0.812, high: 1.279, rows: 394, sources: 76 },
    Factors { low: 0.883, high: 1.293, rows: 324, sources: 43 },
    Factors { low: 0.799, high: 1.315, rows: 168, sources: 24 },
    Factors { low: 0.770, high: 1.303, rows: 371, sources: 46 },
    Factors { low: 0.887, high: 1.203, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.409, high: 2.209, rows: 51, sources: 16 },
    Factors { low: 0.636, high: 2.326, rows: 205, sources: 37 },
    Factors { low: 0.793, high: 1.519, rows: 727, sources: 88 },
    Factors { low: 0.764, high: 1.487, rows: 379, sources: 47 },
    Factors { low: 0.740, high: 1.534, rows: 282, sources: 65 },
    Factors { low: 0.671, high: 1.698, rows: 397, sources: 96 },
    Factors { low: 0.665, high: 1.584, rows: 188, sources: 19 },
    Factors { low: 0.802, high: 1.318, rows: 64, sources: 15 },
    Factors { low: 0.691, high: 1.513, rows: 114, sources: 24 },
    Factors { low: 0.767, high: 1.355, rows: 189, sources: 10 },
    Factors { low: 0.782, high: 1.411, rows: 11, sources: 2 },
    Factors { low: 0.765, high: 1.539, rows: 83, sources: 22 },
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
    LeftOut { rows: 2179, sources: 198, median: 0.070, p90: 0.274, under10: 0.172 },
    LeftOut { rows: 2764, sources: 287, median: 0.114, p90: 0.455, under10: 0.251 },
];
