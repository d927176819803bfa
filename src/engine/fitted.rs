//! Written by `calibrate` from 1535 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.62, // x/ 1.076
    logit_bytes_kbit: 15.06, // x/ 1.054
    logit_bytes_fused: 8.454, // x/ 1.079
    logit_bytes_chunked: 3.342, // x/ 1.207
    logit_bytes_plain: 13.66, // x/ 1.075
    logit_bytes_megatron: 8.129, // x/ 1.182
    fused_loss_hidden_bytes: 10.0, // x/ 1.400
    sdpa_copies: 0.5259, // x/ 1.612
    compiled_share: 0.6535, // x/ 1.218
    selective_share: 0.8445, // x/ 1.152
    adapter_ddp_checkpoint_share: 0.9161, // x/ 1.142
    gathered_layers: 3.662, // x/ 1.523
    fragmentation: 0.137, // x/ 1.175
    context_gib: 0.7845, // x/ 1.344
    workspace_gib: 0.05734, // x/ 1.324
    matmul_share: 0.8309, // x/ 1.045
    matmul_share_geforce: 0.928, // x/ 1.058
    matmul_share_cdna: 0.5168, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6594, // x/ 1.061
    tflops_per_watt_5nm: 0.8429, // x/ 1.047
    tflops_per_watt_blackwell: 1.213, // x/ 1.113
    fp8_share: 0.7281, // x/ 1.047
    megatron_gain: 1.073, // x/ 1.041
    compiled_gain: 0.9463, // x/ 1.056
    half_tokens: 297.1, // x/ 1.391
    selective_recompute_share: 0.3748, // x/ 1.286
    flash_share: 0.3727, // x/ 1.097
    flash2_hopper_share: 0.187, // x/ 1.099
    sdpa_share: 0.4238, // x/ 1.299
    elementwise_hidden_eager: 47.0, // x/ 1.360
    elementwise_ff_eager: 11.57, // x/ 1.361
    elementwise_fused_share: 0.6297, // x/ 1.282
    elementwise_compiled_share: 0.4089, // x/ 1.402
    elementwise_megatron_share: 0.4101, // x/ 1.385
    loss_traffic: 43.12, // x/ 1.521
    loss_traffic_fused: 14.41, // x/ 1.492
    dequant_nf4: 26.84, // x/ 1.332
    dequant_gptq: 16.97, // x/ 1.624
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 22.38, // x/ 1.294
    adapter_passes_fused: 5.846, // x/ 1.634
    optimizer_traffic: 27.21, // x/ 1.312
    launch_ms_layer: 2.853, // x/ 1.255
    launch_ms_adapter: 0.1301, // x/ 1.679
    launch_ms_quant: 0.05654, // x/ 2.088
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.268, // x/ 1.290
    launch_fused_share: 0.708, // x/ 2.033
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9149, // x/ 1.226
    step_ms: 14.7, // x/ 2.180
    link_share: 0.7923, // x/ 1.186
    pcie_share: 0.5, // x/ 1.400
    host_link_share: 0.3121, // x/ 1.322
    network_share: 0.6479, // x/ 1.215
    deepspeed_ms_layer: 2.303, // x/ 2.216
    moe_grouped_share: 0.6344, // x/ 1.233
    moe_loop_share: 0.6394, // x/ 1.314
    offload_share: 0.7376, // x/ 1.815
    host_adam_rate: 1075000000.0, // x/ 1.484
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.798, high: 1.252, rows: 38, sources: 7 },
    Factors { low: 0.770, high: 1.532, rows: 28, sources: 3 },
    Factors { low: 0.541, high: 1.550, rows: 19, sources: 3 },
    Factors { low: 0.818, high: 1.269, rows: 46, sources: 7 },
    Factors { low: 0.679, high: 1.471, rows: 91, sources: 9 },
    Factors { low: 0.687, high: 1.342, rows: 119, sources: 12 },
    Factors { low: 0.714, high: 2.211, rows: 70, sources: 9 },
    Factors { low: 0.824, high: 1.533, rows: 163, sources: 12 },
    Factors { low: 0.834, high: 1.249, rows: 77, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.777, high: 1.626, rows: 16, sources: 3 },
    Factors { low: 0.425, high: 2.576, rows: 52, sources: 5 },
    Factors { low: 0.801, high: 1.577, rows: 194, sources: 11 },
    Factors { low: 0.794, high: 1.354, rows: 142, sources: 7 },
    Factors { low: 0.699, high: 1.523, rows: 76, sources: 8 },
    Factors { low: 0.702, high: 1.912, rows: 30, sources: 5 },
    Factors { low: 0.765, high: 1.636, rows: 115, sources: 5 },
    Factors { low: 0.796, high: 1.601, rows: 25, sources: 8 },
    Factors { low: 0.722, high: 1.861, rows: 26, sources: 7 },
    Factors { low: 0.804, high: 1.508, rows: 150, sources: 4 },
    Factors { low: 0.877, high: 1.490, rows: 1, sources: 1 },
    Factors { low: 0.806, high: 2.269, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 651, sources: 24, median: 0.080, p90: 0.428, under10: 0.215 },
    LeftOut { rows: 884, sources: 29, median: 0.135, p90: 0.546, under10: 0.287 },
];
