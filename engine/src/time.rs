//! Time of one optimiser step, and of the run.

use super::communication::{self, Traffic};
use super::constants::Constants;
use super::estimate::Inputs;
use super::fitted::FITTED;
use super::gpu::Arch;
use super::model::{Mlp, Norm, TargetModules};
use super::rates::{dense_peak, matmul_rate};
use super::recipe::{Attention, CrossEntropy, Optimizer, Precision, Recompute, Stack, Technique};
use super::states::{bytes_per_trained_param, paged_state_bytes};
use super::units::{Band, Flop, GpuHours, Hours, Secs, larger, smaller};

/// What the run reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Workload {
    /// Tokens of one epoch that carry data.
    pub tokens_per_epoch: f64,
    pub epochs: f64,
    /// Share of the tokens computed that carry data; 1 when sequences are packed.
    pub fill: f64,
    /// Start, evaluation and saving, as a share of the training time.
    pub overhead: f64,
}

/// What time is spent on, in one optimiser step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum TimePart {
    /// Matrix multiplications of the model.
    Matmul,
    Attention,
    /// Norms, activations, residuals: limited by memory bandwidth.
    Elementwise,
    /// Output head's loss over the vocabulary.
    CrossEntropy,
    /// Unpacking a quantised base.
    Dequantisation,
    Adapters,
    /// The processor cannot launch kernels fast enough.
    Launch,
    /// Communication that is not hidden.
    Communication,
    /// Pipeline bubbles and stages that wait.
    Bubble,
    OptimizerStep,
    /// Traffic to and from the host.
    Offload,
}

pub const N_TIME_PARTS: usize = 11;

impl TimePart {
    pub const ALL: [Self; N_TIME_PARTS] = [
        Self::Matmul,
        Self::Attention,
        Self::Elementwise,
        Self::CrossEntropy,
        Self::Dequantisation,
        Self::Adapters,
        Self::Launch,
        Self::Communication,
        Self::Bubble,
        Self::OptimizerStep,
        Self::Offload,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeEstimate {
    /// Parts of one optimiser step; they add up to `step`.
    pub parts: [Secs; N_TIME_PARTS],
    pub step: Band<Secs>,
    pub tokens_per_sec_per_gpu: Band<f64>,
    pub tokens_per_sec: Band<f64>,
    /// Hardware FLOP a second over the dense peak of the arithmetic's precision.
    pub mfu: f64,
    pub n_steps: f64,
    /// Training steps alone.
    pub train: Band<Hours>,
    /// With start, evaluation and saving.
    pub wall: Band<Hours>,
    pub gpu_hours: Band<GpuHours>,
}

/// Time of one step and of the run, with the fitted constants.
pub fn time(inputs: &Inputs) -> TimeEstimate {
    time_with(inputs, &FITTED)
}

/// Forward passes' worth of work in one step: `forward + backward + recompute`.
struct Passes {
    /// Through matrices of the blocks.
    blocks: f64,
    /// Through the head, which is never recomputed.
    head: f64,
    attention: f64,
    /// Through memory-bound operations and kernel launches.
    elementwise: f64,
    /// Over a quantised or gathered weight.
    weights: f64,
}

fn passes(inputs: &Inputs, constants: &Constants) -> Passes {
    let recipe = &inputs.recipe;
    let recompute = match recipe.recompute {
        Recompute::None => 0.0,
        Recompute::Selective => constants.selective_recompute_share,
        Recompute::Full => 1.0,
    };
    // Frozen weights need no gradient of their own: the backward pass is one forward's worth, not two.
    let backward = if recipe.technique.is_adapter() { 1.0 } else { 2.0 };
    let again = if recipe.recompute == Recompute::Full { 1.0 } else { 0.0 };
    Passes {
        blocks: 1.0 + backward + recompute,
        head: 1.0 + backward,
        // FlashAttention's backward pass is five matrix products to the forward's two.
        attention: 1.0 + 2.5 + again,
        elementwise: 3.0 + recompute,
        weights: 2.0 + again,
    }
}

/// Traffic of memory-bound work on a 32-bit residual stream over that on a 16-bit one; norms work in 32 bits in both.
const WIDE_RESIDUAL: f64 = 1.5;

/// Eager attention's products over PyTorch's kernel: each head is a matrix of its own, and a small one. An assumption; what
/// its scores move is counted apart.
const EAGER_SHARE: f64 = 0.25;

/// What recorded graphs leave of the time to launch kernels. An assumption.
const CUDA_GRAPHS_SHARE: f64 = 0.2;

/// FLOP a byte of an A100 SXM 80GB in 16 bits, on which half-filled micro-batches are counted.
const AMPERE_BALANCE: f64 = 312e12 / 2.0e12;

/// Dense 16-bit peak of an H100 SXM.
const HOPPER_TFLOPS: f64 = 989.0;

/// Forward and backward pass of one micro-batch on one GPU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MicroBatch {
    matmul: Secs,
    attention: Secs,
    elementwise: Secs,
    loss: Secs,
    dequantisation: Secs,
    adapters: Secs,
    /// The work and what the processor needs to launch it: each waits for the other at times, so they add up as the sides of
    /// a right angle.
    pub total: Secs,
    /// Of a pipeline's last stage.
    flop: Flop,
    /// Passes over the weights.
    pub weight_passes: f64,
}

/// Time of one micro-batch: depends on the GPU and the recipe, not on how many GPUs there are, nor on the optimiser.
pub fn micro_batch(inputs: &Inputs, constants: &Constants) -> MicroBatch {
    let Inputs { model, gpu, recipe, .. } = inputs;
    let tensor = f64::from(recipe.tensor_parallel);
    let pipeline = f64::from(recipe.pipeline_parallel);
    let tokens = recipe.tokens_per_micro_batch() / f64::from(recipe.context_parallel);
    let layers = f64::from(model.n_layers) / pipeline;
    let hidden = f64::from(model.hidden_size);
    let bandwidth = gpu.memory_bandwidth;
    let passes = passes(inputs, constants);

    // Matrices. Rates fall when a micro-batch is too small to fill the GPU: the sooner, the more it computes a byte it reads.
    let peak = dense_peak(inputs);
    let balance = peak.0 / bandwidth.0 / AMPERE_BALANCE;
    let fill = tokens * hidden / 4096.0 / tensor.sqrt();
    let half =
        if recipe.stack == Stack::Megatron { constants.half_tokens_megatron } else { constants.half_tokens };
    let rate = matmul_rate(inputs, constants) * (fill / (fill + half * balance));
    // The last stage of a pipeline has the head, and the others wait for it.
    let head = 2.0 * model.embedding_params() / tensor;
    let (linear, active) = model.block_matrix_params();
    let experts_per_token = active - (linear - model.expert_params());
    let dense = active - experts_per_token;
    let per_token = |params: f64| 2.0 * params / (tensor * pipeline);
    // One by one, an expert's matrices run as those of a dense layer of so few tokens.
    let (grouped, expert_half) = if recipe.loops_over_experts() {
        (constants.moe_loop_share, constants.half_tokens)
    } else {
        (constants.moe_grouped_share, constants.expert_half_tokens)
    };
    let dense_flop = Flop(per_token(dense) * tokens * passes.blocks + head * tokens * passes.head);
    let expert_flop = Flop(per_token(experts_per_token) * tokens * passes.blocks);
    // Each expert sees its share of the tokens, from every rank that sends to it.
    let expert_rate = model.moe.map_or(rate, |moe| {
        let each =
            tokens * f64::from(moe.n_experts_per_token * recipe.expert_parallel) / f64::from(moe.n_experts);
        let fill = each * (hidden * f64::from(moe.intermediate_size)).sqrt() / 4096.0;
        matmul_rate(inputs, constants) * (grouped * fill / (fill + expert_half * balance))
    });
    let weight_bytes = (linear + model.embedding_params()) * 2.0 / (tensor * pipeline);
    let read_weights = super::units::Bytes(weight_bytes * passes.weights) / bandwidth;
    let matmul = (dense_flop / rate + expert_flop / expert_rate).max(read_weights);

    // Attention: scores and their product with the values.
    let keys = model.mean_attended_keys(f64::from(recipe.attention_len));
    let attention_flop = Flop(4.0 * keys * model.q_size() / tensor * tokens * layers * passes.attention);
    // FlashAttention 2, PyTorch's own too, is written for Ampere's instructions: a later data-center card runs it no
    // faster than Hopper does.
    let later = gpu.data_center
        && matches!(gpu.arch, Arch::Hopper | Arch::Blackwell | Arch::Cdna3 | Arch::Cdna4)
        && recipe.stack != Stack::Megatron
        && !recipe.native_attention;
    let flash = if later {
        smaller(constants.flash_share, constants.flash2_hopper_share * HOPPER_TFLOPS * 1e12 / peak.0)
    } else {
        constants.flash_share
    };
    let kernel = match (recipe.attention, recipe.stack) {
        // Trainers that pass no mask get the flash kernel from PyTorch too.
        (Attention::Flash, _) | (Attention::Sdpa, Stack::Plain | Stack::Compiled | Stack::Megatron) => flash,
        // PyTorch's is FlashAttention 2 at best.
        (Attention::Sdpa, _) => smaller(constants.sdpa_share, flash),
        (Attention::Eager, _) => constants.sdpa_share * EAGER_SHARE,
    };
    // Short rows of scores leave tiles half empty.
    let (peak, kernel) = match gpu.fp32_peak {
        Some(fp32) if recipe.attention_32_bit => (fp32, constants.sdpa_share),
        _ => (peak, kernel),
    };
    let attention = attention_flop * (1.0 + constants.attention_half_keys / keys) / (peak * kernel);

    // Memory-bound work.
    let thrift = match recipe.stack {
        Stack::Eager | Stack::Plain => 1.0,
        Stack::Fused | Stack::Unsloth => constants.elementwise_fused_share,
        Stack::Compiled => constants.elementwise_compiled_share,
        Stack::Megatron => constants.elementwise_megatron_share,
    };
    let thrift = if inputs.recipe.all_32_bit { 2.0 * thrift } else { thrift };
    // Beside a k-bit base the residual stream and what norms and layers hand on are 32-bit.
    let thrift = if recipe.kbit_upcast { thrift * WIDE_RESIDUAL } else { thrift };
    let ff = model.active_ff_size();
    // Tokens are copied to their experts, and what those answer is weighed and added up.
    let routed = model.moe.map_or(0.0, |moe| f64::from(moe.n_experts_per_token) * hidden);
    let eager = matches!(recipe.stack, Stack::Eager | Stack::Plain);
    let whole = |one_kernel: bool| if eager && one_kernel { constants.elementwise_whole_share } else { 1.0 };
    let widths = constants.elementwise_hidden_eager * hidden * whole(model.norm != Norm::Rms)
        + constants.elementwise_ff_eager
            * ff
            * whole(model.mlp == Mlp::Plain && !(model.stepwise_activation && recipe.stack == Stack::Eager))
        + constants.expert_passes * routed;
    let move_bytes = |bytes: f64| super::units::Bytes(bytes) / bandwidth;
    // Scores that are written out: mask, softmax and their gradients pass over every one, the masked half too.
    let attention = if recipe.attention == Attention::Eager {
        let scores = f64::from(model.n_heads) * f64::from(recipe.seq_len) * tokens * layers / tensor;
        attention + move_bytes(constants.eager_score_traffic * thrift * scores * passes.elementwise / 3.0)
    } else {
        attention
    };
    let elementwise = move_bytes(2.0 * widths * thrift * tokens * layers * passes.elementwise / 3.0 / tensor);
    // Gradients are written and added up.
    let elementwise = if recipe.technique.is_adapter() {
        elementwise
    } else {
        let own = linear - model.expert_params() * (1.0 - 1.0 / f64::from(recipe.expert_parallel));
        elementwise
            + move_bytes(constants.gradient_traffic * (own + model.embedding_params()) / (tensor * pipeline))
    };
    let loss_bytes = if !matches!(recipe.cross_entropy, CrossEntropy::Whole | CrossEntropy::NoUpcast)
        || recipe.stack != Stack::Eager
    {
        constants.loss_traffic_fused
    } else {
        constants.loss_traffic
    };
    let loss = move_bytes(loss_bytes * f64::from(model.vocab_size) * tokens / tensor);
    let unpack = match recipe.technique {
        Technique::Full | Technique::Lora => 0.0,
        Technique::Lora8bit => constants.dequant_int8,
        Technique::Qlora => constants.dequant_nf4,
        Technique::QloraGptq => constants.dequant_gptq,
    };
    // Compiled, unpacking is one kernel.
    let unpack =
        if recipe.stack == Stack::Compiled { unpack * constants.elementwise_compiled_share } else { unpack };
    let dequantisation = move_bytes(unpack * linear / (tensor * pipeline) * passes.weights);
    let adapters = if recipe.technique.is_adapter() {
        let passes = match recipe.stack {
            Stack::Eager | Stack::Plain | Stack::Fused => constants.adapter_passes,
            Stack::Unsloth | Stack::Compiled | Stack::Megatron => constants.adapter_passes_fused,
        };
        let width = model.active_lora_params(1, recipe.target_modules) / pipeline / tensor;
        move_bytes(2.0 * passes * width * tokens)
    } else {
        Secs::ZERO
    };
    let tuned = if recipe.tuned { 1.0 / constants.tuned_gain } else { 1.0 };
    let [matmul, attention, elementwise, loss, dequantisation, adapters] =
        [matmul, attention, elementwise, loss, dequantisation, adapters].map(|part| part * tuned);
    let work = matmul + attention + elementwise + loss + dequantisation + adapters;

    // The processor launches kernels at its own pace, whatever their size.
    let modules = f64::from(recipe.target_modules.count(model.mlp));
    let mut launch_ms = constants.launch_ms_layer;
    if recipe.technique.is_adapter() {
        launch_ms += constants.launch_ms_adapter * modules;
    }
    if recipe.technique.is_quantised() {
        launch_ms += constants.launch_ms_quant * f64::from(TargetModules::ALL_LINEAR.count(model.mlp));
    }
    if let Some(moe) = model.moe {
        launch_ms += if recipe.loops_over_experts() && recipe.stack != Stack::Plain {
            constants.launch_ms_expert * f64::from(moe.n_experts)
        } else {
            constants.launch_ms_moe
        };
    }
    if recipe.tensor_parallel > 1 && recipe.stack != Stack::Megatron {
        launch_ms += constants.launch_ms_tensor;
    }
    let pace = match recipe.stack {
        Stack::Eager | Stack::Plain => 1.0,
        Stack::Fused => constants.launch_fused_share,
        Stack::Unsloth => constants.launch_unsloth_share,
        Stack::Compiled => constants.launch_compiled_share,
        Stack::Megatron => constants.launch_megatron_share,
    };
    let pace = if recipe.cuda_graphs { pace * CUDA_GRAPHS_SHARE } else { pace };
    let launch = Secs(launch_ms * 1e-3 * pace * layers * passes.weights / 2.0);
    MicroBatch {
        matmul,
        attention,
        elementwise,
        loss,
        dequantisation,
        adapters,
        total: Secs((work.0 * work.0 + launch.0 * launch.0).sqrt()),
        flop: dense_flop + expert_flop + attention_flop,
        weight_passes: passes.weights,
    }
}

/// One optimiser step up to its update: micro-batches, pipelines that wait, communication.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepTime {
    computing: Secs,
    bubble: Secs,
    exposed: Secs,
    offload: Secs,
}

impl StepTime {
    /// `micro_batches` micro-batches of `micro`, idle for `bubble` of their time.
    pub fn new(micro: Secs, micro_batches: f64, bubble: f64, traffic: &Traffic) -> Self {
        let computing = micro * micro_batches;
        Self {
            computing,
            bubble: computing * bubble,
            exposed: traffic.exposed(micro, micro_batches),
            offload: traffic.offload(micro_batches),
        }
    }
    /// Seconds of the whole step with its update, for a reader's `faster`: 1 where nothing was measured.
    pub fn total(&self, update: &OptimizerStep, faster: f64) -> Secs {
        let offload = self.offload + update.host;
        (self.computing + self.bubble + self.exposed + update.gpu + offload) / faster
    }
}

/// Optimiser steps of a run whose step takes so many tokens; at least one.
pub fn n_steps(workload: &Workload, tokens_per_step: f64) -> f64 {
    larger(workload.tokens_per_epoch * workload.epochs / (workload.fill * tokens_per_step), 1.0)
}

/// Time of one step and of the run.
pub fn time_with(inputs: &Inputs, constants: &Constants) -> TimeEstimate {
    let Inputs { gpu, cluster, recipe, workload, .. } = inputs;
    let micro_batches = f64::from(recipe.grad_accum_steps);
    let micro = micro_batch(inputs, constants);
    let traffic = communication::traffic(inputs, constants, micro.weight_passes);
    let optimizer = optimizer_step(inputs, constants);
    let bubble = communication::bubble(recipe);
    let step_time = StepTime::new(micro.total, micro_batches, bubble, &traffic);

    let faster = inputs.calibration.tokens_per_sec.unwrap_or(1.0);
    let slower = 1.0 / faster;
    let mut parts = [Secs::ZERO; N_TIME_PARTS];
    let mut put = |part: TimePart, secs: Secs| parts[part as usize] = secs * slower;
    put(TimePart::Matmul, micro.matmul * micro_batches);
    put(TimePart::Attention, micro.attention * micro_batches);
    put(TimePart::Elementwise, micro.elementwise * micro_batches);
    put(TimePart::CrossEntropy, micro.loss * micro_batches);
    put(TimePart::Dequantisation, micro.dequantisation * micro_batches);
    put(TimePart::Adapters, micro.adapters * micro_batches);
    put(TimePart::Launch, (micro.total - micro.work()) * micro_batches);
    put(TimePart::Communication, step_time.exposed);
    put(TimePart::Bubble, step_time.bubble);
    put(TimePart::OptimizerStep, optimizer.gpu);
    put(TimePart::Offload, step_time.offload + optimizer.host);

    let data_parallel = f64::from(recipe.data_parallel(cluster.n_gpus));
    let tokens_per_step = recipe.tokens_per_micro_batch() * micro_batches * data_parallel;
    let factors = super::bands::time(inputs);
    let step = Band::around(step_time.total(&optimizer, faster), factors.low, factors.high);
    let n_steps = n_steps(workload, tokens_per_step);
    let train = step.map(|secs| (secs * n_steps).hours());
    let wall = train.map(|hours| hours * (1.0 + workload.overhead));
    let tokens_per_sec = Band {
        low: tokens_per_step / step.high.0,
        mid: tokens_per_step / step.mid.0,
        high: tokens_per_step / step.low.0,
    };
    let arithmetic_peak = match (recipe.precision, gpu.fp8_peak) {
        (Precision::Fp8, Some(fp8)) => fp8,
        _ => dense_peak(inputs),
    };
    TimeEstimate {
        parts,
        step,
        tokens_per_sec_per_gpu: tokens_per_sec.map(|rate| rate / f64::from(cluster.n_gpus)),
        tokens_per_sec,
        mfu: (micro.flop * micro_batches / arithmetic_peak) / step.mid,
        n_steps,
        train,
        wall,
        gpu_hours: wall.map(|hours| hours.on_gpus(cluster.n_gpus)),
    }
}

impl MicroBatch {
    fn work(&self) -> Secs {
        self.matmul + self.attention + self.elementwise + self.loss + self.dequantisation + self.adapters
    }
}

/// The update of the trained parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptimizerStep {
    gpu: Secs,
    /// Where the optimiser is offloaded.
    host: Secs,
}

/// Weights of a dense layer: four of attention, three of the feed-forward block, two norms.
const TENSORS_OF_A_LAYER: f64 = 9.0;

/// Bytes that transformers' Adafactor moves a parameter, by its operations: gradient and update in 32 bits, their squares,
/// means of rows and columns, root, clipping (`optimization.py`).
const ADAFACTOR_TRAFFIC: f64 = 90.0;

/// Time of the optimiser step: depends on what is trained, by which optimiser, and on how many share it; not on the
/// micro-batch.
pub fn optimizer_step(inputs: &Inputs, constants: &Constants) -> OptimizerStep {
    let Inputs { model, gpu, cluster, recipe, .. } = inputs;
    let model_parallel = f64::from(recipe.tensor_parallel * recipe.pipeline_parallel);
    let trained = if recipe.technique.is_adapter() {
        model.lora_params(recipe.lora_rank, recipe.target_modules)
    } else {
        model.n_params()
    } / model_parallel;
    let shards = if recipe.sharding == super::recipe::Sharding::None {
        1.0
    } else {
        f64::from(recipe.data_parallel(cluster.n_gpus))
    };
    let own = trained / shards;
    let tensors = f64::from(model.n_layers)
        * if recipe.technique.is_adapter() {
            2.0 * f64::from(recipe.target_modules.count(model.mlp))
        } else {
            TENSORS_OF_A_LAYER
        };
    let one_by_one = match recipe.optimizer {
        Optimizer::Adamw8bit | Optimizer::PagedAdamw8bit => tensors * constants.bnb_ms_tensor,
        _ => 0.0,
    };
    let fixed = Secs((constants.step_ms + one_by_one) * 1e-3);
    if recipe.cpu_offload && !recipe.technique.is_adapter() {
        return OptimizerStep { gpu: fixed, host: Secs(own / constants.host_adam_rate) };
    }
    // The constant is for 32-bit weights, gradients and states.
    let bytes = bytes_per_trained_param(inputs);
    let width =
        (bytes.weights + bytes.gradients + bytes.optimizer + paged_state_bytes(recipe.optimizer)) / 16.0;
    let each = match recipe.optimizer {
        Optimizer::Adafactor => ADAFACTOR_TRAFFIC,
        Optimizer::Adamw | Optimizer::Lion | Optimizer::Sgd if !recipe.fused_optimizer => {
            constants.optimizer_traffic_foreach * width
        }
        _ => constants.optimizer_traffic * width,
    };
    OptimizerStep { gpu: fixed + super::units::Bytes(own * each) / gpu.memory_bandwidth, host: Secs::ZERO }
}
