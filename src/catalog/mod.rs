//! The facts that ship with Tunecost, each with a source and a date. Nothing here computes a cost.
//!
//! The tables live in `src/catalog/data/*.csv`; `build.rs` checks them and packs each into one text, which [`tables`]
//! takes apart at first use. The page leaves out what it never shows (notes, aliases, licenses, published counts, GPUs
//! that nobody offers): those fields are empty there.

pub mod guide;
mod packed;
pub mod tables;

use crate::engine::bill::UsdPerGb;
use crate::engine::gpu::Gpu;
use crate::engine::model::Model;
use crate::engine::units::{Secs, UsdPerHour};

/// Where a figure comes from and how old it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provenance {
    table: tables::Table,
    row: u16,
    /// `2026-03` or `2026-07-20`; `None`: the source bears no date.
    pub as_of: Option<&'static str>,
}

impl Provenance {
    /// Where the row's figures come from. These texts are apart from the rows, so that the page's first download does
    /// without them: nothing that it shows at once names a source.
    pub fn source(&self) -> &'static str {
        tables::source(self.table, self.row)
    }
}

/// A GPU of the catalog. `id` is what links carry, like `h100-sxm`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GpuEntry {
    pub id: &'static str,
    /// As people write it: `H100 SXM`.
    pub name: &'static str,
    /// Other spellings, for files and search.
    pub aliases: &'static [&'static str],
    pub vendor: &'static str,
    pub release_year: u16,
    pub form_factor: &'static str,
    pub memory_gb: u16,
    pub tdp_watts: Option<u16>,
    pub gpu: Gpu,
    /// What is derived, and traps.
    pub note: &'static str,
    pub provenance: Provenance,
}

/// A model of the catalog. `id` is what links carry, like `llama-3.1-8b`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelEntry {
    pub id: &'static str,
    pub name: &'static str,
    /// Hugging Face repository; empty for models without one.
    pub hf_id: &'static str,
    pub family: &'static str,
    pub max_seq_len: u32,
    pub license: &'static str,
    pub model: Model,
    /// Published parameter count, when a source gives one.
    pub published_params: Option<f64>,
    /// Why the dimensions give another count, or what to know.
    pub note: &'static str,
    /// Other spellings, lower case, for files and search.
    pub aliases: &'static [&'static str],
    pub provenance: Provenance,
}

/// One way to rent GPUs: a whole instance as sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// What links carry, like `runpod.rtx-4090.2026-03`; unique.
    pub id: &'static str,
    pub provider: &'static str,
    pub sku: &'static str,
    pub gpu: GpuId,
    pub gpus_per_instance: u32,
    /// Most GPUs of one machine that are sold at this price each (pods by the GPU); at least `gpus_per_instance`.
    pub max_gpus_per_node: u32,
    /// `community`, `secure`, `marketplace`, or empty.
    pub tier: &'static str,
    pub region: &'static str,
    /// Whole instance.
    pub on_demand: Option<UsdPerHour>,
    pub spot: Option<UsdPerHour>,
    /// Between machines, gigabits a second for the whole instance; `None`: not known.
    pub network_gbps: Option<f64>,
    /// A row of the guide's own price list.
    pub from_guide: bool,
    /// What the source leaves open.
    pub note: &'static str,
    pub provenance: Provenance,
}

/// A managed fine-tuning price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ApiPrice {
    pub id: &'static str,
    pub provider: &'static str,
    pub model: &'static str,
    pub training_usd_per_million_tokens: Option<f64>,
    pub input_usd_per_million_tokens: Option<f64>,
    pub output_usd_per_million_tokens: Option<f64>,
    pub base_input_usd_per_million_tokens: Option<f64>,
    pub base_output_usd_per_million_tokens: Option<f64>,
    pub minimum_usd_per_job: Option<f64>,
    pub note: &'static str,
    pub provenance: Provenance,
}

/// How a provider bills, as far as a source says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BillingRule {
    /// As in [`Offer::provider`]; unique.
    pub provider: &'static str,
    /// Time is rounded up to a multiple of it.
    pub increment: Option<Secs>,
    /// The least that an instance is billed for; `None`: no minimum is known.
    pub minimum: Option<Secs>,
    /// A month.
    pub storage: Option<UsdPerGb>,
    pub egress: Option<UsdPerGb>,
    pub note: &'static str,
    pub provenance: Provenance,
}

/// Published serving speed, with endless requests: an upper bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServingSpeed {
    /// Id of a model of the catalog.
    pub model: &'static str,
    pub gpu: GpuId,
    /// Of one server.
    pub n_gpus: u32,
    pub precision: &'static str,
    pub prompt_tokens: u32,
    pub answer_tokens: u32,
    /// Of the whole server.
    pub answer_tokens_per_sec: f64,
    pub note: &'static str,
    pub provenance: Provenance,
}

/// Position in [`tables::API_PRICES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiId(pub u16);
/// Position in [`tables::GPUS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GpuId(pub u16);
/// Position in [`tables::MODELS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelId(pub u16);
/// Position in [`tables::OFFERS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfferId(pub u16);

impl GpuId {
    pub fn get(self) -> &'static GpuEntry {
        &tables::GPUS[self.0 as usize]
    }
    pub fn all() -> impl Iterator<Item = Self> {
        (0..tables::GPUS.len()).map(|index| Self(index as u16))
    }
    /// By link id, by name, or by alias, as `nvidia-smi` and published tables spell it.
    ///
    /// Case, separators and the words of makers do not matter: `NVIDIA A100-SXM4-80GB` is the A100 SXM 80GB.
    pub fn find(text: &str) -> Option<Self> {
        Self::all().find(|gpu| gpu.get().spellings().any(|spelling| same_name(spelling, text, &MAKER_WORDS)))
    }
}

impl GpuEntry {
    /// Every name that [`GpuId::find`] knows it by.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> {
        [self.id, self.name].into_iter().chain(self.aliases.iter().copied())
    }
}

/// Words that a GPU's name bears or not.
const MAKER_WORDS: [&str; 12] = [
    "nvidia",
    "amd",
    "tesla",
    "geforce",
    "radeon",
    "instinct",
    "gpu",
    "graphics",
    "generation",
    "edition",
    "one",
    "per",
];

impl ModelId {
    pub fn get(self) -> &'static ModelEntry {
        &tables::MODELS[self.0 as usize]
    }
    pub fn all() -> impl Iterator<Item = Self> {
        (0..tables::MODELS.len()).map(|index| Self(index as u16))
    }
    /// By link id, by Hugging Face repository (with or without its owner), by name, or by alias.
    ///
    /// Case and separators do not matter. A copy that differs only in tuning or packaging finds its base:
    /// `unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit` is Llama 3.1 8B.
    pub fn find(text: &str) -> Option<Self> {
        let find = |dropped: &[&str]| {
            Self::all().find(|model| {
                model.get().spellings().any(|spelling| same_name(spelling, text, dropped))
                    || text.rsplit_once('/').is_some_and(|(_, name)| {
                        model.get().spellings().any(|spelling| same_name(spelling, name, dropped))
                    })
            })
        };
        find(&[]).or_else(|| find(&VARIANT_WORDS))
    }
}

impl ModelEntry {
    /// Every name that [`ModelId::find`] knows it by.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> {
        let repository = self.hf_id.rsplit('/').next().unwrap_or_default();
        [self.id, self.name, self.hf_id, repository]
            .into_iter()
            .chain(self.aliases.iter().copied())
            .filter(|spelling| !spelling.is_empty())
    }
}

/// Words that tell copies of one model apart, not models.
const VARIANT_WORDS: [&str; 11] =
    ["instruct", "it", "pt", "chat", "base", "hf", "unsloth", "bnb", "4bit", "gptq", "awq"];

/// The letters, digits and points of a name, lower case, without the `dropped` words.
fn name_key(text: &str, dropped: &[&str]) -> impl Iterator<Item = char> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .filter(move |word| !dropped.iter().any(|other| word.eq_ignore_ascii_case(other)))
        .flat_map(str::chars)
        .map(|c| c.to_ascii_lowercase())
}

fn same_name(a: &str, b: &str, dropped: &[&str]) -> bool {
    let mut b = name_key(b, dropped).peekable();
    b.peek().is_some() && name_key(a, dropped).eq(b)
}

impl ApiId {
    pub fn get(self) -> &'static ApiPrice {
        &tables::API_PRICES[self.0 as usize]
    }
    pub fn all() -> impl Iterator<Item = Self> {
        (0..tables::API_PRICES.len()).map(|index| Self(index as u16))
    }
    pub fn find(id: &str) -> Option<Self> {
        Self::all().find(|api| api.get().id == id)
    }
}

impl BillingRule {
    /// `None`: no source says how the provider bills.
    pub fn of(provider: &str) -> Option<&'static Self> {
        tables::BILLING.iter().find(|rule| rule.provider == provider)
    }
}

impl OfferId {
    pub fn get(self) -> &'static Offer {
        &tables::OFFERS[self.0 as usize]
    }
    pub fn all() -> impl Iterator<Item = Self> {
        (0..tables::OFFERS.len()).map(|index| Self(index as u16))
    }
    pub fn find(id: &str) -> Option<Self> {
        Self::all().find(|offer| offer.get().id == id)
    }
}
