//! What training holds whatever the micro-batch: weights, gradients, optimiser states, and what sharding gathers.

use super::activations::Activations;
use super::constants::Constants;
use super::estimate::Inputs;
use super::memory::{MemoryBreakdown, MemoryPart, Moment};
use super::recipe::{CrossEntropy, HeldGradients, Optimizer, Precision, Recipe, Sharding, Stack, Technique};
use super::units::{larger, smaller};

/// The recipe as bytes for each parameter that it applies to, before sharding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BytesPerParam {
    /// Mean over all weights.
    pub weights: f64,
    /// For each trained parameter.
    pub gradients: f64,
    /// For each trained parameter, the optimiser's own 32-bit copy included.
    pub optimizer: f64,
    /// For each trained parameter, during the optimiser step alone.
    pub temporary: f64,
}

/// NF4 with double quantisation: 4 bits, an 8-bit scale for 64 of them, a 32-bit scale for 256 of those.
///
/// Source: Dettmers et al. 2023 (QLoRA), section 3: 0.127 bits of constants a parameter.
const NF4_BYTES: f64 = (4.0 + 0.127) / 8.0;
/// GPTQ, groups of 128: 4 bits, a 16-bit scale and a 4-bit zero for each group.
const GPTQ_BYTES: f64 = (4.0 + (16.0 + 4.0) / 128.0) / 8.0;
/// LLM.int8: 8 bits; the 32-bit scale of a row is shared by thousands.
const INT8_BYTES: f64 = 1.0 + 1.0 / 1024.0;

/// PEFT keeps adapters in 32 bits (`autocast_adapter_dtype`, since 0.12); torchtune and LitGPT in the base's 16.
pub const fn adapter_bytes(stack: Stack) -> f64 {
    match stack {
        Stack::Eager | Stack::Fused | Stack::Unsloth => 4.0,
        Stack::Plain | Stack::Compiled | Stack::Megatron => 2.0,
    }
}

/// State of each optimiser a trained parameter that is stored in `width` bytes.
fn optimizer_state_bytes(optimizer: Optimizer, width: f64) -> f64 {
    match optimizer {
        Optimizer::Adamw => 2.0 * width,
        // bitsandbytes: two 8-bit states, a 32-bit scale for each 256 (functional.py, blocksize 256).
        Optimizer::Adamw8bit => 2.0 + 8.0 / 256.0,
        // Pages move to the host when the GPU runs short.
        Optimizer::PagedAdamw8bit => 0.0,
        // Row and column means alone.
        Optimizer::Adafactor => 0.01,
        Optimizer::Lion => width,
        Optimizer::Sgd => 0.0,
    }
}

/// Managed memory a trained parameter, which the host takes when the GPU runs short.
pub fn paged_state_bytes(optimizer: Optimizer) -> f64 {
    match optimizer {
        Optimizer::PagedAdamw8bit => optimizer_state_bytes(Optimizer::Adamw8bit, 1.0),
        _ => 0.0,
    }
}

/// What the step allocates a trained parameter: torch's multi-tensor AdamW makes one list of temporaries, its fused one
/// none.
fn optimizer_temporary_bytes(recipe: &Recipe, width: f64) -> f64 {
    match recipe.optimizer {
        Optimizer::Adamw | Optimizer::Lion if recipe.fused_optimizer => 0.0,
        Optimizer::Adamw | Optimizer::Lion => width,
        Optimizer::Adamw8bit | Optimizer::PagedAdamw8bit | Optimizer::Adafactor | Optimizer::Sgd => 0.0,
    }
}

/// Bytes a trained parameter, before sharding.
pub fn bytes_per_trained_param(inputs: &Inputs) -> BytesPerParam {
    let recipe = &inputs.recipe;
    if recipe.technique.is_adapter() && recipe.stack != Stack::Megatron {
        let width = adapter_bytes(recipe.stack);
        return BytesPerParam {
            weights: width,
            gradients: width,
            optimizer: optimizer_state_bytes(recipe.optimizer, width),
            temporary: optimizer_temporary_bytes(recipe, width),
        };
    }
    // Both keep 16-bit weights beside the optimiser's 32-bit copy; Megatron accumulates gradients in 32 bits.
    let master = 4.0 + optimizer_state_bytes(recipe.optimizer, 4.0);
    if recipe.held_gradients == HeldGradients::Flat {
        return BytesPerParam { weights: 2.0, gradients: 8.0, optimizer: master, temporary: 4.0 };
    }
    let half = recipe.precision == Precision::Fp16Mixed || recipe.held_gradients == HeldGradients::Half;
    if recipe.stack == Stack::Megatron && half {
        // Gradients in 16 bits, copied to 32 for the step (Float16OptimizerWithFloat16Params).
        return BytesPerParam { weights: 2.0, gradients: 2.0, optimizer: master, temporary: 4.0 };
    }
    if recipe.stack == Stack::Megatron {
        return BytesPerParam { weights: 2.0, gradients: 4.0, optimizer: master, temporary: 0.0 };
    }
    if recipe.sharding.is_deepspeed() && !recipe.technique.is_adapter() {
        return BytesPerParam { weights: 2.0, gradients: 2.0, optimizer: master, temporary: 4.0 };
    }
    let width = match recipe.precision {
        Precision::Bf16 | Precision::Fp16 => 2.0,
        Precision::Bf16Mixed | Precision::Fp16Mixed | Precision::Fp8 => 4.0,
    };
    BytesPerParam {
        weights: width,
        gradients: width,
        optimizer: optimizer_state_bytes(recipe.optimizer, width),
        temporary: optimizer_temporary_bytes(recipe, width),
    }
}

/// What a GPU holds whatever the micro-batch and the recompute: weights, gradients, states, and what sharding gathers.
/// Bytes on one GPU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct States {
    weights: f64,
    adapters: f64,
    optimizer: f64,
    /// Once a backward pass has run.
    gradients: f64,
    /// Between micro-batches.
    held_gradients: f64,
    /// Megatron lays its gradients out once and keeps them: they are there before the first backward pass.
    keeps_gradients: bool,
    /// The head's and the last layer's: those that the first backward pass starts with.
    first_gradients: f64,
    /// What of them a loss that fuses the head makes.
    first_loss_gradients: f64,
    temporary: f64,
    /// States in managed memory, outside of PyTorch: on the GPU while there is room.
    paged: f64,
    unpacked: f64,
    gathered_loss: f64,
    gathered_backward: f64,
    buckets: f64,
    /// FSDP's flat parameters: what the step allocates fits in no block that activations leave.
    flat: bool,
    ragged: bool,
    pub(super) bytes_per_param: BytesPerParam,
}

/// The [`States`] of a recipe on so many GPUs.
pub fn states(inputs: &Inputs, constants: &Constants) -> States {
    let model = &inputs.model;
    let recipe = &inputs.recipe;
    let cluster = &inputs.cluster;
    let (tensor, pipeline) = (f64::from(recipe.tensor_parallel), f64::from(recipe.pipeline_parallel));
    let copies = f64::from(recipe.data_parallel(cluster.n_gpus) * recipe.context_parallel);

    // Parameters that one model-parallel rank holds.
    let experts = model.expert_params();
    // Ranks that share experts out and shard the rest come to the same: each expert is on all of them together once.
    let expert_ranks = if recipe.sharding.shards_weights() { 1.0 } else { f64::from(recipe.expert_parallel) };
    // Layers that do not divide evenly over the stages leave one with more.
    let n_layers = f64::from(model.n_layers);
    let stage = if recipe.pipeline_parallel > 1 { (n_layers / pipeline).ceil() / n_layers } else { 1.0 };
    let linear = ((model.block_linear_params() - experts) + experts / expert_ranks) * stage / tensor;
    // The busiest stage holds the embedding or the head, which a tied head is a copy of; a single stage holds both.
    let ends = if recipe.pipeline_parallel > 1 {
        model.embedding_params() / tensor
    } else {
        (model.embedding_params() + model.untied_head_params()) / tensor
    };
    let rest = ends + model.small_params() / pipeline;
    let held = linear + rest;
    let layer = linear / (stage * n_layers);

    let trained = if recipe.technique.is_adapter() {
        model.lora_params(recipe.lora_rank, recipe.target_modules) / (tensor * pipeline)
    } else {
        held
    };
    let bytes = bytes_per_trained_param(inputs);
    // A 16-bit copy of embedding and head beside the frozen ones, trained in full.
    let saved = if recipe.technique.is_adapter() && recipe.train_embeddings {
        (model.embedding_params() + model.untied_head_params()) / tensor
    } else {
        0.0
    };

    // Weights as stored, and the copies that the work needs.
    let rest_bytes = if recipe.kbit_upcast { 4.0 } else { 2.0 };
    let stored = match recipe.technique {
        Technique::Full => held * bytes.weights,
        Technique::Lora if recipe.precision == Precision::Bf16Mixed => held * 4.0,
        Technique::Lora => held * 2.0,
        Technique::Lora8bit => linear * INT8_BYTES + rest * rest_bytes,
        Technique::Qlora => linear * NF4_BYTES + rest * rest_bytes,
        Technique::QloraGptq => linear * GPTQ_BYTES + rest * 2.0,
    };
    let shard = |on: bool| if on { copies } else { 1.0 };
    let weight_shards = shard(recipe.sharding.shards_weights());
    let gradient_shards = shard(recipe.sharding.shards_weights() || recipe.sharding == Sharding::Zero2);
    let state_shards = shard(recipe.sharding != Sharding::None);

    // FSDP offloads everything; DeepSpeed's optimiser offload leaves 16-bit weights and gradients on the GPU.
    let host = recipe.cpu_offload;
    let host_weights = recipe.weights_on_host();
    let resident_weights = if host_weights { 0.0 } else { stored / weight_shards };
    let adapter_weights = if recipe.technique.is_adapter() {
        (trained * bytes.weights + saved * 2.0) / weight_shards
    } else {
        0.0
    };
    let all_gradients =
        if host_weights { 0.0 } else { (trained * bytes.gradients + saved * 2.0) / gradient_shards };
    // With the optimiser in the backward pass, the largest tensor's at a time: the head's, or a layer's.
    let at_once =
        if recipe.optimizer_in_backward { smaller(larger(ends / 2.0, layer) / held, 1.0) } else { 1.0 };
    let gradients = all_gradients * at_once;
    // Ranks that share experts out have fewer copies of each to shard its states over.
    let whole_model = recipe.technique == Technique::Full && !recipe.sharding.shards_weights();
    let sharded = if model.moe.is_some() && whole_model {
        let own_experts = experts * stage / (tensor * expert_ranks);
        (trained - own_experts) / state_shards + own_experts / larger(state_shards / expert_ranks, 1.0)
    } else {
        trained / state_shards
    };
    let states = if host {
        0.0
    } else {
        sharded * bytes.optimizer + saved * optimizer_state_bytes(recipe.optimizer, 2.0) / state_shards
    };
    // DeepSpeed's stage 3 updates a billion parameters at a time (`sub_group_size`).
    let updated = trained / state_shards;
    let updated = if recipe.sharding == Sharding::Zero3 { smaller(updated, 1e9) } else { updated };
    let temporary = if host {
        0.0
    } else {
        (updated * bytes.temporary + saved * 2.0 * optimizer_temporary_bytes(recipe, 2.0) / state_shards)
            * at_once
    };

    // What sharding gathers: the root's embedding and head for the whole pass, a layer or more at a time.
    // What waits on the host is fetched the same way, by one GPU too.
    let elsewhere = recipe.sharding.shards_weights() && (weight_shards > 1.0 || host_weights);
    let (gathered_root, gathered_layer) = if elsewhere {
        let whole = if recipe.gathers_32_bit || recipe.all_32_bit { 4.0 } else { 2.0 };
        let width = if recipe.technique.is_quantised() { NF4_BYTES } else { whole };
        let layers = layer * constants.gathered_layers;
        // Gradients of a layer and of the head before they are reduced.
        let grads = if recipe.technique.is_adapter() { 0.0 } else { layer + ends / 2.0 };
        // FSDP2's trainers wrap embedding and head apart; FSDP1 and DeepSpeed gather both with the root.
        let root =
            if matches!(recipe.stack, Stack::Plain | Stack::Compiled) { rest - ends / 2.0 } else { rest };
        if recipe.keeps_gathered {
            (if recipe.technique.is_quantised() { stored } else { held * whole }, grads * whole)
        } else {
            (root * whole, layers * width + grads * whole)
        }
    } else {
        (0.0, 0.0)
    };
    let buckets = if recipe.sharding.is_deepspeed() && recipe.stack != Stack::Megatron {
        // Two of `reduce_bucket_size` in 16 bits. Stages 1 and 2 lay them out in full, however little is trained
        // (`stage_1_and_2.py`, `setup_buckets`).
        let elements = if recipe.sharding == Sharding::Zero3 {
            smaller(trained + saved, DEEPSPEED_BUCKET)
        } else {
            DEEPSPEED_BUCKET
        };
        2.0 * 2.0 * elements
    } else if recipe.sharding == Sharding::None && cluster.n_gpus > 1 && recipe.stack != Stack::Megatron {
        // DistributedDataParallel copies gradients into buckets (`gradient_as_bucket_view` is off by default).
        (trained + saved) * bytes.gradients
    } else {
        0.0
    };
    let unpacked = if recipe.technique.is_quantised() {
        2.0 * f64::from(model.hidden_size) * f64::from(model.widest_linear()) / tensor
    } else {
        0.0
    };

    // Under autocast a 16-bit copy of every trained 32-bit matrix lives until the forward pass ends.
    let casts = if recipe.technique == Technique::Full
        && recipe.sharding == Sharding::None
        && super::activations::autocast(recipe)
    {
        2.0 * linear
    } else {
        0.0
    };

    // Gradients pile up between micro-batches; the first backward pass starts with the head's and a layer's.
    let first = if recipe.technique.is_adapter() {
        0.0
    } else {
        (ends / 2.0 + layer) * bytes.gradients / gradient_shards
    };
    // Between micro-batches FSDP1 holds gradients as they left the backward pass: whole and in 16 bits.
    let held_gradients = match recipe.held_gradients {
        _ if recipe.sharding != Sharding::Fsdp || host => gradients,
        HeldGradients::Shards | HeldGradients::Flat | HeldGradients::Half => gradients,
        HeldGradients::Whole => larger(2.0 * trained, gradients),
        HeldGradients::WholeWithFrozen => larger(2.0 * (held + trained), gradients),
    };
    States {
        weights: resident_weights,
        adapters: adapter_weights,
        optimizer: states,
        gradients,
        held_gradients,
        keeps_gradients: recipe.stack == Stack::Megatron,
        first_gradients: if host { 0.0 } else { first },
        first_loss_gradients: if recipe.cross_entropy == CrossEntropy::Fused && !host {
            smaller(first, ends)
        } else {
            0.0
        },
        temporary,
        paged: if host { 0.0 } else { trained * paged_state_bytes(recipe.optimizer) / state_shards },
        unpacked,
        gathered_loss: gathered_root + buckets + casts,
        gathered_backward: gathered_root + gathered_layer + buckets,
        buckets,
        flat: recipe.sharding == Sharding::Fsdp
            && recipe.technique == Technique::Full
            && matches!(recipe.stack, Stack::Eager | Stack::Fused),
        ragged: recipe.ragged,
        bytes_per_param: BytesPerParam { weights: stored / held, ..bytes },
    }
}

impl States {
    /// Gradients alive at the loss and when the backward pass begins.
    fn early_gradients(&self, accumulates: bool) -> (f64, f64) {
        let accumulated = if accumulates || self.keeps_gradients { self.held_gradients } else { 0.0 };
        (larger(accumulated, self.first_loss_gradients), larger(accumulated, self.first_gradients))
    }

    /// Gradients when a backward pass ends.
    fn late_gradients(&self, accumulates: bool) -> f64 {
        if accumulates { self.held_gradients } else { self.gradients }
    }

    /// Bytes at each moment of the step, in the order of [`Moment`].
    ///
    /// `accumulates`: gradients of earlier micro-batches wait while the next one runs.
    pub fn moments(&self, activations: &Activations, accumulates: bool) -> [f64; 4] {
        let base = self.weights + self.adapters + self.optimizer;
        let (loss, entering) = self.early_gradients(accumulates);
        let Activations { kept, layer, loss_hidden, logits, backward_checkpoints } = *activations;
        [
            base + loss + (kept + loss_hidden) + logits + self.gathered_loss,
            base + entering + (kept + backward_checkpoints + layer) + self.unpacked + self.gathered_backward,
            base + self.late_gradients(accumulates) + layer + self.unpacked + self.gathered_backward,
            base + self.gradients + self.temporary + self.buckets,
        ]
    }

    /// The fullest moment of the step.
    pub fn peak(&self, activations: &Activations, accumulates: bool, constants: &Constants) -> Peak {
        let [loss, entering, leaving, step] = self.moments(activations, accumulates);
        Peak {
            bytes: larger(larger(loss, entering), larger(leaving, step)),
            slack: self.slack(activations, constants),
        }
    }

    /// What the allocator holds and does not use: blocks of each kind stay cached after their moment has passed.
    pub fn slack(&self, activations: &Activations, constants: &Constants) -> Slack {
        let Activations { kept, layer, loss_hidden, logits, backward_checkpoints } = *activations;
        let comes_and_goes = kept
            + layer
            + loss_hidden
            + backward_checkpoints
            + self.unpacked
            + self.temporary
            + self.gradients;
        let gathered = self.gathered_backward - self.buckets;
        let ragged = if self.ragged {
            constants.ragged_fragmentation * comes_and_goes + constants.ragged_logit_fragmentation * logits
        } else {
            0.0
        };
        let in_step = self.gradients + self.temporary;
        let flat = if self.flat {
            constants.flat_fragmentation * smaller(kept + larger(logits, layer), in_step)
        } else {
            0.0
        };
        Slack {
            reserved: flat
                + ragged
                + constants.fragmentation * comes_and_goes
                + constants.logit_fragmentation * logits
                + constants.gathered_fragmentation * gathered,
            // Logits leave the only blocks that the step's flat ones fit in: what they hold is counted there.
            device: if self.flat { 0.0 } else { constants.logit_fragmentation_device * logits } + self.paged,
        }
    }

    /// The parts of one moment; they add up to its bytes.
    pub(super) fn parts(
        &self,
        moment: Moment,
        activations: &Activations,
        accumulates: bool,
    ) -> MemoryBreakdown {
        let base = MemoryBreakdown::EMPTY
            .with(MemoryPart::Weights, self.weights)
            .with(MemoryPart::Adapters, self.adapters)
            .with(MemoryPart::OptimizerStates, self.optimizer);
        let (loss, entering) = self.early_gradients(accumulates);
        let Activations { kept, layer, loss_hidden, logits, backward_checkpoints } = *activations;
        match moment {
            Moment::Loss => base
                .with(MemoryPart::Gradients, loss)
                .with(MemoryPart::Activations, kept + loss_hidden)
                .with(MemoryPart::Logits, logits)
                .with(MemoryPart::Gathered, self.gathered_loss),
            Moment::BackwardStart => base
                .with(MemoryPart::Gradients, entering)
                .with(MemoryPart::Activations, kept + backward_checkpoints + layer)
                .with(MemoryPart::Dequantised, self.unpacked)
                .with(MemoryPart::Gathered, self.gathered_backward),
            Moment::BackwardEnd => base
                .with(MemoryPart::Gradients, self.late_gradients(accumulates))
                .with(MemoryPart::Activations, layer)
                .with(MemoryPart::Dequantised, self.unpacked)
                .with(MemoryPart::Gathered, self.gathered_backward),
            Moment::Step => base
                .with(MemoryPart::Gradients, self.gradients)
                .with(MemoryPart::OptimizerTemporary, self.temporary)
                .with(MemoryPart::Gathered, self.buckets),
        }
    }
}

/// Bytes in use at the fullest moment, and what the allocator holds beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Peak {
    pub bytes: f64,
    pub slack: Slack,
}

/// Bytes that the allocator holds and does not use.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Slack {
    /// By PyTorch's own counter.
    pub reserved: f64,
    /// More, as `nvidia-smi` shows it.
    pub device: f64,
}

/// Elements of DeepSpeed's communication buckets.
///
/// Source: DeepSpeed `runtime/zero/config.py`, `reduce_bucket_size` and `allgather_bucket_size`.
const DEEPSPEED_BUCKET: f64 = 5e8;
