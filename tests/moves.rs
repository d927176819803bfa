//! What moves the answer, what saves, and how the cost runs along a slider: each held to the answers themselves.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use proptest::prelude::*;
use tunecost::engine::estimate::Calibration;
use tunecost::engine::memory::memory;
use tunecost::engine::recipe::{Optimizer, Technique};
use tunecost::engine::units::Usd;
use tunecost::scenario::answer::{Row, answer, row_on, row_with};
use tunecost::scenario::curve::{N_POINTS, curve, value_at};
use tunecost::scenario::fields::{self, NUMBER_FIELDS, SLIDER_STEPS};
use tunecost::scenario::presets::PresetId;
use tunecost::scenario::savings::{Saving, Worth, base, savings};
use tunecost::scenario::sensitivity::{Measure, Tornado, tornado};
use tunecost::scenario::{Hardware, PriceKind, Scenario, plans};

fn usd(row: &Row) -> f64 {
    row.estimate.cost.total.unwrap().mid.0
}

fn find<'a>(list: &'a [Saving], id: &str) -> &'a Saving {
    list.iter().find(|saving| saving.change.id == id).unwrap_or_else(|| panic!("{id} is not offered"))
}

fn dollars(saving: &Saving) -> f64 {
    match &saving.worth {
        Worth::Known(worth) => worth.usd.0,
        Worth::Unknown(why) => panic!("{}: {why}", saving.change.id),
    }
}

/// Every figure of every saving, worked out again from two answers.
fn check_savings(scenario: &Scenario) -> Result<(), TestCaseError> {
    let now = answer(&base(scenario));
    let list = savings(scenario);
    let mut ids: Vec<_> = list.iter().map(|saving| saving.change.id).collect();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), list.len(), "two changes have one name");
    for saving in &list {
        prop_assert!(saving.change.scenario != now.scenario, "{} changes nothing", saving.change.id);
        let Worth::Known(worth) = saving.worth else { continue };
        let then = answer(&saving.change.scenario);
        let (before, after) = (now.chosen_row().unwrap(), then.chosen_row().unwrap());
        prop_assert!(before.usable() && after.usable());
        let sign = if saving.change.in_use { -1.0 } else { 1.0 };
        let same = |shown: f64, one: f64, other: f64| {
            (shown * sign - (one - other)).abs() <= 1e-9 * one.abs().max(other.abs())
        };
        prop_assert!(same(worth.usd.0, usd(before), usd(after)), "{}", saving.change.id);
        let (was, is) = (before.estimate.time.wall.mid.0, after.estimate.time.wall.mid.0);
        prop_assert!(same(worth.wall.0, was, is), "{}", saving.change.id);
        let (was, is) = (before.estimate.memory.device.mid.0, after.estimate.memory.device.mid.0);
        prop_assert!(same(worth.memory.0, was, is), "{}", saving.change.id);
        // The share is of the run without the change.
        let without = if saving.change.in_use { usd(after) } else { usd(before) };
        prop_assert!((worth.share * without - worth.usd.0).abs() <= 1e-6 * without, "{}", saving.change.id);
        match worth.moves_to {
            Some((offer, n_gpus)) => {
                prop_assert_eq!((after.offer, after.plan.n_gpus), (offer, n_gpus));
                prop_assert!((before.offer, before.plan.n_gpus) != (offer, n_gpus));
            }
            None => prop_assert_eq!((after.offer, after.plan.n_gpus), (before.offer, before.plan.n_gpus)),
        }
    }
    Ok(())
}

#[test]
fn savings_of_the_presets_are_differences_of_answers() {
    check_savings(&Scenario::default()).unwrap();
    for preset in PresetId::ALL {
        check_savings(&preset.scenario()).unwrap();
    }
}

#[test]
fn savings_come_sorted_and_each_strategy_of_the_guide_is_there() {
    let full = Scenario { technique: Technique::Full, ..Scenario::default() };
    for scenario in [Scenario::default(), full, PresetId::B2.scenario(), PresetId::B3.scenario()] {
        let list = savings(&scenario);
        let run = usd(answer(&scenario).chosen_row().unwrap());
        for id in ["S1", "S2", "S3", "S4", "S5"] {
            let strategy = |saving: &Saving| saving.change.strategy.is_some_and(|strategy| strategy.id == id);
            assert!(list.iter().any(strategy), "{id} is missing");
        }
        let helping: Vec<_> = list.iter().filter(|saving| !saving.change.in_use && saving.helps()).collect();
        assert!(helping.len() >= 5);
        for pair in helping.windows(2) {
            // What is less than half a percent of the run counts as nothing.
            assert!(dollars(pair[0]) >= dollars(pair[1]) - 0.01 * run);
        }
        let first_no = list.iter().position(|saving| !saving.helps()).unwrap_or(list.len());
        let last_yes = list.iter().rposition(|saving| !saving.change.in_use && saving.helps()).unwrap();
        assert!(last_yes < first_no);
    }
}

#[test]
fn an_8_bit_optimiser_frees_what_its_states_are_smaller_by() {
    let full = Scenario { technique: Technique::Full, ..Scenario::default() };
    let chosen = *answer(&full).chosen_row().unwrap();
    let scenario = Scenario {
        hardware: Hardware::Offer(chosen.offer),
        n_gpus: Some(chosen.plan.n_gpus),
        sharding: (chosen.plan.n_gpus > 1).then_some(chosen.plan.sharding),
        ..full
    };
    let list = savings(&scenario);
    let saving = find(&list, "adamw-8bit");
    let Worth::Known(worth) = saving.worth else { panic!("{:?}", saving.worth) };
    let row = answer(&scenario).chosen_row().unwrap().inputs;
    let mut with = row;
    with.recipe.optimizer = Optimizer::Adamw8bit;
    let freed = memory(&row).device.mid - memory(&with).device.mid;
    assert!(freed.gib() > 1.0);
    let shown = worth.freed.expect("it stays where it is");
    assert!((shown - freed).gib().abs() < 1e-6, "{} {}", shown.gib(), freed.gib());
}

#[test]
fn spot_is_priced_as_listed_and_says_why_where_it_is_not() {
    let offer = tunecost::catalog::OfferId::all()
        .find(|offer| offer.get().spot.is_some() && offer.get().on_demand.is_some())
        .unwrap();
    let scenario = Scenario { hardware: Hardware::Offer(offer), ..Scenario::default() };
    let now = answer(&scenario);
    if now.chosen_row().unwrap().usable() {
        let spot = answer(&Scenario { price_kind: PriceKind::Spot, ..scenario });
        let expected = usd(now.chosen_row().unwrap()) - usd(spot.chosen_row().unwrap());
        assert!((dollars(find(&savings(&scenario), "spot")) - expected).abs() < 1e-9);
    }
    let none = tunecost::catalog::OfferId::all()
        .find(|offer| {
            let row = row_on(&Scenario::default(), *offer);
            offer.get().spot.is_none() && row.usable()
        })
        .unwrap();
    let list = savings(&Scenario { hardware: Hardware::Offer(none), ..Scenario::default() });
    assert_eq!(find(&list, "spot").worth, Worth::Unknown("No spot price is listed.".into()));
}

fn check_bars(found: &Tornado, measure: Measure) -> Result<(), TestCaseError> {
    let Some(bars) = found.bars(measure) else {
        prop_assert!(found.now.figure(measure).is_none());
        return Ok(());
    };
    let now = found.now.figure(measure).unwrap();
    prop_assert_eq!(bars.bars.len() + bars.still.len(), found.sways.len());
    for bar in &bars.bars {
        prop_assert!(bar.least.0 <= now && now <= bar.most.0 && bar.least.0 < bar.most.0);
        prop_assert!(bar.from >= 0.0 && bar.from <= bars.now && bars.now <= bar.to && bar.to <= 1.0);
        // Ends are ends: nothing that was tried and runs lies beyond.
        for end in &bar.sway.ends {
            if let Some(figure) = end.figure(measure) {
                prop_assert!(bar.least.0 <= figure && figure <= bar.most.0);
            }
        }
    }
    for pair in bars.bars.windows(2) {
        prop_assert!(pair[0].most.0 - pair[0].least.0 >= pair[1].most.0 - pair[1].least.0);
    }
    Ok(())
}

#[test]
fn the_tornado_of_the_first_page() {
    let scenario = Scenario::default();
    let now = answer(&scenario);
    let row = now.chosen_row().unwrap();
    let found = tornado(&now).unwrap();
    let sway = |label: &str| found.sways.iter().find(|sway| sway.label == label).unwrap();
    // Cost follows the tokens.
    let tokens = sway("Tokens");
    let costs: Vec<f64> = tokens.ends.iter().map(|end| end.cost.unwrap().0 / usd(row)).collect();
    assert!((costs[0] - 0.5).abs() < 0.01 && (costs[1] - 2.0).abs() < 0.01, "{costs:?}");
    // Each quantity as one change of the scenario says.
    let longer = row_on(&Scenario { seq_len: 4096, ..scenario }, row.offer);
    assert_eq!(sway("Sequence length").ends[1].cost, longer.estimate.cost.total.map(|total| total.mid));
    // The estimator's own band.
    let band = row.estimate.cost.total.unwrap();
    let speed = sway("Speed, as it turns out");
    assert_eq!([speed.ends[0].cost, speed.ends[1].cost], [Some(band.low), Some(band.high)]);
    assert!(found.sways.len() >= 12, "{}", found.sways.len());
    // Nothing runs, nothing moves.
    let gpu = tunecost::catalog::GpuId::find("rtx-4090").unwrap();
    let stuck = Scenario {
        model: tunecost::catalog::ModelId::find("llama-2-70b").unwrap(),
        technique: Technique::Full,
        hardware: Hardware::Gpu(gpu),
        n_gpus: Some(1),
        ..scenario
    };
    assert_eq!(tornado(&answer(&stuck)), None);
}

#[test]
fn a_measured_run_scales_what_moves_and_the_curves() {
    let plain = answer(&Scenario::default());
    let row = plain.chosen_row().unwrap();
    let offer = Hardware::Offer(row.offer);
    let measured = Scenario {
        hardware: offer,
        measured_tokens_per_sec: Some(row.estimate.time.tokens_per_sec.mid.round() / 2.0),
        ..Scenario::default()
    };
    let now = answer(&measured);
    // What is paid for beside the steps does not scale.
    assert!(usd(now.chosen_row().unwrap()) > 1.5 * usd(row));
    let found = tornado(&now).unwrap();
    let end = found.sways.iter().find(|sway| sway.label == "Tokens").unwrap().ends[1].cost;
    let twice = Scenario { tokens: measured.tokens * 2.0, ..measured };
    let cost = |row: Row| row.estimate.cost.total.map(|total| total.mid);
    assert_eq!(end, cost(row_with(&twice, row.offer, plans::calibration(&now))));
    assert_ne!(end, cost(row_on(&twice, row.offer)));
    // Along the measured speed itself the cost falls.
    let field = fields::number("measured_tokens_per_sec").unwrap();
    let along = curve(&measured, field, row.offer, plans::calibration(&now)).unwrap();
    let first = along.costs[0].unwrap();
    assert!(along.costs.iter().flatten().all(|cost| *cost <= first));
}

#[test]
fn curves_are_answers_along_a_slider() {
    let scenario = Scenario::default();
    let offer = answer(&scenario).chosen_row().unwrap().offer;
    for field in NUMBER_FIELDS {
        let found = curve(&scenario, field, offer, Calibration::NONE);
        let moves = ["tokens", "epochs", "n_gpus", "seq_len", "micro_batch_size", "overhead", "lora_rank"];
        let still = ["budget", "deadline_hours", "experiments", "fill", "usd", "max_price_age_days"];
        if moves.contains(&field.key) {
            assert!(found.is_some(), "{}", field.key);
        }
        if still.contains(&field.key) {
            assert!(found.is_none(), "{}", field.key);
        }
        let Some(found) = found else { continue };
        for point in 0..N_POINTS {
            let mut changed = scenario;
            (field.set)(&mut changed, Some(value_at(field, point)));
            if field.key.starts_with("measured") {
                continue;
            }
            let row = row_on(&changed, offer);
            let expected = row.estimate.cost.total.filter(|_| row.runs()).map(|total| total.mid);
            if let Some(cost) = found.costs[point] {
                assert_eq!(Some(cost), expected, "{} at {point}", field.key);
                let height = found.height(cost);
                assert!((0.0..=1.0).contains(&height));
                let position = point as f64 * SLIDER_STEPS / (N_POINTS - 1) as f64;
                let drawn = found.height_at(position).unwrap();
                assert!((drawn - height).abs() < 1e-9, "{} at {point}", field.key);
            }
        }
        assert_eq!(found.height(found.most), 1.0);
    }
}

#[test]
fn a_curve_has_gaps_where_the_run_does_not_fit() {
    let gpu = tunecost::catalog::GpuId::find("rtx-4090").unwrap();
    let scenario = Scenario { hardware: Hardware::Gpu(gpu), n_gpus: Some(1), ..Scenario::default() };
    let offer = answer(&scenario).chosen_row().unwrap().offer;
    let field = fields::number("seq_len").unwrap();
    let found = curve(&scenario, field, offer, Calibration::NONE).unwrap();
    assert!(found.costs[0].is_some() && found.costs[N_POINTS - 1].is_none());
    assert_eq!(found.height_at(SLIDER_STEPS), None);
    assert!(found.most > found.least && found.least > Usd::ZERO);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..common::config() })]

    #[test]
    fn savings_are_differences_of_answers(scenario in common::scenarios(false)) {
        check_savings(&scenario)?;
    }

    #[test]
    fn bars_hold_the_answer_and_every_end(scenario in common::scenarios(true)) {
        if let Some(found) = tornado(&answer(&scenario)) {
            check_bars(&found, Measure::Cost)?;
            check_bars(&found, Measure::Wall)?;
        }
    }

    #[test]
    fn heights_stay_in_the_picture(scenario in common::scenarios(true), field in 0..NUMBER_FIELDS.len(), at in 0.0..=SLIDER_STEPS) {
        let now = answer(&scenario);
        if let Some(row) = now.chosen_row()
            && let Some(found) = curve(&scenario, &NUMBER_FIELDS[field], row.offer, plans::calibration(&now))
            && let Some(height) = found.height_at(at)
        {
            prop_assert!((0.0..=1.0).contains(&height), "{height}");
        }
    }
}
