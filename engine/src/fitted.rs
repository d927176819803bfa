//! Written by `calibrate` from 3267 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.63, // x/ 1.055
    logit_bytes_kbit: 14.91, // x/ 1.052
    logit_bytes_no_upcast: 6.706, // x/ 1.128
    logit_bytes_fused: 8.686, // x/ 1.071
    logit_bytes_chunked: 6.915, // x/ 1.084
    logit_bytes_compiled: 4.468, // x/ 1.111
    logit_bytes_plain: 14.22, // x/ 1.056
    logit_bytes_megatron: 9.02, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7403, // x/ 1.093
    selective_share: 0.7853, // x/ 1.116
    adapter_ddp_checkpoint_share: 0.9081, // x/ 1.090
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.22, // x/ 1.243
    gathered_layers: 2.003, // x/ 1.305
    fragmentation: 0.1271, // x/ 1.211
    rounding: 0.09051, // x/ 1.194
    logit_fragmentation: 0.09514, // x/ 1.260
    logit_fragmentation_device: 0.3085, // x/ 1.226
    ragged_fragmentation: 0.4404, // x/ 1.444
    ragged_logit_fragmentation: 1.35, // x/ 1.243
    flat_fragmentation: 0.8156, // x/ 1.287
    gathered_fragmentation: 0.6181, // x/ 1.315
    collectives_gib: 1.629, // x/ 1.178
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8844, // x/ 1.038
    matmul_share_geforce: 1.056, // x/ 1.051
    matmul_share_cdna: 0.3817, // x/ 1.107
    tflops_per_watt_12nm: 0.2738, // x/ 1.110
    tflops_per_watt_turing: 0.2956, // x/ 1.161
    tflops_per_watt_7nm: 0.6555, // x/ 1.040
    tflops_per_watt_5nm: 0.9242, // x/ 1.032
    tflops_per_watt_blackwell: 1.236, // x/ 1.051
    blackwell_native_share: 0.8328, // x/ 1.075
    cdna_native_share: 0.6293, // x/ 1.114
    fp8_share: 0.8794, // x/ 1.028
    megatron_gain: 0.893, // x/ 1.022
    compiled_gain: 0.9906, // x/ 1.039
    half_tokens: 428.3, // x/ 1.138
    selective_recompute_share: 0.3772, // x/ 1.269
    flash_share: 0.5577, // x/ 1.068
    flash2_hopper_share: 0.232, // x/ 1.101
    sdpa_share: 0.45, // assumed
    attention_half_keys: 377.7, // x/ 1.396
    eager_score_traffic: 67.65, // x/ 1.199
    elementwise_hidden_eager: 137.8, // x/ 1.144
    elementwise_ff_eager: 20.66, // x/ 1.233
    expert_passes: 14.98, // x/ 1.588
    elementwise_fused_share: 0.5358, // x/ 1.192
    elementwise_compiled_share: 0.4072, // x/ 1.194
    elementwise_megatron_share: 0.4576, // x/ 1.173
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 12.32, // x/ 1.390
    dequant_gptq: 17.63, // x/ 1.358
    dequant_int8: 6.0, // assumed
    adapter_passes: 20.09, // x/ 1.270
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 27.33, // x/ 1.329
    launch_ms_layer: 2.458, // x/ 1.091
    launch_ms_adapter: 0.1525, // x/ 1.244
    launch_ms_quant: 0.1039, // x/ 1.526
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.94, // x/ 1.226
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.278, // x/ 1.071
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5999, // x/ 1.174
    step_ms: 10.0, // assumed
    link_share: 0.8332, // x/ 1.134
    tensor_wait: 2.406, // x/ 1.279
    pcie_share: 0.614, // x/ 1.108
    host_link_share: 0.35, // assumed
    network_share: 0.6858, // x/ 1.184
    hop_us: 5.022, // x/ 1.419
    deepspeed_ms_layer: 2.493, // x/ 1.313
    moe_grouped_share: 0.8469, // x/ 1.104
    moe_loop_share: 0.72, // x/ 1.158
    expert_half_tokens: 1202.0, // x/ 1.268
    offload_share: 0.5741, // x/ 1.887
    host_adam_rate: 545000000.0, // x/ 1.423
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
    Factors { low: 0.827, high: 1.182, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.593, high: 2.429, rows: 37, sources: 11 },
    Factors { low: 0.637, high: 2.466, rows: 113, sources: 22 },
    Factors { low: 0.778, high: 1.587, rows: 483, sources: 37 },
    Factors { low: 0.806, high: 1.482, rows: 251, sources: 25 },
    Factors { low: 0.683, high: 2.040, rows: 150, sources: 32 },
    Factors { low: 0.644, high: 2.049, rows: 186, sources: 41 },
    Factors { low: 0.823, high: 1.332, rows: 112, sources: 7 },
    Factors { low: 0.761, high: 1.438, rows: 53, sources: 13 },
    Factors { low: 0.696, high: 2.023, rows: 67, sources: 15 },
    Factors { low: 0.837, high: 1.438, rows: 154, sources: 5 },
    Factors { low: 0.752, high: 1.488, rows: 11, sources: 2 },
    Factors { low: 0.636, high: 2.267, rows: 67, sources: 13 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1540, sources: 97, median: 0.077, p90: 0.296, under10: 0.179 },
    LeftOut { rows: 1727, sources: 127, median: 0.123, p90: 0.457, under10: 0.281 },
];
