//! The bill: whole instances for the hours on the wall.

use super::estimate::Inputs;
use super::time::TimeEstimate;
use super::units::{Band, Usd, UsdPerHour};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// For one whole instance as sold. `None`: no price is known, so no cost is.
    pub per_instance: Option<UsdPerHour>,
    pub gpus_per_instance: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostEstimate {
    /// `ceil(n_gpus / gpus_per_instance)`
    pub n_instances: u32,
    /// GPUs paid for and not used.
    pub idle_gpus: u32,
    pub per_hour: Option<UsdPerHour>,
    pub total: Option<Band<Usd>>,
    /// Training steps alone, at the middle of the band.
    pub training: Option<Usd>,
    /// Start, evaluation and saving.
    pub overhead: Option<Usd>,
}

/// `cost = n_instances x price x wall hours`
pub fn cost(inputs: &Inputs, time: &TimeEstimate) -> CostEstimate {
    let per_instance = inputs.price.gpus_per_instance.max(1);
    let n_instances = inputs.cluster.n_gpus.div_ceil(per_instance);
    let per_hour = inputs.price.per_instance.map(|price| price * f64::from(n_instances));
    CostEstimate {
        n_instances,
        idle_gpus: n_instances * per_instance - inputs.cluster.n_gpus,
        per_hour,
        total: per_hour.map(|price| time.wall.map(|hours| price * hours)),
        training: per_hour.map(|price| price * time.train.mid),
        overhead: per_hour.map(|price| price * (time.wall.mid - time.train.mid)),
    }
}
