//! Written by `calibrate` from 2386 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.29, // x/ 1.072
    logit_bytes_kbit: 14.9, // x/ 1.061
    logit_bytes_no_upcast: 6.465, // x/ 1.149
    logit_bytes_fused: 8.597, // x/ 1.070
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.381, // x/ 1.106
    logit_bytes_plain: 14.45, // x/ 1.081
    logit_bytes_megatron: 8.187, // x/ 1.151
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.683, // x/ 1.141
    selective_share: 0.84, // x/ 1.130
    adapter_ddp_checkpoint_share: 0.9118, // x/ 1.089
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.616, // x/ 1.365
    fragmentation: 0.12, // x/ 1.233
    rounding: 0.08574, // x/ 1.271
    logit_fragmentation: 0.09729, // x/ 1.276
    logit_fragmentation_device: 0.3818, // x/ 1.216
    ragged_fragmentation: 0.3903, // x/ 1.487
    ragged_logit_fragmentation: 1.341, // x/ 1.344
    flat_fragmentation: 0.8424, // x/ 1.290
    gathered_fragmentation: 0.5871, // x/ 1.346
    collectives_gib: 1.547, // x/ 1.187
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8673, // x/ 1.038
    matmul_share_geforce: 0.962, // x/ 1.057
    matmul_share_cdna: 0.3994, // x/ 1.162
    tflops_per_watt_12nm: 0.2734, // x/ 1.116
    tflops_per_watt_7nm: 0.6904, // x/ 1.054
    tflops_per_watt_5nm: 0.962, // x/ 1.037
    tflops_per_watt_blackwell: 1.344, // x/ 1.066
    fp8_share: 0.8424, // x/ 1.029
    megatron_gain: 0.9006, // x/ 1.025
    compiled_gain: 0.9822, // x/ 1.047
    half_tokens: 428.6, // x/ 1.178
    selective_recompute_share: 0.3823, // x/ 1.277
    flash_share: 0.5193, // x/ 1.079
    flash2_hopper_share: 0.2221, // x/ 1.114
    sdpa_share: 0.45, // assumed
    attention_half_keys: 594.6, // x/ 1.328
    elementwise_hidden_eager: 108.9, // x/ 1.196
    elementwise_ff_eager: 18.45, // x/ 1.268
    elementwise_fused_share: 0.5643, // x/ 1.240
    elementwise_compiled_share: 0.4039, // x/ 1.257
    elementwise_megatron_share: 0.4341, // x/ 1.254
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 21.16, // x/ 1.328
    dequant_gptq: 19.08, // x/ 1.293
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.36, // x/ 1.322
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.21, // x/ 1.336
    launch_ms_layer: 2.316, // x/ 1.154
    launch_ms_adapter: 0.1483, // x/ 1.529
    launch_ms_quant: 0.1205, // x/ 2.030
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 10.02, // x/ 1.296
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.6072, // x/ 1.225
    step_ms: 10.0, // assumed
    link_share: 0.8683, // x/ 1.140
    pcie_share: 0.8308, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6497, // x/ 1.175
    hop_us: 5.207, // x/ 1.416
    deepspeed_ms_layer: 5.974, // x/ 1.222
    moe_grouped_share: 0.7995, // x/ 1.116
    moe_loop_share: 0.7404, // x/ 1.224
    expert_half_tokens: 992.2, // x/ 1.468
    offload_share: 0.7806, // x/ 1.733
    host_adam_rate: 1102000000.0, // x/ 1.418
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.766, high: 1.156, rows: 41, sources: 9 },
    Factors { low: 0.798, high: 1.403, rows: 57, sources: 4 },
    Factors { low: 0.815, high: 1.314, rows: 119, sources: 9 },
    Factors { low: 0.849, high: 1.187, rows: 93, sources: 10 },
    Factors { low: 0.722, high: 1.699, rows: 155, sources: 17 },
    Factors { low: 0.818, high: 1.340, rows: 185, sources: 14 },
    Factors { low: 0.833, high: 1.309, rows: 106, sources: 12 },
    Factors { low: 0.796, high: 1.262, rows: 228, sources: 14 },
    Factors { low: 0.847, high: 1.147, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.749, high: 1.307, rows: 18, sources: 5 },
    Factors { low: 0.589, high: 2.435, rows: 80, sources: 10 },
    Factors { low: 0.783, high: 1.460, rows: 359, sources: 22 },
    Factors { low: 0.788, high: 1.280, rows: 204, sources: 13 },
    Factors { low: 0.753, high: 1.619, rows: 114, sources: 19 },
    Factors { low: 0.762, high: 1.599, rows: 90, sources: 16 },
    Factors { low: 0.845, high: 1.333, rows: 112, sources: 7 },
    Factors { low: 0.795, high: 1.467, rows: 32, sources: 11 },
    Factors { low: 0.728, high: 1.413, rows: 37, sources: 8 },
    Factors { low: 0.842, high: 1.353, rows: 150, sources: 4 },
    Factors { low: 0.897, high: 1.432, rows: 1, sources: 1 },
    Factors { low: 0.868, high: 1.969, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1130, sources: 39, median: 0.067, p90: 0.246, under10: 0.162 },
    LeftOut { rows: 1256, sources: 55, median: 0.115, p90: 0.418, under10: 0.262 },
];
