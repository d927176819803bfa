//! Packs `src/catalog/data/*.csv` into one text a table, which `src/catalog/tables.rs` takes apart at first use.
//!
//! A text compresses to half of what the same rows take as constants: structures are mostly pointers, lengths and
//! binary fractions. A mistake in a table stops the build with the file, the line and what is wrong.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const DATA: &str = "src/catalog/data";

/// What the tables are packed for.
#[derive(Clone, Copy, PartialEq)]
enum For {
    /// Native programs and the JavaScript package: everything.
    Programs,
    Page,
    /// The embedded card.
    Card,
}

/// Columns that the page never shows. They stay empty there, and are complete everywhere else.
const NOT_ON_THE_PAGE: &[(&str, &[&str])] = &[
    ("gpus.csv", &["note"]),
    ("models.csv", &["note", "license", "published_params"]),
    ("offers.csv", &["note"]),
    ("billing.csv", &["note"]),
    ("serving.csv", &["note", "precision"]),
];

/// The same for a card, which names the source of its price and shows nothing else of the tables.
const NOT_IN_A_CARD: &[(&str, &[&str])] = &[
    ("gpus.csv", &["note", "source", "as_of", "vendor", "form_factor"]),
    ("models.csv", &["note", "license", "published_params", "source", "as_of", "family"]),
    ("offers.csv", &["note", "sku"]),
    ("billing.csv", &["note", "source"]),
    ("finetune_api.csv", &["note", "source"]),
];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DATA}");
    let has = |feature: &str| env::var_os(feature).is_some();
    let audience = match env::var("CARGO_CFG_TARGET_ARCH")?.as_str() {
        "wasm32" if has("CARGO_FEATURE_UI") => For::Page,
        "wasm32" if has("CARGO_FEATURE_CARD") && !has("CARGO_FEATURE_JS") => For::Card,
        _ => For::Programs,
    };
    let mut out = Output { audience, source: String::new() };
    let offers = read("offers.csv")?;
    let mut gpus = read("gpus.csv")?;
    check_gpus_exist(&offers, &gpus)?;
    if audience != For::Programs {
        // Nobody rents them out, so the page has no answer for them.
        let offered = offers.iter().map(|row| row.text("gpu")).collect::<Result<HashSet<_>>>()?;
        gpus.retain(|row| row.get("id").is_ok_and(|id| offered.contains(id)));
    }
    let gpu_index: HashMap<String, usize> = gpus
        .iter()
        .enumerate()
        .map(|(index, row)| Ok((row.text("id")?.to_owned(), index)))
        .collect::<Result<_>>()?;
    out.table("GPUS", "gpus.csv", &gpus, 2, gpu)?;
    out.table("MODELS", "models.csv", &read("models.csv")?, 4, model)?;
    out.table("OFFERS", "offers.csv", &offers, 4, |cells, row| offer(cells, row, &gpu_index))?;
    out.table("API_PRICES", "finetune_api.csv", &read("finetune_api.csv")?, 0, api_price)?;
    let billing = read("billing.csv")?;
    check_providers_exist(&billing, &offers)?;
    out.table("BILLING", "billing.csv", &billing, 0, billing_rule)?;
    let serving = read("serving.csv")?;
    check_gpus_exist(&serving, &gpus)?;
    out.table("SERVING", "serving.csv", &serving, 0, |cells, row| serving_speed(cells, row, &gpu_index))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("packed.rs"), out.source)?;
    Ok(())
}

fn check_gpus_exist(offers: &[Row], gpus: &[Row]) -> Result<()> {
    let known = gpus.iter().map(|row| row.text("id")).collect::<Result<HashSet<_>>>()?;
    for row in offers {
        let gpu = row.text("gpu")?;
        if !known.contains(gpu) {
            return row.error("gpu", &format!("no GPU `{gpu}` in gpus.csv"));
        }
    }
    Ok(())
}

/// A rule for a provider that nobody can choose is a misspelled name.
fn check_providers_exist(billing: &[Row], offers: &[Row]) -> Result<()> {
    let known = offers.iter().map(|row| row.text("provider")).collect::<Result<HashSet<_>>>()?;
    for row in billing {
        let provider = row.text("provider")?;
        if !known.contains(provider) {
            return row.error("provider", &format!("no offer of `{provider}` in offers.csv"));
        }
    }
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
    /// A whole number that fits 32 bits.
    fn whole(&self, column: &str) -> Result<u32> {
        let text = self.text(column)?;
        text.parse().or_else(|_| self.error(column, &format!("`{text}` is not a whole number")))
    }
    /// A decimal number without zeros at its ends, as `Row::number` of `src/catalog/packed.rs` reads it; or empty.
    fn number(&self, column: &str) -> Result<String> {
        let text = self.get(column)?;
        if text.is_empty() {
            return Ok(String::new());
        }
        let Ok(value) = text.parse::<f64>() else {
            return self.error(column, &format!("`{text}` is not a number"));
        };
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        let all = format!("{whole}{fraction}");
        if whole.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.error(column, &format!("`{text}`: write the number in digits, like 0.25"));
        }
        // A whole number below 2^53 over a power of ten up to 10^22 rounds once, as the decimal number itself does.
        let exact = all.parse::<u64>().is_ok_and(|all| all < 1 << 53) && fraction.len() <= 22;
        if !exact || format!("{sign}{whole}.{fraction}0").parse() != Ok(value) {
            return self.error(column, &format!("`{text}` has more digits than a number holds"));
        }
        let point = if fraction.is_empty() { "" } else { "." };
        Ok(format!("{sign}{whole}{point}{fraction}"))
    }
    fn yes(&self, column: &str) -> Result<bool> {
        match self.text(column)? {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => self.error(column, &format!("`{other}` is neither `yes` nor `no`")),
        }
    }
    /// The position of a word in the list that the decoder has in the same order.
    fn variant(&self, column: &str, names: &[&str]) -> Result<usize> {
        let text = self.text(column)?;
        match names.iter().position(|word| *word == text) {
            Some(index) => Ok(index),
            None => self.error(column, &format!("`{text}` is none of {}", names.join(", "))),
        }
    }
}

/// The cells of one row, in the order in which `src/catalog/tables.rs` reads them.
struct Cells<'a> {
    row: &'a Row,
    audience: For,
    left_out: &'a [&'a str],
    cells: Vec<String>,
    /// Apart from the cells: the page's first download does without it.
    source: String,
}

impl Cells<'_> {
    fn put(&mut self, column: &str, value: String) -> Result<()> {
        if value.contains('\n') {
            return self.row.error(column, "must be one line");
        }
        self.cells.push(if self.left_out.contains(&column) { String::new() } else { value });
        Ok(())
    }
    /// Texts that may not be empty.
    fn texts(&mut self, columns: &[&str]) -> Result<()> {
        columns.iter().try_for_each(|column| self.put(column, self.row.text(column)?.to_owned()))
    }
    /// Texts that may be empty.
    fn optional_texts(&mut self, columns: &[&str]) -> Result<()> {
        columns.iter().try_for_each(|column| self.put(column, self.row.get(column)?.to_owned()))
    }
    /// Texts separated by `|`.
    fn list(&mut self, column: &str) -> Result<()> {
        let texts = self.row.get(column)?.split('|').map(str::trim).filter(|text| !text.is_empty());
        self.put(column, texts.collect::<Vec<_>>().join("|"))
    }
    fn wholes(&mut self, columns: &[&str]) -> Result<()> {
        columns.iter().try_for_each(|column| self.put(column, self.row.whole(column)?.to_string()))
    }
    /// Whole numbers that are all there or all not, as the first is.
    fn group(&mut self, columns: &[&str]) -> Result<()> {
        if self.row.get(columns[0])?.is_empty() {
            return columns.iter().try_for_each(|column| match self.row.get(column)? {
                "" => self.put(column, String::new()),
                _ => self.row.error(column, &format!("needs a {}", columns[0])),
            });
        }
        if self.row.whole(columns[0])? == 0 {
            return self.row.error(columns[0], "must be above zero; leave it empty for none");
        }
        self.wholes(columns)
    }
    /// Numbers that may not be empty.
    fn numbers(&mut self, columns: &[&str]) -> Result<()> {
        for column in columns {
            self.row.text(column)?;
        }
        self.optional_numbers(columns)
    }
    fn optional_numbers(&mut self, columns: &[&str]) -> Result<()> {
        columns.iter().try_for_each(|column| self.put(column, self.row.number(column)?))
    }
    fn yes(&mut self, column: &str) -> Result<()> {
        let yes = self.row.yes(column)?;
        self.put(column, if yes { "1".into() } else { String::new() })
    }
    fn variant(&mut self, column: &str, names: &[&str]) -> Result<()> {
        let index = self.row.variant(column, names)?;
        self.put(column, index.to_string())
    }
    fn provenance(&mut self) -> Result<()> {
        let source = self.row.text("source")?;
        // The page names its sources; which figure each gave, in brackets, stays in the table and in native programs.
        if source.contains('\n') {
            return self.row.error("source", "must be one line");
        }
        self.source = match self.audience {
            _ if self.left_out.contains(&"source") => String::new(),
            For::Programs => source.to_owned(),
            For::Page | For::Card => without_brackets(source),
        };
        self.optional_texts(&["as_of"])
    }
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

struct Output {
    audience: For,
    source: String,
}

impl Output {
    /// Packs a table. The first `by_row` columns, which resemble each other, go row by row; the others column by column.
    fn table(
        &mut self,
        name: &str,
        file: &str,
        rows: &[Row],
        by_row: usize,
        fill: impl Fn(&mut Cells, &Row) -> Result<()>,
    ) -> Result<()> {
        let lists = match self.audience {
            For::Programs => &[],
            For::Page => NOT_ON_THE_PAGE,
            For::Card => NOT_IN_A_CARD,
        };
        let left_out = lists.iter().find(|(of, _)| *of == file);
        let left_out = left_out.map_or(&[][..], |(_, columns)| columns);
        let (mut table, mut sources) = (Vec::new(), Vec::new());
        for row in rows {
            let mut cells =
                Cells { row, audience: self.audience, left_out, cells: Vec::new(), source: String::new() };
            fill(&mut cells, row)?;
            table.push(cells.cells);
            sources.push(cells.source);
        }
        let columns = table.first().map_or(0, Vec::len);
        let mut order: Vec<&str> = table.iter().flat_map(|row| &row[..by_row]).map(String::as_str).collect();
        for column in by_row..columns {
            order.extend(table.iter().map(|row| row[column].as_str()));
        }
        let text = order.join("\n");
        writeln!(
            self.source,
            "pub const {name}: Packed = Packed {{ columns: {columns}, by_row: {by_row}, text: {text:?} }};"
        )?;
        writeln!(self.source, "pub const {name}_SOURCES: &str = {:?};", sources.join("\n"))?;
        Ok(())
    }
}

fn gpu(cells: &mut Cells, row: &Row) -> Result<()> {
    cells.texts(&["id", "name"])?;
    cells.list("aliases")?;
    cells.texts(&["vendor"])?;
    cells.wholes(&["release_year"])?;
    cells.texts(&["form_factor"])?;
    cells.wholes(&["memory_gb"])?;
    if !row.get("tdp_w")?.is_empty() {
        row.whole("tdp_w")?;
    }
    cells.optional_numbers(&["tdp_w"])?;
    cells.variant(
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
    )?;
    cells.numbers(&["memory_gib_visible", "memory_bandwidth_gb_per_s"])?;
    cells.optional_numbers(&["bf16_dense_tflops", "fp16_dense_tflops", "fp8_dense_tflops", "fp32_tflops"])?;
    cells.optional_numbers(&["nvlink_one_way_gb_per_s"])?;
    cells.numbers(&["pcie_one_way_gb_per_s"])?;
    cells.yes("data_center")?;
    cells.optional_texts(&["note"])?;
    cells.provenance()
}

fn model(cells: &mut Cells, _: &Row) -> Result<()> {
    cells.texts(&["id", "name"])?;
    cells.optional_texts(&["hf_id"])?;
    cells.texts(&["family"])?;
    cells.wholes(&["hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads"])?;
    cells.wholes(&["head_dim", "intermediate_size", "vocab_size"])?;
    cells.yes("tie_word_embeddings")?;
    cells.variant("mlp", &["gated", "plain"])?;
    cells.variant("bias", &["none", "qkv", "mlp", "all"])?;
    cells.variant("norm", &["rms", "layer", "layer-no-bias"])?;
    cells.wholes(&["norms_per_layer"])?;
    cells.yes("qk_norm")?;
    cells.wholes(&["learned_positions"])?;
    cells.group(&["window_size", "window_layers"])?;
    cells.group(&[
        "num_experts",
        "num_experts_per_tok",
        "moe_intermediate_size",
        "shared_expert_intermediate_size",
        "dense_layers",
    ])?;
    cells.group(&["kv_lora_rank", "q_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"])?;
    cells.optional_numbers(&["extra_params"])?;
    cells.wholes(&["max_seq_len"])?;
    cells.optional_texts(&["license"])?;
    cells.optional_numbers(&["published_params"])?;
    cells.optional_texts(&["note"])?;
    cells.list("aliases")?;
    cells.provenance()
}

fn offer(cells: &mut Cells, row: &Row, gpus: &HashMap<String, usize>) -> Result<()> {
    cells.texts(&["provider", "sku"])?;
    cells.put("gpu", gpus[row.text("gpu")?].to_string())?;
    cells.texts(&["id"])?;
    cells.wholes(&["gpus_per_instance", "max_gpus_per_node"])?;
    cells.optional_texts(&["tier", "region"])?;
    cells.optional_numbers(&["on_demand_usd_per_hour", "spot_usd_per_hour", "network_gbit_per_s"])?;
    cells.yes("from_guide")?;
    cells.optional_texts(&["note"])?;
    cells.provenance()
}

fn api_price(cells: &mut Cells, _: &Row) -> Result<()> {
    cells.texts(&["id", "provider", "model"])?;
    cells.optional_numbers(&[
        "training_usd_per_million_tokens",
        "input_usd_per_million_tokens",
        "output_usd_per_million_tokens",
        "base_input_usd_per_million_tokens",
        "base_output_usd_per_million_tokens",
        "minimum_usd_per_job",
    ])?;
    cells.optional_texts(&["note"])?;
    cells.provenance()
}

fn billing_rule(cells: &mut Cells, _: &Row) -> Result<()> {
    cells.texts(&["provider"])?;
    cells.optional_numbers(&[
        "increment_seconds",
        "minimum_seconds",
        "storage_usd_per_gb_month",
        "egress_usd_per_gb",
    ])?;
    cells.optional_texts(&["note"])?;
    cells.provenance()
}

fn serving_speed(cells: &mut Cells, row: &Row, gpus: &HashMap<String, usize>) -> Result<()> {
    cells.texts(&["model"])?;
    cells.put("gpu", gpus[row.text("gpu")?].to_string())?;
    cells.wholes(&["n_gpus"])?;
    cells.optional_texts(&["precision"])?;
    cells.wholes(&["prompt_tokens", "answer_tokens"])?;
    cells.numbers(&["answer_tokens_per_sec"])?;
    cells.optional_texts(&["note"])?;
    cells.provenance()
}
