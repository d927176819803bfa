//! Every input as data: its words, its bounds, and how it reads from and writes to a [`Scenario`].
//!
//! The page draws its controls from these tables, the link codec walks them, and errors are worded from them, so a
//! new input is one row here.

use super::{Date, Hardware, Method, PriceKind, Scenario, presets::PresetId};
use crate::catalog::{GpuId, ModelId, OfferId};
use crate::engine::model::TargetModules;
use crate::engine::recipe::{Attention, Optimizer, Precision, Recompute, Sharding, Stack, Technique};
use crate::format;

/// Where the page shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The first five inputs.
    Main,
    /// Budget and deadline.
    Limits,
    /// How the run trains; folded.
    Training,
    /// What has no better source than a default; folded.
    Assumptions,
}

/// What is wrong with one field, and what to enter instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Key of the field.
    pub key: &'static str,
    pub message: String,
}

/// A quantity.
pub struct NumberField {
    /// What links call it.
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    /// Shown behind the number; empty when it has none.
    pub unit: &'static str,
    pub help: &'static str,
    /// What a reader could type.
    pub example: &'static str,
    pub min: f64,
    pub max: f64,
    /// Ends of the slider, within the bounds; what is outside can be typed.
    pub slider: (f64, f64),
    /// Step of the slider where it is not logarithmic.
    pub step: f64,
    /// The slider is logarithmic.
    pub log: bool,
    /// Empty means: let the page choose, or: there is none.
    pub optional: bool,
    /// What an empty optional field means.
    pub empty: &'static str,
    pub integer: bool,
    pub get: fn(&Scenario) -> Option<f64>,
    /// The value is within the bounds; `None` only where the field is optional.
    pub set: fn(&mut Scenario, Option<f64>),
}

/// One of a few named values.
pub struct ChoiceField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    pub options: &'static [ChoiceOption],
    /// Position in `options`.
    pub get: fn(&Scenario) -> usize,
    pub set: fn(&mut Scenario, usize),
}

/// A named value.
pub struct ChoiceOption {
    /// What links write.
    pub value: &'static str,
    pub label: &'static str,
}

/// On or off.
pub struct FlagField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    pub get: fn(&Scenario) -> bool,
    pub set: fn(&mut Scenario, bool),
}

/// A value that the catalog lists.
pub struct CatalogField {
    pub key: &'static str,
    pub group: Group,
    pub label: &'static str,
    pub help: &'static str,
    /// What a link could say.
    pub example: &'static str,
    /// What links write.
    pub get: fn(&Scenario) -> &'static str,
    /// False when the catalog has no such thing; the scenario is then as it was.
    pub set: fn(&mut Scenario, &str) -> bool,
}

macro_rules! number {
    // A quantity that always has a value.
    ($key:literal $group:ident $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: $help, example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: false, empty: "", integer: false,
            get: |scenario| Some(scenario.$field),
            set: |scenario, value| if let Some(value) = value { scenario.$field = value },
        }
    };
    // One that can be empty.
    ($key:literal $group:ident optional($empty:literal) $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: $help, example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: true, empty: $empty, integer: false,
            get: |scenario| scenario.$field,
            set: |scenario, value| scenario.$field = value,
        }
    };
    ($key:literal $group:ident whole $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: $help, example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: false, empty: "", integer: true,
            get: |scenario| Some(f64::from(scenario.$field)),
            set: |scenario, value| if let Some(value) = value { scenario.$field = value as u32 },
        }
    };
    ($key:literal $group:ident optional($empty:literal) whole $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: $help, example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: true, empty: $empty, integer: true,
            get: |scenario| scenario.$field.map(f64::from),
            set: |scenario, value| scenario.$field = value.map(|value| value as u32),
        }
    };
    (@log log) => { true };
    (@log) => { false };
}

/// Every quantity, in the order of the page.
#[rustfmt::skip]
pub static NUMBER_FIELDS: &[NumberField] = &[
    number!("tokens" Main tokens "Tokens" ["tokens"] 1.0..=1e14, slider 1e4..=1e10 step 1.0 log, like "5M":
        "Tokens of your data set, counted once. 1 MB of English text is about 250 k tokens."),
    number!("epochs" Main epochs "Epochs" [""] 0.01..=100.0, slider 0.5..=10.0 step 0.5, like "3":
        "How often the run reads the whole data set. Most runs take 1 to 5."),
    number!("budget" Limits optional("No budget") budget_usd "Budget" ["USD"] 0.01..=1e9, slider 1.0..=1e5 step 1.0 log, like "100":
        "The most you want to pay, experiments included."),
    number!("deadline_hours" Limits optional("No deadline") deadline_hours "Deadline" ["h"] 0.01..=100_000.0, slider 1.0..=1000.0 step 1.0 log, like "48":
        "Hours on the wall until the model has to be there."),
    number!("n_gpus" Training optional("Fewest that fit") whole n_gpus "GPUs" [""] 1.0..=4096.0, slider 1.0..=64.0 step 1.0 log, like "2":
        "GPUs in all. You pay for whole instances, so one of eight costs as much as eight."),
    number!("seq_len" Training whole seq_len "Sequence length" ["tokens"] 1.0..=1_048_576.0, slider 128.0..=131_072.0 step 1.0 log, like "4096":
        "Tokens of one training example, or of one packed row. Activations grow with it."),
    number!("global_batch_size" Training whole global_batch_size "Global batch" ["sequences"] 1.0..=1_048_576.0, slider 1.0..=1024.0 step 1.0 log, like "16":
        "Sequences of one optimiser step, over all GPUs and accumulation steps."),
    number!("micro_batch_size" Training optional("Largest that fits") whole micro_batch_size "Micro-batch" ["sequences"] 1.0..=4096.0, slider 1.0..=64.0 step 1.0 log, like "4":
        "Sequences that one GPU takes at once. Accumulation makes up the global batch."),
    number!("lora_rank" Training whole lora_rank "LoRA rank" [""] 1.0..=4096.0, slider 4.0..=256.0 step 1.0 log, like "16":
        "Width of the adapters. Full fine-tuning has none."),
    number!("fill" Training fill "Fill without packing" [""] 0.01..=1.0, slider 0.05..=1.0 step 0.05, like "0.5":
        "Without packing, the share of each padded sequence that is data. The rest is computed for nothing."),
    number!("overhead" Assumptions overhead "Start, evaluation, saving" [""] 0.0..=10.0, slider 0.0..=0.5 step 0.01, like "0.12":
        "Time on top of the training steps, as a share of them. Published whole runs take 10 to 15 % longer than their steps."),
    number!("experiments" Assumptions experiments_usd "Experiments" ["USD"] 0.0..=1e9, slider 0.0..=1000.0 step 5.0, like "30":
        "What you set aside for runs before the real one. It counts against the budget."),
    number!("spot_discount" Assumptions optional("Listed spot prices only") spot_discount "Spot discount" [""] 0.0..=0.9, slider 0.3..=0.8 step 0.05, like "0.5":
        "For offers that list no spot price: what you expect to save. Empty leaves them without a spot price."),
    number!("usd" Assumptions optional("As listed") usd_per_instance_hour "Your price" ["USD/h"] 0.0001..=100_000.0, slider 0.1..=100.0 step 0.01 log, like "2.69":
        "For one whole instance of the offer that you choose under Hardware. A shared link carries its price here."),
    number!("measured_tokens_per_sec" Assumptions optional("Not measured") measured_tokens_per_sec "Your measured speed" ["tokens/s"] 0.01..=1e9, slider 100.0..=1e6 step 1.0 log, like "2400":
        "Tokens a second of a run of your own with this plan, over all GPUs. The estimate is scaled to it."),
    number!("measured_peak_mem_gib" Assumptions optional("Not measured") measured_peak_mem_gib "Your measured memory" ["GiB"] 0.1..=1024.0, slider 1.0..=192.0 step 0.1, like "17.5":
        "Peak of one GPU in a run of your own with this plan, as nvidia-smi shows it. The estimate is scaled to it."),
];

macro_rules! options {
    ($($value:literal $label:literal),+ $(,)?) => { &[$(ChoiceOption { value: $value, label: $label }),+] };
}

/// A choice over the values of one field, in the order of its options.
macro_rules! choice {
    ($key:literal $group:ident $field:ident $label:literal: $help:literal, $($variant:expr => $value:literal $name:literal),+ $(,)?) => {
        ChoiceField {
            key: $key, group: Group::$group, label: $label, help: $help,
            options: options![$($value $name),+],
            get: |scenario| [$($variant),+].iter().position(|value| *value == scenario.$field).unwrap_or(0),
            set: |scenario, index| if let Some(value) = [$($variant),+].get(index) { scenario.$field = *value },
        }
    };
}

/// Every choice among a few values, in the order of the page.
#[rustfmt::skip]
pub static CHOICE_FIELDS: &[ChoiceField] = &[
    choice!("technique" Main technique "Technique": "What is trained, and how the frozen weights are stored.",
        Technique::Qlora => "qlora" "QLoRA (4-bit base)",
        Technique::Lora8bit => "lora-8bit" "LoRA on an 8-bit base",
        Technique::Lora => "lora" "LoRA",
        Technique::Full => "full" "Full fine-tuning",
        Technique::QloraGptq => "qlora-gptq" "LoRA on a GPTQ base (4-bit)"),
    ChoiceField {
        key: "price", group: Group::Main, label: "Price",
        help: "Spot instances cost less and can be taken away at any time.",
        options: options!["on-demand" "On demand", "spot" "Spot"],
        get: |scenario| usize::from(scenario.price_kind == PriceKind::Spot),
        set: |scenario, index| {
            let kind = if index == 1 { PriceKind::Spot } else { PriceKind::OnDemand };
            if kind != scenario.price_kind {
                unpin(scenario);
            }
            scenario.price_kind = kind;
        },
    },
    choice!("method" Main method "Method": "Which arithmetic answers: the estimator, or the guide's own tables.",
        Method::Physical => "physical" "Estimator",
        Method::Guide => "guide" "The guide's tables"),
    choice!("precision" Training precision "Precision": "Number formats of weights and arithmetic.",
        Precision::Bf16 => "bf16" "bf16",
        Precision::Bf16Mixed => "bf16-mixed" "bf16 over 32-bit weights",
        Precision::Fp16 => "fp16" "fp16",
        Precision::Fp16Mixed => "fp16-mixed" "fp16 over 32-bit weights",
        Precision::Fp8 => "fp8" "fp8 over 32-bit weights"),
    choice!("optimizer" Training optimizer "Optimiser": "How many bytes of state each trained parameter carries.",
        Optimizer::Adamw => "adamw" "AdamW",
        Optimizer::Adamw8bit => "adamw-8bit" "AdamW, 8-bit",
        Optimizer::PagedAdamw8bit => "paged-adamw-8bit" "AdamW, 8-bit, paged",
        Optimizer::Adafactor => "adafactor" "Adafactor",
        Optimizer::Lion => "lion" "Lion",
        Optimizer::Sgd => "sgd" "SGD"),
    ChoiceField {
        key: TARGET_MODULES, group: Group::Training, label: "Adapted layers",
        help: "Linear layers that carry an adapter.",
        options: options!["all-linear" "All linear layers", "attention" "Attention", "qv" "Queries and values",
            "mlp" "Feed-forward", "all-linear-and-head" "All linear layers and the output head", "custom" "Other"],
        get: |scenario| TARGETS.iter().position(|set| *set == scenario.target_modules).unwrap_or(TARGETS.len()),
        set: |scenario, index| if let Some(set) = TARGETS.get(index) { scenario.target_modules = *set },
    },
    choice!("recompute" Training recompute "Recompute": "Gradient checkpointing: the backward pass computes again what the forward pass did not keep.",
        Recompute::Full => "full" "Every layer",
        Recompute::Selective => "selective" "Attention alone",
        Recompute::None => "none" "Nothing"),
    choice!("attention" Training attention "Attention": "Eager attention keeps scores of sequence by sequence; the others do not.",
        Attention::Sdpa => "sdpa" "SDPA",
        Attention::Flash => "flash" "FlashAttention",
        Attention::Eager => "eager" "Eager"),
    choice!("stack" Training stack "Software": "What runs the step.",
        Stack::Eager => "eager" "Transformers and PEFT",
        Stack::Fused => "fused" "The same with Liger kernels",
        Stack::Unsloth => "unsloth" "Unsloth",
        Stack::Plain => "plain" "torchtune, LitGPT",
        Stack::Compiled => "compiled" "torch.compile (torchtitan)",
        Stack::Megatron => "megatron" "Megatron-Core (NeMo)"),
    choice!("sharding" Training sharding "Sharding": "What several GPUs split between them instead of each keeping a copy.",
        None => "auto" "As light as fits",
        Some(Sharding::None) => "none" "Nothing (DDP)",
        Some(Sharding::Zero1) => "zero1" "Optimiser states (ZeRO-1)",
        Some(Sharding::Zero2) => "zero2" "States and gradients (ZeRO-2)",
        Some(Sharding::Zero3) => "zero3" "Everything (DeepSpeed ZeRO-3)",
        Some(Sharding::Fsdp) => "fsdp" "Everything (PyTorch FSDP)"),
];

/// Named sets of adapted layers, in the order of the options.
const TARGETS: [TargetModules; 5] = [
    TargetModules::ALL_LINEAR,
    TargetModules::ATTENTION,
    TargetModules::QV,
    TargetModules::MLP,
    TargetModules::ALL_LINEAR.with(TargetModules::HEAD),
];

macro_rules! flag {
    ($key:literal $group:ident $field:ident $label:literal: $help:literal) => {
        FlagField {
            key: $key,
            group: Group::$group,
            label: $label,
            help: $help,
            get: |scenario| scenario.$field,
            set: |scenario, on| scenario.$field = on,
        }
    };
}

/// Every switch, in the order of the page.
#[rustfmt::skip]
pub static FLAG_FIELDS: &[FlagField] = &[
    flag!("packing" Training packing "Pack sequences": "Several examples share one row, so that nothing is computed for padding."),
    flag!("fused_cross_entropy" Training fused_cross_entropy "Fused cross-entropy": "The loss is computed in chunks, so that logits are never whole."),
    flag!("cpu_offload" Training cpu_offload "Offload to the host": "Weights and optimiser states wait in host memory. It fits more and runs much slower."),
];

/// The inputs that the catalog lists.
pub static CATALOG_FIELDS: &[CatalogField] = &[MODEL, HARDWARE];

/// Which model.
pub const MODEL: CatalogField = CatalogField {
    key: "model",
    group: Group::Main,
    label: "Model",
    help: "The model that you start from.",
    example: "llama-3.1-8b",
    get: |scenario| scenario.model.get().id,
    set: |scenario, text| match ModelId::find(text) {
        Some(model) => {
            scenario.model = model;
            true
        }
        None => false,
    },
};

/// Where it runs: `cheapest`, `fastest`, a GPU or an offer.
pub const HARDWARE: CatalogField = CatalogField {
    key: "hardware",
    group: Group::Main,
    label: "Hardware",
    help: "The cheapest or the fastest offer that fits, one kind of GPU, or one offer.",
    example: "h100-sxm",
    get: |scenario| match scenario.hardware {
        Hardware::Cheapest => "cheapest",
        Hardware::Fastest => "fastest",
        Hardware::Gpu(gpu) => gpu.get().id,
        Hardware::Offer(offer) => offer.get().id,
    },
    set: |scenario, text| {
        let hardware = match text {
            "cheapest" => Some(Hardware::Cheapest),
            "fastest" => Some(Hardware::Fastest),
            _ => GpuId::find(text).map(Hardware::Gpu).or_else(|| OfferId::find(text).map(Hardware::Offer)),
        };
        if let Some(hardware) = hardware {
            if hardware != scenario.hardware {
                unpin(scenario);
            }
            scenario.hardware = hardware;
        }
        hardware.is_some()
    },
};

/// A pinned price is for one offer and one kind of price: it goes when either changes.
fn unpin(scenario: &mut Scenario) {
    scenario.usd_per_instance_hour = None;
    scenario.price_as_of = None;
}

/// The quantity with a key.
pub fn number(key: &str) -> Option<&'static NumberField> {
    NUMBER_FIELDS.iter().find(|field| field.key == key)
}
/// The choice with a key.
pub fn choice(key: &str) -> Option<&'static ChoiceField> {
    CHOICE_FIELDS.iter().find(|field| field.key == key)
}
/// The switch with a key.
pub fn flag(key: &str) -> Option<&'static FlagField> {
    FLAG_FIELDS.iter().find(|field| field.key == key)
}
/// The catalog's field with a key.
pub fn catalog(key: &str) -> Option<&'static CatalogField> {
    CATALOG_FIELDS.iter().find(|field| field.key == key)
}

/// Positions of a slider: whole numbers from 0 to this.
pub const SLIDER_STEPS: f64 = 1000.0;

impl NumberField {
    /// What is typed, as a value: empty is `None` where the field is optional.
    ///
    /// ```
    /// let field = tunecost::scenario::fields::number("seq_len").unwrap();
    /// assert_eq!(field.parse("4k"), Ok(Some(4000.0)));
    /// assert_eq!(
    ///     field.parse("0").unwrap_err().message,
    ///     "Sequence length must be a whole number from 1 to 1,048,576, like 4096.",
    /// );
    /// ```
    pub fn parse(&self, text: &str) -> Result<Option<f64>, FieldError> {
        if self.optional && text.trim().is_empty() {
            return Ok(None);
        }
        format::parse_quantity(text).and_then(|value| self.admit(value)).map(Some).ok_or_else(|| self.error())
    }

    /// The value as a quantity is kept, if it is within the bounds.
    pub fn admit(&self, value: f64) -> Option<f64> {
        let value = format::tidy(value);
        let whole = !self.integer || value.fract() == 0.0;
        (value >= self.min && value <= self.max && whole).then_some(value)
    }

    /// What to enter instead.
    pub fn error(&self) -> FieldError {
        let kind = if self.integer { "whole number" } else { "number" };
        let (min, max) = (format::grouped(self.min), bound(self.max));
        let empty = if self.optional { ", or empty" } else { "" };
        FieldError {
            key: self.key,
            message: format!(
                "{} must be a {kind} from {min} to {max}, like {}{empty}.",
                self.label, self.example
            ),
        }
    }

    /// The value as the field shows it; empty for none.
    pub fn text(&self, scenario: &Scenario) -> String {
        (self.get)(scenario).map(format::grouped).unwrap_or_default()
    }

    /// Position of the slider for a value, from 0 to [`SLIDER_STEPS`].
    pub fn to_slider(&self, value: f64) -> f64 {
        let (low, high) = self.slider;
        let value = within(value, low, high);
        let share =
            if self.log { (value / low).ln() / (high / low).ln() } else { (value - low) / (high - low) };
        (share * SLIDER_STEPS).round()
    }

    /// Value at a position of the slider: two significant digits on a logarithmic one, whole steps on another.
    pub fn from_slider(&self, position: f64) -> f64 {
        let (low, high) = self.slider;
        let share = within(position / SLIDER_STEPS, 0.0, 1.0);
        let value = if self.log {
            let value = format::round_to(low * (high / low).powf(share), 2);
            if self.integer { self.round_binary(value) } else { value }
        } else {
            low + ((high - low) * share / self.step).round() * self.step
        };
        format::tidy(within(value, self.min, self.max))
    }

    /// Lengths and batches are usually powers of two: snap to one that is within a slider's step.
    fn round_binary(&self, value: f64) -> f64 {
        let (low, high) = self.slider;
        let step = (high / low).powf(4.0 / SLIDER_STEPS);
        let near = value.log2().round().exp2();
        if value / near < step * 1.02 && near / value < step * 1.02 { near } else { value.round() }
    }
}

/// `f64::clamp` would bring the printing of floats into the page, for the message of its own assertion.
fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// Large bounds read better in words: `100 T`.
fn bound(value: f64) -> String {
    if value >= 1e9 { format::count(value) } else { format::grouped(value) }
}

impl ChoiceField {
    /// The chosen option.
    pub fn chosen(&self, scenario: &Scenario) -> &'static ChoiceOption {
        &self.options[(self.get)(scenario).min(self.options.len() - 1)]
    }
    /// Position of a link's value.
    pub fn find(&self, value: &str) -> Option<usize> {
        self.options.iter().position(|option| option.value == value)
    }
    /// What to enter instead.
    pub fn error(&self) -> FieldError {
        let values: Vec<_> = self.options.iter().map(|option| option.value).collect();
        FieldError { key: self.key, message: format!("{} must be one of {}.", self.label, values.join(", ")) }
    }
}

/// Layers as links write a set that has no name.
const MODULES: [(&str, TargetModules); 8] = [
    ("q_proj", TargetModules::Q),
    ("k_proj", TargetModules::K),
    ("v_proj", TargetModules::V),
    ("o_proj", TargetModules::O),
    ("gate_proj", TargetModules::GATE),
    ("up_proj", TargetModules::UP),
    ("down_proj", TargetModules::DOWN),
    ("lm_head", TargetModules::HEAD),
];

/// A set of layers by its name, or as a list: `qv`, `q_proj,v_proj`.
pub fn parse_target_modules(text: &str) -> Option<TargetModules> {
    let field = choice(TARGET_MODULES)?;
    if let Some(set) = field.find(text).and_then(|index| TARGETS.get(index)) {
        return Some(*set);
    }
    let mut set = TargetModules(0);
    for name in text.split(',') {
        set = set.with(MODULES.iter().find(|(module, _)| *module == name)?.1);
    }
    Some(set)
}

/// The other way round.
pub fn target_modules_text(set: TargetModules) -> String {
    if let Some(index) = TARGETS.iter().position(|named| *named == set) {
        return choice(TARGET_MODULES).map_or("", |field| field.options[index].value).into();
    }
    let names: Vec<_> =
        MODULES.iter().filter(|(_, module)| set.has(*module)).map(|(name, _)| *name).collect();
    names.join(",")
}

/// Key of the adapted layers, which a link can also list one by one.
pub const TARGET_MODULES: &str = "target_modules";
/// Key of the ready scenario that a link starts from.
pub const PRESET: &str = "preset";
/// Key of the pinned price.
pub const USD: &str = "usd";
/// Key of the pinned price's date.
pub const PRICE_AS_OF: &str = "price_as_of";

/// `B1`
pub fn preset_text(preset: Option<PresetId>) -> &'static str {
    preset.map_or("", PresetId::id)
}

/// The date of the price that the scenario pins.
pub fn pinned_date(scenario: &Scenario) -> Option<Date> {
    scenario.usd_per_instance_hour.and(scenario.price_as_of)
}
