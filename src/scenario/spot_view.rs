//! A plan on spot instances: with checkpoints, without, and at every interval between.

use super::answer::Row;
use super::{PriceKind, Scenario, resolve};
use crate::engine::bill::{Around, Timeline, middle, timeline};
use crate::engine::cost::Price;
use crate::engine::estimate::Inputs;
use crate::engine::spot::{self, Market, SpotRun, best_interval, daly_interval, young_interval};
use crate::engine::spot_simulation::{Simulated, simulate};
use crate::engine::units::{Hours, Usd, UsdPerHour};

/// One way to run it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSpot {
    /// Between checkpoints.
    pub interval: Hours,
    /// `None`: it never ends.
    pub cost: Option<Usd>,
    pub clock: Timeline,
}

/// The plan of a row, on spot instances of its offer.
#[derive(Clone, Debug, PartialEq)]
pub struct SpotView {
    pub per_hour: UsdPerHour,
    pub market: Market,
    pub run: SpotRun,
    /// As the scenario has it.
    pub with: OnSpot,
    pub without: OnSpot,
    /// The optimum of the expected cost itself, and what Young and Daly give.
    pub best: OnSpot,
    pub young: Hours,
    pub daly: Hours,
    /// The same plan on demand.
    pub on_demand: Option<Usd>,
    /// Expected cost over the interval.
    pub curve: Vec<OnSpot>,
    /// Of many simulated runs with the scenario's interval.
    pub spread: Option<Simulated>,
}

/// Simulated runs: p95 then rests on twenty of them.
const N_RUNS: u32 = 400;
const N_CURVE: u32 = 33;

struct Setting<'a> {
    scenario: &'a Scenario,
    inputs: Inputs,
    price: Price,
    market: Market,
    n_instances: u32,
    per_hour: UsdPerHour,
    train: Hours,
}

impl Setting<'_> {
    fn at(&self, interval: Hours) -> OnSpot {
        let around = Around { interval: Some(interval), ..self.inputs.around };
        let overhead = self.scenario.overhead;
        let clock = timeline(&around, self.train, overhead, self.n_instances, Some(&self.market), 1.0);
        let cost = middle(&around, &clock, self.per_hour, &self.price.billing).map(|(usd, _)| usd);
        OnSpot { interval, cost, clock: clock.rounded(&self.price.billing) }
    }
}

impl SpotView {
    /// `None`: the offer has no spot price, or nobody takes its instances away.
    pub fn new(scenario: &Scenario, row: &Row) -> Option<Self> {
        let spot = Scenario { price_kind: PriceKind::Spot, ..*scenario };
        // A pinned price is for the kind that it was pinned for.
        let spot = if scenario.price_kind == PriceKind::Spot {
            spot
        } else {
            Scenario { usd_per_instance_hour: None, ..spot }
        };
        let inputs =
            Inputs { calibration: row.inputs.calibration, ..resolve::inputs(&spot, row.offer, row.plan) };
        let price = inputs.price;
        let n_instances = row.estimate.cost.n_instances;
        let per_hour = price.per_instance? * f64::from(n_instances);
        let market = price.market?;
        if market.hazard <= 0.0 {
            return None;
        }
        let train = row.estimate.time.train.mid;
        let setting = Setting { scenario: &spot, inputs, price, market, n_instances, per_hour, train };
        let write = inputs.around.write_time().hours() / f64::from(n_instances);
        let default = spot::default_interval(write, n_instances, &market);
        let with = setting.at(inputs.around.interval.unwrap_or(default));
        let run = with.clock.spot?;
        let hazard = market.hazard * f64::from(n_instances);
        let lowest = (default.0 / 16.0).max(spot::SHORTEST_INTERVAL.0);
        let highest = run.work.0.max(default.0 * 2.0);
        // Even steps of the fourth root are near enough to even on a logarithmic axis, without a logarithm.
        let root = |hours: f64| hours.sqrt().sqrt();
        let curve = (0..N_CURVE).map(|step| {
            let share = f64::from(step) / f64::from(N_CURVE - 1);
            let fourth = root(lowest) + (root(highest) - root(lowest)) * share;
            setting.at(Hours(fourth * fourth * fourth * fourth))
        });
        let demand = Scenario { price_kind: PriceKind::OnDemand, usd_per_instance_hour: None, ..*scenario };
        let demand_price = if scenario.price_kind == PriceKind::OnDemand {
            row.price.per_instance
        } else {
            resolve::price(&demand, row.offer).per_instance
        };
        let calm = timeline(&inputs.around, train, spot.overhead, n_instances, None, 1.0);
        Some(Self {
            per_hour,
            market,
            run,
            with,
            without: setting.at(run.work),
            best: setting.at(best_interval(&run, &market)),
            young: young_interval(write, hazard),
            daly: daly_interval(write, hazard),
            on_demand: demand_price.and_then(|usd| {
                middle(&inputs.around, &calm, usd * f64::from(n_instances), &price.billing)
                    .map(|(usd, _)| usd)
            }),
            curve: curve.collect(),
            spread: with.cost.and_then(|_| simulate(&run, &market, 1, N_RUNS)),
        })
    }

    /// What the middle run and nineteen in twenty stay under cost, instances alone.
    pub fn spread_cost(&self) -> Option<(Usd, Usd)> {
        self.spread.map(|spread| (self.per_hour * spread.held.p50, self.per_hour * spread.held.p95))
    }
}

/// Where the hazard comes from.
pub const fn hazard_is_assumed(scenario: &Scenario) -> bool {
    scenario.bill.spot_hazard.is_none()
}

/// The rule that a provider bills by; `None` where no source says.
pub fn rule(row: &Row) -> Option<&'static crate::catalog::BillingRule> {
    crate::catalog::BillingRule::of(row.offer.get().provider)
}

#[cfg(test)]
mod tests {
    use super::super::answer::{answer, row_on};
    use super::*;
    use crate::catalog::OfferId;

    #[test]
    fn checkpoints_pay_on_a_long_run() {
        let offer = OfferId::find("runpod.rtx-4090.2026-03").expect("an offer");
        let mut scenario = Scenario { tokens: 1e9, ..Scenario::default() };
        scenario.bill.spot_hazard = Some(0.2);
        let row = row_on(&scenario, offer);
        let view = SpotView::new(&scenario, &row).expect("a spot price");
        let cost = view.with.cost.expect("it ends");
        assert!(view.without.cost.is_none_or(|without| without.0 > cost.0 * 10.0), "{view:?}");
        assert!(view.best.cost.expect("it ends").0 <= cost.0 * 1.000_001);
        assert!(cost.0 <= view.best.cost.expect("it ends").0 * 1.02);
        assert!(view.on_demand.is_some_and(|on_demand| on_demand > cost));
        assert!(view.curve.windows(2).all(|pair| pair[0].interval < pair[1].interval));
        assert!(view.spread_cost().is_some_and(|(p50, p95)| p50 < p95));
        // As the answer itself has it.
        let spot = Scenario { price_kind: PriceKind::Spot, ..scenario };
        let itself = row_on(&spot, offer).estimate.cost.total.expect("a price").mid;
        assert!((itself / cost - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_offer_without_a_spot_price_has_no_view() {
        let scenario = Scenario::default();
        let answer = answer(&scenario);
        for row in &answer.rows {
            let spot = resolve::price(&Scenario { price_kind: PriceKind::Spot, ..scenario }, row.offer);
            assert_eq!(SpotView::new(&scenario, row).is_some(), spot.per_instance.is_some());
        }
    }
}
