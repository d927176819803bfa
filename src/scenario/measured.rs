//! A measured run as the estimator's input: what a published row says, and what its silence means.

use super::check::check;
use super::link;
use super::measured_model;
use super::ragged::Ragged;
use super::trainer::{Trainer, overhead, says};
use super::{Hardware, Scenario};
use crate::catalog::{GpuEntry, GpuId, ModelId, OfferId};
use crate::engine::bill::Around;
use crate::engine::cost::Price;
use crate::engine::estimate::{Calibration, Inputs};
use crate::engine::gpu::{Arch, Cluster, Gpu};
use crate::engine::model::{Model, TargetModules};
use crate::engine::recipe::{
    Attention, CrossEntropy, Optimizer, Precision, Recipe, Recompute, Sharding, Stack, Technique,
};
use crate::engine::time::Workload;
use crate::engine::units::BytesPerSec;

/// What a row measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Peak memory a GPU, GiB.
    PeakMemGib,
    TokensPerSecPerGpu,
}

/// Which memory a row reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meter {
    Allocated,
    Reserved,
    NvidiaSmi,
    Unspecified,
}

/// A row that the estimator can be asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredRun {
    pub id: String,
    pub source: String,
    pub quality_a: bool,
    pub metric: Metric,
    pub meter: Meter,
    /// Every sequence is as long as `seq_len` says.
    pub full_length: bool,
    pub value: f64,
    pub inputs: Inputs,
    pub gpu: GpuId,
    pub model: Option<ModelId>,
}

/// Reads one row; `get` returns the text of a column, empty when it is missing.
///
/// # Errors
/// The reason why the row cannot be expressed.
pub fn measured_run<'a>(get: impl Fn(&str) -> &'a str) -> Result<MeasuredRun, String> {
    let metric = match get("metric") {
        "peak_mem_gib" => Metric::PeakMemGib,
        "tokens_per_sec_per_gpu" => Metric::TokensPerSecPerGpu,
        other => return Err(format!("metric {other:?} is none of peak_mem_gib, tokens_per_sec_per_gpu")),
    };
    let value =
        number(get("value")).filter(|value| *value > 0.0).ok_or("value is not a number above zero")?;
    if metric == Metric::TokensPerSecPerGpu && get("technique").contains("dora") {
        return Err("what DoRA's norms cost in time is not modelled".to_owned());
    }
    let (model_id, model) = measured_model::model(&get)?;
    // What stands in brackets says more than a name: "H100-64GB (MareNostrum 5)".
    let card = get("gpu");
    let gpu_id = GpuId::find(card)
        .or_else(|| GpuId::find(card.split_once('(')?.0.trim_end()))
        .ok_or_else(|| format!("GPU {card:?} is not in the catalog"))?;
    let gpu = gpu_id.get();
    if model.moe.is_some() && get("parallelism_note").contains("for the rest") {
        return Err("experts lie outside of what FSDP shards".to_owned());
    }
    let mut recipe = recipe(&get, &model, gpu)?;
    let n_gpus = match (get("sharding"), metric) {
        // Weights are shared out inside a group, and copied between groups.
        ("fsdp_hybrid", Metric::PeakMemGib) => {
            degree(get("parallelism_note"), "dp_shard").unwrap_or(8).min(n_gpus(&get))
        }
        _ => n_gpus(&get),
    };
    let trainer = Trainer::of(&get);
    let ragged = (get("full_length") == "no").then(|| Ragged::of(get("note")));
    let mut fill = 1.0;
    if let Some(ragged) = ragged {
        (recipe.seq_len, fill) = match metric {
            Metric::PeakMemGib => (ragged.longest(recipe.seq_len), 1.0),
            Metric::TokensPerSecPerGpu => ragged.padded(recipe.seq_len, recipe.micro_batch_size),
        };
        recipe.attention_len = recipe.attention_len.min(recipe.seq_len);
    }
    let four_bit = get("precision") == "nvfp4";
    let mut inputs = Inputs {
        model,
        gpu: Gpu {
            tdp_watts: trainer.watts(get("gpu")).or(gpu.gpu.tdp_watts),
            fp8_peak: gpu.gpu.fp8_peak.map(|peak| if four_bit { peak * FP4_OVER_FP8 } else { peak }),
            ..gpu.gpu
        },
        cluster: cluster(gpu, n_gpus, get("parallelism_note")),
        recipe,
        workload: Workload { tokens_per_epoch: 1e6, epochs: 1.0, fill, overhead: overhead(get("note")) },
        price: Price::unknown(1),
        around: Around::NONE,
        calibration: Calibration::NONE,
    };
    let shards = get("sharding") == "fsdp" && get("kernels").to_ascii_lowercase().contains("fsdp");
    if trainer == Trainer::Megatron && !shards && degree(get("parallelism_note"), "TP").is_none() {
        split(&mut inputs);
    }
    accumulate(&get, &mut inputs.recipe, n_gpus);
    Ok(MeasuredRun {
        id: get("id").to_owned(),
        source: get("source").to_owned(),
        quality_a: get("quality") == "A",
        full_length: get("full_length") == "yes",
        metric,
        meter: match get("meter") {
            "allocated" => Meter::Allocated,
            "reserved" => Meter::Reserved,
            "nvidia_smi" => Meter::NvidiaSmi,
            _ => trainer.meter(),
        },
        value,
        inputs,
        gpu: gpu_id,
        model: model_id,
    })
}

/// The run as a scenario that the page can open. `None`: it uses what the page has no field for, or does not allow.
pub fn scenario(run: &MeasuredRun) -> Option<Scenario> {
    let recipe = &run.inputs.recipe;
    let n_gpus = run.inputs.cluster.n_gpus;
    let sold = OfferId::all().any(|offer| offer.get().gpu == run.gpu);
    let on_host = recipe.cpu_offload && recipe.offload_params;
    if on_host || !sold {
        return None;
    }
    let sequences = recipe.micro_batch_size * recipe.grad_accum_steps * recipe.data_parallel(n_gpus);
    let scenario = Scenario {
        model: run.model?,
        hardware: Hardware::Gpu(run.gpu),
        n_gpus: Some(n_gpus),
        technique: recipe.technique,
        lora_rank: recipe.lora_rank,
        target_modules: recipe.target_modules,
        precision: recipe.precision,
        optimizer: recipe.optimizer,
        sharding: (n_gpus > 1).then_some(recipe.sharding),
        tensor_parallel: recipe.tensor_parallel,
        pipeline_parallel: recipe.pipeline_parallel,
        context_parallel: recipe.context_parallel,
        expert_parallel: recipe.expert_parallel,
        cpu_offload: recipe.cpu_offload,
        recompute: recipe.recompute,
        attention: recipe.attention,
        fused_cross_entropy: recipe.cross_entropy == CrossEntropy::Fused,
        stack: recipe.stack,
        seq_len: recipe.seq_len,
        micro_batch_size: Some(recipe.micro_batch_size),
        global_batch_size: sequences,
        ..Scenario::default()
    };
    let opens = check(&scenario).is_empty() && link::decode(&link::encode(&scenario)).notices.is_empty();
    opens.then_some(scenario)
}

/// Low-rank or partial states, whose size depends on more than a row says.
const UNKNOWN_OPTIMIZERS: &[&str] = &["galore", "apollo", "badam", "lisa", "fira", "hift", "mezo"];

fn n_gpus<'a>(get: &impl Fn(&str) -> &'a str) -> u32 {
    number(get("num_gpus")).map_or(1, |n| n as u32).max(1)
}

/// Attention kernels that are written for Hopper or Blackwell.
const NATIVE_ATTENTION: &[&str] = &[
    "fa3",
    "fa4",
    "flashattention 3",
    "flashattention-3",
    "flashattention 4",
    "flashattention-4",
    "cudnn sdpa",
];

fn number(text: &str) -> Option<f64> {
    crate::format::parse_quantity(text)
}

/// Machines of eight; networks as the clusters of published runs have them.
fn cluster(gpu: &GpuEntry, n_gpus: u32, note: &str) -> Cluster {
    let superchip = gpu.form_factor == "Superchip";
    let per_node = if gpu.form_factor.contains("NVL72") {
        72
    } else if superchip {
        4
    } else {
        8
    };
    // One network port a GPU: 200 Gbit/s beside an A100 or a Grace Hopper, 400 from Hopper on, else 100 shared by eight.
    let gbit = match gpu.gpu.arch {
        Arch::Ampere if gpu.gpu.nvlink.is_some() => 200.0,
        Arch::Hopper if superchip => 200.0,
        Arch::Hopper | Arch::Blackwell | Arch::Cdna3 | Arch::Cdna4 => 400.0,
        _ => 100.0,
    };
    // "2 nodes x 2 GPUs"
    let nodes =
        note.split_once(" nodes").and_then(|(before, _)| before.rsplit(' ').next()?.parse::<u32>().ok());
    let per_node = nodes.filter(|nodes| *nodes > 0).map_or(per_node, |nodes| n_gpus.div_ceil(nodes));
    Cluster {
        n_gpus,
        gpus_per_node: n_gpus.min(per_node),
        intra_node: gpu.gpu.nvlink.unwrap_or(gpu.gpu.pcie),
        inter_node: BytesPerSec::from_gb(gbit / 8.0),
    }
}

fn target_modules(text: &str) -> TargetModules {
    use TargetModules as T;
    let text = text.to_ascii_lowercase();
    if text.contains("linear") || text.contains("*_proj") {
        let head = if text.contains("lm_head") { T::HEAD } else { T(0) };
        return T::ALL_LINEAR.with(head);
    }
    if text.contains("attention") {
        return T::ATTENTION;
    }
    let mut targets = T(0);
    for word in text.split([',', '+', ' ', ';']).map(str::trim) {
        targets = targets.with(match word.trim_end_matches("_proj") {
            "q" | "q_attn" | "wq" => T::Q,
            "k" | "wk" => T::K,
            "v" | "wv" => T::V,
            "o" | "wo" | "output" => T::O,
            "gate" | "w1" => T::GATE,
            "up" | "c_fc" | "w3" => T::UP,
            "down" | "c" | "w2" => T::DOWN,
            "mlp" => T::MLP,
            "c_attn" | "qkv" | "query_key_value" => T::Q.with(T::K).with(T::V),
            "head" | "lm_head" => T::HEAD,
            _ => T(0),
        });
    }
    targets
}

/// Whatever adapts like LoRA keeps what LoRA keeps; the base's storage decides between its kinds.
fn technique<'a>(get: &impl Fn(&str) -> &'a str) -> Result<Technique, String> {
    let text = get("technique").trim().to_ascii_lowercase();
    let base = get("base_quant").to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["lora", "dora", "pissa", "adapter", "ia3", "prefix", "prompt", "p-tuning", "ptuning"]) {
        let eight = base.contains('8') || text.contains("8bit") || text.contains("int8");
        let four = says(&["qlora", "qdora", "4bit"]) || base.contains('4');
        return Ok(match (base.contains("gptq") || base.contains("awq"), eight, four) {
            (_, true, _) => Technique::Lora8bit,
            (true, _, _) => Technique::QloraGptq,
            (_, _, true) => Technique::Qlora,
            _ => Technique::Lora,
        });
    }
    if says(&["full", "sft", "pretrain", "pre-train", "cpt"]) {
        return Ok(Technique::Full);
    }
    Err(format!("technique {text:?} is none of full, lora, lora_8bit, qlora"))
}

/// Models of the time before transformers called PyTorch's attention (4.36, end of 2023).
fn old(model: &str) -> bool {
    let model = model.to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| model.contains(word));
    starts(&["llama-7b", "llama-13b", "llama-30b", "llama-33b", "llama-65b", "openllama", "vicuna", "alpaca"])
        || starts(&["opt-", "bloom", "gpt-j", "gpt-neo", "pythia", "gpt2"])
}

/// Cards and formats that trainers run on since 2025: what such a run does not say is as current releases do it.
fn recent(gpu: &GpuEntry, precision: &str) -> bool {
    matches!(gpu.gpu.arch, Arch::Blackwell | Arch::Cdna3 | Arch::Cdna4)
        || gpu.id.contains("h200")
        || matches!(precision, "nvfp4" | "mxfp8")
}

fn recipe<'a>(get: &impl Fn(&str) -> &'a str, model: &Model, gpu: &GpuEntry) -> Result<Recipe, String> {
    let technique = technique(get)?;
    let seq_len = number(get("seq_len")).ok_or("the row gives no sequence length")? as u32;
    let trainer = Trainer::of(get);
    let stack = trainer.stack(get);
    let sharding = match get("sharding") {
        // Nothing beside the weights that DeepSpeed would keep in 32 bits.
        "zero3" if get("optimizer") == "lomo" => Sharding::Fsdp,
        // A table that counts FSDP among its degrees.
        "fsdp" if stack == Stack::Megatron && get("parallelism_note").contains("FSDP=0") => Sharding::Zero1,
        "fsdp" | "fsdp_hybrid" => Sharding::Fsdp,
        "zero1" => Sharding::Zero1,
        "zero2" => Sharding::Zero2,
        "zero3" => Sharding::Zero3,
        "other" if stack == Stack::Megatron => Sharding::Zero1,
        // Nothing but tensor parallelism.
        "other" if degree(get("parallelism_note"), "TP").map(f64::from) == number(get("num_gpus")) => {
            Sharding::None
        }
        "other" if get("parallelism_note").contains("DeepSpeed") => Sharding::Zero2,
        "other" if get("num_gpus") != "1" => Sharding::Fsdp,
        _ => Sharding::None,
    };
    let precision = match (get("precision"), technique) {
        ("fp8" | "nvfp4" | "mxfp8", _) => Precision::Fp8,
        ("bf16_mixed" | "bf16_autocast", _) => Precision::Bf16Mixed,
        ("fp32", Technique::Full | Technique::Lora) => Precision::Bf16Mixed,
        _ if get("optimizer") == "lomo" => Precision::Bf16,
        ("fp16" | "fp16_mixed", Technique::Full) => Precision::Fp16Mixed,
        ("fp16" | "fp16_mixed", _) => Precision::Fp16,
        ("bf16_pure", _) => Precision::Bf16,
        (_, Technique::Full) if trainer.bf16_weights() => Precision::Bf16,
        // FSDP trainers keep 32-bit shards of what they train (accelerate, torchtitan, llm-foundry).
        ("fp32_master", Technique::Full) => Precision::Bf16Mixed,
        (_, Technique::Full) if sharding == Sharding::Fsdp => Precision::Bf16Mixed,
        _ => Precision::Bf16,
    };
    let precision = match (precision, gpu.gpu.arch) {
        // Such a card has no bf16 arithmetic, and a row that means it says so.
        (Precision::Bf16, Arch::Pascal | Arch::Volta | Arch::Turing) if get("precision") != "bf16_pure" => {
            Precision::Fp16
        }
        (other, _) => other,
    };
    // Adapters of a vector a matrix.
    let thin = ["ia3", "prefix", "prompt", "tuning"].iter().any(|word| get("technique").contains(word));
    let rank = number(get("lora_rank")).map_or(if thin { 1 } else { 16 }, |rank| rank as u32).max(1);
    let targets = target_modules(get("target_modules"));
    let parallel = |name: &str| degree(get("parallelism_note"), name).unwrap_or(1);
    let one_gpu = sharding == Sharding::None && matches!(get("num_gpus"), "" | "1");
    let kbit_upcast = trainer.kbit_upcast(technique, stack, one_gpu);
    let optimizer = get("optimizer").to_ascii_lowercase();
    if says(&optimizer, UNKNOWN_OPTIMIZERS) {
        return Err(format!("what the optimizer {optimizer:?} keeps is not modelled"));
    }
    // LOMO updates 16-bit weights by their gradient as it comes.
    let lomo = optimizer == "lomo";
    Ok(Recipe {
        technique,
        lora_rank: rank,
        target_modules: if targets.0 == 0 { trainer.target_modules(old(get("model"))) } else { targets },
        precision,
        optimizer: if optimizer.contains("paged") {
            Optimizer::PagedAdamw8bit
        } else if optimizer.contains("8bit") || optimizer.contains("4bit") {
            Optimizer::Adamw8bit
        } else if optimizer.contains("adafactor") {
            Optimizer::Adafactor
        } else if lomo || optimizer.contains("sgd") {
            Optimizer::Sgd
        } else if optimizer.contains("lion") || optimizer.contains("muon") {
            Optimizer::Lion
        } else {
            Optimizer::Adamw
        },
        sharding,
        cpu_offload: !matches!(get("cpu_offload"), "" | "no" | "none"),
        offload_params: get("cpu_offload").contains("param")
            || get("note").contains("parameters and optimizer"),
        fused_optimizer: trainer.fused_optimizer(get, recent(gpu, get("precision"))),
        optimizer_in_backward: lomo || get("optimizer_in_backward") == "yes",
        held_gradients: trainer.held_gradients(get),
        train_embeddings: ["trained", "emb"].iter().any(|word| get("target_modules").contains(word)),
        kbit_upcast,
        activation_offload: get("activation_offload") == "yes" || trainer == Trainer::Unsloth,
        recompute: match get("recompute") {
            "full" => Recompute::Full,
            "selective" => Recompute::Selective,
            "none" => Recompute::None,
            _ => trainer.recompute(),
        },
        attention: match get("attention") {
            "flash" => Attention::Flash,
            "eager" | "math" => Attention::Eager,
            "" if old(get("model")) => Attention::Eager,
            _ => Attention::Sdpa,
        },
        native_attention: {
            let (kernels, note) = (get("kernels").to_ascii_lowercase(), get("note").to_ascii_lowercase());
            [kernels, note].iter().any(|text| says(text, NATIVE_ATTENTION))
        },
        attention_32_bit: kbit_upcast
            && get("attention") != "flash"
            && (get("note").contains("no autocast")
                || get("note").contains("without autocast") && get("note").contains("upcast to fp32")),
        async_tensor: get("kernels").contains("AsyncTP"),
        cross_entropy: trainer.cross_entropy(get, recent(gpu, get("precision"))),
        stack,
        seq_len,
        gathers_32_bit: get("precision") == "bf16_autocast",
        // A loop that gives its cache back keeps no block of every length.
        ragged: get("full_length") == "no" && !get("note").contains("empty_cache"),
        attention_len: trainer.document_len(get).map_or(seq_len, |len| len.min(seq_len)),
        micro_batch_size: number(get("micro_batch")).map_or(1, |size| size as u32).max(1),
        grad_accum_steps: 1,
        tensor_parallel: parallel("TP"),
        // Older than both is a Megatron without a flash kernel.
        sequence_parallel: (get("attention") != "eager"
            || get("parallelism_note").contains("sequence parallel"))
            && !says(get("parallelism_note"), &["no sequence parallel"]),
        keeps_gathered_inputs: stack != Stack::Megatron,
        grouped_experts: [get("kernels"), get("note")].iter().any(|text| text.contains("grouped_mm")),
        adapters_32_bit: says(get("note"), &["no autocast", "without autocast"]),
        pipeline_parallel: parallel("PP"),
        splits_micro_batch: parallel("PP") > 1 && matches!(stack, Stack::Plain | Stack::Compiled),
        // Ulysses and ring attention split sequences like context parallelism.
        context_parallel: if says(get("parallelism_note"), &["Ulysses", "ring attention", "ring-type"]) {
            parallel("CP").max(parallel("SP"))
        } else {
            parallel("CP")
        },
        keeps_gathered: says(
            get("parallelism_note"),
            &[
                "no reshard",
                "SHARD_GRAD_OP",
                "shard_mode zero2",
                "reshard_after_forward false",
                "reshard_after_forward=False",
                "reshard_after_forward=never",
            ],
        ),
        all_32_bit: get("precision") == "fp32",
        tf32: get("note").contains("TF32")
            && !says(get("note"), &["without TF32", "no TF32", "TF32 off", "TF32 disabled"]),
        expert_parallel: match (model.moe, degree(get("parallelism_note"), "EP")) {
            (None, _) => 1,
            (_, Some(ranks)) => ranks,
            // DeepEP is there to send tokens to experts on other ranks.
            _ if get("kernels").contains("DeepEP") => (n_gpus(get)
                / parallel("TP").saturating_mul(parallel("PP")))
            .clamp(1, model.moe.map_or(1, |moe| moe.n_experts)),
            _ => 1,
        },
        pipeline_chunks: parallel("VP").max(parallel("VPP")),
        tuned: trainer.tuned(get),
        cuda_graphs: trainer.cuda_graphs(get),
    })
}

fn accumulate<'a>(get: &impl Fn(&str) -> &'a str, recipe: &mut Recipe, n_gpus: u32) {
    let model_parallel = recipe.model_parallel();
    if model_parallel > n_gpus {
        (recipe.tensor_parallel, recipe.pipeline_parallel, recipe.context_parallel) = (1, 1, 1);
        recipe.splits_micro_batch = false;
    }
    // Fewer sequences than copies of the model: each is split over the ranks that are left.
    let sequences = number(get("global_batch_seqs")).map_or(0, |global| global as u32);
    if Trainer::of(get) == Trainer::Megatron
        && degree(get("parallelism_note"), "CP").is_none()
        && sequences > 0
    {
        let copies = recipe.data_parallel(n_gpus);
        let split = copies.saturating_mul(recipe.micro_batch_size) / sequences;
        if split > 1 && copies.is_multiple_of(split) {
            recipe.context_parallel = split;
        }
    }
    let steps = number(get("grad_accum")).map(|steps| steps as u32).filter(|steps| *steps > 0);
    let by_global = number(get("global_batch_seqs"))
        .map(|global| global as u32 / (recipe.micro_batch_size * recipe.data_parallel(n_gpus)));
    // Pipelines split a local batch into micro-batches, which some tables do not count as accumulation.
    let steps = if recipe.pipeline_parallel > 1 { steps.max(by_global) } else { steps };
    let silent = if recipe.pipeline_parallel > 1 { FILLED_PIPELINE * recipe.pipeline_parallel } else { 1 };
    recipe.grad_accum_steps = steps.or(by_global).unwrap_or(silent).max(1);
}

/// Micro-batches a stage of a pipeline whose row does not say: enough that few stages wait. An assumption.
const FILLED_PIPELINE: u32 = 8;

/// Megatron's recipes split a model that does not fit: by tensor inside a machine, then by pipeline. For rows that give no
/// degrees.
fn split(inputs: &mut Inputs) {
    use crate::engine::states::bytes_per_trained_param;
    let bytes = if inputs.recipe.technique.is_adapter() {
        2.0
    } else {
        let bytes = bytes_per_trained_param(inputs);
        bytes.weights + bytes.gradients
    };
    let n_gpus = inputs.cluster.n_gpus;
    let room = inputs.gpu.memory.0 * MODEL_SHARE;
    let mut ways = 1;
    while inputs.model.n_params() * bytes / f64::from(ways) > room && ways * 2 <= n_gpus {
        ways *= 2;
    }
    inputs.recipe.tensor_parallel = ways.min(inputs.cluster.gpus_per_node).min(8);
    inputs.recipe.pipeline_parallel = ways / inputs.recipe.tensor_parallel;
}

/// What Blackwell's 4-bit products give over 8-bit ones in a whole training step: those in the backward pass, and in the
/// first and last layers, stay in 8 or 16 bits. An assumption.
const FP4_OVER_FP8: f64 = 1.5;

/// Share of a card that the model may take before such a recipe splits it further. An assumption.
const MODEL_SHARE: f64 = 0.7;

/// `TP=4`, `TP 8`, `TP4` in a note.
fn degree(note: &str, name: &str) -> Option<u32> {
    let at = note
        .match_indices(name)
        .find(|(at, _)| *at == 0 || !note.as_bytes()[at - 1].is_ascii_alphanumeric())?;
    let rest = note[at.0 + name.len()..].trim_start_matches(['=', ' ']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|degree| *degree > 0)
}
