//! Written by `calibrate` from 3295 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.67, // x/ 1.054
    logit_bytes_kbit: 14.95, // x/ 1.052
    logit_bytes_no_upcast: 6.739, // x/ 1.126
    logit_bytes_fused: 8.705, // x/ 1.072
    logit_bytes_chunked: 6.932, // x/ 1.084
    logit_bytes_compiled: 4.998, // x/ 1.116
    logit_bytes_plain: 14.27, // x/ 1.055
    logit_bytes_megatron: 9.053, // x/ 1.148
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7143, // x/ 1.106
    selective_share: 0.7721, // x/ 1.118
    adapter_ddp_checkpoint_share: 0.9075, // x/ 1.092
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.36, // x/ 1.239
    gathered_layers: 2.121, // x/ 1.308
    fragmentation: 0.1267, // x/ 1.217
    rounding: 0.08546, // x/ 1.209
    logit_fragmentation: 0.09473, // x/ 1.260
    logit_fragmentation_device: 0.2962, // x/ 1.214
    ragged_fragmentation: 0.443, // x/ 1.445
    ragged_logit_fragmentation: 1.352, // x/ 1.243
    flat_fragmentation: 0.8164, // x/ 1.287
    gathered_fragmentation: 0.6237, // x/ 1.313
    collectives_gib: 1.615, // x/ 1.182
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8828, // x/ 1.038
    matmul_share_geforce: 1.053, // x/ 1.051
    matmul_share_cdna: 0.3795, // x/ 1.109
    tflops_per_watt_12nm: 0.2745, // x/ 1.110
    tflops_per_watt_turing: 0.2938, // x/ 1.160
    tflops_per_watt_7nm: 0.6533, // x/ 1.040
    tflops_per_watt_5nm: 0.9106, // x/ 1.031
    tflops_per_watt_blackwell: 1.225, // x/ 1.050
    blackwell_native_share: 0.8098, // x/ 1.070
    cdna_native_share: 0.6306, // x/ 1.115
    fp8_share: 0.8881, // x/ 1.028
    megatron_gain: 0.8972, // x/ 1.022
    compiled_gain: 0.9909, // x/ 1.038
    half_tokens: 424.2, // x/ 1.139
    selective_recompute_share: 0.3751, // x/ 1.267
    flash_share: 0.5487, // x/ 1.069
    flash2_hopper_share: 0.2309, // x/ 1.099
    sdpa_share: 0.45, // assumed
    attention_half_keys: 379.5, // x/ 1.392
    eager_score_traffic: 64.72, // x/ 1.220
    elementwise_hidden_eager: 137.3, // x/ 1.145
    elementwise_ff_eager: 20.32, // x/ 1.235
    expert_passes: 15.36, // x/ 1.594
    elementwise_fused_share: 0.5498, // x/ 1.193
    elementwise_compiled_share: 0.4012, // x/ 1.198
    elementwise_megatron_share: 0.4634, // x/ 1.167
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 12.55, // x/ 1.395
    dequant_gptq: 17.72, // x/ 1.357
    dequant_int8: 6.0, // assumed
    adapter_passes: 19.47, // x/ 1.273
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 27.44, // x/ 1.330
    launch_ms_layer: 2.455, // x/ 1.092
    launch_ms_adapter: 0.1521, // x/ 1.245
    launch_ms_quant: 0.1042, // x/ 1.528
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.885, // x/ 1.220
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.275, // x/ 1.071
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5988, // x/ 1.170
    step_ms: 10.0, // assumed
    link_share: 0.7754, // x/ 1.142
    pcie_share: 0.6164, // x/ 1.107
    host_link_share: 0.35, // assumed
    network_share: 0.6947, // x/ 1.200
    hop_us: 5.143, // x/ 1.414
    deepspeed_ms_layer: 3.358, // x/ 1.318
    moe_grouped_share: 0.8199, // x/ 1.110
    moe_loop_share: 0.6915, // x/ 1.151
    expert_half_tokens: 957.0, // x/ 1.304
    offload_share: 0.9285, // x/ 1.814
    host_adam_rate: 541800000.0, // x/ 1.416
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.742, high: 1.721, rows: 59, sources: 15 },
    Factors { low: 0.732, high: 2.080, rows: 109, sources: 16 },
    Factors { low: 0.777, high: 1.455, rows: 167, sources: 19 },
    Factors { low: 0.680, high: 1.229, rows: 179, sources: 31 },
    Factors { low: 0.713, high: 1.318, rows: 203, sources: 35 },
    Factors { low: 0.822, high: 1.345, rows: 233, sources: 23 },
    Factors { low: 0.834, high: 1.502, rows: 124, sources: 17 },
    Factors { low: 0.743, high: 1.365, rows: 334, sources: 32 },
    Factors { low: 0.830, high: 1.218, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.590, high: 2.433, rows: 37, sources: 11 },
    Factors { low: 0.618, high: 2.203, rows: 127, sources: 23 },
    Factors { low: 0.798, high: 1.616, rows: 483, sources: 37 },
    Factors { low: 0.794, high: 1.438, rows: 251, sources: 25 },
    Factors { low: 0.688, high: 1.883, rows: 150, sources: 32 },
    Factors { low: 0.654, high: 2.047, rows: 186, sources: 41 },
    Factors { low: 0.823, high: 1.339, rows: 112, sources: 7 },
    Factors { low: 0.761, high: 1.431, rows: 53, sources: 13 },
    Factors { low: 0.697, high: 2.030, rows: 67, sources: 15 },
    Factors { low: 0.833, high: 1.444, rows: 154, sources: 5 },
    Factors { low: 0.745, high: 1.502, rows: 11, sources: 2 },
    Factors { low: 0.632, high: 2.279, rows: 67, sources: 13 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1554, sources: 97, median: 0.079, p90: 0.305, under10: 0.185 },
    LeftOut { rows: 1741, sources: 127, median: 0.125, p90: 0.467, under10: 0.289 },
];
