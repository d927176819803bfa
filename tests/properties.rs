//! What must hold for every scenario.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use proptest::prelude::*;
use tunecost::catalog::OfferId;
use tunecost::engine::bill::N_RUN_PARTS;
use tunecost::engine::estimate::{Calibration, Estimate, Inputs, estimate};
use tunecost::engine::memory::MemoryPart;
use tunecost::engine::recipe::{Optimizer, Precision, Technique};
use tunecost::engine::time::TimePart;
use tunecost::engine::units::{Band, Usd};
use tunecost::scenario::answer::{Row, answer, row_on};
use tunecost::scenario::resolve::{self, Layout};
use tunecost::scenario::ways_out::ways_out;
use tunecost::scenario::{Hardware, Scenario};

fn offers() -> impl Strategy<Value = OfferId> {
    proptest::sample::select(OfferId::all().collect::<Vec<_>>())
}

/// The same without a run of the reader's own.
fn uncalibrated(scenario: Scenario) -> Scenario {
    Scenario {
        measured_tokens_per_sec: None,
        measured_step_secs: None,
        measured_peak_mem_gib: None,
        ..scenario
    }
}

fn ordered(name: &str, low: f64, mid: f64, high: f64) -> Result<(), TestCaseError> {
    for end in [low, mid, high] {
        prop_assert!(end.is_finite() && end > 0.0, "{name}: {low} {mid} {high}");
    }
    prop_assert!(low <= mid && mid <= high, "{name}: {low} {mid} {high}");
    Ok(())
}

fn close(name: &str, sum: f64, whole: f64) -> Result<(), TestCaseError> {
    prop_assert!((sum - whole).abs() <= 1e-9 * whole.abs().max(1e-12), "{name}: {sum} is not {whole}");
    Ok(())
}

fn same_plan(scenario: &Scenario, row: &Row) -> Estimate {
    estimate(&resolve::inputs(scenario, row.offer, row.plan))
}

fn check_row(scenario: &Scenario, row: &Row) -> Result<(), TestCaseError> {
    let Estimate { memory, time, cost } = &row.estimate;
    for (name, band) in
        [("allocated", memory.allocated), ("reserved", memory.reserved), ("device", memory.device)]
    {
        ordered(name, band.low.0, band.mid.0, band.high.0)?;
    }
    ordered("step", time.step.low.0, time.step.mid.0, time.step.high.0)?;
    if !cost.ends() {
        prop_assert!(cost.total.is_none());
        return Ok(());
    }
    ordered("wall", time.wall.low.0, time.wall.mid.0, time.wall.high.0)?;
    ordered("gpu hours", time.gpu_hours.low.0, time.gpu_hours.mid.0, time.gpu_hours.high.0)?;
    let Band { low, mid, high } = time.tokens_per_sec;
    ordered("tokens/s", low, mid, high)?;
    // Against the 16-bit peak: fp8 can pass it, at most by its own factor of two.
    let most = if scenario.precision == Precision::Fp8 { 2.0 } else { 1.0 };
    prop_assert!(time.mfu > 0.0 && time.mfu < most, "mfu {}", time.mfu);

    close("memory", memory.peak.total().0, memory.device.mid.0)?;
    close("time", time.parts.iter().map(|part| part.0).sum(), time.step.mid.0)?;
    for part in MemoryPart::ALL {
        prop_assert!(memory.peak.get(part).0 >= 0.0, "{part:?}: {:?}", memory.peak.get(part));
    }
    for part in TimePart::ALL {
        prop_assert!(time.parts[part as usize].0 >= 0.0, "{part:?}: {:?}", time.parts[part as usize]);
    }
    if let Some(total) = cost.total {
        ordered("cost", total.low.0, total.mid.0, total.high.0)?;
        let bill = cost.bill.expect("a bill for a price");
        close("cost", bill.parts[..N_RUN_PARTS].iter().map(|usd| usd.0).sum(), total.mid.0)?;
        prop_assert!(bill.parts.iter().all(|usd| usd.0 >= 0.0), "{bill:?}");
    }

    let offer = row.offer.get();
    prop_assert_eq!(cost.n_instances, row.plan.n_gpus.div_ceil(offer.gpus_per_instance));
    prop_assert_eq!(cost.idle_gpus, cost.n_instances * offer.gpus_per_instance - row.plan.n_gpus);
    prop_assert!(row.effective_batch_size() >= scenario.global_batch_size);
    prop_assert_eq!(row.estimate, same_plan(scenario, row));
    prop_assert_eq!(row.price.per_instance.is_some(), cost.total.is_some());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..common::config() })]

    #[test]
    fn estimates_are_finite_ordered_and_add_up(scenario in common::scenarios(true), offer in offers()) {
        check_row(&scenario, &row_on(&scenario, offer))?;
    }

    #[test]
    fn more_tokens_never_cost_less(scenario in common::scenarios(true), offer in offers(), factor in 1.0..20.0_f64) {
        let row = row_on(&scenario, offer);
        let more = Scenario { tokens: scenario.tokens * factor, ..scenario };
        let after = same_plan(&more, &row);
        // What moves from one line to another leaves the last digit of a sum open.
        let least = |before: f64| before * (1.0 - 1e-9);
        prop_assert!(after.time.wall.mid.0 >= least(row.estimate.time.wall.mid.0));
        // What never ends has no price.
        if after.cost.ends() {
            let usd = |cost: Option<Band<Usd>>| cost.map_or(0.0, |total| total.mid.0);
            prop_assert!(usd(after.cost.total) >= least(usd(row.estimate.cost.total)));
        }
    }

    #[test]
    fn lora_never_needs_more_memory_than_full(scenario in common::scenarios(false), offer in offers()) {
        // From a billion parameters, on one GPU, without the host, up to a thousand tokens at once: adapters keep a copy of their inputs,
        // which at some length outweighs the states that they save, the sooner the more GPUs share those. As wide as
        // the layers that they adapt, they are no smaller.
        prop_assume!(scenario.model.get().model.n_params() > 1e9);
        let full = Scenario {
            technique: Technique::Full,
            n_gpus: Some(1),
            cpu_offload: false,
            optimizer: match scenario.optimizer {
                // Its states may wait on the host as well; SGD has none to save.
                Optimizer::PagedAdamw8bit | Optimizer::Sgd => Optimizer::Adamw8bit,
                other => other,
            },
            micro_batch_size: Some(1),
            seq_len: scenario.seq_len.min(1024),
            ..scenario
        };
        let lora = Scenario { technique: Technique::Lora, lora_rank: scenario.lora_rank.min(64), ..full };
        let row = row_on(&full, offer);
        let (lora, full) = (same_plan(&lora, &row), row.estimate);
        prop_assert!(lora.memory.device.mid <= full.memory.device.mid,
            "{} {}", lora.memory.device.mid.gib(), full.memory.device.mid.gib());
    }

    #[test]
    fn longer_sequences_and_larger_batches_never_need_less(scenario in common::scenarios(false), offer in offers()) {
        let row = row_on(&scenario, offer);
        let longer = Scenario { seq_len: scenario.seq_len * 2, ..scenario };
        prop_assert!(same_plan(&longer, &row).memory.device.mid >= row.estimate.memory.device.mid);
        // At the same steps of accumulation: with one, no gradients wait for the next.
        let mut wider = row.inputs;
        wider.recipe.micro_batch_size *= 2;
        prop_assert!(estimate(&wider).memory.device.mid >= row.estimate.memory.device.mid);
    }

    #[test]
    fn half_the_price_is_half_the_cost(scenario in common::scenarios(false), offer in offers(), usd in 0.1..50.0_f64) {
        let at = |usd| {
            let priced = Scenario { hardware: Hardware::Offer(offer), usd_per_instance_hour: Some(usd), ..scenario };
            row_on(&priced, offer).estimate.cost.bill.map(|bill| bill.machines.0)
        };
        // What never ends has no price; what is stored and sent costs the same.
        prop_assume!(at(usd).is_some());
        close("cost", at(usd).unwrap_or_default() * 2.0, at(usd * 2.0).unwrap_or_default())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..common::config() })]

    #[test]
    fn the_answer_keeps_every_offer_and_chooses_the_cheapest(scenario in common::scenarios(false)) {
        let found = answer(&scenario);
        prop_assert_eq!(&found, &answer(&scenario));
        prop_assert_eq!(found.rows.len(), OfferId::all().count());
        let measured = scenario != uncalibrated(scenario);
        for row in found.rows.iter().filter(|_| !measured) {
            // The work done once for a layout is the work done for each offer.
            prop_assert_eq!(row, &Row { matches: row.matches, ..row_on(&scenario, row.offer) });
        }
        let chosen = found.chosen_row();
        prop_assert_eq!(chosen.is_some(), found.rows.iter().any(|row| row.matches));
        if let Some(chosen) = chosen && chosen.usable() && chosen.fits_well() {
            let key = |row: &Row| match scenario.hardware {
                Hardware::Fastest => row.estimate.time.wall.mid.0,
                _ => row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0),
            };
            for row in found.rows.iter().filter(|row| row.matches && row.usable() && row.fits_well()) {
                prop_assert!(key(chosen) <= key(row));
            }
        }
    }

    #[test]
    fn every_way_out_leads_out(scenario in common::scenarios(false), offer in offers()) {
        let asked = Scenario { hardware: Hardware::Offer(offer), usd_per_instance_hour: None, price_as_of: None, ..scenario };
        let row = row_on(&asked, offer);
        let ways = ways_out(&asked, &row);
        prop_assert!(ways.is_empty() || !row.runs());
        for way in ways {
            let after = answer(&uncalibrated(way.scenario));
            let chosen = after.chosen_row().filter(|row| row.runs());
            prop_assert!(chosen.is_some(), "{}", way.label);
            prop_assert!(way.scenario != asked, "{}", way.label);
            prop_assert_eq!(way.usd, chosen.and_then(|row| row.estimate.cost.total).map(|total| total.mid));
        }
    }
}

#[test]
fn a_measured_run_moves_the_estimate_to_itself() {
    let scenario = Scenario { hardware: Hardware::Offer(OfferId(0)), ..Scenario::default() };
    let row = row_on(&scenario, OfferId(0));
    let measured = Scenario {
        measured_tokens_per_sec: Some(tunecost::format::tidy(row.estimate.time.tokens_per_sec.mid * 1.2)),
        ..scenario
    };
    let found = answer(&measured);
    let after = found.chosen_row().map(|row| row.estimate.time.tokens_per_sec.mid).unwrap_or_default();
    assert!((after / row.estimate.time.tokens_per_sec.mid - 1.2).abs() < 1e-6, "{after}");

    // Memory comes out as measured, on the plan that the page shows without it.
    let found = answer(&Scenario { measured_peak_mem_gib: Some(9.5), ..scenario });
    let peak = found.chosen_row().map(|row| row.estimate.memory.device.mid.gib()).unwrap_or_default();
    assert!((peak - 9.5).abs() < 1e-6, "{peak}");

    // Seconds a step are the same thing said otherwise; a speed counts before them.
    let secs = tunecost::format::tidy(row.estimate.time.step.mid.0 / 0.8);
    let by_step = |scenario: Scenario| {
        let found = answer(&Scenario { measured_step_secs: Some(secs), ..scenario });
        found.chosen_row().map(|row| row.estimate.time.step.mid.0).unwrap_or_default()
    };
    assert!((by_step(scenario) / secs - 1.0).abs() < 1e-6);
    assert!((by_step(measured) * 1.2 / row.estimate.time.step.mid.0 - 1.0).abs() < 1e-6);
}

#[test]
fn layouts_share_the_network_of_a_machine() {
    let offer = OfferId::all().find(|offer| offer.get().gpus_per_instance == 8).unwrap();
    let layout = Layout { network_gbps: Some(3200.0), ..Layout::of(offer) };
    let two = layout.cluster(16);
    assert_eq!((two.gpus_per_node, two.n_nodes()), (8, 2));
    // 3,200 Gbit/s are 400 GB/s, 50 for each of eight.
    assert_eq!(two.inter_node.0, 50e9);
    assert_eq!(layout.cluster(4).gpus_per_node, 4);
    let inputs = Inputs { calibration: Calibration::NONE, ..row_on(&Scenario::default(), offer).inputs };
    assert_eq!(inputs.price.gpus_per_instance, 8);
}
