//! Written by `calibrate` from 1779 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.52, // x/ 1.076
    logit_bytes_kbit: 15.19, // x/ 1.060
    logit_bytes_fused: 8.831, // x/ 1.071
    logit_bytes_chunked: 3.045, // x/ 1.199
    logit_bytes_compiled: 4.013, // x/ 1.187
    logit_bytes_plain: 14.56, // x/ 1.085
    logit_bytes_megatron: 7.974, // x/ 1.177
    fused_loss_hidden_bytes: 9.859, // x/ 1.397
    sdpa_copies: 0.5276, // x/ 1.614
    compiled_share: 0.6296, // x/ 1.220
    selective_share: 0.9606, // x/ 1.131
    adapter_ddp_checkpoint_share: 0.9482, // x/ 1.180
    adapter_input_bytes: 2.671, // x/ 1.148
    gathered_layers: 1.587, // x/ 1.353
    fragmentation: 0.1243, // x/ 1.241
    logit_fragmentation: 0.09911, // x/ 1.280
    logit_fragmentation_device: 0.3975, // x/ 1.228
    gathered_fragmentation: 0.6463, // x/ 1.335
    collectives_gib: 1.519, // x/ 1.340
    context_gib: 0.5431, // x/ 1.203
    workspace_gib: 0.05223, // x/ 1.306
    matmul_share: 0.8303, // x/ 1.047
    matmul_share_geforce: 0.9256, // x/ 1.058
    matmul_share_cdna: 0.5173, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6406, // x/ 1.058
    tflops_per_watt_5nm: 0.8403, // x/ 1.047
    tflops_per_watt_blackwell: 1.217, // x/ 1.107
    fp8_share: 0.7264, // x/ 1.046
    megatron_gain: 1.072, // x/ 1.042
    compiled_gain: 0.947, // x/ 1.055
    half_tokens: 278.3, // x/ 1.407
    selective_recompute_share: 0.3652, // x/ 1.282
    flash_share: 0.3707, // x/ 1.097
    flash2_hopper_share: 0.1865, // x/ 1.099
    sdpa_share: 0.4187, // x/ 1.300
    elementwise_hidden_eager: 46.21, // x/ 1.360
    elementwise_ff_eager: 11.35, // x/ 1.360
    elementwise_fused_share: 0.6311, // x/ 1.284
    elementwise_compiled_share: 0.4103, // x/ 1.402
    elementwise_megatron_share: 0.4091, // x/ 1.386
    loss_traffic: 43.07, // x/ 1.520
    loss_traffic_fused: 14.35, // x/ 1.491
    dequant_nf4: 32.68, // x/ 1.277
    dequant_gptq: 18.61, // x/ 1.594
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 17.86, // x/ 1.313
    adapter_passes_fused: 5.772, // x/ 1.632
    optimizer_traffic: 27.33, // x/ 1.312
    launch_ms_layer: 2.833, // x/ 1.236
    launch_ms_adapter: 0.1336, // x/ 1.653
    launch_ms_quant: 0.05628, // x/ 2.083
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.5, // x/ 1.207
    launch_fused_share: 0.7053, // x/ 2.022
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9425, // x/ 1.162
    step_ms: 12.74, // x/ 2.073
    link_share: 0.7915, // x/ 1.185
    pcie_share: 0.5, // x/ 1.400
    host_link_share: 0.3129, // x/ 1.322
    network_share: 0.6485, // x/ 1.212
    deepspeed_ms_layer: 2.37, // x/ 2.211
    moe_grouped_share: 0.8265, // x/ 1.195
    moe_loop_share: 0.8461, // x/ 1.245
    expert_half_tokens: 569.8, // x/ 1.928
    offload_share: 0.7279, // x/ 1.819
    host_adam_rate: 1075000000.0, // x/ 1.484
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.811, high: 1.156, rows: 38, sources: 7 },
    Factors { low: 0.862, high: 1.419, rows: 52, sources: 3 },
    Factors { low: 0.831, high: 1.488, rows: 19, sources: 3 },
    Factors { low: 0.892, high: 1.164, rows: 66, sources: 7 },
    Factors { low: 0.668, high: 1.224, rows: 121, sources: 9 },
    Factors { low: 0.737, high: 1.235, rows: 138, sources: 12 },
    Factors { low: 0.891, high: 1.096, rows: 100, sources: 9 },
    Factors { low: 0.807, high: 1.236, rows: 215, sources: 12 },
    Factors { low: 0.882, high: 1.175, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.776, high: 1.633, rows: 16, sources: 3 },
    Factors { low: 0.487, high: 2.586, rows: 52, sources: 5 },
    Factors { low: 0.802, high: 1.585, rows: 194, sources: 11 },
    Factors { low: 0.790, high: 1.342, rows: 142, sources: 7 },
    Factors { low: 0.749, high: 1.522, rows: 76, sources: 8 },
    Factors { low: 0.703, high: 1.913, rows: 30, sources: 5 },
    Factors { low: 0.785, high: 1.559, rows: 115, sources: 5 },
    Factors { low: 0.797, high: 1.615, rows: 25, sources: 8 },
    Factors { low: 0.724, high: 1.887, rows: 26, sources: 7 },
    Factors { low: 0.804, high: 1.537, rows: 150, sources: 4 },
    Factors { low: 0.882, high: 1.509, rows: 1, sources: 1 },
    Factors { low: 0.744, high: 2.231, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 895, sources: 24, median: 0.051, p90: 0.301, under10: 0.171 },
    LeftOut { rows: 884, sources: 29, median: 0.126, p90: 0.566, under10: 0.268 },
];
