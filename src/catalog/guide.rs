//! The guide as data: rules, hours, prices, strategies, budgets, answers, contradictions.
//!
//! Every figure of the public guide (March 2026) that Tunecost reproduces, restated, each with its identifier.
//! Figures are as printed there, right or wrong; [`contradictions`] says which do not agree, with the arithmetic.
//! Nothing here computes a cost.

mod contradictions;

pub use contradictions::{CONTRADICTIONS, Contradiction};

use super::GpuEntry;
use crate::engine::recipe::Technique;

/// What the guide's figures are dated.
pub const AS_OF: &str = "2026-03";
/// Tokens that every row of [`HOURS`] is for, one epoch.
pub const HOURS_TOKENS: f64 = 1e6;
/// Tokens that the guide's totals assume (R9).
pub const TOTALS_TOKENS: f64 = 500e3;

/// A rule of thumb, `R1` to `R9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    pub text: &'static str,
}

pub static RULES: &[Rule] = &[
    Rule { id: "R1", text: "Cost is GPU-hours times the price of a GPU-hour." },
    Rule {
        id: "R2",
        text: "GPU-hours are roughly parameters times tokens over peak TFLOPS times efficiency. No factor 6 is printed.",
    },
    Rule {
        id: "R3",
        text: "Efficiency is 0.5 to 0.8, for data loading, validation and utilisation; real training rarely reaches the peak.",
    },
    Rule { id: "R4", text: "GPU-hours depend on model size, tokens and technique." },
    Rule { id: "R5", text: "1 B tokens on one RTX 4090: 7B in 4-6 h, 13B in 8-12 h, 70B in 40-80 h." },
    Rule {
        id: "R6",
        text: "One epoch of Llama 2 7B costs $2-10 depending on the GPU; one epoch of a 70B model $100-500.",
    },
    Rule { id: "R7", text: "Typical runs are 3 to 5 epochs." },
    Rule { id: "R8", text: "Twice the model size takes 1.5 to 2 times the GPU-hours, not exactly twice." },
    Rule {
        id: "R9",
        text: "Larger data sets scale in proportion; the totals that the guide prints assume 500 K tokens.",
    },
];

/// R3: the share of the peak that the guide reckons with, low and high.
pub const EFFICIENCY: (f64, f64) = (0.5, 0.8);
/// R7: epochs of a typical run, low and high.
pub const TYPICAL_EPOCHS: (f64, f64) = (3.0, 5.0);
/// R8: GPU-hours for twice the model size, low and high.
pub const HOURS_PER_DOUBLING: (f64, f64) = (1.5, 2.0);

/// R5: hours for 1 B tokens on one RTX 4090.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BillionTokens {
    /// Billions of parameters.
    pub params_billion: f64,
    pub low: f64,
    pub high: f64,
}

pub static BILLION_TOKENS: &[BillionTokens] = &[
    BillionTokens { params_billion: 7.0, low: 4.0, high: 6.0 },
    BillionTokens { params_billion: 13.0, low: 8.0, high: 12.0 },
    BillionTokens { params_billion: 70.0, low: 40.0, high: 80.0 },
];

/// R6: US dollars for one epoch.
pub const EPOCH_USD_7B: (f64, f64) = (2.0, 10.0);
pub const EPOCH_USD_70B: (f64, f64) = (100.0, 500.0);

/// The guide's rows of model size. 70B models are in both of the last two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeClass {
    B7,
    B13,
    B34To70,
    B70Up,
}

impl SizeClass {
    /// As the guide prints it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::B7 => "7B",
            Self::B13 => "13B",
            Self::B34To70 => "34B-70B",
            Self::B70Up => "70B+",
        }
    }
    /// Does a model of this many parameters belong to the row? Llama 2 70B has 69 B: "70B" starts at 65 B.
    pub fn covers(self, n_params: f64) -> bool {
        let (low, high) = match self {
            Self::B7 => (5e9, 10e9),
            Self::B13 => (10e9, 20e9),
            Self::B34To70 => (30e9, 75e9),
            Self::B70Up => (65e9, f64::INFINITY),
        };
        (low..high).contains(&n_params)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideTechnique {
    Full,
    Lora,
    LoraQuantised,
}

impl GuideTechnique {
    pub const fn of(technique: Technique) -> Self {
        match technique {
            Technique::Full => Self::Full,
            Technique::Lora => Self::Lora,
            Technique::Lora8bit | Technique::Qlora | Technique::QloraGptq => Self::LoraQuantised,
        }
    }
    pub const fn label(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Lora => "LoRA",
            Self::LoraQuantised => "LoRA + quantisation",
        }
    }
}

/// A GPU as the guide names it, often without its variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideGpu {
    Rtx4090,
    A100Pcie,
    A100Sxm,
    /// Which A100 is not said.
    A100,
    H100,
}

impl GuideGpu {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rtx4090 => "RTX 4090",
            Self::A100Pcie => "A100 PCIe",
            Self::A100Sxm => "A100 SXM",
            Self::A100 => "A100",
            Self::H100 => "H100",
        }
    }
    /// Does this name stand for a GPU of the catalog?
    pub fn covers(self, gpu: &GpuEntry) -> bool {
        match self {
            Self::Rtx4090 => gpu.id == "rtx-4090",
            Self::A100Pcie => gpu.id.starts_with("a100-pcie"),
            Self::A100Sxm => gpu.id.starts_with("a100-sxm"),
            Self::A100 => gpu.id.starts_with("a100-"),
            Self::H100 => matches!(gpu.id, "h100-pcie" | "h100-sxm"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursUnit {
    WallClock,
    /// Over all GPUs.
    GpuHours,
}

/// Hours of one epoch of [`HOURS_TOKENS`], `H1` to `H21`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoursRow {
    pub id: &'static str,
    pub size: SizeClass,
    pub technique: GuideTechnique,
    pub gpu: GuideGpu,
    pub n_gpus: u32,
    pub low: f64,
    pub high: f64,
    pub unit: HoursUnit,
    /// What the guide adds.
    pub note: &'static str,
}

impl HoursRow {
    /// Low and high on the wall: GPU-hours are shared out evenly.
    pub fn wall_clock(&self) -> (f64, f64) {
        let gpus = match self.unit {
            HoursUnit::WallClock => 1.0,
            HoursUnit::GpuHours => f64::from(self.n_gpus),
        };
        (self.low / gpus, self.high / gpus)
    }
}

/// One line a row of the table.
const fn hours(
    id: &'static str,
    (size, technique): (SizeClass, GuideTechnique),
    (n_gpus, gpu): (u32, GuideGpu),
    (low, high): (f64, f64),
    unit: HoursUnit,
    note: &'static str,
) -> HoursRow {
    HoursRow { id, size, technique, gpu, n_gpus, low, high, unit, note }
}

use GuideGpu as G;
use GuideTechnique as T;
use HoursUnit as U;
use SizeClass as S;

pub static HOURS: &[HoursRow] = &[
    hours("H1", (S::B7, T::Full), (1, G::Rtx4090), (8.0, 8.0), U::WallClock, ""),
    hours("H2", (S::B7, T::Full), (1, G::A100Pcie), (6.0, 6.0), U::WallClock, "the 40 GB card"),
    hours("H3", (S::B7, T::Full), (1, G::H100), (4.0, 4.0), U::WallClock, ""),
    hours("H4", (S::B7, T::Lora), (1, G::Rtx4090), (2.0, 4.0), U::WallClock, "called 90 % faster"),
    hours("H5", (S::B7, T::Lora), (1, G::A100), (1.0, 2.0), U::WallClock, ""),
    hours("H6", (S::B7, T::Lora), (1, G::H100), (1.0, 2.0), U::WallClock, ""),
    hours("H7", (S::B13, T::Full), (1, G::Rtx4090), (16.0, 20.0), U::WallClock, "memory called tight"),
    hours("H8", (S::B13, T::Full), (1, G::A100Pcie), (12.0, 16.0), U::WallClock, ""),
    hours("H9", (S::B13, T::Full), (1, G::A100Sxm), (10.0, 14.0), U::WallClock, ""),
    hours("H10", (S::B13, T::Full), (1, G::H100), (8.0, 10.0), U::WallClock, ""),
    hours("H11", (S::B13, T::LoraQuantised), (1, G::Rtx4090), (4.0, 8.0), U::WallClock, ""),
    hours("H12", (S::B13, T::LoraQuantised), (1, G::A100), (3.0, 6.0), U::WallClock, ""),
    hours("H13", (S::B13, T::LoraQuantised), (1, G::H100), (2.0, 4.0), U::WallClock, ""),
    hours("H14", (S::B34To70, T::Full), (2, G::A100), (30.0, 50.0), U::WallClock, ""),
    hours("H15", (S::B34To70, T::Full), (2, G::H100), (20.0, 30.0), U::WallClock, ""),
    hours("H16", (S::B34To70, T::Full), (4, G::A100), (15.0, 25.0), U::WallClock, ""),
    hours("H17", (S::B34To70, T::LoraQuantised), (2, G::A100), (8.0, 12.0), U::WallClock, ""),
    hours("H18", (S::B34To70, T::LoraQuantised), (2, G::H100), (6.0, 8.0), U::WallClock, ""),
    hours("H19", (S::B70Up, T::LoraQuantised), (4, G::A100), (40.0, 80.0), U::GpuHours, ""),
    hours("H20", (S::B70Up, T::LoraQuantised), (4, G::H100), (25.0, 40.0), U::GpuHours, ""),
    hours("H21", (S::B70Up, T::LoraQuantised), (8, G::H100), (15.0, 25.0), U::GpuHours, ""),
];

/// The row for a plan: the technique itself, or else any row with an adapter, as the guide's first budget does.
///
/// `None`: the guide has no such row.
pub fn find_hours(
    n_params: f64,
    technique: Technique,
    gpu: &GpuEntry,
    n_gpus: u32,
) -> Option<&'static HoursRow> {
    let asked = GuideTechnique::of(technique);
    let rows = || {
        HOURS
            .iter()
            .filter(move |row| row.size.covers(n_params) && row.gpu.covers(gpu) && row.n_gpus == n_gpus)
    };
    rows()
        .find(|row| row.technique == asked)
        .or_else(|| rows().find(|row| technique.is_adapter() && row.technique != GuideTechnique::Full))
}

/// Hours that the guide prints for 3 to 5 epochs of full fine-tuning on one GPU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MultiEpoch {
    pub size: SizeClass,
    pub gpu: GuideGpu,
    pub low: f64,
    pub high: f64,
}

pub static MULTI_EPOCH: &[MultiEpoch] = &[
    MultiEpoch { size: S::B7, gpu: G::Rtx4090, low: 24.0, high: 40.0 },
    MultiEpoch { size: S::B7, gpu: G::A100, low: 18.0, high: 30.0 },
    MultiEpoch { size: S::B7, gpu: G::H100, low: 12.0, high: 20.0 },
    MultiEpoch { size: S::B13, gpu: G::Rtx4090, low: 48.0, high: 100.0 },
    MultiEpoch { size: S::B13, gpu: G::A100, low: 36.0, high: 70.0 },
    MultiEpoch { size: S::B13, gpu: G::H100, low: 24.0, high: 50.0 },
];

/// What the guide says about large models beside its tables.
pub static LARGE_MODELS: &[&str] = &[
    "One GPU is not enough to fine-tune 34B and up in full.",
    "70B and up needs at least four GPUs, and LoRA with quantisation.",
];

/// A price of the guide, `P1` to `P15`. The offer of the same date carries it for the whole instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GuidePrice {
    pub id: &'static str,
    /// Identifier in [`super::tables::OFFERS`].
    pub offer: &'static str,
    /// On demand, for one GPU.
    pub usd_per_gpu_hour: f64,
}

const fn price(id: &'static str, offer: &'static str, usd_per_gpu_hour: f64) -> GuidePrice {
    GuidePrice { id, offer, usd_per_gpu_hour }
}

pub static PRICES: &[GuidePrice] = &[
    price("P1", "runpod.rtx-3090.2026-03", 0.22),
    price("P2", "runpod.rtx-4090.2026-03", 0.34),
    price("P3", "runpod.l4.2026-03", 0.44),
    price("P4", "runpod.l40.2026-03", 0.69),
    price("P5", "runpod.a100-pcie-80gb.2026-03", 1.19),
    price("P6", "runpod.a100-sxm-80gb.2026-03", 1.39),
    price("P7", "runpod.h100-pcie.2026-03", 1.99),
    price("P8", "runpod.h100-sxm.2026-03", 2.69),
    price("P9", "lambda.a10.2026-03", 0.86),
    price("P10", "lambda.a100-sxm-40gb.2026-03", 1.48),
    price("P11", "lambda.h100-pcie.2026-03", 2.86),
    price("P12", "lambda.h100-sxm.2026-03", 3.78),
    price("P13", "coreweave.8x-l40s.2026-03", 2.25),
    price("P14", "coreweave.8x-a100-sxm-80gb.2026-03", 2.70),
    price("P15", "coreweave.8x-h100-sxm.2026-03", 6.16),
];

/// `P16`: what spot takes off the price on demand, low and high.
pub const SPOT_DISCOUNT_RUNPOD: (f64, f64) = (0.4, 0.6);
pub const SPOT_DISCOUNT: (f64, f64) = (0.4, 0.7);

/// A way to save, `S1` to `S5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strategy {
    pub id: &'static str,
    pub name: &'static str,
    pub text: &'static str,
}

pub static STRATEGIES: &[Strategy] = &[
    Strategy {
        id: "S1",
        name: "Spot instances",
        text: "40-70 % cheaper. Save a checkpoint every 30-60 minutes and resume after an interruption. A 7B run on a spot RTX 4090 saves $50.",
    },
    Strategy {
        id: "S2",
        name: "LoRA",
        text: "Trains about 1 % of the parameters, 4-10 times faster. A 7B run on a spot RTX 4090 costs $8 (2 h at $0.34).",
    },
    Strategy {
        id: "S3",
        name: "Quantisation",
        text: "8 bits halve the memory; with LoRA a 13B model trains on an RTX 4090. 10 h cost $3.40 there and $11.90 on an A100.",
    },
    Strategy {
        id: "S4",
        name: "Smaller training sets",
        text: "100 K tokens instead of 1 M take a tenth of the GPU-hours: $0.30 instead of $3.00 for a 7B validation run.",
    },
    Strategy {
        id: "S5",
        name: "Batch size",
        text: "Small batches save memory, and accumulation keeps the effective batch. From batch 4 to batch 1 with 4 steps, 40 h become 20 h on an RTX 4090.",
    },
];

/// A worked budget, `B1` to `B3`, and the alternative to the third.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    pub id: &'static str,
    pub who: &'static str,
    /// Identifier in [`super::tables::MODELS`].
    pub model: &'static str,
    /// As the guide names it.
    pub model_as_printed: &'static str,
    pub tokens: f64,
    /// Days until it must be done, low and high; `None`: at once.
    pub deadline_days: Option<(f64, f64)>,
    /// US dollars to spend, low and high.
    pub budget_usd: (f64, f64),
    pub technique: Technique,
    /// Identifier in [`super::tables::OFFERS`].
    pub offer: &'static str,
    pub n_gpus: u32,
    pub spot: bool,
    /// For all GPUs, as the guide reckons.
    pub usd_per_hour: f64,
    pub epochs: f64,
    /// Hours on the wall for one epoch.
    pub hours_per_epoch: f64,
    /// As printed.
    pub cost_usd: f64,
    pub experiments_usd: f64,
    pub verdict: &'static str,
}

const B3: Budget = Budget {
    id: "B3",
    who: "Production",
    model: "llama-2-70b",
    model_as_printed: "Llama 2 70B",
    tokens: 50e6,
    deadline_days: None,
    budget_usd: (2000.0, 3000.0),
    technique: Technique::Qlora,
    offer: "runpod.h100-sxm.2026-03",
    n_gpus: 2,
    spot: false,
    usd_per_hour: 5.38,
    epochs: 2.0,
    hours_per_epoch: 20.0,
    cost_usd: 215.20,
    experiments_usd: 0.0,
    verdict: "Well under budget",
};

pub static BUDGETS: &[Budget] = &[
    Budget {
        id: "B1",
        who: "Startup",
        model: "llama-2-7b",
        model_as_printed: "Llama 2 7B",
        tokens: 500e3,
        deadline_days: Some((14.0, 14.0)),
        budget_usd: (100.0, 100.0),
        technique: Technique::Lora8bit,
        offer: "runpod.rtx-4090.2026-03",
        n_gpus: 1,
        spot: true,
        usd_per_hour: 0.14,
        epochs: 3.0,
        hours_per_epoch: 2.0,
        cost_usd: 0.84,
        experiments_usd: 30.0,
        verdict: "Well under budget",
    },
    Budget {
        id: "B2",
        who: "Research lab",
        model: "llama-2-13b",
        model_as_printed: "Mistral 13B",
        tokens: 10e6,
        deadline_days: Some((14.0, 21.0)),
        budget_usd: (500.0, 500.0),
        technique: Technique::Lora,
        offer: "runpod.a100-pcie-80gb.2026-03",
        n_gpus: 1,
        spot: false,
        usd_per_hour: 1.19,
        epochs: 2.0,
        hours_per_epoch: 12.0,
        cost_usd: 28.56,
        experiments_usd: 0.0,
        verdict: "Sufficient",
    },
    B3,
    Budget { id: "B3-alt", n_gpus: 4, usd_per_hour: 10.76, cost_usd: 430.40, ..B3 },
];

/// A question that the guide answers, `Q1` to `Q5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: &'static str,
    pub question: &'static str,
    pub answer: &'static str,
}

pub static QUESTIONS: &[Question] = &[
    Question {
        id: "Q1",
        question: "What does fine-tuning GPT-3 (175B) cost?",
        answer: "16 GPUs or more; $3000-5000 an epoch on demand, $1000-2000 on spot.",
    },
    Question {
        id: "Q2",
        question: "Fine-tune, or call an API?",
        answer: "Fine-tuning competes above about 1 M calls. OpenAI asks $0.03 for 1 K training tokens and $0.03 for 1 K input tokens of GPT-4; the break-even depends on how often you call.",
    },
    Question {
        id: "Q3",
        question: "What is the cheapest way to fine-tune any model?",
        answer: "LoRA with quantisation on a spot RTX 3090 ($0.22/h): $1-2 to validate, $5-20 in production, at 500 K tokens.",
    },
    Question {
        id: "Q4",
        question: "RTX 4090 or A100?",
        answer: "The RTX 4090 for 7B-13B and the best value on spot; the A100 for 34B and up and long production runs.",
    },
    Question {
        id: "Q5",
        question: "Does cost grow linearly with model size?",
        answer: "No: 1.5-2 times for each doubling. A100 and H100 scale better than the RTX 4090.",
    },
];
/// Q2: calls above which fine-tuning competes, and the API prices there, US dollars for a million tokens.
pub const BREAK_EVEN_CALLS: f64 = 1e6;
pub const OPENAI_TRAINING_USD_PER_MILLION: f64 = 30.0;
pub const GPT_4_INPUT_USD_PER_MILLION: f64 = 30.0;
