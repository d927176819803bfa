//! What moves the answer most: one input at a time, the others as they are.
//!
//! Each input is tried at a sensible low and high, and the scenario is answered again on the chosen offer. Choices are
//! tried at each of their values; where to rent is read from the answer's own rows. The estimator's bands stand beside
//! the reader's inputs: what nobody knows moves the answer as well.

use super::answer::{Answer, Row, row_with};
use super::check::check;
use super::fields::{self, NumberField};
use super::plans;
use super::search::keeps_batch;
use super::{PriceKind, Scenario};
use crate::catalog::{GpuId, guide};
use crate::engine::estimate::Calibration;
use crate::engine::recipe::Stack;
use crate::engine::units::{Hours, Usd};
use crate::format;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Cost,
    Wall,
}

/// An input at one value.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// `10 M tokens`, `LoRA`
    pub at: String,
    /// Middle of the band. `None`: no price.
    pub cost: Option<Usd>,
    pub wall: Hours,
    /// False: the run does not fit then, and the figures do not count.
    pub runs: bool,
}

impl End {
    fn of(at: String, row: &Row) -> Self {
        let cost = row.estimate.cost.total.map(|total| total.mid);
        Self { at, cost, wall: row.estimate.time.wall.mid, runs: row.runs() }
    }
    /// Dollars or hours; `None` where it does not run, never ends, or has no price.
    pub fn figure(&self, measure: Measure) -> Option<f64> {
        match measure {
            Measure::Cost => self.cost.map(|usd| usd.0),
            Measure::Wall => Some(self.wall.0),
        }
        .filter(|figure| self.runs && figure.is_finite())
    }
}

/// An input and what it was tried at.
#[derive(Clone, Debug, PartialEq)]
pub struct Sway {
    /// Of the field that sets it, or of what explains it.
    pub key: &'static str,
    pub label: &'static str,
    /// What it is now.
    pub now: String,
    pub ends: Vec<End>,
}

/// Every input's sway around the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    pub now: End,
    pub sways: Vec<Sway>,
}

/// An input's bar: from the least to the most that the answer becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar<'a> {
    pub sway: &'a Sway,
    /// Dollars or hours, and the end where they are reached; `None`: as things are now.
    pub least: (f64, Option<&'a End>),
    pub most: (f64, Option<&'a End>),
    /// Where the bar begins and ends, as shares of the picture's width.
    pub from: f64,
    pub to: f64,
    /// It goes on beyond the picture.
    pub cut: bool,
}

/// Bars, the longest first, and the inputs that move nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars<'a> {
    pub bars: Vec<Bar<'a>>,
    /// Where the answer of now stands, as a share of the width.
    pub now: f64,
    pub still: Vec<&'a Sway>,
}

/// What moves the answer less than this share of it does not move it.
const LEAST_SWING: f64 = 0.005;
/// The picture ends at this many times the present answer, so that one long bar does not flatten the rest.
const WIDEST: f64 = 4.0;

impl Tornado {
    /// Sorted by how far dollars or hours swing; ties keep the order of the page. `None`: there is no price.
    pub fn bars(&self, measure: Measure) -> Option<Bars<'_>> {
        let now = self.now.figure(measure)?;
        let mut found: Vec<Bar<'_>> = Vec::new();
        let mut still = Vec::new();
        for sway in &self.sways {
            let (mut least, mut most) = ((now, None), (now, None));
            for end in &sway.ends {
                let Some(figure) = end.figure(measure) else { continue };
                if figure < least.0 {
                    least = (figure, Some(end));
                }
                if figure > most.0 {
                    most = (figure, Some(end));
                }
            }
            if most.0 - least.0 <= now * LEAST_SWING {
                still.push(sway);
                continue;
            }
            let swing = |bar: &Bar<'_>| bar.most.0 - bar.least.0;
            let bar = Bar { sway, least, most, from: 0.0, to: 0.0, cut: false };
            found.insert(found.partition_point(|other| swing(other) >= swing(&bar)), bar);
        }
        let low = found.iter().fold(now, |low, bar| low.min(bar.least.0));
        let high = found.iter().fold(now, |high, bar| high.max(bar.most.0)).min(now * WIDEST);
        let share = |value: f64| if high > low { ((value - low) / (high - low)).min(1.0) } else { 0.5 };
        for bar in &mut found {
            (bar.from, bar.to, bar.cut) = (share(bar.least.0), share(bar.most.0), bar.most.0 > high);
        }
        Some(Bars { bars: found, now: share(now), still })
    }
}

/// Answers again for every input. `None`: nothing runs.
pub fn tornado(answer: &Answer) -> Option<Tornado> {
    let row = answer.chosen_row().filter(|row| row.runs())?;
    let around = Around { scenario: answer.scenario, row, calibration: plans::calibration(answer) };
    let mut sways: Vec<Sway> = Vec::new();
    let mut add = |key, label, now: String, ends: Vec<End>| {
        if !ends.is_empty() {
            sways.push(Sway { key, label, now, ends });
        }
    };
    for (key, steps) in around.quantities() {
        if let Some(field) = fields::number(key) {
            let ends = steps.into_iter().filter_map(|value| around.at(field, value)).collect();
            add(key, field.label, said(field, &answer.scenario), ends);
        }
    }
    for key in ["technique", "recompute", "stack", "optimizer"] {
        if let Some(field) = fields::choice(key) {
            add(key, field.label, field.chosen(&answer.scenario).label.into(), around.choices(key));
        }
    }
    add("packing", "Packing", packed(&answer.scenario), around.packing());
    let gpu = row.offer.get().gpu;
    add("hardware", "GPU", gpu.get().name.into(), gpus(answer, gpu));
    add("hardware", "Where you rent it", row.offer.get().provider.into(), providers(answer, row));
    add("price", "Kind of price", kind(answer.scenario.price_kind).into(), around.price_kinds());
    add(
        "micro_batch_size",
        "Memory, as it turns out",
        format::gib(row.estimate.memory.device.mid),
        around.memory(),
    );
    add("why-time", "Speed, as it turns out", rate(row.estimate.time.tokens_per_sec.mid), speed(row));
    Some(Tornado { now: End::of("now".into(), row), sways })
}

/// A quantity with its unit: `5 M tokens`, `3 epochs`, `12 %`.
fn said(field: &NumberField, scenario: &Scenario) -> String {
    let Some(value) = (field.get)(scenario) else { return field.empty.into() };
    match (field.key, field.unit) {
        ("overhead" | "fill" | "spot_discount", _) => format::percent(value),
        ("tokens", _) => format!("{} tokens", format::count(value)),
        ("epochs", _) if value == 1.0 => "1 epoch".into(),
        ("epochs", _) => format!("{} epochs", format::grouped(value)),
        (_, "") => format::grouped(value),
        (_, unit) => format!("{} {unit}", format::grouped(value)),
    }
}

fn packed(scenario: &Scenario) -> String {
    match scenario.packing {
        true => "packed".into(),
        false => format!("{} filled", format::percent(scenario.fill)),
    }
}

const fn kind(kind: PriceKind) -> &'static str {
    match kind {
        PriceKind::OnDemand => "on demand",
        PriceKind::Spot => "spot",
    }
}

fn rate(tokens_per_sec: f64) -> String {
    format::tokens_per_sec(tokens_per_sec)
}

/// The scenario and where it runs.
struct Around<'a> {
    scenario: Scenario,
    row: &'a Row,
    calibration: Calibration,
}

impl Around<'_> {
    fn row(&self, scenario: &Scenario) -> Row {
        row_with(scenario, self.row.offer, self.calibration)
    }

    /// What cannot be as asked is not tried.
    fn end(&self, at: String, scenario: &Scenario) -> Option<End> {
        let possible = *scenario != self.scenario && check(scenario).is_empty();
        possible.then(|| End::of(at, &self.row(scenario)))
    }

    /// A quantity at a value within its bounds.
    fn at(&self, field: &NumberField, value: f64) -> Option<End> {
        let value = if field.integer { value.round() } else { value };
        let mut changed = self.scenario;
        (field.set)(&mut changed, Some(field.admit(value)?));
        self.end(said(field, &changed), &changed)
    }

    /// Half and double of what has no natural step; one epoch less and more; the ends of what is published.
    fn quantities(&self) -> Vec<(&'static str, Vec<f64>)> {
        let s = &self.scenario;
        let half_and_double = |value: f64| vec![value / 2.0, value * 2.0];
        let epochs =
            if s.epochs > 1.0 { vec![s.epochs - 1.0, s.epochs + 1.0] } else { half_and_double(s.epochs) };
        let mut lengths = half_and_double(f64::from(s.seq_len));
        let reads = s.model.get().max_seq_len;
        // A model that reads no longer sequences is not asked to.
        lengths.retain(|length| *length <= f64::from(s.seq_len) || reads == 0 || *length <= f64::from(reads));
        let gpus = f64::from(self.row.plan.n_gpus);
        let mut all = vec![
            ("tokens", half_and_double(s.tokens)),
            ("epochs", epochs),
            ("seq_len", lengths),
            ("global_batch_size", half_and_double(f64::from(s.global_batch_size))),
            ("n_gpus", half_and_double(gpus)),
            // Published whole runs: 10 to 15 % on top of their steps.
            ("overhead", vec![s.overhead.min(0.10), s.overhead.max(0.15)]),
        ];
        if s.technique.is_adapter() {
            all.push(("lora_rank", half_and_double(f64::from(s.lora_rank))));
        }
        if s.price_kind == PriceKind::Spot && self.row.price.discounted {
            let (low, high) = guide::SPOT_DISCOUNT;
            all.push(("spot_discount", vec![low, high]));
        }
        if self.row.price.pinned
            && let Some(usd) = s.usd_per_instance_hour
        {
            all.push(("usd", vec![usd * 0.8, usd * 1.25]));
        }
        all
    }

    /// Every other value of a choice.
    fn choices(&self, key: &str) -> Vec<End> {
        let Some(field) = fields::choice(key) else { return Vec::new() };
        let now = (field.get)(&self.scenario);
        let others = (0..field.options.len()).filter(|index| *index != now);
        others
            .filter_map(|index| {
                let mut changed = self.scenario;
                (field.set)(&mut changed, index);
                // Trainers of whole clusters are no choice for a run on one machine.
                let fits_run = changed.stack == self.scenario.stack || changed.stack != Stack::Megatron;
                self.end(field.options[index].label.into(), &changed).filter(|_| fits_run)
            })
            .collect()
    }

    fn packing(&self) -> Vec<End> {
        let turned = Scenario { packing: !self.scenario.packing, ..self.scenario };
        let mut ends: Vec<End> = self.end(packed(&turned), &turned).into_iter().collect();
        if !self.scenario.packing {
            for factor in [0.5, 1.5] {
                let fill = format::tidy((self.scenario.fill * factor).min(1.0));
                let changed = Scenario { fill, ..self.scenario };
                ends.extend(self.end(packed(&changed), &changed));
            }
        }
        ends
    }

    /// The other kind of price, where this offer has one.
    fn price_kinds(&self) -> Vec<End> {
        let price_kind = match self.scenario.price_kind {
            PriceKind::OnDemand => PriceKind::Spot,
            PriceKind::Spot => PriceKind::OnDemand,
        };
        let unpinned =
            Scenario { price_kind, usd_per_instance_hour: None, price_as_of: None, ..self.scenario };
        self.end(kind(price_kind).into(), &unpinned).filter(|end| end.cost.is_some()).into_iter().collect()
    }

    /// If memory comes out at an end of its band: the largest micro-batch that fits then.
    fn memory(&self) -> Vec<End> {
        let plan = self.row.plan;
        let with = |size: u32| {
            let changed = Scenario {
                micro_batch_size: Some(size),
                n_gpus: Some(plan.n_gpus),
                sharding: (plan.n_gpus > 1).then_some(plan.sharding),
                ..self.scenario
            };
            self.row(&changed)
        };
        let said =
            |row: &Row, gib| format!("{}, micro-batch {}", format::gib(gib), row.plan.micro_batch_size);
        let mut ends = Vec::new();
        // More than expected: smaller micro-batches until the high end fits.
        let mut size = plan.micro_batch_size;
        loop {
            let row = with(size);
            let memory = &row.estimate.memory;
            if memory.device.high <= memory.capacity || size == 1 {
                let mut end = End::of(said(&row, memory.device.high), &row);
                end.runs = memory.device.high <= memory.capacity;
                ends.push(end);
                break;
            }
            size = (size / 2).max(1);
        }
        // Less: larger ones, as long as the low end fits and the reader has not chosen one.
        let mut best: Option<Row> = None;
        size = plan.micro_batch_size * 2;
        while self.scenario.micro_batch_size.is_none()
            && size <= super::search::MAX_MICRO_BATCH
            && keeps_batch(self.scenario.global_batch_size, size, self.scenario.data_parallel(plan.n_gpus))
        {
            let row = with(size);
            if row.estimate.memory.device.low > row.estimate.memory.capacity {
                break;
            }
            best = Some(row);
            size *= 2;
        }
        ends.extend(best.map(|row| {
            let mut end = End::of(said(&row, row.estimate.memory.device.low), &row);
            // It is asked what happens if the low end comes true.
            end.runs = row.block.is_none();
            end
        }));
        ends
    }
}

/// The answer's own band.
fn speed(row: &Row) -> Vec<End> {
    let time = &row.estimate.time;
    let cost = row.estimate.cost.total;
    let end = |speed: f64, usd: Option<Usd>, wall| End { at: rate(speed), cost: usd, wall, runs: true };
    vec![
        end(time.tokens_per_sec.high, cost.map(|cost| cost.low), time.wall.low),
        end(time.tokens_per_sec.low, cost.map(|cost| cost.high), time.wall.high),
    ]
}

fn cost_of(row: &Row) -> f64 {
    row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0)
}

/// The cheapest offer of each other GPU that runs it well, without the dearest quarter: machines far too large for the
/// run would stretch the bar.
fn gpus(answer: &Answer, now: GpuId) -> Vec<End> {
    let mut best: Vec<&Row> = Vec::new();
    for row in answer.rows.iter().filter(|row| row.usable() && row.fits_well()) {
        let gpu = row.offer.get().gpu;
        match best.iter_mut().find(|other| other.offer.get().gpu == gpu) {
            Some(other) if cost_of(row) < cost_of(other) => *other = row,
            Some(_) => {}
            None => best.push(row),
        }
    }
    best.retain(|row| row.offer.get().gpu != now);
    let mut sorted: Vec<&Row> = Vec::with_capacity(best.len());
    for row in best {
        sorted.insert(sorted.partition_point(|other| cost_of(other) <= cost_of(row)), row);
    }
    sorted.truncate(sorted.len() - sorted.len() / 4);
    let at = |row: &Row| format!("{}\u{d7} {}", row.plan.n_gpus, row.offer.get().gpu.get().name);
    sorted.into_iter().map(|row| End::of(at(row), row)).collect()
}

/// Every other offer of the same GPU, as many of them as now.
fn providers(answer: &Answer, now: &Row) -> Vec<End> {
    let same = |row: &&Row| {
        row.offer != now.offer
            && row.usable()
            && row.offer.get().gpu == now.offer.get().gpu
            && row.plan.n_gpus == now.plan.n_gpus
    };
    let at = |row: &Row| row.offer.get().provider.to_owned();
    answer.rows.iter().filter(same).map(|row| End::of(at(row), row)).collect()
}
