//! The answer: every offer that can run the scenario, the chosen one, the verdict.

use super::{Method, PriceKind, Scenario};
use crate::catalog::OfferId;
use crate::engine::estimate::{Estimate, Inputs};
use crate::engine::units::Usd;

/// One offer with the scenario on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub offer: OfferId,
    pub inputs: Inputs,
    pub estimate: Estimate,
}

/// Budget and deadline, each against low, mid and high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Even the high end is within.
    Under,
    /// The band straddles it.
    Tight,
    Over,
}

/// What the guide prints for this scenario, where it prints anything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GuideAnswer {
    /// Wall-clock hours, low and high of the guide's range.
    pub hours_low: f64,
    pub hours_high: f64,
    pub usd_low: Usd,
    pub usd_high: Usd,
    /// `H11`: the row of the guide it comes from.
    pub row: &'static str,
}

pub struct Answer {
    pub scenario: Scenario,
    pub method: Method,
    pub price_kind: PriceKind,
    /// One row per offer, fit or not, in catalog order.
    pub rows: Vec<Row>,
    /// Position in `rows` of what the page recommends. `None`: no offer of the asked hardware exists.
    pub chosen: Option<usize>,
    pub guide: Option<GuideAnswer>,
    pub budget: Option<Verdict>,
    pub deadline: Option<Verdict>,
}
