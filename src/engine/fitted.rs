//! Written by `calibrate` from 1464 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.77, // x/ 1.086
    logit_bytes_fused: 8.399, // x/ 1.111
    logit_bytes_chunked: 3.679, // x/ 1.304
    logit_bytes_compiled: 11.58, // x/ 1.252
    logit_bytes_megatron: 8.385, // x/ 1.271
    fused_loss_hidden_bytes: 10.0, // x/ 1.500
    sdpa_copies: 0.5115, // x/ 1.603
    compiled_share: 0.6082, // x/ 1.230
    selective_share: 0.9195, // x/ 1.181
    adapter_ddp_checkpoint_share: 0.9604, // x/ 1.161
    gathered_layers: 2.45, // x/ 1.532
    fragmentation: 0.08659, // x/ 1.297
    context_gib: 0.5637, // x/ 1.484
    workspace_gib: 0.107, // x/ 3.564
    matmul_share: 0.8481, // x/ 1.043
    matmul_share_geforce: 0.9453, // x/ 1.063
    matmul_share_cdna: 0.5236, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.7844, // x/ 1.097
    tflops_per_watt_5nm: 0.8033, // x/ 1.044
    tflops_per_watt_blackwell: 1.175, // x/ 1.111
    fp8_share: 0.7372, // x/ 1.045
    megatron_gain: 1.075, // x/ 1.040
    compiled_gain: 0.9508, // x/ 1.057
    half_tokens: 166.5, // x/ 1.453
    selective_recompute_share: 0.3684, // x/ 1.285
    flash_share: 0.3569, // x/ 1.096
    flash2_hopper_share: 0.2173, // x/ 1.175
    sdpa_share: 0.1783, // x/ 1.156
    elementwise_hidden_eager: 52.29, // x/ 1.374
    elementwise_ff_eager: 13.39, // x/ 1.376
    elementwise_fused_share: 0.5665, // x/ 1.269
    elementwise_compiled_share: 0.4062, // x/ 1.399
    elementwise_megatron_share: 0.406, // x/ 1.378
    loss_traffic: 41.43, // x/ 1.508
    loss_traffic_fused: 14.27, // x/ 1.490
    dequant_nf4: 9.973, // x/ 2.092
    dequant_gptq: 15.27, // x/ 1.699
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 44.03, // x/ 1.209
    adapter_passes_fused: 5.56, // x/ 1.626
    optimizer_traffic: 27.86, // x/ 1.311
    launch_ms_layer: 2.681, // x/ 1.213
    launch_ms_adapter: 0.133, // x/ 1.586
    launch_ms_quant: 0.05523, // x/ 2.065
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.272, // x/ 1.224
    launch_fused_share: 0.7062, // x/ 2.025
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9501, // x/ 1.179
    step_ms: 10.34, // x/ 1.968
    link_share: 0.7948, // x/ 1.170
    pcie_share: 0.4414, // x/ 1.442
    network_share: 0.7433, // x/ 1.200
    overlap_power: 2.183, // x/ 1.261
    deepspeed_ms_layer: 2.515, // x/ 2.072
    moe_grouped_share: 0.6318, // x/ 1.208
    moe_loop_share: 0.6102, // x/ 1.266
    offload_share: 0.516, // x/ 1.989
    host_adam_rate: 397200000.0, // x/ 1.871
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.746, high: 3.808, rows: 34, sources: 7 },
    Factors { low: 0.717, high: 1.774, rows: 28, sources: 3 },
    Factors { low: 0.566, high: 1.790, rows: 9, sources: 2 },
    Factors { low: 0.603, high: 1.336, rows: 44, sources: 7 },
    Factors { low: 0.548, high: 1.843, rows: 85, sources: 8 },
    Factors { low: 0.696, high: 1.578, rows: 109, sources: 10 },
    Factors { low: 0.710, high: 2.292, rows: 70, sources: 9 },
    Factors { low: 0.819, high: 1.759, rows: 134, sources: 10 },
    Factors { low: 0.797, high: 1.456, rows: 77, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.524, high: 2.238, rows: 24, sources: 4 },
    Factors { low: 0.441, high: 3.014, rows: 52, sources: 5 },
    Factors { low: 0.733, high: 1.821, rows: 146, sources: 10 },
    Factors { low: 0.625, high: 2.156, rows: 138, sources: 7 },
    Factors { low: 0.734, high: 1.844, rows: 78, sources: 9 },
    Factors { low: 0.666, high: 2.165, rows: 30, sources: 5 },
    Factors { low: 0.772, high: 1.945, rows: 116, sources: 6 },
    Factors { low: 0.736, high: 2.822, rows: 30, sources: 9 },
    Factors { low: 0.669, high: 1.590, rows: 25, sources: 6 },
    Factors { low: 0.782, high: 5.195, rows: 154, sources: 5 },
    Factors { low: 0.813, high: 4.285, rows: 5, sources: 2 },
    Factors { low: 0.733, high: 1.833, rows: 17, sources: 3 },
];
