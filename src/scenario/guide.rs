//! What the guide says about a scenario.

use super::Scenario;
use super::answer::Row;
use crate::catalog::OfferId;
use crate::engine::units::{Band, Hours, Usd, UsdPerHour};

/// What the guide prints for this scenario, where it prints anything.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideAnswer {
    /// The offer whose price it takes.
    pub offer: OfferId,
    pub n_gpus: u32,
    /// For all GPUs together.
    pub per_hour: UsdPerHour,
    /// Wall-clock hours of the run, low and high of the guide's range.
    pub hours_low: Hours,
    pub hours_high: Hours,
    pub usd_low: Usd,
    pub usd_high: Usd,
    /// `H11` or `B1`: the row of the guide that it comes from.
    pub row: &'static str,
    /// The guide's own verdict, where it gives one.
    pub verdict: Option<&'static str>,
    /// How the row was scaled, in a sentence.
    pub how: String,
}

impl GuideAnswer {
    /// Ends and middle.
    pub fn cost(&self) -> Band<Usd> {
        Band { low: self.usd_low, mid: (self.usd_low + self.usd_high) * 0.5, high: self.usd_high }
    }
    /// Ends and middle.
    pub fn hours(&self) -> Band<Hours> {
        Band { low: self.hours_low, mid: (self.hours_low + self.hours_high) * 0.5, high: self.hours_high }
    }
}

/// The guide's answer beside ours. `None`: it prints nothing about this.
pub fn guide_answer(_scenario: &Scenario, _chosen: Option<&Row>) -> Option<GuideAnswer> {
    None
}
