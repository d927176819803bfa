//! What a forward pass keeps for the backward pass.

use super::constants::Constants;
use super::estimate::Inputs;
use super::model::{Mlp, TargetModules};
use super::recipe::{Attention, Recompute, Stack, Technique};

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

/// Bytes a token of one layer that the backward pass needs, none recomputed; and of the gradients alive in it.
fn layer_bytes(inputs: &Inputs, constants: &Constants) -> (f64, f64) {
    let model = &inputs.model;
    let recipe = &inputs.recipe;
    let hidden = f64::from(model.hidden_size);
    let ff = model.active_ff_size();
    let adapter = recipe.technique.is_adapter();
    let (hidden_bytes, ff_bytes) = match recipe.stack {
        Stack::Eager => (constants.saved_hidden_eager, constants.saved_ff_eager),
        Stack::Fused => (constants.saved_hidden_fused, constants.saved_ff_fused),
        Stack::Compiled | Stack::Megatron => (constants.saved_hidden_compiled, constants.saved_ff_compiled),
    };
    // A plain block keeps its input to the activation and the product; a gated one twice that.
    let ff_bytes = if model.mlp == Mlp::Plain { ff_bytes / 2.0 } else { ff_bytes };
    // A frozen down projection needs no input of its own.
    let down_frozen = adapter && !recipe.target_modules.has(TargetModules::DOWN);
    let ff_bytes = if down_frozen { ff_bytes - 2.0 } else { ff_bytes };

    let heads = model.q_size() + 2.0 * model.kv_size() + model.attn_out_size();
    let mut saved = hidden_bytes * hidden + ff_bytes * ff + constants.saved_attn * heads;
    if recipe.attention == Attention::Eager {
        // 16-bit scores and probabilities, and the 32-bit softmax between them.
        saved += 8.0 * f64::from(model.n_heads) * f64::from(recipe.seq_len);
    }
    if adapter {
        saved += constants.adapter_input_bytes * adapter_input_width(inputs);
    }
    let gradients = constants.backward_ff * ff + constants.backward_hidden * hidden;
    (saved, gradients)
}

/// Widths of the inputs of all adapted modules of one layer, added up.
fn adapter_input_width(inputs: &Inputs) -> f64 {
    use TargetModules as T;
    let model = &inputs.model;
    let targets = inputs.recipe.target_modules;
    let hidden = f64::from(model.hidden_size);
    let ff = model.active_ff_size();
    let gate = if model.mlp == Mlp::Gated { T::GATE } else { T(0) };
    [
        (T::Q, hidden),
        (T::K, hidden),
        (T::V, hidden),
        (T::O, model.attn_out_size()),
        (gate, hidden),
        (T::UP, hidden),
    ]
    .iter()
    .chain(&[(T::DOWN, ff)])
    .filter(|(module, _)| targets.has(*module))
    .map(|(_, width)| width)
    .sum()
}

pub fn activations(inputs: &Inputs, constants: &Constants) -> Activations {
    let model = &inputs.model;
    let recipe = &inputs.recipe;
    let hidden = f64::from(model.hidden_size);
    let tokens = recipe.tokens_per_micro_batch() / f64::from(recipe.context_parallel);
    let tensor = f64::from(recipe.tensor_parallel);
    // A pipeline stage keeps as many micro-batches in flight as stages follow it: in all, every layer once.
    let layers = f64::from(model.n_layers);

    let (saved, gradients) = layer_bytes(inputs, constants);
    let (saved, gradients) = (saved / tensor, gradients / tensor);
    // k-bit training in transformers upcasts norms to 32 bits, and the residual stream with them.
    let quantised = recipe.technique.is_quantised() && recipe.technique != Technique::QloraGptq;
    let residual =
        if quantised && recipe.stack == Stack::Eager { constants.kbit_residual_bytes } else { 2.0 };
    let checkpoint = residual * hidden / tensor;
    let kept = match recipe.recompute {
        Recompute::None => saved,
        Recompute::Selective => saved * constants.selective_share,
        Recompute::Full if recipe.activation_offload => 2.0 * checkpoint / layers,
        Recompute::Full => checkpoint,
    } * layers;
    let layer = match recipe.recompute {
        Recompute::None => gradients,
        Recompute::Selective => gradients + saved * (1.0 - constants.selective_share),
        Recompute::Full => gradients + saved,
    };
    let twice = recipe.technique.is_adapter()
        && recipe.recompute == Recompute::Full
        && inputs.cluster.n_gpus > 1
        && recipe.stack != Stack::Megatron;
    let backward_checkpoints =
        if twice { checkpoint * layers * constants.adapter_ddp_checkpoint_share } else { 0.0 };

    let vocab = f64::from(model.vocab_size) / tensor;
    let logit_bytes = if recipe.fused_cross_entropy {
        0.0
    } else {
        match recipe.stack {
            Stack::Eager => constants.logit_bytes_eager,
            Stack::Fused => constants.logit_bytes_fused,
            Stack::Compiled => constants.logit_bytes_compiled,
            Stack::Megatron => constants.logit_bytes_megatron,
        }
    };
    Activations {
        kept: kept * tokens,
        layer: layer * tokens,
        loss_hidden: constants.loss_hidden_bytes * hidden * tokens,
        logits: logit_bytes * vocab * tokens,
        backward_checkpoints: backward_checkpoints * tokens,
    }
}
