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
    selective_share: 0.9571, // x/ 1.129
    adapter_ddp_checkpoint_share: 0.9525, // x/ 1.177
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.601, // x/ 1.353
    fragmentation: 0.1266, // x/ 1.243
    logit_fragmentation: 0.09909, // x/ 1.280
    logit_fragmentation_device: 0.4015, // x/ 1.229
    gathered_fragmentation: 0.6661, // x/ 1.339
    collectives_gib: 1.614, // x/ 1.348
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.842, // x/ 1.046
    matmul_share_geforce: 0.9312, // x/ 1.057
    matmul_share_cdna: 0.55, // assumed
    tflops_per_watt_12nm: 0.4, // assumed
    tflops_per_watt_7nm: 0.6552, // x/ 1.059
    tflops_per_watt_5nm: 0.8367, // x/ 1.041
    tflops_per_watt_blackwell: 1.218, // x/ 1.104
    fp8_share: 0.7682, // x/ 1.039
    megatron_gain: 1.007, // x/ 1.036
    compiled_gain: 0.9989, // x/ 1.051
    half_tokens: 275.5, // x/ 1.376
    selective_recompute_share: 0.353, // x/ 1.281
    flash_share: 0.3567, // x/ 1.092
    flash2_hopper_share: 0.194, // x/ 1.099
    sdpa_share: 0.45, // assumed
    elementwise_hidden_eager: 47.48, // x/ 1.362
    elementwise_ff_eager: 11.54, // x/ 1.363
    elementwise_fused_share: 0.5958, // x/ 1.277
    elementwise_compiled_share: 0.3898, // x/ 1.380
    elementwise_megatron_share: 0.41, // x/ 1.376
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 32.85, // x/ 1.272
    dequant_gptq: 19.41, // x/ 1.571
    dequant_int8: 6.0, // assumed
    adapter_passes: 17.52, // x/ 1.322
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.74, // x/ 1.343
    launch_ms_layer: 3.046, // x/ 1.244
    launch_ms_adapter: 0.1258, // x/ 1.748
    launch_ms_quant: 0.05, // assumed
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 8.719, // x/ 1.257
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.8337, // x/ 1.200
    step_ms: 10.0, // assumed
    link_share: 0.7896, // x/ 1.169
    pcie_share: 0.8313, // x/ 1.138
    host_link_share: 0.35, // assumed
    network_share: 0.6826, // x/ 1.184
    hop_us: 6.159, // x/ 1.357
    deepspeed_ms_layer: 6.256, // x/ 1.295
    moe_grouped_share: 0.6612, // x/ 1.157
    moe_loop_share: 0.8528, // x/ 1.239
    expert_half_tokens: 987.9, // x/ 1.637
    offload_share: 0.7591, // x/ 1.738
    host_adam_rate: 1091000000.0, // x/ 1.418
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.795, high: 1.340, rows: 38, sources: 7 },
    Factors { low: 0.832, high: 1.463, rows: 52, sources: 3 },
    Factors { low: 0.804, high: 1.589, rows: 20, sources: 3 },
    Factors { low: 0.847, high: 1.270, rows: 66, sources: 7 },
    Factors { low: 0.627, high: 1.360, rows: 124, sources: 11 },
    Factors { low: 0.710, high: 1.337, rows: 138, sources: 12 },
    Factors { low: 0.791, high: 1.127, rows: 100, sources: 9 },
    Factors { low: 0.790, high: 1.266, rows: 215, sources: 12 },
    Factors { low: 0.851, high: 1.224, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.756, high: 1.383, rows: 16, sources: 3 },
    Factors { low: 0.504, high: 2.750, rows: 52, sources: 5 },
    Factors { low: 0.703, high: 1.406, rows: 200, sources: 12 },
    Factors { low: 0.746, high: 1.268, rows: 142, sources: 7 },
    Factors { low: 0.754, high: 1.570, rows: 78, sources: 9 },
    Factors { low: 0.704, high: 1.648, rows: 30, sources: 5 },
    Factors { low: 0.576, high: 1.481, rows: 109, sources: 5 },
    Factors { low: 0.743, high: 1.558, rows: 25, sources: 8 },
    Factors { low: 0.777, high: 1.845, rows: 26, sources: 7 },
    Factors { low: 0.795, high: 1.499, rows: 150, sources: 4 },
    Factors { low: 0.854, high: 1.433, rows: 1, sources: 1 },
    Factors { low: 0.783, high: 2.195, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 899, sources: 26, median: 0.051, p90: 0.308, under10: 0.175 },
    LeftOut { rows: 886, sources: 30, median: 0.119, p90: 0.460, under10: 0.279 },
];
