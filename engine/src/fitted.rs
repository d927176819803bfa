//! Written by `calibrate` from 3818 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.68, // x/ 1.052
    logit_bytes_kbit: 14.95, // x/ 1.052
    logit_bytes_no_upcast: 6.656, // x/ 1.131
    logit_bytes_fused: 8.691, // x/ 1.068
    logit_bytes_chunked: 6.71, // x/ 1.084
    logit_bytes_compiled: 4.041, // x/ 1.108
    logit_bytes_plain: 15.24, // x/ 1.055
    logit_bytes_megatron: 10.12, // x/ 1.238
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.77, // x/ 1.089
    selective_share: 0.8855, // x/ 1.134
    adapter_ddp_checkpoint_share: 0.9224, // x/ 1.090
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.29, // x/ 1.191
    gathered_layers: 2.642, // x/ 1.213
    fragmentation: 0.1117, // x/ 1.202
    rounding: 0.06295, // x/ 1.265
    logit_fragmentation: 0.09954, // x/ 1.257
    logit_fragmentation_device: 0.3479, // x/ 1.210
    ragged_fragmentation: 0.3837, // x/ 1.427
    ragged_logit_fragmentation: 1.023, // x/ 1.344
    flat_fragmentation: 0.7905, // x/ 1.282
    gathered_fragmentation: 0.6928, // x/ 1.293
    collectives_gib: 1.583, // x/ 1.191
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8473, // x/ 1.028
    matmul_share_geforce: 1.092, // x/ 1.048
    matmul_share_cdna: 0.4496, // x/ 1.057
    tflops_per_watt_12nm: 0.2428, // x/ 1.104
    tflops_per_watt_turing: 0.3166, // x/ 1.130
    tflops_per_watt_7nm: 0.7086, // x/ 1.044
    tflops_per_watt_5nm: 0.9398, // x/ 1.030
    tflops_per_watt_blackwell: 1.274, // x/ 1.053
    blackwell_native_share: 0.8564, // x/ 1.076
    cdna_native_share: 0.6388, // x/ 1.088
    fp8_share: 0.914, // x/ 1.029
    fp8_native_share: 0.674, // x/ 1.073
    megatron_gain: 0.9142, // x/ 1.018
    compiled_gain: 0.99, // x/ 1.036
    half_tokens: 459.8, // x/ 1.149
    half_tokens_megatron: 184.1, // x/ 1.357
    selective_recompute_share: 0.382, // x/ 1.250
    flash_share: 0.562, // x/ 1.061
    flash2_hopper_share: 0.3004, // x/ 1.066
    sdpa_share: 0.45, // assumed
    attention_half_keys: 282.5, // x/ 1.428
    eager_score_traffic: 65.73, // x/ 1.168
    elementwise_hidden_eager: 211.6, // x/ 1.100
    elementwise_ff_eager: 25.45, // x/ 1.214
    expert_passes: 14.79, // x/ 1.583
    elementwise_fused_share: 0.468, // x/ 1.141
    elementwise_compiled_share: 0.3406, // x/ 1.162
    elementwise_megatron_share: 0.4627, // x/ 1.115
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 7.611, // x/ 1.338
    dequant_gptq: 15.73, // x/ 1.258
    dequant_int8: 6.0, // assumed
    adapter_passes: 22.66, // x/ 1.189
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 30.58, // x/ 1.329
    launch_ms_layer: 3.025, // x/ 1.076
    launch_ms_adapter: 0.1232, // x/ 1.322
    launch_ms_quant: 0.09864, // x/ 1.553
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.441, // x/ 1.257
    launch_ms_tensor: 8.945, // x/ 1.146
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.179, // x/ 1.070
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5607, // x/ 1.180
    step_ms: 10.0, // assumed
    link_share: 0.6765, // x/ 1.093
    tensor_wait: 2.219, // x/ 1.215
    tensor_wait_megatron: 0.8809, // x/ 1.113
    pcie_share: 0.8877, // x/ 1.145
    host_link_share: 0.2068, // x/ 1.138
    network_share: 0.6195, // x/ 1.161
    hop_us: 5.822, // x/ 1.323
    deepspeed_ms_layer: 1.675, // x/ 1.356
    moe_grouped_share: 0.7697, // x/ 1.107
    moe_loop_share: 0.7427, // x/ 1.189
    expert_half_tokens: 845.2, // x/ 1.445
    offload_share: 0.9233, // x/ 1.720
    host_adam_rate: 675700000.0, // x/ 1.209
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.745, high: 1.492, rows: 65, sources: 17 },
    Factors { low: 0.696, high: 1.465, rows: 101, sources: 17 },
    Factors { low: 0.823, high: 1.577, rows: 206, sources: 28 },
    Factors { low: 0.714, high: 1.215, rows: 204, sources: 41 },
    Factors { low: 0.780, high: 1.606, rows: 253, sources: 50 },
    Factors { low: 0.838, high: 1.346, rows: 266, sources: 35 },
    Factors { low: 0.690, high: 1.925, rows: 129, sources: 20 },
    Factors { low: 0.753, high: 1.337, rows: 348, sources: 37 },
    Factors { low: 0.853, high: 1.226, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.280, high: 2.566, rows: 49, sources: 15 },
    Factors { low: 0.602, high: 2.352, rows: 114, sources: 24 },
    Factors { low: 0.769, high: 1.499, rows: 641, sources: 68 },
    Factors { low: 0.787, high: 1.512, rows: 306, sources: 37 },
    Factors { low: 0.726, high: 1.773, rows: 181, sources: 42 },
    Factors { low: 0.621, high: 2.012, rows: 245, sources: 58 },
    Factors { low: 0.671, high: 1.797, rows: 127, sources: 13 },
    Factors { low: 0.793, high: 1.505, rows: 56, sources: 14 },
    Factors { low: 0.639, high: 1.849, rows: 75, sources: 19 },
    Factors { low: 0.820, high: 1.308, rows: 166, sources: 7 },
    Factors { low: 0.781, high: 1.417, rows: 11, sources: 2 },
    Factors { low: 0.566, high: 1.600, rows: 77, sources: 18 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 74, sources: 13 },
        Speeds { rows: 15, sources: 3 },
        Speeds { rows: 606, sources: 62 },
        Speeds { rows: 47, sources: 10 },
        Speeds { rows: 479, sources: 67 },
        Speeds { rows: 154, sources: 26 },
        Speeds { rows: 5, sources: 1 },
        Speeds { rows: 14, sources: 4 },
        Speeds { rows: 28, sources: 8 },
        Speeds { rows: 11, sources: 5 },
        Speeds { rows: 0, sources: 0 },
    ],
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 2, sources: 2 },
        Speeds { rows: 5, sources: 1 },
        Speeds { rows: 155, sources: 18 },
        Speeds { rows: 11, sources: 5 },
        Speeds { rows: 93, sources: 16 },
        Speeds { rows: 51, sources: 10 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 1, sources: 1 },
        Speeds { rows: 8, sources: 2 },
        Speeds { rows: 3, sources: 2 },
        Speeds { rows: 0, sources: 0 },
    ],
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 2, sources: 2 },
        Speeds { rows: 27, sources: 6 },
        Speeds { rows: 198, sources: 9 },
        Speeds { rows: 35, sources: 6 },
        Speeds { rows: 13, sources: 3 },
        Speeds { rows: 10, sources: 3 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 1, sources: 1 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 0, sources: 0 },
    ],
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1718, sources: 132, median: 0.075, p90: 0.306, under10: 0.183 },
    LeftOut { rows: 2100, sources: 196, median: 0.121, p90: 0.437, under10: 0.284 },
];
