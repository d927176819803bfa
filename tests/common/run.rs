//! A run as the engine takes it, to vary.

use tunecost::catalog::{GpuId, ModelId};
use tunecost::engine::bill::Around;
use tunecost::engine::cost::Price;
use tunecost::engine::estimate::{Calibration, Inputs};
use tunecost::engine::gpu::Cluster;
use tunecost::engine::model::TargetModules;
use tunecost::engine::recipe::{
    Attention, CrossEntropy, HeldGradients, Optimizer, Precision, Recipe, Recompute, Sharding, Stack,
    Technique,
};
use tunecost::engine::time::Workload;

pub fn inputs(model: &str, gpu: &str, n_gpus: u32, recipe: Recipe) -> Inputs {
    let gpu = GpuId::find(gpu).unwrap().get().gpu;
    Inputs {
        model: ModelId::find(model).unwrap().get().model,
        gpu,
        cluster: Cluster { n_gpus, gpus_per_node: n_gpus.min(8), ..Cluster::single(&gpu) },
        recipe,
        workload: Workload { tokens_per_epoch: 1e6, epochs: 1.0, fill: 1.0, overhead: 0.0 },
        price: Price::unknown(1),
        around: Around::NONE,
        calibration: Calibration::NONE,
    }
}

pub const RECIPE: Recipe = Recipe {
    technique: Technique::Full,
    lora_rank: 16,
    target_modules: TargetModules::ALL_LINEAR,
    precision: Precision::Bf16,
    optimizer: Optimizer::Adamw,
    sharding: Sharding::None,
    cpu_offload: false,
    offload_params: false,
    optimizer_in_backward: false,
    held_gradients: HeldGradients::Shards,
    train_embeddings: false,
    kbit_upcast: false,
    activation_offload: false,
    recompute: Recompute::Full,
    attention: Attention::Flash,
    native_attention: false,
    attention_32_bit: false,
    async_tensor: false,
    cross_entropy: CrossEntropy::Whole,
    stack: Stack::Eager,
    seq_len: 512,
    attention_len: 512,
    ragged: false,
    keeps_gathered: false,
    all_32_bit: false,
    tf32: false,
    gathers_32_bit: false,
    micro_batch_size: 1,
    grad_accum_steps: 1,
    tensor_parallel: 1,
    sequence_parallel: true,
    keeps_gathered_inputs: false,
    fused_optimizer: true,
    grouped_experts: false,
    adapters_32_bit: false,
    tuned: false,
    cuda_graphs: false,
    splits_micro_batch: false,
    pipeline_parallel: 1,
    context_parallel: 1,
    expert_parallel: 1,
    pipeline_chunks: 1,
};
