//! What a run keeps, moves and waits for: one test for each cause.

#[path = "common/run.rs"]
mod run;

use run::{RECIPE, inputs};
use tunecost::engine::activations::activations;
use tunecost::engine::communication::traffic;
use tunecost::engine::estimate::Inputs;
use tunecost::engine::fitted::FITTED;
use tunecost::engine::memory::{MemoryPart, memory, meters};
use tunecost::engine::model::Model;
use tunecost::engine::recipe::{Attention, Recipe, Recompute, Sharding, Stack};
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
