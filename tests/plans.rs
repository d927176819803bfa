//! The search over every plan against plain enumeration: every plan estimated by itself, nothing cut, nothing shared.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use proptest::prelude::*;
use tunecost::catalog::OfferId;
use tunecost::engine::estimate::{Calibration, Inputs, estimate};
use tunecost::engine::memory::Fit;
use tunecost::engine::recipe::{Optimizer, Sharding};
use tunecost::scenario::answer::block;
use tunecost::scenario::plans::cells::Standing;
use tunecost::scenario::plans::limits::{
    Allowed, Limits, OPTIMIZERS, PRICE_KINDS, RECOMPUTES, SHARDINGS, Spread, TECHNIQUES,
};
use tunecost::scenario::plans::{Plans, plans_of};
use tunecost::scenario::resolve::{self, Plan};
use tunecost::scenario::search::{COMFORTABLE, MAX_INSTANCES, MAX_MICRO_BATCH};
use tunecost::scenario::{Date, PriceKind, Scenario};

/// One plan, estimated whole.
#[derive(Clone, Copy, Debug)]
struct Whole {
    offer: OfferId,
    n_instances: u32,
    technique: usize,
    kind: PriceKind,
    standing: Standing,
    cost: f64,
    wall: f64,
    train: f64,
    memory: f64,
    /// Where equal plans stand.
    place: [usize; 4],
}

impl Whole {
    fn key(&self) -> f64 {
        if self.standing == Standing::Exceeds { self.memory } else { self.wall }
    }
    fn beats(&self, other: &Self) -> bool {
        let order = self.standing.cmp(&other.standing).then(self.key().total_cmp(&other.key()));
        order.then(self.place.cmp(&other.place)).is_lt()
    }
}

/// As a person would say it: a whole step overshoots the global batch by at most an eighth.
fn keeps(batch: u32, micro: u32, n_gpus: u32) -> bool {
    let step = micro * n_gpus;
    batch.div_ceil(step) * step * 8 <= batch * 9
}

fn optimizers(scenario: &Scenario) -> Vec<Optimizer> {
    let adam =
        |optimizer| matches!(optimizer, Optimizer::Adamw | Optimizer::Adamw8bit | Optimizer::PagedAdamw8bit);
    let mut all: Vec<_> = OPTIMIZERS
        .into_iter()
        .enumerate()
        .filter(|(index, optimizer)| match scenario.limits.optimizers {
            Allowed(0) => adam(*optimizer) || *optimizer == scenario.optimizer,
            Allowed(bits) => bits >> index & 1 == 1,
        })
        .map(|(_, optimizer)| optimizer)
        .collect();
    // The scenario's own wins ties.
    all.sort_by_key(|optimizer| *optimizer != scenario.optimizer);
    all
}

/// Every plan with a cost, and how many there are with those that spot instances never let end.
fn enumerate(scenario: &Scenario, calibration: Calibration, offers: &[OfferId]) -> (Vec<Whole>, u64) {
    // Plans share a model out by sharding alone.
    let scenario = &scenario.without_model_parallel();
    let limits = &scenario.limits;
    let mut all = Vec::new();
    let mut n_plans = 0;
    for &offer in offers {
        let entry = offer.get();
        if block(scenario, &entry.gpu.get().gpu).is_some() {
            continue;
        }
        let per_instance = entry.gpus_per_instance;
        for n_instances in 1..=MAX_INSTANCES {
            let n_gpus = match scenario.n_gpus {
                Some(asked) => (asked.div_ceil(per_instance) == n_instances).then_some(asked),
                None if n_instances == 1 => {
                    (1..=per_instance).filter(|n| keeps(scenario.global_batch_size, 1, *n)).max()
                }
                None => Some(n_instances * per_instance).filter(|n| keeps(scenario.global_batch_size, 1, *n)),
            };
            let Some(n_gpus) = n_gpus else { continue };
            let nodes = n_gpus.div_ceil(entry.max_gpus_per_node.max(per_instance));
            if limits.spread == Spread::OneGpu && n_gpus > 1
                || limits.spread == Spread::OneMachine && nodes > 1
                || nodes > 1
                    && limits
                        .min_network_gbps
                        .is_some_and(|least| entry.network_gbps.is_none_or(|gbps| gbps < least))
            {
                continue;
            }
            for (technique, name) in TECHNIQUES.into_iter().enumerate() {
                for (at, optimizer) in optimizers(scenario).into_iter().enumerate() {
                    for (recompute_at, recompute) in RECOMPUTES.into_iter().enumerate() {
                        for (sharding_at, sharding) in SHARDINGS.into_iter().enumerate() {
                            let asked = if n_gpus == 1 { Some(Sharding::None) } else { scenario.sharding };
                            if asked.is_some_and(|asked| asked != sharding) {
                                continue;
                            }
                            for (size_at, size) in (0..)
                                .map(|power| 1 << power)
                                .take_while(|s| *s <= MAX_MICRO_BATCH)
                                .enumerate()
                            {
                                let micro_batch_size = match scenario.micro_batch_size {
                                    Some(_) if size_at > 0 => continue,
                                    Some(asked) => asked,
                                    None if size > scenario.global_batch_size
                                        || !keeps(scenario.global_batch_size, size, n_gpus) =>
                                    {
                                        continue;
                                    }
                                    None => size,
                                };
                                for (kind_at, kind) in PRICE_KINDS.into_iter().enumerate() {
                                    if !limits.techniques.has(technique) || !limits.kinds.has(kind_at) {
                                        continue;
                                    }
                                    let scenario = Scenario {
                                        technique: name,
                                        optimizer,
                                        recompute,
                                        price_kind: kind,
                                        ..*scenario
                                    };
                                    let plan = Plan { n_gpus, micro_batch_size, sharding };
                                    let inputs =
                                        Inputs { calibration, ..resolve::inputs(&scenario, offer, plan) };
                                    let whole = estimate(&inputs);
                                    n_plans += u64::from(inputs.price.per_instance.is_some());
                                    let Some(total) = whole.cost.total else { continue };
                                    let memory = whole.memory.device.mid;
                                    all.push(Whole {
                                        offer,
                                        n_instances,
                                        technique,
                                        kind,
                                        standing: match whole.memory.fit {
                                            Fit::Exceeds { .. } => Standing::Exceeds,
                                            Fit::Tight { .. }
                                                if memory / whole.memory.capacity > COMFORTABLE =>
                                            {
                                                Standing::Tight
                                            }
                                            _ => Standing::Fits,
                                        },
                                        cost: total.mid.0,
                                        wall: whole.time.wall.mid.0,
                                        train: whole.time.train.mid.0,
                                        memory: memory.0,
                                        place: [sharding_at, recompute_at, size_at, at],
                                    });
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    (all, n_plans)
}

fn near(name: &str, a: f64, b: f64) -> Result<(), TestCaseError> {
    prop_assert!((a - b).abs() <= 1e-12 * b.abs(), "{name}: {a}, enumeration says {b}");
    Ok(())
}

/// `best` of the enumerated plans against the row that the search picked.
fn same(name: &str, plans: &Plans, picked: Option<u32>, best: Option<&Whole>) -> Result<(), TestCaseError> {
    match (picked, best) {
        (None, None) => Ok(()),
        (Some(row), Some(best)) => {
            let row = &plans.rows[row as usize];
            near(&format!("{name}, cost"), row.cost.0, best.cost)?;
            near(&format!("{name}, wall"), row.wall.0, best.wall)
        }
        (picked, best) => Err(TestCaseError::fail(format!("{name}: {picked:?}, enumeration says {best:?}"))),
    }
}

fn compare(scenario: &Scenario, calibration: Calibration, offers: &[OfferId]) -> Result<(), TestCaseError> {
    let plans = plans_of(scenario, calibration, None, offers);
    let (all, n_plans) = enumerate(scenario, calibration, offers);
    prop_assert_eq!(plans.n_plans, n_plans);

    // Every cell, to its recipe.
    let mut n_rows = 0;
    for &offer in offers {
        for kind in PRICE_KINDS {
            for n_instances in 1..=MAX_INSTANCES {
                for technique in 0..TECHNIQUES.len() {
                    let best = all
                        .iter()
                        .filter(|whole| {
                            whole.offer == offer
                                && whole.kind == kind
                                && whole.n_instances == n_instances
                                && whole.technique == technique
                        })
                        .reduce(|best, whole| if whole.beats(best) { whole } else { best })
                        .filter(|best| best.standing != Standing::Exceeds);
                    let row = plans.rows.iter().find(|row| {
                        row.offer == offer
                            && row.kind == kind
                            && u32::from(plans.cell(row).n_instances) == n_instances
                            && plans.technique(row) == technique
                    });
                    prop_assert_eq!(
                        row.is_some(),
                        best.is_some(),
                        "{:?} {} x {}",
                        offer,
                        n_instances,
                        technique
                    );
                    let (Some(row), Some(best)) = (row, best) else { continue };
                    n_rows += 1;
                    let cell = plans.cell(row);
                    prop_assert_eq!(cell.standing, best.standing);
                    near("training", cell.train.0, best.train)?;
                    near("cost", row.cost.0, best.cost)?;
                    near("memory", cell.memory.0, best.memory)?;
                    // What the row says opens to the same estimate.
                    let opened = estimate(&plans.inputs(scenario, row));
                    near("opened", opened.time.wall.mid.0, best.wall)?;
                    near("opened", opened.memory.device.mid.0, best.memory)?;
                }
            }
        }
    }
    prop_assert_eq!(n_rows, plans.rows.len());

    let wanted = if all.iter().any(|whole| whole.standing == Standing::Fits) {
        Standing::Fits
    } else {
        Standing::Tight
    };
    let fit = || all.iter().filter(|whole| whole.standing == wanted);
    let cheapest = |a: &&Whole, b: &&Whole| a.cost.total_cmp(&b.cost).then(a.wall.total_cmp(&b.wall));
    let fastest = |a: &&Whole, b: &&Whole| a.wall.total_cmp(&b.wall).then(a.cost.total_cmp(&b.cost));
    let budget = scenario.budget_usd.map(|budget| budget - scenario.experiments_usd);
    let affordable = |whole: &&Whole| budget.is_some_and(|budget| whole.cost <= budget);
    let in_time = |whole: &&Whole| scenario.deadline_hours.is_some_and(|hours| whole.wall <= hours);
    let picks = &plans.picks;
    same("cheapest", &plans, picks.cheapest, fit().min_by(cheapest))?;
    same("fastest", &plans, picks.fastest, fit().min_by(fastest))?;
    same("within the budget", &plans, picks.within_budget, fit().filter(affordable).min_by(fastest))?;
    same("by the deadline", &plans, picks.by_deadline, fit().filter(in_time).min_by(cheapest))?;
    same("both", &plans, picks.meets_both, fit().filter(affordable).filter(in_time).min_by(cheapest))?;
    for technique in 0..TECHNIQUES.len() {
        let best = fit().filter(|whole| whole.technique == technique).min_by(cheapest);
        same("technique", &plans, picks.by_technique[technique], best)?;
    }
    for (provider, row) in &picks.by_provider {
        let best = fit().filter(|whole| whole.offer.get().provider == *provider).min_by(cheapest);
        same(provider, &plans, Some(*row), best)?;
    }
    for (gpu, row) in &picks.by_gpu {
        let best = fit().filter(|whole| whole.offer.get().gpu == *gpu).min_by(cheapest);
        same(gpu.get().name, &plans, Some(*row), best)?;
    }

    // The front is what no plan beats in both; every plan is on it or behind a plan of it.
    let on_front = |a: &Whole| {
        !fit().any(|b| b.cost <= a.cost && b.wall <= a.wall && (b.cost < a.cost || b.wall < a.wall))
    };
    let mut front: Vec<(f64, f64)> =
        fit().filter(|whole| on_front(whole)).map(|w| (w.cost, w.wall)).collect();
    front.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    front.dedup_by(|a, b| (a.0 - b.0).abs() <= 1e-12 * b.0 && (a.1 - b.1).abs() <= 1e-12 * b.1);
    prop_assert_eq!(front.len(), picks.front.len());
    for ((cost, wall), row) in front.iter().zip(&picks.front) {
        near("front, cost", plans.rows[*row as usize].cost.0, *cost)?;
        near("front, wall", plans.rows[*row as usize].wall.0, *wall)?;
    }
    Ok(())
}

fn limits() -> impl Strategy<Value = Limits> {
    let few = |bits: u32| prop_oneof![2 => Just(0), 1 => 0..1u32 << bits].prop_map(Allowed);
    (few(5), few(6), few(2), 0..3u8, prop_oneof![2 => Just(None), 1 => (1.0..500.0f64).prop_map(Some)])
        .prop_map(|(techniques, optimizers, kinds, spread, min_network_gbps)| Limits {
            techniques,
            optimizers,
            kinds,
            spread: [Spread::Any, Spread::OneMachine, Spread::OneGpu][usize::from(spread)],
            min_network_gbps,
            ..Limits::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..common::config() })]

    #[test]
    fn the_search_finds_what_enumeration_finds(
        scenario in common::scenarios(false),
        limits in limits(),
        offers in proptest::sample::subsequence(OfferId::all().collect::<Vec<_>>(), 1..5),
        calibrated in proptest::option::of((0.5..2.0f64, 0.5..2.0f64)),
    ) {
        let calibration = calibrated.map_or(Calibration::NONE, |(memory, speed)| Calibration {
            memory: Some(memory),
            tokens_per_sec: Some(speed),
        });
        compare(&Scenario { limits, ..scenario }, calibration, &offers)?;
    }
}

#[test]
fn an_ordinary_scenario_has_more_than_a_hundred_thousand_plans() {
    let offers: Vec<OfferId> = OfferId::all().collect();
    let plans = plans_of(&Scenario::default(), Calibration::NONE, None, &offers);
    assert!(plans.n_plans >= 100_000, "{}", plans.n_plans);
    // A missing price never wins, and no offer is lost.
    let mut seen: Vec<OfferId> = plans.rows.iter().map(|row| row.offer).collect();
    seen.extend(plans.refused.iter().map(|(offer, _)| *offer));
    seen.sort();
    seen.dedup();
    assert_eq!(seen, offers);
}

#[test]
fn limits_leave_out_what_they_name() {
    let offers: Vec<OfferId> = OfferId::all().collect();
    let today = Date::parse("2026-11-24");
    let with = |limits: Limits| {
        plans_of(&Scenario { limits, ..Scenario::default() }, Calibration::NONE, today, &offers)
    };
    let aged = with(Limits { max_price_age_days: Some(200), ..Limits::default() });
    assert!(!aged.rows.is_empty());
    for row in &aged.rows {
        let date = row.offer.get().provenance.as_of.and_then(Date::parse).unwrap();
        assert!(date.days_until(today.unwrap()) <= 200, "{date}");
    }
    let first = with(Limits { providers: Allowed(1), ..Limits::default() });
    let provider = tunecost::scenario::plans::limits::providers()[0];
    assert!(!first.rows.is_empty());
    assert!(first.rows.iter().all(|row| row.offer.get().provider == provider));
    let geforce = with(Limits { families: Allowed(1 << 4), ..Limits::default() });
    assert!(!geforce.rows.is_empty());
    assert!(geforce.rows.iter().all(|row| !row.offer.get().gpu.get().gpu.data_center));
    let east = with(Limits { regions: Allowed(1), ..Limits::default() });
    assert!(!east.rows.is_empty());
    assert!(
        east.rows.iter().all(|row| row.offer.get().region == tunecost::scenario::plans::limits::regions()[0])
    );
}
