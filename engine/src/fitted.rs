//! Written by `calibrate` from 4943 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 13.1, // x/ 1.042
    logit_bytes_kbit: 15.03, // x/ 1.051
    logit_bytes_no_upcast: 6.248, // x/ 1.101
    logit_bytes_fused: 8.741, // x/ 1.069
    logit_bytes_chunked: 6.442, // x/ 1.095
    logit_bytes_compiled: 4.655, // x/ 1.102
    logit_bytes_plain: 15.04, // x/ 1.056
    logit_bytes_autocast: 11.94, // x/ 1.082
    logit_bytes_megatron: 8.616, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8049, // x/ 1.062
    selective_share: 0.833, // x/ 1.123
    adapter_ddp_checkpoint_share: 0.9244, // x/ 1.087
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.312, // x/ 1.191
    gathered_layers: 2.878, // x/ 1.221
    fragmentation: 0.1146, // x/ 1.183
    rounding: 0.05898, // x/ 1.231
    logit_fragmentation: 0.1063, // x/ 1.255
    logit_fragmentation_device: 0.2862, // x/ 1.208
    ragged_fragmentation: 0.3741, // x/ 1.414
    ragged_logit_fragmentation: 0.8961, // x/ 1.310
    flat_fragmentation: 0.7614, // x/ 1.279
    gathered_fragmentation: 0.8277, // x/ 1.265
    collectives_gib: 1.667, // x/ 1.175
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.813, // x/ 1.021
    matmul_share_geforce: 1.253, // x/ 1.051
    matmul_share_geforce_old: 0.9024, // x/ 1.061
    matmul_share_cdna: 0.429, // x/ 1.052
    tflops_per_watt_12nm: 0.2734, // x/ 1.125
    tflops_per_watt_turing: 0.3698, // x/ 1.167
    tflops_per_watt_7nm: 0.8071, // x/ 1.067
    tflops_per_watt_5nm: 1.039, // x/ 1.033
    tflops_per_watt_blackwell: 1.369, // x/ 1.055
    blackwell_native_share: 0.907, // x/ 1.061
    cdna_native_share: 0.6543, // x/ 1.089
    fp8_share: 0.9353, // x/ 1.030
    fp8_native_share: 0.6999, // x/ 1.073
    megatron_gain: 0.9666, // x/ 1.018
    compiled_gain: 0.9461, // x/ 1.032
    half_tokens: 299.5, // x/ 1.166
    half_tokens_megatron: 250.9, // x/ 1.224
    selective_recompute_share: 0.345, // x/ 1.244
    flash_share: 0.5575, // x/ 1.055
    flash2_hopper_share: 0.307, // x/ 1.053
    sdpa_share: 0.45, // assumed
    attention_half_keys: 250.6, // x/ 1.299
    eager_score_traffic: 37.71, // x/ 1.240
    elementwise_hidden_eager: 254.2, // x/ 1.071
    elementwise_ff_eager: 47.16, // x/ 1.111
    elementwise_whole_share: 0.5595, // x/ 1.141
    expert_passes: 13.78, // x/ 1.538
    elementwise_fused_share: 0.4051, // x/ 1.108
    elementwise_compiled_share: 0.251, // x/ 1.143
    elementwise_megatron_share: 0.5765, // x/ 1.072
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 9.011, // x/ 1.291
    dequant_gptq: 13.72, // x/ 1.389
    dequant_int8: 6.0, // assumed
    adapter_passes: 20.59, // x/ 1.191
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 31.73, // x/ 1.330
    optimizer_traffic_foreach: 87.31, // x/ 1.169
    launch_ms_layer: 3.093, // x/ 1.069
    launch_ms_adapter: 0.138, // x/ 1.316
    launch_ms_quant: 0.09463, // x/ 1.604
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.534, // x/ 1.262
    launch_ms_tensor: 8.944, // x/ 1.147
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.12, // x/ 1.069
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 1.051, // x/ 1.140
    step_ms: 10.0, // assumed
    link_share: 0.5295, // x/ 1.077
    tensor_wait: 1.779, // x/ 1.138
    tensor_wait_megatron: 0.6698, // x/ 1.144
    pcie_share: 0.6552, // x/ 1.295
    host_link_share: 0.2318, // x/ 1.113
    network_share: 0.5295, // x/ 1.125
    hop_us: 5.097, // x/ 1.272
    deepspeed_ms_layer: 2.368, // x/ 1.252
    moe_grouped_share: 0.8722, // x/ 1.084
    moe_loop_share: 0.7878, // x/ 1.161
    expert_half_tokens: 567.5, // x/ 1.242
    offload_share: 0.5364, // x/ 1.589
    host_adam_rate: 741700000.0, // x/ 1.219
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.734, high: 1.603, rows: 75, sources: 20 },
    Factors { low: 0.736, high: 1.594, rows: 144, sources: 25 },
    Factors { low: 0.826, high: 1.519, rows: 220, sources: 34 },
    Factors { low: 0.818, high: 1.208, rows: 327, sources: 74 },
    Factors { low: 0.813, high: 1.280, rows: 394, sources: 76 },
    Factors { low: 0.883, high: 1.295, rows: 324, sources: 43 },
    Factors { low: 0.803, high: 1.435, rows: 168, sources: 24 },
    Factors { low: 0.774, high: 1.309, rows: 371, sources: 46 },
    Factors { low: 0.886, high: 1.208, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.421, high: 2.240, rows: 51, sources: 16 },
    Factors { low: 0.646, high: 2.246, rows: 205, sources: 37 },
    Factors { low: 0.785, high: 1.510, rows: 727, sources: 88 },
    Factors { low: 0.752, high: 1.544, rows: 379, sources: 47 },
    Factors { low: 0.689, high: 1.555, rows: 282, sources: 65 },
    Factors { low: 0.679, high: 1.747, rows: 397, sources: 96 },
    Factors { low: 0.650, high: 1.729, rows: 188, sources: 19 },
    Factors { low: 0.742, high: 1.371, rows: 64, sources: 15 },
    Factors { low: 0.672, high: 1.783, rows: 114, sources: 24 },
    Factors { low: 0.755, high: 1.394, rows: 189, sources: 10 },
    Factors { low: 0.760, high: 1.336, rows: 11, sources: 2 },
    Factors { low: 0.761, high: 1.668, rows: 83, sources: 22 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 76, sources: 15 },
        Speeds { rows: 26, sources: 6 },
        Speeds { rows: 717, sources: 79 },
        Speeds { rows: 98, sources: 20 },
        Speeds { rows: 670, sources: 100 },
        Speeds { rows: 253, sources: 49 },
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
        Speeds { rows: 259, sources: 27 },
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
        Speeds { rows: 226, sources: 13 },
        Speeds { rows: 38, sources: 8 },
        Speeds { rows: 13, sources: 3 },
        Speeds { rows: 12, sources: 4 },
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
    LeftOut { rows: 2179, sources: 198, median: 0.070, p90: 0.279, under10: 0.172 },
    LeftOut { rows: 2764, sources: 287, median: 0.119, p90: 0.466, under10: 0.280 },
];
