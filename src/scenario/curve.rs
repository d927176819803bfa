//! How the cost runs along one slider, everything else as it is.
//!
//! The offer of the chosen plan is held, so that a curve shows the input and not a change of hardware; on that offer the
//! plan is made anew at each point (GPUs, micro-batch and sharding that are open follow the input). A point where the
//! run does not fit, or that contradicts another input, is a gap.

use super::Scenario;
use super::answer::{calibration, row_with};
use super::check::check;
use super::fields::{NumberField, SLIDER_STEPS, within};
use crate::catalog::OfferId;
use crate::engine::estimate::Calibration;
use crate::engine::units::Usd;

/// Points of a curve: a step every 30 or so of the slider's positions.
pub const N_POINTS: usize = 33;

/// A curve falls or rises by at least this share, or it is no curve.
const LEAST_SWING: f64 = 0.005;

/// Costs over the range of a slider, evenly spaced along it.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Middle of the band; `None`: it does not run there.
    pub costs: [Option<Usd>; N_POINTS],
    pub least: Usd,
    pub most: Usd,
    /// Heights go by decades, as the slider does: the cost spans several.
    pub by_decades: bool,
}

/// The slider's value at a point.
pub fn value_at(field: &NumberField, point: usize) -> f64 {
    field.from_slider((point as f64 * SLIDER_STEPS / (N_POINTS - 1) as f64).round())
}

/// The cost with one input changed.
fn cost_at(
    scenario: &Scenario,
    field: &NumberField,
    value: f64,
    offer: OfferId,
    calibrated: Calibration,
) -> Option<Usd> {
    let mut changed = *scenario;
    (field.set)(&mut changed, Some(value));
    if !check(&changed).is_empty() {
        return None;
    }
    let measured = |scenario: &Scenario| {
        (scenario.measured_tokens_per_sec, scenario.measured_step_secs, scenario.measured_peak_mem_gib)
    };
    let mut row = row_with(&changed, offer, calibrated);
    // Only the inputs that calibrate change the calibration.
    if measured(&changed) != measured(scenario) {
        let plain = row_with(&changed, offer, Calibration::NONE);
        row = row_with(&changed, offer, calibration(&changed, &plain).unwrap_or(Calibration::NONE));
    }
    row.estimate.cost.total.filter(|_| row.runs()).map(|total| total.mid)
}

/// The curve of one input on one offer; `None` where the cost does not follow the input.
pub fn curve(
    scenario: &Scenario,
    field: &NumberField,
    offer: OfferId,
    calibrated: Calibration,
) -> Option<Curve> {
    let mut costs = [None; N_POINTS];
    let (mut least, mut most) = (Usd(f64::INFINITY), Usd::ZERO);
    for (point, cost) in costs.iter_mut().enumerate() {
        *cost = cost_at(scenario, field, value_at(field, point), offer, calibrated);
        if let Some(usd) = *cost {
            (least, most) = (least.min(usd), most.max(usd));
        }
    }
    if most.0 <= least.0 * (1.0 + LEAST_SWING) {
        return None;
    }
    let by_decades = field.log && least > Usd::ZERO && most.0 > least.0 * 100.0;
    Some(Curve { costs, least, most, by_decades })
}

impl Curve {
    /// Height of a cost, from 0 at the foot to 1 at the top. The foot is no dollar, or, by decades, the least cost.
    pub fn height(&self, cost: Usd) -> f64 {
        let share = if self.by_decades {
            (cost / self.least).ln() / (self.most / self.least).ln()
        } else {
            cost / self.most
        };
        within(share, 0.0, 1.0)
    }

    /// Height at a position of the slider: straight between points; `None` in a gap.
    pub fn height_at(&self, position: f64) -> Option<f64> {
        let along = within(position / SLIDER_STEPS, 0.0, 1.0) * (N_POINTS - 1) as f64;
        let before = (along as usize).min(N_POINTS - 2);
        let (left, right) = (self.costs[before], self.costs[before + 1]);
        let rest = along - before as f64;
        match (left, right) {
            (Some(left), Some(right)) => Some(self.height(left) * (1.0 - rest) + self.height(right) * rest),
            (Some(left), None) if rest < 0.5 => Some(self.height(left)),
            (None, Some(right)) if rest >= 0.5 => Some(self.height(right)),
            _ => None,
        }
    }
}
