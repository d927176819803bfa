//! Written by `calibrate` from 3267 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.63, // x/ 1.055
    logit_bytes_kbit: 14.91, // x/ 1.052
    logit_bytes_no_upcast: 6.706, // x/ 1.128
    logit_bytes_fused: 8.686, // x/ 1.071
    logit_bytes_chunked: 6.916, // x/ 1.084
    logit_bytes_compiled: 4.469, // x/ 1.111
    logit_bytes_plain: 14.21, // x/ 1.056
    logit_bytes_megatron: 9.02, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7402, // x/ 1.093
    selective_share: 0.7852, // x/ 1.116
    adapter_ddp_checkpoint_share: 0.908, // x/ 1.090
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.22, // x/ 1.243
    gathered_layers: 2.003, // x/ 1.305
    fragmentation: 0.1272, // x/ 1.211
    rounding: 0.09051, // x/ 1.195
    logit_fragmentation: 0.09514, // x/ 1.260
    logit_fragmentation_device: 0.3086, // x/ 1.226
    ragged_fragmentation: 0.4404, // x/ 1.444
    ragged_logit_fragmentation: 1.35, // x/ 1.243
    flat_fragmentation: 0.8156, // x/ 1.287
    gathered_fragmentation: 0.6181, // x/ 1.315
    collectives_gib: 1.629, // x/ 1.178
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8839, // x/ 1.038
    matmul_share_geforce: 1.053, // x/ 1.051
    matmul_share_cdna: 0.3802, // x/ 1.107
    tflops_per_watt_12nm: 0.2751, // x/ 1.110
    tflops_per_watt_turing: 0.2932, // x/ 1.157
    tflops_per_watt_7nm: 0.6517, // x/ 1.040
    tflops_per_watt_5nm: 0.9174, // x/ 1.031
    tflops_per_watt_blackwell: 1.229, // x/ 1.052
    blackwell_native_share: 0.8403, // x/ 1.079
    cdna_native_share: 0.6324, // x/ 1.113
    fp8_share: 0.8793, // x/ 1.028
    megatron_gain: 0.8992, // x/ 1.022
    compiled_gain: 0.9901, // x/ 1.039
    half_tokens: 429.9, // x/ 1.138
    selective_recompute_share: 0.3776, // x/ 1.268
    flash_share: 0.5589, // x/ 1.068
    flash2_hopper_share: 0.2277, // x/ 1.099
    sdpa_share: 0.45, // assumed
    attention_half_keys: 381.9, // x/ 1.392
    eager_score_traffic: 64.91, // x/ 1.220
    elementwise_hidden_eager: 137.6, // x/ 1.145
    elementwise_ff_eager: 20.36, // x/ 1.236
    expert_passes: 14.71, // x/ 1.582
    elementwise_fused_share: 0.5343, // x/ 1.195
    elementwise_compiled_share: 0.404, // x/ 1.200
    elementwise_megatron_share: 0.4641, // x/ 1.167
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 11.77, // x/ 1.392
    dequant_gptq: 17.68, // x/ 1.355
    dequant_int8: 6.0, // assumed
    adapter_passes: 19.71, // x/ 1.275
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 27.22, // x/ 1.327
    launch_ms_layer: 2.437, // x/ 1.092
    launch_ms_adapter: 0.1542, // x/ 1.242
    launch_ms_quant: 0.104, // x/ 1.526
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.843, // x/ 1.232
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.281, // x/ 1.071
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5973, // x/ 1.180
    step_ms: 10.0, // assumed
    link_share: 0.807, // x/ 1.144
    pcie_share: 0.6143, // x/ 1.108
    host_link_share: 0.35, // assumed
    network_share: 0.672, // x/ 1.183
    hop_us: 5.15, // x/ 1.414
    deepspeed_ms_layer: 3.385, // x/ 1.319
    moe_grouped_share: 0.8907, // x/ 1.107
    moe_loop_share: 0.6896, // x/ 1.175
    expert_half_tokens: 1417.0, // x/ 1.275
    offload_share: 0.9029, // x/ 1.844
    host_adam_rate: 535600000.0, // x/ 1.421
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.742, high: 1.699, rows: 59, sources: 15 },
    Factors { low: 0.720, high: 1.324, rows: 95, sources: 15 },
    Factors { low: 0.775, high: 1.441, rows: 167, sources: 19 },
    Factors { low: 0.674, high: 1.209, rows: 179, sources: 31 },
    Factors { low: 0.713, high: 1.303, rows: 203, sources: 35 },
    Factors { low: 0.820, high: 1.333, rows: 233, sources: 23 },
    Factors { low: 0.833, high: 1.492, rows: 124, sources: 17 },
    Factors { low: 0.741, high: 1.354, rows: 334, sources: 32 },
    Factors { low: 0.827, high: 1.181, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.586, high: 2.430, rows: 37, sources: 11 },
    Factors { low: 0.606, high: 2.423, rows: 113, sources: 22 },
    Factors { low: 0.795, high: 1.623, rows: 483, sources: 37 },
    Factors { low: 0.795, high: 1.435, rows: 251, sources: 25 },
    Factors { low: 0.685, high: 1.901, rows: 150, sources: 32 },
    Factors { low: 0.655, high: 2.100, rows: 186, sources: 41 },
    Factors { low: 0.821, high: 1.337, rows: 112, sources: 7 },
    Factors { low: 0.762, high: 1.440, rows: 53, sources: 13 },
    Factors { low: 0.699, high: 2.033, rows: 67, sources: 15 },
    Factors { low: 0.838, high: 1.444, rows: 154, sources: 5 },
    Factors { low: 0.756, high: 1.501, rows: 11, sources: 2 },
    Factors { low: 0.644, high: 2.279, rows: 67, sources: 13 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1540, sources: 97, median: 0.077, p90: 0.296, under10: 0.179 },
    LeftOut { rows: 1727, sources: 127, median: 0.125, p90: 0.468, under10: 0.279 },
];
