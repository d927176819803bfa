//! Turns `src/catalog/data/*.csv` into the constants that `src/catalog/tables.rs` includes,
//! so the page carries no parser and parses nothing when it starts.
//!
//! A mistake in a table stops the build with the file, the line and what is wrong.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const DATA: &str = "src/catalog/data";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DATA}");
    let mut out = Output::default();
    let gpus = read("gpus.csv")?;
    let gpu_index: HashMap<String, usize> = gpus
        .iter()
        .enumerate()
        .map(|(index, row)| Ok((row.text("id")?.to_owned(), index)))
        .collect::<Result<_>>()?;
    out.table("GPUS", "GpuEntry", &gpus, gpu)?;
    out.table("MODELS", "ModelEntry", &read("models.csv")?, model)?;
    out.table("OFFERS", "Offer", &read("offers.csv")?, |out, row| offer(out, row, &gpu_index))?;
    out.table("API_PRICES", "ApiPrice", &read("finetune_api.csv")?, api_price)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("tables.rs"), out.finish())?;
    Ok(())
}

/// One line of a table.
struct Row {
    place: String,
    fields: HashMap<String, String>,
}

fn read(file: &str) -> Result<Vec<Row>> {
    let path = format!("{DATA}/{file}");
    let mut reader = csv::Reader::from_path(&path).map_err(|error| format!("{path}: {error}"))?;
    let headers = reader.headers()?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("{path}: {error}"))?;
        let line = record.position().map_or(0, |position| position.line());
        rows.push(Row {
            place: format!("{path}, line {line} ({})", record.get(0).unwrap_or_default()),
            fields: headers
                .iter()
                .zip(&record)
                .map(|(name, value)| (name.into(), value.trim().into()))
                .collect(),
        });
    }
    Ok(rows)
}

impl Row {
    fn error<T>(&self, column: &str, what: &str) -> Result<T> {
        Err(format!("{}: column {column}: {what}", self.place).into())
    }
    /// A field that may be empty.
    fn get(&self, column: &str) -> Result<&str> {
        match self.fields.get(column) {
            Some(value) => Ok(value),
            None => self.error(column, "there is no such column"),
        }
    }
    /// A field that may not be empty.
    fn text(&self, column: &str) -> Result<&str> {
        match self.get(column)? {
            "" => self.error(column, "must not be empty"),
            value => Ok(value),
        }
    }
    fn whole(&self, column: &str) -> Result<u64> {
        let text = self.text(column)?;
        text.parse().or_else(|_| self.error(column, &format!("`{text}` is not a whole number")))
    }
    fn number(&self, column: &str) -> Result<f64> {
        let text = self.text(column)?;
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => self.error(column, &format!("`{text}` is not a number")),
        }
    }
    fn yes(&self, column: &str) -> Result<bool> {
        match self.text(column)? {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => self.error(column, &format!("`{other}` is neither `yes` nor `no`")),
        }
    }
    /// `None`, or `Some(make(value))` as source code.
    fn maybe(&self, column: &str, make: &str) -> Result<String> {
        if self.get(column)?.is_empty() {
            return Ok("None".into());
        }
        let value = self.number(column)?;
        Ok(if make.is_empty() { format!("Some({value:?})") } else { format!("Some({make}({value:?}))") })
    }
    /// The variant that a word stands for.
    fn variant(&self, column: &str, names: &[(&str, &'static str)]) -> Result<&'static str> {
        let text = self.text(column)?;
        match names.iter().find(|(word, _)| *word == text) {
            Some((_, variant)) => Ok(variant),
            None => {
                let known: Vec<_> = names.iter().map(|(word, _)| *word).collect();
                self.error(column, &format!("`{text}` is none of {}", known.join(", ")))
            }
        }
    }
}

/// The generated source. Strings become constants, so that a string used twice is stored once.
#[derive(Default)]
struct Output {
    strings: Vec<String>,
    known: HashMap<String, usize>,
    tables: String,
}

impl Output {
    fn string(&mut self, text: &str) -> String {
        if text.is_empty() {
            return "\"\"".into();
        }
        let index = *self.known.entry(text.to_owned()).or_insert_with(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1
        });
        format!("S{index}")
    }
    fn field(&mut self, row: &Row, column: &str) -> Result<String> {
        Ok(self.string(row.get(column)?))
    }
    /// Texts separated by `|`.
    fn list(&mut self, row: &Row, column: &str) -> Result<String> {
        let texts = row.get(column)?.split('|').map(str::trim).filter(|text| !text.is_empty());
        Ok(format!("&[{}]", texts.map(|text| self.string(text)).collect::<Vec<_>>().join(", ")))
    }
    fn provenance(&mut self, row: &Row) -> Result<String> {
        let source = self.string(row.text("source")?);
        let as_of = match row.get("as_of")? {
            "" => "None".into(),
            date => format!("Some({})", self.string(date)),
        };
        Ok(format!("Provenance {{ source: {source}, as_of: {as_of} }}"))
    }
    fn table(
        &mut self,
        name: &str,
        of: &str,
        rows: &[Row],
        entry: impl Fn(&mut Self, &Row) -> Result<String>,
    ) -> Result<()> {
        writeln!(self.tables, "pub static {name}: &[{of}] = &[")?;
        for row in rows {
            let entry = entry(self, row)?;
            writeln!(self.tables, "{of} {{ {entry} }},")?;
        }
        writeln!(self.tables, "];")?;
        Ok(())
    }
    fn finish(self) -> String {
        let mut source = String::new();
        for (index, text) in self.strings.iter().enumerate() {
            let _ = writeln!(source, "const S{index}: &str = {text:?};");
        }
        source + &self.tables
    }
}

fn gpu(out: &mut Output, row: &Row) -> Result<String> {
    let arch = row.variant(
        "arch",
        &[
            ("pascal", "Pascal"),
            ("volta", "Volta"),
            ("turing", "Turing"),
            ("ampere", "Ampere"),
            ("ada", "Ada"),
            ("hopper", "Hopper"),
            ("blackwell", "Blackwell"),
            ("cdna1", "Cdna1"),
            ("cdna2", "Cdna2"),
            ("cdna3", "Cdna3"),
            ("cdna4", "Cdna4"),
            ("rdna3", "Rdna3"),
        ],
    )?;
    let tdp = match row.get("tdp_w")? {
        "" => "None".into(),
        _ => format!("Some({})", row.whole("tdp_w")?),
    };
    let tflops = "FlopPerSec::from_tflops";
    let gb = "BytesPerSec::from_gb";
    Ok(format!(
        "id: {id}, name: {name}, aliases: {aliases}, vendor: {vendor}, release_year: {year}, form_factor: {form}, \
         memory_gb: {memory_gb}, tdp_watts: {tdp}, note: {note}, provenance: {provenance}, gpu: Gpu {{ \
         arch: Arch::{arch}, memory: Bytes::from_gib({memory:?}), memory_bandwidth: {gb}({bandwidth:?}), \
         bf16_peak: {bf16}, fp16_peak: {fp16}, fp8_peak: {fp8}, fp32_peak: {fp32}, \
         nvlink: {nvlink}, pcie: {gb}({pcie:?}), \
         tdp_watts: {board_power}, data_center: {data_center} }}",
        id = out.string(row.text("id")?),
        name = out.string(row.text("name")?),
        aliases = out.list(row, "aliases")?,
        vendor = out.string(row.text("vendor")?),
        year = row.whole("release_year")?,
        form = out.string(row.text("form_factor")?),
        memory_gb = row.whole("memory_gb")?,
        note = out.field(row, "note")?,
        provenance = out.provenance(row)?,
        memory = row.number("memory_gib_visible")?,
        bandwidth = row.number("memory_bandwidth_gb_per_s")?,
        bf16 = row.maybe("bf16_dense_tflops", tflops)?,
        fp16 = row.maybe("fp16_dense_tflops", tflops)?,
        fp8 = row.maybe("fp8_dense_tflops", tflops)?,
        fp32 = row.maybe("fp32_tflops", tflops)?,
        nvlink = row.maybe("nvlink_one_way_gb_per_s", gb)?,
        pcie = row.number("pcie_one_way_gb_per_s")?,
        board_power = if tdp == "None" { tdp.clone() } else { tdp.replace(')', ".0)") },
        data_center = row.yes("data_center")?,
    ))
}

fn model(out: &mut Output, row: &Row) -> Result<String> {
    let shape = model_shape(row)?;
    Ok(format!(
        "id: {id}, name: {name}, hf_id: {hf_id}, family: {family}, max_seq_len: {max_seq_len}, \
         license: {license}, model: {shape}, published_params: {published}, note: {note}, \
         aliases: {aliases}, provenance: {provenance}",
        id = out.string(row.text("id")?),
        name = out.string(row.text("name")?),
        hf_id = out.field(row, "hf_id")?,
        family = out.string(row.text("family")?),
        max_seq_len = row.whole("max_seq_len")?,
        license = out.field(row, "license")?,
        published = row.maybe("published_params", "")?,
        note = out.field(row, "note")?,
        aliases = out.list(row, "aliases")?,
        provenance = out.provenance(row)?,
    ))
}

fn model_shape(row: &Row) -> Result<String> {
    let pair = |first: &str, then: &dyn Fn() -> Result<String>| -> Result<String> {
        if row.get(first)?.is_empty() { Ok("None".into()) } else { Ok(format!("Some({})", then()?)) }
    };
    let window = pair("window_size", &|| {
        Ok(format!(
            "Window {{ size: {}, n_layers: {} }}",
            row.whole("window_size")?,
            row.whole("window_layers")?
        ))
    })?;
    let moe = pair("num_experts", &|| {
        Ok(format!(
            "Moe {{ n_experts: {}, n_experts_per_token: {}, intermediate_size: {}, \
             shared_intermediate_size: {}, n_dense_layers: {} }}",
            row.whole("num_experts")?,
            row.whole("num_experts_per_tok")?,
            row.whole("moe_intermediate_size")?,
            row.whole("shared_expert_intermediate_size")?,
            row.whole("dense_layers")?,
        ))
    })?;
    let mla = pair("kv_lora_rank", &|| {
        Ok(format!(
            "Mla {{ q_lora_rank: {}, kv_lora_rank: {}, qk_nope_head_dim: {}, qk_rope_head_dim: {}, v_head_dim: {} }}",
            row.whole("q_lora_rank")?,
            row.whole("kv_lora_rank")?,
            row.whole("qk_nope_head_dim")?,
            row.whole("qk_rope_head_dim")?,
            row.whole("v_head_dim")?,
        ))
    })?;
    let extra = if row.get("extra_params")?.is_empty() { 0.0 } else { row.number("extra_params")? };
    Ok(format!(
        "Model {{ hidden_size: {hidden}, n_layers: {layers}, n_heads: {heads}, n_kv_heads: {kv_heads}, \
         head_dim: {head_dim}, intermediate_size: {intermediate}, vocab_size: {vocab}, \
         tied_embeddings: {tied}, mlp: Mlp::{mlp}, bias: Bias::{bias}, norm: Norm::{norm}, \
         norms_per_layer: {norms}, qk_norm: {qk_norm}, learned_positions: {positions}, \
         window: {window}, moe: {moe}, mla: {mla}, extra_params: {extra:?} }}",
        hidden = row.whole("hidden_size")?,
        layers = row.whole("num_hidden_layers")?,
        heads = row.whole("num_attention_heads")?,
        kv_heads = row.whole("num_key_value_heads")?,
        head_dim = row.whole("head_dim")?,
        intermediate = row.whole("intermediate_size")?,
        vocab = row.whole("vocab_size")?,
        tied = row.yes("tie_word_embeddings")?,
        mlp = row.variant("mlp", &[("gated", "Gated"), ("plain", "Plain")])?,
        bias = row.variant("bias", &[("none", "None"), ("qkv", "Qkv"), ("mlp", "Mlp"), ("all", "All")])?,
        norm =
            row.variant("norm", &[("rms", "Rms"), ("layer", "Layer"), ("layer-no-bias", "LayerNoBias")])?,
        norms = row.whole("norms_per_layer")?,
        qk_norm = row.yes("qk_norm")?,
        positions = row.whole("learned_positions")?,
    ))
}

fn offer(out: &mut Output, row: &Row, gpus: &HashMap<String, usize>) -> Result<String> {
    let gpu = row.text("gpu")?;
    let Some(gpu) = gpus.get(gpu) else {
        return row.error("gpu", &format!("no GPU `{gpu}` in gpus.csv"));
    };
    Ok(format!(
        "id: {id}, provider: {provider}, sku: {sku}, gpu: GpuId({gpu}), gpus_per_instance: {per_instance}, \
         max_gpus_per_node: {per_node}, tier: {tier}, region: {region}, on_demand: {on_demand}, spot: {spot}, \
         network_gbps: {network}, from_guide: {from_guide}, note: {note}, provenance: {provenance}",
        id = out.string(row.text("id")?),
        provider = out.string(row.text("provider")?),
        sku = out.string(row.text("sku")?),
        per_instance = row.whole("gpus_per_instance")?,
        per_node = row.whole("max_gpus_per_node")?,
        tier = out.field(row, "tier")?,
        region = out.field(row, "region")?,
        on_demand = row.maybe("on_demand_usd_per_hour", "UsdPerHour")?,
        spot = row.maybe("spot_usd_per_hour", "UsdPerHour")?,
        network = row.maybe("network_gbit_per_s", "")?,
        from_guide = row.yes("from_guide")?,
        note = out.field(row, "note")?,
        provenance = out.provenance(row)?,
    ))
}

fn api_price(out: &mut Output, row: &Row) -> Result<String> {
    let mut entry = format!(
        "id: {id}, provider: {provider}, model: {model}, note: {note}, provenance: {provenance}",
        id = out.string(row.text("id")?),
        provider = out.string(row.text("provider")?),
        model = out.string(row.text("model")?),
        note = out.field(row, "note")?,
        provenance = out.provenance(row)?,
    );
    for price in [
        "training_usd_per_million_tokens",
        "input_usd_per_million_tokens",
        "output_usd_per_million_tokens",
        "base_input_usd_per_million_tokens",
        "base_output_usd_per_million_tokens",
        "minimum_usd_per_job",
    ] {
        write!(entry, ", {price}: {}", row.maybe(price, "")?)?;
    }
    Ok(entry)
}
