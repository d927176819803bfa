//! Written by `calibrate` from 2386 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 13.62, // x/ 1.086
    logit_bytes_kbit: 15.36, // x/ 1.061
    logit_bytes_no_upcast: 6.92, // x/ 1.130
    logit_bytes_fused: 8.711, // x/ 1.070
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.56, // x/ 1.104
    logit_bytes_plain: 14.57, // x/ 1.082
    logit_bytes_megatron: 7.958, // x/ 1.187
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7072, // x/ 1.141
    selective_share: 0.9004, // x/ 1.118
    adapter_ddp_checkpoint_share: 0.9181, // x/ 1.091
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.658, // x/ 1.365
    fragmentation: 0.164, // x/ 1.226
    logit_fragmentation: 0.1138, // x/ 1.287
    logit_fragmentation_device: 0.4111, // x/ 1.211
    ragged_fragmentation: 0.4345, // x/ 1.195
    gathered_fragmentation: 0.7181, // x/ 1.348
    collectives_gib: 1.65, // x/ 1.194
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8726, // x/ 1.039
    matmul_share_geforce: 0.9634, // x/ 1.057
    matmul_share_cdna: 0.4017, // x/ 1.160
    tflops_per_watt_12nm: 0.2613, // x/ 1.119
    tflops_per_watt_7nm: 0.6819, // x/ 1.052
    tflops_per_watt_5nm: 0.989, // x/ 1.039
    tflops_per_watt_blackwell: 1.356, // x/ 1.065
    fp8_share: 0.8032, // x/ 1.029
    megatron_gain: 0.9307, // x/ 1.025
    compiled_gain: 0.9787, // x/ 1.048
    half_tokens: 441.9, // x/ 1.183
    selective_recompute_share: 0.3906, // x/ 1.279
    flash_share: 0.5226, // x/ 1.079
    flash2_hopper_share: 0.2299, // x/ 1.118
    sdpa_share: 0.45, // assumed
    attention_half_keys: 615.1, // x/ 1.325
    elementwise_hidden_eager: 106.2, // x/ 1.199
    elementwise_ff_eager: 18.27, // x/ 1.268
    elementwise_fused_share: 0.5614, // x/ 1.241
    elementwise_compiled_share: 0.4079, // x/ 1.261
    elementwise_megatron_share: 0.4256, // x/ 1.260
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 21.13, // x/ 1.324
    dequant_gptq: 18.84, // x/ 1.295
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.69, // x/ 1.312
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.4, // x/ 1.338
    launch_ms_layer: 2.35, // x/ 1.155
    launch_ms_adapter: 0.146, // x/ 1.538
    launch_ms_quant: 0.1196, // x/ 2.026
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.835, // x/ 1.342
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5968, // x/ 1.260
    step_ms: 10.0, // assumed
    link_share: 0.8456, // x/ 1.139
    pcie_share: 0.8307, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6427, // x/ 1.179
    hop_us: 5.257, // x/ 1.410
    deepspeed_ms_layer: 4.243, // x/ 1.347
    moe_grouped_share: 0.7882, // x/ 1.115
    moe_loop_share: 0.742, // x/ 1.226
    expert_half_tokens: 1084.0, // x/ 1.449
    offload_share: 0.7807, // x/ 1.734
    host_adam_rate: 1103000000.0, // x/ 1.423
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.778, high: 1.176, rows: 41, sources: 9 },
    Factors { low: 0.807, high: 1.525, rows: 57, sources: 4 },
    Factors { low: 0.822, high: 1.426, rows: 119, sources: 9 },
    Factors { low: 0.897, high: 1.231, rows: 93, sources: 10 },
    Factors { low: 0.623, high: 1.693, rows: 155, sources: 17 },
    Factors { low: 0.783, high: 1.419, rows: 185, sources: 14 },
    Factors { low: 0.841, high: 1.315, rows: 106, sources: 12 },
    Factors { low: 0.818, high: 1.316, rows: 228, sources: 14 },
    Factors { low: 0.827, high: 1.201, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.746, high: 1.313, rows: 18, sources: 5 },
    Factors { low: 0.587, high: 2.435, rows: 80, sources: 10 },
    Factors { low: 0.734, high: 1.460, rows: 359, sources: 22 },
    Factors { low: 0.790, high: 1.294, rows: 204, sources: 13 },
    Factors { low: 0.723, high: 1.851, rows: 114, sources: 19 },
    Factors { low: 0.754, high: 1.617, rows: 90, sources: 16 },
    Factors { low: 0.846, high: 1.335, rows: 112, sources: 7 },
    Factors { low: 0.797, high: 1.538, rows: 32, sources: 11 },
    Factors { low: 0.719, high: 1.417, rows: 37, sources: 8 },
    Factors { low: 0.834, high: 1.355, rows: 150, sources: 4 },
    Factors { low: 0.886, high: 1.461, rows: 1, sources: 1 },
    Factors { low: 0.859, high: 1.977, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1130, sources: 39, median: 0.076, p90: 0.318, under10: 0.222 },
    LeftOut { rows: 1256, sources: 55, median: 0.111, p90: 0.428, under10: 0.255 },
];
