//! What the reader rules out before any plan is looked at.

use crate::catalog::OfferId;
use crate::engine::gpu::{Arch, Gpu};
use crate::engine::recipe::{Optimizer, Recompute, Sharding, Technique};
use crate::scenario::{Date, PriceKind, Scenario};

/// Names that a reader allows: a bit each, in the order of a list. Empty allows everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowed(pub u32);

impl Allowed {
    pub const ANY: Self = Self(0);

    pub const fn has(self, index: usize) -> bool {
        self.0 == 0 || self.0 >> index & 1 == 1
    }
    /// Just this one, or without it, or with it.
    #[must_use]
    pub const fn toggled(self, index: usize) -> Self {
        Self(self.0 ^ 1 << index)
    }
}

/// How far a plan may spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spread {
    #[default]
    Any,
    OneMachine,
    OneGpu,
}

/// What is ruled out. The default rules out nothing but optimisers that learn differently from Adam.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Of [`TECHNIQUES`].
    pub techniques: Allowed,
    /// Of [`OPTIMIZERS`]; empty: those with Adam's arithmetic, and the scenario's own.
    pub optimizers: Allowed,
    /// Of [`providers`].
    pub providers: Allowed,
    /// Of [`regions`].
    pub regions: Allowed,
    /// Of [`FAMILIES`].
    pub families: Allowed,
    /// Of [`PRICE_KINDS`].
    pub kinds: Allowed,
    pub spread: Spread,
    /// Oldest price, days. A price without a date is too old for any limit.
    pub max_price_age_days: Option<u32>,
    /// Slowest network between machines, Gbit/s a machine; an offer that states none does not pass.
    pub min_network_gbps: Option<f64>,
}

/// Techniques, as results list them.
pub const TECHNIQUES: [Technique; 5] =
    [Technique::Qlora, Technique::Lora8bit, Technique::Lora, Technique::Full, Technique::QloraGptq];
/// Optimisers. Of those that let a plan train equally fast, the first that fits is taken, the scenario's own before all.
pub const OPTIMIZERS: [Optimizer; 6] = [
    Optimizer::Adamw,
    Optimizer::Adamw8bit,
    Optimizer::PagedAdamw8bit,
    Optimizer::Lion,
    Optimizer::Adafactor,
    Optimizer::Sgd,
];
/// Recompute, the least work first.
pub const RECOMPUTES: [Recompute; 3] = [Recompute::None, Recompute::Selective, Recompute::Full];
/// Sharding, the lightest first.
pub const SHARDINGS: [Sharding; 5] =
    [Sharding::None, Sharding::Zero1, Sharding::Zero2, Sharding::Zero3, Sharding::Fsdp];
pub const PRICE_KINDS: [PriceKind; 2] = [PriceKind::OnDemand, PriceKind::Spot];
/// Kinds of GPUs, as people speak of them.
pub const FAMILIES: [(&str, &str); 6] = [
    ("blackwell", "Blackwell (B200)"),
    ("hopper", "Hopper (H100, H200)"),
    ("ampere", "Ampere and Ada (A100, L40S, L4)"),
    ("older", "Older (V100, T4)"),
    ("geforce", "GeForce and workstation"),
    ("amd", "AMD Instinct"),
];

/// Position in [`FAMILIES`].
pub const fn family(gpu: &Gpu) -> usize {
    match gpu.arch {
        Arch::Cdna1 | Arch::Cdna2 | Arch::Cdna3 | Arch::Cdna4 | Arch::Rdna3 => 5,
        _ if !gpu.data_center => 4,
        Arch::Blackwell => 0,
        Arch::Hopper => 1,
        Arch::Ampere | Arch::Ada => 2,
        Arch::Pascal | Arch::Volta | Arch::Turing => 3,
    }
}

/// Distinct values of a column of the offers, in catalog order; at most as many as a set has bits.
fn distinct(of: fn(OfferId) -> &'static str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for offer in OfferId::all() {
        let name = of(offer);
        if !name.is_empty() && !names.contains(&name) && names.len() < u32::BITS as usize {
            names.push(name);
        }
    }
    names
}

pub fn providers() -> Vec<&'static str> {
    distinct(|offer| offer.get().provider)
}
pub fn regions() -> Vec<&'static str> {
    distinct(|offer| offer.get().region)
}

impl Limits {
    /// The optimisers to try, in the order in which ties fall.
    pub(super) fn optimizers(&self, scenario: &Scenario) -> Vec<Optimizer> {
        let own = scenario.optimizer;
        let adam = |optimizer| {
            matches!(optimizer, Optimizer::Adamw | Optimizer::Adamw8bit | Optimizer::PagedAdamw8bit)
        };
        let allowed = |index: usize, optimizer: Optimizer| match self.optimizers {
            Allowed::ANY => adam(optimizer) || optimizer == own,
            set => set.has(index),
        };
        let mut all: Vec<_> = OPTIMIZERS
            .iter()
            .enumerate()
            .filter(|(index, optimizer)| allowed(*index, **optimizer))
            .map(|(_, optimizer)| *optimizer)
            .collect();
        if let Some(at) = all.iter().position(|optimizer| *optimizer == own) {
            all[..=at].rotate_right(1);
        }
        all
    }

    /// Whether an offer's plans are looked at at all.
    pub(super) fn admits(&self, id: OfferId, names: &Names, today: Option<Date>) -> bool {
        let offer = id.get();
        let among = |set: Allowed, names: &[&str], name: &str| {
            set == Allowed::ANY || names.iter().position(|other| *other == name).is_some_and(|at| set.has(at))
        };
        let fresh = |days: u32| match (offer.provenance.as_of.and_then(Date::parse), today) {
            (Some(date), Some(today)) => date.days_until(today) <= i64::from(days),
            (None, _) => false,
            (_, None) => true,
        };
        among(self.providers, &names.providers, offer.provider)
            && among(self.regions, &names.regions, offer.region)
            && self.families.has(family(&offer.gpu.get().gpu))
            && self.max_price_age_days.is_none_or(fresh)
    }
}

/// The lists that bits of [`Limits`] stand for.
pub(super) struct Names {
    providers: Vec<&'static str>,
    regions: Vec<&'static str>,
}

impl Names {
    pub(super) fn new(limits: &Limits) -> Self {
        let listed = |set: Allowed, list: fn() -> Vec<&'static str>| {
            if set == Allowed::ANY { Vec::new() } else { list() }
        };
        Self { providers: listed(limits.providers, providers), regions: listed(limits.regions, regions) }
    }
}
