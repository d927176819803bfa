//! One complete estimate: memory, time, cost.

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
    let cost = cost(inputs, &time);
    Estimate { memory, time, cost }
}
