//! Written by `calibrate` from 2386 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 13.53, // x/ 1.089
    logit_bytes_kbit: 15.35, // x/ 1.061
    logit_bytes_no_upcast: 6.723, // x/ 1.128
    logit_bytes_fused: 8.706, // x/ 1.070
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.528, // x/ 1.105
    logit_bytes_plain: 14.54, // x/ 1.081
    logit_bytes_megatron: 7.837, // x/ 1.188
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7043, // x/ 1.140
    selective_share: 0.8789, // x/ 1.117
    adapter_ddp_checkpoint_share: 0.9166, // x/ 1.089
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.628, // x/ 1.359
    fragmentation: 0.1779, // x/ 1.198
    logit_fragmentation: 0.1107, // x/ 1.284
    logit_fragmentation_device: 0.4017, // x/ 1.212
    ragged_fragmentation: 0.4347, // x/ 1.199
    gathered_fragmentation: 0.6821, // x/ 1.347
    collectives_gib: 1.587, // x/ 1.190
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8725, // x/ 1.039
    matmul_share_geforce: 0.9637, // x/ 1.057
    matmul_share_cdna: 0.4018, // x/ 1.160
    tflops_per_watt_12nm: 0.2619, // x/ 1.119
    tflops_per_watt_7nm: 0.6825, // x/ 1.052
    tflops_per_watt_5nm: 0.9903, // x/ 1.039
    tflops_per_watt_blackwell: 1.358, // x/ 1.065
    fp8_share: 0.8035, // x/ 1.029
    megatron_gain: 0.9304, // x/ 1.025
    compiled_gain: 0.9787, // x/ 1.048
    half_tokens: 443.7, // x/ 1.182
    selective_recompute_share: 0.3906, // x/ 1.279
    flash_share: 0.5223, // x/ 1.079
    flash2_hopper_share: 0.2297, // x/ 1.118
    sdpa_share: 0.45, // assumed
    attention_half_keys: 616.1, // x/ 1.324
    elementwise_hidden_eager: 106.3, // x/ 1.199
    elementwise_ff_eager: 18.29, // x/ 1.268
    elementwise_fused_share: 0.5614, // x/ 1.241
    elementwise_compiled_share: 0.4076, // x/ 1.261
    elementwise_megatron_share: 0.4269, // x/ 1.259
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 21.11, // x/ 1.325
    dequant_gptq: 18.83, // x/ 1.294
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.69, // x/ 1.312
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.4, // x/ 1.338
    launch_ms_layer: 2.349, // x/ 1.155
    launch_ms_adapter: 0.146, // x/ 1.538
    launch_ms_quant: 0.1195, // x/ 2.026
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.836, // x/ 1.342
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5968, // x/ 1.260
    step_ms: 10.0, // assumed
    link_share: 0.8454, // x/ 1.138
    pcie_share: 0.8307, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6426, // x/ 1.179
    hop_us: 5.257, // x/ 1.409
    deepspeed_ms_layer: 4.239, // x/ 1.347
    moe_grouped_share: 0.788, // x/ 1.115
    moe_loop_share: 0.742, // x/ 1.226
    expert_half_tokens: 1084.0, // x/ 1.449
    offload_share: 0.7807, // x/ 1.734
    host_adam_rate: 1103000000.0, // x/ 1.423
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.775, high: 1.167, rows: 41, sources: 9 },
    Factors { low: 0.806, high: 1.473, rows: 57, sources: 4 },
    Factors { low: 0.798, high: 1.401, rows: 119, sources: 9 },
    Factors { low: 0.843, high: 1.223, rows: 93, sources: 10 },
    Factors { low: 0.622, high: 1.692, rows: 155, sources: 17 },
    Factors { low: 0.780, high: 1.414, rows: 185, sources: 14 },
    Factors { low: 0.844, high: 1.311, rows: 106, sources: 12 },
    Factors { low: 0.814, high: 1.305, rows: 228, sources: 14 },
    Factors { low: 0.825, high: 1.184, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.746, high: 1.314, rows: 18, sources: 5 },
    Factors { low: 0.587, high: 2.435, rows: 80, sources: 10 },
    Factors { low: 0.734, high: 1.460, rows: 359, sources: 22 },
    Factors { low: 0.790, high: 1.294, rows: 204, sources: 13 },
    Factors { low: 0.723, high: 1.851, rows: 114, sources: 19 },
    Factors { low: 0.755, high: 1.617, rows: 90, sources: 16 },
    Factors { low: 0.847, high: 1.335, rows: 112, sources: 7 },
    Factors { low: 0.798, high: 1.539, rows: 32, sources: 11 },
    Factors { low: 0.719, high: 1.417, rows: 37, sources: 8 },
    Factors { low: 0.834, high: 1.355, rows: 150, sources: 4 },
    Factors { low: 0.886, high: 1.461, rows: 1, sources: 1 },
    Factors { low: 0.859, high: 1.977, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1130, sources: 39, median: 0.074, p90: 0.320, under10: 0.206 },
    LeftOut { rows: 1256, sources: 55, median: 0.111, p90: 0.428, under10: 0.254 },
];
