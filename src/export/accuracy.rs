//! The measured runs with their estimates, as the page loads them when a reader asks.
//!
//! Text, fields by tabs, the worst miss first. Values are words as the page shows them and places are where it draws
//! them, so that the page splits and does no arithmetic. The first line, for people, names the columns.

use std::fmt::Write as _;

use crate::engine::recipe::Technique;
use crate::format;
use crate::scenario::accuracy::Compared;
use crate::scenario::link;
use crate::scenario::measured::{Meter, Metric, scenario};

/// The columns, in order.
///
/// `x` and `y` place a run in the picture, in thousandths of its width from the left and from the top. `query` is empty
/// where the page has no such scenario. A line without `covered` is no run but a mark of the axes, which are alike: its
/// label stands under `model`, its place is in percent.
pub const COLUMNS: [&str; 14] = [
    "figure",
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

/// The two axes of a picture, which are alike: logarithmic, from one mark to another.
struct Axis {
    /// Decimal logarithm of the first mark.
    low: f64,
    high: f64,
}

impl Axis {
    /// Around all values of a metric.
    fn around(compared: &[Compared], metric: Metric) -> Self {
        let values = || {
            compared
                .iter()
                .filter(|one| one.run.metric == metric)
                .flat_map(|one| [one.run.value, one.predicted.mid])
        };
        let (least, most) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN_POSITIVE, f64::max));
        let marks = || MARKS.iter().map(|mark| mark.0);
        Self {
            low: marks().rfind(|mark| *mark <= least).unwrap_or(least).log10(),
            high: marks().find(|mark| *mark >= most).unwrap_or(most).log10(),
        }
    }

    /// Thousandths of the axis.
    fn place(&self, value: f64) -> f64 {
        ((value.log10() - self.low) / (self.high - self.low) * 1000.0).round().clamp(0.0, 1000.0)
    }

    fn mark(&self, text: &mut String, figure: &str, label: &str, value: f64) {
        let percent = |place: f64| format!("{}%", format::plain(place / 10.0));
        let place = self.place(value);
        let _ = writeln!(
            text,
            "{figure}\t\t\t\t{label}\t\t\t\t\t\t{}\t{}\t\t",
            percent(place),
            percent(1000.0 - place)
        );
    }

    /// Every mark; where there are too many to read on a phone, only those of decades have a label.
    fn marks(&self, text: &mut String, figure: &str) {
        for (value, label) in MARKS {
            if (self.low - 1e-9..=self.high + 1e-9).contains(&value.log10()) {
                let show = self.high - self.low < 3.0 || label.starts_with('1');
                self.mark(text, figure, if show { label } else { "" }, value);
            }
        }
        // Where the line of what is estimated at twice the measured value leaves the picture.
        self.mark(text, figure, "2\u{d7}", 10_f64.powf(self.high) / 2.0);
    }
}

/// What an axis can be marked with.
const MARKS: [(f64, &str); 18] = [
    (0.5, "0.5"),
    (1.0, "1"),
    (2.0, "2"),
    (5.0, "5"),
    (10.0, "10"),
    (20.0, "20"),
    (50.0, "50"),
    (100.0, "100"),
    (200.0, "200"),
    (500.0, "500"),
    (1e3, "1k"),
    (2e3, "2k"),
    (5e3, "5k"),
    (1e4, "10k"),
    (2e4, "20k"),
    (5e4, "50k"),
    (1e5, "100k"),
    (2e5, "200k"),
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

const MEMORY: &str = "Memory";
const SPEED: &str = "Speed";

/// The whole file.
pub fn table(compared: &[Compared]) -> String {
    let mut worst_first: Vec<_> = compared.iter().collect();
    let distance = |one: &Compared| one.ratio().ln().abs();
    worst_first.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
    let mut text = format!("# {}\n", COLUMNS.join(", "));
    let memory = Axis::around(compared, Metric::PeakMemGib);
    let speed = Axis::around(compared, Metric::TokensPerSecPerGpu);
    memory.marks(&mut text, MEMORY);
    speed.marks(&mut text, SPEED);
    for one in worst_first {
        let run = one.run;
        let recipe = &run.inputs.recipe;
        let (figure, axis, show): (_, _, fn(f64) -> String) = match run.metric {
            Metric::PeakMemGib => (MEMORY, &memory, |gib| format!("{} GiB", format::fixed(gib, 1))),
            Metric::TokensPerSecPerGpu => {
                (SPEED, &speed, |rate| format!("{} tokens/s", format::grouped(rate.round())))
            }
        };
        let meter = match (run.metric, run.meter) {
            (Metric::PeakMemGib, Meter::Allocated) => ", allocated",
            (Metric::PeakMemGib, Meter::Reserved) => ", reserved",
            (Metric::PeakMemGib, Meter::NvidiaSmi) => ", nvidia-smi",
            _ => "",
        };
        let query = scenario(run).map(|scenario| link::encode(&scenario)).unwrap_or_default();
        // What a source says about itself in brackets is for the one who reads the data.
        let source = run.source.split(" (").next().unwrap_or_default();
        let gpus = format!("{}\u{d7} {}", run.inputs.cluster.n_gpus, run.gpu.get().name);
        let _ = writeln!(
            text,
            "{figure}\t{}\t{}\t{source}\t{}\t{}\u{a0}\u{d7}\u{a0}{}{meter}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{query}",
            technique(recipe.technique),
            run.gpu.get().name,
            run.model.map_or("Not in the catalog", |model| model.get().name),
            recipe.micro_batch_size,
            format::grouped(f64::from(recipe.seq_len)),
            show(run.value),
            show(one.predicted.mid),
            off_by(one.ratio()),
            gpus,
            axis.place(run.value),
            1000.0 - axis.place(one.predicted.mid),
            u8::from(one.covered()),
        );
    }
    text
}
