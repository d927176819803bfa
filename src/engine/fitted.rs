//! Written by `calibrate` from 539 measured figures. Do not edit.
//!
//! After each value: the factor within which it is known (one sigma); `inf`: the runs do not decide it.

use super::constants::Constants;

pub static FITTED: Constants = Constants {
    logit_bytes_eager: 12.86, // x/ 1.132
    logit_bytes_fused: 8.426, // x/ 1.111
    logit_bytes_chunked: 3.737, // x/ 1.312
    logit_bytes_compiled: 13.22, // x/ 1.157
    logit_bytes_megatron: 8.742, // x/ 1.273
    fused_loss_hidden_bytes: 10.0, // x/ 1.500
    sdpa_copies: 0.5049, // x/ 1.601
    compiled_share: 0.5937, // x/ 1.249
    selective_share: 0.9911, // x/ 1.194
    adapter_ddp_checkpoint_share: 0.9387, // x/ 1.223
    gathered_layers: 1.785, // x/ 1.515
    fragmentation: 0.05827, // x/ 1.417
    context_gib: 0.5977, // x/ 1.499
    workspace_gib: 0.0586, // x/ 2.125
    matmul_volta: 0.6, // x/ 2.000
    matmul_turing: 0.5, // x/ 2.000
    matmul_ampere: 0.8428, // x/ 1.046
    matmul_ampere_geforce: 0.7778, // x/ 1.252
    matmul_ada: 0.3468, // x/ 1.146
    matmul_hopper: 0.5804, // x/ 1.045
    matmul_blackwell: 0.5805, // x/ 1.097
    matmul_cdna: 0.3469, // x/ 1.245
    fp8_share: 1.121, // x/ 1.055
    megatron_gain: 0.8313, // x/ 1.050
    compiled_gain: 0.9055, // x/ 1.082
    half_tokens: 186.3, // x/ 1.628
    selective_recompute_share: 0.377, // x/ 1.743
    flash_share: 0.2208, // x/ 1.092
    sdpa_share: 0.1883, // x/ 1.151
    elementwise_hidden_eager: 54.49, // x/ 1.705
    elementwise_ff_eager: 14.11, // x/ 1.739
    elementwise_fused_share: 0.5335, // x/ 1.846
    elementwise_compiled_share: 0.5707, // x/ 1.965
    elementwise_megatron_share: 0.4361, // x/ 1.643
    loss_traffic: 40.85, // x/ 1.984
    loss_traffic_fused: 12.24, // x/ 1.989
    dequant_nf4: 9.783, // x/ 1.885
    dequant_gptq: 5.75, // x/ 1.923
    dequant_int8: 6.0, // x/ 2.000
    adapter_passes: 10.47, // x/ 1.649
    optimizer_traffic: 47.94, // x/ 2.072
    launch_ms_layer: 2.037, // x/ 2.044
    launch_ms_adapter: 0.1508, // x/ 2.005
    launch_ms_quant: 0.05013, // x/ 2.002
    launch_ms_expert: 0.05, // x/ 2.000
    launch_fused_share: 0.705, // x/ 2.019
    launch_compiled_share: 0.3, // x/ 2.000
    launch_megatron_share: 0.3, // x/ 1.999
    step_ms: 11.45, // x/ 2.059
    link_share: 1.199, // x/ 1.105
    pcie_share: 0.296, // x/ 2.049
    network_share: 1.199, // x/ 1.119
    overlap: 0.6242, // x/ 1.169
    moe_grouped_share: 0.7341, // x/ 1.134
    moe_loop_share: 0.6532, // x/ 1.207
    offload_share: 0.5186, // x/ 1.958
    host_adam_rate: 300000000.0, // x/ 2.000
};
