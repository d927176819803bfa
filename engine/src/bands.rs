//! How far measured runs fall from the estimate, by class of scenario.
//!
//! [`super::fitted::MEMORY_BANDS`] and [`super::fitted::TIME_BANDS`] hold, for each class, the factors between which
//! nine runs in ten of sources that the fit had not seen fall. `calibrate` writes them.

use super::estimate::Inputs;
use super::fitted::{MEMORY_BANDS, TIME_BANDS, TIME_EVIDENCE};
use super::gpu::Arch;
use super::recipe::Technique;

/// Low and high end as factors of the middle, and the evidence behind them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    pub low: f64,
    pub high: f64,
    /// Measured runs of this class.
    pub rows: u16,
    /// Sources that they come from.
    pub sources: u16,
}

/// What the band of an estimate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Runs of at least three sources.
    Measured { rows: u16, sources: u16 },
    /// Fewer: physics carries the constants over, and the band is wider.
    Extrapolated { rows: u16, sources: u16 },
}

/// Relative errors on measured runs of sources that the fit had not seen, each source left out in turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeftOut {
    pub rows: u16,
    pub sources: u16,
    pub median: f64,
    /// Nine rows in ten are within.
    pub p90: f64,
    /// Share of rows estimated more than 10 % too low.
    pub under10: f64,
}

pub const N_MEMORY_CLASSES: usize = 9;
pub const N_TIME_CLASSES: usize = 12;

/// Full, on a 16-bit base, on a k-bit base.
pub const N_TECHNIQUE_CLASSES: usize = 3;

pub fn technique_class(technique: Technique) -> usize {
    match technique {
        Technique::Full => 0,
        Technique::Lora => 1,
        Technique::Lora8bit | Technique::Qlora | Technique::QloraGptq => 2,
    }
}

/// Offloaded, mixture of experts, split by tensor or pipeline; else by technique, on one GPU or several.
pub fn memory_class(inputs: &Inputs) -> usize {
    if inputs.recipe.cpu_offload {
        0
    } else if inputs.model.moe.is_some() {
        1
    } else if inputs.recipe.model_parallel() > 1 {
        2
    } else {
        3 + 2 * technique_class(inputs.recipe.technique) + usize::from(inputs.cluster.n_gpus > 1)
    }
}

/// Offloaded, mixture of experts, several machines; else by technique and generation.
pub fn time_class(inputs: &Inputs) -> usize {
    if inputs.recipe.cpu_offload {
        0
    } else if inputs.model.moe.is_some() {
        1
    } else if inputs.cluster.n_nodes() > 1 {
        2
    } else {
        let generation = match inputs.gpu.arch {
            Arch::Ampere if inputs.gpu.data_center => 0,
            Arch::Hopper => 1,
            _ => 2,
        };
        3 + 3 * technique_class(inputs.recipe.technique) + generation
    }
}

impl Factors {
    /// Physics carries the constants over from relatives; half as wide again, in the logarithm, is an assumption.
    fn widened(self) -> Self {
        Self { low: self.low * self.low.sqrt(), high: self.high * self.high.sqrt(), ..self }
    }
    /// A run of the reader's own takes out what sets runs of one class apart; what is left of the band is an
    /// assumption, without a source: half of it, in the logarithm.
    fn calibrated(self, by: Option<f64>) -> Self {
        match by {
            Some(_) => Self { low: self.low.sqrt(), high: self.high.sqrt(), ..self },
            None => self,
        }
    }
}

pub fn memory(inputs: &Inputs) -> Factors {
    MEMORY_BANDS[memory_class(inputs)].calibrated(inputs.calibration.memory)
}

pub fn time(inputs: &Inputs) -> Factors {
    let class = TIME_BANDS[time_class(inputs)];
    let class = if extrapolated(inputs) { class.widened() } else { class };
    class.calibrated(inputs.calibration.tokens_per_sec)
}

/// Too little is measured of the class, or of its technique on the GPU's generation.
fn extrapolated(inputs: &Inputs) -> bool {
    own(inputs).sources.min(TIME_BANDS[time_class(inputs)].sources) < ENOUGH_SOURCES
}

/// Speeds of a technique on a generation of GPUs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speeds {
    pub rows: u16,
    pub sources: u16,
}

const ENOUGH_SOURCES: u16 = 3;

fn own(inputs: &Inputs) -> Speeds {
    TIME_EVIDENCE[technique_class(inputs.recipe.technique)][inputs.gpu.arch as usize]
}

/// What the band of the time rests on: its class, or where that says little, what was measured of the technique on the
/// GPU's generation.
pub fn evidence(inputs: &Inputs) -> Evidence {
    let Factors { rows, sources, .. } = TIME_BANDS[time_class(inputs)];
    let own = own(inputs);
    if own.sources < ENOUGH_SOURCES {
        Evidence::Extrapolated { rows: own.rows, sources: own.sources }
    } else if sources < ENOUGH_SOURCES {
        Evidence::Extrapolated { rows, sources }
    } else {
        Evidence::Measured { rows, sources }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_without_evidence_is_wider() {
        let class = Factors { low: 0.81, high: 1.44, rows: 1, sources: 1 };
        let wide = class.widened();
        assert!((wide.low - 0.729).abs() < 1e-9 && (wide.high - 1.728).abs() < 1e-9);
    }
}
