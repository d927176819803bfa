//! Ways out of a plan that does not fit.

use super::Scenario;
use super::answer::Row;
use crate::engine::units::{Hours, Usd};

/// One change that makes the plan fit.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOut {
    /// As a button says it: `QLoRA instead of LoRA`.
    pub label: String,
    /// The scenario with the change made.
    pub scenario: Scenario,
    /// The plan after it, in a few words: `17.4 GiB of 24.0 GiB`.
    pub effect: String,
    /// Against the plan that does not fit, middle of the bands. `None`: one of the two has no price.
    pub extra_usd: Option<Usd>,
    pub extra_hours: Hours,
}

/// What makes the plan fit, cheapest first; each is one click. Empty where nothing does.
pub fn ways_out(_scenario: &Scenario, _row: &Row) -> Vec<WayOut> {
    Vec::new()
}
