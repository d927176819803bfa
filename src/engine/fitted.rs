//! Written by `calibrate` from 1535 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.49, // x/ 1.079
    logit_bytes_kbit: 14.9, // x/ 1.065
    logit_bytes_fused: 8.378, // x/ 1.080
    logit_bytes_chunked: 3.107, // x/ 1.204
    logit_bytes_plain: 13.67, // x/ 1.080
    logit_bytes_megatron: 8.195, // x/ 1.191
    fused_loss_hidden_bytes: 10.0, // x/ 1.400
    sdpa_copies: 0.5234, // x/ 1.612
    compiled_share: 0.6276, // x/ 1.229
    selective_share: 0.8477, // x/ 1.183
    adapter_ddp_checkpoint_share: 0.9525, // x/ 1.164
    gathered_layers: 1.93, // x/ 1.422
    fragmentation: 0.08501, // x/ 1.260
    context_gib: 0.6774, // x/ 1.317
    workspace_gib: 0.0537, // x/ 1.312
    matmul_share: 0.831, // x/ 1.045
    matmul_share_geforce: 0.9279, // x/ 1.058
    matmul_share_cdna: 0.5168, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6594, // x/ 1.061
    tflops_per_watt_5nm: 0.843, // x/ 1.047
    tflops_per_watt_blackwell: 1.213, // x/ 1.113
    fp8_share: 0.7282, // x/ 1.047
    megatron_gain: 1.073, // x/ 1.041
    compiled_gain: 0.9462, // x/ 1.056
    half_tokens: 297.5, // x/ 1.391
    selective_recompute_share: 0.3748, // x/ 1.286
    flash_share: 0.3727, // x/ 1.097
    flash2_hopper_share: 0.187, // x/ 1.099
    sdpa_share: 0.4238, // x/ 1.299
    elementwise_hidden_eager: 46.99, // x/ 1.360
    elementwise_ff_eager: 11.57, // x/ 1.361
    elementwise_fused_share: 0.6298, // x/ 1.282
    elementwise_compiled_share: 0.4089, // x/ 1.402
    elementwise_megatron_share: 0.4101, // x/ 1.385
    loss_traffic: 43.12, // x/ 1.521
    loss_traffic_fused: 14.41, // x/ 1.492
    dequant_nf4: 26.84, // x/ 1.332
    dequant_gptq: 16.97, // x/ 1.624
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 22.39, // x/ 1.294
    adapter_passes_fused: 5.846, // x/ 1.634
    optimizer_traffic: 27.21, // x/ 1.311
    launch_ms_layer: 2.853, // x/ 1.255
    launch_ms_adapter: 0.1301, // x/ 1.680
    launch_ms_quant: 0.05654, // x/ 2.088
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.267, // x/ 1.290
    launch_fused_share: 0.7081, // x/ 2.033
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9149, // x/ 1.226
    step_ms: 14.7, // x/ 2.180
    link_share: 0.7923, // x/ 1.186
    pcie_share: 0.5, // x/ 1.400
    host_link_share: 0.3121, // x/ 1.322
    network_share: 0.6479, // x/ 1.215
    deepspeed_ms_layer: 2.302, // x/ 2.216
    moe_grouped_share: 0.6345, // x/ 1.233
    moe_loop_share: 0.6393, // x/ 1.314
    offload_share: 0.7377, // x/ 1.815
    host_adam_rate: 1076000000.0, // x/ 1.484
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.854, high: 1.343, rows: 38, sources: 7 },
    Factors { low: 0.788, high: 1.643, rows: 28, sources: 3 },
    Factors { low: 0.572, high: 1.614, rows: 19, sources: 3 },
    Factors { low: 0.860, high: 1.284, rows: 46, sources: 7 },
    Factors { low: 0.701, high: 1.533, rows: 91, sources: 9 },
    Factors { low: 0.726, high: 1.350, rows: 119, sources: 12 },
    Factors { low: 0.770, high: 2.250, rows: 70, sources: 9 },
    Factors { low: 0.865, high: 1.565, rows: 163, sources: 12 },
    Factors { low: 0.873, high: 1.300, rows: 77, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.777, high: 1.626, rows: 16, sources: 3 },
    Factors { low: 0.425, high: 2.576, rows: 52, sources: 5 },
    Factors { low: 0.801, high: 1.577, rows: 194, sources: 11 },
    Factors { low: 0.794, high: 1.354, rows: 142, sources: 7 },
    Factors { low: 0.699, high: 1.522, rows: 76, sources: 8 },
    Factors { low: 0.702, high: 1.911, rows: 30, sources: 5 },
    Factors { low: 0.765, high: 1.636, rows: 115, sources: 5 },
    Factors { low: 0.796, high: 1.600, rows: 25, sources: 8 },
    Factors { low: 0.722, high: 1.861, rows: 26, sources: 7 },
    Factors { low: 0.804, high: 1.508, rows: 150, sources: 4 },
    Factors { low: 0.877, high: 1.489, rows: 1, sources: 1 },
    Factors { low: 0.806, high: 2.269, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 651, sources: 24, median: 0.072, p90: 0.422, under10: 0.257 },
    LeftOut { rows: 884, sources: 29, median: 0.135, p90: 0.546, under10: 0.287 },
];
