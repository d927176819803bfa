//! Written by `calibrate` from 1535 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.61, // x/ 1.079
    logit_bytes_kbit: 14.89, // x/ 1.065
    logit_bytes_fused: 8.378, // x/ 1.080
    logit_bytes_chunked: 3.07, // x/ 1.203
    logit_bytes_compiled: 11.21, // x/ 1.171
    logit_bytes_megatron: 8.191, // x/ 1.191
    fused_loss_hidden_bytes: 10.0, // x/ 1.400
    sdpa_copies: 0.5223, // x/ 1.611
    compiled_share: 0.6117, // x/ 1.230
    selective_share: 0.9299, // x/ 1.180
    adapter_ddp_checkpoint_share: 0.9594, // x/ 1.163
    gathered_layers: 1.989, // x/ 1.427
    fragmentation: 0.08627, // x/ 1.263
    context_gib: 0.6747, // x/ 1.317
    workspace_gib: 0.05361, // x/ 1.312
    matmul_share: 0.8333, // x/ 1.043
    matmul_share_geforce: 0.9328, // x/ 1.059
    matmul_share_cdna: 0.5155, // x/ 1.159
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6594, // x/ 1.057
    tflops_per_watt_5nm: 0.8973, // x/ 1.052
    tflops_per_watt_blackwell: 1.327, // x/ 1.110
    fp8_share: 0.8024, // x/ 1.048
    megatron_gain: 0.8877, // x/ 1.034
    compiled_gain: 0.9269, // x/ 1.058
    half_tokens: 246.7, // x/ 1.420
    selective_recompute_share: 0.3808, // x/ 1.291
    flash_share: 0.3921, // x/ 1.110
    flash2_hopper_share: 0.1787, // x/ 1.100
    sdpa_share: 0.4266, // x/ 1.298
    elementwise_hidden_eager: 48.46, // x/ 1.367
    elementwise_ff_eager: 12.18, // x/ 1.369
    elementwise_fused_share: 0.5811, // x/ 1.274
    elementwise_compiled_share: 0.416, // x/ 1.406
    elementwise_megatron_share: 0.417, // x/ 1.385
    loss_traffic: 43.16, // x/ 1.521
    loss_traffic_fused: 14.55, // x/ 1.495
    dequant_nf4: 27.77, // x/ 1.319
    dequant_gptq: 17.37, // x/ 1.606
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 24.31, // x/ 1.270
    adapter_passes_fused: 4.798, // x/ 1.602
    optimizer_traffic: 28.06, // x/ 1.311
    launch_ms_layer: 2.867, // x/ 1.248
    launch_ms_adapter: 0.1287, // x/ 1.694
    launch_ms_quant: 0.0568, // x/ 2.091
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.325, // x/ 1.247
    launch_fused_share: 0.7083, // x/ 2.034
    launch_compiled_share: 0.3001, // x/ 2.000
    launch_megatron_share: 0.9224, // x/ 1.191
    step_ms: 17.21, // x/ 2.290
    link_share: 0.7909, // x/ 1.180
    pcie_share: 0.5, // x/ 1.400
    host_link_share: 0.3139, // x/ 1.321
    network_share: 0.7334, // x/ 1.201
    overlap_power: 2.073, // x/ 1.301
    deepspeed_ms_layer: 2.464, // x/ 2.198
    moe_grouped_share: 0.6722, // x/ 1.228
    moe_loop_share: 0.636, // x/ 1.317
    offload_share: 0.7228, // x/ 1.819
    host_adam_rate: 439900000.0, // x/ 1.835
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.834, high: 1.358, rows: 22, sources: 4 },
    Factors { low: 0.779, high: 1.254, rows: 27, sources: 3 },
    Factors { low: 0.594, high: 1.490, rows: 9, sources: 2 },
    Factors { low: 0.775, high: 1.247, rows: 40, sources: 4 },
    Factors { low: 0.658, high: 1.707, rows: 61, sources: 7 },
    Factors { low: 0.712, high: 1.337, rows: 64, sources: 6 },
    Factors { low: 0.762, high: 1.931, rows: 55, sources: 5 },
    Factors { low: 0.810, high: 1.469, rows: 119, sources: 7 },
    Factors { low: 0.828, high: 1.330, rows: 76, sources: 2 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.591, high: 1.699, rows: 7, sources: 2 },
    Factors { low: 0.409, high: 2.171, rows: 51, sources: 5 },
    Factors { low: 0.747, high: 1.734, rows: 168, sources: 10 },
    Factors { low: 0.768, high: 1.524, rows: 139, sources: 6 },
    Factors { low: 0.734, high: 1.410, rows: 54, sources: 6 },
    Factors { low: 0.624, high: 2.012, rows: 22, sources: 4 },
    Factors { low: 0.705, high: 1.498, rows: 83, sources: 4 },
    Factors { low: 0.757, high: 1.532, rows: 17, sources: 6 },
    Factors { low: 0.639, high: 1.563, rows: 15, sources: 3 },
    Factors { low: 0.758, high: 1.712, rows: 146, sources: 3 },
    Factors { low: 0.573, high: 2.405, rows: 0, sources: 0 },
    Factors { low: 0.573, high: 2.405, rows: 0, sources: 0 },
];
