//! Interruptions three ways: in closed form, simulated, and replayed through what instances did.

#![cfg(all(not(target_arch = "wasm32"), feature = "cli"))]

use tunecost::engine::replay::Trace;
use tunecost::engine::spot::{Expected, Market, Shape, SpotRun, expected};
use tunecost::engine::spot_simulation::simulate;
use tunecost::engine::units::Hours;
use tunecost::scenario::accuracy::quantile;

fn run(work: f64, minutes: f64) -> SpotRun {
    SpotRun {
        work: Hours(work),
        n_instances: 1,
        interval: Hours(minutes / 60.0),
        write: Hours(1.0 / 60.0),
        restart: Hours(7.0 / 60.0),
    }
}

#[test]
fn the_simulation_has_the_closed_forms_mean() {
    let shapes = [
        Shape::MEMORYLESS,
        Shape::OBSERVED,
        Shape { contended: 0.7, contended_hazard: 5.0, persistence: 0.3, first_wait: 4.0 },
    ];
    for shape in shapes {
        for (work, minutes, hazard, n_instances) in
            [(2.0, 30.0, 0.3, 1), (24.0, 60.0, 0.2, 1), (12.0, 20.0, 0.1, 4), (8.0, 480.0, 0.2, 1)]
        {
            let run = SpotRun { n_instances, ..run(work, minutes) };
            let market = Market { hazard, wait: Hours(1.5), shape };
            let Expected { held, wall, .. } = expected(&run, &market);
            let found = simulate(&run, &market, 7, 40_000).expect("it ends");
            // Forty thousand runs: three standard errors of the widest.
            assert!((found.held.mean / held - 1.0).abs() < 0.02, "{shape:?} {work}: {found:?} {held:?}");
            assert!((found.wall.mean / wall - 1.0).abs() < 0.04, "{shape:?} {work}: {found:?} {wall:?}");
            assert!(found.held.p50 <= found.held.p95 && found.wall.p50 <= found.wall.p95);
            assert!(found.held.p50.0 >= work && found.wall.p50 >= found.held.p50);
        }
    }
}

#[test]
fn a_seed_gives_the_same_spread_again() {
    let market = Market { hazard: 0.2, wait: Hours(1.0), shape: Shape::OBSERVED };
    let spread = |seed| simulate(&run(24.0, 30.0), &market, seed, 500);
    assert_eq!(spread(1), spread(1));
    assert_ne!(spread(1), spread(2));
    assert_eq!(simulate(&run(24.0, 30.0), &Market { hazard: 0.0, ..market }, 1, 10), None);
}

fn traces() -> Vec<Trace> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/spot_traces.csv");
    let traces = tunecost::export::spot::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    traces.into_iter().map(|(_, segments)| Trace::new(segments).unwrap()).collect()
}

/// The same figures as `scripts/spot-replay`, with fewer starts.
#[test]
fn replays_of_observed_traces_come_out_as_expected() {
    let traces = traces();
    assert_eq!(traces.len(), 8);
    let errors = |shape: fn(&Trace) -> Shape| {
        let (mut cost, mut wall) = (Vec::new(), Vec::new());
        for trace in &traces {
            for work in [2.0, 6.0, 12.0, 24.0, 48.0] {
                for minutes in [15.0, 30.0, 60.0] {
                    let run = run(work, minutes);
                    let replayed = trace.mean(&run, 100).expect("it ends");
                    let found = expected(&run, &trace.market(shape(trace)));
                    cost.push((found.held / replayed.held - 1.0).abs());
                    wall.push((found.wall / replayed.wall - 1.0).abs());
                }
            }
        }
        for errors in [&mut cost, &mut wall] {
            errors.sort_unstable_by(f64::total_cmp);
        }
        [quantile(&cost, 0.5), quantile(&cost, 0.9), quantile(&wall, 0.5)]
    };
    for shape in [Trace::shape, |_: &Trace| Shape::OBSERVED] {
        let [cost, most, wall] = errors(shape);
        assert!(cost < 0.05 && most < 0.15 && wall < 0.15, "{cost} {most} {wall}");
    }
    // One hazard at all times is further off: its waits are too short.
    let [cost, _, wall] = errors(|_| Shape::MEMORYLESS);
    assert!(cost < 0.05 && wall > 0.15, "{cost} {wall}");
}

/// A simulated run from Boise State's agentcore: 48.5 h of work, 0.15 interruptions an hour, a quarter of an hour to
/// start again. Without checkpoints it took 3,198 billed hours at 35 % of the price, every 30 minutes 17.9.
#[test]
fn checkpoints_are_worth_what_others_found() {
    let market = Market { hazard: 0.15, wait: Hours(0.0), shape: Shape::MEMORYLESS };
    let run = SpotRun {
        work: Hours(48.5),
        n_instances: 1,
        interval: Hours(0.5),
        write: Hours(0.0),
        restart: Hours(0.25),
    };
    let priced = |run: &SpotRun| expected(run, &market).held.0 * 0.35;
    assert!((priced(&run) / 17.9 - 1.0).abs() < 0.05, "{}", priced(&run));
    let without = priced(&SpotRun { interval: run.work, ..run });
    assert!((without / 3198.0 - 1.0).abs() < 0.15, "{without}");
}
