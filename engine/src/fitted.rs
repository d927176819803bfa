//! Written by `calibrate` from 1785 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.55, // x/ 1.075
    logit_bytes_kbit: 15.27, // x/ 1.059
    logit_bytes_fused: 8.818, // x/ 1.071
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.012, // x/ 1.187
    logit_bytes_plain: 14.56, // x/ 1.085
    logit_bytes_megatron: 7.968, // x/ 1.177
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.6299, // x/ 1.220
    selective_share: 0.9573, // x/ 1.129
    adapter_ddp_checkpoint_share: 0.9524, // x/ 1.177
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.602, // x/ 1.353
    fragmentation: 0.1267, // x/ 1.242
    logit_fragmentation: 0.09912, // x/ 1.280
    logit_fragmentation_device: 0.4016, // x/ 1.229
    gathered_fragmentation: 0.6664, // x/ 1.339
    collectives_gib: 1.613, // x/ 1.348
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8425, // x/ 1.047
    matmul_share_geforce: 0.9299, // x/ 1.057
    matmul_share_cdna: 0.55, // assumed
    tflops_per_watt_12nm: 0.4, // assumed
    tflops_per_watt_7nm: 0.6503, // x/ 1.058
    tflops_per_watt_5nm: 0.8413, // x/ 1.041
    tflops_per_watt_blackwell: 1.222, // x/ 1.105
    fp8_share: 0.7681, // x/ 1.040
    megatron_gain: 1.003, // x/ 1.037
    compiled_gain: 0.9981, // x/ 1.051
    half_tokens: 261.2, // x/ 1.401
    selective_recompute_share: 0.3532, // x/ 1.281
    flash_share: 0.3569, // x/ 1.093
    flash2_hopper_share: 0.1931, // x/ 1.098
    sdpa_share: 0.45, // assumed
    elementwise_hidden_eager: 47.02, // x/ 1.360
    elementwise_ff_eager: 11.48, // x/ 1.361
    elementwise_fused_share: 0.5984, // x/ 1.278
    elementwise_compiled_share: 0.3904, // x/ 1.380
    elementwise_megatron_share: 0.4091, // x/ 1.377
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 32.2, // x/ 1.286
    dequant_gptq: 16.23, // x/ 1.809
    dequant_int8: 6.0, // assumed
    adapter_passes: 17.33, // x/ 1.325
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.12, // x/ 1.339
    launch_ms_layer: 5.159, // x/ 1.172
    launch_ms_adapter: 0.1025, // x/ 1.779
    launch_ms_quant: 0.05, // assumed
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.372, // x/ 1.300
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.6397, // x/ 1.182
    step_ms: 10.0, // assumed
    link_share: 0.7658, // x/ 1.165
    pcie_share: 0.8309, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6832, // x/ 1.183
    hop_us: 6.193, // x/ 1.351
    deepspeed_ms_layer: 2.706, // x/ 1.687
    moe_grouped_share: 0.6573, // x/ 1.151
    moe_loop_share: 0.8554, // x/ 1.235
    expert_half_tokens: 1017.0, // x/ 1.616
    offload_share: 0.7591, // x/ 1.739
    host_adam_rate: 1089000000.0, // x/ 1.421
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.807, high: 1.164, rows: 38, sources: 7 },
    Factors { low: 0.857, high: 1.428, rows: 52, sources: 3 },
    Factors { low: 0.825, high: 1.500, rows: 20, sources: 3 },
    Factors { low: 0.888, high: 1.235, rows: 66, sources: 7 },
    Factors { low: 0.633, high: 1.314, rows: 124, sources: 11 },
    Factors { low: 0.734, high: 1.245, rows: 138, sources: 12 },
    Factors { low: 0.887, high: 1.100, rows: 100, sources: 9 },
    Factors { low: 0.804, high: 1.250, rows: 215, sources: 12 },
    Factors { low: 0.875, high: 1.183, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.771, high: 1.379, rows: 16, sources: 3 },
    Factors { low: 0.591, high: 2.217, rows: 52, sources: 5 },
    Factors { low: 0.804, high: 1.377, rows: 200, sources: 12 },
    Factors { low: 0.796, high: 1.237, rows: 142, sources: 7 },
    Factors { low: 0.757, high: 1.783, rows: 78, sources: 9 },
    Factors { low: 0.699, high: 1.597, rows: 30, sources: 5 },
    Factors { low: 0.476, high: 1.429, rows: 109, sources: 5 },
    Factors { low: 0.825, high: 1.554, rows: 25, sources: 8 },
    Factors { low: 0.783, high: 1.579, rows: 26, sources: 7 },
    Factors { low: 0.781, high: 1.356, rows: 150, sources: 4 },
    Factors { low: 0.878, high: 1.418, rows: 1, sources: 1 },
    Factors { low: 0.806, high: 2.128, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 899, sources: 26, median: 0.051, p90: 0.308, under10: 0.175 },
    LeftOut { rows: 886, sources: 30, median: 0.119, p90: 0.471, under10: 0.282 },
];
