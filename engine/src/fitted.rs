//! Written by `calibrate` from 3818 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.57, // x/ 1.056
    logit_bytes_kbit: 14.94, // x/ 1.053
    logit_bytes_no_upcast: 6.593, // x/ 1.138
    logit_bytes_fused: 8.637, // x/ 1.068
    logit_bytes_chunked: 6.678, // x/ 1.084
    logit_bytes_compiled: 3.974, // x/ 1.107
    logit_bytes_plain: 15.06, // x/ 1.056
    logit_bytes_megatron: 10.32, // x/ 1.186
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7761, // x/ 1.089
    selective_share: 0.8735, // x/ 1.146
    adapter_ddp_checkpoint_share: 0.9196, // x/ 1.095
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.009, // x/ 1.241
    gathered_layers: 2.571, // x/ 1.200
    fragmentation: 0.1164, // x/ 1.206
    rounding: 0.06985, // x/ 1.246
    logit_fragmentation: 0.1008, // x/ 1.263
    logit_fragmentation_device: 0.3539, // x/ 1.210
    ragged_fragmentation: 0.3886, // x/ 1.343
    ragged_logit_fragmentation: 1.056, // x/ 1.449
    flat_fragmentation: 0.7841, // x/ 1.282
    gathered_fragmentation: 0.7581, // x/ 1.312
    deepspeed_fragmentation: 0.2999, // x/ 1.472
    collectives_gib: 1.63, // x/ 1.182
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8485, // x/ 1.028
    matmul_share_geforce: 1.11, // x/ 1.049
    matmul_share_cdna: 0.4502, // x/ 1.057
    tflops_per_watt_12nm: 0.2433, // x/ 1.103
    tflops_per_watt_turing: 0.318, // x/ 1.129
    tflops_per_watt_7nm: 0.7083, // x/ 1.044
    tflops_per_watt_5nm: 0.9409, // x/ 1.030
    tflops_per_watt_blackwell: 1.275, // x/ 1.053
    blackwell_native_share: 0.8564, // x/ 1.077
    cdna_native_share: 0.6386, // x/ 1.088
    fp8_share: 0.9138, // x/ 1.029
    fp8_native_share: 0.6736, // x/ 1.073
    megatron_gain: 0.9134, // x/ 1.018
    compiled_gain: 0.9899, // x/ 1.036
    half_tokens: 466.4, // x/ 1.148
    half_tokens_megatron: 184.3, // x/ 1.357
    selective_recompute_share: 0.3821, // x/ 1.250
    flash_share: 0.5615, // x/ 1.061
    flash2_hopper_share: 0.3005, // x/ 1.066
    sdpa_share: 0.45, // assumed
    attention_half_keys: 284.2, // x/ 1.426
    eager_score_traffic: 65.86, // x/ 1.166
    elementwise_hidden_eager: 210.8, // x/ 1.100
    elementwise_ff_eager: 25.59, // x/ 1.214
    expert_passes: 14.79, // x/ 1.583
    elementwise_fused_share: 0.4637, // x/ 1.142
    elementwise_compiled_share: 0.3435, // x/ 1.162
    elementwise_megatron_share: 0.4628, // x/ 1.115
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 7.589, // x/ 1.338
    dequant_gptq: 15.66, // x/ 1.259
    dequant_int8: 6.0, // assumed
    adapter_passes: 22.74, // x/ 1.187
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 30.62, // x/ 1.329
    launch_ms_layer: 3.022, // x/ 1.076
    launch_ms_adapter: 0.1239, // x/ 1.321
    launch_ms_quant: 0.09872, // x/ 1.552
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.436, // x/ 1.257
    launch_ms_tensor: 8.943, // x/ 1.146
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.178, // x/ 1.070
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5611, // x/ 1.180
    step_ms: 10.0, // assumed
    link_share: 0.6761, // x/ 1.093
    tensor_wait: 2.22, // x/ 1.215
    tensor_wait_megatron: 0.8777, // x/ 1.113
    pcie_share: 0.8822, // x/ 1.144
    host_link_share: 0.2071, // x/ 1.137
    network_share: 0.6201, // x/ 1.161
    hop_us: 5.828, // x/ 1.323
    deepspeed_ms_layer: 1.667, // x/ 1.355
    moe_grouped_share: 0.7698, // x/ 1.107
    moe_loop_share: 0.7425, // x/ 1.189
    expert_half_tokens: 846.2, // x/ 1.444
    offload_share: 0.8213, // x/ 1.618
    host_adam_rate: 706200000.0, // x/ 1.211
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.734, high: 1.551, rows: 65, sources: 17 },
    Factors { low: 0.682, high: 1.310, rows: 101, sources: 17 },
    Factors { low: 0.804, high: 1.623, rows: 206, sources: 28 },
    Factors { low: 0.709, high: 1.217, rows: 204, sources: 41 },
    Factors { low: 0.744, high: 1.603, rows: 253, sources: 50 },
    Factors { low: 0.866, high: 1.346, rows: 266, sources: 35 },
    Factors { low: 0.821, high: 1.919, rows: 129, sources: 20 },
    Factors { low: 0.750, high: 1.334, rows: 348, sources: 37 },
    Factors { low: 0.838, high: 1.216, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.296, high: 2.594, rows: 49, sources: 15 },
    Factors { low: 0.602, high: 2.349, rows: 114, sources: 24 },
    Factors { low: 0.768, high: 1.500, rows: 641, sources: 68 },
    Factors { low: 0.788, high: 1.511, rows: 306, sources: 37 },
    Factors { low: 0.727, high: 1.772, rows: 181, sources: 42 },
    Factors { low: 0.623, high: 2.009, rows: 245, sources: 58 },
    Factors { low: 0.671, high: 1.796, rows: 127, sources: 13 },
    Factors { low: 0.793, high: 1.501, rows: 56, sources: 14 },
    Factors { low: 0.638, high: 1.847, rows: 75, sources: 19 },
    Factors { low: 0.821, high: 1.306, rows: 166, sources: 7 },
    Factors { low: 0.781, high: 1.413, rows: 11, sources: 2 },
    Factors { low: 0.568, high: 1.601, rows: 77, sources: 18 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1718, sources: 132, median: 0.076, p90: 0.307, under10: 0.182 },
    LeftOut { rows: 2100, sources: 196, median: 0.122, p90: 0.438, under10: 0.283 },
];
