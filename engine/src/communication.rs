//! Traffic between GPUs, and with the host.

use super::constants::Constants;
use super::estimate::Inputs;
use super::recipe::{HeldGradients, Precision, Recipe, Sharding, Stack, Technique};
use super::units::{Bytes, BytesPerSec, Secs, larger, smaller};

/// Traffic that does not depend on how long a micro-batch computes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traffic {
    /// Between GPUs, once an optimiser step.
    pub step: Secs,
    /// Between GPUs, with each micro-batch.
    pub micro_batch: Secs,
    /// Bookkeeping on the processor with each micro-batch, never hidden.
    pub bookkeeping: Secs,
    /// With the host, once an optimiser step.
    pub host_step: Secs,
    /// With the host, with each micro-batch.
    pub host_micro_batch: Secs,
    /// With the host, with each micro-batch after a step's first: gradients that add up there.
    pub host_accumulation: Secs,
}

impl Traffic {
    const NONE: Self = Self {
        step: Secs::ZERO,
        micro_batch: Secs::ZERO,
        bookkeeping: Secs::ZERO,
        host_step: Secs::ZERO,
        host_micro_batch: Secs::ZERO,
        host_accumulation: Secs::ZERO,
    };

    /// What of one step's collectives is not hidden behind `micro_batches` of `micro` each.
    ///
    /// Collectives run beside computation, and slow it while they do: the two add up as the sides of a right angle.
    /// An exponent fitted in place of the 2 came out as 2.07, known within a factor of 1.3.
    pub fn exposed(&self, micro: Secs, micro_batches: f64) -> Secs {
        let total = self.step + self.micro_batch * micro_batches;
        let computing = (micro * micro_batches).0;
        let together = (computing * computing + total.0 * total.0).sqrt();
        Secs(larger(together - computing, 0.0)) + self.bookkeeping * micro_batches
    }
    /// One step's traffic with the host.
    pub fn offload(&self, micro_batches: f64) -> Secs {
        self.host_step
            + self.host_micro_batch * micro_batches
            + self.host_accumulation * larger(micro_batches - 1.0, 0.0)
    }
}

/// Idle share of a pipeline: `(stages - 1) / micro-batches`, less with interleaved stages.
///
/// Source: Narayanan et al. 2021 (Megatron-LM), section 2.2, with `v` model chunks a GPU: divided by `v`.
pub fn bubble(recipe: &Recipe) -> f64 {
    let stages = f64::from(recipe.pipeline_parallel);
    let split = if recipe.splits_micro_batch { recipe.micro_batch_size } else { 1 };
    (stages - 1.0) / f64::from(recipe.grad_accum_steps * split) / f64::from(recipe.pipeline_chunks.max(1))
}

/// Bytes of one message of a collective, about a layer or a bucket.
const MESSAGE: f64 = 4e8;

/// Modules that DeepSpeed's stage 3 hooks in transformers' Mixtral and Qwen: three matrices, an activation and their
/// container in an expert; four of attention, three matrices, norms and containers in a dense layer.
const MODULES_OF_AN_EXPERT: f64 = 5.0;
const MODULES_OF_A_LAYER: f64 = 12.0;

/// Gradients travel in 16 bits.
const GRADIENT_BYTES: f64 = 2.0;

/// Time to pass `bytes` to every GPU of the group once (one all-gather or reduce-scatter).
///
/// Inside a machine each GPU takes in `(n - 1) / n` of them; between machines, all of a machine's GPUs share them.
fn gather(inputs: &Inputs, constants: &Constants, n_gpus: f64, bytes: f64) -> Secs {
    let cluster = &inputs.cluster;
    if n_gpus <= 1.0 {
        return Secs::ZERO;
    }
    let latency = Secs(constants.hop_us * 1e-6 * n_gpus * (bytes / MESSAGE));
    let per_node = f64::from(cluster.gpus_per_node);
    let nodes = larger(n_gpus / per_node, 1.0);
    let intra = Bytes(bytes * (n_gpus - 1.0) / n_gpus) / link(inputs, constants, n_gpus);
    if nodes <= 1.0 {
        return intra + latency;
    }
    let inter =
        Bytes(bytes * (nodes - 1.0) / nodes / per_node) / (cluster.inter_node * constants.network_share);
    intra.max(inter) + latency
}

/// Rate of collectives inside a machine, between so many GPUs.
fn link(inputs: &Inputs, constants: &Constants, n_gpus: f64) -> BytesPerSec {
    // Cards without NVLink share the paths through the host. An exponent fitted in place of the root came out as 0.42,
    // known within a factor of 1.3.
    let pairs = larger(smaller(n_gpus, f64::from(inputs.cluster.gpus_per_node)) / 2.0, 1.0);
    let crowded = 1.0 / pairs.sqrt();
    let share = match inputs.gpu.nvlink {
        Some(_) => constants.link_share,
        None if inputs.gpu.data_center => constants.pcie_share * crowded,
        None => constants.host_link_share * crowded,
    };
    inputs.cluster.intra_node * share
}

/// Traffic of a recipe that passes over the weights `passes` times with each micro-batch.
pub fn traffic(inputs: &Inputs, constants: &Constants, passes: f64) -> Traffic {
    let Inputs { model, gpu, cluster, recipe, .. } = inputs;
    if cluster.n_gpus == 1 && !recipe.cpu_offload && !recipe.sharding.is_deepspeed() {
        return Traffic::NONE;
    }
    let model_parallel = f64::from(recipe.tensor_parallel * recipe.pipeline_parallel);
    let copies = f64::from(recipe.data_parallel(cluster.n_gpus) * recipe.context_parallel);
    let held = model.n_params() / model_parallel;
    let adapter = recipe.technique.is_adapter();
    let trained = if adapter {
        model.lora_params(recipe.lora_rank, recipe.target_modules) / model_parallel
    } else {
        held
    };
    let weight_bytes = match recipe.technique {
        Technique::Full if recipe.all_32_bit || recipe.gathers_32_bit => 4.0,
        Technique::Full | Technique::Lora => 2.0,
        Technique::Lora8bit => 1.0,
        Technique::Qlora | Technique::QloraGptq => 0.55,
    };
    // Experts that ranks share out are gathered by fewer ranks, and are fewer.
    let expert_ranks = f64::from(recipe.expert_parallel);
    let experts = model.expert_params() / model_parallel;
    // Seconds a byte: a collective's time is proportional to what it passes.
    let each = gather(inputs, constants, copies, 1.0);
    let each_of_experts = if experts > 0.0 {
        gather(inputs, constants, larger(copies / expert_ranks, 1.0), 1.0 / expert_ranks)
    } else {
        Secs::ZERO
    };
    let all = |params: f64, bytes: f64| {
        let experts = if adapter && bytes == GRADIENT_BYTES { 0.0 } else { smaller(experts, params) };
        each * ((params - experts) * bytes) + each_of_experts * (experts * bytes)
    };

    // Data parallel, by step and by micro-batch.
    let weights = all(held, weight_bytes);
    // FSDP reduces what it trains in 32 bits; DistributedDataParallel in the type of the weights.
    let wide_weights = matches!(recipe.precision, Precision::Bf16Mixed | Precision::Fp16Mixed);
    let copies_reduce_wide =
        recipe.sharding == Sharding::None && wide_weights && recipe.stack != Stack::Megatron;
    let wide = !adapter && (recipe.sharding == Sharding::Fsdp || copies_reduce_wide);
    let gradients = all(trained, GRADIENT_BYTES) * if wide { 2.0 } else { 1.0 };
    let gathers = if recipe.keeps_gathered { 1.0 } else { smaller(passes, 2.0) };
    let (step, with_each) = match recipe.sharding {
        Sharding::None | Sharding::Zero1 => (gradients * 2.0, Secs::ZERO),
        // Each GPU updates its share of what is trained and passes it on.
        Sharding::Zero2 => (all(trained, GRADIENT_BYTES), gradients),
        // Held whole between micro-batches, gradients are reduced once a step.
        Sharding::Fsdp if recipe.held_gradients == HeldGradients::Whole => (gradients, weights * gathers),
        Sharding::Zero3 | Sharding::Fsdp => (Secs::ZERO, weights * gathers + gradients),
    };

    // Tensor parallel: two collectives a layer and pass, each over the hidden states of the micro-batch.
    let tokens = recipe.tokens_per_micro_batch() / f64::from(recipe.context_parallel);
    let hidden = f64::from(model.hidden_size);
    let layers = f64::from(model.n_layers) / f64::from(recipe.pipeline_parallel);
    let tensor = f64::from(recipe.tensor_parallel);
    let state = tokens * hidden * 2.0;
    let tensor_time = gather(inputs, constants, tensor, state) * (4.0 * layers * passes);
    // Experts: tokens go out and come back.
    let expert_time = model.moe.map_or(Secs::ZERO, |moe| {
        let ranks = f64::from(recipe.expert_parallel);
        // Ranks of tensor parallelism hold, and send, a share of the tokens each.
        let routed = state * f64::from(moe.n_experts_per_token) / tensor;
        gather(inputs, constants, ranks, routed) * (2.0 * layers * passes)
    });
    // A layer waits for what its own tokens need from other ranks, unless tiles are passed on as they are computed. Compiled,
    // nothing is copied before and after.
    let (tensor_hidden, tensor_waited) = match recipe.stack {
        Stack::Megatron => (Secs::ZERO, tensor_time * constants.tensor_wait_megatron),
        _ if recipe.async_tensor => (tensor_time, Secs::ZERO),
        Stack::Compiled => (Secs::ZERO, tensor_time),
        _ => (Secs::ZERO, tensor_time * constants.tensor_wait),
    };

    // Stage 3 is DeepSpeed's beside Megatron too; the other stages are Megatron's own distributed optimiser there.
    let deepspeed = recipe.sharding.is_deepspeed()
        && (recipe.stack != Stack::Megatron || recipe.sharding == Sharding::Zero3);
    // Stage 3 fetches every module: an expert that runs on its own has five of them where a layer has twelve.
    let experts_fetched = match model.moe {
        Some(moe) if recipe.sharding == Sharding::Zero3 && recipe.loops_over_experts() => {
            f64::from(moe.n_experts) * passes * MODULES_OF_AN_EXPERT / MODULES_OF_A_LAYER
        }
        _ => 0.0,
    };
    let bookkeeping = if deepspeed {
        Secs(constants.deepspeed_ms_layer * 1e-3 * layers * (1.0 + experts_fetched))
    } else if recipe.sharding == Sharding::Fsdp && copies > 1.0 && recipe.stack != Stack::Megatron {
        let own = |params: f64| params - smaller(experts, params) * (1.0 - 1.0 / expert_ranks);
        let copied = own(held) * weight_bytes * gathers + own(trained) * 2.0 * GRADIENT_BYTES;
        Secs(constants.fsdp_ms_layer * 1e-3 * layers)
            + Bytes(copied * constants.fsdp_copies) / gpu.memory_bandwidth
    } else {
        Secs::ZERO
    };
    // DeepSpeed gathers ahead by so few parameters that the processor waits for them.
    let (hidden_each, waited_each) =
        if deepspeed { (Secs::ZERO, with_each) } else { (with_each, Secs::ZERO) };
    let (host_step, host_micro_batch, host_accumulation) = if recipe.cpu_offload {
        let rate = gpu.pcie * constants.offload_share;
        // Weights that wait there are fetched with each pass. Once a step 32-bit gradients go there; or 16-bit ones, and as
        // many weights come back (Ren et al. 2021, ZeRO-Offload: 4 bytes a parameter).
        let up = if recipe.weights_on_host() { held * weight_bytes * passes } else { 0.0 };
        let updated = Bytes(if adapter { 0.0 } else { trained * 4.0 } / copies) / rate;
        // DeepSpeed's stages 2 and 3 keep the sum of a step's gradients in host memory: each micro-batch fetches it, adds its
        // own and sends it back (`stage_1_and_2.py`, `async_accumulate_grad_in_cpu_via_gpu`), 2 bytes each way.
        let sums = matches!(recipe.sharding, Sharding::Zero2 | Sharding::Zero3);
        (updated, Bytes(up / copies) / rate, if sums { updated } else { Secs::ZERO })
    } else {
        (Secs::ZERO, Secs::ZERO, Secs::ZERO)
    };
    Traffic {
        step,
        micro_batch: hidden_each + tensor_hidden,
        bookkeeping: bookkeeping + waited_each + tensor_waited + expert_time,
        host_step,
        host_micro_batch,
        host_accumulation,
    }
}
