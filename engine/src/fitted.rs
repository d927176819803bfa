//! Written by `calibrate` from 3267 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.43, // x/ 1.055
    logit_bytes_kbit: 14.92, // x/ 1.052
    logit_bytes_no_upcast: 6.711, // x/ 1.126
    logit_bytes_fused: 8.679, // x/ 1.071
    logit_bytes_chunked: 6.915, // x/ 1.084
    logit_bytes_compiled: 4.472, // x/ 1.110
    logit_bytes_plain: 14.21, // x/ 1.056
    logit_bytes_megatron: 9.034, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7387, // x/ 1.094
    selective_share: 0.7795, // x/ 1.118
    adapter_ddp_checkpoint_share: 0.9061, // x/ 1.092
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.217, // x/ 1.243
    gathered_layers: 2.179, // x/ 1.318
    fragmentation: 0.1264, // x/ 1.213
    rounding: 0.08973, // x/ 1.200
    logit_fragmentation: 0.09469, // x/ 1.261
    logit_fragmentation_device: 0.3118, // x/ 1.208
    ragged_fragmentation: 0.4418, // x/ 1.456
    ragged_logit_fragmentation: 1.385, // x/ 1.243
    flat_fragmentation: 0.814, // x/ 1.287
    gathered_fragmentation: 0.6662, // x/ 1.332
    collectives_gib: 1.625, // x/ 1.180
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.884, // x/ 1.038
    matmul_share_geforce: 1.056, // x/ 1.051
    matmul_share_cdna: 0.3817, // x/ 1.107
    tflops_per_watt_12nm: 0.2741, // x/ 1.110
    tflops_per_watt_turing: 0.2957, // x/ 1.161
    tflops_per_watt_7nm: 0.6562, // x/ 1.040
    tflops_per_watt_5nm: 0.9251, // x/ 1.032
    tflops_per_watt_blackwell: 1.237, // x/ 1.051
    blackwell_native_share: 0.8327, // x/ 1.075
    cdna_native_share: 0.6292, // x/ 1.114
    fp8_share: 0.8798, // x/ 1.028
    megatron_gain: 0.8928, // x/ 1.022
    compiled_gain: 0.9904, // x/ 1.039
    half_tokens: 428.6, // x/ 1.138
    selective_recompute_share: 0.3773, // x/ 1.269
    flash_share: 0.5575, // x/ 1.068
    flash2_hopper_share: 0.232, // x/ 1.101
    sdpa_share: 0.45, // assumed
    attention_half_keys: 378.1, // x/ 1.395
    eager_score_traffic: 67.61, // x/ 1.200
    elementwise_hidden_eager: 138.0, // x/ 1.144
    elementwise_ff_eager: 20.63, // x/ 1.233
    expert_passes: 14.98, // x/ 1.588
    elementwise_fused_share: 0.5358, // x/ 1.192
    elementwise_compiled_share: 0.407, // x/ 1.194
    elementwise_megatron_share: 0.4581, // x/ 1.173
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 12.32, // x/ 1.390
    dequant_gptq: 17.63, // x/ 1.358
    dequant_int8: 6.0, // assumed
    adapter_passes: 20.09, // x/ 1.270
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 27.33, // x/ 1.329
    launch_ms_layer: 2.459, // x/ 1.091
    launch_ms_adapter: 0.1525, // x/ 1.244
    launch_ms_quant: 0.1039, // x/ 1.527
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.942, // x/ 1.226
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.278, // x/ 1.071
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5998, // x/ 1.174
    step_ms: 10.0, // assumed
    link_share: 0.833, // x/ 1.134
    tensor_wait: 2.406, // x/ 1.279
    pcie_share: 0.614, // x/ 1.108
    host_link_share: 0.35, // assumed
    network_share: 0.6855, // x/ 1.184
    hop_us: 5.021, // x/ 1.419
    deepspeed_ms_layer: 2.492, // x/ 1.313
    moe_grouped_share: 0.8468, // x/ 1.104
    moe_loop_share: 0.7197, // x/ 1.158
    expert_half_tokens: 1201.0, // x/ 1.268
    offload_share: 0.5738, // x/ 1.887
    host_adam_rate: 545300000.0, // x/ 1.423
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.734, high: 1.528, rows: 59, sources: 15 },
    Factors { low: 0.719, high: 1.324, rows: 95, sources: 15 },
    Factors { low: 0.782, high: 1.442, rows: 167, sources: 19 },
    Factors { low: 0.674, high: 1.209, rows: 179, sources: 31 },
    Factors { low: 0.713, high: 1.298, rows: 203, sources: 35 },
    Factors { low: 0.819, high: 1.335, rows: 233, sources: 23 },
    Factors { low: 0.826, high: 1.492, rows: 124, sources: 17 },
    Factors { low: 0.741, high: 1.355, rows: 334, sources: 32 },
    Factors { low: 0.823, high: 1.180, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.593, high: 2.428, rows: 37, sources: 11 },
    Factors { low: 0.637, high: 2.466, rows: 113, sources: 22 },
    Factors { low: 0.778, high: 1.587, rows: 483, sources: 37 },
    Factors { low: 0.806, high: 1.482, rows: 251, sources: 25 },
    Factors { low: 0.682, high: 2.041, rows: 150, sources: 32 },
    Factors { low: 0.644, high: 2.050, rows: 186, sources: 41 },
    Factors { low: 0.823, high: 1.332, rows: 112, sources: 7 },
    Factors { low: 0.761, high: 1.438, rows: 53, sources: 13 },
    Factors { low: 0.696, high: 2.023, rows: 67, sources: 15 },
    Factors { low: 0.837, high: 1.438, rows: 154, sources: 5 },
    Factors { low: 0.752, high: 1.487, rows: 11, sources: 2 },
    Factors { low: 0.636, high: 2.267, rows: 67, sources: 13 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1540, sources: 97, median: 0.078, p90: 0.297, under10: 0.181 },
    LeftOut { rows: 1727, sources: 127, median: 0.123, p90: 0.457, under10: 0.282 },
];
