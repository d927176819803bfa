//! What a published row says, and what its silence means.

use tunecost::engine::estimate::Inputs;
use tunecost::engine::model::{Mlp, Norm};
use tunecost::engine::recipe::{
    Attention, CrossEntropy, HeldGradients, Optimizer, Precision, Sharding, Stack,
};
use tunecost::export::measured::read;
use tunecost::scenario::link::{decode, encode};
use tunecost::scenario::measured::scenario;

/// A full fine-tuning of a 7B model on eight H100, with the cells that differ.
fn row(cells: &[(&str, &str)]) -> Result<Inputs, String> {
    let mut columns = vec![
        ("id", "test-1"),
        ("quality", "A"),
        ("model", "Llama-2-7B"),
        ("technique", "full"),
        ("precision", "bf16"),
        ("gpu", "H100 SXM"),
        ("num_gpus", "8"),
        ("sharding", "fsdp"),
        ("parallelism_note", ""),
        ("seq_len", "4096"),
        ("micro_batch", "1"),
        ("full_length", "yes"),
        ("base_quant", ""),
        ("optimizer", "adamw"),
        ("cpu_offload", ""),
        ("kernels", ""),
        ("attention", ""),
        ("mlp_type", ""),
        ("hidden_size", ""),
        ("num_hidden_layers", ""),
        ("num_attention_heads", ""),
        ("vocab_size", ""),
        ("tie_word_embeddings", ""),
        ("fused_cross_entropy", ""),
        ("global_batch_seqs", ""),
        ("num_experts", ""),
        ("num_experts_per_tok", ""),
        ("metric", "peak_mem_gib"),
        ("value", "40"),
        ("source", "someone/something"),
        ("note", ""),
    ];
    for (name, value) in cells {
        columns.iter_mut().find(|(column, _)| column == name).expect("a known column").1 = value;
    }
    let line = |pick: fn(&(&str, &str)) -> String| columns.iter().map(pick).collect::<Vec<_>>().join(",");
    let text =
        format!("{}\n{}\n", line(|(name, _)| (*name).to_owned()), line(|(_, value)| format!("\"{value}\"")));
    read(&text).unwrap().remove(0).run.map(|run| run.inputs)
}

#[test]
fn fsdp_keeps_32_bit_shards_unless_the_row_says_otherwise() {
    assert_eq!(row(&[]).unwrap().recipe.precision, Precision::Bf16Mixed);
    assert_eq!(row(&[("precision", "bf16_pure")]).unwrap().recipe.precision, Precision::Bf16);
    assert!(row(&[("precision", "fp32")]).unwrap().recipe.all_32_bit);
}

#[test]
fn a_note_on_parallelism_is_read() {
    let recipe = |note| row(&[("parallelism_note", note)]).unwrap().recipe;
    assert!(recipe("FSDP2=8, no reshard after forward").keeps_gathered);
    assert!(recipe("FSDP2, DP=8, reshard_after_forward=False").keeps_gathered);
    assert!(!recipe("FSDP2=8, reshard after forward").keeps_gathered);
    assert!(!recipe("FSDP2, DP=8, reshard_after_forward=True").keeps_gathered);
    let megatron =
        |note| row(&[("kernels", "megatron"), ("parallelism_note", note)]).unwrap().recipe.sharding;
    assert_eq!(megatron("TP=1 PP=2 FSDP=0"), Sharding::Zero1);
    assert_eq!(megatron("TP=1 PP=2 FSDP=1"), Sharding::Fsdp);
    assert!(recipe("TP=2, DP=4").sequence_parallel);
    assert!(!recipe("TP=2, DP=4 (no sequence parallel)").sequence_parallel);
    let tensor_alone = row(&[("sharding", "other"), ("parallelism_note", "TP=8 PP=1")]).unwrap().recipe;
    assert_eq!((tensor_alone.sharding, tensor_alone.tensor_parallel), (Sharding::None, 8));
}

#[test]
fn experts_outside_of_the_shards_are_refused() {
    let cells = [("model", "gpt-oss-20b"), ("parallelism_note", "EP=2, FSDP2 over 8 for the rest")];
    assert!(row(&cells).unwrap_err().contains("experts"));
}

#[test]
fn trl_takes_the_head_in_chunks_since_1_0() {
    let loss = |note| row(&[("note", note)]).unwrap().recipe.cross_entropy;
    assert_eq!(loss("TRL 1.12 SFTTrainer"), CrossEntropy::Fused);
    assert_eq!(loss("trl 0.27.2, SFTTrainer"), CrossEntropy::Whole);
}

#[test]
fn a_head_in_chunks_with_its_loss_never_holds_whole_logits() {
    let loss =
        |says, note| row(&[("fused_cross_entropy", says), ("note", note)]).unwrap().recipe.cross_entropy;
    assert_eq!(loss("chunked", "chunked LM head + CE"), CrossEntropy::Fused);
    assert_eq!(loss("yes", "LM head in chunks of 2048 tokens"), CrossEntropy::Fused);
    assert_eq!(loss("chunked", "loss over chunks of whole logits"), CrossEntropy::Chunked);
}

#[test]
fn what_stands_in_brackets_is_not_part_of_a_gpu() {
    let gpu = |name| row(&[("gpu", name)]).map(|inputs| inputs.gpu);
    assert_eq!(gpu("H100-64GB (MareNostrum 5)"), gpu("H100 SXM 64GB"));
    assert_eq!(gpu("A100-80GB (one of eight)"), gpu("A100-80GB"));
    assert!(gpu("A200 (new)").unwrap_err().contains("A200 (new)"));
}

#[test]
fn cached_blocks_of_every_length_pile_up_unless_they_are_given_back() {
    let ragged = |note| row(&[("full_length", "no"), ("note", note)]).unwrap().recipe.ragged;
    assert!(ragged("mean 200"));
    assert!(!ragged("mean 200; calls empty_cache every 10 steps"));
}

#[test]
fn norms_and_head_beside_a_k_bit_base_are_32_bit_by_trainer() {
    let upcast = |source| {
        let cells = [
            ("technique", "qlora"),
            ("base_quant", "nf4"),
            ("num_gpus", "1"),
            ("sharding", "none"),
            ("source", source),
        ];
        row(&cells).unwrap().recipe.kbit_upcast
    };
    assert!(upcast("someone/something"));
    assert!(!upcast("axolotl-ai-cloud/axolotl"));
}

const DIMENSIONS: [(&str, &str); 5] = [
    ("model", "a model of our own"),
    ("hidden_size", "2048"),
    ("num_hidden_layers", "24"),
    ("num_attention_heads", "16"),
    ("vocab_size", "50304"),
];

#[test]
fn a_row_may_describe_its_model() {
    let model = |more: &[(&'static str, &'static str)]| row(&[&DIMENSIONS, more].concat()).unwrap().model;
    assert_eq!((model(&[]).mlp, model(&[]).norm), (Mlp::Gated, Norm::Rms));
    for plain in ["plain", "gelu", "relu2"] {
        assert_eq!(model(&[("mlp_type", plain)]).mlp, Mlp::Plain);
    }
    assert!(model(&[("mlp_type", "gelu_new")]).stepwise_activation);
    let gpt = model(&[("model", "GPT-2 124M")]);
    assert_eq!((gpt.mlp, gpt.norm), (Mlp::Plain, Norm::Layer));
    let moe = model(&[("num_experts", "64"), ("num_experts_per_tok", "8")]).moe.unwrap();
    assert_eq!((moe.n_experts, moe.n_experts_per_token), (64, 8));
    let unknown = [&DIMENSIONS[..], &[("model", "MoE of 8 experts")]].concat();
    assert!(row(&unknown).unwrap_err().contains("not in the catalog"));
}

#[test]
fn sequence_parallelism_of_ulysses_and_ring_splits_sequences() {
    let split = |note| row(&[("parallelism_note", note)]).unwrap().recipe.context_parallel;
    assert_eq!(
        (split("Ulysses SP=4"), split("ring attention, SP=8"), split("CP=2"), split("SP=4")),
        (4, 8, 2, 1)
    );
}

#[test]
fn a_silent_pipeline_is_kept_full() {
    let recipe = |note| row(&[("sharding", "other"), ("parallelism_note", note)]).unwrap().recipe;
    assert_eq!(recipe("TP=2 PP=4 VPP=5").pipeline_chunks, 5);
    assert_eq!((recipe("TP=2 PP=4").grad_accum_steps, recipe("TP=8").grad_accum_steps), (32, 1));
}

#[test]
fn an_offload_says_what_it_takes() {
    let offloads = |cell, note| {
        let recipe = row(&[("cpu_offload", cell), ("note", note)]).unwrap().recipe;
        (recipe.cpu_offload, recipe.offload_params)
    };
    assert_eq!(offloads("no", ""), (false, false));
    assert_eq!(offloads("yes", ""), (true, false));
    assert_eq!(offloads("optimizer+params", ""), (true, true));
    assert_eq!(offloads("yes", "parameters and optimizer in host memory"), (true, true));
}

#[test]
fn optimizers_are_known_or_refused() {
    let lomo = row(&[("optimizer", "lomo"), ("sharding", "zero3")]).unwrap().recipe;
    assert_eq!(
        (lomo.optimizer, lomo.precision, lomo.optimizer_in_backward),
        (Optimizer::Sgd, Precision::Bf16, true)
    );
    assert_eq!(row(&[("optimizer", "muon")]).unwrap().recipe.optimizer, Optimizer::Lion);
    assert!(row(&[("optimizer", "galore_adamw8bit")]).unwrap_err().contains("galore"));
}

#[test]
fn hybrid_shards_lie_inside_a_group() {
    let n_gpus = |metric| {
        let cells = [
            ("sharding", "fsdp_hybrid"),
            ("num_gpus", "16"),
            ("parallelism_note", "dp_shard=4"),
            ("metric", metric),
        ];
        row(&cells).unwrap().cluster.n_gpus
    };
    assert_eq!((n_gpus("peak_mem_gib"), n_gpus("tokens_per_sec_per_gpu")), (4, 16));
}

#[test]
fn deep_ep_sends_tokens_to_experts_on_every_rank() {
    let ranks =
        |kernels| row(&[("model", "gpt-oss-20b"), ("kernels", kernels)]).unwrap().recipe.expert_parallel;
    assert_eq!((ranks("TE + DeepEP"), ranks("TE")), (8, 1));
}

#[test]
fn megatron_fsdp_shards_instead_of_splitting() {
    let split =
        |kernels| row(&[("model", "Llama-2-70B"), ("kernels", kernels)]).unwrap().recipe.tensor_parallel;
    assert_eq!((split("Megatron-FSDP"), split("Megatron-Core")), (1, 8));
}

#[test]
fn math_attention_writes_scores_out() {
    let attention = |cell| row(&[("attention", cell)]).unwrap().recipe.attention;
    assert_eq!((attention("math"), attention("flash")), (Attention::Eager, Attention::Flash));
}

#[test]
fn a_tied_head_is_known_in_any_spelling() {
    let tied = |word| {
        let dimensions = [
            ("model", "a small one"),
            ("hidden_size", "1024"),
            ("num_hidden_layers", "24"),
            ("num_attention_heads", "16"),
            ("vocab_size", "50304"),
            ("tie_word_embeddings", word),
        ];
        row(&dimensions).unwrap().model.tied_embeddings
    };
    assert!(["true", "True", "yes"].into_iter().all(tied));
    assert!(!["false", "no", ""].into_iter().any(tied));
}

#[test]
fn a_fused_activation_is_not_transformers_own() {
    let stepwise =
        |mlp_type| row(&[("model", "gpt2"), ("mlp_type", mlp_type)]).unwrap().model.stepwise_activation;
    assert!(stepwise("") && !stepwise("plain"));
}

#[test]
fn performance_recipes_keep_gradients_in_16_bits() {
    let recipe =
        |note| row(&[("kernels", "Megatron-Core/TE"), ("sharding", "other"), ("note", note)]).unwrap().recipe;
    assert_eq!(recipe("dgxc-benchmarking, bf16").held_gradients, HeldGradients::Half);
    assert_eq!(recipe("dgxc-benchmarking, bf16").cross_entropy, CrossEntropy::Compiled);
    assert_eq!(recipe("Megatron-LM, bf16 gradient accumulation").held_gradients, HeldGradients::Half);
    assert_eq!(recipe("dgxc-benchmarking, fp32 gradients").held_gradients, HeldGradients::Shards);
    assert_eq!(recipe("Megatron-LM").held_gradients, HeldGradients::Shards);
}

#[test]
fn matrices_run_in_tf32_where_it_is_not_said_to_be_off() {
    let tf32 = |note| row(&[("precision", "fp32"), ("note", note)]).unwrap().recipe.tf32;
    assert!(tf32("TF32 matmuls allowed"));
    assert!(
        !tf32("TF32 disabled") && !tf32("TF32 off (true fp32 matmuls)") && !tf32("fp32 matmul without TF32")
    );
}

#[test]
fn experts_are_grouped_where_the_row_says_so() {
    let grouped = |kernels| row(&[("kernels", kernels)]).unwrap().recipe.grouped_experts;
    assert!(grouped("hf (TRL, grouped_mm experts)") && !grouped("hf"));
}

#[test]
fn a_mixture_without_its_experts_is_no_dense_model() {
    let dimensions = [
        ("model", "mixtral-like"),
        ("hidden_size", "4096"),
        ("num_hidden_layers", "32"),
        ("num_attention_heads", "32"),
        ("vocab_size", "32000"),
    ];
    assert!(row(&dimensions).is_err());
}

#[test]
fn fewer_sequences_than_copies_are_split_over_ranks() {
    let run = |global, note| {
        let cells = [
            ("kernels", "megatron"),
            ("sharding", "other"),
            ("num_gpus", "64"),
            ("parallelism_note", note),
            ("global_batch_seqs", global),
        ];
        row(&cells).unwrap().recipe
    };
    assert_eq!(run("8", "TP=4 PP=1").context_parallel, 2);
    assert_eq!(run("16", "TP=4 PP=1").context_parallel, 1);
    assert_eq!(run("8", "TP=4 PP=1 CP=1").context_parallel, 1);
}

#[test]
fn graphs_are_recorded_where_a_row_says_so() {
    let graphs = |note| row(&[("kernels", "megatron"), ("note", note)]).unwrap().recipe.cuda_graphs;
    assert!(graphs("CUDA graphs (moe_router)") && !graphs("no CUDA graphs") && !graphs(""));
}

#[test]
fn what_runs_the_step_is_read_from_whole_words() {
    let stack = |cells: &[(&str, &str)]| row(cells).unwrap().recipe.stack;
    for yes in
        ["torch.compile of the blocks", "torch.compile, no Liger", "plain PyTorch (nanochat), compiled"]
    {
        assert_eq!(stack(&[("kernels", yes)]), Stack::Compiled, "{yes}");
    }
    for not in ["compile off", "no torch.compile", "hf, uncompiled", "torch.compile: false", "not compiled"] {
        assert_eq!(stack(&[("kernels", not)]), Stack::Eager, "{not}");
    }
    assert_eq!(stack(&[("kernels", "TE attention and linear layers")]), Stack::Megatron);
    assert_eq!(stack(&[("kernels", "accelerate 1.0, bf16 compute")]), Stack::Eager);
    assert_eq!(stack(&[("kernels", "JAX/XLA")]), Stack::Compiled);
}

#[test]
fn adamw_runs_as_one_kernel_where_its_versions_say_so() {
    let fused = |cells: &[(&str, &str)]| row(cells).unwrap().recipe.fused_optimizer;
    assert!(fused(&[("optimizer", "adamw_fused")]));
    assert!(fused(&[("note", "transformers 5.6; torch 2.11")]));
    assert!(!fused(&[("note", "transformers 5.6; torch 2.6")]));
    assert!(!fused(&[("note", "transformers 4.48; torch 2.11")]));
    assert!(!fused(&[("note", "plain PyTorch loop; transformers 5.6")]));
    assert!(fused(&[("source", "pytorch/torchtune")]));
}

#[test]
fn a_row_that_splits_its_model_opens_as_a_scenario() {
    let table = std::fs::read_to_string("tests/data/measured.csv").unwrap();
    let opened = read(&table)
        .unwrap()
        .into_iter()
        .filter_map(|row| row.run.ok())
        .filter(|run| run.inputs.recipe.tensor_parallel > 1 && run.inputs.recipe.pipeline_parallel > 1)
        .filter_map(|run| Some((scenario(&run)?, run)));
    let mut n_opened = 0;
    for (scenario, run) in opened {
        let recipe = run.inputs.recipe;
        assert_eq!(scenario.tensor_parallel, recipe.tensor_parallel, "{}", run.id);
        assert_eq!(scenario.pipeline_parallel, recipe.pipeline_parallel, "{}", run.id);
        assert_eq!(scenario.n_gpus, Some(run.inputs.cluster.n_gpus), "{}", run.id);
        assert_eq!(decode(&encode(&scenario)).scenario, scenario, "{}", run.id);
        n_opened += 1;
    }
    assert!(n_opened > 20, "{n_opened}");
}

#[test]
fn a_whole_runs_rate_counts_what_surrounds_its_steps() {
    let overhead = |note| row(&[("note", note)]).unwrap().workload.overhead;
    assert_eq!(overhead("published train_samples_per_second x 512"), 0.12);
    assert_eq!(overhead("median of 50 steps"), 0.0);
}

#[test]
fn vendors_tables_are_tuned_runs_and_their_tests_are_not() {
    let tuned = |source| row(&[("kernels", "Megatron-Core/TE"), ("source", source)]).unwrap().recipe.tuned;
    assert!(tuned("NVIDIA/dgxc-benchmarking"));
    assert!(tuned("mlcommons/training_results_v5.1"));
    assert!(!tuned("NVIDIA/Megatron-LM (functional tests)"));
    assert!(!tuned("someone/something"));
}
