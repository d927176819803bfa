//! Written by `calibrate` from 2386 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.02, // x/ 1.069
    logit_bytes_kbit: 14.98, // x/ 1.061
    logit_bytes_no_upcast: 6.582, // x/ 1.141
    logit_bytes_fused: 8.658, // x/ 1.070
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.456, // x/ 1.105
    logit_bytes_plain: 14.48, // x/ 1.081
    logit_bytes_megatron: 7.817, // x/ 1.185
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.6921, // x/ 1.141
    selective_share: 0.8559, // x/ 1.125
    adapter_ddp_checkpoint_share: 0.9164, // x/ 1.089
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.656, // x/ 1.367
    fragmentation: 0.1138, // x/ 1.225
    rounding: 0.07239, // x/ 1.301
    logit_fragmentation: 0.09842, // x/ 1.276
    logit_fragmentation_device: 0.3719, // x/ 1.215
    ragged_fragmentation: 0.3931, // x/ 1.486
    ragged_logit_fragmentation: 1.423, // x/ 1.319
    flat_fragmentation: 0.8524, // x/ 1.290
    gathered_fragmentation: 0.6067, // x/ 1.346
    collectives_gib: 1.493, // x/ 1.185
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8722, // x/ 1.038
    matmul_share_geforce: 0.9638, // x/ 1.057
    matmul_share_cdna: 0.4016, // x/ 1.160
    tflops_per_watt_12nm: 0.2621, // x/ 1.119
    tflops_per_watt_7nm: 0.683, // x/ 1.052
    tflops_per_watt_5nm: 0.9905, // x/ 1.039
    tflops_per_watt_blackwell: 1.357, // x/ 1.065
    fp8_share: 0.8038, // x/ 1.029
    megatron_gain: 0.9304, // x/ 1.025
    compiled_gain: 0.9787, // x/ 1.048
    half_tokens: 444.0, // x/ 1.182
    selective_recompute_share: 0.3907, // x/ 1.279
    flash_share: 0.5221, // x/ 1.079
    flash2_hopper_share: 0.2297, // x/ 1.118
    sdpa_share: 0.45, // assumed
    attention_half_keys: 616.5, // x/ 1.324
    elementwise_hidden_eager: 106.3, // x/ 1.199
    elementwise_ff_eager: 18.29, // x/ 1.268
    elementwise_fused_share: 0.5617, // x/ 1.241
    elementwise_compiled_share: 0.4076, // x/ 1.261
    elementwise_megatron_share: 0.4271, // x/ 1.259
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 21.11, // x/ 1.325
    dequant_gptq: 18.83, // x/ 1.294
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.69, // x/ 1.312
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.37, // x/ 1.338
    launch_ms_layer: 2.349, // x/ 1.155
    launch_ms_adapter: 0.146, // x/ 1.538
    launch_ms_quant: 0.1195, // x/ 2.025
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.835, // x/ 1.342
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5969, // x/ 1.260
    step_ms: 10.0, // assumed
    link_share: 0.8455, // x/ 1.138
    pcie_share: 0.8308, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6426, // x/ 1.179
    hop_us: 5.257, // x/ 1.409
    deepspeed_ms_layer: 4.245, // x/ 1.347
    moe_grouped_share: 0.788, // x/ 1.115
    moe_loop_share: 0.7419, // x/ 1.226
    expert_half_tokens: 1084.0, // x/ 1.450
    offload_share: 0.7806, // x/ 1.734
    host_adam_rate: 1103000000.0, // x/ 1.423
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.773, high: 1.152, rows: 41, sources: 9 },
    Factors { low: 0.798, high: 1.407, rows: 57, sources: 4 },
    Factors { low: 0.778, high: 1.264, rows: 119, sources: 9 },
    Factors { low: 0.864, high: 1.198, rows: 93, sources: 10 },
    Factors { low: 0.734, high: 1.696, rows: 155, sources: 17 },
    Factors { low: 0.840, high: 1.355, rows: 185, sources: 14 },
    Factors { low: 0.850, high: 1.305, rows: 106, sources: 12 },
    Factors { low: 0.806, high: 1.273, rows: 228, sources: 14 },
    Factors { low: 0.859, high: 1.159, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.745, high: 1.311, rows: 18, sources: 5 },
    Factors { low: 0.586, high: 2.432, rows: 80, sources: 10 },
    Factors { low: 0.729, high: 1.459, rows: 359, sources: 22 },
    Factors { low: 0.790, high: 1.293, rows: 204, sources: 13 },
    Factors { low: 0.702, high: 1.848, rows: 114, sources: 19 },
    Factors { low: 0.754, high: 1.594, rows: 90, sources: 16 },
    Factors { low: 0.845, high: 1.333, rows: 112, sources: 7 },
    Factors { low: 0.796, high: 1.537, rows: 32, sources: 11 },
    Factors { low: 0.718, high: 1.414, rows: 37, sources: 8 },
    Factors { low: 0.832, high: 1.351, rows: 150, sources: 4 },
    Factors { low: 0.882, high: 1.454, rows: 1, sources: 1 },
    Factors { low: 0.858, high: 1.974, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1130, sources: 39, median: 0.063, p90: 0.246, under10: 0.163 },
    LeftOut { rows: 1256, sources: 55, median: 0.111, p90: 0.424, under10: 0.254 },
];
