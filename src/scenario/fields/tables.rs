//! The inputs, one row each.

use super::{
    CatalogField, ChoiceField, ChoiceOption, FlagField, Group, NumberField, SetField, TARGET_MODULES,
};
use crate::catalog::{GpuId, ModelId, OfferId};
use crate::engine::model::TargetModules;
use crate::engine::recipe::{Attention, Optimizer, Precision, Recompute, Sharding, Stack, Technique};
use crate::scenario::plans::limits::{self, FAMILIES, OPTIMIZERS, PRICE_KINDS, Spread, TECHNIQUES};
use crate::scenario::{Hardware, Method, PriceKind, Scenario};

/// The help of a field; an embedded card has no place for it.
const fn shown(help: &'static str) -> &'static str {
    if cfg!(all(feature = "card", not(any(feature = "ui", feature = "js")))) { "" } else { help }
}

macro_rules! number {
    // A quantity that always has a value.
    ($key:literal $group:ident $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: shown($help), example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: false, empty: "", integer: false,
            get: |scenario| Some(scenario.$field),
            set: |scenario, value| if let Some(value) = value { scenario.$field = value },
        }
    };
    // One that can be empty.
    ($key:literal $group:ident optional($empty:literal) $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: shown($help), example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: true, empty: $empty, integer: false,
            get: |scenario| scenario.$field,
            set: |scenario, value| scenario.$field = value,
        }
    };
    ($key:literal $group:ident whole $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: shown($help), example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: false, empty: "", integer: true,
            get: |scenario| Some(f64::from(scenario.$field)),
            set: |scenario, value| if let Some(value) = value { scenario.$field = value as u32 },
        }
    };
    ($key:literal $group:ident optional($empty:literal) whole $field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: shown($help), example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: true, empty: $empty, integer: true,
            get: |scenario| scenario.$field.map(f64::from),
            set: |scenario, value| scenario.$field = value.map(|value| value as u32),
        }
    };
    (@log log) => { true };
    (@log) => { false };
}

macro_rules! nested {
    // As `number`, in one of the scenario's parts.
    ($key:literal $group:ident $part:ident.$field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: $help, example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: false, empty: "", integer: false,
            get: |scenario| Some(scenario.$part.$field),
            set: |scenario, value| if let Some(value) = value { scenario.$part.$field = value },
        }
    };
    ($key:literal $group:ident optional($empty:literal) $part:ident.$field:ident $label:literal [$unit:literal] $min:literal..=$max:literal, slider $low:literal..=$high:literal step $step:literal $($log:ident)?, like $example:literal: $help:literal) => {
        NumberField {
            key: $key, group: Group::$group, label: $label, unit: $unit, help: $help, example: $example,
            min: $min, max: $max, slider: ($low, $high), step: $step, log: number!(@log $($log)?),
            optional: true, empty: $empty, integer: false,
            get: |scenario| scenario.$part.$field,
            set: |scenario, value| scenario.$part.$field = value,
        }
    };
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
    number!("n_gpus" Training optional("Fewest that fit") whole n_gpus "GPUs" [""] 1.0..=16_384.0, slider 1.0..=64.0 step 1.0 log, like "2":
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
    number!("tensor_parallel" Parallel whole tensor_parallel "Tensor parallel" ["GPUs"] 1.0..=64.0, slider 1.0..=8.0 step 1.0 log, like "4":
        "GPUs that split every layer. Keep them inside one machine."),
    number!("pipeline_parallel" Parallel whole pipeline_parallel "Pipeline parallel" ["stages"] 1.0..=128.0, slider 1.0..=16.0 step 1.0 log, like "4":
        "Stages that hold some of the layers each."),
    number!("context_parallel" Parallel whole context_parallel "Context parallel" ["GPUs"] 1.0..=128.0, slider 1.0..=16.0 step 1.0 log, like "2":
        "GPUs that split every sequence."),
    number!("expert_parallel" Parallel whole expert_parallel "Expert parallel" ["GPUs"] 1.0..=512.0, slider 1.0..=64.0 step 1.0 log, like "8":
        "GPUs that share out the experts of a mixture."),
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
    number!("measured_step_secs" Assumptions optional("Not measured") measured_step_secs "Your measured step" ["s"] 0.001..=1e6, slider 0.1..=1000.0 step 0.1 log, like "2.5":
        "Seconds of one optimiser step of that run, all of its micro-batches. It counts where no speed is entered."),
    number!("measured_peak_mem_gib" Assumptions optional("Not measured") measured_peak_mem_gib "Your measured memory" ["GiB"] 0.1..=1024.0, slider 1.0..=192.0 step 0.1, like "17.5":
        "Peak of one GPU in a run of your own with this plan, as nvidia-smi shows it. The estimate is scaled to it."),
    NumberField {
        key: "max_price_age_days", group: Group::Plans, label: "Price at most", unit: "days old",
        help: "Leaves out offers whose price is older, and those whose price bears no date.", example: "90",
        min: 1.0, max: 3650.0, slider: (7.0, 365.0), step: 1.0, log: true,
        optional: true, empty: "Any age", integer: true,
        get: |scenario| scenario.limits.max_price_age_days.map(f64::from),
        set: |scenario, value| scenario.limits.max_price_age_days = value.map(|value| value as u32),
    },
    NumberField {
        key: "min_network_gbps", group: Group::Plans, label: "Network between machines", unit: "Gbit/s at least",
        help: "Leaves out plans on several machines whose network is slower, or not stated.", example: "100",
        min: 1.0, max: 10_000.0, slider: (10.0, 3200.0), step: 1.0, log: true,
        optional: true, empty: "Any network", integer: false,
        get: |scenario| scenario.limits.min_network_gbps,
        set: |scenario, value| scenario.limits.min_network_gbps = value,
    },
    nested!("spot_hazard" Bill optional("As assumed") bill.spot_hazard "Interruptions" ["an instance-hour"] 0.0..=100.0, slider 0.001..=2.0 step 0.001 log, like "0.05":
        "How often a spot instance is taken away, in each hour that you hold it."),
    nested!("spot_wait_hours" Bill bill.spot_wait_hours "Wait after an interruption" ["h"] 0.0..=10_000.0, slider 0.0..=12.0 step 0.25, like "0.5":
        "Until there is capacity again, on average. It counts in time and not in cost."),
    nested!("checkpoint_minutes" Bill optional("By the hazard") bill.checkpoint_minutes "Checkpoint every" ["min"] 1.0..=1e6, slider 5.0..=240.0 step 1.0 log, like "30":
        "Work since the last checkpoint is lost when an instance is taken away."),
    nested!("checkpoint_gb_per_s" Bill bill.checkpoint_gb_per_s "Checkpoint speed" ["GB/s"] 0.001..=1000.0, slider 0.1..=10.0 step 0.1 log, like "1":
        "How fast one instance writes its share of a checkpoint. The run waits for it."),
    nested!("start_minutes" Bill bill.start_minutes "Start" ["min"] 0.0..=10_000.0, slider 0.0..=60.0 step 1.0, like "5":
        "From asking for an instance to an environment that runs, without the weights."),
    nested!("download_gbit_per_s" Bill bill.download_gbit_per_s "Download" ["Gbit/s"] 0.001..=10_000.0, slider 0.1..=25.0 step 0.1 log, like "1":
        "Each start fetches weights and data at this rate."),
    nested!("tokenise_minutes" Bill optional("By the number of tokens") bill.tokenise_minutes "Tokenising" ["min"] 0.0..=1e6, slider 0.0..=120.0 step 1.0, like "0":
        "GPUs wait while text becomes tokens. Zero if you bring tokens."),
    nested!("evaluations" Bill bill.evaluations "Evaluation passes" [""] 0.0..=10_000.0, slider 0.0..=20.0 step 1.0, like "3":
        "Passes over the validation data in the whole run."),
    nested!("validation_share" Bill bill.validation_share "Validation data" [""] 0.0..=1.0, slider 0.0..=0.2 step 0.01, like "0.02":
        "Tokens of one pass, as a share of those of the training data."),
    nested!("storage_usd_per_gb_month" Bill optional("As listed") bill.storage_usd_per_gb_month "Storage" ["USD/GB a month"] 0.0..=100.0, slider 0.0..=0.5 step 0.01, like "0.08":
        "For the data and the result."),
    nested!("storage_months" Bill bill.storage_months "Keep for" ["months"] 0.0..=1200.0, slider 0.0..=24.0 step 1.0, like "3":
        "How long data and result are stored after the run."),
    nested!("egress_usd_per_gb" Bill optional("As listed") bill.egress_usd_per_gb "Traffic out" ["USD/GB"] 0.0..=100.0, slider 0.0..=0.2 step 0.01, like "0.09":
        "For taking the result away, once."),
    nested!("failed_share" Bill bill.failed_share "Runs that fail" [""] 0.0..=100.0, slider 0.0..=1.0 step 0.05, like "0.2":
        "What they cost, as a share of the run."),
    nested!("trials" Bill bill.trials "Trials" ["runs"] 0.0..=100_000.0, slider 0.0..=50.0 step 1.0, like "8":
        "Runs that look for hyper-parameters."),
    nested!("trial_share" Bill bill.trial_share "Length of a trial" [""] 0.0..=1.0, slider 0.0..=1.0 step 0.05, like "0.2":
        "As a share of the run."),
    nested!("hands_on_days" Bill bill.hands_on_days "Your own days" ["days"] 0.0..=100_000.0, slider 0.0..=30.0 step 0.5, like "2":
        "Work of people that you want in the bill."),
    nested!("day_rate" Bill bill.day_rate_usd "A day costs" ["USD"] 0.0..=1e6, slider 0.0..=2000.0 step 50.0, like "500":
        "What a day of that work costs you."),
    nested!("per_usd" Prices optional("No rate") currency.per_usd "One US dollar is" ["of it"] 0.0001..=1e6, slider 0.1..=200.0 step 0.01 log, like "0.92":
        "The rate that you use. No rate comes from here."),
    nested!("calls_per_month" Serving serving.calls_per_month "Calls" ["a month"] 0.0..=1e13, slider 1e3..=1e9 step 1.0 log, like "100k":
        "How often the model is asked."),
    nested!("months" Serving serving.months "For" ["months"] 0.1..=1200.0, slider 1.0..=36.0 step 1.0, like "12":
        "How long you use it."),
    nested!("prompt_tokens" Serving serving.prompt_tokens "Prompt" ["tokens"] 0.0..=1e7, slider 10.0..=100_000.0 step 1.0 log, like "500":
        "Tokens of one question."),
    nested!("answer_tokens" Serving serving.answer_tokens "Answer" ["tokens"] 0.0..=1e7, slider 10.0..=10_000.0 step 1.0 log, like "200":
        "Tokens of one answer."),
    nested!("serving_utilisation" Serving serving.utilisation "Utilisation" [""] 0.001..=1.0, slider 0.05..=1.0 step 0.05, like "0.3":
        "Share of the time that your own server has work. Calls come when they come."),
    nested!("serving_derate" Serving serving.derate "Of the published speed" [""] 0.01..=1.0, slider 0.1..=1.0 step 0.05, like "0.5":
        "Published serving speeds are measured with endless requests. This is what is left of them."),
    nested!("plain_input_usd" Serving optional("As listed") serving.plain_input_usd "Larger model, prompt" ["USD/M tokens"] 0.0..=100_000.0, slider 0.1..=100.0 step 0.1 log, like "2":
        "Your price for what you ask the larger model."),
    nested!("plain_output_usd" Serving optional("As listed") serving.plain_output_usd "Larger model, answer" ["USD/M tokens"] 0.0..=100_000.0, slider 0.1..=100.0 step 0.1 log, like "8":
        "Your price for what it answers."),
];

macro_rules! options {
    ($($value:literal $label:literal),+ $(,)?) => { &[$(ChoiceOption { value: $value, label: $label }),+] };
}

/// A choice over the values of one field, in the order of its options.
macro_rules! choice {
    ($key:literal $group:ident $field:ident $label:literal: $help:literal, $($variant:expr => $value:literal $name:literal),+ $(,)?) => {
        ChoiceField {
            key: $key, group: Group::$group, label: $label, help: shown($help),
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
        help: shown("Spot instances cost less and can be taken away at any time."),
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
        help: shown("Linear layers that carry an adapter."),
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
    ChoiceField {
        key: "spread", group: Group::Plans, label: "Spread", help: "How far a plan may spread.",
        options: options!["any" "Any number of machines", "one-machine" "One machine", "one-gpu" "One GPU"],
        get: |scenario| SPREADS.iter().position(|spread| *spread == scenario.limits.spread).unwrap_or(0),
        set: |scenario, index| if let Some(spread) = SPREADS.get(index) { scenario.limits.spread = *spread },
    },
    ChoiceField {
        key: "currency", group: Group::Prices, label: "Currency",
        help: "The bill shows its total in it beside US dollars.",
        options: options!["usd" "US dollar", "eur" "EUR", "gbp" "GBP", "chf" "CHF", "inr" "INR", "cny" "CNY",
            "jpy" "JPY", "krw" "KRW", "cad" "CAD", "aud" "AUD", "brl" "BRL", "pln" "PLN", "sek" "SEK"],
        get: |scenario| usize::from(scenario.currency.code),
        set: |scenario, index| scenario.currency.code = index as u8,
    },
    ChoiceField {
        key: "managed", group: Group::Serving, label: "Managed tuning",
        help: "A model that its provider tunes and serves for you.",
        options: APIS,
        get: |scenario| usize::from(scenario.serving.managed),
        set: |scenario, index| scenario.serving.managed = index as u8,
    },
    ChoiceField {
        key: "plain", group: Group::Serving, label: "Larger model",
        help: "A model that you ask as it is.",
        options: APIS,
        get: |scenario| usize::from(scenario.serving.plain),
        set: |scenario, index| scenario.serving.plain = index as u8,
    },
];

/// Models behind an API that are tuned by their provider, and asked as they are. The rows of the price list that they stand
/// for are in [`break_even`](crate::scenario::break_even), with which they arrive.
const APIS: &[ChoiceOption] = options![
    "gpt-4o" "GPT-4o", "gpt-4o-mini" "GPT-4o mini", "gpt-4.1" "GPT-4.1", "gpt-4.1-mini" "GPT-4.1 mini",
    "gpt-4.1-nano" "GPT-4.1 nano", "gemini-2.5-pro" "Gemini 2.5 Pro", "gemini-2.5-flash" "Gemini 2.5 Flash",
    "gemini-2.5-flash-lite" "Gemini 2.5 Flash-Lite", "command-r" "Command R",
];

const SPREADS: [Spread; 3] = [Spread::Any, Spread::OneMachine, Spread::OneGpu];

/// Values and labels of the options of a choice, in another order.
fn options<T: Copy + PartialEq>(
    list: &[T],
    field: &ChoiceField,
    to: fn(&mut Scenario, T),
) -> Vec<(&'static str, &'static str)> {
    let mut scenario = Scenario::default();
    list.iter()
        .map(|value| {
            to(&mut scenario, *value);
            let option = field.chosen(&scenario);
            (option.value, option.label)
        })
        .collect()
}

fn choice(key: &str) -> &'static ChoiceField {
    CHOICE_FIELDS.iter().find(|field| field.key == key).unwrap_or(&CHOICE_FIELDS[0])
}

macro_rules! set {
    ($key:literal $field:ident $label:literal: $help:literal, $options:expr) => {
        SetField {
            key: $key,
            group: Group::Plans,
            label: $label,
            help: $help,
            options: $options,
            get: |scenario| scenario.limits.$field,
            set: |scenario, set| scenario.limits.$field = set,
        }
    };
}

/// Every set of allowed values, in the order of the page.
#[rustfmt::skip]
pub static SET_FIELDS: &[SetField] = &[
    set!("techniques" techniques "Techniques": "Which techniques a plan may use. Leave out quantised bases here.",
        || options(&TECHNIQUES, choice("technique"), |scenario, value| scenario.technique = value)),
    set!("optimizers" optimizers "Optimisers": "Which optimisers a plan may use. Without a choice: AdamW in its three forms, and your own.",
        || options(&OPTIMIZERS, choice("optimizer"), |scenario, value| scenario.optimizer = value)),
    set!("price_kinds" kinds "Prices": "On demand, spot, or both.",
        || options(&PRICE_KINDS, choice("price"), |scenario, value| scenario.price_kind = value)),
    set!("gpus" families "GPUs": "Which kinds of GPU a plan may use.", || FAMILIES.to_vec()),
    set!("providers" providers "Providers": "Whose offers count.", || twice(limits::providers())),
    set!("regions" regions "Regions": "Where offers have to be. Offers that name no region are left out once you choose one.",
        || twice(limits::regions())),
];

/// Names that are their own labels.
fn twice(names: Vec<&'static str>) -> Vec<(&'static str, &'static str)> {
    names.into_iter().map(|name| (name, name)).collect()
}

/// Named sets of adapted layers, in the order of the options.
pub(super) const TARGETS: [TargetModules; 5] = [
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
            help: shown($help),
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
    help: shown("The model that you start from."),
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
    help: shown("The cheapest or the fastest offer that fits, one kind of GPU, or one offer."),
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
