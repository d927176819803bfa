//! The software of a published run: what its row says, and what the trainer does where the row is silent.

use crate::engine::model::TargetModules;
use crate::engine::recipe::{CrossEntropy, HeldGradients, Recompute, Stack, Technique};

use super::measured::Meter;

/// Trainers that differ in what they keep, or in what they report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trainer {
    /// transformers, PEFT, TRL and what is built on them.
    HuggingFace,
    /// LLaMA-Factory, Axolotl: the same, adapters on every linear layer by default.
    HuggingFaceAllLinear,
    /// TRL's SFTTrainer: the same, with a loss that takes the head in chunks since 1.0.
    Trl,
    /// ms-swift: the same, and prints `max_memory_reserved` (swift/trainers/patcher.py).
    Swift,
    /// fms-acceleration's plug-in that loads a quantised base without PEFT's preparation for k-bit training.
    FmsAccelerated,
    Unsloth,
    Torchtune,
    LitGpt,
    /// torchtitan, and what torchao measures with it.
    Torchtitan,
    /// Trainers of plain PyTorch: llm-foundry, vectorlm, prime-rl.
    Plain,
    /// InternEvo: hybrid ZeRO over fused kernels.
    InternEvo,
    /// Megatron-Core, NeMo, Transformer Engine.
    Megatron,
    /// Triton norms and FlashAttention's kernels.
    Nanotron,
}

/// Whether one of the words stands in the text.
pub(super) fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a version stands behind the name, `major.minor` or later: "torch 2.10".
fn at_least(note: &str, name: &str, version: (u32, u32)) -> Option<bool> {
    let (_, rest) = note.split_once(name)?;
    let mut parts = rest.split(|letter: char| !letter.is_ascii_digit()).map(str::parse::<u32>);
    let (major, minor) = (parts.next()?.ok()?, parts.next().and_then(Result::ok).unwrap_or(0));
    Some((major, minor) >= version)
}

/// Whether kernels begin one of their parts with "TE": "TE attention", "flash; te+apex". Not "accelerate 1.0".
fn names_transformer_engine(kernels: &str) -> bool {
    let mut parts = kernels.split([',', ';', '/']).map(str::trim);
    parts.any(|part| part.split([' ', '+', '-']).next() == Some("te"))
}

/// Whether kernels say that the model is compiled, and not that it is not: "no torch.compile", "compile: off".
fn compiles(kernels: &str) -> bool {
    let kernels = kernels.to_ascii_lowercase();
    let other = |letter: char| !letter.is_alphanumeric();
    kernels.match_indices("compile").any(|(at, word)| {
        let before = kernels[..at].trim_end_matches("torch.").trim_end().rsplit(other).next();
        let after = kernels[at + word.len()..]
            .trim_start_matches('d')
            .trim_start_matches([' ', ':', '=', '('])
            .split(other)
            .next();
        !matches!(before, Some("no" | "not" | "without" | "un"))
            && !matches!(after, Some("off" | "false" | "disabled" | "not" | "no"))
    })
}

/// What a whole run takes on top of its steps, where its rate is that of the whole: 10 to 15 % in published runs.
pub(super) fn overhead(note: &str) -> f64 {
    const WHOLE: &[&str] = &[
        "train_runtime",
        "train_samples_per_second",
        "whole run",
        "wall-clock tok",
        "start included",
        "start and logging",
        "saves inside",
    ];
    if says(&note.to_ascii_lowercase(), WHOLE) { 0.12 } else { 0.0 }
}

impl Trainer {
    /// From the kernels, the source and the note of a row.
    pub(super) fn of<'a>(get: &impl Fn(&str) -> &'a str) -> Self {
        let kernels = get("kernels").to_ascii_lowercase();
        let source = get("source").to_ascii_lowercase();
        let note = get("note").to_ascii_lowercase();
        let factory = says(&source, &["llama-factory", "llamafactory", "axolotl"]);
        if kernels.contains("unsloth") || (source.contains("unsloth") && !factory && !says(&kernels, HF)) {
            Self::Unsloth
        } else if kernels.contains("nanotron") || source.contains("nanotron") {
            Self::Nanotron
        } else if kernels.contains("transformer engine") && note.contains("own pytorch loop") {
            Self::Plain
        } else if says(
            &kernels,
            &[
                "megatron",
                "primus",
                "fast-llm",
                "in-house",
                "transformer engine",
                "transformer-engine",
                "nemo",
            ],
        ) || !says(&kernels, HF) && names_transformer_engine(&kernels)
            || says(&source, &["mlcommons", "nemo", "megatron", "dgxc", "flash-attention"])
            || kernels.is_empty() && says(&note, &["megatron", "transformer engine", "nemo framework"])
        {
            Self::Megatron
        } else if says(&source, &["torchtitan", "pytorch/ao", "torchao"]) || note.contains("torchtitan") {
            Self::Torchtitan
        } else if source.contains("torchtune") || note.contains("torchtune") {
            Self::Torchtune
        } else if says(&source, &["litgpt", "lit-gpt", "lit-llama"]) || note.contains("litgpt") {
            Self::LitGpt
        } else if says(&source, &["llm-foundry", "vectorlm", "composer", "prime-rl"])
            || says(&kernels, &["plain pytorch", "torch eager", "picotron", "olmo"])
        {
            Self::Plain
        } else if source.contains("internevo") {
            Self::InternEvo
        } else if note.contains("accelerated-peft") {
            Self::FmsAccelerated
        } else if source.contains("swift") {
            Self::Swift
        } else if factory {
            Self::HuggingFaceAllLinear
        } else if says(&note, &["trl ", "sfttrainer"]) || says(&source, &["/trl", "oumi"]) {
            Self::Trl
        } else {
            Self::HuggingFace
        }
    }

    pub(super) fn stack<'a>(self, get: &impl Fn(&str) -> &'a str) -> Stack {
        let kernels = get("kernels").to_ascii_lowercase();
        match self {
            Self::Unsloth => Stack::Unsloth,
            Self::Megatron => Stack::Megatron,
            // Axolotl's are Unsloth's.
            _ if kernels.contains("lora kernels") => Stack::Unsloth,
            _ if compiles(&kernels) || says(&kernels, &["xla", "thunder", "nvfuser"]) => Stack::Compiled,
            // Paddle's kernels are fused, its trainer launches them as slowly as an eager one.
            _ if kernels.contains("paddle") => Stack::Eager,
            _ if says(
                &kernels,
                &["liger", "foak", "fused", "scattermoe", "triton", "transformer engine"],
            ) =>
            {
                Stack::Fused
            }
            Self::InternEvo | Self::Nanotron => Stack::Fused,
            // 16-bit layer norms and FlashAttention's loss (`low_precision_layernorm`, `fused_crossentropy`).
            Self::Plain if says(get("source"), &["mosaicml"]) => Stack::Fused,
            Self::Torchtune | Self::LitGpt | Self::Torchtitan | Self::Plain => Stack::Plain,
            Self::HuggingFace
            | Self::HuggingFaceAllLinear
            | Self::Trl
            | Self::Swift
            | Self::FmsAccelerated => Stack::Eager,
        }
    }

    /// Precision of full fine-tuning where the row says no more than "bf16".
    pub(super) const fn bf16_weights(self) -> bool {
        matches!(self, Self::Torchtune | Self::LitGpt)
    }

    /// What a silent row recomputes.
    pub(super) const fn recompute(self) -> Recompute {
        match self {
            // Megatron's recipes are silent where they recompute nothing.
            Self::Megatron | Self::Nanotron => Recompute::None,
            // The default of its configurations.
            Self::Torchtitan => Recompute::Selective,
            _ => Recompute::Full,
        }
    }

    /// Matrices that adapters adapt where the row does not say: attention's in the days of `old` models, then all.
    pub(super) const fn target_modules(self, old: bool) -> TargetModules {
        match self {
            Self::Unsloth | Self::HuggingFaceAllLinear | Self::Swift | Self::Trl => TargetModules::ALL_LINEAR,
            Self::HuggingFace | Self::FmsAccelerated if !old => TargetModules::ALL_LINEAR,
            _ => TargetModules::ATTENTION,
        }
    }

    /// NVIDIA's performance recipes: 16-bit gradients and Transformer Engine's loss, which writes its gradient over
    /// 16-bit logits (Megatron-Bridge, `perf_recipes/_common.py` and `scripts/performance/utils/overrides.py`).
    fn is_performance_recipe<'a>(self, get: &impl Fn(&str) -> &'a str) -> bool {
        let note = get("note").to_ascii_lowercase();
        self == Self::Megatron
            && says(&note, &["dgxc", "performance script", "perf recipe"])
            && !note.contains("fp32 gradient")
    }

    /// What FSDP holds of the gradients between micro-batches, and how wide Megatron's are.
    pub(super) fn held_gradients<'a>(self, get: &impl Fn(&str) -> &'a str) -> HeldGradients {
        match self {
            _ if self.is_performance_recipe(get) => HeldGradients::Half,
            Self::Megatron
                if says(&get("note").to_ascii_lowercase(), &["bf16 gradient", "bf16 main gradient"]) =>
            {
                HeldGradients::Half
            }
            Self::HuggingFace
            | Self::HuggingFaceAllLinear
            | Self::Trl
            | Self::Swift
            | Self::FmsAccelerated => HeldGradients::Whole,
            Self::LitGpt => HeldGradients::WholeWithFrozen,
            Self::InternEvo => HeldGradients::Flat,
            _ => HeldGradients::Shards,
        }
    }

    /// Mean length of the documents in a packed sequence, where attention keeps them apart.
    ///
    /// torchtune packs with a document mask; NVIDIA's fine-tuning recipes pack SQuAD and pass its boundaries on
    /// (`cu_seqlens`). Both data sets hold some 200 tokens a document.
    pub(super) fn document_len<'a>(self, get: &impl Fn(&str) -> &'a str) -> Option<u32> {
        let note = get("note").to_ascii_lowercase();
        let source = get("source").to_ascii_lowercase();
        let squad = get("kind") == "fine_tune"
            && says(&source, &["nemo-framework", "megatron-bridge", "dgxc"])
            && get("full_length") == "yes";
        match self {
            Self::Torchtune if note.contains("packed") => Some(DOCUMENT),
            Self::Megatron if squad || note.contains("squad") => Some(DOCUMENT),
            _ => None,
        }
    }

    /// Whether AdamW runs as one kernel: where a row says so, where the trainer asks for it, and in transformers by default
    /// with PyTorch 2.8 and later (`training_args.py`). Loops of one's own have PyTorch's lists of tensors.
    pub(super) fn fused_optimizer<'a>(self, get: &impl Fn(&str) -> &'a str, recent: bool) -> bool {
        let note = get("note").to_ascii_lowercase();
        if says(
            &note,
            &["foreach adamw", "adamw (foreach)", "unfused adam", "non-fused adam", "foreach=true"],
        ) {
            return false;
        }
        if says(get("optimizer"), &["fused"])
            || says(&note, &["fused adam", "fusedadam", "fused=true", "adamw_torch_fused"])
        {
            return true;
        }
        let own_loop = says(&note, &["own loop", "plain loop", "pytorch loop", "plain pytorch"]);
        match self {
            Self::Torchtune
            | Self::LitGpt
            | Self::Torchtitan
            | Self::InternEvo
            | Self::Megatron
            | Self::Nanotron => true,
            // The course's own AdamW takes one tensor after the other.
            _ if says(&note, &["nanogpt", "picotron", "cs336"]) || get("kernels").contains("CS336") => true,
            Self::Plain | Self::Unsloth => false,
            _ if own_loop => false,
            _ => {
                at_least(&note, "transformers ", (4, 56)).unwrap_or(recent)
                    && at_least(&note, "torch ", (2, 8)).unwrap_or(true)
            }
        }
    }

    /// What a vendor publishes of its own hardware, MLPerf's submissions among it, and NVIDIA's papers on Megatron.
    pub(super) fn tuned<'a>(self, get: &impl Fn(&str) -> &'a str) -> bool {
        const VENDORS: &[&str] =
            &["nvidia", "nemo", "dgxc", "nv-adlr", "amd-agi", "rocm/", "primus", "mlcommons"];
        const PAPERS: &[&str] = &[
            "megatron-moe-modelzoo",
            "moe parallel folding",
            "reducing activation recomputation",
            "efficient large-scale training on gpu clusters",
        ];
        let source = get("source").to_ascii_lowercase();
        // Tests, issues and models of transformers are no tables of tuned runs.
        let plain = says(&source, &["functional tests", "issue", "automodel"]);
        self == Self::Megatron && !plain && (says(&source, VENDORS) || says(&source, PAPERS))
    }

    /// Kernels are launched as recorded graphs: NVIDIA's MLPerf submissions record each layer, its performance recipes do so
    /// on Blackwell (Megatron-Bridge, `perf_recipes`, `cuda_graph_impl`), and rows that say so.
    pub(super) fn cuda_graphs<'a>(self, get: &impl Fn(&str) -> &'a str) -> bool {
        let note = get("note").to_ascii_lowercase();
        let said = note.contains("cuda graph") && !says(&note, &["no cuda graph", "without cuda graph"]);
        let recipe = get("source").contains("Megatron-Bridge") && says(get("gpu"), &["B200", "B300"]);
        self == Self::Megatron && (said || recipe || get("source").contains("mlcommons"))
    }

    /// Power limit of the cards that the trainer's authors measure on, where it is not the data sheet's.
    ///
    /// torchtitan: H100 with 96 GB of HBM2e, limited to 500 W (docs of its releases, "performance").
    pub(super) fn watts(self, gpu: &str) -> Option<f64> {
        (self == Self::Torchtitan && gpu == "H100").then_some(500.0)
    }

    /// The meter that the trainer prints.
    pub(super) const fn meter(self) -> Meter {
        match self {
            Self::Torchtune | Self::LitGpt => Meter::Allocated,
            // Unsloth's notebooks print "peak reserved memory".
            Self::Torchtitan | Self::Swift | Self::Unsloth => Meter::Reserved,
            _ => Meter::Unspecified,
        }
    }

    /// Norms, embeddings and head beside a k-bit base are 32-bit.
    ///
    /// transformers: PEFT's `prepare_model_for_kbit_training`, on one GPU; sharded bases need weights of one type. LitGPT:
    /// by what its runs keep (`tests/data/measured.csv`), the residual stream is 32-bit there too.
    pub(super) fn kbit_upcast(self, technique: Technique, stack: Stack, one_gpu: bool) -> bool {
        matches!(technique, Technique::Qlora | Technique::Lora8bit)
            && one_gpu
            && match self {
                Self::HuggingFace | Self::Trl | Self::Swift => matches!(stack, Stack::Eager | Stack::Fused),
                Self::LitGpt => true,
                _ => false,
            }
    }

    pub(super) fn cross_entropy<'a>(self, get: &impl Fn(&str) -> &'a str, recent: bool) -> CrossEntropy {
        let note = get("note").to_ascii_lowercase();
        let chunks = says(&note, &["chunked cross", "chunked ce", "cewithchunked", "linearcross"]);
        match (self, get("fused_cross_entropy")) {
            // Chunks of the head and of its loss together never hold the whole logits; Liger's are such.
            (_, "yes" | "chunked")
                if says(&note, &["head in chunks", "fused lm head", "chunked lm head"]) =>
            {
                CrossEntropy::Fused
            }
            (_, "chunked") if get("kernels").to_ascii_lowercase().contains("liger") => CrossEntropy::Fused,
            (_, "chunked") | (Self::Torchtune, "yes") => CrossEntropy::Chunked,
            (Self::Plain, "yes") => CrossEntropy::Chunked,
            (_, "compiled") => CrossEntropy::Compiled,
            _ if self.is_performance_recipe(get) => CrossEntropy::Compiled,
            (Self::Trl, "") if note.contains("trl 1.") => CrossEntropy::Fused,
            // Its loss worked in place on whole logits until Cut Cross-Entropy took its place at the end of 2024.
            (Self::Unsloth, _) if note.contains("unsloth 2024") => CrossEntropy::Compiled,
            (_, "yes") | (Self::Unsloth, _) => CrossEntropy::Fused,
            // Qwen's own modelling code does not upcast; its Q-LoRA runs in fp16 under DeepSpeed, without autocast.
            (_, "")
                if says(&note, &["no autocast", "bf16 logits"])
                    || self == Self::HuggingFace
                        && !get("kernels").contains("Liger")
                        && says(&note, &["pure bf16", "all bf16"])
                    || get("source") == "QwenLM/Qwen" && get("precision") == "fp16" =>
            {
                CrossEntropy::NoUpcast
            }
            // The loss stands in the model that is compiled.
            (_, "" | "no")
                if says(&note, &["own loop", "own pytorch loop", "nanogpt"]) && compiles(get("kernels")) =>
            {
                CrossEntropy::Compiled
            }
            // Liger fuses head and loss by default; its loss alone writes the gradient over 16-bit logits.
            (_, "") if get("kernels").to_ascii_lowercase().contains("liger") => CrossEntropy::Fused,
            (_, "no") if get("kernels").to_ascii_lowercase().contains("liger") => CrossEntropy::Compiled,
            (Self::LitGpt, _) => CrossEntropy::Chunked,
            (Self::Torchtune, _) if chunks => CrossEntropy::Chunked,
            // Its loss is compiled since 2025.
            (Self::Torchtitan, _) if recent && compiles(get("kernels")) => CrossEntropy::Compiled,
            _ => CrossEntropy::Whole,
        }
    }
}

/// Tokens of a document of SQuAD or Alpaca.
pub(super) const DOCUMENT: u32 = 256;

/// Kernels that a table of Unsloth's gives for what it compares itself with.
const HF: &[&str] = &["wiki", "hf", "transformers"];
