//! How far measured runs fall from the estimate, by class of scenario. Written by `calibrate`.

use super::estimate::Inputs;

/// Low and high end as factors of the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    pub low: f64,
    pub high: f64,
}

pub fn memory(_inputs: &Inputs) -> Factors {
    Factors { low: 0.85, high: 1.15 }
}

pub fn time(_inputs: &Inputs) -> Factors {
    Factors { low: 0.75, high: 1.35 }
}
