//! Written by `calibrate` from 1418 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.6, // x/ 1.082
    logit_bytes_fused: 8.398, // x/ 1.111
    logit_bytes_chunked: 3.679, // x/ 1.304
    logit_bytes_compiled: 11.58, // x/ 1.251
    logit_bytes_megatron: 8.385, // x/ 1.271
    fused_loss_hidden_bytes: 10.0, // x/ 1.500
    sdpa_copies: 0.5129, // x/ 1.604
    compiled_share: 0.6082, // x/ 1.230
    selective_share: 0.92, // x/ 1.182
    adapter_ddp_checkpoint_share: 0.9577, // x/ 1.160
    gathered_layers: 2.477, // x/ 1.531
    fragmentation: 0.08641, // x/ 1.293
    context_gib: 0.5632, // x/ 1.484
    workspace_gib: 0.11, // x/ 3.769
    matmul_share: 0.8413, // x/ 1.042
    matmul_share_geforce: 0.9431, // x/ 1.060
    matmul_share_cdna: 0.5194, // x/ 1.155
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.7433, // x/ 1.082
    tflops_per_watt_5nm: 0.8323, // x/ 1.046
    tflops_per_watt_blackwell: 1.22, // x/ 1.115
    fp8_share: 0.728, // x/ 1.046
    megatron_gain: 1.068, // x/ 1.041
    compiled_gain: 0.9209, // x/ 1.053
    half_tokens: 187.4, // x/ 1.454
    selective_recompute_share: 0.3796, // x/ 1.286
    flash_share: 0.352, // x/ 1.091
    flash2_hopper_share: 0.1888, // x/ 1.100
    sdpa_share: 0.4367, // x/ 1.295
    elementwise_hidden_eager: 49.3, // x/ 1.365
    elementwise_ff_eager: 12.34, // x/ 1.367
    elementwise_fused_share: 0.5862, // x/ 1.273
    elementwise_compiled_share: 0.4098, // x/ 1.401
    elementwise_megatron_share: 0.4078, // x/ 1.382
    loss_traffic: 41.36, // x/ 1.508
    loss_traffic_fused: 14.34, // x/ 1.491
    dequant_nf4: 17.13, // x/ 2.143
    dequant_gptq: 18.93, // x/ 1.557
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 28.42, // x/ 1.231
    adapter_passes_fused: 5.708, // x/ 1.624
    optimizer_traffic: 27.89, // x/ 1.312
    launch_ms_layer: 2.742, // x/ 1.210
    launch_ms_adapter: 0.1341, // x/ 1.583
    launch_ms_quant: 0.05524, // x/ 2.064
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.292, // x/ 1.243
    launch_fused_share: 0.7086, // x/ 2.034
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9363, // x/ 1.192
    step_ms: 11.22, // x/ 2.021
    link_share: 0.798, // x/ 1.174
    pcie_share: 0.5003, // x/ 1.400
    host_link_share: 0.3087, // x/ 1.328
    network_share: 0.7386, // x/ 1.200
    overlap_power: 2.067, // x/ 1.271
    deepspeed_ms_layer: 2.552, // x/ 2.167
    moe_grouped_share: 0.6308, // x/ 1.218
    moe_loop_share: 0.6168, // x/ 1.268
    offload_share: 0.7262, // x/ 1.817
    host_adam_rate: 442100000.0, // x/ 1.837
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.808, high: 1.393, rows: 22, sources: 4 },
    Factors { low: 0.759, high: 1.291, rows: 27, sources: 3 },
    Factors { low: 0.576, high: 1.608, rows: 9, sources: 2 },
    Factors { low: 0.756, high: 1.283, rows: 40, sources: 4 },
    Factors { low: 0.646, high: 1.746, rows: 61, sources: 7 },
    Factors { low: 0.668, high: 1.378, rows: 62, sources: 5 },
    Factors { low: 0.743, high: 1.960, rows: 55, sources: 5 },
    Factors { low: 0.816, high: 1.506, rows: 99, sources: 6 },
    Factors { low: 0.791, high: 1.371, rows: 76, sources: 2 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.611, high: 1.761, rows: 7, sources: 2 },
    Factors { low: 0.435, high: 2.293, rows: 51, sources: 5 },
    Factors { low: 0.722, high: 1.756, rows: 120, sources: 9 },
    Factors { low: 0.794, high: 1.667, rows: 133, sources: 5 },
    Factors { low: 0.747, high: 1.422, rows: 54, sources: 6 },
    Factors { low: 0.649, high: 1.990, rows: 22, sources: 4 },
    Factors { low: 0.816, high: 1.569, rows: 83, sources: 4 },
    Factors { low: 0.777, high: 1.686, rows: 17, sources: 6 },
    Factors { low: 0.664, high: 1.618, rows: 15, sources: 3 },
    Factors { low: 0.791, high: 1.833, rows: 146, sources: 3 },
    Factors { low: 0.613, high: 2.627, rows: 0, sources: 0 },
    Factors { low: 0.613, high: 2.627, rows: 0, sources: 0 },
];
