//! Written by `calibrate` from 1431 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma); `inf`: the runs do not decide it.

use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 11.82, // x/ 1.089
    logit_bytes_fused: 8.399, // x/ 1.111
    logit_bytes_chunked: 3.679, // x/ 1.304
    logit_bytes_compiled: 11.59, // x/ 1.252
    logit_bytes_megatron: 8.388, // x/ 1.271
    fused_loss_hidden_bytes: 10.0, // x/ 1.500
    sdpa_copies: 0.5112, // x/ 1.603
    compiled_share: 0.6082, // x/ 1.230
    selective_share: 0.9199, // x/ 1.181
    adapter_ddp_checkpoint_share: 0.9618, // x/ 1.162
    gathered_layers: 2.458, // x/ 1.532
    fragmentation: 0.08599, // x/ 1.302
    context_gib: 0.5638, // x/ 1.484
    workspace_gib: 0.1071, // x/ 3.594
    matmul_share: 0.8486, // x/ 1.041
    matmul_share_geforce: 0.9686, // x/ 1.064
    matmul_share_cdna: 0.5275, // x/ 1.154
    tflops_per_watt_12nm: 0.4, // x/ 1.300
    tflops_per_watt_7nm: 0.7902, // x/ 1.096
    tflops_per_watt_5nm: 0.7879, // x/ 1.044
    tflops_per_watt_blackwell: 1.216, // x/ 1.101
    fp8_share: 0.7625, // x/ 1.044
    megatron_gain: 1.123, // x/ 1.040
    compiled_gain: 0.9668, // x/ 1.057
    half_tokens: 169.2, // x/ 1.452
    selective_recompute_share: 0.3733, // x/ 1.286
    flash_share: 0.3319, // x/ 1.084
    sdpa_share: 0.1915, // x/ 1.155
    elementwise_hidden_eager: 50.89, // x/ 1.365
    elementwise_ff_eager: 12.95, // x/ 1.365
    elementwise_fused_share: 0.6741, // x/ 1.197
    elementwise_compiled_share: 0.3793, // x/ 1.387
    elementwise_megatron_share: 0.4425, // x/ 1.283
    loss_traffic: 40.72, // x/ 1.503
    loss_traffic_fused: 14.34, // x/ 1.491
    dequant_nf4: 11.44, // x/ 1.994
    dequant_gptq: 15.48, // x/ 1.670
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 44.25, // x/ 1.196
    optimizer_traffic: 28.38, // x/ 1.265
    launch_ms_layer: 2.711, // x/ 1.232
    launch_ms_adapter: 0.1308, // x/ 1.593
    launch_ms_quant: 0.05506, // x/ 2.063
    launch_ms_expert: 0.05, // x/ 2.000
    launch_fused_share: 0.7074, // x/ 2.030
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.2983, // x/ 1.985
    step_ms: 10.86, // x/ 1.953
    link_share: 0.8988, // x/ 1.094
    pcie_share: 0.44, // x/ 1.411
    network_share: 0.8988, // x/ 1.099
    overlap: 1.026, // x/ 1.315
    exposed_share: 0.2151, // x/ 1.836
    deepspeed_ms_layer: 2.747, // x/ 2.128
    moe_grouped_share: 0.5667, // x/ 1.215
    moe_loop_share: 0.6085, // x/ 1.271
    offload_share: 0.5446, // x/ 1.956
    host_adam_rate: 410000000.0, // x/ 1.861
};
