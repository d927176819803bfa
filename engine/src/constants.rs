//! The constants that measured runs decide. Each is one property of software or hardware, none of a model or a row.
//!
//! `calibrate` fits them and writes [`super::fitted`]; constants that a source states stand where they are used.
//! Each line: name, unit, what is expected before measuring, and the factor by which that may be off. A factor of 1 is an
//! assumption that stays: the measured runs do not decide it (they left it as wide as it was).

macro_rules! constants {
    ($($(#[$doc:meta])* $name:ident $unit:literal $prior:literal $spread:literal,)*) => {
        /// See the module.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Constants {
            $($(#[$doc])* pub $name: f64,)*
        }
        impl Constants {
            /// Name and unit of each, in order.
            pub const FIELDS: &'static [(&'static str, &'static str)] = &[$((stringify!($name), $unit),)*];
            /// What is expected before a run is measured, and the factor by which that may be off.
            pub const PRIOR: &'static [(f64, f64)] = &[$(($prior, $spread),)*];
            pub fn to_array(&self) -> [f64; Self::FIELDS.len()] {
                [$(self.$name,)*]
            }
            pub fn from_array(values: [f64; Self::FIELDS.len()]) -> Self {
                let [$($name,)*] = values;
                Self { $($name,)* }
            }
        }
    };
}

constants! {
    // Memory.
    /// Bytes for each logit at the peak of the loss: transformers, 32-bit upcast, log-softmax and gradient.
    logit_bytes_eager "B" 12.5 1.1,
    /// The same where the head beside a k-bit base is 32-bit: logits are born in 32 bits, and the trainer holds them.
    logit_bytes_kbit "B" 14.5 1.1,
    /// The same where the loss takes the head's 16-bit logits as they are (twice as much where the head is 32-bit).
    logit_bytes_no_upcast "B" 7.0 1.2,
    /// The same with fused loss kernels that work in place.
    logit_bytes_fused "B" 8.5 1.1,
    /// The same in chunks, logits whole in 16 bits.
    logit_bytes_chunked "B" 5.0 1.4,
    /// The same where the loss is compiled: logits and their gradient in 16 bits.
    logit_bytes_compiled "B" 4.0 1.2,
    /// The same in trainers of plain PyTorch, whose loss upcasts and is not compiled.
    logit_bytes_plain "B" 13.5 1.1,
    /// The same under autocast, which casts logits for the loss and keeps no copy.
    logit_bytes_autocast "B" 11.0 1.2,
    /// The same in Megatron-Core, vocabulary split over tensor-parallel ranks.
    logit_bytes_megatron "B" 8.0 1.2,
    /// Hidden-size tensors of a loss that fuses the head, in bytes for each hidden unit.
    fused_loss_hidden_bytes "B" 10.0 1.0,
    /// Copies that scaled-dot-product attention makes of repeated keys and values: 0 new releases, 1 old ones.
    sdpa_copies "1" 0.5 1.0,
    /// What torch.compile keeps, of what eager keeps.
    compiled_share "1" 0.6 1.25,
    /// What per-operation selective recompute keeps, of attention, every second matrix and the residual.
    selective_share "1" 1.0 1.3,
    /// Hidden states that adapters keep twice under DDP and FSDP, as a share of the checkpoints.
    adapter_ddp_checkpoint_share "1" 0.9 1.1,
    /// What PEFT keeps of an adapted matrix's input, bytes a unit: 2 as a copy, 3 with dropout and its mask.
    adapter_input_bytes "B" 2.5 1.0,
    /// What a mixture keeps of each token an expert works on, bytes a hidden unit: its copy, and the expert's answer.
    expert_input_bytes "B" 4.0 1.3,
    /// Layers gathered at once under ZeRO-3 and FSDP.
    gathered_layers "1" 1.5 1.4,
    /// Reserved and not in use, as a share of what comes and goes in a step: activations, gradients and
    /// temporaries.
    fragmentation "1" 0.12 1.3,
    /// The same of everything: blocks round up, and what stays breaks up what comes and goes.
    rounding "1" 0.03 1.7,
    /// The same of logits, whose copies are the largest blocks and fit nowhere else: `max_memory_reserved` of loops that
    /// repeat one shape.
    logit_fragmentation "1" 0.1 1.3,
    /// What more of them `nvidia-smi` shows, by runs under the trainers of transformers.
    logit_fragmentation_device "1" 0.4 1.3,
    /// The same of what comes and goes, on top where micro-batches differ in length.
    ragged_fragmentation "1" 0.4 1.5,
    /// The same of logits, the largest blocks.
    ragged_logit_fragmentation "1" 1.0 1.7,
    /// Of what the optimiser step allocates in FSDP's flat blocks, none of which fits where activations were: the share held
    /// beside them.
    flat_fragmentation "1" 0.8 1.3,
    /// The same of gathered layers, on streams of their own.
    gathered_fragmentation "1" 0.6 1.4,
    /// Collectives' own buffers, outside of PyTorch, where several GPUs train.
    collectives_gib "GiB" 1.5 1.2,
    /// Device memory over reserved, for a hundred multiprocessors: context and libraries. 0.14 GiB on a T4 with 40, 0.32 on an
    /// RTX A6000 with 84 (memopro and Soliton in `tests/data/published.csv`, which give both meters).
    context_gib "GiB" 0.37 1.0,
    /// Work space counted as allocated (cuBLAS, buffers).
    workspace_gib "GiB" 0.05 1.0,

    // Time: matrix multiplications.
    /// Best share of the dense peak that long matrix products reach, power apart.
    matmul_share "1" 0.85 1.08,
    /// The same on GeForce and workstation cards since Ada, which clock above their data sheet.
    matmul_share_geforce "1" 1.1 1.1,
    /// The same on the older ones, which reach no more than it.
    matmul_share_geforce_old "1" 0.9 1.1,
    /// The same on AMD.
    matmul_share_cdna "1" 0.5 1.25,
    /// TFLOP/s that a watt of board power sustains in 16-bit products: 16 and 12 nm (Pascal, Volta).
    tflops_per_watt_12nm "TFLOP/s/W" 0.3 1.3,
    /// Turing, whose T4 is limited to 70 W and runs slow and thrifty.
    tflops_per_watt_turing "TFLOP/s/W" 0.35 1.3,
    /// 7 and 8 nm (Ampere, CDNA2).
    tflops_per_watt_7nm "TFLOP/s/W" 0.75 1.3,
    /// 5 and 4 nm (Ada, Hopper, CDNA3).
    tflops_per_watt_5nm "TFLOP/s/W" 0.9 1.2,
    /// Blackwell.
    tflops_per_watt_blackwell "TFLOP/s/W" 1.6 1.3,
    /// What PyTorch's own kernels reach on Blackwell's data-center cards, of what hand-tuned stacks reach.
    blackwell_native_share "1" 0.85 1.2,
    /// The same on CDNA3 and CDNA4.
    cdna_native_share "1" 0.85 1.2,
    /// fp8 over 16-bit, as a share of the ratio of their peaks.
    fp8_share "1" 0.75 1.15,
    /// The same outside of hand-tuned stacks: casts and their scales are kernels of their own.
    fp8_native_share "1" 0.75 1.15,
    /// What vendors' own tuned runs gain over those of others on the same stack.
    tuned_gain "1" 1.1 1.15,
    /// 16-bit with hand-tuned stacks (Transformer Engine) over eager.
    megatron_gain "1" 1.0 1.1,
    compiled_gain "1" 1.0 1.1,
    /// Tokens in a micro-batch at which matrices of width 4096 run at half their best, on a card that computes as much for
    /// a byte as an A100.
    half_tokens "tokens" 200.0 1.6,
    /// The same in Megatron.
    half_tokens_megatron "tokens" 200.0 1.6,
    /// Share of the block's matrix work that selective recompute repeats.
    selective_recompute_share "1" 0.35 1.3,
    /// Attention kernels over long sequences, share of the peak.
    flash_share "1" 0.6 1.3,
    /// FlashAttention 2 on Hopper and Blackwell, which it does not use in full; Megatron's cuDNN does.
    flash2_hopper_share "1" 0.3 1.3,
    sdpa_share "1" 0.45 1.5,
    /// Keys a token attends to, on average, at which attention kernels run at half of that.
    attention_half_keys "keys" 500.0 2.0,

    // Time: memory-bound work. Traffic over bandwidth.
    /// Bytes that each score of eager attention moves in forward and backward pass.
    eager_score_traffic "B" 40.0 1.5,
    /// Passes over a hidden-size tensor in one layer's forward and backward pass, eager.
    elementwise_hidden_eager "1" 120.0 1.4,
    elementwise_ff_eager "1" 20.0 1.4,
    /// Share of both that LayerNorm and an activation without a gate take, which PyTorch runs as one kernel each.
    elementwise_whole_share "1" 0.6 1.3,
    /// Passes over the copies of tokens that experts work on.
    expert_passes "1" 15.0 1.6,
    /// Traffic of fused and compiled stacks over eager.
    elementwise_fused_share "1" 0.6 1.3,
    elementwise_compiled_share "1" 0.4 1.4,
    elementwise_megatron_share "1" 0.4 1.4,
    /// Bytes a logit moves in loss forward and backward.
    loss_traffic "B" 40.0 1.5,
    loss_traffic_fused "B" 14.0 1.5,
    /// Bytes a trained parameter that its gradient moves with each micro-batch: written, added to what is there.
    gradient_traffic "B" 8.0 1.5,
    /// Traffic to unpack one parameter once, bytes: 4 bit, GPTQ, 8 bit.
    dequant_nf4 "B" 10.0 1.5,
    dequant_gptq "B" 14.0 1.5,
    dequant_int8 "B" 6.0 1.0,
    /// Traffic of one adapted layer, passes over its input and output.
    adapter_passes "1" 8.0 1.6,
    /// The same where adapter kernels are fused or compiled.
    adapter_passes_fused "1" 4.0 1.0,
    /// Bytes for each trained parameter that the optimiser step moves.
    optimizer_traffic "B" 40.0 1.4,
    /// The same in PyTorch's lists of tensors, one pass an operation.
    optimizer_traffic_foreach "B" 90.0 1.3,

    // Time: the processor.
    /// Milliseconds for one layer's forward, backward, recompute with one kernel an operation.
    launch_ms_layer "ms" 2.2 1.2,
    /// More for each adapted module.
    launch_ms_adapter "ms" 0.15 2.0,
    /// More for each quantised matrix.
    launch_ms_quant "ms" 0.1 2.0,
    /// More for each expert of a layer that runs one by one.
    launch_ms_expert "ms" 0.05 1.0,
    /// More for a layer that dispatches tokens to grouped experts.
    launch_ms_moe "ms" 6.0 1.5,
    /// More for a layer that PyTorch splits over tensor-parallel ranks (DTensor).
    launch_ms_tensor "ms" 10.0 1.5,
    /// Fused and compiled stacks over eager.
    launch_fused_share "1" 0.7 1.0,
    /// Unsloth: fewer kernels, launched from Python functions of its own that also move checkpoints to the host.
    launch_unsloth_share "1" 1.0 1.5,
    launch_compiled_share "1" 0.3 1.0,
    launch_megatron_share "1" 0.3 2.0,
    /// bitsandbytes' optimisers launch for each tensor; those with pages fetch its states first.
    bnb_ms_tensor "ms" 0.1 2.0,
    /// An optimiser step's own time.
    step_ms "ms" 10.0 1.0,

    // Time: communication.
    /// Share of a link's rate that collectives reach.
    link_share "1" 0.7 1.2,
    /// What tensor-parallel ranks outside of Megatron wait for, over the time on the link: they copy before and after.
    tensor_wait "1" 1.8 1.4,
    /// The same in Megatron, which passes some of it while it computes.
    tensor_wait_megatron "1" 0.7 1.4,
    pcie_share "1" 0.5 1.4,
    /// GeForce and workstation cards send through the host.
    host_link_share "1" 0.25 1.4,
    network_share "1" 0.7 1.2,
    /// A message's passage from one GPU of a ring to the next.
    hop_us "us" 10.0 2.0,
    /// DeepSpeed's own bookkeeping, a layer and micro-batch.
    deepspeed_ms_layer "ms" 4.0 1.6,
    /// PyTorch's own FSDP, a layer and micro-batch.
    fsdp_ms_layer "ms" 0.5 2.0,
    /// What it gathers and reduces passes through memory on its way in and out: passes over each byte.
    fsdp_copies "1" 2.0 1.5,
    /// Experts: share of the matrix rate that grouped kernels and an eager loop reach with many tokens.
    moe_grouped_share "1" 0.85 1.2,
    moe_loop_share "1" 0.75 1.3,
    /// Tokens of one expert, at width 4096, at which it runs at half of that.
    expert_half_tokens "tokens" 600.0 2.0,
    /// Host traffic, share of the PCIe rate.
    offload_share "1" 0.5 2.0,
    /// Parameters a second that the host's optimiser updates, a GPU's share of the host.
    host_adam_rate "1/s" 1e9 1.5,
}
