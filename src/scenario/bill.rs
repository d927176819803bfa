//! What surrounds a run, as the reader sets it, in the engine's terms.

use super::resolve::PriceUsed;
use super::{Date, PriceKind, Scenario};
use crate::catalog::{BillingRule, OfferId};
use crate::engine::bill::{Around, Billing, UsdPerGb};
use crate::engine::cost::Price;
use crate::engine::estimate::Inputs;
use crate::engine::spot::{Market, Shape};
use crate::engine::units::{Bytes, BytesPerSec, Hours, Secs, Usd};

/// The run around the run. Defaults without a source are assumptions, and every one is an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Interruptions an instance-hour. `None`: [`DEFAULT_HAZARD`].
    pub spot_hazard: Option<f64>,
    pub spot_wait_hours: f64,
    /// `None`: on spot instances Daly's interval, else one checkpoint an epoch.
    pub checkpoint_minutes: Option<f64>,
    pub checkpoint_gb_per_s: f64,
    pub start_minutes: f64,
    pub download_gbit_per_s: f64,
    /// `None`: [`TOKENS_PER_SEC`].
    pub tokenise_minutes: Option<f64>,
    pub evaluations: f64,
    pub validation_share: f64,
    /// `None`: the provider's, where a source names it.
    pub storage_usd_per_gb_month: Option<f64>,
    pub storage_months: f64,
    /// `None`: as for storage.
    pub egress_usd_per_gb: Option<f64>,
    pub failed_share: f64,
    pub trials: f64,
    pub trial_share: f64,
    pub hands_on_days: f64,
    pub day_rate_usd: f64,
}

impl Terms {
    /// Part of the link format, as every default of a scenario.
    pub const DEFAULT: Self = Self {
        spot_hazard: None,
        spot_wait_hours: 0.5,
        checkpoint_minutes: None,
        checkpoint_gb_per_s: 1.0,
        start_minutes: 5.0,
        download_gbit_per_s: 1.0,
        tokenise_minutes: None,
        evaluations: 3.0,
        validation_share: 0.02,
        storage_usd_per_gb_month: None,
        storage_months: 0.0,
        egress_usd_per_gb: None,
        failed_share: 0.0,
        trials: 0.0,
        trial_share: 0.2,
        hands_on_days: 0.0,
        day_rate_usd: 500.0,
    };
}

/// What the model is for: the calls that it answers, and who else could.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Serving {
    pub calls_per_month: f64,
    pub months: f64,
    pub prompt_tokens: f64,
    pub answer_tokens: f64,
    pub utilisation: f64,
    pub derate: f64,
    /// Managed tuning that is compared: position in the field's options.
    pub managed: u8,
    /// A larger model that is asked as it is: position in the field's options.
    pub plain: u8,
    /// Its prices for a million tokens, where the reader sets others.
    pub plain_input_usd: Option<f64>,
    pub plain_output_usd: Option<f64>,
}

impl Serving {
    /// Part of the link format. GPT-4o mini tuned, GPT-4.1 as it is.
    pub const DEFAULT: Self = Self {
        calls_per_month: 1e5,
        months: 12.0,
        prompt_tokens: 500.0,
        answer_tokens: 200.0,
        utilisation: 0.3,
        derate: 0.5,
        managed: 1,
        plain: 2,
        plain_input_usd: None,
        plain_output_usd: None,
    };
}

/// The reader's currency, at the reader's own rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Currency {
    /// Position in the field's options; 0 is the US dollar.
    pub code: u8,
    /// Of it for one US dollar.
    pub per_usd: Option<f64>,
    pub as_of: Option<Date>,
}

impl Currency {
    /// Part of the link format.
    pub const DOLLAR: Self = Self { code: 0, per_usd: None, as_of: None };
    /// An amount in it; `None`: in dollars, or without a rate.
    pub fn of(&self, usd: Usd) -> Option<f64> {
        self.per_usd.filter(|_| self.code > 0).map(|rate| usd.0 * rate)
    }
}

/// Interruptions an hour of a spot instance, where the reader says nothing.
///
/// An assumption between two sources that are a factor of a thousand apart: AWS reports that within 30 days fewer than 5 %
/// to more than 20 % of instances are interrupted, which is 0.0001 to 0.0003 an hour for one that runs all month; traces
/// of single V100 instances (2023) show 0.2 to 1.4 an hour held.
pub const DEFAULT_HAZARD: f64 = 0.05;
/// Text into tokens on the processors of one machine. An assumption: a fast tokeniser on a few cores.
pub const TOKENS_PER_SEC: f64 = 1e6;
/// Text and tokens of a data set: 4 bytes of text a token, and 4 for its number.
pub const BYTES_PER_TOKEN: f64 = 8.0;
/// Weights as published, in 16 bits: what a run downloads, and what is kept of it.
pub const WEIGHT_BYTES: f64 = 2.0;
/// A checkpoint that a run can go on from: 32-bit weights and AdamW's two 32-bit moments of what is trained.
///
/// Smaller optimisers save less; the difference is left out, so that of two plans on the same machines the faster is the
/// cheaper.
pub const CHECKPOINT_BYTES: f64 = 12.0;
/// An evaluation pass is a forward pass alone: a third of a training step's arithmetic, or less.
const FORWARD_SHARE: f64 = 1.0 / 3.0;

/// What surrounds the run, whoever sells the instances. It depends on the scenario's model, technique and data.
pub fn around(scenario: &Scenario) -> Around {
    let terms = &scenario.bill;
    let model = &scenario.model.get().model;
    let data = Bytes(scenario.tokens * BYTES_PER_TOKEN);
    let trained = if scenario.technique.is_adapter() {
        model.lora_params(scenario.lora_rank, scenario.target_modules)
    } else {
        model.n_params()
    };
    let result = Bytes(trained * WEIGHT_BYTES);
    Around {
        provision: Secs(terms.start_minutes * 60.0),
        download: Bytes(model.n_params() * WEIGHT_BYTES) + data,
        bandwidth: BytesPerSec::from_gb(terms.download_gbit_per_s / 8.0),
        tokenise: Secs(
            terms.tokenise_minutes.map_or(scenario.tokens / TOKENS_PER_SEC, |minutes| minutes * 60.0),
        ),
        evaluation: terms.evaluations * terms.validation_share / scenario.epochs * FORWARD_SHARE,
        checkpoint: Bytes(trained * CHECKPOINT_BYTES),
        write: BytesPerSec::from_gb(terms.checkpoint_gb_per_s),
        interval: terms.checkpoint_minutes.map(|minutes| Hours(minutes / 60.0)),
        epochs: scenario.epochs,
        kept: data + result,
        kept_months: terms.storage_months,
        leaves: result,
        storage: terms.storage_usd_per_gb_month.map(UsdPerGb),
        egress: terms.egress_usd_per_gb.map(UsdPerGb),
        failed: terms.failed_share,
        trials: terms.trials,
        trial_share: terms.trial_share,
        experiments: Usd(scenario.experiments_usd),
        hands_on_days: terms.hands_on_days,
        day_rate: Usd(terms.day_rate_usd),
    }
}

/// Where spot instances come from.
pub fn market(scenario: &Scenario) -> Market {
    Market {
        hazard: scenario.bill.spot_hazard.unwrap_or(DEFAULT_HAZARD),
        wait: Hours(scenario.bill.spot_wait_hours),
        shape: Shape::OBSERVED,
    }
}

/// How an offer is paid for.
pub fn terms(scenario: &Scenario, offer: OfferId, price: &PriceUsed) -> Price {
    let offer = offer.get();
    let rule = BillingRule::of(offer.provider);
    let second = Billing::BY_THE_SECOND;
    Price {
        per_instance: price.per_instance,
        gpus_per_instance: offer.gpus_per_instance.max(1),
        billing: Billing {
            increment: rule.and_then(|rule| rule.increment).unwrap_or(second.increment),
            minimum: rule.and_then(|rule| rule.minimum).unwrap_or(second.minimum),
        },
        market: (price.kind == PriceKind::Spot).then(|| market(scenario)),
    }
}

/// Storage and traffic: the reader's, or the provider's where a source names it.
pub fn rates(scenario: &Scenario, offer: OfferId) -> (Option<UsdPerGb>, Option<UsdPerGb>) {
    let rule = BillingRule::of(offer.get().provider);
    let terms = &scenario.bill;
    (
        terms.storage_usd_per_gb_month.map(UsdPerGb).or(rule.and_then(|rule| rule.storage)),
        terms.egress_usd_per_gb.map(UsdPerGb).or(rule.and_then(|rule| rule.egress)),
    )
}

/// Puts an offer's price and its provider's rules on inputs.
pub fn charge(scenario: &Scenario, offer: OfferId, price: &PriceUsed, inputs: &mut Inputs) {
    inputs.price = terms(scenario, offer, price);
    (inputs.around.storage, inputs.around.egress) = rates(scenario, offer);
}
