//! One complete estimate: memory, time, cost.

use super::bill::Around;
use super::cost::{CostEstimate, Price, cost};
use super::gpu::{Cluster, Gpu};
use super::memory::{MemoryEstimate, memory};
use super::model::Model;
use super::recipe::Recipe;
use super::time::{TimeEstimate, Workload, time};

/// Everything that the engine needs to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    pub model: Model,
    pub gpu: Gpu,
    pub cluster: Cluster,
    pub recipe: Recipe,
    pub workload: Workload,
    pub price: Price,
    /// What surrounds the steps.
    pub around: Around,
    /// What one measured run of the reader says about ours; 1 when there is none.
    pub calibration: Calibration,
}

/// `measured / estimated`, from a run of the reader's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    pub memory: Option<f64>,
    pub tokens_per_sec: Option<f64>,
}

impl Calibration {
    pub const NONE: Self = Self { memory: None, tokens_per_sec: None };
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub memory: MemoryEstimate,
    pub time: TimeEstimate,
    pub cost: CostEstimate,
}

pub fn estimate(inputs: &Inputs) -> Estimate {
    let memory = memory(inputs);
    let time = time(inputs);
    Estimate::priced(inputs, memory, time)
}

impl Estimate {
    /// Puts a price on memory and time that are known; the time on the wall follows from how the run is paid for.
    pub fn priced(inputs: &Inputs, memory: MemoryEstimate, mut time: TimeEstimate) -> Self {
        let cost = cost(inputs, &time);
        time.wall = cost.wall;
        time.gpu_hours = cost.held.map(|held| held.on_gpus(inputs.cluster.n_gpus));
        Self { memory, time, cost }
    }
}
