//! Written by `calibrate` from 4714 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.89, // x/ 1.043
    logit_bytes_kbit: 14.93, // x/ 1.051
    logit_bytes_no_upcast: 6.218, // x/ 1.099
    logit_bytes_fused: 8.766, // x/ 1.071
    logit_bytes_chunked: 6.433, // x/ 1.095
    logit_bytes_compiled: 4.607, // x/ 1.102
    logit_bytes_plain: 15.19, // x/ 1.056
    logit_bytes_autocast: 11.99, // x/ 1.086
    logit_bytes_megatron: 8.765, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8133, // x/ 1.064
    selective_share: 0.8599, // x/ 1.124
    adapter_ddp_checkpoint_share: 0.9205, // x/ 1.091
    adapter_input_bytes: 2.5, // assumed
    expert_input_bytes: 3.313, // x/ 1.182
    gathered_layers: 2.749, // x/ 1.210
    fragmentation: 0.1132, // x/ 1.189
    rounding: 0.06274, // x/ 1.233
    logit_fragmentation: 0.1065, // x/ 1.258
    logit_fragmentation_device: 0.2858, // x/ 1.208
    ragged_fragmentation: 0.3753, // x/ 1.414
    ragged_logit_fragmentation: 0.9224, // x/ 1.308
    flat_fragmentation: 0.7663, // x/ 1.275
    gathered_fragmentation: 0.7191, // x/ 1.286
    collectives_gib: 1.588, // x/ 1.182
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8142, // x/ 1.022
    matmul_share_geforce: 1.079, // x/ 1.046
    matmul_share_cdna: 0.4332, // x/ 1.052
    tflops_per_watt_12nm: 0.2728, // x/ 1.123
    tflops_per_watt_turing: 0.3326, // x/ 1.117
    tflops_per_watt_7nm: 0.7819, // x/ 1.060
    tflops_per_watt_5nm: 1.048, // x/ 1.035
    tflops_per_watt_blackwell: 1.387, // x/ 1.059
    blackwell_native_share: 0.9164, // x/ 1.071
    cdna_native_share: 0.6509, // x/ 1.089
    fp8_share: 0.9341, // x/ 1.031
    fp8_native_share: 0.688, // x/ 1.076
    megatron_gain: 0.958, // x/ 1.018
    compiled_gain: 0.9849, // x/ 1.035
    half_tokens: 363.1, // x/ 1.137
    half_tokens_megatron: 241.3, // x/ 1.232
    selective_recompute_share: 0.3746, // x/ 1.248
    flash_share: 0.5512, // x/ 1.055
    flash2_hopper_share: 0.3094, // x/ 1.054
    sdpa_share: 0.45, // assumed
    attention_half_keys: 265.4, // x/ 1.290
    eager_score_traffic: 38.56, // x/ 1.228
    elementwise_hidden_eager: 246.3, // x/ 1.075
    elementwise_ff_eager: 42.99, // x/ 1.124
    elementwise_whole_share: 0.5544, // x/ 1.144
    expert_passes: 13.98, // x/ 1.540
    elementwise_fused_share: 0.3863, // x/ 1.127
    elementwise_compiled_share: 0.2532, // x/ 1.150
    elementwise_megatron_share: 0.6, // x/ 1.073
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 8.257, // x/ 1.311
    dequant_gptq: 13.37, // x/ 1.374
    dequant_int8: 6.0, // assumed
    adapter_passes: 21.52, // x/ 1.190
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 33.0, // x/ 1.305
    launch_ms_layer: 3.398, // x/ 1.069
    launch_ms_adapter: 0.1243, // x/ 1.367
    launch_ms_quant: 0.09687, // x/ 1.628
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.711, // x/ 1.274
    launch_ms_tensor: 8.581, // x/ 1.154
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.072, // x/ 1.072
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.9953, // x/ 1.137
    step_ms: 10.0, // assumed
    link_share: 0.5728, // x/ 1.078
    tensor_wait: 2.036, // x/ 1.127
    tensor_wait_megatron: 0.6957, // x/ 1.136
    pcie_share: 0.8414, // x/ 1.236
    host_link_share: 0.2016, // x/ 1.111
    network_share: 0.5728, // x/ 1.123
    hop_us: 5.304, // x/ 1.267
    deepspeed_ms_layer: 2.366, // x/ 1.242
    moe_grouped_share: 0.8539, // x/ 1.091
    moe_loop_share: 0.7888, // x/ 1.160
    expert_half_tokens: 588.8, // x/ 1.221
    offload_share: 0.7157, // x/ 1.767
    host_adam_rate: 707100000.0, // x/ 1.214
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.740, high: 1.485, rows: 73, sources: 19 },
    Factors { low: 0.762, high: 1.602, rows: 142, sources: 23 },
    Factors { low: 0.825, high: 1.527, rows: 212, sources: 32 },
    Factors { low: 0.795, high: 1.206, rows: 295, sources: 64 },
    Factors { low: 0.817, high: 1.291, rows: 356, sources: 68 },
    Factors { low: 0.880, high: 1.301, rows: 317, sources: 40 },
    Factors { low: 0.816, high: 1.439, rows: 168, sources: 24 },
    Factors { low: 0.756, high: 1.291, rows: 362, sources: 41 },
    Factors { low: 0.889, high: 1.227, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.441, high: 2.261, rows: 49, sources: 15 },
    Factors { low: 0.630, high: 2.441, rows: 200, sources: 34 },
    Factors { low: 0.776, high: 1.507, rows: 710, sources: 83 },
    Factors { low: 0.770, high: 1.542, rows: 353, sources: 43 },
    Factors { low: 0.711, high: 1.581, rows: 259, sources: 62 },
    Factors { low: 0.685, high: 1.961, rows: 353, sources: 86 },
    Factors { low: 0.661, high: 1.639, rows: 185, sources: 18 },
    Factors { low: 0.734, high: 1.377, rows: 64, sources: 15 },
    Factors { low: 0.662, high: 1.702, rows: 114, sources: 24 },
    Factors { low: 0.738, high: 1.372, rows: 186, sources: 9 },
    Factors { low: 0.766, high: 1.341, rows: 11, sources: 2 },
    Factors { low: 0.721, high: 1.669, rows: 81, sources: 21 },
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
    LeftOut { rows: 2633, sources: 266, median: 0.123, p90: 0.474, under10: 0.284 },
];
