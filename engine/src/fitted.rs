//! Written by `calibrate` from 4714 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.9, // x/ 1.043
    logit_bytes_kbit: 14.92, // x/ 1.051
    logit_bytes_no_upcast: 6.217, // x/ 1.099
    logit_bytes_fused: 8.769, // x/ 1.071
    logit_bytes_chunked: 6.431, // x/ 1.095
    logit_bytes_compiled: 4.606, // x/ 1.102
    logit_bytes_plain: 15.16, // x/ 1.056
    logit_bytes_autocast: 11.97, // x/ 1.085
    logit_bytes_megatron: 8.761, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8132, // x/ 1.064
    selective_share: 0.8595, // x/ 1.125
    adapter_ddp_checkpoint_share: 0.9211, // x/ 1.091
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.314, // x/ 1.182
    gathered_layers: 2.706, // x/ 1.211
    fragmentation: 0.1152, // x/ 1.188
    rounding: 0.06191, // x/ 1.236
    logit_fragmentation: 0.1063, // x/ 1.258
    logit_fragmentation_device: 0.2853, // x/ 1.208
    ragged_fragmentation: 0.3753, // x/ 1.414
    ragged_logit_fragmentation: 0.9131, // x/ 1.309
    flat_fragmentation: 0.7663, // x/ 1.275
    gathered_fragmentation: 0.7248, // x/ 1.287
    collectives_gib: 1.589, // x/ 1.181
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8107, // x/ 1.021
    matmul_share_geforce: 1.236, // x/ 1.052
    matmul_share_geforce_old: 0.9016, // x/ 1.068
    matmul_share_cdna: 0.4311, // x/ 1.052
    tflops_per_watt_12nm: 0.2758, // x/ 1.127
    tflops_per_watt_turing: 0.3638, // x/ 1.167
    tflops_per_watt_7nm: 0.8073, // x/ 1.067
    tflops_per_watt_5nm: 1.065, // x/ 1.036
    tflops_per_watt_blackwell: 1.397, // x/ 1.060
    blackwell_native_share: 0.9208, // x/ 1.071
    cdna_native_share: 0.647, // x/ 1.089
    fp8_share: 0.9367, // x/ 1.031
    fp8_native_share: 0.6932, // x/ 1.077
    megatron_gain: 0.9562, // x/ 1.018
    compiled_gain: 0.9665, // x/ 1.034
    half_tokens: 280.4, // x/ 1.200
    half_tokens_megatron: 248.5, // x/ 1.229
    selective_recompute_share: 0.3737, // x/ 1.249
    flash_share: 0.5538, // x/ 1.054
    flash2_hopper_share: 0.3099, // x/ 1.054
    sdpa_share: 0.45, // assumed
    attention_half_keys: 257.2, // x/ 1.302
    eager_score_traffic: 38.01, // x/ 1.239
    elementwise_hidden_eager: 255.3, // x/ 1.072
    elementwise_ff_eager: 45.04, // x/ 1.118
    elementwise_whole_share: 0.5792, // x/ 1.143
    expert_passes: 14.07, // x/ 1.542
    elementwise_fused_share: 0.4077, // x/ 1.112
    elementwise_compiled_share: 0.2649, // x/ 1.136
    elementwise_megatron_share: 0.5889, // x/ 1.072
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 9.315, // x/ 1.318
    dequant_gptq: 13.7, // x/ 1.393
    dequant_int8: 6.0, // assumed
    adapter_passes: 20.91, // x/ 1.187
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 30.87, // x/ 1.333
    optimizer_traffic_foreach: 78.6, // x/ 1.192
    launch_ms_layer: 3.148, // x/ 1.070
    launch_ms_adapter: 0.1352, // x/ 1.332
    launch_ms_quant: 0.0965, // x/ 1.614
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.565, // x/ 1.264
    launch_ms_tensor: 8.963, // x/ 1.147
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.117, // x/ 1.071
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 1.048, // x/ 1.138
    step_ms: 10.0, // assumed
    link_share: 0.5493, // x/ 1.078
    tensor_wait: 1.772, // x/ 1.147
    tensor_wait_megatron: 0.6681, // x/ 1.155
    pcie_share: 0.9002, // x/ 1.285
    host_link_share: 0.2304, // x/ 1.130
    network_share: 0.5496, // x/ 1.116
    hop_us: 5.21, // x/ 1.268
    deepspeed_ms_layer: 2.47, // x/ 1.243
    moe_grouped_share: 0.8595, // x/ 1.092
    moe_loop_share: 0.773, // x/ 1.159
    expert_half_tokens: 578.2, // x/ 1.236
    offload_share: 0.5974, // x/ 1.666
    host_adam_rate: 722400000.0, // x/ 1.218
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.740, high: 1.485, rows: 73, sources: 19 },
    Factors { low: 0.762, high: 1.602, rows: 142, sources: 23 },
    Factors { low: 0.825, high: 1.527, rows: 212, sources: 32 },
    Factors { low: 0.795, high: 1.207, rows: 295, sources: 64 },
    Factors { low: 0.817, high: 1.291, rows: 356, sources: 68 },
    Factors { low: 0.880, high: 1.301, rows: 317, sources: 40 },
    Factors { low: 0.815, high: 1.441, rows: 168, sources: 24 },
    Factors { low: 0.756, high: 1.291, rows: 362, sources: 41 },
    Factors { low: 0.889, high: 1.227, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.435, high: 2.242, rows: 49, sources: 15 },
    Factors { low: 0.628, high: 2.437, rows: 200, sources: 34 },
    Factors { low: 0.775, high: 1.505, rows: 710, sources: 83 },
    Factors { low: 0.769, high: 1.527, rows: 353, sources: 43 },
    Factors { low: 0.709, high: 1.576, rows: 259, sources: 62 },
    Factors { low: 0.686, high: 1.954, rows: 353, sources: 86 },
    Factors { low: 0.661, high: 1.626, rows: 185, sources: 18 },
    Factors { low: 0.734, high: 1.405, rows: 64, sources: 15 },
    Factors { low: 0.659, high: 1.694, rows: 114, sources: 24 },
    Factors { low: 0.727, high: 1.384, rows: 186, sources: 9 },
    Factors { low: 0.761, high: 1.337, rows: 11, sources: 2 },
    Factors { low: 0.728, high: 1.666, rows: 81, sources: 21 },
];

/// By technique, then generation.
#[rustfmt::skip]
pub static TIME_EVIDENCE: [[Speeds; Arch::COUNT]; N_TECHNIQUE_CLASSES] = [
    [
        Speeds { rows: 0, sources: 0 },
        Speeds { rows: 76, sources: 15 },
        Speeds { rows: 22, sources: 5 },
        Speeds { rows: 680, sources: 72 },
        Speeds { rows: 88, sources: 18 },
        Speeds { rows: 629, sources: 93 },
        Speeds { rows: 228, sources: 43 },
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
    LeftOut { rows: 2081, sources: 178, median: 0.072, p90: 0.279, under10: 0.172 },
    LeftOut { rows: 2633, sources: 266, median: 0.121, p90: 0.474, under10: 0.276 },
];
