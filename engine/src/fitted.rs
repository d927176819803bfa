//! Written by `calibrate` from 3600 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.67, // x/ 1.056
    logit_bytes_kbit: 14.92, // x/ 1.052
    logit_bytes_no_upcast: 6.551, // x/ 1.142
    logit_bytes_fused: 8.649, // x/ 1.069
    logit_bytes_chunked: 6.795, // x/ 1.083
    logit_bytes_compiled: 4.026, // x/ 1.112
    logit_bytes_plain: 15.04, // x/ 1.056
    logit_bytes_megatron: 9.536, // x/ 1.279
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7751, // x/ 1.092
    selective_share: 0.8598, // x/ 1.143
    adapter_ddp_checkpoint_share: 0.9191, // x/ 1.096
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.213, // x/ 1.247
    gathered_layers: 2.361, // x/ 1.255
    fragmentation: 0.1239, // x/ 1.221
    rounding: 0.07385, // x/ 1.240
    logit_fragmentation: 0.09811, // x/ 1.261
    logit_fragmentation_device: 0.3336, // x/ 1.212
    ragged_fragmentation: 0.3786, // x/ 1.445
    ragged_logit_fragmentation: 1.077, // x/ 1.338
    flat_fragmentation: 0.7814, // x/ 1.282
    gathered_fragmentation: 0.7664, // x/ 1.343
    deepspeed_fragmentation: 0.2982, // x/ 1.473
    collectives_gib: 1.634, // x/ 1.184
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8699, // x/ 1.029
    matmul_share_geforce: 1.123, // x/ 1.050
    matmul_share_cdna: 0.4596, // x/ 1.063
    tflops_per_watt_12nm: 0.2366, // x/ 1.097
    tflops_per_watt_turing: 0.335, // x/ 1.204
    tflops_per_watt_7nm: 0.7053, // x/ 1.041
    tflops_per_watt_5nm: 0.959, // x/ 1.030
    tflops_per_watt_blackwell: 1.299, // x/ 1.058
    blackwell_native_share: 0.8455, // x/ 1.083
    cdna_native_share: 0.6136, // x/ 1.087
    fp8_share: 0.9078, // x/ 1.028
    fp8_native_share: 0.6685, // x/ 1.073
    megatron_gain: 0.8798, // x/ 1.018
    compiled_gain: 0.9987, // x/ 1.035
    half_tokens: 665.2, // x/ 1.129
    half_tokens_megatron: 171.3, // x/ 1.364
    selective_recompute_share: 0.3875, // x/ 1.259
    flash_share: 0.5519, // x/ 1.060
    flash2_hopper_share: 0.3037, // x/ 1.063
    sdpa_share: 0.45, // assumed
    attention_half_keys: 359.3, // x/ 1.387
    eager_score_traffic: 55.45, // x/ 1.192
    elementwise_hidden_eager: 156.7, // x/ 1.123
    elementwise_ff_eager: 21.29, // x/ 1.222
    expert_passes: 14.39, // x/ 1.572
    elementwise_fused_share: 0.4802, // x/ 1.188
    elementwise_compiled_share: 0.382, // x/ 1.183
    elementwise_megatron_share: 0.5191, // x/ 1.129
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 11.28, // x/ 1.403
    dequant_gptq: 16.0, // x/ 1.319
    dequant_int8: 6.0, // assumed
    adapter_passes: 19.85, // x/ 1.274
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 26.13, // x/ 1.319
    launch_ms_layer: 2.414, // x/ 1.092
    launch_ms_adapter: 0.1468, // x/ 1.254
    launch_ms_quant: 0.1009, // x/ 1.530
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.653, // x/ 1.193
    launch_ms_tensor: 9.413, // x/ 1.141
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.305, // x/ 1.072
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.6369, // x/ 1.147
    step_ms: 10.0, // assumed
    link_share: 0.6495, // x/ 1.100
    tensor_wait: 2.185, // x/ 1.213
    tensor_wait_megatron: 0.8057, // x/ 1.116
    pcie_share: 0.8089, // x/ 1.158
    host_link_share: 0.1425, // x/ 1.218
    network_share: 0.5773, // x/ 1.189
    hop_us: 5.561, // x/ 1.336
    deepspeed_ms_layer: 1.723, // x/ 1.361
    moe_grouped_share: 0.7916, // x/ 1.110
    moe_loop_share: 0.7469, // x/ 1.190
    expert_half_tokens: 734.0, // x/ 1.454
    offload_share: 0.8674, // x/ 1.617
    host_adam_rate: 615900000.0, // x/ 1.221
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.734, high: 1.551, rows: 63, sources: 16 },
    Factors { low: 0.712, high: 1.302, rows: 95, sources: 15 },
    Factors { low: 0.809, high: 1.623, rows: 202, sources: 27 },
    Factors { low: 0.713, high: 1.218, rows: 185, sources: 36 },
    Factors { low: 0.714, high: 1.627, rows: 227, sources: 41 },
    Factors { low: 0.859, high: 1.395, rows: 249, sources: 28 },
    Factors { low: 0.825, high: 1.866, rows: 126, sources: 18 },
    Factors { low: 0.743, high: 1.340, rows: 335, sources: 33 },
    Factors { low: 0.837, high: 1.222, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.705, high: 1.975, rows: 44, sources: 13 },
    Factors { low: 0.621, high: 2.294, rows: 112, sources: 23 },
    Factors { low: 0.757, high: 1.486, rows: 632, sources: 64 },
    Factors { low: 0.785, high: 1.410, rows: 292, sources: 35 },
    Factors { low: 0.750, high: 1.783, rows: 169, sources: 38 },
    Factors { low: 0.699, high: 2.188, rows: 210, sources: 49 },
    Factors { low: 0.761, high: 1.377, rows: 113, sources: 8 },
    Factors { low: 0.722, high: 1.410, rows: 53, sources: 13 },
    Factors { low: 0.700, high: 2.052, rows: 69, sources: 17 },
    Factors { low: 0.861, high: 1.335, rows: 155, sources: 6 },
    Factors { low: 0.757, high: 1.478, rows: 11, sources: 2 },
    Factors { low: 0.653, high: 1.989, rows: 69, sources: 15 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1628, sources: 115, median: 0.078, p90: 0.303, under10: 0.184 },
    LeftOut { rows: 1972, sources: 171, median: 0.122, p90: 0.408, under10: 0.285 },
];
