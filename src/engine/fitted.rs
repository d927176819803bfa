//! Written by `calibrate` from 1502 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.07, // x/ 1.085
    logit_bytes_fused: 7.922, // x/ 1.120
    logit_bytes_chunked: 3.442, // x/ 1.321
    logit_bytes_compiled: 11.5, // x/ 1.255
    logit_bytes_megatron: 8.29, // x/ 1.272
    fused_loss_hidden_bytes: 10.0, // x/ 1.500
    sdpa_copies: 0.5085, // x/ 1.602
    compiled_share: 0.6011, // x/ 1.230
    selective_share: 0.9168, // x/ 1.185
    adapter_ddp_checkpoint_share: 0.8321, // x/ 1.179
    gathered_layers: 1.877, // x/ 1.516
    fragmentation: 0.06545, // x/ 1.330
    context_gib: 0.5698, // x/ 1.486
    workspace_gib: 1.372, // x/ 1.261
    matmul_share: 0.8346, // x/ 1.043
    matmul_share_geforce: 0.9489, // x/ 1.060
    matmul_share_cdna: 0.5164, // x/ 1.153
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6899, // x/ 1.066
    tflops_per_watt_5nm: 0.8658, // x/ 1.050
    tflops_per_watt_blackwell: 1.264, // x/ 1.130
    fp8_share: 0.7288, // x/ 1.050
    megatron_gain: 1.06, // x/ 1.044
    compiled_gain: 0.9669, // x/ 1.057
    half_tokens: 213.9, // x/ 1.455
    selective_recompute_share: 0.3704, // x/ 1.288
    flash_share: 0.3651, // x/ 1.095
    flash2_hopper_share: 0.1869, // x/ 1.098
    sdpa_share: 0.4371, // x/ 1.295
    elementwise_hidden_eager: 47.44, // x/ 1.360
    elementwise_ff_eager: 11.67, // x/ 1.362
    elementwise_fused_share: 0.623, // x/ 1.281
    elementwise_compiled_share: 0.4066, // x/ 1.400
    elementwise_megatron_share: 0.4123, // x/ 1.387
    loss_traffic: 41.36, // x/ 1.507
    loss_traffic_fused: 14.57, // x/ 1.495
    dequant_nf4: 17.96, // x/ 1.883
    dequant_gptq: 17.67, // x/ 1.592
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 27.24, // x/ 1.242
    adapter_passes_fused: 5.969, // x/ 1.635
    optimizer_traffic: 27.91, // x/ 1.312
    launch_ms_layer: 2.757, // x/ 1.218
    launch_ms_adapter: 0.1331, // x/ 1.588
    launch_ms_quant: 0.05533, // x/ 2.066
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.205, // x/ 1.370
    launch_fused_share: 0.7084, // x/ 2.034
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9028, // x/ 1.303
    step_ms: 12.24, // x/ 2.072
    link_share: 0.8062, // x/ 1.176
    pcie_share: 0.5001, // x/ 1.400
    host_link_share: 0.2991, // x/ 1.314
    network_share: 0.6738, // x/ 1.163
    overlap_power: 1.422, // x/ 1.115
    deepspeed_ms_layer: 2.405, // x/ 2.191
    moe_grouped_share: 0.6573, // x/ 1.239
    moe_loop_share: 0.6309, // x/ 1.275
    offload_share: 0.74, // x/ 1.811
    host_adam_rate: 451000000.0, // x/ 1.828
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
