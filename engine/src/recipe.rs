//! How a run trains: every switch that moves memory or time.

use super::model::TargetModules;

/// What is trained, and how the frozen part is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Technique {
    /// Every weight.
    Full,
    /// Adapters on a 16-bit base.
    Lora,
    /// Adapters on an 8-bit base (LLM.int8).
    Lora8bit,
    /// Adapters on a 4-bit base (NF4 with double quantisation).
    Qlora,
    /// Adapters on a 4-bit GPTQ base.
    QloraGptq,
}

impl Technique {
    pub const fn is_adapter(self) -> bool {
        !matches!(self, Self::Full)
    }
    pub const fn is_quantised(self) -> bool {
        matches!(self, Self::Lora8bit | Self::Qlora | Self::QloraGptq)
    }
}

/// Number formats of weights and arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Weights, gradients and optimiser states all in bf16.
    Bf16,
    /// bf16 arithmetic under autocast over fp32 weights and states.
    Bf16Mixed,
    /// fp16 weights and arithmetic.
    Fp16,
    /// fp16 arithmetic under autocast over fp32 weights and states.
    Fp16Mixed,
    /// fp8 matrix multiplications; fp32 weights and states kept by the optimiser.
    Fp8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimizer {
    Adamw,
    /// bitsandbytes, block-wise 8-bit states.
    Adamw8bit,
    /// The same, with states that spill to the host.
    PagedAdamw8bit,
    Adafactor,
    /// Momentum alone.
    Lion,
    /// No state.
    Sgd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharding {
    /// One GPU, or a copy on each (DDP).
    None,
    Zero1,
    Zero2,
    Zero3,
    /// PyTorch FSDP, full shard.
    Fsdp,
}

impl Sharding {
    /// Weights live on all GPUs together and are gathered layer by layer.
    pub const fn shards_weights(self) -> bool {
        matches!(self, Self::Zero3 | Self::Fsdp)
    }
    /// DeepSpeed's bookkeeping: 16-bit weights beside a 32-bit copy that the optimiser owns.
    pub const fn is_deepspeed(self) -> bool {
        matches!(self, Self::Zero1 | Self::Zero2 | Self::Zero3)
    }
}

/// What is held of the gradients between the micro-batches of one optimiser step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldGradients {
    /// Each GPU's share (FSDP2, DeepSpeed).
    Shards,
    /// All of what is trained, in 16 bits: reduced once a step (FSDP1 under `no_sync`, as accelerate accumulates).
    Whole,
    /// Of frozen weights too, where they share a flat parameter with trained ones (LitGPT's adapters).
    WholeWithFrozen,
    /// Each GPU's share three times: as they come, in a flat 16-bit buffer, and in 32 bits (InternEvo's hybrid ZeRO).
    Flat,
    /// Megatron's buffer in 16 bits (`grad_reduce_in_fp32` off), as NVIDIA's performance recipes have it.
    Half,
}

/// What the forward pass throws away and the backward pass computes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recompute {
    None,
    /// Attention alone (Korthikanti et al. 2022), or cheap operations alone.
    Selective,
    /// Each layer from its input: gradient checkpointing.
    Full,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Materialises scores of `seq_len x seq_len`.
    Eager,
    /// PyTorch's scaled-dot-product attention.
    Sdpa,
    /// FlashAttention 2 or 3.
    Flash,
}

/// How the loss over the vocabulary is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrossEntropy {
    /// All logits at once, upcast to 32 bits.
    Whole,
    /// All logits at once, in the type that the head gives them: loops of one's own without autocast.
    NoUpcast,
    /// Logits whole in 16 bits; upcast, loss and gradient in one compiled kernel (torchtitan since 2025).
    Compiled,
    /// Logits whole in 16 bits, the loss over one chunk of tokens at a time (torchtune, LitGPT).
    Chunked,
    /// Head and loss together; logits are never whole (Liger, Cut Cross-Entropy, Unsloth).
    Fused,
}

/// The software that runs the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stack {
    /// transformers and PEFT, one kernel an operation.
    Eager,
    /// The same with fused kernels: Liger, fms-acceleration.
    Fused,
    /// Unsloth: fused kernels, checkpoints in host memory, loss in chunks.
    Unsloth,
    /// Plain PyTorch in 16 bits, loss in chunks: torchtune, LitGPT.
    Plain,
    /// torch.compile: torchtitan, torchtune with compile.
    Compiled,
    /// Megatron-Core and Transformer Engine: NeMo, Megatron-Bridge.
    Megatron,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    pub technique: Technique,
    pub lora_rank: u32,
    pub target_modules: TargetModules,
    pub precision: Precision,
    pub optimizer: Optimizer,
    pub sharding: Sharding,
    /// Weights and states wait in host memory.
    pub cpu_offload: bool,
    /// DeepSpeed's stage 3 leaves the weights in host memory too (`offload_param`); FSDP always does.
    pub offload_params: bool,
    /// AdamW in one kernel; otherwise PyTorch's lists of tensors (`foreach`), one pass an operation and a list of copies.
    pub fused_optimizer: bool,
    /// Each gradient is applied and freed as soon as it is there.
    pub optimizer_in_backward: bool,
    pub held_gradients: HeldGradients,
    /// Embeddings and head are trained in full beside the adapters (PEFT's `modules_to_save`).
    pub train_embeddings: bool,
    /// Norms, embeddings and head beside a k-bit base are 32-bit (PEFT's `prepare_model_for_kbit_training`).
    pub kbit_upcast: bool,
    /// FSDP gathers weights in the 32 bits that it keeps them in, and autocast casts them there (no `MixedPrecision`).
    pub gathers_32_bit: bool,
    /// Weights once gathered stay gathered until the backward pass is over (FSDP's `SHARD_GRAD_OP`, no reshard).
    pub keeps_gathered: bool,
    /// Everything in 32 bits: no autocast, no 16-bit weights.
    pub all_32_bit: bool,
    /// 32-bit products on tensor cores (TF32), where `all_32_bit`.
    pub tf32: bool,
    /// Checkpointed hidden states wait in host memory.
    pub activation_offload: bool,
    pub recompute: Recompute,
    pub attention: Attention,
    /// Queries and keys in 32 bits, beside a k-bit base without autocast: no flash kernel, no tensor cores.
    pub attention_32_bit: bool,
    /// FlashAttention 3 on Hopper, 4 on Blackwell, cuDNN: written for the card.
    pub native_attention: bool,
    pub cross_entropy: CrossEntropy,
    pub stack: Stack,
    pub seq_len: u32,
    /// Tokens over which attention reaches: the sequence, or a document of it where packing keeps documents apart.
    pub attention_len: u32,
    /// Every micro-batch is padded to a length of its own: the allocator keeps blocks of each and reuses few.
    pub ragged: bool,
    /// Sequences a GPU in one forward pass.
    pub micro_batch_size: u32,
    pub grad_accum_steps: u32,
    pub tensor_parallel: u32,
    /// Tensor parallelism passes tiles on as they are computed (torchtitan's AsyncTP).
    pub async_tensor: bool,
    /// Ranks of tensor parallelism share out what lies between their matrices too (Korthikanti et al. 2022).
    pub sequence_parallel: bool,
    /// Inputs that sequence parallelism gathers are kept whole for the backward pass (DTensor, nanotron); Megatron gathers
    /// them again.
    pub keeps_gathered_inputs: bool,
    /// Experts run as one grouped product, not one after the other: transformers since version 5, and every fused stack.
    pub grouped_experts: bool,
    /// Adapters see their inputs in their own 32 bits: nothing casts them back to 16 (`torch.autocast`).
    pub adapters_32_bit: bool,
    pub pipeline_parallel: u32,
    /// PyTorch's own pipelines (torchtitan) split a micro-batch into single sequences; Megatron's and DeepSpeed's pass on
    /// whole micro-batches.
    pub splits_micro_batch: bool,
    pub context_parallel: u32,
    pub expert_parallel: u32,
    /// Model chunks a pipeline stage holds (virtual pipeline); 1 without interleaving.
    pub pipeline_chunks: u32,
    /// A vendor's own run, tuned for its table: collectives overlapped by hand, nothing logged or saved.
    pub tuned: bool,
    /// Kernels are launched as recorded CUDA graphs.
    pub cuda_graphs: bool,
}

impl Recipe {
    /// Experts run one after the other, each as matrices of its own.
    pub const fn loops_over_experts(&self) -> bool {
        matches!(self.stack, Stack::Eager | Stack::Plain | Stack::Fused) && !self.grouped_experts
    }
    /// FSDP offloads everything, DeepSpeed's third stage what it is told to, the other stages the optimiser alone.
    pub fn weights_on_host(&self) -> bool {
        let all = match self.sharding {
            Sharding::Fsdp => true,
            Sharding::Zero3 => self.offload_params,
            _ => false,
        };
        self.cpu_offload && all
    }
    /// Tokens that one GPU (or one model-parallel group) takes through one forward pass.
    pub fn tokens_per_micro_batch(&self) -> f64 {
        f64::from(self.micro_batch_size) * f64::from(self.seq_len)
    }
    /// GPUs that share one copy of the batch.
    pub fn model_parallel(&self) -> u32 {
        self.tensor_parallel * self.pipeline_parallel * self.context_parallel
    }
    /// Copies of the model that see different data.
    pub fn data_parallel(&self, n_gpus: u32) -> u32 {
        (n_gpus / self.model_parallel().max(1)).max(1)
    }
}
