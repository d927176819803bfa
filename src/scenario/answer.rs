//! The answer: the scenario on every offer, the plan that the page recommends, the verdicts.

use super::bill;
use super::guide::{GuideAnswer, guide_answer};
use super::resolve::{self, Layout, Plan, PriceUsed};
use super::search::{Search, fit_order, fits_well};
use super::{Hardware, Method, PriceKind, Scenario};
use crate::catalog::OfferId;
use crate::engine::estimate::{Calibration, Estimate, Inputs, estimate};
use crate::engine::gpu::{Arch, Gpu};
use crate::engine::memory::Fit;
use crate::engine::recipe::{Attention, Precision};
use crate::engine::units::{Band, Hours, Usd};

/// One offer with the scenario on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub offer: OfferId,
    pub plan: Plan,
    pub inputs: Inputs,
    pub estimate: Estimate,
    pub price: PriceUsed,
    /// Why this GPU cannot run the scenario at all, whatever its memory.
    pub block: Option<Block>,
    /// It is what the reader asks for under Hardware. The others are there to compare.
    pub matches: bool,
}

impl Row {
    /// It runs: nothing blocks it, and the middle of its memory band fits.
    pub fn runs(&self) -> bool {
        self.block.is_none() && self.estimate.memory.fit.fits()
    }
    /// It runs and has a price.
    pub fn usable(&self) -> bool {
        self.runs() && self.estimate.cost.total.is_some()
    }
    /// It runs with room to spare: what a recommendation asks for, see [`COMFORTABLE`](super::search::COMFORTABLE).
    pub fn fits_well(&self) -> bool {
        self.block.is_none() && fits_well(&self.estimate.memory)
    }
    /// Sequences of one optimiser step; more than asked where accumulation has to round up.
    pub fn effective_batch_size(&self) -> u32 {
        let recipe = &self.inputs.recipe;
        let copies = recipe.data_parallel(self.plan.n_gpus);
        recipe.micro_batch_size.saturating_mul(recipe.grad_accum_steps).saturating_mul(copies)
    }
    /// Why it cannot be recommended; `None` when it can.
    pub fn reason(&self) -> Option<Reason> {
        match (self.block, self.estimate.memory.fit) {
            (Some(block), _) => Some(Reason::Blocked(block)),
            (None, Fit::Exceeds { .. }) => Some(Reason::DoesNotFit),
            _ if self.estimate.cost.total.is_none() => Some(Reason::NoPrice(self.price.kind)),
            _ => None,
        }
    }
}

/// Why an offer is not recommended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Blocked(Block),
    DoesNotFit,
    /// The offer lists no price of this kind.
    NoPrice(PriceKind),
}

impl Reason {
    /// What to do about it.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Blocked(block) => block.message(),
            Self::DoesNotFit => "Does not fit into memory.",
            Self::NoPrice(PriceKind::Spot) => "No spot price is listed.",
            Self::NoPrice(PriceKind::OnDemand) => "No on-demand price is listed.",
        }
    }
}

/// What a GPU lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    NoBf16,
    NoFp8,
    NoFlashAttention,
    /// No source gives its speed.
    UnknownSpeed,
}

impl Block {
    /// Key of the field to change.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoBf16 | Self::NoFp8 => "precision",
            Self::NoFlashAttention => "attention",
            Self::UnknownSpeed => "hardware",
        }
    }
    /// What to enter instead.
    pub const fn message(self) -> &'static str {
        match self {
            Self::NoBf16 => "This GPU has no bf16. Use fp16.",
            Self::NoFp8 => "This GPU has no fp8. Use bf16.",
            Self::NoFlashAttention => "FlashAttention needs an Ampere GPU or newer. Use SDPA.",
            Self::UnknownSpeed => "The speed of this GPU is not known.",
        }
    }
}

/// What the scenario asks of a GPU that it does not have.
pub fn block(scenario: &Scenario, gpu: &Gpu) -> Option<Block> {
    let old = matches!(gpu.arch, Arch::Pascal | Arch::Volta | Arch::Turing);
    let bf16 = matches!(scenario.precision, Precision::Bf16 | Precision::Bf16Mixed | Precision::Fp8);
    if scenario.precision == Precision::Fp8 && gpu.fp8_peak.is_none() {
        Some(Block::NoFp8)
    } else if gpu.bf16_peak.is_none() && gpu.fp16_peak.is_none() {
        Some(Block::UnknownSpeed)
    } else if bf16 && (old || gpu.bf16_peak.is_none()) {
        Some(Block::NoBf16)
    } else if scenario.attention == Attention::Flash && old {
        Some(Block::NoFlashAttention)
    } else {
        None
    }
}

/// Budget or deadline against the band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Even the high end is within.
    Under,
    /// The band straddles it.
    Tight,
    /// Even the low end is beyond.
    Over,
}

impl Verdict {
    /// Where `limit` stands against a band.
    pub fn of(band: Band<f64>, limit: f64) -> Self {
        if band.high <= limit {
            Self::Under
        } else if band.low > limit {
            Self::Over
        } else {
            Self::Tight
        }
    }
    pub const fn id(self) -> &'static str {
        match self {
            Self::Under => "under",
            Self::Tight => "tight",
            Self::Over => "over",
        }
    }
}

/// Everything that the page shows for one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub scenario: Scenario,
    /// One row an offer, fit or not, in catalog order.
    pub rows: Vec<Row>,
    /// Position in `rows` of what the page recommends, or of what is nearest to fitting where nothing fits.
    /// `None`: the catalog has no offer of the asked hardware.
    pub chosen: Option<usize>,
    /// What the guide prints for it.
    pub guide: Option<GuideAnswer>,
    /// By the method that the scenario asks for, experiments included.
    pub budget: Option<Verdict>,
    pub deadline: Option<Verdict>,
}

impl Answer {
    pub fn chosen_row(&self) -> Option<&Row> {
        self.chosen.and_then(|index| self.rows.get(index))
    }
    /// Cost of the run by the method asked, without experiments. `None`: no price, or nothing runs.
    pub fn cost(&self) -> Option<Band<Usd>> {
        match self.scenario.method {
            Method::Guide => self.guide.as_ref().map(GuideAnswer::cost),
            Method::Physical => self.chosen_row().filter(|row| row.runs())?.estimate.cost.total,
        }
    }
    /// The same with experiments, trials, runs that fail and people's days: what counts against the budget.
    pub fn cost_with_experiments(&self) -> Option<Band<Usd>> {
        let experiments = Usd(self.scenario.experiments_usd);
        match self.scenario.method {
            Method::Guide => self.cost().map(|band| band.map(|usd| usd + experiments)),
            Method::Physical => self.chosen_row().filter(|row| row.runs())?.estimate.cost.project,
        }
    }
    /// Hours on the wall by the method asked.
    pub fn wall(&self) -> Option<Band<Hours>> {
        match self.scenario.method {
            Method::Guide => self.guide.as_ref().map(GuideAnswer::hours),
            Method::Physical => self.chosen_row().filter(|row| row.runs()).map(|row| row.estimate.time.wall),
        }
    }
}

/// Answers a scenario. Every call gives the same answer for the same scenario.
pub fn answer(scenario: &Scenario) -> Answer {
    let mut rows = rows(scenario, Calibration::NONE);
    let mut chosen = choose(scenario.hardware, &rows);
    if let Some(calibration) = chosen.and_then(|index| calibration(scenario, &rows[index])) {
        rows = self::rows(scenario, calibration);
        chosen = choose(scenario.hardware, &rows);
    }
    let guide = guide_answer(scenario, chosen.map(|index| &rows[index]));
    let mut answer = Answer { scenario: *scenario, rows, chosen, guide, budget: None, deadline: None };
    let verdict = |band: Option<Band<f64>>, limit| Some(Verdict::of(band?, limit?));
    let cost = answer.cost_with_experiments().map(|band| band.map(|usd| usd.0));
    answer.budget = verdict(cost, scenario.budget_usd);
    answer.deadline = verdict(answer.wall().map(|band| band.map(|hours| hours.0)), scenario.deadline_hours);
    answer
}

/// What the reader's own measurement says about the plan that was chosen without it.
pub fn calibration(scenario: &Scenario, row: &Row) -> Option<Calibration> {
    let memory = scenario.measured_peak_mem_gib.map(|gib| gib / row.estimate.memory.device.mid.gib());
    let tokens_per_sec =
        scenario.measured_tokens_per_sec.map(|rate| rate / row.estimate.time.tokens_per_sec.mid);
    let by_step = scenario.measured_step_secs.map(|secs| row.estimate.time.step.mid.0 / secs);
    let sane = |factor: &f64| factor.is_finite() && *factor > 0.0;
    let calibration =
        Calibration { memory: memory.filter(sane), tokens_per_sec: tokens_per_sec.or(by_step).filter(sane) };
    (calibration != Calibration::NONE).then_some(calibration)
}

/// The scenario on one offer, whatever it asks for under Hardware. Calibration does not reach it.
pub fn row_on(scenario: &Scenario, offer: OfferId) -> Row {
    row_with(scenario, offer, Calibration::NONE)
}

/// The same, scaled by what a measured run says.
pub fn row_with(scenario: &Scenario, offer: OfferId, calibration: Calibration) -> Row {
    let layout = Layout::of(offer);
    let plan = Search::new(scenario).plan(&layout);
    let inputs = Inputs { calibration, ..resolve::inputs_on(scenario, &layout, plan) };
    let estimate = estimate(&inputs);
    finish(scenario, offer, plan, inputs, estimate)
}

/// A row from what does not depend on the price.
fn finish(scenario: &Scenario, offer: OfferId, plan: Plan, mut inputs: Inputs, estimate: Estimate) -> Row {
    let price = resolve::price(scenario, offer);
    bill::charge(scenario, offer, &price, &mut inputs);
    let estimate = Estimate::priced(&inputs, estimate.memory, estimate.time);
    let matches = match scenario.hardware {
        Hardware::Cheapest | Hardware::Fastest => true,
        Hardware::Gpu(gpu) => gpu == offer.get().gpu,
        Hardware::Offer(named) => named == offer,
    };
    let block = block(scenario, &inputs.gpu);
    Row { offer, plan, inputs, estimate, price, block, matches }
}

/// The scenario on every offer, in catalog order. A calibration scales the estimates and leaves the plans: the reader
/// measured the plan that the page showed.
pub(super) fn rows(scenario: &Scenario, calibration: Calibration) -> Vec<Row> {
    let mut search = Search::new(scenario);
    let mut layouts: Vec<(Layout, Plan, Inputs, Estimate)> = Vec::new();
    OfferId::all()
        .map(|offer| {
            let layout = Layout::of(offer);
            // Plans do not depend on the price: work once for all offers that are built alike.
            let (plan, inputs, estimate) = match layouts.iter().find(|done| done.0 == layout) {
                Some(done) => (done.1, done.2, done.3),
                None => {
                    let plan = search.plan(&layout);
                    let inputs = Inputs { calibration, ..resolve::inputs_on(scenario, &layout, plan) };
                    let estimate = estimate(&inputs);
                    layouts.push((layout, plan, inputs, estimate));
                    (plan, inputs, estimate)
                }
            };
            finish(scenario, offer, plan, inputs, estimate)
        })
        .collect()
}

/// The cheapest or fastest row that runs; where nothing runs, the one nearest to fitting. Ties go to the cheaper, then
/// the faster, then the earlier row.
fn choose(hardware: Hardware, rows: &[Row]) -> Option<usize> {
    let rank = |row: &Row| match (row.usable(), row.runs(), row.block) {
        (true, ..) if row.fits_well() => 0,
        (true, ..) => 1,
        (_, true, _) => 2,
        (_, _, None) => 3,
        _ => 4,
    };
    let key = |row: &Row| {
        let usd = row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0);
        let hours = row.estimate.time.wall.mid.0;
        let nearness = fit_order(&row.estimate.memory);
        match rank(row) {
            0..=2 if hardware == Hardware::Fastest => [hours, usd, 0.0],
            0..=2 => [usd, hours, 0.0],
            _ => [nearness, usd, hours],
        }
    };
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.matches)
        .min_by(|(_, a), (_, b)| {
            let [a_key, b_key] = [key(a), key(b)];
            let by_key = a_key.iter().zip(&b_key).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
            rank(a).cmp(&rank(b)).then(by_key.unwrap_or(core::cmp::Ordering::Equal))
        })
        .map(|(index, _)| index)
}
