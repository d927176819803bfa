//! Packs `src/catalog/data/*.csv` into the texts and bytes that `src/catalog/tables.rs` unpacks at first use.
//!
//! As constants of the program the same tables took 15 kB more of the page's download: addresses and lengths of strings
//! and eight-byte floats do not compress.
//!
//! A mistake in a table stops the build with the file, the line and what is wrong.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const DATA: &str = "src/catalog/data";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DATA}");
    let mut out = Output::default();
    let mut prices = Output::default();
    let gpus = read("gpus.csv")?;
    let gpu_index: HashMap<String, usize> = gpus
        .iter()
        .enumerate()
        .map(|(index, row)| Ok((row.text("id")?.to_owned(), index)))
        .collect::<Result<_>>()?;
    out.table(&gpus, gpu)?;
    out.table(&read("models.csv")?, model)?;
    out.table(&read("offers.csv")?, |out, row| offer(out, row, &gpu_index))?;
    prices.table(&read("finetune_api.csv")?, api_price)?;
    let folder = env::var("OUT_DIR")?;
    out.write(&folder, "catalog")?;
    // Apart, so that a program that does not ask for them does not carry them.
    prices.write(&folder, "api_prices")?;
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
    /// Position of a word among those that a column knows.
    fn variant(&self, column: &str, names: &[&str]) -> Result<u64> {
        let text = self.text(column)?;
        match names.iter().position(|word| *word == text) {
            Some(position) => Ok(position as u64),
            None => self.error(column, &format!("`{text}` is none of {}", names.join(", "))),
        }
    }
}

/// A pack: strings in the order of their first use, and bytes that say what the fields are.
#[derive(Default)]
struct Output {
    strings: Vec<String>,
    known: HashMap<String, usize>,
    bytes: Vec<u8>,
}

/// `a (b); c` becomes `a; c`.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' => {
                kept.truncate(kept.trim_end().len());
                depth += 1;
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept.trim().to_owned()
}

/// A number is its decimal exponent as one byte, then its digits with the sign in the lowest bit. 0 is left for a number
/// that is not there.
const EXPONENT_BIAS: i32 = 64;

impl Output {
    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn whole(&mut self, mut value: u64) {
        while value >= 128 {
            self.bytes.push(value as u8 | 128);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
    /// 0: empty. 1: the next string that was not used yet. Else: an earlier one.
    fn string(&mut self, text: &str) {
        assert!(!text.contains('\n'), "{text:?} has two lines");
        match self.known.get(text) {
            _ if text.is_empty() => self.whole(0),
            Some(index) => self.whole(*index as u64 + 2),
            None => {
                self.known.insert(text.to_owned(), self.strings.len());
                self.strings.push(text.to_owned());
                self.whole(1);
            }
        }
    }
    /// An optional number, as its decimal digits: `mantissa x 10^exponent`.
    fn maybe(&mut self, row: &Row, column: &str) -> Result<()> {
        if row.get(column)?.is_empty() {
            self.bytes.push(0);
            return Ok(());
        }
        // `1e-7` and `1234.5` alike become digits and a power.
        let value = row.number(column)?;
        let text = format!("{:e}", value.abs());
        let Some((digits, power)) = text.split_once('e') else { return row.error(column, "no exponent") };
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
        let mut exponent = power.parse::<i32>()? - decimals;
        let mut mantissa: u64 = digits.replace('.', "").parse()?;
        while mantissa > 0 && exponent < 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        while exponent > 0 && mantissa < 1 << 46 {
            mantissa *= 10;
            exponent -= 1;
        }
        // Within these the unpacking rounds once, so that it gives the number that the table says.
        if mantissa >= 1 << 53 || !(-22..=22).contains(&exponent) {
            return row.error(column, "has too many digits");
        }
        self.bytes.push((exponent + EXPONENT_BIAS) as u8);
        self.whole(mantissa << 1 | u64::from(value < 0.0));
        Ok(())
    }
    fn number(&mut self, row: &Row, column: &str) -> Result<()> {
        row.number(column)?;
        self.maybe(row, column)
    }
    fn text(&mut self, row: &Row, column: &str) -> Result<()> {
        self.string(row.text(column)?);
        Ok(())
    }
    fn field(&mut self, row: &Row, column: &str) -> Result<()> {
        self.string(row.get(column)?);
        Ok(())
    }
    fn wholes(&mut self, row: &Row, columns: &[&str]) -> Result<()> {
        for column in columns {
            self.whole(row.whole(column)?);
        }
        Ok(())
    }
    fn yes(&mut self, row: &Row, column: &str) -> Result<()> {
        self.bytes.push(u8::from(row.yes(column)?));
        Ok(())
    }
    /// Several columns that are there together or not at all.
    fn together(&mut self, row: &Row, columns: &[&str]) -> Result<()> {
        let there = !row.get(columns[0])?.is_empty();
        self.bytes.push(u8::from(there));
        if there { self.wholes(row, columns) } else { Ok(()) }
    }
    fn list(&mut self, row: &Row, column: &str) -> Result<()> {
        let items: Vec<_> =
            row.get(column)?.split('|').map(str::trim).filter(|item| !item.is_empty()).collect();
        self.whole(items.len() as u64);
        for item in items {
            self.string(item);
        }
        Ok(())
    }
    fn provenance(&mut self, row: &Row) -> Result<()> {
        let source = row.text("source")?;
        // The page names its sources; which figure each gave, in brackets, stays in the table and in native programs.
        match env::var("CARGO_CFG_TARGET_FAMILY").as_deref() {
            Ok("wasm") => self.string(&without_brackets(source)),
            _ => self.string(source),
        }
        self.field(row, "as_of")
    }
    fn table(&mut self, rows: &[Row], entry: impl Fn(&mut Self, &Row) -> Result<()>) -> Result<()> {
        self.whole(rows.len() as u64);
        rows.iter().try_for_each(|row| entry(self, row))
    }
    fn write(&self, folder: &str, name: &str) -> Result<()> {
        let file = |end: &str| Path::new(folder).join(format!("{name}.{end}"));
        fs::write(file("txt"), self.strings.join("\n"))?;
        fs::write(file("bin"), &self.bytes)?;
        Ok(())
    }
}

// The order of the fields is that of `src/catalog/tables.rs`, which reads them back.

fn gpu(out: &mut Output, row: &Row) -> Result<()> {
    for column in ["id", "name", "vendor", "form_factor"] {
        out.text(row, column)?;
    }
    out.list(row, "aliases")?;
    out.wholes(row, &["release_year", "memory_gb"])?;
    out.together(row, &["tdp_w"])?;
    out.field(row, "note")?;
    out.provenance(row)?;
    out.whole(row.variant(
        "arch",
        &[
            "pascal",
            "volta",
            "turing",
            "ampere",
            "ada",
            "hopper",
            "blackwell",
            "cdna1",
            "cdna2",
            "cdna3",
            "cdna4",
            "rdna3",
        ],
    )?);
    for column in ["memory_gib_visible", "memory_bandwidth_gb_per_s", "pcie_one_way_gb_per_s"] {
        out.number(row, column)?;
    }
    for column in [
        "bf16_dense_tflops",
        "fp16_dense_tflops",
        "fp8_dense_tflops",
        "fp32_tflops",
        "nvlink_one_way_gb_per_s",
    ] {
        out.maybe(row, column)?;
    }
    out.yes(row, "data_center")
}

fn model(out: &mut Output, row: &Row) -> Result<()> {
    out.text(row, "id")?;
    out.text(row, "name")?;
    out.field(row, "hf_id")?;
    out.text(row, "family")?;
    out.field(row, "license")?;
    out.field(row, "note")?;
    out.list(row, "aliases")?;
    out.provenance(row)?;
    out.maybe(row, "published_params")?;
    out.maybe(row, "extra_params")?;
    out.wholes(
        row,
        &[
            "max_seq_len",
            "hidden_size",
            "num_hidden_layers",
            "num_attention_heads",
            "num_key_value_heads",
            "head_dim",
            "intermediate_size",
            "vocab_size",
            "norms_per_layer",
            "learned_positions",
        ],
    )?;
    out.yes(row, "tie_word_embeddings")?;
    out.yes(row, "qk_norm")?;
    out.whole(row.variant("mlp", &["gated", "plain"])?);
    out.whole(row.variant("bias", &["none", "qkv", "mlp", "all"])?);
    out.whole(row.variant("norm", &["rms", "layer", "layer-no-bias"])?);
    out.together(row, &["window_size", "window_layers"])?;
    out.together(
        row,
        &[
            "num_experts",
            "num_experts_per_tok",
            "moe_intermediate_size",
            "shared_expert_intermediate_size",
            "dense_layers",
        ],
    )?;
    out.together(row, &["kv_lora_rank", "q_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"])
}

fn offer(out: &mut Output, row: &Row, gpus: &HashMap<String, usize>) -> Result<()> {
    let gpu = row.text("gpu")?;
    let Some(gpu) = gpus.get(gpu) else {
        return row.error("gpu", &format!("no GPU `{gpu}` in gpus.csv"));
    };
    for column in ["id", "provider", "sku"] {
        out.text(row, column)?;
    }
    for column in ["tier", "region", "note"] {
        out.field(row, column)?;
    }
    out.provenance(row)?;
    out.whole(*gpu as u64);
    out.wholes(row, &["gpus_per_instance", "max_gpus_per_node"])?;
    for column in ["on_demand_usd_per_hour", "spot_usd_per_hour", "network_gbit_per_s"] {
        out.maybe(row, column)?;
    }
    out.yes(row, "from_guide")
}

fn api_price(out: &mut Output, row: &Row) -> Result<()> {
    for column in ["id", "provider", "model"] {
        out.text(row, column)?;
    }
    out.field(row, "note")?;
    out.provenance(row)?;
    for column in [
        "training_usd_per_million_tokens",
        "input_usd_per_million_tokens",
        "output_usd_per_million_tokens",
        "base_input_usd_per_million_tokens",
        "base_output_usd_per_million_tokens",
        "minimum_usd_per_job",
    ] {
        out.maybe(row, column)?;
    }
    Ok(())
}
