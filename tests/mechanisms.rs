//! What a run keeps, moves and waits for: one test for each cause.

#[path = "common/run.rs"]
mod run;

use run::{RECIPE, inputs};
use tunecost::engine::activations::activations;
use tunecost::engine::bands::{self, Evidence, evidence, time_class};
use tunecost::engine::communication::traffic;
use tunecost::engine::estimate::Inputs;
use tunecost::engine::fitted::FITTED;
use tunecost::engine::memory::{MemoryPart, memory, meters};
use tunecost::engine::model::{Model, Norm, TargetModules};
use tunecost::engine::recipe::{
    Attention, CrossEntropy, HeldGradients, Optimizer, Precision, Recipe, Recompute, Sharding, Stack,
    Technique,
};
use tunecost::engine::states::Peak;
use tunecost::engine::time::{TimePart, time};

const MIXTURE: &str = "qwen3-30b-a3b";

fn seconds(inputs: &Inputs, part: TimePart) -> f64 {
    time(inputs).parts[part as usize].0
}

#[test]
fn each_expert_keeps_its_copy_of_a_token() {
    let few = inputs(
        MIXTURE,
        "h200-sxm",
        8,
        Recipe { recompute: Recompute::None, stack: Stack::Megatron, ..RECIPE },
    );
    let moe = few.model.moe.unwrap();
    // Twice the experts of half the width: as many parameters at work, twice the copies.
    let twice = tunecost::engine::model::Moe {
        n_experts_per_token: 2 * moe.n_experts_per_token,
        intermediate_size: moe.intermediate_size / 2,
        ..moe
    };
    let many = Inputs { model: Model { moe: Some(twice), ..few.model }, ..few };
    let copies = activations(&many, &FITTED).kept - activations(&few, &FITTED).kept;
    let each = FITTED.expert_input_bytes * f64::from(few.model.hidden_size);
    let expected = each
        * f64::from(moe.n_experts_per_token)
        * few.recipe.tokens_per_micro_batch()
        * f64::from(few.model.n_layers);
    assert!((copies / expected - 1.0).abs() < 1e-9, "{copies} against {expected}");
}

#[test]
fn tokens_travel_to_experts_on_other_ranks_alone() {
    let waits = |expert_parallel| {
        let recipe = Recipe { expert_parallel, sharding: Sharding::Zero1, stack: Stack::Megatron, ..RECIPE };
        traffic(&inputs(MIXTURE, "h200-sxm", 8, recipe), &FITTED, 3.0).bookkeeping.0
    };
    assert_eq!(waits(1), 0.0);
    assert!(waits(8) > waits(2) && waits(2) > 0.0);
}

#[test]
fn states_of_experts_lie_once_on_all_ranks_together() {
    let part = |expert_parallel, part| {
        let recipe = Recipe { expert_parallel, sharding: Sharding::Zero1, stack: Stack::Megatron, ..RECIPE };
        memory(&inputs(MIXTURE, "h200-sxm", 64, recipe)).peak.get(part).0
    };
    let (whole, shared) = (part(1, MemoryPart::OptimizerStates), part(8, MemoryPart::OptimizerStates));
    assert!((whole / shared - 1.0).abs() < 1e-9, "{whole} against {shared}");
    assert!(part(8, MemoryPart::Weights) < 0.25 * part(1, MemoryPart::Weights));
}

#[test]
fn weights_that_stay_gathered_are_whole_on_every_gpu() {
    let run = |keeps_gathered| {
        let recipe = Recipe {
            keeps_gathered,
            sharding: Sharding::Fsdp,
            stack: Stack::Plain,
            recompute: Recompute::None,
            seq_len: 8192,
            ..RECIPE
        };
        inputs("llama-3.1-8b", "h200-sxm", 8, recipe)
    };
    let (kept, let_go) = (run(true), run(false));
    let weights = 2.0 * kept.model.n_params();
    assert!(memory(&kept).peak.get(MemoryPart::Gathered).0 >= weights);
    assert!(memory(&let_go).peak.get(MemoryPart::Gathered).0 < 0.5 * weights);
    // One gather instead of two.
    assert!(traffic(&kept, &FITTED, 2.0).micro_batch < traffic(&let_go, &FITTED, 2.0).micro_batch);
}

#[test]
fn weights_of_a_quantised_base_stay_gathered_as_they_are_stored() {
    let gathered = |technique| {
        let recipe = Recipe {
            technique,
            keeps_gathered: true,
            sharding: Sharding::Fsdp,
            target_modules: TargetModules::ALL_LINEAR,
            ..RECIPE
        };
        memory(&inputs("llama-3.1-8b", "h100-sxm", 8, recipe)).peak.get(MemoryPart::Gathered).gib()
    };
    // 8.03 billion weights: 16 GB in bf16, 6 GB with seven in eight of them in four bits.
    assert!((gathered(Technique::Lora) - 15.0).abs() < 0.5);
    assert!((gathered(Technique::Qlora) - 5.5).abs() < 0.5);
}

#[test]
fn selective_recomputation_keeps_no_product_of_routed_experts() {
    let kept = |intermediate_size| {
        let recipe = Recipe { recompute: Recompute::Selective, stack: Stack::Plain, ..RECIPE };
        let run = inputs(MIXTURE, "h200-sxm", 8, recipe);
        let moe = tunecost::engine::model::Moe { intermediate_size, ..run.model.moe.unwrap() };
        activations(&Inputs { model: Model { moe: Some(moe), ..run.model }, ..run }, &FITTED)
    };
    assert_eq!(kept(768).kept, kept(1536).kept);
    // They are there while their layer runs backward.
    assert!(kept(1536).layer > kept(768).layer);
}

#[test]
fn autocast_keeps_no_second_copy_of_the_logits() {
    let logits = |precision, gathers_32_bit| {
        let recipe = Recipe {
            precision,
            gathers_32_bit,
            cross_entropy: CrossEntropy::Whole,
            stack: Stack::Plain,
            ..RECIPE
        };
        let run = inputs("llama-3.1-8b", "h100-sxm", 1, recipe);
        activations(&run, &FITTED).logits / (128_256.0 * run.recipe.tokens_per_micro_batch())
    };
    assert_eq!(logits(Precision::Bf16Mixed, true), FITTED.logit_bytes_autocast);
    assert_eq!(logits(Precision::Bf16, false), FITTED.logit_bytes_plain);
}

#[test]
fn norms_and_activations_of_one_kernel_move_less() {
    let moved = |norm, stack| {
        let recipe = Recipe { stack, recompute: Recompute::None, ..RECIPE };
        let run = inputs("llama-3.1-8b", "h100-sxm", 1, recipe);
        seconds(&Inputs { model: Model { norm, ..run.model }, ..run }, TimePart::Elementwise)
    };
    assert!(moved(Norm::Layer, Stack::Plain) < moved(Norm::Rms, Stack::Plain));
    assert_eq!(moved(Norm::Layer, Stack::Compiled), moved(Norm::Rms, Stack::Compiled));
}

#[test]
fn scores_written_out_cost_time_and_memory_with_the_square_of_the_length() {
    let run = |attention, seq_len| {
        let recipe = Recipe { attention, seq_len, attention_len: seq_len, ..RECIPE };
        inputs("pythia-1b", "v100-sxm2-32gb", 1, recipe)
    };
    let eager = |seq_len| seconds(&run(Attention::Eager, seq_len), TimePart::Attention);
    assert!(eager(4096) > 3.5 * eager(2048));
    assert!(eager(4096) > 3.0 * seconds(&run(Attention::Flash, 4096), TimePart::Attention));
    let layer = |seq_len| activations(&run(Attention::Eager, seq_len), &FITTED).layer;
    assert!(layer(4096) > 3.0 * layer(2048));
}

#[test]
fn thirty_two_bits_keep_up_to_twice_and_run_without_tensor_cores() {
    let run = |all_32_bit, tf32| {
        inputs(
            "gpt-2-124m",
            "a100-sxm-80gb",
            1,
            Recipe {
                all_32_bit,
                tf32,
                recompute: Recompute::None,
                seq_len: 1024,
                micro_batch_size: 8,
                ..RECIPE
            },
        )
    };
    let kept = |all_32_bit| activations(&run(all_32_bit, false), &FITTED).kept;
    let ratio = kept(true) / kept(false);
    assert!((1.5..=2.0).contains(&ratio), "{ratio}");
    let products = |all_32_bit, tf32| seconds(&run(all_32_bit, tf32), TimePart::Matmul);
    assert!(products(true, false) > 5.0 * products(false, false));
    assert!(products(true, true) < products(true, false));
}

/// memopro on a T4 and Soliton on an RTX A6000 (`tests/data/published.csv`) give both meters: 0.14 and 0.32 GiB apart.
#[test]
fn the_context_grows_with_the_card() {
    let context = |gpu| {
        let outside = meters(&inputs("gpt-2-124m", gpu, 1, RECIPE), &FITTED, Peak::default()).outside;
        outside / f64::from(1_u32 << 30)
    };
    assert!((context("t4") - 0.14).abs() < 0.06);
    assert!((context("rtx-a6000") - 0.32).abs() < 0.06);
    assert!(context("t4") < context("a100-sxm-80gb") && context("a100-sxm-80gb") < context("b200-sxm"));
}

#[test]
fn what_waits_on_the_host_is_fetched_by_one_gpu_too() {
    let recipe = Recipe { sharding: Sharding::Fsdp, cpu_offload: true, ..RECIPE };
    let alone = inputs("qwen2.5-7b", "rtx-5090", 1, recipe);
    let ends = alone.model.embedding_params() + alone.model.untied_head_params();
    assert!(memory(&alone).peak.get(MemoryPart::Gathered).0 >= 2.0 * ends);
    assert_eq!(memory(&alone).peak.get(MemoryPart::Weights).0, 0.0);
}

#[test]
fn a_pipeline_waits_for_the_stage_with_the_head() {
    let matmul = |pipeline_parallel, vocab_size| {
        let recipe = Recipe { pipeline_parallel, stack: Stack::Megatron, ..RECIPE };
        let run = inputs("llama-3.1-8b", "h100-sxm", 8, recipe);
        seconds(&Inputs { model: Model { vocab_size, ..run.model }, ..run }, TimePart::Matmul)
    };
    let head = |stages| matmul(stages, 200_000) - matmul(stages, 100_000);
    assert!((head(8) / head(1) - 1.0).abs() < 1e-9);
}

#[test]
fn tensor_parallel_ranks_wait_for_each_other() {
    let waited = |stack, async_tensor| {
        let recipe = Recipe { tensor_parallel: 8, stack, async_tensor, ..RECIPE };
        traffic(&inputs("llama-3.1-8b", "h100-sxm", 8, recipe), &FITTED, 3.0).bookkeeping.0
    };
    let (megatron, eager) = (waited(Stack::Megatron, false), waited(Stack::Plain, false));
    assert!(0.0 < megatron && megatron < eager);
    assert_eq!(waited(Stack::Plain, true), 0.0);
}

#[test]
fn pytorch_launches_more_for_a_layer_split_over_ranks() {
    let launch = |tensor_parallel, stack| {
        let recipe = Recipe { tensor_parallel, stack, seq_len: 256, ..RECIPE };
        seconds(&inputs("llama-3.1-8b", "h100-sxm", 8, recipe), TimePart::Launch)
    };
    assert!(launch(8, Stack::Plain) > 2.0 * launch(1, Stack::Plain));
    let per_layer = (launch(8, Stack::Plain) - launch(1, Stack::Plain)) / 32.0;
    assert!(per_layer > FITTED.launch_ms_tensor * 0.5e-3, "{per_layer}");
}

#[test]
fn attention_written_for_the_card_is_faster_on_it() {
    let attention = |gpu, native_attention, stack| {
        let recipe = Recipe { native_attention, stack, seq_len: 32_768, ..RECIPE };
        seconds(&inputs("llama-3.1-8b", gpu, 1, recipe), TimePart::Attention)
    };
    for gpu in ["h100-sxm", "b200-sxm"] {
        assert!(attention(gpu, true, Stack::Eager) < attention(gpu, false, Stack::Eager), "{gpu}");
        assert_eq!(attention(gpu, false, Stack::Megatron), attention(gpu, true, Stack::Megatron));
    }
    // FlashAttention 2 does not know Blackwell: the same as on Hopper.
    let ratio = attention("b200-sxm", false, Stack::Eager) / attention("h100-sxm", false, Stack::Eager);
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
    let same =
        attention("a100-sxm-80gb", true, Stack::Eager) / attention("a100-sxm-80gb", false, Stack::Eager);
    assert_eq!(same, 1.0);
}

#[test]
fn thirty_two_bit_queries_leave_the_tensor_cores() {
    let attention = |attention_32_bit| {
        let recipe = Recipe {
            technique: Technique::Qlora,
            precision: Precision::Fp16,
            attention: Attention::Sdpa,
            attention_32_bit,
            ..RECIPE
        };
        seconds(&inputs("llama-3.1-8b", "t4", 1, recipe), TimePart::Attention)
    };
    // 65 TFLOP/s of fp16 beside 8.1 of fp32.
    assert!((attention(true) / attention(false) / (65.0 / 8.1) - 1.0).abs() < 0.02);
}

#[test]
fn what_sequence_parallelism_gathers_may_be_kept_whole() {
    let kept = |keeps_gathered_inputs| {
        let recipe = Recipe {
            tensor_parallel: 8,
            sequence_parallel: true,
            keeps_gathered_inputs,
            recompute: Recompute::None,
            stack: Stack::Megatron,
            ..RECIPE
        };
        activations(&inputs("llama-3.1-8b", "h100-sxm", 8, recipe), &FITTED).kept
    };
    let inputs_of_two_blocks = 2.0 * 2.0 * 4096.0 * 32.0 * RECIPE.tokens_per_micro_batch();
    assert!(((kept(true) - kept(false)) / inputs_of_two_blocks - 1.0).abs() < 1e-9);
}

#[test]
fn stage_three_leaves_weights_on_the_host_only_if_told_to() {
    let weights = |offload_params| {
        let recipe = Recipe { sharding: Sharding::Zero3, cpu_offload: true, offload_params, ..RECIPE };
        memory(&inputs("llama-3.1-8b", "h100-sxm", 8, recipe)).peak.get(MemoryPart::Weights).0
    };
    assert_eq!(weights(true), 0.0);
    assert!((weights(false) / (8.03e9 * 2.0 / 8.0) - 1.0).abs() < 0.01);
}

#[test]
fn an_activation_in_single_operations_keeps_their_inputs() {
    let kept = |stack| {
        let recipe = Recipe { recompute: Recompute::None, stack, ..RECIPE };
        let run = inputs("gpt-2-xl-1.5b", "a100-sxm-80gb", 1, recipe);
        let fused = Inputs { model: Model { stepwise_activation: false, ..run.model }, ..run };
        (activations(&run, &FITTED).kept - activations(&fused, &FITTED).kept)
            / (f64::from(run.model.intermediate_size * run.model.n_layers)
                * run.recipe.tokens_per_micro_batch())
    };
    // Three more tensors of 16 bits for each unit of the feed-forward layer.
    assert!((kept(Stack::Eager) - 6.0).abs() < 1e-9);
    assert_eq!(kept(Stack::Megatron), 0.0);
}

#[test]
fn a_technique_that_few_measured_on_a_generation_has_a_wider_band() {
    let run = |gpu, technique| inputs("llama-3.1-8b", gpu, 1, Recipe { technique, ..RECIPE });
    // Measured by none on Pascal and by two sources on Volta; the others of their classes, by three and more.
    for (few, many) in [
        (run("p100-pcie-16gb", Technique::Full), run("t4", Technique::Full)),
        (run("v100-sxm2-32gb", Technique::Lora), run("rtx-4090", Technique::Lora)),
    ] {
        assert_eq!(time_class(&few), time_class(&many));
        assert!(matches!(evidence(&few), Evidence::Extrapolated { sources: 0..3, .. }));
        assert!(matches!(evidence(&many), Evidence::Measured { .. }));
        let (few, many) = (bands::time(&few), bands::time(&many));
        assert!(few.low < many.low && few.high > many.high);
    }
}

#[test]
fn megatron_holds_its_gradients_from_the_first_forward_pass_on() {
    let recipe = |stack| Recipe {
        technique: Technique::Full,
        sharding: Sharding::Zero1,
        recompute: Recompute::None,
        micro_batch_size: 16,
        stack,
        ..RECIPE
    };
    let gradients = |stack| memory(&inputs("llama-3.1-8b", "h200-sxm", 8, recipe(stack))).peak;
    let (megatron, eager) = (gradients(Stack::Megatron), gradients(Stack::Eager));
    let params = 8.03e9;
    assert!((megatron.get(MemoryPart::Gradients).0 / (4.0 * params) - 1.0).abs() < 0.01);
    assert!(eager.get(MemoryPart::Gradients).0 < 0.5 * params);
}

#[test]
fn gradients_in_16_bits_take_half_the_buffer() {
    let gradients = |held_gradients| {
        let recipe = Recipe {
            technique: Technique::Full,
            sharding: Sharding::Zero1,
            stack: Stack::Megatron,
            held_gradients,
            ..RECIPE
        };
        memory(&inputs("llama-3.1-8b", "h200-sxm", 8, recipe)).peak.get(MemoryPart::Gradients).0
    };
    let ratio = gradients(HeldGradients::Half) / gradients(HeldGradients::Shards);
    assert!((ratio - 0.5).abs() < 1e-9, "{ratio}");
}

#[test]
fn experts_that_run_together_are_fetched_together() {
    let recipe = |grouped_experts| Recipe {
        technique: Technique::Full,
        sharding: Sharding::Zero3,
        stack: Stack::Eager,
        grouped_experts,
        ..RECIPE
    };
    let waits =
        |grouped| traffic(&inputs(MIXTURE, "h100-sxm", 16, recipe(grouped)), &FITTED, 3.0).bookkeeping.0;
    assert!(waits(false) > 1.5 * waits(true), "{} against {}", waits(false), waits(true));
}

#[test]
fn gradients_that_add_up_on_the_host_travel_with_each_micro_batch() {
    let offload = |sharding, grad_accum_steps| {
        let recipe =
            Recipe { technique: Technique::Full, cpu_offload: true, sharding, grad_accum_steps, ..RECIPE };
        seconds(&inputs("llama-3.1-8b", "a100-sxm-80gb", 1, recipe), TimePart::Offload)
    };
    assert_eq!(offload(Sharding::Zero1, 4), offload(Sharding::Zero1, 1));
    let (one, four) = (offload(Sharding::Zero2, 1), offload(Sharding::Zero2, 4));
    assert_eq!(one, offload(Sharding::Zero1, 1));
    // Fetched and sent back: four bytes a parameter and further micro-batch.
    let each = 4.0 * 8.03e9 / (31.5e9 * FITTED.offload_share);
    assert!(((four - one) / (3.0 * each) - 1.0).abs() < 0.01, "{four} {one} {each}");
}

#[test]
fn a_card_that_computes_less_for_a_byte_fills_sooner() {
    // The rate of matrices over that of a large micro-batch.
    let filled = |gpu, sequences| {
        let at = |micro_batch_size| {
            let recipe = Recipe { micro_batch_size, seq_len: 128, stack: Stack::Plain, ..RECIPE };
            f64::from(micro_batch_size) / seconds(&inputs("llama-3.1-8b", gpu, 1, recipe), TimePart::Matmul)
        };
        at(sequences) / at(256)
    };
    // 139 FLOP a byte against 403.
    assert!(filled("v100-sxm2-32gb", 4) > filled("l4", 4));
}

#[test]
fn adapters_without_autocast_keep_their_inputs_in_32_bits() {
    let run = |adapters_32_bit| {
        let recipe = Recipe {
            technique: Technique::Lora,
            target_modules: TargetModules::ALL_LINEAR,
            stack: Stack::Eager,
            recompute: Recompute::None,
            adapters_32_bit,
            ..RECIPE
        };
        inputs("llama-3.1-8b", "h100-sxm", 1, recipe)
    };
    let more = activations(&run(true), &FITTED).kept - activations(&run(false), &FITTED).kept;
    // Six inputs as wide as the hidden size, and the one of the down projection.
    let widths = 6.0 * 4096.0 + 14336.0;
    let expected = 2.0 * widths * 32.0 * run(true).recipe.tokens_per_micro_batch();
    assert!((more / expected - 1.0).abs() < 1e-9, "{more} against {expected}");
}

#[test]
fn scores_without_dropout_keep_their_probabilities_alone() {
    let bytes_a_score = |model| {
        let kept = |attention| {
            let recipe = Recipe {
                technique: Technique::Full,
                recompute: Recompute::None,
                stack: Stack::Megatron,
                attention,
                ..RECIPE
            };
            let inputs = inputs(model, "h100-sxm", 1, recipe);
            let scores = f64::from(inputs.model.n_heads * inputs.model.n_layers)
                * f64::from(recipe.seq_len)
                * recipe.tokens_per_micro_batch();
            activations(&inputs, &FITTED).kept / scores
        };
        kept(Attention::Eager) - kept(Attention::Flash)
    };
    assert!((bytes_a_score("llama-3.1-8b") - 2.0).abs() < 1e-9);
    assert!((bytes_a_score("gpt2") - 5.0).abs() < 1e-9);
}

#[test]
fn deepspeed_lays_out_its_buckets_however_little_is_trained() {
    let gathered = |technique| {
        let recipe = Recipe { technique, sharding: Sharding::Zero2, stack: Stack::Eager, ..RECIPE };
        memory(&inputs("llama-3.1-8b", "a100-sxm-80gb", 8, recipe)).peak.get(MemoryPart::Gathered).0
    };
    assert_eq!(gathered(Technique::Lora), 2.0 * 2.0 * 5e8);
    assert_eq!(gathered(Technique::Full), 2.0 * 2.0 * 5e8);
}

#[test]
fn recorded_graphs_launch_sooner() {
    let launch = |cuda_graphs| {
        let recipe =
            Recipe { seq_len: 128, stack: Stack::Megatron, tensor_parallel: 8, cuda_graphs, ..RECIPE };
        seconds(&inputs("llama-3.1-8b", "h100-sxm", 8, recipe), TimePart::Launch)
    };
    assert!(launch(true) < launch(false));
}

#[test]
fn adamw_in_one_kernel_copies_nothing_and_moves_less() {
    let run = |fused_optimizer| {
        inputs("llama-3.2-1b", "a100-sxm-80gb", 1, Recipe { fused_optimizer, seq_len: 128, ..RECIPE })
    };
    let (fused, listed) = (run(true), run(false));
    assert_eq!(memory(&fused).peak.get(MemoryPart::OptimizerTemporary).0, 0.0);
    // A list of copies in the type of the weights, on top of weights, gradients and two states.
    let parameters = fused.model.n_params();
    let more = memory(&listed).allocated.mid.0 - memory(&fused).allocated.mid.0;
    assert!(more > 1.5 * parameters && more <= 2.0 * parameters, "{more} for {parameters}");
    // 28 bytes a 32-bit parameter in one pass, 84 in PyTorch's eight, clipping apart.
    let ratio = seconds(&listed, TimePart::OptimizerStep) / seconds(&fused, TimePart::OptimizerStep);
    assert!((1.5..3.5).contains(&ratio), "{ratio}");
}

#[test]
fn adafactor_moves_as_much_whatever_the_type() {
    let step = |optimizer, precision| {
        let recipe = Recipe { optimizer, precision, ..RECIPE };
        seconds(&inputs("llama-3.2-1b", "a100-sxm-80gb", 1, recipe), TimePart::OptimizerStep)
    };
    assert_eq!(step(Optimizer::Adafactor, Precision::Bf16), step(Optimizer::Adafactor, Precision::Bf16Mixed));
    assert!(step(Optimizer::Adamw, Precision::Bf16) < step(Optimizer::Adamw, Precision::Bf16Mixed));
}

#[test]
fn fsdp_launches_and_copies_beside_each_layer() {
    let waits = |sharding, model, keeps_gathered| {
        let recipe = Recipe { sharding, keeps_gathered, ..RECIPE };
        traffic(&inputs(model, "h100-sxm", 8, recipe), &FITTED, 2.0).bookkeeping.0
    };
    assert_eq!(waits(Sharding::None, "llama-3.1-8b", false), 0.0);
    // Gathered once, weights are copied once.
    let (all, launches) = (waits(Sharding::Fsdp, "llama-3.1-8b", false), 32.0 * FITTED.fsdp_ms_layer * 1e-3);
    assert!(all > launches);
    assert!(waits(Sharding::Fsdp, "llama-3.1-8b", true) < all);
}

#[test]
fn cards_without_nvlink_share_the_paths_through_the_host() {
    let each = |gpu, n_gpus| {
        let recipe = Recipe { sharding: Sharding::Fsdp, ..RECIPE };
        traffic(&inputs("llama-3.1-8b", gpu, n_gpus, recipe), &FITTED, 2.0).micro_batch.0
    };
    // Each of n takes in (n - 1) / n of the weights.
    let grows = |gpu| (each(gpu, 8) / (7.0 / 8.0)) / (each(gpu, 2) / 0.5);
    assert!((grows("rtx-4090") / 2.0 - 1.0).abs() < 0.02, "{}", grows("rtx-4090"));
    assert!((grows("h100-sxm") - 1.0).abs() < 0.02, "{}", grows("h100-sxm"));
}

#[test]
fn bf16_is_emulated_where_tensor_cores_know_fp16_alone() {
    let run = |gpu, precision| {
        seconds(
            &inputs("llama-3.2-1b", gpu, 1, Recipe { precision, seq_len: 2048, ..RECIPE }),
            TimePart::Matmul,
        )
    };
    assert!(run("t4", Precision::Bf16) > 3.0 * run("t4", Precision::Fp16));
    assert_eq!(run("a100-sxm-80gb", Precision::Bf16), run("a100-sxm-80gb", Precision::Fp16));
}

#[test]
fn bitsandbytes_updates_one_tensor_after_the_other() {
    let step = |optimizer, target_modules: TargetModules| {
        let recipe = Recipe { technique: Technique::Lora, optimizer, target_modules, ..RECIPE };
        seconds(&inputs("llama-3.1-8b", "a100-sxm-80gb", 1, recipe), TimePart::OptimizerStep)
    };
    // 32 layers of seven adapters or of two, two tensors each.
    let more =
        step(Optimizer::Adamw8bit, TargetModules::ALL_LINEAR) - step(Optimizer::Adamw8bit, TargetModules::QV);
    let launches = 32.0 * 2.0 * 5.0 * FITTED.bnb_ms_tensor * 1e-3;
    assert!(more >= launches && more < 1.2 * launches, "{more} against {launches}");
    assert!(
        step(Optimizer::Adamw, TargetModules::ALL_LINEAR)
            < step(Optimizer::Adamw8bit, TargetModules::ALL_LINEAR)
    );
}

#[test]
fn a_vendors_own_run_is_faster_and_its_parts_still_add_up() {
    let run = |tuned| {
        time(&inputs(
            "llama-3.1-8b",
            "h100-sxm",
            8,
            Recipe { tuned, seq_len: 4096, stack: Stack::Megatron, ..RECIPE },
        ))
    };
    let (theirs, yours) = (run(true), run(false));
    let ratio = theirs.tokens_per_sec.mid / yours.tokens_per_sec.mid;
    assert!(ratio > 1.05 && ratio <= FITTED.tuned_gain + 1e-9, "{ratio}");
    let parts: f64 = theirs.parts.iter().map(|part| part.0).sum();
    assert!((parts / theirs.step.mid.0 - 1.0).abs() < 1e-9);
}
