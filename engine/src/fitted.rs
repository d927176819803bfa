//! Written by `calibrate` from 4549 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.93, // x/ 1.043
    logit_bytes_kbit: 15.0, // x/ 1.051
    logit_bytes_no_upcast: 6.244, // x/ 1.097
    logit_bytes_fused: 8.789, // x/ 1.071
    logit_bytes_chunked: 6.231, // x/ 1.115
    logit_bytes_compiled: 4.524, // x/ 1.106
    logit_bytes_plain: 15.01, // x/ 1.049
    logit_bytes_megatron: 8.914, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.7856, // x/ 1.092
    selective_share: 0.8597, // x/ 1.126
    adapter_ddp_checkpoint_share: 0.9272, // x/ 1.089
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.267, // x/ 1.189
    gathered_layers: 2.776, // x/ 1.213
    fragmentation: 0.1121, // x/ 1.188
    rounding: 0.05326, // x/ 1.268
    logit_fragmentation: 0.1021, // x/ 1.254
    logit_fragmentation_device: 0.2972, // x/ 1.205
    ragged_fragmentation: 0.3825, // x/ 1.413
    ragged_logit_fragmentation: 0.9463, // x/ 1.306
    flat_fragmentation: 0.7713, // x/ 1.274
    gathered_fragmentation: 0.7424, // x/ 1.282
    collectives_gib: 1.614, // x/ 1.179
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8359, // x/ 1.024
    matmul_share_geforce: 1.073, // x/ 1.045
    matmul_share_cdna: 0.4371, // x/ 1.053
    tflops_per_watt_12nm: 0.2604, // x/ 1.115
    tflops_per_watt_turing: 0.3415, // x/ 1.110
    tflops_per_watt_7nm: 0.7394, // x/ 1.048
    tflops_per_watt_5nm: 1.016, // x/ 1.032
    tflops_per_watt_blackwell: 1.358, // x/ 1.055
    blackwell_native_share: 0.8918, // x/ 1.073
    cdna_native_share: 0.6567, // x/ 1.087
    fp8_share: 0.9274, // x/ 1.030
    fp8_native_share: 0.682, // x/ 1.073
    megatron_gain: 0.9469, // x/ 1.018
    compiled_gain: 0.9835, // x/ 1.034
    half_tokens: 507.3, // x/ 1.111
    half_tokens_megatron: 235.8, // x/ 1.234
    selective_recompute_share: 0.3793, // x/ 1.249
    flash_share: 0.543, // x/ 1.055
    flash2_hopper_share: 0.3103, // x/ 1.056
    sdpa_share: 0.45, // assumed
    attention_half_keys: 201.0, // x/ 1.387
    eager_score_traffic: 38.05, // x/ 1.220
    elementwise_hidden_eager: 207.3, // x/ 1.079
    elementwise_ff_eager: 28.03, // x/ 1.162
    expert_passes: 14.11, // x/ 1.542
    elementwise_fused_share: 0.4455, // x/ 1.137
    elementwise_compiled_share: 0.2946, // x/ 1.173
    elementwise_megatron_share: 0.7303, // x/ 1.076
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 7.388, // x/ 1.328
    dequant_gptq: 13.18, // x/ 1.308
    dequant_int8: 6.0, // assumed
    adapter_passes: 24.96, // x/ 1.163
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 32.19, // x/ 1.310
    launch_ms_layer: 3.309, // x/ 1.070
    launch_ms_adapter: 0.1136, // x/ 1.393
    launch_ms_quant: 0.09652, // x/ 1.616
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.861, // x/ 1.247
    launch_ms_tensor: 8.484, // x/ 1.155
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.103, // x/ 1.074
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 1.087, // x/ 1.122
    step_ms: 10.0, // assumed
    link_share: 0.6052, // x/ 1.091
    tensor_wait: 2.11, // x/ 1.138
    tensor_wait_megatron: 0.6851, // x/ 1.137
    pcie_share: 0.8294, // x/ 1.212
    host_link_share: 0.202, // x/ 1.111
    network_share: 0.5838, // x/ 1.145
    hop_us: 5.352, // x/ 1.284
    deepspeed_ms_layer: 2.129, // x/ 1.285
    moe_grouped_share: 0.8581, // x/ 1.092
    moe_loop_share: 0.751, // x/ 1.159
    expert_half_tokens: 660.2, // x/ 1.210
    offload_share: 0.7088, // x/ 1.761
    host_adam_rate: 698300000.0, // x/ 1.212
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.743, high: 1.482, rows: 73, sources: 19 },
    Factors { low: 0.701, high: 1.640, rows: 124, sources: 21 },
    Factors { low: 0.832, high: 1.533, rows: 212, sources: 32 },
    Factors { low: 0.790, high: 1.195, rows: 268, sources: 56 },
    Factors { low: 0.808, high: 1.404, rows: 346, sources: 65 },
    Factors { low: 0.872, high: 1.309, rows: 315, sources: 39 },
    Factors { low: 0.761, high: 1.527, rows: 168, sources: 24 },
    Factors { low: 0.760, high: 1.302, rows: 358, sources: 40 },
    Factors { low: 0.889, high: 1.237, rows: 154, sources: 6 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.437, high: 2.307, rows: 49, sources: 15 },
    Factors { low: 0.641, high: 2.148, rows: 174, sources: 31 },
    Factors { low: 0.757, high: 1.548, rows: 704, sources: 81 },
    Factors { low: 0.784, high: 1.622, rows: 349, sources: 41 },
    Factors { low: 0.714, high: 1.694, rows: 230, sources: 56 },
    Factors { low: 0.685, high: 1.778, rows: 320, sources: 76 },
    Factors { low: 0.680, high: 1.710, rows: 185, sources: 18 },
    Factors { low: 0.735, high: 1.397, rows: 64, sources: 15 },
    Factors { low: 0.632, high: 1.842, rows: 114, sources: 24 },
    Factors { low: 0.743, high: 1.308, rows: 186, sources: 9 },
    Factors { low: 0.755, high: 1.413, rows: 11, sources: 2 },
    Factors { low: 0.691, high: 1.764, rows: 81, sources: 21 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 74, sources: 13 },
        Speeds { rows: 20, sources: 4 },
        Speeds { rows: 670, sources: 70 },
        Speeds { rows: 76, sources: 15 },
        Speeds { rows: 584, sources: 85 },
        Speeds { rows: 201, sources: 36 },
        Speeds { rows: 5, sources: 1 },
        Speeds { rows: 14, sources: 4 },
        Speeds { rows: 34, sources: 9 },
        Speeds { rows: 18, sources: 7 },
        Speeds { rows: 0, sources: 0 },
    ],
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 2, sources: 2 },
        Speeds { rows: 5, sources: 1 },
        Speeds { rows: 256, sources: 26 },
        Speeds { rows: 30, sources: 7 },
        Speeds { rows: 101, sources: 17 },
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
        Speeds { rows: 223, sources: 12 },
        Speeds { rows: 38, sources: 8 },
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
    LeftOut { rows: 2018, sources: 166, median: 0.070, p90: 0.288, under10: 0.178 },
    LeftOut { rows: 2531, sources: 246, median: 0.127, p90: 0.449, under10: 0.283 },
];
