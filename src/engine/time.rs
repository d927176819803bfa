//! Time of one optimiser step, and of the run.

use super::estimate::Inputs;
use super::units::{Band, GpuHours, Hours, Secs};

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

/// Time of one step and of the run.
pub fn time(inputs: &Inputs) -> TimeEstimate {
    let recipe = &inputs.recipe;
    let cluster = &inputs.cluster;
    let mut parts = [Secs::ZERO; N_TIME_PARTS];
    let peak = inputs.gpu.bf16_peak.or(inputs.gpu.fp16_peak).unwrap_or_default();
    let tokens_per_gpu = recipe.tokens_per_micro_batch() * f64::from(recipe.grad_accum_steps);
    parts[TimePart::Matmul as usize] =
        super::units::Flop(6.0 * inputs.model.n_active_params() * tokens_per_gpu) / (peak * 0.5);
    let step: Secs = parts.iter().copied().sum();
    let tokens_per_step =
        tokens_per_gpu * f64::from(cluster.n_gpus) / f64::from(recipe.model_parallel().max(1));
    let workload = &inputs.workload;
    let n_steps = (workload.tokens_per_epoch * workload.epochs / workload.fill / tokens_per_step).max(1.0);
    let step = Band::around(step, 0.8, 1.25);
    let train = step.map(|secs| (secs * n_steps).hours());
    let wall = train.map(|hours| hours * (1.0 + workload.overhead));
    let per_sec = Band {
        low: tokens_per_step / step.high.0,
        mid: tokens_per_step / step.mid.0,
        high: tokens_per_step / step.low.0,
    };
    TimeEstimate {
        parts,
        step,
        tokens_per_sec_per_gpu: per_sec.map(|rate| rate / f64::from(cluster.n_gpus)),
        tokens_per_sec: per_sec,
        mfu: 0.5,
        n_steps,
        train,
        wall,
        gpu_hours: wall.map(|hours| hours.on_gpus(cluster.n_gpus)),
    }
}
