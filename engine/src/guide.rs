//! The guide's own method: table hours, epochs and a price an hour.

use super::units::{Hours, Usd, UsdPerHour};

/// A plan as the guide prices it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GuidePlan {
    /// Wall-clock hours of one epoch, whatever the number of tokens.
    pub hours_per_epoch: Hours,
    pub epochs: f64,
    /// For all GPUs together.
    pub price: UsdPerHour,
}

impl GuidePlan {
    /// `hours = hours_per_epoch x epochs`
    pub fn hours(&self) -> Hours {
        self.hours_per_epoch * self.epochs
    }
    /// `cost = hours x price`. Rule R1.
    pub fn cost(&self) -> Usd {
        self.price * self.hours()
    }
}

/// Rough hours by rule R2: `params x tokens / (peak x efficiency)`. The factor 6 is missing in the guide,
/// so pass `flop_per_param_token = 1` for its own figure and 6 for one that physics allows.
pub fn rough_hours(
    n_params: f64,
    tokens: f64,
    peak: super::units::FlopPerSec,
    efficiency: f64,
    flop_per_param_token: f64,
) -> Hours {
    (super::units::Flop(flop_per_param_token * n_params * tokens) / (peak * efficiency)).hours()
}
