//! Written by `calibrate` from 4329 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.99, // x/ 1.044
    logit_bytes_kbit: 14.97, // x/ 1.051
    logit_bytes_no_upcast: 6.686, // x/ 1.127
    logit_bytes_fused: 8.752, // x/ 1.070
    logit_bytes_chunked: 6.226, // x/ 1.116
    logit_bytes_compiled: 4.502, // x/ 1.105
    logit_bytes_plain: 14.98, // x/ 1.049
    logit_bytes_megatron: 8.817, // x/ 1.149
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7742, // x/ 1.090
    selective_share: 0.8565, // x/ 1.128
    adapter_ddp_checkpoint_share: 0.9278, // x/ 1.090
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.266, // x/ 1.189
    gathered_layers: 2.82, // x/ 1.222
    fragmentation: 0.1083, // x/ 1.194
    rounding: 0.05779, // x/ 1.259
    logit_fragmentation: 0.1016, // x/ 1.258
    logit_fragmentation_device: 0.3172, // x/ 1.206
    ragged_fragmentation: 0.3907, // x/ 1.415
    ragged_logit_fragmentation: 0.975, // x/ 1.305
    flat_fragmentation: 0.7683, // x/ 1.278
    gathered_fragmentation: 0.7587, // x/ 1.292
    collectives_gib: 1.639, // x/ 1.176
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8376, // x/ 1.025
    matmul_share_geforce: 1.07, // x/ 1.044
    matmul_share_cdna: 0.4351, // x/ 1.054
    tflops_per_watt_12nm: 0.2593, // x/ 1.114
    tflops_per_watt_turing: 0.3474, // x/ 1.108
    tflops_per_watt_7nm: 0.7235, // x/ 1.046
    tflops_per_watt_5nm: 0.9716, // x/ 1.030
    tflops_per_watt_blackwell: 1.367, // x/ 1.061
    blackwell_native_share: 0.8595, // x/ 1.073
    cdna_native_share: 0.6584, // x/ 1.086
    fp8_share: 0.9328, // x/ 1.032
    fp8_native_share: 0.6837, // x/ 1.071
    megatron_gain: 0.9532, // x/ 1.018
    compiled_gain: 0.9961, // x/ 1.034
    half_tokens: 530.4, // x/ 1.102
    half_tokens_megatron: 215.3, // x/ 1.251
    selective_recompute_share: 0.3716, // x/ 1.248
    flash_share: 0.5411, // x/ 1.055
    flash2_hopper_share: 0.3156, // x/ 1.057
    sdpa_share: 0.45, // assumed
    attention_half_keys: 185.9, // x/ 1.393
    eager_score_traffic: 34.24, // x/ 1.208
    elementwise_hidden_eager: 205.9, // x/ 1.082
    elementwise_ff_eager: 28.65, // x/ 1.165
    expert_passes: 13.67, // x/ 1.541
    elementwise_fused_share: 0.4338, // x/ 1.139
    elementwise_compiled_share: 0.2904, // x/ 1.177
    elementwise_megatron_share: 0.7152, // x/ 1.085
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 7.32, // x/ 1.329
    dequant_gptq: 14.53, // x/ 1.273
    dequant_int8: 6.0, // assumed
    adapter_passes: 24.4, // x/ 1.166
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 32.2, // x/ 1.310
    launch_ms_layer: 3.216, // x/ 1.074
    launch_ms_adapter: 0.1037, // x/ 1.389
    launch_ms_quant: 0.1001, // x/ 1.562
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 7.101, // x/ 1.198
    launch_ms_tensor: 8.683, // x/ 1.152
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.154, // x/ 1.071
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.8172, // x/ 1.134
    step_ms: 10.0, // assumed
    link_share: 0.7131, // x/ 1.103
    tensor_wait: 2.207, // x/ 1.141
    tensor_wait_megatron: 0.8114, // x/ 1.146
    pcie_share: 0.9646, // x/ 1.239
    host_link_share: 0.2055, // x/ 1.111
    network_share: 0.58, // x/ 1.198
    hop_us: 5.2, // x/ 1.282
    deepspeed_ms_layer: 2.3, // x/ 1.252
    moe_grouped_share: 0.8544, // x/ 1.092
    moe_loop_share: 0.767, // x/ 1.180
    expert_half_tokens: 646.9, // x/ 1.208
    offload_share: 0.7286, // x/ 1.791
    host_adam_rate: 695200000.0, // x/ 1.247
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.745, high: 1.489, rows: 65, sources: 17 },
    Factors { low: 0.697, high: 1.466, rows: 101, sources: 17 },
    Factors { low: 0.824, high: 1.577, rows: 206, sources: 28 },
    Factors { low: 0.739, high: 1.215, rows: 204, sources: 41 },
    Factors { low: 0.789, high: 1.600, rows: 253, sources: 50 },
    Factors { low: 0.839, high: 1.346, rows: 266, sources: 35 },
    Factors { low: 0.691, high: 1.925, rows: 129, sources: 20 },
    Factors { low: 0.754, high: 1.333, rows: 348, sources: 37 },
    Factors { low: 0.857, high: 1.226, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.338, high: 2.346, rows: 49, sources: 15 },
    Factors { low: 0.602, high: 2.272, rows: 114, sources: 24 },
    Factors { low: 0.764, high: 1.501, rows: 641, sources: 68 },
    Factors { low: 0.803, high: 1.418, rows: 306, sources: 37 },
    Factors { low: 0.728, high: 1.727, rows: 181, sources: 42 },
    Factors { low: 0.653, high: 2.070, rows: 245, sources: 58 },
    Factors { low: 0.668, high: 1.813, rows: 127, sources: 13 },
    Factors { low: 0.786, high: 1.502, rows: 56, sources: 14 },
    Factors { low: 0.648, high: 1.882, rows: 75, sources: 19 },
    Factors { low: 0.818, high: 1.307, rows: 166, sources: 7 },
    Factors { low: 0.764, high: 1.421, rows: 11, sources: 2 },
    Factors { low: 0.551, high: 1.783, rows: 77, sources: 18 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 74, sources: 13 },
        Speeds { rows: 20, sources: 4 },
        Speeds { rows: 638, sources: 70 },
        Speeds { rows: 76, sources: 15 },
        Speeds { rows: 581, sources: 84 },
        Speeds { rows: 201, sources: 36 },
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
        Speeds { rows: 196, sources: 26 },
        Speeds { rows: 15, sources: 7 },
        Speeds { rows: 94, sources: 17 },
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
        Speeds { rows: 206, sources: 12 },
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
    LeftOut { rows: 1718, sources: 132, median: 0.075, p90: 0.304, under10: 0.183 },
    LeftOut { rows: 2100, sources: 196, median: 0.120, p90: 0.428, under10: 0.279 },
];
