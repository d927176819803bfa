//! Written by `calibrate` from 1535 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma). Bands: by class of `bands`.

use super::bands::{Factors, LeftOut, N_MEMORY_CLASSES, N_TIME_CLASSES};
use super::constants::Constants;

#[rustfmt::skip]
pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.59, // x/ 1.077
    logit_bytes_kbit: 15.0, // x/ 1.059
    logit_bytes_fused: 8.412, // x/ 1.079
    logit_bytes_chunked: 3.24, // x/ 1.205
    logit_bytes_plain: 13.68, // x/ 1.075
    logit_bytes_megatron: 8.177, // x/ 1.186
    fused_loss_hidden_bytes: 10.0, // x/ 1.400
    sdpa_copies: 0.5255, // x/ 1.612
    compiled_share: 0.6408, // x/ 1.225
    selective_share: 0.8517, // x/ 1.166
    adapter_ddp_checkpoint_share: 0.9637, // x/ 1.146
    gathered_layers: 1.904, // x/ 1.418
    fragmentation: 0.1139, // x/ 1.201
    context_gib: 0.708, // x/ 1.325
    workspace_gib: 0.05528, // x/ 1.317
    matmul_share: 0.8295, // x/ 1.046
    matmul_share_geforce: 0.9252, // x/ 1.058
    matmul_share_cdna: 0.5174, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.6461, // x/ 1.058
    tflops_per_watt_5nm: 0.836, // x/ 1.048
    tflops_per_watt_blackwell: 1.222, // x/ 1.116
    fp8_share: 0.7314, // x/ 1.047
    megatron_gain: 1.073, // x/ 1.042
    compiled_gain: 0.9513, // x/ 1.056
    half_tokens: 296.7, // x/ 1.398
    selective_recompute_share: 0.3733, // x/ 1.285
    flash_share: 0.37, // x/ 1.096
    flash2_hopper_share: 0.1872, // x/ 1.100
    sdpa_share: 0.4154, // x/ 1.304
    elementwise_hidden_eager: 46.84, // x/ 1.361
    elementwise_ff_eager: 11.45, // x/ 1.361
    elementwise_fused_share: 0.632, // x/ 1.282
    elementwise_compiled_share: 0.409, // x/ 1.402
    elementwise_megatron_share: 0.4093, // x/ 1.386
    loss_traffic: 43.51, // x/ 1.524
    loss_traffic_fused: 14.31, // x/ 1.491
    dequant_nf4: 32.24, // x/ 1.276
    dequant_gptq: 18.12, // x/ 1.613
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 16.71, // x/ 1.384
    adapter_passes_fused: 5.791, // x/ 1.635
    optimizer_traffic: 27.14, // x/ 1.312
    launch_ms_layer: 2.851, // x/ 1.241
    launch_ms_adapter: 0.1315, // x/ 1.680
    launch_ms_quant: 0.05629, // x/ 2.083
    launch_ms_expert: 0.05, // x/ 2.000
    launch_ms_moe: 9.546, // x/ 1.203
    launch_fused_share: 0.7092, // x/ 2.037
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.9415, // x/ 1.158
    step_ms: 14.06, // x/ 2.153
    link_share: 0.792, // x/ 1.184
    pcie_share: 0.4999, // x/ 1.400
    host_link_share: 0.3126, // x/ 1.322
    network_share: 0.6508, // x/ 1.211
    deepspeed_ms_layer: 2.32, // x/ 2.217
    moe_grouped_share: 0.8373, // x/ 1.193
    moe_loop_share: 0.8586, // x/ 1.229
    expert_half_tokens: 559.0, // x/ 1.925
    offload_share: 0.7249, // x/ 1.821
    host_adam_rate: 1075000000.0, // x/ 1.484
};

pub static MEMORY_BANDS: [Factors; N_MEMORY_CLASSES] = [
    Factors { low: 0.826, high: 1.306, rows: 38, sources: 7 },
    Factors { low: 0.780, high: 1.597, rows: 28, sources: 3 },
    Factors { low: 0.556, high: 1.571, rows: 19, sources: 3 },
    Factors { low: 0.837, high: 1.272, rows: 46, sources: 7 },
    Factors { low: 0.688, high: 1.494, rows: 91, sources: 9 },
    Factors { low: 0.703, high: 1.344, rows: 119, sources: 12 },
    Factors { low: 0.748, high: 2.159, rows: 70, sources: 9 },
    Factors { low: 0.842, high: 1.536, rows: 163, sources: 12 },
    Factors { low: 0.864, high: 1.262, rows: 77, sources: 3 },
];

pub static TIME_BANDS: [Factors; N_TIME_CLASSES] = [
    Factors { low: 0.772, high: 1.636, rows: 16, sources: 3 },
    Factors { low: 0.488, high: 2.593, rows: 52, sources: 5 },
    Factors { low: 0.797, high: 1.584, rows: 194, sources: 11 },
    Factors { low: 0.790, high: 1.346, rows: 142, sources: 7 },
    Factors { low: 0.728, high: 1.534, rows: 76, sources: 8 },
    Factors { low: 0.702, high: 1.930, rows: 30, sources: 5 },
    Factors { low: 0.784, high: 1.680, rows: 115, sources: 5 },
    Factors { low: 0.793, high: 1.612, rows: 25, sources: 8 },
    Factors { low: 0.724, high: 1.871, rows: 26, sources: 7 },
    Factors { low: 0.802, high: 1.543, rows: 150, sources: 4 },
    Factors { low: 0.880, high: 1.522, rows: 1, sources: 1 },
    Factors { low: 0.746, high: 2.231, rows: 27, sources: 4 },
];

/// Memory, then speed.
#[rustfmt::skip]
pub static LEFT_OUT: [LeftOut; 2] = [
    LeftOut { rows: 651, sources: 24, median: 0.071, p90: 0.408, under10: 0.233 },
    LeftOut { rows: 884, sources: 29, median: 0.132, p90: 0.583, under10: 0.273 },
];
