//! Written by `calibrate` from 3818 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.57, // x/ 1.054
    logit_bytes_kbit: 14.91, // x/ 1.052
    logit_bytes_no_upcast: 6.595, // x/ 1.138
    logit_bytes_fused: 8.649, // x/ 1.068
    logit_bytes_chunked: 6.683, // x/ 1.084
    logit_bytes_compiled: 3.981, // x/ 1.108
    logit_bytes_plain: 15.07, // x/ 1.056
    logit_bytes_megatron: 10.33, // x/ 1.185
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7762, // x/ 1.089
    selective_share: 0.8787, // x/ 1.139
    adapter_ddp_checkpoint_share: 0.9205, // x/ 1.093
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.009, // x/ 1.242
    gathered_layers: 2.556, // x/ 1.208
    fragmentation: 0.1167, // x/ 1.205
    rounding: 0.06964, // x/ 1.254
    logit_fragmentation: 0.101, // x/ 1.263
    logit_fragmentation_device: 0.3522, // x/ 1.210
    ragged_fragmentation: 0.3793, // x/ 1.438
    ragged_logit_fragmentation: 1.017, // x/ 1.391
    flat_fragmentation: 0.7863, // x/ 1.282
    gathered_fragmentation: 0.6982, // x/ 1.305
    collectives_gib: 1.604, // x/ 1.180
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8473, // x/ 1.028
    matmul_share_geforce: 1.092, // x/ 1.048
    matmul_share_cdna: 0.4496, // x/ 1.057
    tflops_per_watt_12nm: 0.2429, // x/ 1.104
    tflops_per_watt_turing: 0.3167, // x/ 1.130
    tflops_per_watt_7nm: 0.7088, // x/ 1.044
    tflops_per_watt_5nm: 0.9402, // x/ 1.030
    tflops_per_watt_blackwell: 1.274, // x/ 1.053
    blackwell_native_share: 0.8563, // x/ 1.076
    cdna_native_share: 0.6388, // x/ 1.088
    fp8_share: 0.914, // x/ 1.029
    fp8_native_share: 0.674, // x/ 1.073
    megatron_gain: 0.9141, // x/ 1.018
    compiled_gain: 0.9899, // x/ 1.036
    half_tokens: 460.0, // x/ 1.149
    half_tokens_megatron: 184.0, // x/ 1.358
    selective_recompute_share: 0.382, // x/ 1.250
    flash_share: 0.562, // x/ 1.061
    flash2_hopper_share: 0.3003, // x/ 1.066
    sdpa_share: 0.45, // assumed
    attention_half_keys: 283.3, // x/ 1.427
    eager_score_traffic: 65.68, // x/ 1.168
    elementwise_hidden_eager: 211.5, // x/ 1.100
    elementwise_ff_eager: 25.46, // x/ 1.214
    expert_passes: 14.79, // x/ 1.583
    elementwise_fused_share: 0.4682, // x/ 1.141
    elementwise_compiled_share: 0.3405, // x/ 1.162
    elementwise_megatron_share: 0.4627, // x/ 1.115
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 7.61, // x/ 1.338
    dequant_gptq: 15.72, // x/ 1.258
    dequant_int8: 6.0, // assumed
    adapter_passes: 22.67, // x/ 1.189
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 30.62, // x/ 1.329
    launch_ms_layer: 3.025, // x/ 1.076
    launch_ms_adapter: 0.1231, // x/ 1.322
    launch_ms_quant: 0.09868, // x/ 1.553
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 9.442, // x/ 1.257
    launch_ms_tensor: 8.945, // x/ 1.146
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.179, // x/ 1.070
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.5606, // x/ 1.180
    step_ms: 10.0, // assumed
    link_share: 0.6765, // x/ 1.093
    tensor_wait: 2.219, // x/ 1.215
    tensor_wait_megatron: 0.8813, // x/ 1.113
    pcie_share: 0.8879, // x/ 1.145
    host_link_share: 0.2068, // x/ 1.138
    network_share: 0.6195, // x/ 1.161
    hop_us: 5.823, // x/ 1.323
    deepspeed_ms_layer: 1.674, // x/ 1.356
    moe_grouped_share: 0.7697, // x/ 1.107
    moe_loop_share: 0.7427, // x/ 1.189
    expert_half_tokens: 845.8, // x/ 1.445
    offload_share: 0.927, // x/ 1.720
    host_adam_rate: 676000000.0, // x/ 1.209
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.739, high: 1.487, rows: 65, sources: 17 },
    Factors { low: 0.682, high: 1.310, rows: 101, sources: 17 },
    Factors { low: 0.807, high: 1.622, rows: 206, sources: 28 },
    Factors { low: 0.710, high: 1.216, rows: 204, sources: 41 },
    Factors { low: 0.744, high: 1.605, rows: 253, sources: 50 },
    Factors { low: 0.866, high: 1.346, rows: 266, sources: 35 },
    Factors { low: 0.828, high: 1.926, rows: 129, sources: 20 },
    Factors { low: 0.750, high: 1.334, rows: 348, sources: 37 },
    Factors { low: 0.843, high: 1.216, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.280, high: 2.566, rows: 49, sources: 15 },
    Factors { low: 0.602, high: 2.352, rows: 114, sources: 24 },
    Factors { low: 0.769, high: 1.499, rows: 641, sources: 68 },
    Factors { low: 0.787, high: 1.512, rows: 306, sources: 37 },
    Factors { low: 0.726, high: 1.773, rows: 181, sources: 42 },
    Factors { low: 0.621, high: 2.013, rows: 245, sources: 58 },
    Factors { low: 0.671, high: 1.797, rows: 127, sources: 13 },
    Factors { low: 0.793, high: 1.505, rows: 56, sources: 14 },
    Factors { low: 0.638, high: 1.849, rows: 75, sources: 19 },
    Factors { low: 0.821, high: 1.309, rows: 166, sources: 7 },
    Factors { low: 0.781, high: 1.417, rows: 11, sources: 2 },
    Factors { low: 0.565, high: 1.600, rows: 77, sources: 18 },
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
    LeftOut { rows: 1718, sources: 132, median: 0.076, p90: 0.303, under10: 0.183 },
    LeftOut { rows: 2100, sources: 196, median: 0.121, p90: 0.437, under10: 0.284 },
];
