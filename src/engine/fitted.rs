//! Written by `calibrate` from 1535 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.62, // x/ 1.079
    logit_bytes_kbit: 14.89, // x/ 1.065
    logit_bytes_fused: 8.378, // x/ 1.080
    logit_bytes_chunked: 3.069, // x/ 1.203
    logit_bytes_compiled: 11.21, // x/ 1.172
    logit_bytes_megatron: 8.189, // x/ 1.191
    fused_loss_hidden_bytes: 10.0, // x/ 1.400
    sdpa_copies: 0.5221, // x/ 1.611
    compiled_share: 0.6117, // x/ 1.230
    selective_share: 0.9304, // x/ 1.180
    adapter_ddp_checkpoint_share: 0.9594, // x/ 1.163
    gathered_layers: 1.97, // x/ 1.425
    fragmentation: 0.08633, // x/ 1.263
    context_gib: 0.6747, // x/ 1.317
    workspace_gib: 0.0536, // x/ 1.312
    matmul_share: 0.8305, // x/ 1.045
    matmul_share_geforce: 0.9336, // x/ 1.059
    matmul_share_cdna: 0.5168, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6594, // x/ 1.061
    tflops_per_watt_5nm: 0.843, // x/ 1.047
    tflops_per_watt_blackwell: 1.213, // x/ 1.113
    fp8_share: 0.7281, // x/ 1.046
    megatron_gain: 1.073, // x/ 1.041
    compiled_gain: 0.9457, // x/ 1.056
    half_tokens: 297.6, // x/ 1.392
    selective_recompute_share: 0.3744, // x/ 1.286
    flash_share: 0.3732, // x/ 1.097
    flash2_hopper_share: 0.187, // x/ 1.099
    sdpa_share: 0.4233, // x/ 1.299
    elementwise_hidden_eager: 46.86, // x/ 1.360
    elementwise_ff_eager: 11.53, // x/ 1.361
    elementwise_fused_share: 0.6259, // x/ 1.282
    elementwise_compiled_share: 0.4088, // x/ 1.402
    elementwise_megatron_share: 0.4099, // x/ 1.385
    loss_traffic: 43.12, // x/ 1.521
    loss_traffic_fused: 14.43, // x/ 1.493
    dequant_nf4: 26.93, // x/ 1.330
    dequant_gptq: 16.93, // x/ 1.625
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 22.46, // x/ 1.293
    adapter_passes_fused: 5.846, // x/ 1.634
    optimizer_traffic: 27.21, // x/ 1.313
    launch_ms_layer: 2.856, // x/ 1.256
    launch_ms_adapter: 0.1301, // x/ 1.687
    launch_ms_quant: 0.05654, // x/ 2.088
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.263, // x/ 1.291
    launch_fused_share: 0.7079, // x/ 2.033
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9148, // x/ 1.226
    step_ms: 14.73, // x/ 2.182
    link_share: 0.7924, // x/ 1.186
    pcie_share: 0.5, // x/ 1.400
    host_link_share: 0.3128, // x/ 1.321
    network_share: 0.6487, // x/ 1.215
    deepspeed_ms_layer: 2.281, // x/ 2.214
    moe_grouped_share: 0.6347, // x/ 1.233
    moe_loop_share: 0.6393, // x/ 1.314
    offload_share: 0.719, // x/ 1.820
    host_adam_rate: 444600000.0, // x/ 1.832
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.846, high: 1.339, rows: 38, sources: 7 },
    Factors { low: 0.789, high: 1.639, rows: 28, sources: 3 },
    Factors { low: 0.573, high: 1.612, rows: 19, sources: 3 },
    Factors { low: 0.785, high: 1.192, rows: 46, sources: 7 },
    Factors { low: 0.714, high: 1.531, rows: 91, sources: 9 },
    Factors { low: 0.720, high: 1.350, rows: 119, sources: 12 },
    Factors { low: 0.767, high: 2.127, rows: 70, sources: 9 },
    Factors { low: 0.865, high: 1.562, rows: 163, sources: 12 },
    Factors { low: 0.874, high: 1.297, rows: 77, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.569, high: 1.586, rows: 16, sources: 3 },
    Factors { low: 0.424, high: 2.578, rows: 52, sources: 5 },
    Factors { low: 0.800, high: 1.577, rows: 194, sources: 11 },
    Factors { low: 0.793, high: 1.355, rows: 142, sources: 7 },
    Factors { low: 0.696, high: 1.523, rows: 76, sources: 8 },
    Factors { low: 0.700, high: 1.913, rows: 30, sources: 5 },
    Factors { low: 0.763, high: 1.636, rows: 115, sources: 5 },
    Factors { low: 0.795, high: 1.601, rows: 25, sources: 8 },
    Factors { low: 0.721, high: 1.863, rows: 26, sources: 7 },
    Factors { low: 0.801, high: 1.509, rows: 150, sources: 4 },
    Factors { low: 0.871, high: 1.492, rows: 1, sources: 1 },
    Factors { low: 0.803, high: 2.275, rows: 27, sources: 4 },
];
