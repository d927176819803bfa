//! Every preset and a dozen named scenarios as a table that people can read. A change of the estimator shows here as a
//! change of figures: look at it, then refresh the file with `UPDATE_GOLDEN=1 cargo test --test golden`.

#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write as _;

use tunecost::engine::memory::Fit;
use tunecost::format;
use tunecost::scenario::answer::{Row, answer};
use tunecost::scenario::link::decode;
use tunecost::scenario::ways_out::ways_out;

const SCENARIOS: &[(&str, &str)] = &[
    ("the page's own", "v=1"),
    ("guide B1", "preset=B1"),
    ("guide B2", "preset=B2"),
    ("guide B3", "preset=B3"),
    ("guide B3, four H100", "preset=B3-alt"),
    ("small model, in full", "model=llama-3.2-1b&technique=full&tokens=20M"),
    ("8B LoRA on one H100", "technique=lora&hardware=h100-sxm&n_gpus=1&tokens=50M"),
    ("8B in full, pure bf16", "technique=full&hardware=h100-sxm&n_gpus=1&optimizer=paged-adamw-8bit"),
    ("8B in full, 32-bit weights", "technique=full&precision=bf16-mixed&hardware=h100-sxm&tokens=100M"),
    ("8B QLoRA on a 4090", "hardware=rtx-4090&n_gpus=1"),
    ("8B QLoRA on a T4", "hardware=t4&precision=fp16"),
    ("long context", "seq_len=32768&global_batch_size=4&attention=flash&fused_cross_entropy=on"),
    ("70B QLoRA, cheapest", "model=llama-3.1-70b&tokens=10M"),
    ("70B in full on a node", "model=llama-3.1-70b&technique=full&hardware=coreweave.8x-h100-sxm.2026-03"),
    ("mixture of experts", "model=mixtral-8x7b&tokens=10M&hardware=h100-sxm"),
    ("fastest on spot", "hardware=fastest&price=spot&tokens=100M"),
    ("does not fit", "technique=full&hardware=rtx-4090&n_gpus=1"),
    ("padded", "packing=off&fill=0.3&hardware=h100-sxm&n_gpus=1"),
];

fn table() -> String {
    let mut text = String::from(
        "# Refreshed by: UPDATE_GOLDEN=1 cargo test --test golden\n# scenario | plan | price | memory of capacity | \
         tokens/s | wall | cost | the guide\n",
    );
    for (name, link) in SCENARIOS {
        let decoded = decode(link);
        assert!(decoded.notices.is_empty(), "{link}: {:?}", decoded.notices);
        let answer = answer(&decoded.scenario);
        let row = answer.chosen_row().unwrap();
        let guide = answer.guide.as_ref().map_or_else(
            || String::from("-"),
            |guide| {
                format!(
                    "{} {}",
                    guide.row,
                    format::range(&format::usd_exact(guide.usd_low), &format::usd_exact(guide.usd_high))
                )
            },
        );
        let _ = writeln!(text, "\n{name}\n  {link}\n{}  guide   {guide}", plan(row));
        for way in ways_out(&decoded.scenario, row) {
            let cost = way.usd.map_or_else(|| format::UNKNOWN.into(), format::usd);
            let _ = writeln!(text, "  way out {}: {}, {cost}", way.label, way.effect);
        }
    }
    text
}

fn plan(row: &Row) -> String {
    let (offer, recipe, memory, time) =
        (row.offer.get(), &row.inputs.recipe, &row.estimate.memory, &row.estimate.time);
    let price = row.price.per_instance.map_or_else(|| format::UNKNOWN.into(), format::usd_per_hour);
    let cost = row.estimate.cost.total;
    let [tokens_low, tokens_high] =
        [time.tokens_per_sec.low, time.tokens_per_sec.high].map(|rate| format::significant(rate, 2));
    let mut text = String::new();
    let _ = writeln!(
        text,
        "  plan    {}x {}, {} x {} a step, {:?}, {} at {price}",
        row.plan.n_gpus,
        offer.gpu.get().name,
        recipe.micro_batch_size,
        recipe.grad_accum_steps,
        recipe.sharding,
        offer.id
    );
    let verdict = match (row.reason(), memory.fit) {
        (Some(reason), _) => reason.message(),
        (None, Fit::Fits { .. }) => "fits",
        (None, _) => "tight",
    };
    let _ = writeln!(
        text,
        "  memory  {} of {}: {verdict}",
        format::gib_range(memory.device),
        format::gib(memory.capacity)
    );
    let _ = writeln!(text, "  speed   {} tokens/s", format::range(&tokens_low, &tokens_high));
    let _ = writeln!(text, "  wall    {}", format::hours_range(time.wall));
    let _ = writeln!(text, "  cost    {}", cost.map_or_else(|| format::UNKNOWN.into(), format::usd_range));
    text
}

#[test]
fn the_named_scenarios_give_the_known_answers() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/golden.txt");
    let now = table();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, now).unwrap();
        return;
    }
    let known = std::fs::read_to_string(path).unwrap_or_default();
    for (line, (known, now)) in known.lines().zip(now.lines()).enumerate() {
        assert_eq!(
            known,
            now,
            "golden.txt, line {}. Refresh it with UPDATE_GOLDEN=1 if the change is meant.",
            line + 1
        );
    }
    assert_eq!(known.lines().count(), now.lines().count(), "golden.txt");
}
