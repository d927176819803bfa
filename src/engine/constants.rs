//! The constants that measured runs decide. Each is one property of software or hardware, none of a model or a row.
//!
//! `calibrate` fits them and writes [`super::fitted`]; constants that a source states stand where they are used.

macro_rules! constants {
    ($($(#[$doc:meta])* $name:ident $unit:literal,)*) => {
        /// See the module.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Constants {
            $($(#[$doc])* pub $name: f64,)*
        }
        impl Constants {
            /// Name and unit of each, in order.
            pub const FIELDS: &'static [(&'static str, &'static str)] = &[$((stringify!($name), $unit),)*];
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
    // Memory: the loss.
    /// Bytes for each logit at the peak of the loss: transformers, 32-bit upcast, shifted copy and gradient.
    logit_bytes_eager "B",
    /// The same with fused loss kernels that work in place.
    logit_bytes_fused "B",
    /// The same under torch.compile.
    logit_bytes_compiled "B",
    /// The same in Megatron-Core, vocabulary split over tensor-parallel ranks.
    logit_bytes_megatron "B",
    /// Hidden-size tensors around the loss: final norm and its input, in bytes for each hidden unit.
    loss_hidden_bytes "B",

    // Memory: one layer. All in bytes a token for each unit of width.
    /// Kept for backward, for each unit of `hidden_size`: norms, residuals. One operation a kernel.
    saved_hidden_eager "B",
    saved_hidden_fused "B",
    saved_hidden_compiled "B",
    /// Kept for backward for each unit of the feed-forward width: gate, activation, up, product.
    saved_ff_eager "B",
    saved_ff_fused "B",
    saved_ff_compiled "B",
    /// Kept for backward for each unit of query, key, value and attention output.
    saved_attn "B",
    /// Input copies that an adapter keeps, for each unit of its input.
    adapter_input_bytes "B",
    /// Gradients alive inside the layer whose backward runs, for each unit of feed-forward width.
    backward_ff "B",
    /// The same for each unit of hidden size.
    backward_hidden "B",
    /// Share of a layer's activations that selective recompute keeps.
    selective_share "1",
    /// Hidden states that adapters keep twice under DDP and FSDP, as a share of the checkpoints.
    adapter_ddp_checkpoint_share "1",

    // Memory: the rest.
    /// Bytes a parameter of embeddings, head and norms beside a k-bit base in transformers.
    kbit_rest_bytes "B",
    /// Bytes of the residual stream, for each hidden unit, over a k-bit base in transformers.
    kbit_residual_bytes "B",
    /// Layers gathered at once under ZeRO-3 and FSDP.
    gathered_layers "1",
    /// Reserved over allocated, less one.
    fragmentation "1",
    /// Device memory over reserved: context and libraries.
    context_gib "GiB",
    /// Work space counted as allocated (cuBLAS, buffers).
    workspace_gib "GiB",

    // Time: matrix multiplications, best share of the dense peak.
    matmul_volta "1",
    matmul_turing "1",
    matmul_ampere "1",
    matmul_ampere_geforce "1",
    matmul_ada "1",
    matmul_hopper "1",
    matmul_blackwell "1",
    matmul_cdna "1",
    /// fp8 over 16-bit, as a share of the ratio of their peaks.
    fp8_share "1",
    /// 16-bit with hand-tuned stacks (Transformer Engine) over eager.
    megatron_gain "1",
    compiled_gain "1",
    /// Tokens in a micro-batch at which matrices of width 4096 run at half their best.
    half_tokens "tokens",
    /// Share of the block's matrix work that selective recompute repeats.
    selective_recompute_share "1",
    /// Attention kernels, share of the peak.
    flash_share "1",
    sdpa_share "1",

    // Time: memory-bound work. Traffic over bandwidth.
    /// Passes over a hidden-size tensor in one layer's forward, eager.
    elementwise_hidden_eager "1",
    elementwise_ff_eager "1",
    /// Traffic of fused and compiled stacks over eager.
    elementwise_fused_share "1",
    elementwise_compiled_share "1",
    elementwise_megatron_share "1",
    /// Bytes a logit moves in loss forward and backward.
    loss_traffic "B",
    loss_traffic_fused "B",
    /// Traffic to unpack one parameter once, bytes: 4 bit, GPTQ, 8 bit.
    dequant_nf4 "B",
    dequant_gptq "B",
    dequant_int8 "B",
    /// Traffic of one adapted layer, passes over its input and output.
    adapter_passes "1",
    /// Bytes for each trained parameter that the optimiser step moves.
    optimizer_traffic "B",

    // Time: the processor.
    /// Milliseconds for one layer's forward, backward, recompute with one kernel an operation.
    launch_ms_layer "ms",
    /// More for each adapted module.
    launch_ms_adapter "ms",
    /// More for each quantised matrix.
    launch_ms_quant "ms",
    /// More for each expert of a layer that runs one by one.
    launch_ms_expert "ms",
    /// Fused and compiled stacks over eager.
    launch_fused_share "1",
    launch_compiled_share "1",
    launch_megatron_share "1",
    /// An optimiser step's own time.
    step_ms "ms",

    // Time: communication.
    /// Share of a link's rate that collectives reach.
    link_share "1",
    pcie_share "1",
    network_share "1",
    /// Share of communication that computation can hide.
    overlap "1",
    /// Experts: share of the matrix rate that grouped kernels and an eager loop reach.
    moe_grouped_share "1",
    moe_loop_share "1",
    /// Host traffic, share of the PCIe rate.
    offload_share "1",
    /// Parameters a second that the host's optimiser updates, a GPU's share of the host.
    host_adam_rate "1/s",
}
