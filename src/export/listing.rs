//! The catalog and the inputs as data.

use serde::Serialize;

use crate::catalog::{ApiPrice, GpuEntry, GpuId, ModelEntry, ModelId, Offer, OfferId, tables};
use crate::engine::units::FlopPerSec;
use crate::scenario::fields::{
    CHOICE_FIELDS, ChoiceField, FLAG_FIELDS, FlagField, NUMBER_FIELDS, NumberField, SET_FIELDS, SetField,
};
use crate::scenario::presets::PresetId;

/// Everything that a scenario can name.
#[derive(Serialize)]
pub struct Catalog {
    gpus: Vec<Gpu>,
    models: Vec<Model>,
    offers: Vec<OfferRow>,
    api_prices: Vec<Api>,
    presets: Vec<Named>,
    numbers: Vec<Number>,
    choices: Vec<Choice>,
    flags: Vec<Flag>,
    sets: Vec<Choice>,
}

#[derive(Serialize)]
struct Named {
    id: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
struct Gpu {
    id: &'static str,
    name: &'static str,
    vendor: &'static str,
    release_year: u16,
    form_factor: &'static str,
    memory_gib: f64,
    memory_bandwidth_gb_per_sec: f64,
    bf16_tflops: Option<f64>,
    fp16_tflops: Option<f64>,
    fp8_tflops: Option<f64>,
    fp32_tflops: Option<f64>,
    nvlink_gb_per_sec: Option<f64>,
    pcie_gb_per_sec: f64,
    tdp_watts: Option<u16>,
    source: &'static str,
    as_of: Option<&'static str>,
}

#[derive(Serialize)]
struct Model {
    id: &'static str,
    name: &'static str,
    hf_id: &'static str,
    family: &'static str,
    n_params: f64,
    n_active_params: f64,
    max_seq_len: u32,
    source: &'static str,
    as_of: Option<&'static str>,
}

#[derive(Serialize)]
struct OfferRow {
    id: &'static str,
    provider: &'static str,
    sku: &'static str,
    gpu: &'static str,
    gpus_per_instance: u32,
    tier: &'static str,
    region: &'static str,
    on_demand_usd_per_hour: Option<f64>,
    spot_usd_per_hour: Option<f64>,
    network_gbit_per_sec: Option<f64>,
    from_guide: bool,
    source: &'static str,
    as_of: Option<&'static str>,
}

#[derive(Serialize)]
struct Api {
    id: &'static str,
    provider: &'static str,
    model: &'static str,
    training_usd_per_million_tokens: Option<f64>,
    minimum_usd_per_job: Option<f64>,
    source: &'static str,
    as_of: Option<&'static str>,
}

#[derive(Serialize)]
struct Number {
    id: &'static str,
    label: &'static str,
    help: &'static str,
    unit: &'static str,
    min: f64,
    max: f64,
    whole: bool,
    optional: bool,
}

#[derive(Serialize)]
struct Flag {
    id: &'static str,
    label: &'static str,
    help: &'static str,
}

#[derive(Serialize)]
struct Choice {
    id: &'static str,
    label: &'static str,
    help: &'static str,
    options: Vec<Named>,
}

/// The catalog as it ships.
pub fn catalog() -> Catalog {
    Catalog {
        gpus: GpuId::all().map(|id| gpu(id.get())).collect(),
        models: ModelId::all().map(|id| model(id.get())).collect(),
        offers: OfferId::all().map(|id| offer(id.get())).collect(),
        api_prices: tables::API_PRICES.iter().map(api).collect(),
        presets: PresetId::ALL
            .iter()
            .map(|preset| Named { id: preset.id(), label: preset.label() })
            .collect(),
        numbers: NUMBER_FIELDS.iter().map(number).collect(),
        choices: CHOICE_FIELDS.iter().map(choice).collect(),
        flags: FLAG_FIELDS.iter().map(flag).collect(),
        sets: SET_FIELDS.iter().map(set).collect(),
    }
}

fn gpu(entry: &GpuEntry) -> Gpu {
    let gpu = &entry.gpu;
    let tflops = |peak: Option<FlopPerSec>| peak.map(|peak| crate::format::tidy(peak.0 / 1e12));
    let gb = |rate: f64| crate::format::tidy(rate / 1e9);
    Gpu {
        id: entry.id,
        name: entry.name,
        vendor: entry.vendor,
        release_year: entry.release_year,
        form_factor: entry.form_factor,
        memory_gib: crate::format::tidy(gpu.memory.gib()),
        memory_bandwidth_gb_per_sec: gb(gpu.memory_bandwidth.0),
        bf16_tflops: tflops(gpu.bf16_peak),
        fp16_tflops: tflops(gpu.fp16_peak),
        fp8_tflops: tflops(gpu.fp8_peak),
        fp32_tflops: tflops(gpu.fp32_peak),
        nvlink_gb_per_sec: gpu.nvlink.map(|rate| gb(rate.0)),
        pcie_gb_per_sec: gb(gpu.pcie.0),
        tdp_watts: entry.tdp_watts,
        source: entry.provenance.source(),
        as_of: entry.provenance.as_of,
    }
}

fn model(entry: &ModelEntry) -> Model {
    Model {
        id: entry.id,
        name: entry.name,
        hf_id: entry.hf_id,
        family: entry.family,
        n_params: entry.model.n_params(),
        n_active_params: entry.model.n_active_params(),
        max_seq_len: entry.max_seq_len,
        source: entry.provenance.source(),
        as_of: entry.provenance.as_of,
    }
}

fn offer(offer: &Offer) -> OfferRow {
    OfferRow {
        id: offer.id,
        provider: offer.provider,
        sku: offer.sku,
        gpu: offer.gpu.get().id,
        gpus_per_instance: offer.gpus_per_instance,
        tier: offer.tier,
        region: offer.region,
        on_demand_usd_per_hour: offer.on_demand.map(|usd| usd.0),
        spot_usd_per_hour: offer.spot.map(|usd| usd.0),
        network_gbit_per_sec: offer.network_gbps,
        from_guide: offer.from_guide,
        source: offer.provenance.source(),
        as_of: offer.provenance.as_of,
    }
}

fn api(price: &ApiPrice) -> Api {
    Api {
        id: price.id,
        provider: price.provider,
        model: price.model,
        training_usd_per_million_tokens: price.training_usd_per_million_tokens,
        minimum_usd_per_job: price.minimum_usd_per_job,
        source: price.provenance.source(),
        as_of: price.provenance.as_of,
    }
}

fn number(field: &NumberField) -> Number {
    Number {
        id: field.key,
        label: field.label,
        help: field.help,
        unit: field.unit,
        min: field.min,
        max: field.max,
        whole: field.integer,
        optional: field.optional,
    }
}

fn choice(field: &ChoiceField) -> Choice {
    let options = field.options.iter().map(|option| Named { id: option.value, label: option.label });
    Choice { id: field.key, label: field.label, help: field.help, options: options.collect() }
}

fn flag(field: &FlagField) -> Flag {
    Flag { id: field.key, label: field.label, help: field.help }
}

fn set(field: &SetField) -> Choice {
    let options = (field.options)().into_iter().map(|(id, label)| Named { id, label });
    Choice { id: field.key, label: field.label, help: field.help, options: options.collect() }
}
