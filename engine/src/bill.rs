//! The invoice: every part of it, from whole instances by the second to what is stored afterwards.
//!
//! A run is billed for the hours that its instances are held: steps, evaluation, starting, saving, what interruptions
//! cost, rounded up as the provider bills. Beside it stand storage and traffic, and around it the project: trials, runs
//! that fail, experiments, people's time.

use super::cost::Price;
use super::spot::{self, Expected, Market, SpotRun};
use super::units::{Bytes, BytesPerSec, Hours, Secs, Usd, UsdPerHour, larger};

/// How a provider counts the time of an instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Billing {
    /// Time is rounded up to a multiple of it.
    pub increment: Secs,
    /// The least that one instance is billed for.
    pub minimum: Secs,
}

impl Billing {
    /// What most providers do, and what is assumed where a provider's rule is not known.
    pub const BY_THE_SECOND: Self = Self { increment: Secs(1.0), minimum: Secs(0.0) };

    /// `ceil(max(held, minimum) / increment) x increment`; never less than `held`.
    ///
    /// ```
    /// use tunecost_engine::bill::Billing;
    /// use tunecost_engine::units::{Hours, Secs};
    ///
    /// let by_the_hour = Billing { increment: Secs(3600.0), minimum: Secs(0.0) };
    /// assert_eq!(by_the_hour.billed(Hours(2.01)), Hours(3.0));
    /// assert_eq!(by_the_hour.billed(Hours(2.0)), Hours(2.0));
    /// ```
    pub fn billed(&self, held: Hours) -> Hours {
        let counted = held.secs().max(self.minimum);
        let whole = if self.increment.0 > 0.0 {
            // A thousandth of a second is rounding of ours, not of the provider.
            Secs(((counted.0 - 1e-3) / self.increment.0).ceil().max(0.0) * self.increment.0).max(counted)
        } else {
            counted
        };
        whole.hours().max(held)
    }
}

/// US dollars for a decimal gigabyte: once, or a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct UsdPerGb(pub f64);

impl UsdPerGb {
    pub fn of(self, bytes: Bytes) -> Usd {
        Usd(self.0 * bytes.0 / 1e9)
    }
}

/// What surrounds the steps, as the reader or the page sets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Around {
    /// From asking for an instance to a machine that runs the trainer.
    pub provision: Secs,
    /// Weights and data that each start fetches.
    pub download: Bytes,
    pub bandwidth: BytesPerSec,
    /// Turning text into tokens, once, with the GPUs waiting.
    pub tokenise: Secs,
    /// Evaluation passes, as a share of the training time.
    pub evaluation: f64,
    /// What a checkpoint holds so that a run can go on: trained weights and the optimiser's state.
    pub checkpoint: Bytes,
    /// How fast one instance writes a checkpoint.
    pub write: BytesPerSec,
    /// Work between checkpoints. `None`: on spot instances Daly's interval, else one checkpoint an epoch.
    pub interval: Option<Hours>,
    pub epochs: f64,
    /// What is kept afterwards: the result and the data.
    pub kept: Bytes,
    pub kept_months: f64,
    /// What leaves the provider: the result.
    pub leaves: Bytes,
    /// A month. `None`: no source says what the provider asks; then the line is empty, and the page says so.
    pub storage: Option<UsdPerGb>,
    /// `None`: as for storage.
    pub egress: Option<UsdPerGb>,
    /// Runs that choose hyper-parameters, each `trial_share` of the run.
    pub trials: f64,
    pub trial_share: f64,
    /// Share of the run that is lost to runs that fail.
    pub failed: f64,
    pub experiments: Usd,
    pub hands_on_days: f64,
    pub day_rate: Usd,
}

impl Around {
    /// Nothing but the run.
    pub const NONE: Self = Self {
        provision: Secs(0.0),
        download: Bytes(0.0),
        bandwidth: BytesPerSec(1.0),
        tokenise: Secs(0.0),
        evaluation: 0.0,
        checkpoint: Bytes(0.0),
        write: BytesPerSec(1.0),
        interval: None,
        epochs: 1.0,
        kept: Bytes(0.0),
        kept_months: 0.0,
        leaves: Bytes(0.0),
        storage: None,
        egress: None,
        trials: 0.0,
        trial_share: 1.0,
        failed: 0.0,
        experiments: Usd(0.0),
        hands_on_days: 0.0,
        day_rate: Usd(0.0),
    };
    /// `download / bandwidth`
    pub fn download_time(&self) -> Secs {
        self.download / self.bandwidth
    }
    /// `checkpoint / write`
    pub fn write_time(&self) -> Secs {
        self.checkpoint / self.write
    }
}

/// A line of the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum BillPart {
    /// Optimiser steps.
    Training,
    Evaluation,
    /// Instances and environment.
    Provisioning,
    /// Weights and data come from the network.
    Download,
    Tokenising,
    /// Checkpoints, and the result.
    Saving,
    /// What published whole runs take on top of their steps, and no other line explains.
    OtherTime,
    /// Work that is done again, and starting again.
    Interruptions,
    /// What is billed and not held: increments and minimums.
    RoundingUp,
    Storage,
    Egress,
    /// Hyper-parameter trials.
    Trials,
    FailedRuns,
    Experiments,
    /// People's days.
    HandsOn,
}

pub const N_BILL_PARTS: usize = 15;
/// The first lines are hours of instances.
pub const N_HELD_PARTS: usize = 9;
/// The first lines are the run; the others are the project around it.
pub const N_RUN_PARTS: usize = 11;

impl BillPart {
    pub const ALL: [Self; N_BILL_PARTS] = [
        Self::Training,
        Self::Evaluation,
        Self::Provisioning,
        Self::Download,
        Self::Tokenising,
        Self::Saving,
        Self::OtherTime,
        Self::Interruptions,
        Self::RoundingUp,
        Self::Storage,
        Self::Egress,
        Self::Trials,
        Self::FailedRuns,
        Self::Experiments,
        Self::HandsOn,
    ];
    /// It is the run's; else the project's.
    pub fn is_run(self) -> bool {
        (self as usize) < N_RUN_PARTS
    }
}

/// The run on the clock, before any price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeline {
    /// Hours billed by line: the first [`N_HELD_PARTS`] of [`BillPart::ALL`].
    pub parts: [Hours; N_HELD_PARTS],
    /// Hours that each instance is held.
    pub held: Hours,
    /// Hours on the wall: held, and waiting for capacity.
    pub wall: Hours,
    /// Held, rounded up as the provider bills.
    pub billed: Hours,
    pub interruptions: f64,
    /// What runs between two checkpoints, and how many there are.
    pub spot: Option<SpotRun>,
}

impl Timeline {
    /// Held hours as the provider counts them. Each stretch that an interruption ends is rounded up too, on average by
    /// half an increment.
    pub fn billed_by(&self, billing: &Billing) -> Hours {
        if !self.ends() {
            return self.billed;
        }
        let counted = billing.billed(self.held);
        if self.interruptions > 0.0 {
            counted + billing.increment.hours() * (self.interruptions / 2.0)
        } else {
            counted
        }
    }
    /// With what the provider's clock adds.
    pub fn rounded(mut self, billing: &Billing) -> Self {
        self.round(billing);
        self
    }
    /// Adds what the provider's clock adds.
    pub fn round(&mut self, billing: &Billing) {
        if self.ends() {
            self.billed = self.billed_by(billing);
            self.parts[BillPart::RoundingUp as usize] = self.billed - self.held;
        }
    }
    /// False on spot instances that stop faster than the run gets on.
    pub fn ends(&self) -> bool {
        self.held.0.is_finite()
    }
}

/// What a run of `train` hours of steps asks of the instances.
///
/// Steps, evaluation and tokenising take their time; starting comes once, and again after each interruption. `overhead`
/// is what published whole runs take on top of their steps, as a share of them: what start, evaluation, tokenising and
/// saving do not explain of it is time of its own, so nothing counts twice and the whole is never below the share.
///
/// `surprise` scales what interruptions cost: 1 at the middle, see [`spot::SURCHARGE_ERROR`].
///
/// No price is looked at: what [`Timeline::round`] adds is the provider's.
pub fn timeline(
    around: &Around,
    train: Hours,
    overhead: f64,
    n_instances: u32,
    market: Option<&Market>,
    surprise: f64,
) -> Timeline {
    Start::of(around, n_instances).timeline(around, train, overhead, market, surprise)
}

/// What starting and saving take on so many instances, however long the run is.
pub(super) struct Start {
    n_instances: u32,
    provision: Hours,
    download: Hours,
    tokenise: Hours,
    /// One checkpoint.
    write: Hours,
    /// A checkpoint an epoch is in the published share; more of them come on top.
    usual_saving: Hours,
}

impl Start {
    pub(super) fn of(around: &Around, n_instances: u32) -> Self {
        // Each instance writes its share.
        let write = around.write_time().hours() / f64::from(n_instances.max(1));
        Self {
            n_instances,
            provision: around.provision.hours(),
            download: around.download_time().hours(),
            tokenise: around.tokenise.hours(),
            write,
            usual_saving: write * larger(around.epochs.ceil(), 1.0),
        }
    }

    /// See [`timeline`].
    pub(super) fn timeline(
        &self,
        around: &Around,
        train: Hours,
        overhead: f64,
        market: Option<&Market>,
        surprise: f64,
    ) -> Timeline {
        let Self { n_instances, provision, download, tokenise, write, usual_saving } = *self;
        let evaluation = train * around.evaluation;
        let restart = provision + download;
        let steps = train + evaluation + tokenise;
        let other = (train * overhead - evaluation - restart - tokenise - usual_saving).max(Hours::ZERO);
        let work = steps + other;

        let spot = market.map(|market| {
            let default = || spot::default_interval(write, n_instances, market);
            let interval = around.interval.unwrap_or_else(default);
            let run = SpotRun { work, n_instances, interval, write, restart };
            (run, spot::expected(&run, market))
        });
        let (saving, lost, waiting, interruptions) = match spot {
            None => {
                // Whatever of the time around the steps is download: it must not make fewer checkpoints of more data.
                let saved = steps.max(train * (1.0 + overhead));
                let saving =
                    around.interval.map_or(usual_saving, |interval| write * spot::pieces(saved, interval));
                (saving, Hours::ZERO, Hours::ZERO, 0.0)
            }
            Some((run, Expected { held, wall, interruptions })) => {
                let saving = write * run.pieces();
                let lost =
                    if held.0.is_finite() { (held - work - saving - restart).max(Hours::ZERO) } else { held };
                let waiting = if held.0.is_finite() { (wall - held).max(Hours::ZERO) } else { held };
                (saving, lost * surprise, waiting * surprise, interruptions)
            }
        };
        let held = work + restart + saving + lost;
        Timeline {
            parts: [train, evaluation, provision, download, tokenise, saving, other, lost, Hours::ZERO],
            held,
            wall: held + waiting,
            billed: held,
            interruptions,
            spot: spot.map(|(run, _)| run),
        }
    }
}

/// What stands on a bill beside the hours of instances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    storage: Usd,
    egress: Usd,
    trials: Usd,
    failed: Usd,
    experiments: Usd,
    hands_on: Usd,
}

impl Beside {
    /// For a run that is on the wall for `wall` and whose instances cost `machines`.
    fn new(around: &Around, wall: Hours, machines: Usd) -> Self {
        let months = around.kept_months + wall.0 / HOURS_A_MONTH;
        // A run that never ends keeps nothing.
        let months = if months.is_finite() { months } else { 0.0 };
        let of = |rate: Option<UsdPerGb>, bytes| rate.map_or(Usd::ZERO, |rate| rate.of(bytes));
        let of_run = |share: f64| if share > 0.0 { machines * share } else { Usd::ZERO };
        Self {
            storage: of(around.storage, around.kept) * months,
            egress: of(around.egress, around.leaves),
            trials: of_run(around.trials * around.trial_share),
            failed: of_run(around.failed),
            experiments: around.experiments,
            hands_on: around.day_rate * around.hands_on_days,
        }
    }
    /// The run alone: instances, storage, traffic.
    fn run(&self, machines: Usd) -> Usd {
        machines + self.storage + self.egress
    }
    /// With the project around it.
    fn project(&self, machines: Usd) -> Usd {
        self.run(machines) + self.trials + self.failed + self.experiments + self.hands_on
    }
}

/// The run and the project around it in dollars, without their lines: what [`Bill`] adds up to, to the last bit.
pub fn sums(around: &Around, timeline: &Timeline, per_hour: UsdPerHour) -> (Usd, Usd) {
    let machines = per_hour * timeline.billed;
    let beside = Beside::new(around, timeline.wall, machines);
    (beside.run(machines), beside.project(machines))
}

/// Every line in dollars. They add up to [`Bill::total`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bill {
    pub parts: [Usd; N_BILL_PARTS],
    /// The instances: `per_hour x billed`. The first [`N_HELD_PARTS`] lines add up to it.
    pub machines: Usd,
    /// Of the instances' hours, what pays for GPUs that the plan does not use. It is in the lines above.
    pub idle: Usd,
    beside: Beside,
}

impl Bill {
    /// `per_hour` is for all instances together.
    pub fn new(around: &Around, timeline: &Timeline, per_hour: UsdPerHour, idle_share: f64) -> Self {
        let machines = per_hour * timeline.billed;
        let beside = Beside::new(around, timeline.wall, machines);
        let mut parts = [Usd::ZERO; N_BILL_PARTS];
        for (part, hours) in parts.iter_mut().zip(timeline.parts) {
            *part = per_hour * hours;
        }
        let Beside { storage, egress, trials, failed, experiments, hands_on } = beside;
        parts[N_HELD_PARTS..].copy_from_slice(&[storage, egress, trials, failed, experiments, hands_on]);
        let idle = if idle_share > 0.0 { machines * idle_share } else { Usd::ZERO };
        Self { parts, machines, idle, beside }
    }
    pub fn part(&self, part: BillPart) -> Usd {
        self.parts[part as usize]
    }
    /// The run alone: instances, storage, traffic.
    pub fn run(&self) -> Usd {
        self.beside.run(self.machines)
    }
    /// With the project around it.
    pub fn total(&self) -> Usd {
        self.beside.project(self.machines)
    }
    /// Every line and the total in whole cents, so that what is shown adds up: lines are rounded down, then those that
    /// lost most get the missing cents, the earlier of two that lost alike.
    ///
    /// `None`: a line is no number of cents that can be written down.
    pub fn cents(&self) -> Option<([i64; N_BILL_PARTS], i64)> {
        let exact = self.parts.map(|usd| usd.0 * 100.0);
        let total = exact.iter().sum::<f64>();
        if !(total.abs() < 9e15 && exact.iter().all(|cents| cents.abs() < 9e15)) {
            return None;
        }
        let total = total.round() as i64;
        let mut cents = exact.map(|cents| cents.floor() as i64);
        let mut missing = total - cents.iter().sum::<i64>();
        let mut lost: [f64; N_BILL_PARTS] = core::array::from_fn(|i| exact[i] - cents[i] as f64);
        while missing > 0 {
            let most = (0..N_BILL_PARTS).rev().max_by(|&a, &b| lost[a].total_cmp(&lost[b]))?;
            cents[most] += 1;
            lost[most] = -1.0;
            missing -= 1;
        }
        Some((cents, total))
    }
}

/// The middle of a plan's cost and time, from a clock that plans on the same machines share: what a search calls for each
/// offer. `per_hour` is for all instances together. The same arithmetic as [`cost`](super::cost::cost), to the last bit.
pub fn middle(
    around: &Around,
    clock: &Timeline,
    per_hour: UsdPerHour,
    billing: &Billing,
) -> Option<(Usd, Hours)> {
    let machines = per_hour * clock.billed_by(billing);
    clock.ends().then(|| (Beside::new(around, clock.wall, machines).run(machines), clock.wall))
}

/// `365.25 x 24 / 12`, rounded as providers do.
pub const HOURS_A_MONTH: f64 = 730.0;

/// Whole instances for a number of GPUs: `ceil`, never `floor`.
pub fn n_instances(n_gpus: u32, price: &Price) -> u32 {
    n_gpus.div_ceil(price.gpus_per_instance.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The invoices of the tests in `tests/bill.rs` are made by hand; this is the arithmetic of the cents.
    #[test]
    fn cents_add_up_however_they_fall() {
        let mut parts = [Usd::ZERO; N_BILL_PARTS];
        for (i, part) in parts.iter_mut().enumerate() {
            *part = Usd(0.004 + i as f64 * 0.0007);
        }
        let none = timeline(&Around::NONE, Hours(0.0), 0.0, 1, None, 1.0);
        let bill = |parts| Bill { parts, ..Bill::new(&Around::NONE, &none, UsdPerHour(0.0), 0.0) };
        let (cents, total) = bill(parts).cents().expect("numbers");
        assert_eq!(cents.iter().sum::<i64>(), total);
        assert_eq!(total, 13);
        parts[0] = Usd(f64::INFINITY);
        assert_eq!(bill(parts).cents(), None);
    }

    #[test]
    fn what_is_itemised_is_not_counted_twice() {
        let around = Around { provision: Secs(360.0), evaluation: 0.02, ..Around::NONE };
        let at = |train, overhead| timeline(&around, Hours(train), overhead, 1, None, 1.0);
        // Long runs take the published share, short ones what their start takes.
        assert!((at(100.0, 0.12).held.0 - 112.0).abs() < 1e-9);
        assert!((at(0.1, 0.12).held.0 - (0.1 * 1.02 + 0.1)).abs() < 1e-9);
        assert!((at(0.1, 0.0).parts[BillPart::OtherTime as usize].0).abs() < 1e-12);
    }
}
