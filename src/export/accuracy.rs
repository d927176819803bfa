//! The measured runs with their estimates, as the page loads them when a reader asks.
//!
//! Text, one line a run, fields by tabs, the worst miss first. Values are words as the page shows them, so that the
//! page splits and parses nothing but three whole numbers. The first line names the columns.

use std::fmt::Write as _;

use crate::engine::recipe::Technique;
use crate::format;
use crate::scenario::accuracy::Compared;
use crate::scenario::link;
use crate::scenario::measured::{Meter, Metric, scenario};

/// The columns, in order.
///
/// `x` and `y` place a point: a thousand times the decimal logarithm of the measured and of the estimated value, zero
/// at the least. `query` is empty where the page has no such scenario.
pub const COLUMNS: [&str; 14] = [
    "metric",
    "technique",
    "gpu",
    "source",
    "model",
    "recipe",
    "measured",
    "estimated",
    "off_by",
    "gpus",
    "x",
    "y",
    "covered",
    "query",
];

/// How far off an estimate is, in words: percent where they are few, then how many times.
fn off_by(ratio: f64) -> String {
    let way = if ratio < 1.0 { "low" } else { "high" };
    let times = ratio.max(1.0 / ratio);
    match ((ratio - 1.0).abs() * 100.0).round() {
        _ if times >= 1.5 => format!("{}\u{d7} too {way}", format::fixed(times, 1)),
        0.0 => "under 1 %".into(),
        percent => format!("{} % too {way}", format::fixed(percent, 0)),
    }
}

fn technique(technique: Technique) -> &'static str {
    match technique {
        Technique::Full => "Full fine-tuning",
        Technique::Lora => "LoRA",
        Technique::Lora8bit => "LoRA, 8-bit base",
        Technique::Qlora => "QLoRA",
        Technique::QloraGptq => "LoRA, GPTQ base",
    }
}

pub fn table(compared: &[Compared]) -> String {
    let mut worst_first: Vec<_> = compared.iter().collect();
    let distance = |one: &Compared| one.ratio().ln().abs();
    worst_first.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
    let mut text = COLUMNS.join("\t");
    text.push('\n');
    for one in worst_first {
        let run = one.run;
        let recipe = &run.inputs.recipe;
        let (metric, show): (_, fn(f64) -> String) = match run.metric {
            Metric::PeakMemGib => ("Memory", |gib| format!("{} GiB", format::fixed(gib, 1))),
            Metric::TokensPerSecPerGpu => {
                ("Speed", |rate| format!("{} tokens/s", format::grouped(rate.round())))
            }
        };
        let meter = match (run.metric, run.meter) {
            (Metric::PeakMemGib, Meter::Allocated) => ", allocated",
            (Metric::PeakMemGib, Meter::Reserved) => ", reserved",
            (Metric::PeakMemGib, Meter::NvidiaSmi) => ", nvidia-smi",
            _ => "",
        };
        let place = |value: f64| (value.log10() * 1000.0).round().max(0.0);
        let query = scenario(run).map(|scenario| link::encode(&scenario)).unwrap_or_default();
        // What a source says about itself in brackets is for the one who reads the data.
        let source = run.source.split(" (").next().unwrap_or_default();
        let _ = writeln!(
            text,
            "{metric}\t{}\t{}\t{source}\t{}\t{} \u{d7} {}{meter}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{query}",
            technique(recipe.technique),
            run.gpu.get().name,
            run.model.map_or("", |model| model.get().name),
            recipe.micro_batch_size,
            format::grouped(f64::from(recipe.seq_len)),
            show(run.value),
            show(one.predicted.mid),
            off_by(one.ratio()),
            format!("{}\u{d7} {}", run.inputs.cluster.n_gpus, run.gpu.get().name),
            place(run.value),
            place(one.predicted.mid),
            u8::from(one.covered()),
        );
    }
    text
}
