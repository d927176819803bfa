//! Written by `calibrate` from 1785 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.41, // x/ 1.077
    logit_bytes_kbit: 15.32, // x/ 1.061
    logit_bytes_no_upcast: 7.063, // x/ 1.126
    logit_bytes_fused: 8.794, // x/ 1.071
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 3.986, // x/ 1.186
    logit_bytes_plain: 14.62, // x/ 1.083
    logit_bytes_megatron: 7.966, // x/ 1.177
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.6296, // x/ 1.220
    selective_share: 0.9418, // x/ 1.120
    adapter_ddp_checkpoint_share: 0.9212, // x/ 1.162
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.622, // x/ 1.350
    fragmentation: 0.1333, // x/ 1.230
    logit_fragmentation: 0.1066, // x/ 1.281
    logit_fragmentation_device: 0.4013, // x/ 1.229
    ragged_fragmentation: 0.8,
    gathered_fragmentation: 0.7277, // x/ 1.327
    collectives_gib: 1.555, // x/ 1.328
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8535, // x/ 1.042
    matmul_share_geforce: 0.9612, // x/ 1.059
    matmul_share_cdna: 0.417, // x/ 1.216
    tflops_per_watt_12nm: 0.4, // assumed
    tflops_per_watt_7nm: 0.7262, // x/ 1.073
    tflops_per_watt_5nm: 0.9238, // x/ 1.045
    tflops_per_watt_blackwell: 1.302, // x/ 1.113
    fp8_share: 0.7673, // x/ 1.040
    megatron_gain: 0.9898, // x/ 1.037
    compiled_gain: 0.9805, // x/ 1.054
    half_tokens: 299.5, // x/ 1.356
    selective_recompute_share: 0.364, // x/ 1.284
    flash_share: 0.3742, // x/ 1.094
    flash2_hopper_share: 0.2003, // x/ 1.101
    sdpa_share: 0.45,
    attention_half_keys: 500.0, // assumed
    elementwise_hidden_eager: 114.4, // x/ 1.214
    elementwise_ff_eager: 18.7, // x/ 1.282
    elementwise_fused_share: 0.5748, // x/ 1.239
    elementwise_compiled_share: 0.3961, // x/ 1.371
    elementwise_megatron_share: 0.4244, // x/ 1.306
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 23.67, // x/ 1.301
    dequant_gptq: 20.15, // x/ 1.351
    dequant_int8: 6.0, // assumed
    adapter_passes: 17.34, // x/ 1.304
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.89, // x/ 1.342
    launch_ms_layer: 2.452, // x/ 1.151
    launch_ms_adapter: 0.1525, // x/ 1.502
    launch_ms_quant: 0.1222, // x/ 1.945
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 7.896, // x/ 1.244
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.7569, // x/ 1.203
    step_ms: 10.0, // assumed
    link_share: 0.772, // x/ 1.175
    pcie_share: 0.8334, // x/ 1.139
    host_link_share: 0.35, // assumed
    network_share: 0.6568, // x/ 1.205
    hop_us: 6.378, // x/ 1.325
    deepspeed_ms_layer: 6.785, // x/ 1.277
    moe_grouped_share: 0.717, // x/ 1.157
    moe_loop_share: 0.8363, // x/ 1.228
    expert_half_tokens: 913.9, // x/ 1.644
    offload_share: 0.7661, // x/ 1.736
    host_adam_rate: 1091000000.0, // x/ 1.414
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.807, high: 1.330, rows: 38, sources: 7 },
    Factors { low: 0.862, high: 1.434, rows: 52, sources: 3 },
    Factors { low: 0.836, high: 1.308, rows: 20, sources: 3 },
    Factors { low: 0.865, high: 1.257, rows: 66, sources: 7 },
    Factors { low: 0.636, high: 1.333, rows: 124, sources: 11 },
    Factors { low: 0.871, high: 1.274, rows: 138, sources: 12 },
    Factors { low: 0.797, high: 1.111, rows: 100, sources: 9 },
    Factors { low: 0.825, high: 1.312, rows: 215, sources: 12 },
    Factors { low: 0.879, high: 1.200, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.757, high: 1.339, rows: 16, sources: 3 },
    Factors { low: 0.639, high: 2.289, rows: 52, sources: 5 },
    Factors { low: 0.702, high: 1.419, rows: 200, sources: 12 },
    Factors { low: 0.710, high: 1.253, rows: 142, sources: 7 },
    Factors { low: 0.760, high: 1.577, rows: 78, sources: 9 },
    Factors { low: 0.701, high: 1.586, rows: 30, sources: 5 },
    Factors { low: 0.822, high: 1.466, rows: 109, sources: 5 },
    Factors { low: 0.765, high: 1.557, rows: 25, sources: 8 },
    Factors { low: 0.768, high: 1.891, rows: 26, sources: 7 },
    Factors { low: 0.837, high: 1.404, rows: 150, sources: 4 },
    Factors { low: 0.897, high: 1.418, rows: 1, sources: 1 },
    Factors { low: 0.871, high: 2.056, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 899, sources: 26, median: 0.053, p90: 0.240, under10: 0.170 },
    LeftOut { rows: 886, sources: 30, median: 0.108, p90: 0.376, under10: 0.275 },
];
