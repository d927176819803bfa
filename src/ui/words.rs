//! What the page says: names of parts, and sentences about an answer.

use crate::catalog::OfferId;
use crate::engine::bill::BillPart;
use crate::engine::memory::{MemoryPart, Moment};
use crate::engine::recipe::Technique;
use crate::engine::time::TimePart;
use crate::engine::units::Hours;
use crate::engine::units::Usd;
use crate::format;
use crate::scenario::age::Age;
use crate::scenario::book;
use crate::scenario::fields::{self, NumberField};
pub use crate::scenario::words::{cents, figure, hardware, hours, hours_range, plan, verdict};
use crate::scenario::{Date, PriceKind, Scenario};

/// A field's value as it is said: `5 million tokens`.
pub fn spoken(field: &NumberField, value: Option<f64>) -> String {
    let Some(value) = value else { return field.empty.to_string() };
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

/// The reader's date.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    Date { year: now.get_full_year() as u16, month: now.get_month() as u8 + 1, day: now.get_date() as u8 }
}

/// `8 months old`, for a price that is; `None` for a recent one.
pub fn age(as_of: Option<&'static str>) -> Option<String> {
    aged(as_of.and_then(Date::parse))
}

fn aged(date: Option<Date>) -> Option<String> {
    match Age::of(date, today()) {
        Age::Fresh => None,
        Age::Unknown => Some("of unknown age".into()),
        Age::Old(days) => Some(format!("{days} days old")),
        Age::Stale(days) => Some(format!("{} months old, likely changed", days / 30)),
    }
}

/// The same for the price that an offer has now.
pub fn price_age(offer: OfferId) -> Option<String> {
    aged(book::prices(offer).2)
}

/// The amount in the reader's currency, and at which rate.
pub fn in_currency(scenario: &Scenario, usd: Usd) -> Option<(String, String)> {
    let currency = &scenario.currency;
    let code = fields::choice("currency")?.chosen(scenario).label;
    let amount = [&format::grouped((currency.of(usd)? * 100.0).round() / 100.0), " ", code].concat();
    let mut how = ["at ", &format::plain(currency.per_usd?), " for a dollar"].concat();
    if let Some(date) = currency.as_of {
        how.push_str(&format!(", {date}"));
    }
    Some((amount, how))
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
