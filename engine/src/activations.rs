//! What a forward pass keeps for the backward pass.
//!
//! Bytes a token of one decoder layer, counted in the frameworks' own source (transformers 4.48 to 5, PEFT 0.13 to
//! 0.21, bitsandbytes 0.45, Liger 0.8, Unsloth 2026.10, Megatron-Core 2026-08) with `h` the hidden size, `q` and `kv`
//! the widths of queries and of keys, `ff` the feed-forward width. A norm keeps its input in 32 bits (4h), its result
//! before the weight if the weight is trained (2h) and after it (2h, the next matrices' input); attention keeps
//! queries, keys, values and its output (4q + 4kv); a gated block keeps gate, activation, up and product (8ff).

use super::constants::Constants;
use super::estimate::Inputs;
use super::model::{Mlp, Norm, TargetModules};
use super::recipe::{Attention, CrossEntropy, Precision, Recipe, Recompute, Sharding, Stack, Technique};
use super::units::{larger, smaller};

/// Bytes on one GPU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Activations {
    /// By all layers until the backward pass: checkpoints, or everything without recompute.
    pub kept: f64,
    /// Inside the layer whose backward pass runs, beyond `kept`.
    pub layer: f64,
    /// Hidden-size tensors around the loss.
    pub loss_hidden: f64,
    /// Logits at the peak of the loss.
    pub logits: f64,
    /// Checkpoints that stay twice while the backward pass runs.
    pub backward_checkpoints: f64,
}

/// Chunks of a compiled loss (torchtune, `CEWithChunkedOutputLoss`).
const LOSS_CHUNKS: f64 = 8.0;

/// Coefficients of `h` and `ff`.
#[derive(Clone, Copy)]
struct PerToken {
    hidden: f64,
    ff: f64,
}

const fn per_token(hidden: f64, ff: f64) -> PerToken {
    PerToken { hidden, ff }
}

/// 32-bit weights where they are used: on one GPU, on each of several, or gathered so. Autocast casts them as it goes.
pub(super) const fn autocast(recipe: &Recipe) -> bool {
    matches!(recipe.precision, Precision::Bf16Mixed | Precision::Fp16Mixed)
        && !recipe.all_32_bit
        && matches!(recipe.technique, Technique::Full | Technique::Lora)
        && (matches!(recipe.sharding, Sharding::None) || recipe.gathers_32_bit)
}

/// What the layer keeps, attention apart, and the gradients alive while its backward pass runs.
fn layer_bytes(inputs: &Inputs, constants: &Constants) -> (PerToken, PerToken) {
    let recipe = &inputs.recipe;
    let (kept, alive) = match (recipe.technique, recipe.stack) {
        (Technique::Full, Stack::Eager) if autocast(recipe) => (per_token(26.0, 8.0), per_token(2.0, 4.0)),
        (Technique::Full, Stack::Eager | Stack::Plain) => (per_token(16.0, 8.0), per_token(2.0, 4.0)),
        // Liger's block writes the gradients of gate and up over what it kept of them.
        (Technique::Full, Stack::Fused | Stack::Unsloth) => (per_token(8.0, 6.0), per_token(2.0, 2.0)),
        (_, Stack::Compiled) => {
            let share = constants.compiled_share;
            (per_token(16.0 * share, 8.0 * share), per_token(2.0, 4.0))
        }
        // Korthikanti et al. 2022, equation 2 without dropout, attention apart; fused SwiGLU keeps 6, GELU 4 a unit.
        (_, Stack::Megatron) => {
            (per_token(8.0, if inputs.model.mlp == Mlp::Gated { 6.0 } else { 8.0 }), per_token(2.0, 4.0))
        }
        // Adapters: what their inputs cost comes on top, by matrix (`adapter_inputs`). The gradients alive were counted
        // for 32-bit adapters under autocast on a 16-bit base; a 32-bit residual stream makes the outputs of k-bit
        // layers 32-bit too.
        (Technique::Lora, Stack::Eager) if autocast(recipe) => (per_token(16.0, 6.0), per_token(10.0, 6.0)),
        (Technique::Lora, Stack::Eager) => (per_token(8.0, 6.0), per_token(10.0, 6.0)),
        (_, Stack::Eager) if recipe.kbit_upcast => (per_token(8.0, 12.0), per_token(0.0, 10.0)),
        (_, Stack::Eager) => (per_token(8.0, 6.0), per_token(6.0, 5.0)),
        // LitGPT keeps the inputs of frozen matrices too: by its runs, not by its source.
        (_, Stack::Plain) if recipe.kbit_upcast => (per_token(18.0, 14.0), per_token(0.0, 10.0)),
        (_, Stack::Plain) => (per_token(12.0, 8.0), per_token(2.0, 4.0)),
        // Fused norms keep no 32-bit copy.
        (_, Stack::Fused) => (per_token(4.0, 4.0), per_token(10.0, 6.0)),
        // In place: gradients overwrite what was kept.
        (_, Stack::Unsloth) => (per_token(8.0, 4.0), per_token(2.0, 2.0)),
    };
    (kept, alive)
}

/// Adapted matrices whose input is as wide as the hidden size, as the queries, as the feed-forward layer.
///
/// PEFT gives each adapter a copy of its input: cast to the adapter's type, or dropped out with a mask.
fn adapter_inputs(targets: TargetModules) -> (f64, f64, f64) {
    let count = |targets: &[TargetModules], of: TargetModules| {
        targets.iter().filter(|target| of.has(**target)).count() as f64
    };
    use TargetModules as T;
    (count(&[T::Q, T::K, T::V, T::GATE, T::UP], targets), count(&[T::O], targets), count(&[T::DOWN], targets))
}

pub fn activations(inputs: &Inputs, constants: &Constants) -> Activations {
    let model = &inputs.model;
    let recipe = &inputs.recipe;
    let hidden = f64::from(model.hidden_size);
    let ff = model.active_ff_size();
    let (q, kv) = (model.q_size(), model.kv_size());
    let tokens = recipe.tokens_per_micro_batch() / f64::from(recipe.context_parallel);
    // A split micro-batch has as many sequences in flight as there are stages.
    let tokens = if recipe.splits_micro_batch {
        tokens * smaller(f64::from(recipe.pipeline_parallel) / f64::from(recipe.micro_batch_size), 1.0)
    } else {
        tokens
    };
    let tensor = f64::from(recipe.tensor_parallel);
    // Without sequence parallelism every rank keeps all of what is as wide as the hidden size.
    let spread = if recipe.sequence_parallel { tensor } else { 1.0 };
    // A pipeline's first stage keeps as many micro-batches in flight as there are stages: in all, every layer once, and
    // more where its layers are interleaved (Narayanan et al. 2021, section 2.2).
    let stages = f64::from(recipe.pipeline_parallel);
    let chunks = f64::from(recipe.pipeline_chunks.max(1));
    let layers = f64::from(model.n_layers);
    let in_flight = if chunks > 1.0 { layers * (1.0 + (stages - 1.0) / (stages * chunks)) } else { layers };

    let (mut kept, mut alive) = layer_bytes(inputs, constants);
    if model.stepwise_activation && recipe.stack == Stack::Eager {
        // The input's half, its tanh and that plus one, beside the input and what comes of it; a plain block counts half.
        kept.ff += 2.0 * 6.0;
    }
    if recipe.all_32_bit {
        // No second copy of what a norm reads; all else twice as wide.
        kept = per_token(1.5 * kept.hidden, 2.0 * kept.ff);
        alive = per_token(2.0 * alive.hidden, 2.0 * alive.ff);
    }
    let scores = f64::from(model.n_heads) * f64::from(recipe.seq_len);
    let mut attention = if recipe.all_32_bit { 8.0 } else { 4.0 } * (q + kv);
    if let Some(moe) = &model.moe {
        // Each expert's copy of a token, and what it answers.
        kept.hidden += constants.expert_input_bytes * f64::from(moe.n_experts_per_token);
    }
    match recipe.attention {
        Attention::Flash => {}
        Attention::Sdpa if recipe.stack == Stack::Eager => {
            attention += constants.sdpa_copies * larger(6.0 * q - 4.0 * kv, 0.0);
        }
        Attention::Sdpa => {}
        // Probabilities in 16 bits; where they are dropped out, as models without a gate have it, the mask and what it
        // leaves too (Korthikanti et al. 2022, 5as).
        Attention::Eager if recipe.stack == Stack::Megatron => {
            attention += if model.mlp == Mlp::Plain { 5.0 } else { 2.0 } * scores;
        }
        // 32-bit probabilities, and their copy where the values are 16-bit.
        Attention::Eager => attention += if recipe.all_32_bit { 4.0 } else { 6.0 } * scores,
    }
    if recipe.technique.is_adapter() && matches!(recipe.stack, Stack::Eager | Stack::Fused | Stack::Plain) {
        let (hidden, wide, ff) = adapter_inputs(recipe.target_modules);
        let each = constants.adapter_input_bytes + if recipe.adapters_32_bit { 2.0 } else { 0.0 };
        kept.hidden += hidden * each;
        attention += wide * each * q;
        kept.ff += ff * each;
    }
    if model.norm != Norm::Rms && matches!(recipe.stack, Stack::Eager | Stack::Plain) {
        // torch's LayerNorm keeps its 16-bit input alone.
        kept.hidden = larger(kept.hidden - 8.0, 4.0);
    }
    // A plain block has no gate: half as much.
    let gated = if model.mlp == Mlp::Plain { 0.5 } else { 1.0 };
    // Of what tensor parallelism gathers: attention's input and the block's.
    let whole_inputs =
        if tensor > 1.0 && recipe.sequence_parallel && recipe.keeps_gathered_inputs { 4.0 } else { 0.0 };
    let saved = (kept.hidden / spread + whole_inputs) * hidden + (attention + kept.ff * gated * ff) / tensor;
    // The softmax's gradient and its input's, in 32 bits.
    let alive_scores = if recipe.attention == Attention::Eager { 8.0 * scores } else { 0.0 };
    let gradients = (alive.hidden * hidden + alive.ff * gated * ff + alive_scores) / tensor;

    // 32-bit norms or 32-bit embeddings make the residual stream 32-bit too.
    let upcast = recipe.kbit_upcast && recipe.technique.is_quantised() || autocast(recipe);
    let wide = recipe.all_32_bit || upcast && matches!(recipe.stack, Stack::Eager | Stack::Plain);
    let residual = if wide { 4.0 } else { 2.0 };
    let checkpoint = residual * hidden / spread;
    // torchtitan keeps attention, every second matrix product and the residual; grouped products are not on its list.
    let selective = if recipe.stack == Stack::Megatron {
        saved
    } else {
        let ff = model.unrouted_ff_size();
        constants.selective_share * (4.0 * hidden + 4.0 * q + 2.0 * kv + 2.0 * gated * ff) / tensor
    };
    let all_layers = match recipe.recompute {
        Recompute::None => saved * in_flight,
        Recompute::Selective => smaller(selective, saved) * in_flight,
        Recompute::Full if recipe.activation_offload => 2.0 * checkpoint,
        Recompute::Full => checkpoint * in_flight,
    };
    let layer = match recipe.recompute {
        Recompute::None => gradients,
        Recompute::Selective => gradients + larger(saved - selective, 0.0),
        Recompute::Full => gradients + saved,
    };
    let twice = recipe.technique.is_adapter()
        && recipe.recompute == Recompute::Full
        && inputs.cluster.n_gpus > 1
        && !recipe.activation_offload
        && !recipe.sharding.is_deepspeed()
        && matches!(recipe.stack, Stack::Eager | Stack::Fused);
    let backward_checkpoints =
        if twice { checkpoint * layers * constants.adapter_ddp_checkpoint_share } else { 0.0 };

    let logit_bytes = match recipe.cross_entropy {
        CrossEntropy::Fused => 0.0,
        // Compiled, nothing is kept beside the 16-bit logits and one chunk of 8 in 32 bits, with its gradient.
        CrossEntropy::NoUpcast if recipe.kbit_upcast => 2.0 * constants.logit_bytes_no_upcast,
        CrossEntropy::NoUpcast => constants.logit_bytes_no_upcast,
        CrossEntropy::Chunked if recipe.stack == Stack::Compiled => 2.0 + 8.0 / LOSS_CHUNKS,
        CrossEntropy::Chunked => constants.logit_bytes_chunked,
        CrossEntropy::Compiled => constants.logit_bytes_compiled,
        CrossEntropy::Whole => match recipe.stack {
            _ if recipe.kbit_upcast => constants.logit_bytes_kbit,
            Stack::Eager => constants.logit_bytes_eager,
            Stack::Fused | Stack::Unsloth => constants.logit_bytes_fused,
            // Autocast casts them for the loss alone.
            Stack::Plain | Stack::Compiled if autocast(recipe) => constants.logit_bytes_autocast,
            Stack::Plain | Stack::Compiled => constants.logit_bytes_plain,
            Stack::Megatron => constants.logit_bytes_megatron,
        },
    };
    let loss_hidden =
        if recipe.cross_entropy == CrossEntropy::Fused { constants.fused_loss_hidden_bytes } else { 6.0 };
    // Logits are the last stage's, which keeps one micro-batch where the first keeps as many as there are stages: what they
    // add to the fuller of the two.
    let logits = logit_bytes * f64::from(model.vocab_size) / tensor;
    let logits = if recipe.pipeline_parallel > 1 {
        larger(logits - all_layers * (1.0 - 1.0 / stages), 0.0)
    } else {
        logits
    };
    Activations {
        kept: all_layers * tokens,
        layer: layer * tokens,
        loss_hidden: loss_hidden * hidden / tensor * tokens,
        logits: logits * tokens,
        backward_checkpoints: backward_checkpoints * tokens,
    }
}
