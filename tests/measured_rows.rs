//! What a published row says, and what its silence means.

use tunecost::engine::estimate::Inputs;
use tunecost::engine::recipe::{CrossEntropy, Precision, Sharding};
use tunecost::export::measured::read;

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
    assert!(!recipe("FSDP2=8, reshard after forward").keeps_gathered);
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
