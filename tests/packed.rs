//! What the packed tables hold is what `src/catalog/data/*.csv` say, column by column.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::HashMap;

use tunecost::catalog::tables::{API_PRICES, BILLING, GPUS, MODELS, OFFERS, SERVING};
use tunecost::catalog::{GpuEntry, ModelEntry, Provenance};
use tunecost::engine::model::{Bias, Mlp, Norm};
use tunecost::engine::units::{Bytes, BytesPerSec, FlopPerSec, UsdPerHour};

/// A row of a file; every column has to be asked for.
struct Line {
    id: String,
    fields: HashMap<String, String>,
}

impl Line {
    fn take(&mut self, column: &str) -> String {
        self.fields.remove(column).unwrap_or_else(|| panic!("{}: no column {column}", self.id))
    }
    fn number(&mut self, column: &str) -> Option<f64> {
        let text = self.take(column);
        (!text.is_empty()).then(|| text.parse().unwrap())
    }
    fn text(&mut self, column: &str, held: &str) {
        assert_eq!(self.take(column), held, "{}: {column}", self.id);
    }
    fn whole(&mut self, column: &str, held: impl Into<u64>) {
        assert_eq!(self.take(column).parse::<u64>(), Ok(held.into()), "{}: {column}", self.id);
    }
    /// Bit by bit the double that a literal in the source would be.
    fn same(&mut self, column: &str, held: Option<f64>, unit: fn(f64) -> f64) {
        let listed = self.number(column).map(unit);
        assert_eq!(listed.map(f64::to_bits), held.map(f64::to_bits), "{}: {column}", self.id);
    }
    fn yes(&mut self, column: &str, held: bool) {
        self.text(column, if held { "yes" } else { "no" });
    }
    fn list(&mut self, column: &str, held: &[&str]) {
        let text = self.take(column);
        let listed: Vec<&str> = text.split('|').map(str::trim).filter(|text| !text.is_empty()).collect();
        assert_eq!(listed, held, "{}: {column}", self.id);
    }
    fn group<const N: usize>(&mut self, columns: [&str; N], held: Option<[u32; N]>) {
        for (index, column) in columns.into_iter().enumerate() {
            let held = held.map(|held| f64::from(held[index]));
            assert_eq!(self.number(column), held, "{}: {column}", self.id);
        }
    }
    fn provenance(&mut self, held: &Provenance) {
        self.text("source", held.source());
        self.text("as_of", held.as_of.unwrap_or_default());
        assert_ne!(held.as_of, Some(""), "{}", self.id);
    }
}

/// Hands every line over with the entry at the same place; fails for a column that nobody asked for.
fn compare<T>(file: &str, entries: &[T], each: impl Fn(&mut Line, &T)) {
    let mut reader = csv::Reader::from_path(format!("src/catalog/data/{file}")).unwrap();
    let headers = reader.headers().unwrap().clone();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), entries.len(), "{file}");
    for (record, entry) in records.iter().zip(entries) {
        let fields = headers.iter().zip(record).map(|(name, value)| (name.into(), value.trim().into()));
        let mut line = Line { id: format!("{file}, {}", &record[0]), fields: fields.collect() };
        each(&mut line, entry);
        assert!(line.fields.is_empty(), "{}: not compared: {:?}", line.id, line.fields);
    }
}

#[test]
fn gpus() {
    let tflops = |tflops| FlopPerSec::from_tflops(tflops).0;
    let gb = |gb| BytesPerSec::from_gb(gb).0;
    compare("gpus.csv", &GPUS, |line, entry: &GpuEntry| {
        let gpu = &entry.gpu;
        line.text("id", entry.id);
        line.text("name", entry.name);
        line.list("aliases", entry.aliases);
        line.text("vendor", entry.vendor);
        line.text("arch", &format!("{:?}", gpu.arch).to_lowercase());
        line.whole("release_year", entry.release_year);
        line.text("form_factor", entry.form_factor);
        line.whole("memory_gb", entry.memory_gb);
        line.same("memory_gib_visible", Some(gpu.memory.0), |gib| Bytes::from_gib(gib).0);
        line.same("memory_bandwidth_gb_per_s", Some(gpu.memory_bandwidth.0), gb);
        line.same("bf16_dense_tflops", gpu.bf16_peak.map(|peak| peak.0), tflops);
        line.same("fp16_dense_tflops", gpu.fp16_peak.map(|peak| peak.0), tflops);
        line.same("fp8_dense_tflops", gpu.fp8_peak.map(|peak| peak.0), tflops);
        line.same("fp32_tflops", gpu.fp32_peak.map(|peak| peak.0), tflops);
        line.same("nvlink_one_way_gb_per_s", gpu.nvlink.map(|rate| rate.0), gb);
        line.same("pcie_one_way_gb_per_s", Some(gpu.pcie.0), gb);
        assert_eq!(gpu.tdp_watts, entry.tdp_watts.map(f64::from), "{}", entry.id);
        line.same("tdp_w", gpu.tdp_watts, |watts| watts);
        line.yes("data_center", gpu.data_center);
        line.text("note", entry.note);
        line.provenance(&entry.provenance);
    });
}

#[test]
fn models() {
    compare("models.csv", &MODELS, |line, entry: &ModelEntry| {
        let model = &entry.model;
        line.text("id", entry.id);
        line.text("name", entry.name);
        line.text("hf_id", entry.hf_id);
        line.text("family", entry.family);
        line.whole("hidden_size", model.hidden_size);
        line.whole("num_hidden_layers", model.n_layers);
        line.whole("num_attention_heads", model.n_heads);
        line.whole("num_key_value_heads", model.n_kv_heads);
        line.whole("head_dim", model.head_dim);
        line.whole("intermediate_size", model.intermediate_size);
        line.whole("vocab_size", model.vocab_size);
        line.yes("tie_word_embeddings", model.tied_embeddings);
        line.text("mlp", if model.mlp == Mlp::Gated { "gated" } else { "plain" });
        line.text(
            "bias",
            match model.bias {
                Bias::None => "none",
                Bias::Qkv => "qkv",
                Bias::Mlp => "mlp",
                Bias::All => "all",
            },
        );
        line.text(
            "norm",
            match model.norm {
                Norm::Rms => "rms",
                Norm::Layer => "layer",
                Norm::LayerNoBias => "layer-no-bias",
            },
        );
        line.whole("norms_per_layer", model.norms_per_layer);
        line.yes("qk_norm", model.qk_norm);
        line.whole("learned_positions", model.learned_positions);
        line.group(["window_size", "window_layers"], model.window.map(|of| [of.size, of.n_layers]));
        line.group(
            [
                "num_experts",
                "num_experts_per_tok",
                "moe_intermediate_size",
                "shared_expert_intermediate_size",
                "dense_layers",
            ],
            model.moe.map(|of| {
                [
                    of.n_experts,
                    of.n_experts_per_token,
                    of.intermediate_size,
                    of.shared_intermediate_size,
                    of.n_dense_layers,
                ]
            }),
        );
        line.group(
            ["q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"],
            model.mla.map(|of| {
                [of.q_lora_rank, of.kv_lora_rank, of.qk_nope_head_dim, of.qk_rope_head_dim, of.v_head_dim]
            }),
        );
        assert_eq!(line.number("extra_params").unwrap_or_default(), model.extra_params, "{}", entry.id);
        line.whole("max_seq_len", entry.max_seq_len);
        line.text("license", entry.license);
        line.same("published_params", entry.published_params, |count| count);
        line.text("note", entry.note);
        line.list("aliases", entry.aliases);
        line.provenance(&entry.provenance);
    });
}

#[test]
fn offers() {
    compare("offers.csv", &OFFERS, |line, offer| {
        line.text("id", offer.id);
        line.text("provider", offer.provider);
        line.text("sku", offer.sku);
        line.text("gpu", offer.gpu.get().id);
        line.whole("gpus_per_instance", offer.gpus_per_instance);
        line.whole("max_gpus_per_node", offer.max_gpus_per_node);
        line.text("tier", offer.tier);
        line.text("region", offer.region);
        line.same("on_demand_usd_per_hour", offer.on_demand.map(|UsdPerHour(usd)| usd), |usd| usd);
        line.same("spot_usd_per_hour", offer.spot.map(|UsdPerHour(usd)| usd), |usd| usd);
        line.same("network_gbit_per_s", offer.network_gbps, |rate| rate);
        line.yes("from_guide", offer.from_guide);
        line.text("note", offer.note);
        line.provenance(&offer.provenance);
    });
}

#[test]
fn api_prices() {
    compare("finetune_api.csv", &API_PRICES, |line, price| {
        line.text("id", price.id);
        line.text("provider", price.provider);
        line.text("model", price.model);
        for (column, held) in [
            ("training_usd_per_million_tokens", price.training_usd_per_million_tokens),
            ("input_usd_per_million_tokens", price.input_usd_per_million_tokens),
            ("output_usd_per_million_tokens", price.output_usd_per_million_tokens),
            ("base_input_usd_per_million_tokens", price.base_input_usd_per_million_tokens),
            ("base_output_usd_per_million_tokens", price.base_output_usd_per_million_tokens),
            ("minimum_usd_per_job", price.minimum_usd_per_job),
        ] {
            line.same(column, held, |usd| usd);
        }
        line.text("note", price.note);
        line.provenance(&price.provenance);
    });
}

#[test]
fn billing_rules() {
    compare("billing.csv", &BILLING, |line, rule| {
        line.text("provider", rule.provider);
        line.same("increment_seconds", rule.increment.map(|secs| secs.0), |secs| secs);
        line.same("minimum_seconds", rule.minimum.map(|secs| secs.0), |secs| secs);
        line.same("storage_usd_per_gb_month", rule.storage.map(|usd| usd.0), |usd| usd);
        line.same("egress_usd_per_gb", rule.egress.map(|usd| usd.0), |usd| usd);
        line.text("note", rule.note);
        line.provenance(&rule.provenance);
    });
}

#[test]
fn serving_speeds() {
    compare("serving.csv", &SERVING, |line, speed| {
        line.text("model", speed.model);
        line.text("gpu", speed.gpu.get().id);
        line.whole("n_gpus", speed.n_gpus);
        line.text("precision", speed.precision);
        line.whole("prompt_tokens", speed.prompt_tokens);
        line.whole("answer_tokens", speed.answer_tokens);
        line.same("answer_tokens_per_sec", Some(speed.answer_tokens_per_sec), |rate| rate);
        line.text("note", speed.note);
        line.provenance(&speed.provenance);
    });
}
