//! Written by `calibrate` from 1431 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.83,             // x/ 1.089
    logit_bytes_fused: 8.4,               // x/ 1.111
    logit_bytes_chunked: 3.679,           // x/ 1.304
    logit_bytes_compiled: 11.59,          // x/ 1.253
    logit_bytes_megatron: 8.388,          // x/ 1.271
    fused_loss_hidden_bytes: 10.0,        // x/ 1.500
    sdpa_copies: 0.5112,                  // x/ 1.603
    compiled_share: 0.6082,               // x/ 1.230
    selective_share: 0.9199,              // x/ 1.181
    adapter_ddp_checkpoint_share: 0.9618, // x/ 1.162
    gathered_layers: 2.458,               // x/ 1.532
    fragmentation: 0.08594,               // x/ 1.302
    context_gib: 0.5638,                  // x/ 1.484
    workspace_gib: 0.107,                 // x/ 3.590
    matmul_share: 0.844,                  // x/ 1.042
    matmul_share_geforce: 0.9582,         // x/ 1.063
    matmul_share_cdna: 0.5233,            // x/ 1.154
    tflops_per_watt_12nm: 0.4,            // x/ 1.300
    tflops_per_watt_7nm: 0.7689,          // x/ 1.092
    tflops_per_watt_5nm: 0.7939,          // x/ 1.044
    tflops_per_watt_blackwell: 1.156,     // x/ 1.097
    fp8_share: 0.742,                     // x/ 1.044
    megatron_gain: 1.084,                 // x/ 1.039
    compiled_gain: 0.9497,                // x/ 1.056
    half_tokens: 174.9,                   // x/ 1.438
    selective_recompute_share: 0.3685,    // x/ 1.284
    flash_share: 0.3569,                  // x/ 1.094
    flash2_hopper_share: 0.2191,          // x/ 1.178
    sdpa_share: 0.1903,                   // x/ 1.158
    elementwise_hidden_eager: 50.61,      // x/ 1.369
    elementwise_ff_eager: 12.94,          // x/ 1.372
    elementwise_fused_share: 0.5774,      // x/ 1.272
    elementwise_compiled_share: 0.4073,   // x/ 1.400
    elementwise_megatron_share: 0.4059,   // x/ 1.378
    loss_traffic: 41.46,                  // x/ 1.507
    loss_traffic_fused: 14.42,            // x/ 1.492
    dequant_nf4: 10.91,                   // x/ 2.119
    dequant_gptq: 16.61,                  // x/ 1.612
    dequant_int8: 6.0,                    // x/ 2.000
    adapter_passes: 38.08,                // x/ 1.208
    adapter_passes_fused: 5.485,          // x/ 1.622
    optimizer_traffic: 27.71,             // x/ 1.312
    launch_ms_layer: 2.718,               // x/ 1.209
    launch_ms_adapter: 0.132,             // x/ 1.584
    launch_ms_quant: 0.05522,             // x/ 2.064
    launch_ms_expert: 0.05,               // x/ 2.000
    launch_ms_moe: 9.267,                 // x/ 1.230
    launch_fused_share: 0.7072,           // x/ 2.029
    launch_compiled_share: 0.3,           // x/ 2.000
    launch_megatron_share: 0.9343,        // x/ 1.180
    step_ms: 10.61,                       // x/ 1.979
    link_share: 0.7089,                   // x/ 1.119
    pcie_share: 0.4541,                   // x/ 1.408
    network_share: 0.7091,                // x/ 1.120
    overlap: 0.8296,                      // x/ 1.309
    exposed_share: 0.1101,                // x/ 1.854
    deepspeed_ms_layer: 2.491,            // x/ 2.081
    moe_grouped_share: 0.5961,            // x/ 1.186
    moe_loop_share: 0.6127,               // x/ 1.268
    offload_share: 0.5375,                // x/ 1.963
    host_adam_rate: 398800000.0,          // x/ 1.868
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
