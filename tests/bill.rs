//! The invoice: made by hand for each rule, adding up to the cent, and right where others are wrong.

#![cfg(not(target_arch = "wasm32"))]

mod common;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tunecost::catalog::{BillingRule, OfferId};
use tunecost::engine::bill::{Around, Bill, BillPart, Billing, N_HELD_PARTS, N_RUN_PARTS, timeline};
use tunecost::engine::cost::{Price, cost};
use tunecost::engine::estimate::{Inputs, estimate};
use tunecost::engine::guide::GuidePlan;
use tunecost::engine::recipe::Sharding;
use tunecost::engine::spot::{Market, Shape};
use tunecost::engine::units::{Hours, Secs, Usd, UsdPerHour};
use tunecost::format::usd_exact;
use tunecost::scenario::answer::{Reason, answer, row_on};
use tunecost::scenario::resolve::{self, Plan};
use tunecost::scenario::{Hardware, PriceKind, Scenario, break_even};

fn offer(id: &str) -> OfferId {
    OfferId::find(id).expect(id)
}

/// The bill of so many hours of steps on an offer, with nothing around them.
fn invoice(id: &str, n_gpus: u32, held: Hours) -> Bill {
    let entry = offer(id).get();
    let rule = BillingRule::of(entry.provider);
    let billing = Billing {
        increment: rule.and_then(|rule| rule.increment).unwrap_or(Secs(1.0)),
        minimum: rule.and_then(|rule| rule.minimum).unwrap_or(Secs(0.0)),
    };
    let n_instances = n_gpus.div_ceil(entry.gpus_per_instance);
    let clock = timeline(&Around::NONE, held, 0.0, n_instances, None, 1.0).rounded(&billing);
    Bill::new(&Around::NONE, &clock, entry.on_demand.expect(id) * f64::from(n_instances), 0.0)
}

/// Worked out by hand from the price list and the provider's rule.
#[test]
fn invoices_come_out_as_by_hand() {
    let minutes = |minutes: f64| Hours(minutes / 60.0);
    let cases = [
        // By the second, at least a minute: 20 s are billed as 60, at 0.526 an hour.
        ("aws.g4dn-xlarge.2026-07", 1, Secs(20.0).hours(), 0.526 / 60.0),
        ("aws.g4dn-xlarge.2026-07", 1, Secs(90.4).hours(), 0.526 * 91.0 / 3600.0),
        ("gcp.g2-standard-4.2026-06", 1, Secs(59.0).hours(), 0.706_832_276 / 60.0),
        // By the minute: 90 s are two minutes. Eight GPUs even for a job of one: 49.24 the node.
        ("coreweave.8x-h100-sxm.2026-03", 1, Secs(90.0).hours(), 49.24 * 2.0 / 60.0),
        ("coreweave.8x-h100-sxm.2026-03", 12, minutes(60.0), 49.24 * 2.0),
        ("lambda.h100-sxm.2026-03", 1, Secs(3601.0).hours(), 3.78 * 61.0 / 60.0),
        // By the second without a minimum.
        ("runpod.rtx-4090.2026-03", 1, Secs(10.2).hours(), 0.34 * 11.0 / 3600.0),
        // Bare metal: at least an hour.
        ("oci.bm-gpu-mi300x-8.2026-09", 8, minutes(10.0), 48.0),
        ("oci.bm-gpu-mi300x-8.2026-09", 8, minutes(90.0), 72.0),
        // By the hour that has begun.
        ("ovhcloud.t2-45.undated", 1, minutes(61.0), 0.0),
        // No source says how: by the second.
        ("together.h100-sxm.undated", 1, minutes(30.0), 0.0),
    ];
    for (id, n_gpus, held, expected) in cases {
        let price = offer(id).get().on_demand.expect(id).0;
        let expected = match id {
            "ovhcloud.t2-45.undated" => price * 2.0,
            "together.h100-sxm.undated" => price * 0.5,
            "gcp.g2-standard-4.2026-06" => price / 60.0,
            "oci.bm-gpu-mi300x-8.2026-09" => expected / 48.0 * price,
            _ => expected,
        };
        let total = invoice(id, n_gpus, held).total().0;
        assert!((total - expected).abs() < 1e-9, "{id}: {total}, by hand {expected}");
    }
}

#[test]
fn every_rule_rounds_up() {
    for rule in tunecost::catalog::tables::BILLING.iter() {
        let billing = Billing {
            increment: rule.increment.unwrap_or(Secs(1.0)),
            minimum: rule.minimum.unwrap_or(Secs(0.0)),
        };
        for tenths in 1..100_000 {
            let held = Secs(f64::from(tenths) * 0.7).hours();
            let billed = billing.billed(held);
            assert!(billed >= held && billed.secs() >= billing.minimum, "{}", rule.provider);
            assert!((billed - held).secs().0 < billing.increment.0.max(billing.minimum.0) + 1e-6);
            let steps = billed.secs().0 / billing.increment.0;
            assert!((steps - steps.round()).abs() < 1e-6, "{}: {steps}", rule.provider);
        }
    }
}

/// Over 100,000 random scenarios, on the whole of their bounds: every line is there, they add up to the total exactly
/// and in cents as they are shown, and no line is negative.
#[test]
fn every_bill_adds_up_to_the_cent() {
    let mut runner = TestRunner::new(common::config());
    let scenarios = (common::scenarios(true), 0..OfferId::all().count(), 1_u32..=64);
    let (mut bills, mut endless) = (0, 0);
    // Each random scenario is billed on two offers and with two numbers of GPUs.
    for _ in 0..26_000 {
        let (scenario, first, n_gpus) = scenarios.new_tree(&mut runner).expect("a scenario").current();
        for (index, n_gpus) in
            [(first, n_gpus), (first * 7 + 3, 1), (first * 3 + 1, n_gpus + 1), (first + 11, 8)]
        {
            let offer = OfferId((index % OfferId::all().count()) as u16);
            let plan = Plan { n_gpus, micro_batch_size: 1, sharding: Sharding::None };
            let inputs = resolve::inputs(&scenario, offer, plan);
            let cost = estimate(&inputs).cost;
            let Some(bill) = cost.bill else {
                endless += u32::from(inputs.price.per_instance.is_some());
                assert!(cost.total.is_none() && cost.project.is_none());
                continue;
            };
            let (total, project) = (cost.total.expect("a total"), cost.project.expect("a total"));
            assert!(bill.parts.iter().all(|usd| usd.0 >= 0.0 && usd.0.is_finite()), "{bill:?}");
            let sum = |to: usize| bill.parts[..to].iter().map(|usd| usd.0).sum::<f64>();
            for (sum, whole) in [
                (sum(N_HELD_PARTS), bill.machines),
                (sum(N_RUN_PARTS), total.mid),
                (sum(bill.parts.len()), project.mid),
            ] {
                assert!((sum - whole.0).abs() <= 1e-9 * whole.0.max(1e-9), "{sum} is not {whole:?}");
            }
            assert!(total.low <= total.mid && total.mid <= total.high, "{total:?}");
            if let Some((cents, shown)) = bill.cents() {
                assert_eq!(cents.iter().sum::<i64>(), shown);
                assert!((shown as f64 - project.mid.0 * 100.0).abs() <= 0.5 + 1e-6 * shown as f64);
                for (cents, exact) in cents.iter().zip(bill.parts) {
                    assert!(
                        (*cents as f64 - exact.0 * 100.0).abs() <= 1.0 + 1e-6 * exact.0,
                        "{cents} {exact:?}"
                    );
                }
            }
            bills += 1;
        }
    }
    assert!(bills + endless >= 60_000 && bills > 50_000, "{bills} bills, {endless} that never end");
}

fn spot_inputs(hazard: f64, n_gpus: u32, train: f64) -> (Inputs, f64) {
    let scenario = Scenario { price_kind: PriceKind::Spot, spot_discount: Some(0.5), ..Scenario::default() };
    let plan = Plan { n_gpus, micro_batch_size: 1, sharding: Sharding::None };
    let mut inputs = resolve::inputs(&scenario, offer("runpod.h100-sxm.2026-03"), plan);
    inputs.price.market = Some(Market { hazard, wait: Hours(0.5), shape: Shape::OBSERVED });
    (inputs, train)
}

/// The bill of a run whose steps take `train` hours.
fn billed(inputs: &Inputs, train: f64) -> f64 {
    let mut time = estimate(inputs).time;
    time.train = tunecost::engine::units::Band::exact(Hours(train));
    cost(inputs, &time).total.expect("a price").mid.0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..common::config() })]

    #[test]
    fn more_never_costs_less(
        hazard in 0.0..0.5_f64, more in 1.0..3.0_f64, n_gpus in 1_u32..16, extra in 1_u32..8, train in 0.1..200.0_f64,
    ) {
        let (inputs, train) = spot_inputs(hazard, n_gpus, train);
        let base = billed(&inputs, train);
        prop_assert!(billed(&inputs, train * more) >= base);
        prop_assert!(billed(&spot_inputs(hazard * more, n_gpus, train).0, train) >= base * (1.0 - 1e-12));
        // More GPUs for the same hours.
        prop_assert!(billed(&spot_inputs(hazard, n_gpus + extra, train).0, train) >= base);
    }
}

/// Five places where a neighbour's arithmetic fails (read in their code, November 2026).
mod peers {
    use super::*;

    /// ftuneai: its AWS row is $4.10 for one of eight GPUs, and a job of eight is billed $4.10 an hour. Here the price
    /// is the instance's, so eight GPUs cost what the instance costs.
    #[test]
    fn eight_gpus_cost_a_whole_instance() {
        let plan = Plan { n_gpus: 8, micro_batch_size: 1, sharding: Sharding::None };
        let id = offer("aws.p4d-24xlarge.2026-07");
        let cost = estimate(&resolve::inputs(&Scenario::default(), id, plan)).cost;
        let listed = id.get().on_demand.expect("a price");
        assert_eq!((cost.n_instances, cost.per_hour), (1, Some(listed)));
        assert!(listed.0 > 2.0 * 4.10);
    }

    /// ftuneai: `num_gpus // gpu_count` bills twelve GPUs as one instance of eight.
    #[test]
    fn twelve_gpus_are_two_instances_of_eight() {
        let plan = Plan { n_gpus: 12, micro_batch_size: 1, sharding: Sharding::None };
        let id = offer("coreweave.8x-h100-sxm.2026-03");
        let cost = estimate(&resolve::inputs(&Scenario::default(), id, plan)).cost;
        assert_eq!((cost.n_instances, cost.idle_gpus), (2, 4));
        let (bill, per_hour) = (cost.bill.expect("a bill"), cost.per_hour.expect("a price"));
        assert_eq!(usd_exact(Usd(per_hour.0)), "$98.48");
        // Four of sixteen are paid for and stand idle.
        assert!((bill.idle / bill.machines - 0.25).abs() < 1e-12);
    }

    /// ftuneai: `BudgetOptimizer(num_gpus=8)` bills one GPU: 4.41 h come to $5.51.
    #[test]
    fn all_gpus_are_billed() {
        let per_gpu = UsdPerHour(5.51 / 4.41);
        let clock = timeline(&Around::NONE, Hours(4.41), 0.0, 8, None, 1.0);
        let total = Bill::new(&Around::NONE, &clock, per_gpu * 8.0, 0.0).total();
        assert!((total.0 - 8.0 * 5.51).abs() < 1e-9);
    }

    /// ftuneai: a GPU without a price is $2.00 an hour, and so the cheapest.
    #[test]
    fn a_missing_price_never_wins() {
        let scenario = Scenario { price_kind: PriceKind::Spot, ..Scenario::default() };
        let found = answer(&scenario);
        let missing: Vec<_> = found.rows.iter().filter(|row| row.price.per_instance.is_none()).collect();
        assert!(!missing.is_empty());
        for row in missing {
            assert_eq!((row.estimate.cost.total, row.estimate.cost.bill), (None, None));
            assert_eq!(row.estimate.cost.per_hour, None);
            assert!(row.reason().is_some_and(|why| !matches!(why, Reason::NoPrice(PriceKind::OnDemand))));
        }
        assert!(found.chosen_row().expect("a plan").estimate.cost.total.is_some());
    }

    /// SkyPilot 0.14.1 and ftuneai: spot is a lower price, and interruptions cost nothing.
    #[test]
    fn spot_costs_more_than_its_price() {
        let spot = Scenario {
            price_kind: PriceKind::Spot,
            hardware: Hardware::Offer(offer("runpod.rtx-4090.2026-03")),
            tokens: 5e8,
            ..Scenario::default()
        };
        let spot_cost = row_on(&spot, offer("runpod.rtx-4090.2026-03")).estimate.cost;
        let on_demand = Scenario { price_kind: PriceKind::OnDemand, ..spot };
        let demand_cost = row_on(&on_demand, offer("runpod.rtx-4090.2026-03")).estimate.cost;
        let cheaper = 0.14 / 0.34;
        let (spot_bill, demand_bill) = (spot_cost.bill.unwrap(), demand_cost.bill.unwrap());
        assert!(spot_bill.run().0 > demand_bill.run().0 * cheaper * 1.01);
        assert!(spot_bill.part(BillPart::Interruptions) > Usd::ZERO);
        assert!(spot_cost.wall.mid > demand_cost.wall.mid);
    }

    /// Every calculator of managed prices but Together's own counts tokens; with packing off rows are billed at full length.
    #[test]
    fn a_managed_job_bills_the_padding() {
        let padded = Scenario { packing: false, fill: 0.3, ..Scenario::default() };
        let jobs = |scenario: &Scenario| {
            let jobs = break_even::jobs_for(scenario);
            jobs.iter().find(|(api, _)| api.id == "together.up-to-16b-sft-lora.undated").expect("a job").1
        };
        assert!((jobs(&padded) / jobs(&Scenario::default()) - 1.0 / 0.3).abs() < 1e-9);
    }
}

/// The guide's strategies S2 to S4, by its own method: hours times a price.
#[test]
fn the_guides_strategies_come_out_to_the_cent() {
    let priced = |hours, price| {
        let plan = GuidePlan { hours_per_epoch: Hours(hours), epochs: 1.0, price: UsdPerHour(price) };
        usd_exact(plan.cost())
    };
    // S2: 2 h x $0.34; the guide prints $8 for it, which is one of its contradictions.
    assert_eq!(priced(2.0, 0.34), "$0.68");
    // S3: 10 h on the 4090 and on an A100.
    assert_eq!((priced(10.0, 0.34), priced(10.0, 1.19)), ("$3.40".into(), "$11.90".into()));
    // S1: $50 saved, where the whole run of 24 to 40 h costs $8 to $14.
    assert_eq!((priced(24.0, 0.34), priced(40.0, 0.34)), ("$8.16".into(), "$13.60".into()));
    // S5: 40 h and 20 h.
    assert_eq!((priced(40.0, 0.34), priced(20.0, 0.34)), ("$13.60".into(), "$6.80".into()));
    // B3: 40 h on two H100, and on four.
    assert_eq!((priced(40.0, 5.38), priced(40.0, 10.76)), ("$215.20".into(), "$430.40".into()));
}

/// What surrounds the run, line by line, by hand.
#[test]
fn the_run_around_the_run_is_billed_line_by_line() {
    let mut scenario =
        Scenario { hardware: Hardware::Offer(offer("coreweave.8x-h100-sxm.2026-03")), ..Scenario::default() };
    scenario.experiments_usd = 30.0;
    scenario.bill.trials = 4.0;
    scenario.bill.trial_share = 0.25;
    scenario.bill.failed_share = 0.5;
    scenario.bill.hands_on_days = 2.0;
    scenario.bill.day_rate_usd = 500.0;
    scenario.bill.storage_months = 2.0;
    scenario.bill.egress_usd_per_gb = Some(0.1);
    let row = row_on(&scenario, offer("coreweave.8x-h100-sxm.2026-03"));
    let (cost, around) = (&row.estimate.cost, &row.inputs.around);
    let bill = cost.bill.expect("a bill");
    // 5 minutes, then 16.06 GB of weights and 0.04 GB of data at 1 Gbit/s.
    assert!((cost.timeline.parts[BillPart::Provisioning as usize].secs().0 - 300.0).abs() < 1e-9);
    let bytes = 8.030_261_248e9 * 2.0 + 5e6 * 8.0;
    let download = cost.timeline.parts[BillPart::Download as usize].secs().0;
    assert!((download - bytes / 0.125e9).abs() < 1e-6, "{download}");
    assert!((cost.timeline.parts[BillPart::Tokenising as usize].secs().0 - 5.0).abs() < 1e-9);
    // Rank 16 on all linear layers of Llama 3.1 8B: 41,943,040 parameters, in 16 bits.
    let result = 41_943_040.0 * 2.0;
    assert!((bill.part(BillPart::Egress).0 - result / 1e9 * 0.1).abs() < 1e-12);
    let months = 2.0 + cost.timeline.wall.0 / 730.0;
    assert!((bill.part(BillPart::Storage).0 - (result + 5e6 * 8.0) / 1e9 * 0.07 * months).abs() < 1e-12);
    assert!((bill.part(BillPart::Trials).0 - bill.machines.0).abs() < 1e-12);
    assert!((bill.part(BillPart::FailedRuns).0 - bill.machines.0 * 0.5).abs() < 1e-12);
    assert_eq!((bill.part(BillPart::Experiments), bill.part(BillPart::HandsOn)), (Usd(30.0), Usd(1000.0)));
    assert_eq!(around.storage.map(|rate| rate.0), Some(0.07));
    // Minutes that have begun, on all eight GPUs.
    assert!((cost.timeline.billed.0 * 60.0 - (cost.timeline.held.0 * 60.0).ceil()).abs() < 1e-6);
}

#[test]
fn what_no_source_prices_is_not_billed() {
    let mut scenario = Scenario::default();
    scenario.bill.storage_months = 12.0;
    let row = row_on(&scenario, offer("vast.h100-sxm.2026-06"));
    assert_eq!((row.inputs.around.storage, row.inputs.around.egress), (None, None));
    let bill = row.estimate.cost.bill.expect("a bill");
    assert_eq!((bill.part(BillPart::Storage), bill.part(BillPart::Egress)), (Usd::ZERO, Usd::ZERO));
    assert_eq!(Price::unknown(1).per_instance, None);
}
