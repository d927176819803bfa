//! Written by `calibrate` from 2386 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 13.83, // x/ 1.082
    logit_bytes_kbit: 15.34, // x/ 1.061
    logit_bytes_no_upcast: 6.695, // x/ 1.128
    logit_bytes_fused: 8.654, // x/ 1.070
    logit_bytes_chunked: 3.0, // assumed
    logit_bytes_compiled: 4.499, // x/ 1.104
    logit_bytes_plain: 14.55, // x/ 1.081
    logit_bytes_megatron: 8.684, // x/ 1.180
    fused_loss_hidden_bytes: 10.0, // assumed
    sdpa_copies: 0.5, // assumed
    compiled_share: 0.6998, // x/ 1.140
    selective_share: 0.8949, // x/ 1.118
    adapter_ddp_checkpoint_share: 0.914, // x/ 1.093
    adapter_input_bytes: 2.5, // assumed
    gathered_layers: 1.639, // x/ 1.360
    fragmentation: 0.18, // x/ 1.228
    logit_fragmentation: 0.1148, // x/ 1.286
    logit_fragmentation_device: 0.4299, // x/ 1.208
    ragged_fragmentation: 0.3236, // x/ 1.201
    gathered_fragmentation: 0.6991, // x/ 1.347
    collectives_gib: 1.733, // x/ 1.206
    context_gib: 0.5, // assumed
    workspace_gib: 0.05, // assumed
    matmul_share: 0.8672, // x/ 1.038
    matmul_share_geforce: 0.9618, // x/ 1.057
    matmul_share_cdna: 0.3993, // x/ 1.162
    tflops_per_watt_12nm: 0.2732, // x/ 1.116
    tflops_per_watt_7nm: 0.69, // x/ 1.054
    tflops_per_watt_5nm: 0.9608, // x/ 1.037
    tflops_per_watt_blackwell: 1.343, // x/ 1.066
    fp8_share: 0.8422, // x/ 1.029
    megatron_gain: 0.901, // x/ 1.025
    compiled_gain: 0.9823, // x/ 1.047
    half_tokens: 427.6, // x/ 1.178
    selective_recompute_share: 0.3823, // x/ 1.277
    flash_share: 0.5193, // x/ 1.079
    flash2_hopper_share: 0.2222, // x/ 1.114
    sdpa_share: 0.45, // assumed
    attention_half_keys: 593.4, // x/ 1.329
    elementwise_hidden_eager: 108.8, // x/ 1.196
    elementwise_ff_eager: 18.43, // x/ 1.268
    elementwise_fused_share: 0.5641, // x/ 1.240
    elementwise_compiled_share: 0.4042, // x/ 1.257
    elementwise_megatron_share: 0.4337, // x/ 1.254
    loss_traffic: 40.0, // assumed
    loss_traffic_fused: 14.0, // assumed
    dequant_nf4: 21.17, // x/ 1.329
    dequant_gptq: 19.08, // x/ 1.293
    dequant_int8: 6.0, // assumed
    adapter_passes: 16.36, // x/ 1.323
    adapter_passes_fused: 4.0, // assumed
    optimizer_traffic: 28.25, // x/ 1.336
    launch_ms_layer: 2.316, // x/ 1.153
    launch_ms_adapter: 0.1484, // x/ 1.529
    launch_ms_quant: 0.1206, // x/ 2.030
    launch_ms_expert: 0.05, // assumed
    launch_ms_moe: 10.02, // x/ 1.296
    launch_fused_share: 0.7, // assumed
    launch_compiled_share: 0.3, // assumed
    launch_megatron_share: 0.6071, // x/ 1.225
    step_ms: 10.0, // assumed
    link_share: 0.8684, // x/ 1.140
    pcie_share: 0.8308, // x/ 1.137
    host_link_share: 0.35, // assumed
    network_share: 0.6497, // x/ 1.175
    hop_us: 5.205, // x/ 1.416
    deepspeed_ms_layer: 5.982, // x/ 1.221
    moe_grouped_share: 0.7995, // x/ 1.116
    moe_loop_share: 0.7404, // x/ 1.224
    expert_half_tokens: 991.4, // x/ 1.469
    offload_share: 0.7806, // x/ 1.733
    host_adam_rate: 1102000000.0, // x/ 1.418
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.770, high: 1.327, rows: 41, sources: 9 },
    Factors { low: 0.786, high: 1.545, rows: 57, sources: 4 },
    Factors { low: 0.899, high: 1.679, rows: 119, sources: 9 },
    Factors { low: 0.863, high: 1.229, rows: 93, sources: 10 },
    Factors { low: 0.624, high: 1.737, rows: 155, sources: 17 },
    Factors { low: 0.760, high: 1.446, rows: 185, sources: 14 },
    Factors { low: 0.661, high: 1.326, rows: 106, sources: 12 },
    Factors { low: 0.789, high: 1.374, rows: 228, sources: 14 },
    Factors { low: 0.808, high: 1.202, rows: 146, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.749, high: 1.324, rows: 18, sources: 5 },
    Factors { low: 0.589, high: 2.454, rows: 80, sources: 10 },
    Factors { low: 0.783, high: 1.466, rows: 359, sources: 22 },
    Factors { low: 0.761, high: 1.322, rows: 204, sources: 13 },
    Factors { low: 0.719, high: 1.624, rows: 114, sources: 19 },
    Factors { low: 0.690, high: 1.687, rows: 90, sources: 16 },
    Factors { low: 0.845, high: 1.379, rows: 112, sources: 7 },
    Factors { low: 0.795, high: 1.478, rows: 32, sources: 11 },
    Factors { low: 0.728, high: 1.504, rows: 37, sources: 8 },
    Factors { low: 0.841, high: 1.374, rows: 150, sources: 4 },
    Factors { low: 0.897, high: 1.476, rows: 1, sources: 1 },
    Factors { low: 0.868, high: 1.999, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 1130, sources: 39, median: 0.076, p90: 0.322, under10: 0.227 },
    LeftOut { rows: 1256, sources: 55, median: 0.114, p90: 0.418, under10: 0.262 },
];
