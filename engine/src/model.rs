//! The shape of a decoder-only transformer, and the arithmetic of its parameters.
//!
//! Names are those of Hugging Face's `config.json`.

/// Feed-forward block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mlp {
    /// Three matrices: gate, up, down (SwiGLU, GeGLU).
    Gated,
    /// Two matrices: up, down (GELU, ReLU).
    Plain,
}

/// Which linear layers carry a bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    None,
    Qkv,
    Mlp,
    /// Every linear layer of a block.
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Norm {
    /// A weight.
    Rms,
    /// A weight and a bias.
    Layer,
    /// No parameters, or a weight alone in an otherwise plain LayerNorm (MPT).
    LayerNoBias,
}

/// Mixture of experts. `intermediate_size` of [`Model`] is then that of its dense layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moe {
    pub n_experts: u32,
    pub n_experts_per_token: u32,
    pub intermediate_size: u32,
    /// Width of the expert that every token passes; 0 = none.
    pub shared_intermediate_size: u32,
    /// Layers that are dense (DeepSeek's first three, Maverick's every second).
    pub n_dense_layers: u32,
}

/// Multi-head latent attention (DeepSeek).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mla {
    pub q_lora_rank: u32,
    pub kv_lora_rank: u32,
    pub qk_nope_head_dim: u32,
    pub qk_rope_head_dim: u32,
    pub v_head_dim: u32,
}

/// Layers that attend only to the last `size` tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub size: u32,
    pub n_layers: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    pub hidden_size: u32,
    pub n_layers: u32,
    pub n_heads: u32,
    pub n_kv_heads: u32,
    pub head_dim: u32,
    pub intermediate_size: u32,
    pub vocab_size: u32,
    pub tied_embeddings: bool,
    pub mlp: Mlp,
    /// transformers computes the activation in single operations (`gelu_new`), each of which keeps its input.
    pub stepwise_activation: bool,
    pub bias: Bias,
    pub norm: Norm,
    /// Norms of `hidden_size` in one layer; the final norm comes on top.
    pub norms_per_layer: u32,
    /// RMS norms over each head of queries and keys.
    pub qk_norm: bool,
    /// Rows of a learned position table; 0 for rotary or ALiBi.
    pub learned_positions: u32,
    pub window: Option<Window>,
    pub moe: Option<Moe>,
    pub mla: Option<Mla>,
    /// Parameters that the fields above do not describe (sinks, head bias, tied blocks subtracted).
    pub extra_params: f64,
}

/// Linear layers of a block that adapters can sit on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetModules(pub u8);

impl TargetModules {
    pub const Q: Self = Self(1);
    pub const K: Self = Self(2);
    pub const V: Self = Self(4);
    pub const O: Self = Self(8);
    pub const GATE: Self = Self(16);
    pub const UP: Self = Self(32);
    pub const DOWN: Self = Self(64);
    /// The output head.
    pub const HEAD: Self = Self(128);
    pub const QV: Self = Self(1 | 4);
    pub const ATTENTION: Self = Self(1 | 2 | 4 | 8);
    pub const MLP: Self = Self(16 | 32 | 64);
    pub const ALL_LINEAR: Self = Self(127);

    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Linear layers of one dense block that carry an adapter.
    pub fn count(self, mlp: Mlp) -> u32 {
        let gate = if matches!(mlp, Mlp::Plain) { Self::GATE.0 } else { 0 };
        (self.0 & !gate & !Self::HEAD.0).count_ones()
    }
}

impl Model {
    /// Width of all query heads together.
    pub fn q_size(&self) -> f64 {
        match self.mla {
            Some(mla) => f64::from(self.n_heads * (mla.qk_nope_head_dim + mla.qk_rope_head_dim)),
            None => f64::from(self.n_heads * self.head_dim),
        }
    }
    /// Width of all key heads together; values are as wide.
    pub fn kv_size(&self) -> f64 {
        match self.mla {
            Some(_) => self.q_size(),
            None => f64::from(self.n_kv_heads * self.head_dim),
        }
    }
    /// Width of what attention hands to its output projection.
    pub fn attn_out_size(&self) -> f64 {
        match self.mla {
            Some(mla) => f64::from(self.n_heads * mla.v_head_dim),
            None => self.q_size(),
        }
    }
    fn mlp_matrices(&self) -> f64 {
        match self.mlp {
            Mlp::Gated => 3.0,
            Mlp::Plain => 2.0,
        }
    }

    /// Matrix parameters of attention in one layer.
    pub fn attn_params(&self) -> f64 {
        let h = f64::from(self.hidden_size);
        match self.mla {
            Some(mla) => {
                let heads = f64::from(self.n_heads);
                let (q_rank, kv_rank) = (f64::from(mla.q_lora_rank), f64::from(mla.kv_lora_rank));
                let (nope, rope, v) = (
                    f64::from(mla.qk_nope_head_dim),
                    f64::from(mla.qk_rope_head_dim),
                    f64::from(mla.v_head_dim),
                );
                let q = if q_rank > 0.0 {
                    h * q_rank + q_rank * heads * (nope + rope)
                } else {
                    h * heads * (nope + rope)
                };
                q + h * (kv_rank + rope) + kv_rank * heads * (nope + v) + heads * v * h
            }
            None => h * (2.0 * self.q_size() + 2.0 * self.kv_size()),
        }
    }
    /// Matrix parameters of one dense feed-forward block.
    pub fn dense_mlp_params(&self) -> f64 {
        self.mlp_matrices() * f64::from(self.hidden_size) * f64::from(self.intermediate_size)
    }
    fn n_moe_layers(&self) -> f64 {
        self.moe.map_or(0.0, |moe| f64::from(self.n_layers - moe.n_dense_layers))
    }
    /// Matrix parameters of the blocks: all of them, and those that one token passes.
    pub(crate) fn block_matrix_params(&self) -> (f64, f64) {
        let h = f64::from(self.hidden_size);
        let layers = f64::from(self.n_layers);
        let attn = self.attn_params() * layers;
        match self.moe {
            None => {
                let all = attn + self.dense_mlp_params() * layers;
                (all, all)
            }
            Some(moe) => {
                let expert = self.mlp_matrices() * h * f64::from(moe.intermediate_size);
                let shared = self.mlp_matrices() * h * f64::from(moe.shared_intermediate_size);
                let router = h * f64::from(moe.n_experts);
                let dense = self.dense_mlp_params() * f64::from(moe.n_dense_layers);
                let fixed = attn + dense + (shared + router) * self.n_moe_layers();
                let experts = expert * self.n_moe_layers();
                (
                    fixed + experts * f64::from(moe.n_experts),
                    fixed + experts * f64::from(moe.n_experts_per_token),
                )
            }
        }
    }
    /// Parameters of the linear layers inside the blocks: what a k-bit base quantises.
    pub fn block_linear_params(&self) -> f64 {
        self.block_matrix_params().0
    }
    /// Block matrix parameters that one token passes.
    pub fn active_block_linear_params(&self) -> f64 {
        self.block_matrix_params().1
    }
    /// Parameters of routed experts alone.
    pub fn expert_params(&self) -> f64 {
        self.moe.map_or(0.0, |moe| {
            self.mlp_matrices()
                * f64::from(self.hidden_size)
                * f64::from(moe.intermediate_size)
                * f64::from(moe.n_experts)
                * self.n_moe_layers()
        })
    }
    /// Feed-forward width that one token passes, mean over the layers.
    pub fn active_ff_size(&self) -> f64 {
        let routed = self.moe.map_or(0.0, |moe| {
            f64::from(moe.n_experts_per_token * moe.intermediate_size) * self.n_moe_layers()
                / f64::from(self.n_layers)
        });
        self.unrouted_ff_size() + routed
    }
    /// The same without routed experts: dense layers and shared experts.
    pub fn unrouted_ff_size(&self) -> f64 {
        match self.moe {
            None => f64::from(self.intermediate_size),
            Some(moe) => {
                (f64::from(moe.shared_intermediate_size) * self.n_moe_layers()
                    + f64::from(moe.n_dense_layers) * f64::from(self.intermediate_size))
                    / f64::from(self.n_layers)
            }
        }
    }
    /// Longest side of the largest linear layer of a block.
    pub fn widest_linear(&self) -> u32 {
        match self.moe {
            None => self.intermediate_size,
            Some(moe) => moe.intermediate_size.max(moe.shared_intermediate_size),
        }
    }
    /// `vocab_size x hidden_size`
    pub fn embedding_params(&self) -> f64 {
        f64::from(self.vocab_size) * f64::from(self.hidden_size)
    }
    /// Parameters of the output head when it is a tensor of its own.
    pub fn untied_head_params(&self) -> f64 {
        if self.tied_embeddings { 0.0 } else { self.embedding_params() }
    }
    /// Norms, biases and position tables.
    pub fn small_params(&self) -> f64 {
        let h = f64::from(self.hidden_size);
        let layers = f64::from(self.n_layers);
        let per_norm = if self.norm == Norm::Layer { 2.0 * h } else { h };
        let norms = per_norm * (f64::from(self.norms_per_layer) * layers + 1.0);
        let mla_norms = self.mla.map_or(0.0, |mla| f64::from(mla.q_lora_rank + mla.kv_lora_rank) * layers);
        let head_norms = if self.qk_norm { 2.0 * f64::from(self.head_dim) * layers } else { 0.0 };
        let qkv = self.q_size() + 2.0 * self.kv_size();
        let mlp_bias = match self.moe {
            Some(moe) => {
                let up = self.mlp_matrices() - 1.0;
                f64::from(moe.n_experts) * (up * f64::from(moe.intermediate_size) + h)
                    + f64::from(moe.n_experts)
            }
            None => (self.mlp_matrices() - 1.0) * f64::from(self.intermediate_size) + h,
        };
        let biases = match self.bias {
            Bias::None => 0.0,
            Bias::Qkv => qkv,
            Bias::Mlp => mlp_bias,
            Bias::All => qkv + h + mlp_bias,
        };
        norms + mla_norms + head_norms + biases * layers + f64::from(self.learned_positions) * h
    }
    /// Every parameter.
    pub fn n_params(&self) -> f64 {
        self.block_linear_params()
            + self.embedding_params()
            + self.untied_head_params()
            + self.small_params()
            + self.extra_params
    }
    /// Parameters that one token passes, input embedding included.
    pub fn n_active_params(&self) -> f64 {
        self.n_params() - self.block_linear_params() + self.active_block_linear_params()
    }
    /// Adapter parameters of LoRA: `rank x (in + out)` for each adapted matrix.
    ///
    /// Source: Hu et al. 2021, section 4.1.
    pub fn lora_params(&self, rank: u32, targets: TargetModules) -> f64 {
        use TargetModules as T;
        let h = f64::from(self.hidden_size);
        let layers = f64::from(self.n_layers);
        let (q, kv, o) = (self.q_size(), self.kv_size(), self.attn_out_size());
        let mut attn = 0.0;
        for (module, ends) in [(T::Q, h + q), (T::K, h + kv), (T::V, h + kv), (T::O, o + h)] {
            if targets.has(module) {
                attn += ends;
            }
        }
        let mlp_modules = if self.mlp == Mlp::Gated && targets.has(T::GATE) { 1.0 } else { 0.0 }
            + f64::from(u8::from(targets.has(T::UP)))
            + f64::from(u8::from(targets.has(T::DOWN)));
        let mlp = match self.moe {
            None => mlp_modules * (h + f64::from(self.intermediate_size)) * layers,
            Some(moe) => {
                mlp_modules
                    * (f64::from(moe.n_experts)
                        * (h + f64::from(moe.intermediate_size))
                        * self.n_moe_layers()
                        + (h + f64::from(self.intermediate_size)) * f64::from(moe.n_dense_layers))
            }
        };
        let head = if targets.has(T::HEAD) { h + f64::from(self.vocab_size) } else { 0.0 };
        f64::from(rank) * (attn * layers + mlp + head)
    }
    /// Adapter parameters that one token passes: those of the experts it is sent to.
    pub fn active_lora_params(&self, rank: u32, targets: TargetModules) -> f64 {
        let all = self.lora_params(rank, targets);
        self.moe.map_or(all, |moe| {
            let outside = TargetModules(targets.0 & !TargetModules::MLP.0);
            let shared = self.lora_params(rank, outside);
            shared + (all - shared) * f64::from(moe.n_experts_per_token) / f64::from(moe.n_experts)
        })
    }
    /// Mean number of keys that a query of a sequence of `seq_len` attends to, over the layers.
    ///
    /// Causal: `seq_len / 2`; inside a window of `w`: `w - w^2 / (2 seq_len)`.
    pub fn mean_attended_keys(&self, seq_len: f64) -> f64 {
        let causal = seq_len / 2.0;
        match self.window {
            Some(window) if f64::from(window.size) < seq_len => {
                let w = f64::from(window.size);
                let local = w - w * w / (2.0 * seq_len);
                let share = f64::from(window.n_layers) / f64::from(self.n_layers);
                share * local + (1.0 - share) * causal
            }
            _ => causal,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const LLAMA_3_1_8B: Model = Model {
        hidden_size: 4096,
        n_layers: 32,
        n_heads: 32,
        n_kv_heads: 8,
        head_dim: 128,
        intermediate_size: 14336,
        vocab_size: 128_256,
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

    #[test]
    fn llama_3_1_8b_has_its_published_parameters() {
        assert_eq!(LLAMA_3_1_8B.n_params(), 8_030_261_248.0);
    }

    #[test]
    fn lora_counts_match_peft() {
        // PEFT prints 41,943,040 trainable parameters for r = 16 on all linear layers.
        assert_eq!(LLAMA_3_1_8B.lora_params(16, TargetModules::ALL_LINEAR), 41_943_040.0);
    }
}
