//! The measured runs with their estimates, as the page loads them when a reader asks.
//!
//! Text, one line a run, fields by tabs, so that the page splits it and parses nothing else. The first line names the
//! columns.

use std::fmt::Write as _;

use crate::catalog::GpuId;
use crate::format;
use crate::scenario::accuracy::Compared;
use crate::scenario::link;
use crate::scenario::measured::{Meter, Metric, scenario};

/// The columns, in order.
///
/// `x` and `y` place a point: a thousand times the decimal logarithm of the measured and of the estimated value.
/// `error` is the relative error in thousandths, with its sign. `query` is empty where the page has no such scenario.
pub const COLUMNS: [&str; 13] = [
    "metric",
    "technique",
    "gpu",
    "source",
    "model",
    "recipe",
    "measured",
    "estimated",
    "x",
    "y",
    "error",
    "covered",
    "query",
];

pub fn table(compared: &[Compared]) -> String {
    let mut text = COLUMNS.join("\t");
    text.push('\n');
    for one in compared {
        let run = one.run;
        let recipe = &run.inputs.recipe;
        let (metric, show): (_, fn(f64) -> String) = match run.metric {
            Metric::PeakMemGib => ("memory", |gib| format!("{gib:.1} GiB")),
            Metric::TokensPerSecPerGpu => {
                ("speed", |rate| format!("{} tokens/s", format::grouped(rate.round())))
            }
        };
        let meter = match (run.metric, run.meter) {
            (Metric::PeakMemGib, Meter::Allocated) => ", allocated",
            (Metric::PeakMemGib, Meter::Reserved) => ", reserved",
            (Metric::PeakMemGib, Meter::NvidiaSmi) => ", nvidia-smi",
            _ => "",
        };
        let place = |value: f64| (value.log10() * 1000.0).round();
        let query = scenario(run).map(|scenario| link::encode(&scenario)).unwrap_or_default();
        let gpu = |id: GpuId| id.get().name;
        let _ = writeln!(
            text,
            "{metric}\t{:?}\t{}x {}\t{}\t{}\t{} x {}{meter}\t{}\t{}\t{}\t{}\t{}\t{}\t{query}",
            recipe.technique,
            run.inputs.cluster.n_gpus,
            gpu(run.gpu),
            run.source,
            run.model.map_or("", |model| model.get().name),
            recipe.micro_batch_size,
            recipe.seq_len,
            show(run.value),
            show(one.predicted.mid),
            place(run.value),
            place(one.predicted.mid),
            ((one.ratio() - 1.0) * 1000.0).round(),
            u8::from(one.covered()),
        );
    }
    text
}
