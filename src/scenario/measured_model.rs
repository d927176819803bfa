//! The model of a measured run: by name, by dimensions, or by its size.

use crate::catalog::ModelId;
use crate::engine::model::{Bias, Mlp, Model, Moe, Norm};

/// The catalog's model of that name, one with the row's own dimensions, or one as Llama would have it at that size.
///
/// # Errors
/// The reason why the row cannot be expressed.
pub(super) fn model<'a>(get: &impl Fn(&str) -> &'a str) -> Result<(Option<ModelId>, Model), String> {
    let name = get("model");
    if let Some(id) = ModelId::find(name) {
        let mut model = id.get().model;
        // A source's own code has one fused activation where transformers has single operations.
        model.stepwise_activation &= get("mlp_type") != "plain";
        return Ok((Some(id), model));
    }
    by_dimensions(get).or_else(|| by_size(get)).map(|model| (None, model)).ok_or_else(|| {
        format!("model {name:?} is not in the catalog and the row gives neither dimensions nor size")
    })
}

/// Rows may carry dimensions of their own, with the names of config.json.
fn by_dimensions<'a>(get: &impl Fn(&str) -> &'a str) -> Option<Model> {
    let dimension = |column: &str| crate::format::parse_quantity(get(column)).map(|value| value as u32);
    let hidden_size = dimension("hidden_size")?;
    let n_heads = dimension("num_attention_heads")?;
    let name = get("model").to_ascii_lowercase();
    let plain = plain_mlp(get("mlp_type"), &name);
    let n_layers = dimension("num_hidden_layers")?;
    let n_experts = dimension("num_experts").or_else(|| dimension("num_local_experts"));
    let moe = n_experts.filter(|n_experts| *n_experts > 0).map(|n_experts| Moe {
        n_experts,
        n_experts_per_token: dimension("num_experts_per_tok").unwrap_or(1).clamp(1, n_experts),
        intermediate_size: dimension("moe_intermediate_size")
            .or_else(|| dimension("intermediate_size"))
            .unwrap_or(4 * hidden_size),
        shared_intermediate_size: dimension("shared_expert_intermediate_size").unwrap_or(0),
        n_dense_layers: dimension("first_k_dense_replace").unwrap_or(0).min(n_layers),
    });
    if moe.is_none() && ["moe", "expert", "mixtral", "x7b", "x22b"].iter().any(|word| name.contains(word)) {
        return None;
    }
    Some(Model {
        hidden_size,
        n_layers,
        n_heads,
        n_kv_heads: dimension("num_key_value_heads").unwrap_or(n_heads),
        head_dim: dimension("head_dim").unwrap_or(hidden_size / n_heads.max(1)),
        intermediate_size: dimension("intermediate_size").unwrap_or(4 * hidden_size),
        vocab_size: dimension("vocab_size")?,
        tied_embeddings: ["true", "yes", "1"]
            .iter()
            .any(|yes| get("tie_word_embeddings").eq_ignore_ascii_case(yes)),
        stepwise_activation: get("mlp_type") == "gelu_new",
        mlp: if plain { Mlp::Plain } else { Mlp::Gated },
        moe,
        norm: if plain && !name.contains("nanochat") { Norm::Layer } else { Norm::Rms },
        ..LLAMA
    })
}

/// Feed-forward layers without a gate: named by their activation, or as the families of GPT-2 and GPT-3 have them.
fn plain_mlp(mlp_type: &str, name: &str) -> bool {
    match mlp_type {
        "" => ["gpt-2", "gpt2", "gpt-3", "gpt3", "gpt-j", "gpt-neo", "opt-", "bloom", "pythia", "falcon"]
            .iter()
            .any(|family| name.contains(family)),
        "gelu" | "gelu_new" | "relu" | "relu2" | "plain" => true,
        _ => false,
    }
}

/// A dense decoder of the size that the row or the name states, in Llama's proportions.
fn by_size<'a>(get: &impl Fn(&str) -> &'a str) -> Option<Model> {
    let name = get("model").to_ascii_lowercase();
    // Other architectures keep and compute something else.
    let other = [
        "moe",
        "expert",
        "x7b",
        "x8b",
        "x22b",
        "-a",
        "mixtral",
        "grok",
        "dbrx",
        "deepseek-v",
        "kimi",
        "nemotron-3",
        "granite-4",
        "mamba",
        "minicpm-v",
        "-vl",
        "vision",
        "llava",
        "jamba",
        "rwkv",
        "bert",
        "t5",
        "vit",
        "hybrid",
    ];
    if other.iter().any(|word| name.contains(word)) {
        return None;
    }
    let billions = crate::format::parse_quantity(get("params_b")).or_else(|| stated_size(&name))?;
    if !(0.05..=2000.0).contains(&billions) {
        return None;
    }
    let (_, hidden_size, n_layers) =
        *SIZES.iter().min_by(|a, b| (a.0 / billions).ln().abs().total_cmp(&(b.0 / billions).ln().abs()))?;
    let (hidden, layers) = (f64::from(hidden_size), f64::from(n_layers));
    // The feed-forward layers take what embeddings and attention leave.
    let rest = billions * 1e9 - 2.0 * f64::from(LLAMA.vocab_size) * hidden - layers * 4.0 * hidden * hidden;
    let intermediate = (rest / (3.0 * hidden * layers)).clamp(hidden, 6.0 * hidden);
    Some(Model {
        hidden_size,
        n_layers,
        n_heads: hidden_size / 128,
        n_kv_heads: hidden_size / 128,
        head_dim: 128,
        intermediate_size: intermediate as u32,
        ..LLAMA
    })
}

/// "7b" or "6.86B" in a name.
fn stated_size(name: &str) -> Option<f64> {
    let bytes = name.as_bytes();
    (1..bytes.len())
        .filter(|at| bytes[*at] == b'b' && bytes[at - 1].is_ascii_digit())
        .filter(|at| !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric))
        .find_map(|at| {
            let from = bytes[..at].iter().rposition(|byte| !byte.is_ascii_digit() && *byte != b'.');
            crate::format::parse_quantity(&name[from.map_or(0, |from| from + 1)..at])
        })
}

/// Billions of parameters, hidden size, layers: Llama 1 to 3.1 and their like.
const SIZES: [(f64, u32, u32); 14] = [
    (0.13, 768, 12),
    (0.4, 1024, 24),
    (1.1, 2048, 22),
    (1.6, 2048, 28),
    (2.8, 2560, 32),
    (3.4, 3072, 28),
    (6.9, 4096, 32),
    (13.0, 5120, 40),
    (20.0, 6144, 44),
    (33.0, 6656, 60),
    (66.0, 8192, 80),
    (175.0, 12288, 96),
    (405.0, 16384, 126),
    (1000.0, 20480, 160),
];

const LLAMA: Model = Model {
    hidden_size: 4096,
    n_layers: 32,
    n_heads: 32,
    n_kv_heads: 32,
    head_dim: 128,
    intermediate_size: 11008,
    vocab_size: 32000,
    tied_embeddings: false,
    mlp: Mlp::Gated,
    stepwise_activation: false,
    bias: Bias::None,
    norm: Norm::Rms,
    norms_per_layer: 2,
    qk_norm: false,
    learned_positions: 0,
    window: None,
    moe: None,
    mla: None,
    extra_params: 0.0,
};
