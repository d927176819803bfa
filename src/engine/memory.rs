//! Peak memory of one training step on the fullest GPU.
//!
//! The peak is a maximum over moments, not a sum over parts: logits live while activations of the last layer do,
//! the optimiser's temporaries after both are gone.

use super::estimate::Inputs;
use super::units::{Band, Bytes};

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
    /// Backward pass of one layer: its activations in full, gradients filling up.
    Backward,
    /// Optimiser step: its temporaries, activations gone.
    Step,
}

/// Parts that add up to one figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemoryBreakdown {
    pub parts: [Bytes; N_MEMORY_PARTS],
}

impl MemoryBreakdown {
    pub fn get(&self, part: MemoryPart) -> Bytes {
        self.parts[part as usize]
    }
    pub fn total(&self) -> Bytes {
        self.parts.iter().copied().sum()
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

/// The recipe as bytes for each parameter that it applies to, before sharding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BytesPerParam {
    /// Mean over all weights.
    pub weights: f64,
    /// For each trained parameter.
    pub gradients: f64,
    pub optimizer: f64,
}

/// Peak memory of one step.
pub fn memory(inputs: &Inputs) -> MemoryEstimate {
    let model = &inputs.model;
    let recipe = &inputs.recipe;
    let n_params = model.n_params();
    let total = Bytes(n_params * 2.0);
    let mut peak = MemoryBreakdown { parts: [Bytes::ZERO; N_MEMORY_PARTS] };
    peak.parts[MemoryPart::Weights as usize] = total;
    peak.parts[MemoryPart::Activations as usize] =
        Bytes(recipe.tokens_per_micro_batch() * 34.0 * f64::from(model.hidden_size * model.n_layers));
    peak.parts[MemoryPart::Context as usize] = Bytes::from_gib(0.5);
    let device = Band::around(peak.total(), 0.9, 1.1);
    let capacity = inputs.gpu.memory;
    let fit = if device.mid > capacity {
        Fit::Exceeds { needed: device.mid, available: capacity }
    } else if device.high > capacity {
        Fit::Tight { spare: capacity - device.mid }
    } else {
        Fit::Fits { spare: capacity - device.mid }
    };
    MemoryEstimate {
        peak_moment: Moment::Loss,
        peak,
        allocated: device,
        reserved: device,
        device,
        capacity,
        fit,
        bytes_per_param: BytesPerParam { weights: 2.0, gradients: 2.0, optimizer: 4.0 },
    }
}
