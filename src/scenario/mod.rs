//! What the reader asks for.
//!
//! A [`Scenario`] holds identifiers and numbers, nothing computed. [`link`] turns it into a query string and back,
//! [`resolve`] meets it with the catalog, [`answer`] runs the estimator over every offer that can run it.

pub mod accuracy;
pub mod age;
pub mod answer;
pub mod bill;
pub mod book;
pub mod break_even;
pub mod check;
pub mod curve;
pub mod fields;
pub mod guide;
pub mod kept;
pub mod link;
pub mod measured;
mod measured_model;
pub mod plans;
pub mod presets;
pub mod questions;
mod ragged;
pub mod resolve;
pub mod savings;
pub mod search;
pub mod sensitivity;
pub mod spot_view;
mod trainer;
pub mod ways_out;
pub mod words;

use crate::catalog::{GpuId, ModelId, OfferId};
use crate::engine::model::TargetModules;
use crate::engine::recipe::{Attention, Optimizer, Precision, Recompute, Sharding, Stack, Technique};

/// Which arithmetic answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The estimator: hardware FLOP, bandwidth, memory by moment.
    Physical,
    /// The guide's tables, as printed.
    Guide,
}

/// Where it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hardware {
    /// The cheapest offer that fits.
    Cheapest,
    /// The fastest offer that fits.
    Fastest,
    /// The cheapest offer of one GPU that fits.
    Gpu(GpuId),
    /// One offer, as sold.
    Offer(OfferId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceKind {
    OnDemand,
    Spot,
}

/// A day or a month, as catalog rows and links write it: `2026-07-20`, `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    /// 0: the month alone is known.
    pub day: u8,
}

impl Date {
    /// `YYYY-MM` or `YYYY-MM-DD`, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |range: core::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten()
        };
        let dash = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let day = match text.len() {
            7 => 0,
            10 if dash(7) => number(8..10).filter(|day| (1..=31).contains(day))?,
            _ => return None,
        };
        let year = number(0..4).filter(|year| (2000..=2199).contains(year))?;
        let month = number(5..7).filter(|month| dash(4) && (1..=12).contains(month))?;
        Some(Self { year, month: month as u8, day: day as u8 })
    }
}

impl Date {
    /// Days from the first day of this date's month, or from its day, to another.
    pub fn days_until(self, other: Self) -> i64 {
        other.days() - self.days()
    }

    /// Days of the proleptic Gregorian calendar since 0000-03-01.
    fn days(self) -> i64 {
        // Years begin in March, so that the leap day comes last.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i64::from(self.day.max(1))
            - 1
    }
}

impl core::fmt::Display for Date {
    fn fmt(&self, to: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(to, "{}-{:02}", self.year, self.month)?;
        if self.day > 0 { write!(to, "-{:02}", self.day) } else { Ok(()) }
    }
}

/// `None` in a field means: let the page choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scenario {
    pub method: Method,
    /// The guide's hours are looked up by preset or by model size.
    pub preset: Option<presets::PresetId>,
    pub model: ModelId,
    /// Tokens of one epoch.
    pub tokens: f64,
    pub epochs: f64,
    pub technique: Technique,
    pub hardware: Hardware,
    /// GPUs in all. `None`: the fewest that fit.
    pub n_gpus: Option<u32>,
    pub price_kind: PriceKind,
    /// A price of the reader's own, or the price that a shared link pins: one instance of the chosen offer, US dollars
    /// an hour, for the kind of price asked. Only an offer that is named has it: see [`Hardware::Offer`].
    pub usd_per_instance_hour: Option<f64>,
    /// When the pinned price was current.
    pub price_as_of: Option<Date>,
    /// Spot discount where an offer lists no spot price, 0 to 0.9. `None`: such offers have no spot price.
    pub spot_discount: Option<f64>,
    pub budget_usd: Option<f64>,
    pub deadline_hours: Option<f64>,

    pub seq_len: u32,
    /// Sequences an optimiser step, over all GPUs.
    pub global_batch_size: u32,
    /// `None`: the largest power of two that fits.
    pub micro_batch_size: Option<u32>,
    pub lora_rank: u32,
    pub target_modules: TargetModules,
    pub precision: Precision,
    pub optimizer: Optimizer,
    pub recompute: Recompute,
    pub attention: Attention,
    pub fused_cross_entropy: bool,
    pub stack: Stack,
    /// `None`: none on one GPU; on several the lightest that fits.
    pub sharding: Option<Sharding>,
    /// GPUs that split every layer between them.
    pub tensor_parallel: u32,
    /// Groups of layers, one after the other on as many GPUs.
    pub pipeline_parallel: u32,
    /// GPUs that split every sequence between them.
    pub context_parallel: u32,
    /// GPUs that share out the experts of every layer. They are some of those that hold copies.
    pub expert_parallel: u32,
    pub cpu_offload: bool,
    /// Sequences are packed; otherwise `fill` of each carries data.
    pub packing: bool,
    pub fill: f64,

    /// Start, evaluation and saving, as a share of the training time.
    pub overhead: f64,
    /// Hours of experiments are not priced here; dollars are.
    pub experiments_usd: f64,
    /// A measured run of the reader's own.
    pub measured_tokens_per_sec: Option<f64>,
    pub measured_step_secs: Option<f64>,
    pub measured_peak_mem_gib: Option<f64>,
    /// What the search over every plan leaves out.
    pub limits: plans::limits::Limits,
    /// The run around the run.
    pub bill: bill::Terms,
    /// What the model is for.
    pub serving: bill::Serving,
    pub currency: bill::Currency,
}

impl Default for Scenario {
    /// What the page opens on: QLoRA of Llama 3.1 8B, as a first run with a public recipe would be.
    ///
    /// Links leave these values out, so they are part of the link format: changing one needs a new version there.
    fn default() -> Self {
        Self {
            method: Method::Physical,
            preset: None,
            model: presets::model("llama-3.1-8b"),
            tokens: 5e6,
            epochs: 3.0,
            technique: Technique::Qlora,
            hardware: Hardware::Cheapest,
            n_gpus: None,
            price_kind: PriceKind::OnDemand,
            usd_per_instance_hour: None,
            price_as_of: None,
            spot_discount: None,
            budget_usd: None,
            deadline_hours: None,
            seq_len: 2048,
            global_batch_size: 16,
            micro_batch_size: None,
            lora_rank: 16,
            target_modules: TargetModules::ALL_LINEAR,
            precision: Precision::Bf16,
            optimizer: Optimizer::Adamw,
            recompute: Recompute::Full,
            attention: Attention::Sdpa,
            fused_cross_entropy: false,
            stack: Stack::Eager,
            sharding: None,
            tensor_parallel: 1,
            pipeline_parallel: 1,
            context_parallel: 1,
            expert_parallel: 1,
            cpu_offload: false,
            packing: true,
            fill: 0.5,
            overhead: 0.12,
            experiments_usd: 0.0,
            measured_tokens_per_sec: None,
            measured_step_secs: None,
            measured_peak_mem_gib: None,
            limits: plans::limits::Limits::default(),
            bill: bill::Terms::DEFAULT,
            serving: bill::Serving::DEFAULT,
            currency: bill::Currency::DOLLAR,
        }
    }
}

impl Scenario {
    /// GPUs that hold one copy of the model between them.
    pub const fn model_parallel(&self) -> u32 {
        self.tensor_parallel * self.pipeline_parallel * self.context_parallel
    }
    /// Copies of the model that see different data.
    pub const fn data_parallel(&self, n_gpus: u32) -> u32 {
        let copies = n_gpus / self.model_parallel();
        if copies == 0 { 1 } else { copies }
    }
    /// The same with a whole model on each GPU, or shared out by sharding alone.
    #[must_use]
    pub const fn without_model_parallel(self) -> Self {
        Self { tensor_parallel: 1, pipeline_parallel: 1, context_parallel: 1, expert_parallel: 1, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_between_dates() {
        let days = |from: &str, to: &str| Date::parse(from).unwrap().days_until(Date::parse(to).unwrap());
        assert_eq!(days("2026-03-01", "2026-03-31"), 30);
        assert_eq!(days("2026-03", "2026-04"), 31);
        assert_eq!(days("2024-02-28", "2024-03-01"), 2);
        assert_eq!(days("2026-02-28", "2026-03-01"), 1);
        assert_eq!(days("2026-11-24", "2025-11-24"), -365);
        assert_eq!(days("2000-01-01", "2026-01-01"), 9497);
    }

    #[test]
    fn dates_are_months_or_days() {
        for text in ["2026-03", "2026-07-20"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "2026-3",
            "2026-03-32",
            "2026-03-00",
            "1999-01",
            "2026/03",
            "20é6-03",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
