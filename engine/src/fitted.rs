//! Written by `calibrate` from 2386 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 13.01, // x/ 1.079
    logit_bytes_kbit: 15.36, // x/ 1.061
    logit_bytes_no_upcast: 6.92, // x/ 1.132
    logit_bytes_fused: 8.725, // x/ 1.070
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.555, // x/ 1.105
    logit_bytes_plain: 14.55, // x/ 1.081
    logit_bytes_megatron: 7.947, // x/ 1.184
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.706, // x/ 1.141
    selective_share: 0.8845, // x/ 1.117
    adapter_ddp_checkpoint_share: 0.9183, // x/ 1.090
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.788, // x/ 1.374
    fragmentation: 0.1645, // x/ 1.207
    logit_fragmentation: 0.1123, // x/ 1.283
    logit_fragmentation_device: 0.4036, // x/ 1.210
    ragged_fragmentation: 0.4372, // x/ 1.201
    gathered_fragmentation: 0.69, // x/ 1.343
    collectives_gib: 1.546, // x/ 1.190
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8723, // x/ 1.038
    matmul_share_geforce: 0.9638, // x/ 1.057
    matmul_share_cdna: 0.4017, // x/ 1.160
    tflops_per_watt_12nm: 0.262, // x/ 1.119
    tflops_per_watt_7nm: 0.6829, // x/ 1.052
    tflops_per_watt_5nm: 0.9904, // x/ 1.039
    tflops_per_watt_blackwell: 1.357, // x/ 1.065
    fp8_share: 0.8037, // x/ 1.029
    megatron_gain: 0.9303, // x/ 1.025
    compiled_gain: 0.9786, // x/ 1.048
    half_tokens: 443.6, // x/ 1.182
    selective_recompute_share: 0.3907, // x/ 1.279
    flash_share: 0.5222, // x/ 1.079
    flash2_hopper_share: 0.2297, // x/ 1.118
    sdpa_share: 0.45, // assumed
    attention_half_keys: 616.2, // x/ 1.324
    elementwise_hidden_eager: 106.2, // x/ 1.199
    elementwise_ff_eager: 18.28, // x/ 1.268
    elementwise_fused_share: 0.5616, // x/ 1.241
    elementwise_compiled_share: 0.4077, // x/ 1.261
    elementwise_megatron_share: 0.4268, // x/ 1.259
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 21.11, // x/ 1.325
    dequant_gptq: 18.83, // x/ 1.294
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.7, // x/ 1.312
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.4, // x/ 1.338
    launch_ms_layer: 2.349, // x/ 1.155
    launch_ms_adapter: 0.146, // x/ 1.538
    launch_ms_quant: 0.1195, // x/ 2.026
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.835, // x/ 1.342
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5969, // x/ 1.260
    step_ms: 10.0, // assumed
    link_share: 0.8455, // x/ 1.138
    pcie_share: 0.8307, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6425, // x/ 1.179
    hop_us: 5.258, // x/ 1.409
    deepspeed_ms_layer: 4.247, // x/ 1.347
    moe_grouped_share: 0.788, // x/ 1.115
    moe_loop_share: 0.7419, // x/ 1.226
    expert_half_tokens: 1084.0, // x/ 1.449
    offload_share: 0.7807, // x/ 1.734
    host_adam_rate: 1103000000.0, // x/ 1.423
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.775, high: 1.161, rows: 41, sources: 9 },
    Factors { low: 0.808, high: 1.443, rows: 57, sources: 4 },
    Factors { low: 0.782, high: 1.342, rows: 119, sources: 9 },
    Factors { low: 0.857, high: 1.224, rows: 93, sources: 10 },
    Factors { low: 0.622, high: 1.694, rows: 155, sources: 17 },
    Factors { low: 0.796, high: 1.411, rows: 185, sources: 14 },
    Factors { low: 0.853, high: 1.306, rows: 106, sources: 12 },
    Factors { low: 0.817, high: 1.304, rows: 228, sources: 14 },
    Factors { low: 0.830, high: 1.183, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.745, high: 1.311, rows: 18, sources: 5 },
    Factors { low: 0.586, high: 2.433, rows: 80, sources: 10 },
    Factors { low: 0.729, high: 1.459, rows: 359, sources: 22 },
    Factors { low: 0.790, high: 1.293, rows: 204, sources: 13 },
    Factors { low: 0.702, high: 1.848, rows: 114, sources: 19 },
    Factors { low: 0.754, high: 1.594, rows: 90, sources: 16 },
    Factors { low: 0.846, high: 1.333, rows: 112, sources: 7 },
    Factors { low: 0.797, high: 1.537, rows: 32, sources: 11 },
    Factors { low: 0.718, high: 1.415, rows: 37, sources: 8 },
    Factors { low: 0.832, high: 1.352, rows: 150, sources: 4 },
    Factors { low: 0.882, high: 1.454, rows: 1, sources: 1 },
    Factors { low: 0.858, high: 1.973, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1130, sources: 39, median: 0.075, p90: 0.305, under10: 0.204 },
    LeftOut { rows: 1256, sources: 55, median: 0.111, p90: 0.424, under10: 0.254 },
];
