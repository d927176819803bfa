//! Written by `calibrate` from 1535 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.62, // x/ 1.079
    logit_bytes_kbit: 14.89, // x/ 1.065
    logit_bytes_fused: 8.378, // x/ 1.080
    logit_bytes_chunked: 3.069, // x/ 1.203
    logit_bytes_compiled: 11.21, // x/ 1.172
    logit_bytes_megatron: 8.19, // x/ 1.191
    fused_loss_hidden_bytes: 10.0, // x/ 1.400
    sdpa_copies: 0.5221, // x/ 1.611
    compiled_share: 0.6117, // x/ 1.230
    selective_share: 0.9305, // x/ 1.180
    adapter_ddp_checkpoint_share: 0.9594, // x/ 1.163
    gathered_layers: 1.97, // x/ 1.425
    fragmentation: 0.08632, // x/ 1.263
    context_gib: 0.6747, // x/ 1.317
    workspace_gib: 0.0536, // x/ 1.312
    matmul_share: 0.8336, // x/ 1.043
    matmul_share_geforce: 0.9409, // x/ 1.060
    matmul_share_cdna: 0.5156, // x/ 1.153
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6907, // x/ 1.067
    tflops_per_watt_5nm: 0.8729, // x/ 1.050
    tflops_per_watt_blackwell: 1.261, // x/ 1.129
    fp8_share: 0.7302, // x/ 1.050
    megatron_gain: 1.062, // x/ 1.044
    compiled_gain: 0.9635, // x/ 1.057
    half_tokens: 255.7, // x/ 1.430
    selective_recompute_share: 0.3713, // x/ 1.288
    flash_share: 0.3639, // x/ 1.095
    flash2_hopper_share: 0.1864, // x/ 1.098
    sdpa_share: 0.4271, // x/ 1.298
    elementwise_hidden_eager: 47.8, // x/ 1.361
    elementwise_ff_eager: 11.83, // x/ 1.362
    elementwise_fused_share: 0.6196, // x/ 1.279
    elementwise_compiled_share: 0.4072, // x/ 1.401
    elementwise_megatron_share: 0.4133, // x/ 1.387
    loss_traffic: 43.25, // x/ 1.522
    loss_traffic_fused: 14.47, // x/ 1.493
    dequant_nf4: 26.72, // x/ 1.363
    dequant_gptq: 17.78, // x/ 1.598
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 24.12, // x/ 1.276
    adapter_passes_fused: 5.961, // x/ 1.636
    optimizer_traffic: 27.61, // x/ 1.312
    launch_ms_layer: 2.918, // x/ 1.273
    launch_ms_adapter: 0.1287, // x/ 1.749
    launch_ms_quant: 0.05685, // x/ 2.093
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.051, // x/ 1.398
    launch_fused_share: 0.7091, // x/ 2.037
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.8624, // x/ 1.311
    step_ms: 14.82, // x/ 2.194
    link_share: 0.8046, // x/ 1.180
    pcie_share: 0.5003, // x/ 1.400
    host_link_share: 0.3063, // x/ 1.316
    network_share: 0.6696, // x/ 1.169
    overlap_power: 1.464, // x/ 1.124
    deepspeed_ms_layer: 2.272, // x/ 2.217
    moe_grouped_share: 0.6463, // x/ 1.238
    moe_loop_share: 0.6346, // x/ 1.303
    offload_share: 0.7361, // x/ 1.813
    host_adam_rate: 453300000.0, // x/ 1.827
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.846, high: 1.339, rows: 38, sources: 7 },
    Factors { low: 0.789, high: 1.639, rows: 28, sources: 3 },
    Factors { low: 0.573, high: 1.613, rows: 19, sources: 3 },
    Factors { low: 0.785, high: 1.192, rows: 46, sources: 7 },
    Factors { low: 0.714, high: 1.531, rows: 91, sources: 9 },
    Factors { low: 0.720, high: 1.350, rows: 119, sources: 12 },
    Factors { low: 0.767, high: 2.126, rows: 70, sources: 9 },
    Factors { low: 0.865, high: 1.562, rows: 163, sources: 12 },
    Factors { low: 0.874, high: 1.297, rows: 77, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.570, high: 1.540, rows: 16, sources: 3 },
    Factors { low: 0.436, high: 2.454, rows: 52, sources: 5 },
    Factors { low: 0.795, high: 1.556, rows: 194, sources: 11 },
    Factors { low: 0.804, high: 1.344, rows: 142, sources: 7 },
    Factors { low: 0.702, high: 1.489, rows: 76, sources: 8 },
    Factors { low: 0.620, high: 1.891, rows: 30, sources: 5 },
    Factors { low: 0.745, high: 1.590, rows: 115, sources: 5 },
    Factors { low: 0.798, high: 1.583, rows: 25, sources: 8 },
    Factors { low: 0.680, high: 1.879, rows: 26, sources: 7 },
    Factors { low: 0.802, high: 1.511, rows: 150, sources: 4 },
    Factors { low: 0.861, high: 1.493, rows: 1, sources: 1 },
    Factors { low: 0.802, high: 2.317, rows: 27, sources: 4 },
];
