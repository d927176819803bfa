//! `scripts/spot-replay FILE.csv...`: replays runs of several lengths and intervals through traces of spot instances, and
//! scores what the closed form expects of them.
//!
//! A file has the columns `trace,segment,state,seconds`; `state` is `up` or `down`.

use std::process::ExitCode;

use tunecost::engine::replay::Trace;
use tunecost::engine::spot::{Shape, SpotRun, expected};
use tunecost::engine::units::{Hours, Secs};
use tunecost::export::spot::read;
use tunecost::scenario::accuracy::quantile;

const WORK_HOURS: [f64; 5] = [2.0, 6.0, 12.0, 24.0, 48.0];
const INTERVAL_MINUTES: [f64; 3] = [15.0, 30.0, 60.0];
/// A start of ten minutes, a minute to save: as in the summary of the paper that the traces come from.
const RESTART: Secs = Secs(420.0);
const WRITE: Secs = Secs(60.0);
const N_STARTS: u32 = 400;

/// The forms that are judged, and how a score names each.
const FORMS: [(&str, &str); 3] = [
    ("", "the trace's hazard, availability and shape"),
    ("_two_figures", "the trace's hazard and availability, the shape that is built in"),
    ("_memoryless", "the trace's hazard and availability, one hazard at all times"),
];

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        eprintln!("Usage: scripts/spot-replay FILE.csv...");
        return ExitCode::from(2);
    }
    let mut errors: [[Vec<f64>; 2]; FORMS.len()] = Default::default();
    let mut surcharges = Vec::new();
    let mut endless = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        let traces = match text.and_then(|text| read(&text)) {
            Ok(traces) => traces,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        };
        for (name, segments) in traces {
            let Some(trace) = Trace::new(segments) else {
                println!("{name}: no interruption to learn from, left out");
                continue;
            };
            let own = trace.shape();
            println!(
                "{name}: {} interruptions, {:.3} an hour, capacity {:.0} % of the time; contended {:.2} at {:.2} times \
                 the hazard, persistence {:.2}, first wait {:.2}",
                trace.n_interruptions(),
                trace.hazard(),
                trace.availability() * 100.0,
                own.contended,
                own.contended_hazard,
                own.persistence,
                own.first_wait,
            );
            let markets = [own, Shape::OBSERVED, Shape::MEMORYLESS].map(|shape| trace.market(shape));
            for work in WORK_HOURS {
                for minutes in INTERVAL_MINUTES {
                    let run = SpotRun {
                        work: Hours(work),
                        n_instances: 1,
                        interval: Hours(minutes / 60.0),
                        write: WRITE.hours(),
                        restart: RESTART.hours(),
                    };
                    let Some(replayed) = trace.mean(&run, N_STARTS) else {
                        endless += 1;
                        continue;
                    };
                    let mut line = format!(
                        "  {work:>3} h every {minutes:>2} min: {:>7.2} h held, {:>7.2} h on the wall;",
                        replayed.held.0, replayed.wall.0
                    );
                    for (form, market) in markets.iter().enumerate() {
                        let found = expected(&run, market);
                        let (held, wall) =
                            (found.held / replayed.held - 1.0, found.wall / replayed.wall - 1.0);
                        line += &format!(" {:>+6.1} % {:>+6.1} %", held * 100.0, wall * 100.0);
                        errors[form][0].push(held.abs());
                        errors[form][1].push(wall.abs());
                        if form == 1 {
                            let least = run.work + run.write * run.pieces() + run.restart;
                            let surcharge = replayed.held - least;
                            surcharges
                                .push((found.held - replayed.held).0.abs() / surcharge.0.max(0.01 * work));
                        }
                    }
                    println!("{line}");
                }
            }
        }
    }
    for values in errors.iter_mut().flatten().chain([&mut surcharges]) {
        values.sort_unstable_by(f64::total_cmp);
    }
    println!("errors of held and wall by {}", FORMS.map(|(_, what)| what).join("; by "));
    println!(
        "of what interruptions add, by {}: median {:.2}, nine in ten within {:.2}",
        FORMS[1].1,
        quantile(&surcharges, 0.5),
        quantile(&surcharges, 0.9)
    );
    if endless > 0 {
        println!("{endless} runs never end in the replay and are left out");
    }
    for (form, (suffix, _)) in FORMS.iter().enumerate().rev() {
        for (metric, values) in ["spot_cost", "spot_wall"].iter().zip(&errors[form]) {
            println!(
                "score metric={metric}{suffix} rows={} median={:.3} p90={:.3}",
                values.len(),
                quantile(values, 0.5),
                quantile(values, 0.9)
            );
        }
    }
    ExitCode::SUCCESS
}
