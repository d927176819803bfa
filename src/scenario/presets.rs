//! Ready scenarios: the guide's three budgets, and the alternative that it gives for the third.

use super::{Hardware, PriceKind, Scenario};
use crate::catalog::guide::{BUDGETS, Budget};
use crate::catalog::{ModelId, OfferId};

/// One of the ready scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetId {
    B1,
    B2,
    B3,
    B3Alt,
}

impl PresetId {
    pub const ALL: [Self; 4] = [Self::B1, Self::B2, Self::B3, Self::B3Alt];

    /// What links carry.
    pub const fn id(self) -> &'static str {
        match self {
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::B3 => "B3",
            Self::B3Alt => "B3-alt",
        }
    }

    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.id().eq_ignore_ascii_case(id))
    }

    /// As the page names it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::B1 => "Startup: Llama 2 7B for under $100",
            Self::B2 => "Research lab: a 13B model for $500",
            Self::B3 => "Production: Llama 2 70B on two H100",
            Self::B3Alt => "Production: Llama 2 70B on four H100",
        }
    }

    /// The budget of the guide that it is.
    pub fn budget(self) -> Option<&'static Budget> {
        BUDGETS.iter().find(|budget| budget.id == self.id())
    }

    /// The scenario that the guide describes. What it leaves open (sequence length, batch, rank) is the page's default.
    pub fn scenario(self) -> Scenario {
        let base = Scenario { preset: Some(self), ..Scenario::default() };
        self.budget().map_or(base, |budget| Scenario {
            model: model(budget.model),
            tokens: budget.tokens,
            epochs: budget.epochs,
            technique: budget.technique,
            hardware: OfferId::find(budget.offer).map_or(Hardware::Cheapest, Hardware::Offer),
            n_gpus: Some(budget.n_gpus),
            price_kind: if budget.spot { PriceKind::Spot } else { PriceKind::OnDemand },
            budget_usd: Some(budget.budget_usd.1),
            deadline_hours: budget.deadline_days.map(|(_, days)| days * 24.0),
            experiments_usd: budget.experiments_usd,
            ..base
        })
    }
}

/// A model of the catalog by its id; a test sees to it that each named one exists.
pub(super) fn model(id: &str) -> ModelId {
    ModelId::find(id).unwrap_or(ModelId(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_finds_what_it_names() {
        assert_eq!(Scenario::default().model.get().id, "llama-3.1-8b");
        for preset in PresetId::ALL {
            let (budget, scenario) = (preset.budget().expect("a budget"), preset.scenario());
            assert_eq!(scenario.model.get().id, budget.model);
            assert!(matches!(scenario.hardware, Hardware::Offer(offer) if offer.get().id == budget.offer));
            assert_eq!(PresetId::find(preset.id()), Some(preset));
        }
    }
}
