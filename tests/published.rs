//! Published results, reproduced by the engine.

#[path = "common/run.rs"]
mod run;

use run::{RECIPE, inputs};
use tunecost::catalog::ModelId;
use tunecost::engine::estimate::Inputs;
use tunecost::engine::memory::{MemoryPart, memory};
use tunecost::engine::model::TargetModules;
use tunecost::engine::recipe::{
    CrossEntropy, Optimizer, Precision, Recipe, Recompute, Sharding, Stack, Technique,
};
use tunecost::engine::units::Bytes;

/// Weights, gradients and optimiser states on one GPU, GB.
fn states(inputs: &Inputs) -> f64 {
    let parts = memory(inputs).peak;
    [MemoryPart::Weights, MemoryPart::Gradients, MemoryPart::OptimizerStates]
        .map(|part| parts.get(part))
        .into_iter()
        .sum::<Bytes>()
        .0
        / 1e9
}

#[track_caller]
fn close(ours: f64, published: f64, tolerance: f64) {
    assert!((ours / published - 1.0).abs() <= tolerance, "{ours:.3} against the published {published}");
}

/// Rajbhandari et al. 2020 (ZeRO), figure 1: 7.5 B parameters on 64 GPUs: 120, 31.4, 16.6, 1.9 GB.
#[test]
fn zero_model_states() {
    // 7.5 B parameters: a GPT shape of that size.
    let model = tunecost::engine::model::Model {
        hidden_size: 4096,
        n_layers: 36,
        vocab_size: 50_257,
        ..ModelId::find("gpt-3-6.7b").unwrap().get().model
    };
    let scale = 7.5e9 / model.n_params();
    for (sharding, precision, published) in [
        (Sharding::None, Precision::Fp16Mixed, 120.0),
        (Sharding::Zero1, Precision::Fp16, 31.4),
        (Sharding::Zero2, Precision::Fp16, 16.6),
        (Sharding::Zero3, Precision::Fp16, 1.9),
    ] {
        let recipe =
            Recipe { sharding, precision, seq_len: 1, attention_len: 1, grad_accum_steps: 2, ..RECIPE };
        close(
            states(&Inputs { model, ..inputs("gpt-3-6.7b", "v100-sxm2-32gb", 64, recipe) }) * scale,
            published,
            0.02,
        );
    }
}

/// Korthikanti et al. 2022, table 2: one layer keeps `34 sbh` bytes without attention scores, dropout masks among
/// them (2 sbh, which no run of today makes), split over tensor-parallel ranks with sequence parallelism.
#[test]
fn korthikanti_activations() {
    for tensor_parallel in [1, 8] {
        let recipe = Recipe {
            stack: Stack::Megatron,
            recompute: Recompute::None,
            cross_entropy: CrossEntropy::Fused,
            seq_len: 2048,
            attention_len: 2048,
            micro_batch_size: 4,
            tensor_parallel,
            ..RECIPE
        };
        let inputs = inputs("gpt-3-175b", "a100-sxm-80gb", 8, recipe);
        let kept =
            tunecost::engine::activations::activations(&inputs, &tunecost::engine::fitted::FITTED).kept;
        let sbh = 2048.0 * 4.0 * f64::from(inputs.model.hidden_size) * f64::from(inputs.model.n_layers);
        close(kept / sbh * f64::from(tensor_parallel), 34.0 - 2.0, 0.001);
    }
}

/// Dettmers et al. 2023 (QLoRA), abstract: a 65 B model fine-tunes on one 48 GB GPU. Rank 64 on all linear layers,
/// paged AdamW, sequences of 512, micro-batches of one. In 16 bits its weights alone need more than 780 GB to train.
#[test]
fn qlora_65b_on_48_gb() {
    let recipe = Recipe {
        technique: Technique::Qlora,
        lora_rank: 64,
        optimizer: Optimizer::PagedAdamw8bit,
        grad_accum_steps: 16,
        ..RECIPE
    };
    let fits = memory(&inputs("llama-65b", "rtx-a6000", 1, recipe));
    assert!(fits.device.mid < Bytes::from_gib(48.0), "{:.1} GiB", fits.device.mid.gib());
    assert!(fits.allocated.mid > Bytes::from_gib(33.0));
    let full = Recipe { precision: Precision::Bf16Mixed, ..RECIPE };
    assert!(states(&inputs("llama-65b", "rtx-a6000", 1, full)) > 780.0);
}

/// Hu et al. 2021 (LoRA), table 4: 4.7 M and 37.7 M trained parameters of GPT-3 with rank 1 and 8 on queries and
/// values. Section 4.2: a rank of 4 makes a checkpoint of about 35 MB in 16 bits.
#[test]
fn lora_gpt3() {
    let model = ModelId::find("gpt-3-175b").unwrap().get().model;
    close(model.lora_params(1, TargetModules::QV), 4.7e6, 0.01);
    close(model.lora_params(8, TargetModules::QV), 37.7e6, 0.01);
    close(model.lora_params(4, TargetModules::QV) * 2.0 / 1e6, 35.0, 0.1);
}

/// foundation-model-stack/fms-acceleration, scripts/benchmarks/refs/a100_80gb_liger.csv: Mistral 7B on one A100,
/// sequences of 4096, fused kernels, recompute; GiB allocated by micro-batch.
#[test]
fn fms_acceleration_lora() {
    for (micro_batch_size, published) in [(4, 21.914), (8, 30.169), (16, 46.677)] {
        let recipe = Recipe {
            technique: Technique::Lora,
            target_modules: TargetModules::ATTENTION,
            stack: Stack::Fused,
            cross_entropy: CrossEntropy::Fused,
            seq_len: 4096,
            attention_len: 4096,
            micro_batch_size,
            ..RECIPE
        };
        close(
            memory(&inputs("mistral-7b-v0.1", "a100-sxm-80gb", 1, recipe)).allocated.mid.gib(),
            published,
            0.03,
        );
    }
}

/// The same source: full fine-tuning in pure bf16 peaks at 10 bytes a parameter, in the optimiser step, whose AdamW copies
/// lists of tensors.
#[test]
fn fms_acceleration_full() {
    let recipe =
        Recipe { seq_len: 4096, attention_len: 4096, micro_batch_size: 4, fused_optimizer: false, ..RECIPE };
    let memory = memory(&inputs("mistral-7b-v0.1", "a100-sxm-80gb", 1, recipe));
    assert_eq!(memory.peak_moment, tunecost::engine::memory::Moment::Step);
    close(memory.allocated.mid.gib(), 67.46, 0.01);
}

/// fms-acceleration, scripts/benchmarks/refs/a100_80gb_liger.csv line 162: Mistral 7B under FSDP on four A100, 4 x 4096 tokens,
/// 32-bit shards: 33.7 GiB allocated, 49.9 as nvidia-smi shows it. The step's flat blocks fit nowhere where activations were.
#[test]
fn fms_acceleration_fsdp() {
    let recipe = Recipe {
        precision: Precision::Bf16Mixed,
        sharding: Sharding::Fsdp,
        stack: Stack::Fused,
        seq_len: 4096,
        attention_len: 4096,
        micro_batch_size: 4,
        ..RECIPE
    };
    let memory = memory(&inputs("mistral-7b-v0.1", "a100-sxm-80gb", 4, recipe));
    close(memory.allocated.mid.gib(), 33.7, 0.05);
    close(memory.device.mid.gib(), 49.9, 0.1);
}
