//! What the reader asks for.
//!
//! A [`Scenario`] holds identifiers and numbers, nothing computed. [`link`] turns it into a query string and back,
//! [`resolve`] meets it with the catalog, [`answer`] runs the estimator over every offer that can run it.

pub mod answer;
pub mod fields;
pub mod link;
pub mod presets;
pub mod resolve;

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
    /// Pinned price of one instance, US dollars an hour.
    pub usd_per_instance_hour: Option<f64>,
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
    pub measured_peak_mem_gib: Option<f64>,
}
