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
    gathered_fragmentation: 0.6662, // x/ 1.339
    collectives_gib: 1.614, // x/ 1.348
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.852, // x/ 1.042
    matmul_share_geforce: 0.9665, // x/ 1.059
    matmul_share_cdna: 0.55, // assumed
    tflops_per_watt_12nm: 0.4, // assumed
    tflops_per_watt_7nm: 0.7242, // x/ 1.074
    tflops_per_watt_5nm: 0.9191, // x/ 1.045
    tflops_per_watt_blackwell: 1.307, // x/ 1.114
    fp8_share: 0.7659, // x/ 1.041
    megatron_gain: 0.9858, // x/ 1.037
    compiled_gain: 0.9831, // x/ 1.054
    half_tokens: 273.1, // x/ 1.383
    selective_recompute_share: 0.3636, // x/ 1.284
    flash_share: 0.3718, // x/ 1.094
    flash2_hopper_share: 0.2, // x/ 1.100
    sdpa_share: 0.45, // assumed
    elementwise_hidden_eager: 114.3, // x/ 1.214
    elementwise_ff_eager: 18.39, // x/ 1.282
    elementwise_fused_share: 0.574, // x/ 1.237
    elementwise_compiled_share: 0.3926, // x/ 1.365
    elementwise_megatron_share: 0.4218, // x/ 1.307
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 32.72, // x/ 1.270
    dequant_gptq: 19.98, // x/ 1.520
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.53, // x/ 1.327
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.61, // x/ 1.340
    launch_ms_layer: 3.067, // x/ 1.248
    launch_ms_adapter: 0.1232, // x/ 1.745
    launch_ms_quant: 0.05, // assumed
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 7.909, // x/ 1.258
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.712, // x/ 1.200
    step_ms: 10.0, // assumed
    link_share: 0.7682, // x/ 1.176
    pcie_share: 0.8337, // x/ 1.139
    host_link_share: 0.35, // assumed
    network_share: 0.6559, // x/ 1.210
    hop_us: 6.392, // x/ 1.325
    deepspeed_ms_layer: 6.244, // x/ 1.295
    moe_grouped_share: 0.7255, // x/ 1.153
    moe_loop_share: 0.8435, // x/ 1.248
    expert_half_tokens: 879.0, // x/ 1.656
    offload_share: 0.7648, // x/ 1.736
    host_adam_rate: 1088000000.0, // x/ 1.414
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.795, high: 1.340, rows: 38, sources: 7 },
    Factors { low: 0.832, high: 1.463, rows: 52, sources: 3 },
    Factors { low: 0.804, high: 1.589, rows: 20, sources: 3 },
    Factors { low: 0.847, high: 1.270, rows: 66, sources: 7 },
    Factors { low: 0.627, high: 1.360, rows: 124, sources: 11 },
    Factors { low: 0.711, high: 1.337, rows: 138, sources: 12 },
    Factors { low: 0.791, high: 1.127, rows: 100, sources: 9 },
    Factors { low: 0.790, high: 1.266, rows: 215, sources: 12 },
    Factors { low: 0.851, high: 1.224, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.746, high: 1.356, rows: 16, sources: 3 },
    Factors { low: 0.651, high: 2.246, rows: 52, sources: 5 },
    Factors { low: 0.697, high: 1.418, rows: 200, sources: 12 },
    Factors { low: 0.741, high: 1.256, rows: 142, sources: 7 },
    Factors { low: 0.753, high: 1.556, rows: 78, sources: 9 },
    Factors { low: 0.690, high: 1.656, rows: 30, sources: 5 },
    Factors { low: 0.573, high: 1.478, rows: 109, sources: 5 },
    Factors { low: 0.756, high: 1.560, rows: 25, sources: 8 },
    Factors { low: 0.759, high: 1.809, rows: 26, sources: 7 },
    Factors { low: 0.802, high: 1.471, rows: 150, sources: 4 },
    Factors { low: 0.857, high: 1.420, rows: 1, sources: 1 },
    Factors { low: 0.792, high: 2.103, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 899, sources: 26, median: 0.051, p90: 0.308, under10: 0.175 },
    LeftOut { rows: 886, sources: 30, median: 0.113, p90: 0.427, under10: 0.289 },
];
