//! Integrity of the embedded facts: what the tables promise, and that the guide is carried to the cent.

use std::collections::{BTreeMap, BTreeSet};

use tunecost::catalog::guide;
use tunecost::catalog::tables::{API_PRICES, BILLING, GPUS, MODELS, OFFERS, SERVING};
use tunecost::catalog::{GpuId, ModelId, OfferId, Provenance};
use tunecost::engine::gpu::Arch;
use tunecost::engine::units::FlopPerSec;

/// No fact is newer than this.
const NEWEST: &str = "2026-11-24";

fn assert_unique<'a>(what: &str, ids: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(seen.insert(id), "{what} `{id}` is there twice");
        assert!(
            !id.is_empty()
                && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)),
            "{what} `{id}`: an identifier is lower case, digits, points and hyphens"
        );
    }
}

fn assert_dated(what: &str, provenance: &Provenance) {
    assert!(!provenance.source().trim().is_empty(), "{what} has no source");
    assert!(!provenance.source().contains("UNSOURCED"), "{what}: {}", provenance.source());
    if let Some(date) = provenance.as_of {
        let parts: Vec<&str> = date.split('-').collect();
        let shape: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        assert!(shape == [4, 2] || shape == [4, 2, 2], "{what}: date `{date}`");
        let month: u32 = parts[1].parse().unwrap();
        assert!((1..=12).contains(&month), "{what}: date `{date}`");
        assert!(("2017"..=NEWEST).contains(&date), "{what}: date `{date}`");
    }
}

#[test]
fn identifiers_are_unique_and_plain() {
    assert_unique("GPU", GPUS.iter().map(|gpu| gpu.id));
    assert_unique("model", MODELS.iter().map(|model| model.id));
    assert_unique("offer", OFFERS.iter().map(|offer| offer.id));
    assert_unique("API price", API_PRICES.iter().map(|price| price.id));
    for gpu in GpuId::all() {
        assert_eq!(GpuId::find(gpu.get().id), Some(gpu));
    }
    for offer in OfferId::all() {
        assert_eq!(OfferId::find(offer.get().id), Some(offer));
    }
}

#[test]
fn every_fact_has_a_source_and_no_date_in_the_future() {
    GPUS.iter().for_each(|gpu| assert_dated(gpu.id, &gpu.provenance));
    MODELS.iter().for_each(|model| assert_dated(model.id, &model.provenance));
    OFFERS.iter().for_each(|offer| assert_dated(offer.id, &offer.provenance));
    API_PRICES.iter().for_each(|price| assert_dated(price.id, &price.provenance));
    BILLING.iter().for_each(|rule| assert_dated(rule.provider, &rule.provenance));
    SERVING.iter().for_each(|speed| assert_dated(speed.model, &speed.provenance));
}

#[test]
fn billing_rules_and_serving_speeds_are_plausible() {
    let providers: BTreeSet<_> = BILLING.iter().map(|rule| rule.provider).collect();
    assert_eq!(providers.len(), BILLING.len());
    for rule in BILLING.iter() {
        assert!(rule.increment.is_none_or(|secs| (1.0..=3600.0).contains(&secs.0)), "{}", rule.provider);
        assert!(rule.minimum.is_none_or(|secs| (1.0..=3600.0).contains(&secs.0)), "{}", rule.provider);
        assert!(rule.storage.is_none_or(|usd| usd.0 > 0.0 && usd.0 < 1.0), "{}", rule.provider);
        assert!(rule.egress.is_none_or(|usd| (0.0..0.5).contains(&usd.0)), "{}", rule.provider);
    }
    for speed in SERVING.iter() {
        assert!(
            ModelId::find(speed.model).is_some_and(|model| model.get().id == speed.model),
            "{}",
            speed.model
        );
        assert!(speed.answer_tokens_per_sec > 100.0 && speed.answer_tokens_per_sec < 100_000.0);
    }
}

#[test]
fn gpu_peaks_are_dense_and_plausible() {
    for entry in GPUS.iter() {
        let gpu = &entry.gpu;
        // The densest peak that a chip of each generation has; a figure with sparsity is twice as much.
        let ceiling = FlopPerSec::from_tflops(match gpu.arch {
            Arch::Pascal => 22.0,
            Arch::Volta => 130.0,
            Arch::Turing => 131.0,
            Arch::Ampere => 312.0,
            Arch::Ada => 365.0,
            Arch::Hopper => 990.0,
            Arch::Blackwell | Arch::Cdna4 => 2500.0,
            Arch::Cdna1 => 185.0,
            Arch::Cdna2 => 192.0,
            Arch::Cdna3 => 1308.0,
            Arch::Rdna3 => 123.0,
        });
        if gpu.arch == Arch::Pascal {
            // No tensor cores: the memory is known, the speed is not.
            assert!(gpu.bf16_peak.is_none() && gpu.fp16_peak.is_none() && gpu.fp8_peak.is_none());
            continue;
        }
        let half = gpu.bf16_peak.or(gpu.fp16_peak).unwrap_or_else(|| panic!("{}: no 16-bit peak", entry.id));
        assert!(half.0 > 0.0 && half <= ceiling, "{}: {half:?}", entry.id);
        assert!(gpu.fp16_peak.is_none_or(|peak| peak <= ceiling), "{}", entry.id);
        assert_eq!(
            gpu.bf16_peak.is_none(),
            matches!(gpu.arch, Arch::Volta | Arch::Turing),
            "{}: bf16 came with Ampere",
            entry.id
        );
        if let Some(fp8) = gpu.fp8_peak {
            let factor = fp8 / half;
            assert!((1.9..2.1).contains(&factor), "{}: fp8 is {factor} times bf16", entry.id);
        }
        assert!(gpu.fp32_peak.is_none_or(|peak| peak < half), "{}", entry.id);
        assert!((1.9e11..=8e12).contains(&gpu.memory_bandwidth.0), "{}", entry.id);
        assert!((7e9..=64e9).contains(&gpu.pcie.0), "{}", entry.id);
        if let Some(nvlink) = gpu.nvlink {
            assert!(nvlink > gpu.pcie && nvlink.0 <= 900e9, "{}: {nvlink:?}", entry.id);
        }
        // What a process sees is close to what is on the box, never a multiple.
        let share = gpu.memory.gib() / f64::from(entry.memory_gb);
        assert!((0.90..=1.0).contains(&share), "{}: {share} of its memory", entry.id);
        assert!((2016..=2026).contains(&entry.release_year), "{}", entry.id);
    }
}

#[test]
fn prices_are_above_zero_and_spot_is_cheaper() {
    for offer in OFFERS.iter() {
        let on_demand = offer.on_demand.unwrap_or_else(|| panic!("{}: no price", offer.id)).0;
        let per_gpu = on_demand / f64::from(offer.gpus_per_instance);
        assert!((0.1..=30.0).contains(&per_gpu), "{}: ${per_gpu} a GPU", offer.id);
        if let Some(spot) = offer.spot {
            assert!(spot.0 > 0.0 && spot.0 < on_demand, "{}: spot ${}", offer.id, spot.0);
        }
        assert!((1..=16).contains(&offer.gpus_per_instance), "{}", offer.id);
        assert!(offer.max_gpus_per_node >= offer.gpus_per_instance, "{}", offer.id);
        assert!(offer.max_gpus_per_node.is_multiple_of(offer.gpus_per_instance), "{}", offer.id);
        assert!(GPUS.get(usize::from(offer.gpu.0)).is_some(), "{}", offer.id);
        assert!(offer.network_gbps.is_none_or(|rate| rate > 0.0), "{}", offer.id);
        assert!(matches!(offer.tier, "" | "community" | "secure" | "marketplace"), "{}", offer.id);
    }
    for price in API_PRICES.iter() {
        let prices = [
            price.training_usd_per_million_tokens,
            price.input_usd_per_million_tokens,
            price.output_usd_per_million_tokens,
            price.base_input_usd_per_million_tokens,
            price.base_output_usd_per_million_tokens,
            price.minimum_usd_per_job,
        ];
        assert!(prices.iter().flatten().all(|usd| *usd > 0.0 && *usd < 1000.0), "{}", price.id);
        assert!(prices.iter().any(Option::is_some), "{}: no price at all", price.id);
    }
}

#[test]
fn one_price_has_one_row() {
    let mut seen = BTreeMap::new();
    for offer in OFFERS.iter() {
        let key = (offer.provider, offer.sku, offer.region, offer.tier, offer.provenance.as_of, offer.gpu);
        if let Some(other) = seen.insert(key, offer.id) {
            panic!("{} and {other} are the same offer", offer.id);
        }
    }
}

#[test]
fn there_are_enough_dated_offers_and_models() {
    let dated: Vec<_> = OFFERS.iter().filter(|offer| offer.provenance.as_of.is_some()).collect();
    let providers: BTreeSet<_> = dated.iter().map(|offer| offer.provider).collect();
    assert!(dated.len() >= 120, "{} dated offers", dated.len());
    assert!(providers.len() >= 10, "{} dated providers: {providers:?}", providers.len());
    assert!(MODELS.len() >= 90, "{} models", MODELS.len());
    assert!(MODELS.iter().filter(|model| model.model.moe.is_some()).count() >= 8);
}

#[test]
fn models_have_the_published_parameters() {
    for entry in MODELS.iter() {
        let n_params = entry.model.n_params();
        assert!((1e7..2e12).contains(&n_params), "{}: {n_params}", entry.id);
        assert!(entry.model.n_active_params() <= n_params, "{}", entry.id);
        if let Some(published) = entry.published_params {
            let off = (n_params / published - 1.0).abs();
            assert!(
                off <= 0.005 || entry.note.contains("count"),
                "{}: {n_params} by its dimensions, {published} published, and no note why",
                entry.id
            );
        }
    }
}

/// Counts made apart from the engine, from the same configurations.
#[test]
fn models_match_an_independent_count() {
    let mut compared = 0;
    for line in include_str!("data/params.csv").lines().skip(1) {
        let mut fields = line.split(',');
        let (id, all, active) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let model = ModelId::find(id).unwrap_or_else(|| panic!("no model {id}")).get().model;
        assert_eq!(model.n_params(), all.parse::<f64>().unwrap(), "{id}");
        // The engine counts the biases of every expert as active: at most 0.7 % of gpt-oss.
        let active: f64 = active.parse().unwrap();
        assert!((model.n_active_params() / active - 1.0).abs() < 0.01, "{id}");
        compared += 1;
    }
    assert_eq!(compared, MODELS.len());
}

#[test]
fn model_shapes_are_consistent() {
    for entry in MODELS.iter() {
        let model = &entry.model;
        assert!(model.n_heads.is_multiple_of(model.n_kv_heads), "{}", entry.id);
        assert!(entry.max_seq_len >= 1024, "{}", entry.id);
        if let Some(window) = model.window {
            assert!(window.n_layers <= model.n_layers && window.size > 0, "{}", entry.id);
        }
        if let Some(moe) = model.moe {
            assert!(moe.n_experts_per_token <= moe.n_experts, "{}", entry.id);
            assert!(moe.n_dense_layers < model.n_layers, "{}", entry.id);
        }
        if let Some(mla) = model.mla {
            assert_eq!(model.head_dim, mla.qk_nope_head_dim + mla.qk_rope_head_dim, "{}", entry.id);
        }
    }
}

#[test]
fn gpus_are_found_as_tables_spell_them() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for entry in GPUS.iter() {
        for spelling in entry.spellings() {
            let owner = owners.entry(key(spelling)).or_insert(entry.id);
            assert_eq!(*owner, entry.id, "`{spelling}` could be two GPUs");
            assert_eq!(GpuId::find(spelling).map(|gpu| gpu.get().id), Some(entry.id), "{spelling}");
        }
    }
    for (text, id) in [
        ("H100", "h100-sxm"),
        ("NVIDIA H100 80GB HBM3", "h100-sxm"),
        ("NVIDIA H100 PCIe", "h100-pcie"),
        ("A100-SXM4-80GB", "a100-sxm-80gb"),
        ("NVIDIA A100-SXM4-40GB", "a100-sxm-40gb"),
        ("NVIDIA A100 80GB PCIe", "a100-pcie-80gb"),
        ("A100-80G", "a100-sxm-80gb"),
        ("Tesla T4", "t4"),
        ("Tesla V100-SXM2-32GB", "v100-sxm2-32gb"),
        ("V100-32GB", "v100-sxm2-32gb"),
        ("RTX4090", "rtx-4090"),
        ("NVIDIA GeForce RTX 4090", "rtx-4090"),
        ("NVIDIA GeForce RTX 3070 Laptop GPU", "rtx-3070-laptop"),
        ("NVIDIA RTX 6000 Ada Generation", "rtx-6000-ada"),
        ("NVIDIA RTX PRO 6000 Blackwell Workstation Edition", "rtx-pro-6000"),
        ("Quadro RTX 6000", "quadro-rtx-6000"),
        ("RTX 4080 16GB", "rtx-4080"),
        ("A6000", "rtx-a6000"),
        ("AMD Instinct MI300X", "mi300x"),
        ("B200", "b200-sxm"),
        ("GB200 (per GPU)", "gb200"),
        ("H200-NVL", "h200-nvl"),
        ("GH200", "gh200-96gb"),
        ("NVIDIA GH200 120GB", "gh200-96gb"),
        ("NVIDIA GH200 144G HBM3e", "gh200-144gb"),
        ("NVIDIA GB10", "gb10"),
        ("DGX Spark", "gb10"),
        ("gx10", "gb10"),
        ("NVIDIA GB300", "gb300"),
        ("NVIDIA L20", "l20"),
        ("NVIDIA GeForce RTX 4090 D", "rtx-4090-d"),
        ("NVIDIA GeForce RTX 4060 Laptop GPU", "rtx-4060-laptop"),
        ("NVIDIA TITAN V", "titan-v"),
        ("AMD Instinct MI250", "mi250-gcd"),
        ("AMD Instinct MI250X", "mi250x-gcd"),
    ] {
        assert_eq!(GpuId::find(text).map(|gpu| gpu.get().id), Some(id), "{text}");
    }
    for text in ["", " ", "GPU", "NVIDIA", "RTX 6000", "RTX", "TPU v5p", "H1000"] {
        assert_eq!(GpuId::find(text), None, "{text:?}");
    }
}

/// The letters and digits of a spelling, as `ModelId::find` compares them.
fn key(spelling: &str) -> String {
    spelling.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect::<String>().to_lowercase()
}

#[test]
fn spellings_are_unambiguous() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for entry in MODELS.iter() {
        for spelling in entry.spellings() {
            let owner = owners.entry(key(spelling)).or_insert(entry.id);
            assert_eq!(*owner, entry.id, "`{spelling}` could be two models");
            assert_eq!(ModelId::find(spelling).map(|model| model.get().id), Some(entry.id), "{spelling}");
        }
    }
}

#[test]
fn measured_models_resolve() {
    for line in include_str!("data/measured_models.csv").lines().skip(1) {
        let (name, left_out_because) = line.split_once(',').unwrap();
        assert_eq!(
            ModelId::find(name).is_none(),
            !left_out_because.is_empty(),
            "{name} ({left_out_because})"
        );
    }
}

#[test]
fn copies_find_their_base() {
    for (text, id) in [
        ("unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit", "llama-3.1-8b"),
        ("meta-llama/Llama-2-7b-chat-hf", "llama-2-7b"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "mistral-7b-v0.3"),
        ("google/gemma-2-9b-it", "gemma-2-9b"),
        ("qwen/qwen2.5-7b-instruct", "qwen2.5-7b"),
        (" LLAMA 3.3 70B ", "llama-3.3-70b"),
    ] {
        assert_eq!(ModelId::find(text).map(|model| model.get().id), Some(id), "{text}");
    }
    for text in ["", "   ", "/", "-", "instruct", "llama", "gpt-5", "../../etc/passwd"] {
        assert_eq!(ModelId::find(text), None, "{text:?}");
    }
}

#[test]
fn the_guide_has_its_fifteen_prices() {
    let marked: BTreeSet<_> = OFFERS.iter().filter(|offer| offer.from_guide).map(|offer| offer.id).collect();
    let listed: BTreeSet<_> = guide::PRICES.iter().map(|price| price.offer).collect();
    assert_eq!(marked, listed);
    assert_eq!(guide::PRICES.len(), 15);
    let whole = [0.22, 0.34, 0.44, 0.69, 1.19, 1.39, 1.99, 2.69, 0.86, 1.48, 2.86, 3.78, 18.0, 21.6, 49.24];
    for (price, instance) in guide::PRICES.iter().zip(whole) {
        let offer = OfferId::find(price.offer).unwrap().get();
        assert_eq!(offer.on_demand.map(|usd| usd.0), Some(instance), "{}", price.id);
        assert_eq!(offer.provenance.as_of, Some(guide::AS_OF), "{}", price.id);
        let per_gpu = instance / f64::from(offer.gpus_per_instance);
        assert!((per_gpu - price.usd_per_gpu_hour).abs() < 0.006, "{}: {per_gpu}", price.id);
    }
    for price in guide::PRICES.iter().filter(|price| price.offer.starts_with("coreweave")) {
        assert_eq!(OfferId::find(price.offer).unwrap().get().gpus_per_instance, 8, "sold by the node");
    }
}

#[test]
fn the_guide_is_complete() {
    let ids = |prefix: &str, n: usize| (1..=n).map(|i| format!("{prefix}{i}")).collect::<Vec<_>>();
    assert_eq!(guide::RULES.iter().map(|row| row.id).collect::<Vec<_>>(), ids("R", 9));
    assert_eq!(guide::HOURS.iter().map(|row| row.id).collect::<Vec<_>>(), ids("H", 21));
    assert_eq!(guide::PRICES.iter().map(|row| row.id).collect::<Vec<_>>(), ids("P", 15));
    assert_eq!(guide::STRATEGIES.iter().map(|row| row.id).collect::<Vec<_>>(), ids("S", 5));
    assert_eq!(guide::QUESTIONS.iter().map(|row| row.id).collect::<Vec<_>>(), ids("Q", 5));
    let contradictions = guide::CONTRADICTIONS;
    assert_eq!(contradictions.iter().map(|row| row.id).collect::<Vec<_>>(), ids("C", contradictions.len()));
    let known: BTreeSet<&str> = (guide::RULES.iter().map(|row| row.id))
        .chain(guide::HOURS.iter().map(|row| row.id))
        .chain(guide::PRICES.iter().map(|row| row.id))
        .chain(guide::STRATEGIES.iter().map(|row| row.id))
        .chain(guide::BUDGETS.iter().map(|row| row.id))
        .chain(guide::QUESTIONS.iter().map(|row| row.id))
        .collect();
    for row in contradictions {
        assert!(!row.about.is_empty(), "{}", row.id);
        row.about.iter().for_each(|id| assert!(known.contains(id), "{} is about {id}", row.id));
    }
    assert!(guide::HOURS.iter().all(|row| 0.0 < row.low && row.low <= row.high));
}

#[test]
fn the_budgets_add_up_to_the_cent() {
    let cents = |usd: f64| (usd * 100.0).round() as i64;
    let printed: Vec<_> = guide::BUDGETS.iter().map(|budget| (budget.id, cents(budget.cost_usd))).collect();
    assert_eq!(printed, [("B1", 84), ("B2", 2856), ("B3", 21520), ("B3-alt", 43040)]);
    for budget in guide::BUDGETS {
        let cost = budget.usd_per_hour * budget.hours_per_epoch * budget.epochs;
        assert_eq!(cents(cost), cents(budget.cost_usd), "{}", budget.id);
        let offer = OfferId::find(budget.offer).unwrap().get();
        assert_eq!(offer.gpus_per_instance, 1, "{}", budget.id);
        assert!(budget.n_gpus <= offer.max_gpus_per_node, "{}", budget.id);
        let price = if budget.spot { offer.spot } else { offer.on_demand }.unwrap();
        assert_eq!(cents(price.0 * f64::from(budget.n_gpus)), cents(budget.usd_per_hour), "{}", budget.id);
        assert!(ModelId::find(budget.model).is_some(), "{}", budget.id);
    }
    assert_eq!(cents(guide::BUDGETS[0].cost_usd + guide::BUDGETS[0].experiments_usd), 3084);
}

#[test]
fn hours_are_found_by_plan() {
    use tunecost::engine::recipe::Technique;
    let find = |model: &str, technique, gpu: &str, n_gpus| {
        let n_params = ModelId::find(model).unwrap().get().model.n_params();
        guide::find_hours(n_params, technique, GpuId::find(gpu).unwrap().get(), n_gpus).map(|row| row.id)
    };
    assert_eq!(find("llama-2-7b", Technique::Full, "rtx-4090", 1), Some("H1"));
    assert_eq!(find("llama-3.1-8b", Technique::Lora8bit, "rtx-4090", 1), Some("H4"));
    assert_eq!(find("llama-2-13b", Technique::Full, "a100-sxm-80gb", 1), Some("H9"));
    assert_eq!(find("llama-2-13b", Technique::Qlora, "h100-pcie", 1), Some("H13"));
    assert_eq!(find("llama-2-70b", Technique::Qlora, "h100-sxm", 2), Some("H18"));
    assert_eq!(find("llama-2-70b", Technique::Qlora, "h100-sxm", 4), Some("H20"));
    assert_eq!(find("llama-2-70b", Technique::Full, "h100-sxm", 8), None);
    assert_eq!(find("llama-3.2-1b", Technique::Full, "rtx-4090", 1), None);
    let row = guide::HOURS.iter().find(|row| row.id == "H20").unwrap();
    assert_eq!(row.wall_clock(), (6.25, 10.0));
}
