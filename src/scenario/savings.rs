//! What each way to save is worth to this scenario.
//!
//! The guide's strategies and every switch of the recipe are tried one at a time: each figure is the difference between
//! two answers, so that a click gives what was promised. What is in use already is priced by taking it away. On spot the
//! answer's own cost counts, so whatever it says of interruptions is in the difference too.

mod changes;

use super::answer::{Answer, Reason, Row, answer};
use super::check::check;
use super::{Hardware, Method, Scenario, plans, resolve};
use crate::catalog::OfferId;
use crate::catalog::guide::Strategy;
use crate::engine::estimate::Inputs;
use crate::engine::memory::memory;
use crate::engine::units::{Bytes, Hours, Usd};
pub use changes::{Change, changes};

/// A change and what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Saving {
    pub change: Change,
    pub worth: Worth,
}

/// What a change is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Worth {
    /// With it, against without.
    Known(Difference),
    /// There is nothing to compare with, and why.
    Unknown(String),
}

/// What is saved; negative where it takes more. Middles of the bands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub usd: Usd,
    /// As a share of what the run costs without the change.
    pub share: f64,
    pub wall: Hours,
    /// Of the fullest GPU, as the answer shows it: what is freed may have gone into a larger micro-batch.
    pub memory: Bytes,
    /// The same with the micro-batch of now, unless the change is one of it. `None`: it runs elsewhere then.
    pub freed: Option<Bytes>,
    /// Where it runs with the change, if that is another offer or another number of GPUs.
    pub moves_to: Option<(OfferId, u32)>,
    /// What spot instances ask of the run with the change, or without it where it is in use and that is on spot.
    pub on_spot: Option<OnSpot>,
}

/// How a run lives with interruptions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSpot {
    /// Training between two checkpoints.
    pub checkpoint_every: Hours,
    /// Expected over the run.
    pub interruptions: f64,
}

impl OnSpot {
    fn of(row: &Row) -> Option<Self> {
        let timeline = &row.estimate.cost.timeline;
        let checkpoint_every = timeline.spot?.interval;
        Some(Self { checkpoint_every, interruptions: timeline.interruptions })
    }
}

/// Less than this share of cost or memory is not worth a line.
const LEAST: f64 = 0.005;

impl Saving {
    /// It saves dollars, or memory; or is in use and would be missed.
    pub fn helps(&self) -> bool {
        matches!(self.worth, Worth::Known(worth) if worth.saves_dollars() || worth.frees_memory())
    }
}

impl Difference {
    pub fn saves_dollars(&self) -> bool {
        self.share >= LEAST
    }
    /// At least a tenth of a GiB, however the freed memory is used then.
    pub fn frees_memory(&self) -> bool {
        self.freed.unwrap_or(self.memory).gib() >= 0.1
    }

    /// From one answer to another.
    fn between(before: &Row, after: &Row) -> Option<Self> {
        let usd = |row: &Row| row.estimate.cost.total.map(|total| total.mid);
        let (was, is) = (usd(before)?, usd(after)?);
        let same_place = before.offer == after.offer && before.plan.n_gpus == after.plan.n_gpus;
        Some(Self {
            usd: was - is,
            share: if was > Usd::ZERO { 1.0 - is / was } else { 0.0 },
            wall: before.estimate.time.wall.mid - after.estimate.time.wall.mid,
            memory: before.estimate.memory.device.mid - after.estimate.memory.device.mid,
            freed: None,
            moves_to: (!same_place).then_some((after.offer, after.plan.n_gpus)),
            on_spot: OnSpot::of(after).or_else(|| OnSpot::of(before)),
        })
    }

    /// The other way round.
    fn reversed(self) -> Self {
        // The share is of what the run costs without the change: `usd / (cost now + usd)`.
        let without = 1.0 - self.share;
        Self {
            usd: self.usd * -1.0,
            share: if without > 0.0 { -self.share / without } else { 0.0 },
            wall: self.wall * -1.0,
            memory: self.memory * -1.0,
            freed: self.freed.map(|freed| freed * -1.0),
            ..self
        }
    }
}

/// The scenario as savings are reckoned: by the estimator.
pub fn base(scenario: &Scenario) -> Scenario {
    Scenario { method: Method::Physical, ..*scenario }
}

/// What one change is worth. The answer is that of [`base`].
pub fn saving(now: &Answer, change: Change) -> Saving {
    let worth = worth(now, &change);
    Saving { change, worth }
}

fn worth(now: &Answer, change: &Change) -> Worth {
    let unknown = |why: &str| Worth::Unknown(why.into());
    if let Some(why) = change.barred {
        return unknown(why);
    }
    if let Some(error) = check(&change.scenario).into_iter().next() {
        return Worth::Unknown(error.message);
    }
    let Some(before) = now.chosen_row().filter(|row| row.usable()) else {
        return unknown("This plan has no cost yet.");
    };
    let then = answer(&change.scenario);
    let Some(after) = then.chosen_row() else { return unknown("The catalog has no such offer.") };
    if let Some(reason) = after.reason() {
        return Worth::Unknown(Reason::message(reason).into());
    }
    let Some(mut difference) = Difference::between(before, after) else {
        return unknown("This plan has no cost yet.");
    };
    if difference.moves_to.is_none() {
        let with = same_batch(now, &change.scenario, before, after);
        difference.freed = Some(before.estimate.memory.device.mid - with);
    }
    Worth::Known(if change.in_use { difference.reversed() } else { difference })
}

/// Memory with the change and the micro-batch of now.
fn same_batch(now: &Answer, changed: &Scenario, before: &Row, after: &Row) -> Bytes {
    let mut plan = after.plan;
    if changed.micro_batch_size == now.scenario.micro_batch_size {
        plan.micro_batch_size = before.plan.micro_batch_size;
    }
    let plain = resolve::inputs(changed, after.offer, plan);
    memory(&Inputs { calibration: plans::calibration(now), ..plain }).device.mid
}

/// Sorted by dollars saved, then by memory; what helps comes before what does not, what is in use after what is not.
pub fn sort(savings: Vec<Saving>) -> Vec<Saving> {
    let key = |saving: &Saving| match saving.worth {
        Worth::Known(worth) => {
            // Dollars that are none of the run's business tie.
            let usd = if worth.share.abs() >= LEAST { worth.usd.0 } else { 0.0 };
            [f64::from(u8::from(saving.helps())), usd, worth.freed.unwrap_or(worth.memory).0]
        }
        Worth::Unknown(_) => [-1.0, 0.0, 0.0],
    };
    let before = |a: &Saving, b: &Saving| {
        let by_key = key(b).iter().zip(&key(a)).map(|(b, a)| b.total_cmp(a)).find(|order| order.is_ne());
        a.change.in_use.cmp(&b.change.in_use).then(by_key.unwrap_or(core::cmp::Ordering::Equal))
    };
    // A few dozen: insertion takes less of the download than the standard library's sort.
    let mut sorted: Vec<Saving> = Vec::with_capacity(savings.len());
    for saving in savings {
        sorted.insert(sorted.partition_point(|other| before(other, &saving).is_le()), saving);
    }
    sorted
}

/// Every change of a scenario, priced and sorted.
pub fn savings(scenario: &Scenario) -> Vec<Saving> {
    let now = answer(&base(scenario));
    sort(changes(&now).into_iter().map(|change| saving(&now, change)).collect())
}

/// The guide's strategy with an identifier.
fn strategy(id: &str) -> Option<&'static Strategy> {
    crate::catalog::guide::STRATEGIES.iter().find(|strategy| strategy.id == id)
}

/// The hardware left open, and what was pinned to it.
fn anywhere(scenario: &Scenario, hardware: Hardware) -> Scenario {
    Scenario { hardware, n_gpus: None, usd_per_instance_hour: None, price_as_of: None, ..*scenario }
}
