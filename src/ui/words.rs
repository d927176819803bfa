//! What the page says: names of parts, and sentences about an answer.

use crate::catalog::OfferId;
use crate::engine::bill::BillPart;
use crate::engine::memory::{Fit, MemoryPart, Moment};
use crate::engine::recipe::Technique;
use crate::engine::time::TimePart;
use crate::engine::units::{Band, Hours, Usd};
use crate::format;
use crate::scenario::answer::{Answer, Reason, Row};
use crate::scenario::fields::NumberField;
use crate::scenario::{Date, Hardware, Method, PriceKind, Scenario};

/// A number as the page's fields write it: `5 M` where that is the whole truth, digits otherwise.
pub fn figure(value: f64) -> String {
    let short = format::count(value);
    if value >= 1e4 && format::parse_quantity(&short) == Some(value) { short } else { format::grouped(value) }
}

/// A field's value as it is said: `5 million tokens`.
pub fn spoken(field: &NumberField, scenario: &Scenario) -> String {
    let Some(value) = (field.get)(scenario) else { return field.empty.to_string() };
    let short = format::count(value);
    let text = match short.split_once(' ') {
        Some((number, suffix)) => {
            let word = match suffix {
                "k" => "thousand",
                "M" => "million",
                "B" => "billion",
                _ => "trillion",
            };
            format!("{number} {word}")
        }
        None => short,
    };
    match field.unit {
        "" => text,
        "USD" => format!("{text} dollars"),
        "USD/h" => format!("{text} dollars an hour"),
        "h" => format::hours(Hours(value)),
        unit => format!("{text} {unit}"),
    }
}

/// A run in a few words, for a name: `Llama 3.1 8B, QLoRA, 5 M`.
pub fn run(scenario: &Scenario) -> String {
    [scenario.model.get().name, ", ", technique(scenario), ", ", &figure(scenario.tokens)].concat()
}

pub fn technique(scenario: &Scenario) -> &'static str {
    match scenario.technique {
        Technique::Full => "every weight trained",
        Technique::Lora => "LoRA",
        Technique::Lora8bit => "LoRA on an 8-bit base",
        Technique::Qlora => "QLoRA",
        Technique::QloraGptq => "LoRA on a GPTQ base",
    }
}

pub fn prices(scenario: &Scenario) -> &'static str {
    match scenario.price_kind {
        PriceKind::OnDemand => "on-demand prices",
        PriceKind::Spot => "spot prices",
    }
}

/// Hardware as the sentence says it.
pub fn hardware(hardware: Hardware) -> String {
    match hardware {
        Hardware::Cheapest => "the cheapest that fits".into(),
        Hardware::Fastest => "the fastest that fits".into(),
        Hardware::Gpu(gpu) => gpu.get().name.into(),
        Hardware::Offer(offer) => {
            let offer = offer.get();
            format!("{} at {}", offer.gpu.get().name, offer.provider)
        }
    }
}

/// Families as people write them, where that differs from the catalog's short names.
pub fn family(family: &'static str) -> &'static str {
    const NAMES: [(&str, &str); 28] = [
        ("bloom", "BLOOM"),
        ("deepseek-v3", "DeepSeek V3"),
        ("falcon", "Falcon"),
        ("gemma", "Gemma"),
        ("gemma2", "Gemma 2"),
        ("gemma3", "Gemma 3"),
        ("gpt-neox", "GPT-NeoX"),
        ("gpt-oss", "gpt-oss"),
        ("gpt2", "GPT-2"),
        ("gpt3", "GPT-3"),
        ("gptj", "GPT-J"),
        ("llama", "Llama"),
        ("llama2", "Llama 2"),
        ("llama3", "Llama 3"),
        ("llama4", "Llama 4"),
        ("mistral", "Mistral"),
        ("mixtral", "Mixtral"),
        ("mpt", "MPT"),
        ("olmo2", "OLMo 2"),
        ("opt", "OPT"),
        ("phi3", "Phi-3"),
        ("phi4", "Phi-4"),
        ("qwen", "Qwen"),
        ("qwen2.5", "Qwen2.5"),
        ("qwen3", "Qwen3"),
        ("qwen3-moe", "Qwen3 MoE"),
        ("santacoder", "SantaCoder"),
        ("yi", "Yi"),
    ];
    NAMES.iter().find(|(short, _)| *short == family).map_or(family, |(_, name)| name)
}

/// Months after which a price looks old.
const OLD_AFTER_MONTHS: i32 = 6;

/// `8 months old`, for a price that is; `None` for a recent one.
pub fn age(as_of: Option<&'static str>) -> Option<String> {
    let Some(date) = as_of.and_then(Date::parse) else { return Some("of unknown age".into()) };
    let today = js_sys::Date::new_0();
    let now = today.get_full_year() as i32 * 12 + today.get_month() as i32;
    let months = now - (i32::from(date.year) * 12 + i32::from(date.month) - 1);
    (months >= OLD_AFTER_MONTHS).then(|| format!("{} months old", months))
}

/// `1x RTX 4090 at RunPod`
pub fn plan(row: &Row) -> String {
    let offer = row.offer.get();
    format!("{}\u{d7} {} at {}", row.plan.n_gpus, offer.gpu.get().name, offer.provider)
}

const fn kind(kind: PriceKind) -> &'static str {
    match kind {
        PriceKind::OnDemand => "on demand",
        PriceKind::Spot => "on spot",
    }
}

/// The verdict in words, and whether it is a good one.
pub fn verdict(answer: &Answer) -> (String, bool) {
    if answer.scenario.method == Method::Guide {
        return guide_verdict(answer);
    }
    let Some(row) = answer.chosen_row() else {
        let text = format!(
            "No offer of {} is in the catalog. Choose another GPU, or the cheapest that fits.",
            hardware(answer.scenario.hardware)
        );
        return (text, false);
    };
    let open = matches!(answer.scenario.hardware, Hardware::Cheapest | Hardware::Fastest);
    match row.reason() {
        Some(Reason::DoesNotFit) => {
            let memory = &row.estimate.memory;
            let (needs, has) = (format::gib(memory.device.mid), format::gib(memory.capacity));
            let text = if open {
                format!("Nothing fits. Nearest is {}, where each GPU has {has} and needs {needs}.", plan(row))
            } else {
                format!("It does not fit: {} has {has} a GPU and the run needs {needs}.", plan(row))
            };
            (text, false)
        }
        Some(Reason::Blocked(block)) => {
            (format!("It does not run on {}. {}", plan(row), block.message()), false)
        }
        Some(Reason::NoPrice(price)) => {
            let text = format!(
                "{} takes about {}. No price {} is listed for it.",
                plan(row),
                hours(row.estimate.time.wall.mid),
                kind(price)
            );
            (text, false)
        }
        None => {
            let lead = match answer.scenario.hardware {
                Hardware::Cheapest => "Cheapest that fits: ",
                Hardware::Fastest => "Fastest that fits: ",
                _ => "",
            };
            let cost = row.estimate.cost.total.map(|total| format::usd(total.mid)).unwrap_or_default();
            let mut text = format!(
                "{lead}{}, {}: about {cost}, {}.",
                plan(row),
                kind(row.price.kind),
                hours(row.estimate.time.wall.mid),
            );
            if let Fit::Tight { .. } = row.estimate.memory.fit {
                text.push_str(" Memory is tight.");
            }
            (text, true)
        }
    }
}

fn guide_verdict(answer: &Answer) -> (String, bool) {
    let Some(guide) = &answer.guide else {
        return (
            "The guide prints nothing for this. Choose the estimator, or one of its budgets.".into(),
            false,
        );
    };
    let offer = guide.offer.get();
    let mut text = format!(
        "By the guide: {}\u{d7} {} at {}: {}, {}.",
        guide.n_gpus,
        offer.gpu.get().name,
        offer.provider,
        cents(guide.cost()),
        hours_range(guide.hours()),
    );
    if let Some(verdict) = guide.verdict {
        text.push(' ');
        text.push_str(verdict);
        text.push('.');
    }
    (text, true)
}

/// A range of a bill to the cent: the guide's own figures are exact.
pub fn cents(band: Band<Usd>) -> String {
    format::range(&format::usd_exact(band.low), &format::usd_exact(band.high))
}

/// An estimate of a duration, to two significant digits: `35 min`, `5.6 h`, `3.2 days`.
pub fn hours(hours: Hours) -> String {
    let (value, unit) = measure(hours.0, hours.0);
    format!("{value} {unit}")
}

/// Both ends in the unit of the larger: `4.2-7.5 h`.
pub fn hours_range(band: Band<Hours>) -> String {
    let (low, _) = measure(band.low.0, band.high.0);
    let (high, unit) = measure(band.high.0, band.high.0);
    format!("{} {unit}", format::range(&low, &high))
}

/// A number of hours in the unit that suits `size` hours.
fn measure(hours: f64, size: f64) -> (String, &'static str) {
    let (factor, unit) = match size {
        size if !size.is_finite() => return (format::hours(Hours(size)), ""),
        size if size < 1.0 / 60.0 => (3600.0, "s"),
        size if size < 1.0 => (60.0, "min"),
        size if size < 48.0 => (1.0, "h"),
        _ => (1.0 / 24.0, "days"),
    };
    (format::significant(hours * factor, 2), unit)
}

/// An offer's SKU and tier, where they say more than the GPU's name.
pub fn sku(offer: OfferId) -> String {
    let offer = offer.get();
    let mut text = String::new();
    for part in [offer.sku, offer.tier, offer.region] {
        if !part.is_empty() && part != offer.gpu.get().name {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(part);
        }
    }
    text
}

/// Name of a part of memory, its name in styles, and how it comes about.
pub const fn memory_part(part: MemoryPart) -> (&'static str, &'static str, &'static str) {
    match part {
        MemoryPart::Weights => (
            "Weights",
            "weights",
            "parameters \u{d7} bytes as stored; a quantised base keeps embeddings, head and norms in 16 or 32 bits",
        ),
        MemoryPart::Adapters => {
            ("Adapters", "adapters", "rank \u{d7} (inputs + outputs) of each adapted layer \u{d7} bytes")
        }
        MemoryPart::Gradients => {
            ("Gradients", "gradients", "trained parameters \u{d7} bytes, over the GPUs that share them")
        }
        MemoryPart::OptimizerStates => (
            "Optimiser states",
            "optimizer",
            "trained parameters \u{d7} bytes of state, over the GPUs that share them",
        ),
        MemoryPart::OptimizerTemporary => {
            ("Optimiser's copies", "optimizer-temporary", "what one optimiser step copies before it writes")
        }
        MemoryPart::Activations => (
            "Activations",
            "activations",
            "micro-batch \u{d7} sequence length \u{d7} widths of what the forward pass keeps, by recompute and attention",
        ),
        MemoryPart::Logits => (
            "Logits",
            "logits",
            "micro-batch \u{d7} sequence length \u{d7} vocabulary \u{d7} bytes; chunks with a fused loss",
        ),
        MemoryPart::Dequantised => {
            ("Unpacked layer", "dequantised", "the largest quantised layer in 16 bits")
        }
        MemoryPart::Gathered => {
            ("Gathered layers", "gathered", "layers collected from the other GPUs, and buffers")
        }
        MemoryPart::Fragmentation => {
            ("Fragmentation", "fragmentation", "reserved by the allocator and not in use")
        }
        MemoryPart::Context => ("CUDA context", "context", "the driver's and the libraries' own memory"),
    }
}

/// When the peak happens.
pub const fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Loss => "at the loss, between forward and backward pass",
        Moment::BackwardStart => "as the backward pass enters the last layer",
        Moment::BackwardEnd => "as the backward pass leaves the first layer",
        Moment::Step => "at the optimiser step",
    }
}

/// Name of a part of time, and how it comes about.
pub const fn time_part(part: TimePart) -> (&'static str, &'static str) {
    match part {
        TimePart::Matmul => {
            ("Matrix multiplications", "hardware FLOP of every pass / (dense peak \u{d7} efficiency)")
        }
        TimePart::Attention => {
            ("Attention", "FLOP over the keys each token attends to / (peak \u{d7} efficiency)")
        }
        TimePart::Elementwise => {
            ("Element-wise work", "bytes moved by norms, activations, residuals / bandwidth")
        }
        TimePart::CrossEntropy => ("Cross-entropy", "bytes of logits moved / bandwidth"),
        TimePart::Dequantisation => ("Dequantisation", "passes over the weights \u{d7} time to unpack them"),
        TimePart::Adapters => ("Adapters", "FLOP and launches of the adapters"),
        TimePart::Launch => ("Launch floor", "kernels the processor cannot launch fast enough"),
        TimePart::Communication => {
            ("Communication", "bytes between GPUs / link, less what hides behind compute")
        }
        TimePart::Bubble => ("Waiting", "pipeline stages that wait for each other"),
        TimePart::OptimizerStep => ("Optimiser step", "bytes of weights and states moved / bandwidth"),
        TimePart::Offload => ("Offload", "bytes to and from the host / bus"),
    }
}

/// A line of the bill.
pub const fn bill_part(part: BillPart) -> &'static str {
    match part {
        BillPart::Training => "Training",
        BillPart::Evaluation => "Evaluation",
        BillPart::Provisioning => "Instances and environment",
        BillPart::Download => "Download of weights",
        BillPart::Tokenising => "Tokenising",
        BillPart::Saving => "Checkpoints",
        BillPart::OtherTime => "Other time around the steps",
        BillPart::Interruptions => "Interruptions",
        BillPart::RoundingUp => "Rounding up by the provider",
        BillPart::Storage => "Storage",
        BillPart::Egress => "Traffic out",
        BillPart::Trials => "Trials",
        BillPart::FailedRuns => "Runs that fail",
        BillPart::Experiments => "Experiments",
        BillPart::HandsOn => "Your own days",
    }
}
