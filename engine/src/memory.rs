//! Peak memory of one training step on the fullest GPU.
//!
//! The peak is a maximum over moments, not a sum over parts: logits live while every kept activation does, one
//! layer's activations while the backward pass runs through it, the optimiser's temporaries after both are gone.

use super::activations;
use super::constants::Constants;
use super::estimate::Inputs;
use super::fitted::FITTED;
use super::states::{BytesPerParam, Peak, states};
use super::units::{Band, Bytes, larger, smaller};

/// What memory is spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum MemoryPart {
    /// Weights as the technique stores them, embeddings and head included.
    Weights,
    /// Adapter weights.
    Adapters,
    Gradients,
    OptimizerStates,
    /// Copies that the optimiser step makes.
    OptimizerTemporary,
    /// Kept by the forward pass for the backward pass.
    Activations,
    /// Logits, their 32-bit copy and its gradient.
    Logits,
    /// A quantised layer, unpacked.
    Dequantised,
    /// Layers gathered from the other GPUs, and buffers of the collectives.
    Gathered,
    /// Reserved by the allocator, not in use.
    Fragmentation,
    /// CUDA context and library work space.
    Context,
}

pub const N_MEMORY_PARTS: usize = 11;

impl MemoryPart {
    pub const ALL: [Self; N_MEMORY_PARTS] = [
        Self::Weights,
        Self::Adapters,
        Self::Gradients,
        Self::OptimizerStates,
        Self::OptimizerTemporary,
        Self::Activations,
        Self::Logits,
        Self::Dequantised,
        Self::Gathered,
        Self::Fragmentation,
        Self::Context,
    ];
}

/// When in the step the peak can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// End of the forward pass, start of the backward pass: logits and every kept activation.
    Loss,
    /// The backward pass enters the last layer: its activations in full, every checkpoint, few gradients.
    BackwardStart,
    /// The backward pass leaves the first layer: its activations in full, every gradient.
    BackwardEnd,
    /// Optimiser step: its temporaries, activations gone.
    Step,
}

impl Moment {
    const ALL: [Self; 4] = [Self::Loss, Self::BackwardStart, Self::BackwardEnd, Self::Step];
}

/// Parts that add up to one figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemoryBreakdown {
    pub parts: [Bytes; N_MEMORY_PARTS],
}

impl MemoryBreakdown {
    pub(super) const EMPTY: Self = Self { parts: [Bytes::ZERO; N_MEMORY_PARTS] };

    pub fn get(&self, part: MemoryPart) -> Bytes {
        self.parts[part as usize]
    }
    pub fn total(&self) -> Bytes {
        self.parts.iter().copied().sum()
    }
    pub(super) fn with(mut self, part: MemoryPart, bytes: f64) -> Self {
        self.parts[part as usize] = Bytes(bytes);
        self
    }
}

/// Does it fit?
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The whole band fits.
    Fits {
        spare: Bytes,
    },
    /// The middle of the band fits, its high end does not.
    Tight {
        spare: Bytes,
    },
    Exceeds {
        needed: Bytes,
        available: Bytes,
    },
}

impl Fit {
    pub const fn fits(self) -> bool {
        !matches!(self, Self::Exceeds { .. })
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemoryEstimate {
    /// The moment that decides.
    pub peak_moment: Moment,
    /// Its parts; they add up to `device.mid`.
    pub peak: MemoryBreakdown,
    /// `torch.cuda.max_memory_allocated`
    pub allocated: Band<Bytes>,
    /// `torch.cuda.max_memory_reserved`
    pub reserved: Band<Bytes>,
    /// As `nvidia-smi` shows it: what has to fit.
    pub device: Band<Bytes>,
    pub capacity: Bytes,
    pub fit: Fit,
    /// Bytes a parameter for weights, gradients and optimiser states: the recipe made explicit.
    pub bytes_per_param: BytesPerParam,
}

/// Peak memory of one step, with the fitted constants.
pub fn memory(inputs: &Inputs) -> MemoryEstimate {
    memory_with(inputs, &FITTED)
}

/// From bytes in use at the peak to the three meters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meters {
    pub allocated: f64,
    pub reserved: f64,
    pub device: f64,
    /// Of the device's: context, libraries and collectives.
    pub outside: f64,
}

/// What the meters show at a peak: depends on the card, and on whether there are several.
pub fn meters(inputs: &Inputs, constants: &Constants, peak: Peak) -> Meters {
    let Peak { bytes, slack } = peak;
    // A reader's own figure is the whole device's, as nvidia-smi shows it.
    let scale = inputs.calibration.memory.unwrap_or(1.0);
    let allocated = bytes + constants.workspace_gib * Bytes::GIB;
    let collectives = if inputs.cluster.n_gpus > 1 { constants.collectives_gib } else { 0.0 };
    let outside = (constants.context_gib * inputs.gpu.multiprocessors() + collectives) * Bytes::GIB;
    // Before it fails the allocator gives back what it holds and does not use: slack never fills the card.
    let room = larger(CACHE_CEILING * inputs.gpu.memory.0 - outside - allocated, HARD_SLACK * allocated);
    let held = slack.reserved + constants.rounding * bytes;
    let reserved = allocated + smaller(held, room);
    let device = allocated + smaller(held + slack.device, room) + outside;
    Meters {
        allocated: allocated * scale,
        reserved: reserved * scale,
        device: device * scale,
        outside: outside * scale,
    }
}

/// Share of a card that cached blocks can fill.
const CACHE_CEILING: f64 = 0.95;
/// Split blocks that cannot be given back, as a share of what is in use.
const HARD_SLACK: f64 = 0.02;

/// Whether a band of device memory fits a card.
pub fn fit(device: Band<Bytes>, capacity: Bytes) -> Fit {
    if device.mid > capacity {
        Fit::Exceeds { needed: device.mid, available: capacity }
    } else if device.high > capacity {
        Fit::Tight { spare: capacity - device.mid }
    } else {
        Fit::Fits { spare: capacity - device.mid }
    }
}

/// Peak memory of one step.
pub fn memory_with(inputs: &Inputs, constants: &Constants) -> MemoryEstimate {
    let states = states(inputs, constants);
    let activations = activations::activations(inputs, constants);
    let accumulates = inputs.recipe.grad_accum_steps > 1;
    let moments = states.moments(&activations, accumulates);
    let mut at = 0;
    for (index, bytes) in moments.iter().enumerate() {
        if *bytes > moments[at] {
            at = index;
        }
    }
    let peak_moment = Moment::ALL[at];
    let slack = states.slack(&activations, constants);
    let Meters { allocated, reserved, device, outside } =
        meters(inputs, constants, Peak { bytes: moments[at], slack });

    let scale = inputs.calibration.memory.unwrap_or(1.0);
    let mut peak = states.parts(peak_moment, &activations, accumulates);
    for part in &mut peak.parts {
        *part = *part * scale;
    }
    let workspace = constants.workspace_gib * Bytes::GIB * scale;
    let peak = peak
        .with(MemoryPart::Fragmentation, device - allocated - outside)
        .with(MemoryPart::Context, outside + workspace);

    let band = super::bands::memory(inputs);
    let around = |value: f64| Band::around(Bytes(value), band.low, band.high);
    let device = around(device);
    let capacity = inputs.gpu.memory;
    MemoryEstimate {
        peak_moment,
        peak,
        allocated: around(allocated),
        reserved: around(reserved),
        device,
        capacity,
        fit: fit(device, capacity),
        bytes_per_param: states.bytes_per_param,
    }
}
