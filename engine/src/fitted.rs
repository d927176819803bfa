//! Written by `calibrate` from 4943 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TECHNIQUE_CLASSES, N_TIME_CLASSES, Speeds};
use super::constants::Constants;
use super::gpu::Arch;

#[rustfmt::skip]
#[allow(clippy::approx_constant)] // A fitted value may come close to one.
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.97, // x/ 1.042
    logit_bytes_kbit: 15.03, // x/ 1.051
    logit_bytes_no_upcast: 6.25, // x/ 1.100
    logit_bytes_fused: 8.744, // x/ 1.069
    logit_bytes_chunked: 6.623, // x/ 1.084
    logit_bytes_compiled: 4.649, // x/ 1.101
    logit_bytes_plain: 15.06, // x/ 1.056
    logit_bytes_autocast: 11.94, // x/ 1.082
    logit_bytes_megatron: 8.653, // x/ 1.150
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.8087, // x/ 1.061
    selective_share: 0.8349, // x/ 1.121
    adapter_ddp_checkpoint_share: 0.9087, // x/ 1.087
    adapter_input_bytes: 3.457, // x/ 1.181
    expert_input_bytes: 3.313, // x/ 1.189
    gathered_layers: 2.922, // x/ 1.246
    fragmentation: 0.1139, // x/ 1.183
    rounding: 0.05683, // x/ 1.242
    logit_fragmentation: 0.1059, // x/ 1.255
    logit_fragmentation_device: 0.2878, // x/ 1.207
    ragged_fragmentation: 0.4271, // x/ 1.344
    ragged_logit_fragmentation: 0.897, // x/ 1.310
    flat_fragmentation: 0.7613, // x/ 1.276
    gathered_fragmentation: 0.8227, // x/ 1.254
    collectives_gib: 1.673, // x/ 1.175
    context_gib: 0.37, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8314, // x/ 1.021
    matmul_share_geforce: 1.246, // x/ 1.052
    matmul_share_geforce_old: 0.9072, // x/ 1.063
    matmul_share_cdna: 0.446, // x/ 1.051
    tflops_per_watt_12nm: 0.3047, // x/ 1.143
    tflops_per_watt_turing: 0.351, // x/ 1.166
    tflops_per_watt_7nm: 0.8166, // x/ 1.065
    tflops_per_watt_5nm: 1.108, // x/ 1.035
    tflops_per_watt_blackwell: 1.293, // x/ 1.047
    blackwell_native_share: 0.9599, // x/ 1.060
    cdna_native_share: 0.662, // x/ 1.095
    fp8_share: 0.7823, // x/ 1.029
    fp8_native_share: 0.7122, // x/ 1.081
    tuned_gain: 1.248, // x/ 1.018
    megatron_gain: 0.9357, // x/ 1.017
    compiled_gain: 0.9722, // x/ 1.032
    half_tokens: 205.3, // x/ 1.243
    half_tokens_megatron: 233.9, // x/ 1.243
    selective_recompute_share: 0.3356, // x/ 1.241
    flash_share: 0.5488, // x/ 1.054
    flash2_hopper_share: 0.3082, // x/ 1.054
    sdpa_share: 0.3749, // x/ 1.105
    attention_half_keys: 219.2, // x/ 1.299
    eager_score_traffic: 34.74, // x/ 1.238
    elementwise_hidden_eager: 218.5, // x/ 1.076
    elementwise_ff_eager: 51.34, // x/ 1.094
    elementwise_whole_share: 0.5097, // x/ 1.147
    expert_passes: 14.12, // x/ 1.537
    elementwise_fused_share: 0.4038, // x/ 1.113
    elementwise_compiled_share: 0.2885, // x/ 1.124
    elementwise_megatron_share: 0.707, // x/ 1.064
    loss_traffic: 65.04, // x/ 1.314
    loss_traffic_fused: 13.43, // x/ 1.345
    gradient_traffic: 5.817, // x/ 1.303
    dequant_nf4: 10.02, // x/ 1.273
    dequant_gptq: 14.2, // x/ 1.397
    dequant_int8: 6.0, // assumed
    adapter_passes: 22.67, // x/ 1.175
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 31.23, // x/ 1.322
    optimizer_traffic_foreach: 87.15, // x/ 1.178
    launch_ms_layer: 3.041, // x/ 1.065
    launch_ms_adapter: 0.1412, // x/ 1.292
    launch_ms_quant: 0.09234, // x/ 1.596
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 4.634, // x/ 1.272
    launch_ms_tensor: 8.35, // x/ 1.160
    launch_fused_share: 0.7, // assumed
    launch_unsloth_share: 1.148, // x/ 1.066
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.99, // x/ 1.142
    step_ms: 10.0, // assumed
    link_share: 0.6135, // x/ 1.081
    tensor_wait: 1.883, // x/ 1.175
    tensor_wait_megatron: 0.8568, // x/ 1.123
    pcie_share: 0.6539, // x/ 1.328
    host_link_share: 0.2259, // x/ 1.115
    network_share: 0.5974, // x/ 1.153
    hop_us: 4.4, // x/ 1.275
    deepspeed_ms_layer: 2.755, // x/ 1.210
    fsdp_ms_layer: 2.254, // x/ 1.290
    fsdp_copies: 1.904, // x/ 1.375
    moe_grouped_share: 0.8277, // x/ 1.088
    moe_loop_share: 0.787, // x/ 1.176
    expert_half_tokens: 595.7, // x/ 1.249
    offload_share: 0.52, // x/ 1.516
    host_adam_rate: 772200000.0, // x/ 1.219
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.740, high: 1.599, rows: 75, sources: 20 },
    Factors { low: 0.735, high: 1.594, rows: 144, sources: 25 },
    Factors { low: 0.827, high: 1.519, rows: 220, sources: 34 },
    Factors { low: 0.814, high: 1.211, rows: 327, sources: 74 },
    Factors { low: 0.812, high: 1.281, rows: 394, sources: 76 },
    Factors { low: 0.882, high: 1.288, rows: 324, sources: 43 },
    Factors { low: 0.800, high: 1.321, rows: 168, sources: 24 },
    Factors { low: 0.746, high: 1.302, rows: 371, sources: 46 },
    Factors { low: 0.878, high: 1.206, rows: 156, sources: 7 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.410, high: 2.202, rows: 51, sources: 16 },
    Factors { low: 0.636, high: 2.329, rows: 205, sources: 37 },
    Factors { low: 0.792, high: 1.517, rows: 727, sources: 88 },
    Factors { low: 0.765, high: 1.486, rows: 379, sources: 47 },
    Factors { low: 0.737, high: 1.537, rows: 282, sources: 65 },
    Factors { low: 0.670, high: 1.695, rows: 397, sources: 96 },
    Factors { low: 0.632, high: 1.743, rows: 188, sources: 19 },
    Factors { low: 0.797, high: 1.320, rows: 64, sources: 15 },
    Factors { low: 0.684, high: 1.512, rows: 114, sources: 24 },
    Factors { low: 0.759, high: 1.354, rows: 189, sources: 10 },
    Factors { low: 0.782, high: 1.291, rows: 11, sources: 2 },
    Factors { low: 0.761, high: 1.697, rows: 83, sources: 22 },
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
    LeftOut { rows: 2179, sources: 198, median: 0.072, p90: 0.274, under10: 0.167 },
    LeftOut { rows: 2764, sources: 287, median: 0.112, p90: 0.451, under10: 0.253 },
];
