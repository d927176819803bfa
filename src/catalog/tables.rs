//! The tables. `build.rs` packs them from `src/catalog/data/*.csv`; each is taken apart when it is first used.
//!
//! Every reader takes the columns in the order in which `build.rs` puts them.

use std::sync::LazyLock;

use super::packed::Row;
use super::{ApiPrice, BillingRule, GpuEntry, GpuId, ModelEntry, Offer, Provenance, ServingSpeed};
use crate::engine::bill::UsdPerGb;
use crate::engine::gpu::{Arch, Gpu};
use crate::engine::model::{Bias, Mla, Mlp, Model, Moe, Norm, Window};
use crate::engine::units::{Bytes, BytesPerSec, FlopPerSec, Secs, UsdPerHour};

mod packed {
    use crate::catalog::packed::Packed;
    include!(concat!(env!("OUT_DIR"), "/packed.rs"));
}

/// In the page, only those that an offer names.
pub static GPUS: LazyLock<Vec<GpuEntry>> = LazyLock::new(|| packed::GPUS.rows(gpu));
pub static MODELS: LazyLock<Vec<ModelEntry>> = LazyLock::new(|| packed::MODELS.rows(model));
pub static OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| packed::OFFERS.rows(offer));
pub static API_PRICES: LazyLock<Vec<ApiPrice>> = LazyLock::new(|| packed::API_PRICES.rows(api_price));
pub static BILLING: LazyLock<Vec<BillingRule>> = LazyLock::new(|| packed::BILLING.rows(billing_rule));
pub static SERVING: LazyLock<Vec<ServingSpeed>> = LazyLock::new(|| packed::SERVING.rows(serving_speed));

const ARCHS: [Arch; 12] = [
    Arch::Pascal,
    Arch::Volta,
    Arch::Turing,
    Arch::Ampere,
    Arch::Ada,
    Arch::Hopper,
    Arch::Blackwell,
    Arch::Cdna1,
    Arch::Cdna2,
    Arch::Cdna3,
    Arch::Cdna4,
    Arch::Rdna3,
];

/// Which table a row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Gpus,
    Models,
    Offers,
    ApiPrices,
    Billing,
    Serving,
}

/// The source of a row, a line of a text of its own.
pub(super) fn source(table: Table, row: u16) -> &'static str {
    let sources = match table {
        Table::Gpus => packed::GPUS_SOURCES,
        Table::Models => packed::MODELS_SOURCES,
        Table::Offers => packed::OFFERS_SOURCES,
        Table::ApiPrices => packed::API_PRICES_SOURCES,
        Table::Billing => packed::BILLING_SOURCES,
        Table::Serving => packed::SERVING_SOURCES,
    };
    sources.split('\n').nth(usize::from(row)).unwrap_or_default()
}

fn provenance(table: Table, row: &mut Row) -> Provenance {
    Provenance { table, row: row.index() as u16, as_of: row.optional_text() }
}

fn gpu(row: &mut Row) -> GpuEntry {
    let (id, name, aliases, vendor) = (row.text(), row.text(), row.list(), row.text());
    let (release_year, form_factor) = (row.whole() as u16, row.text());
    let (memory_gb, tdp_watts) = (row.whole() as u16, row.number());
    let gpu = Gpu {
        arch: row.variant(&ARCHS),
        memory: Bytes::from_gib(row.number().unwrap_or_default()),
        memory_bandwidth: BytesPerSec::from_gb(row.number().unwrap_or_default()),
        bf16_peak: row.number().map(FlopPerSec::from_tflops),
        fp16_peak: row.number().map(FlopPerSec::from_tflops),
        fp8_peak: row.number().map(FlopPerSec::from_tflops),
        fp32_peak: row.number().map(FlopPerSec::from_tflops),
        nvlink: row.number().map(BytesPerSec::from_gb),
        pcie: BytesPerSec::from_gb(row.number().unwrap_or_default()),
        tdp_watts,
        data_center: row.yes(),
    };
    GpuEntry {
        id,
        name,
        aliases,
        vendor,
        release_year,
        form_factor,
        memory_gb,
        tdp_watts: tdp_watts.map(|watts| watts as u16),
        gpu,
        note: row.text(),
        provenance: provenance(Table::Gpus, row),
    }
}

fn model(row: &mut Row) -> ModelEntry {
    let (id, name, hf_id, family) = (row.text(), row.text(), row.text(), row.text());
    let model = Model {
        hidden_size: row.whole(),
        n_layers: row.whole(),
        n_heads: row.whole(),
        n_kv_heads: row.whole(),
        head_dim: row.whole(),
        intermediate_size: row.whole(),
        vocab_size: row.whole(),
        tied_embeddings: row.yes(),
        mlp: row.variant(&[Mlp::Gated, Mlp::Plain]),
        stepwise_activation: matches!(family, "gpt2" | "gptj" | "gpt-neo" | "phi"),
        bias: row.variant(&[Bias::None, Bias::Qkv, Bias::Mlp, Bias::All]),
        norm: row.variant(&[Norm::Rms, Norm::Layer, Norm::LayerNoBias]),
        norms_per_layer: row.whole(),
        qk_norm: row.yes(),
        learned_positions: row.whole(),
        window: Some(Window { size: row.whole(), n_layers: row.whole() }).filter(|window| window.size > 0),
        moe: Some(Moe {
            n_experts: row.whole(),
            n_experts_per_token: row.whole(),
            intermediate_size: row.whole(),
            shared_intermediate_size: row.whole(),
            n_dense_layers: row.whole(),
        })
        .filter(|moe| moe.n_experts > 0),
        mla: Some(Mla {
            kv_lora_rank: row.whole(),
            q_lora_rank: row.whole(),
            qk_nope_head_dim: row.whole(),
            qk_rope_head_dim: row.whole(),
            v_head_dim: row.whole(),
        })
        .filter(|mla| mla.kv_lora_rank > 0),
        extra_params: row.number().unwrap_or_default(),
    };
    ModelEntry {
        id,
        name,
        hf_id,
        family,
        max_seq_len: row.whole(),
        license: row.text(),
        model,
        published_params: row.number(),
        note: row.text(),
        aliases: row.list(),
        provenance: provenance(Table::Models, row),
    }
}

fn offer(row: &mut Row) -> Offer {
    let (provider, sku, gpu) = (row.text(), row.text(), GpuId(row.whole() as u16));
    Offer {
        id: row.text(),
        provider,
        sku,
        gpu,
        gpus_per_instance: row.whole(),
        max_gpus_per_node: row.whole(),
        tier: row.text(),
        region: row.text(),
        on_demand: row.number().map(UsdPerHour),
        spot: row.number().map(UsdPerHour),
        network_gbps: row.number(),
        from_guide: row.yes(),
        note: row.text(),
        provenance: provenance(Table::Offers, row),
    }
}

fn api_price(row: &mut Row) -> ApiPrice {
    ApiPrice {
        id: row.text(),
        provider: row.text(),
        model: row.text(),
        training_usd_per_million_tokens: row.number(),
        input_usd_per_million_tokens: row.number(),
        output_usd_per_million_tokens: row.number(),
        base_input_usd_per_million_tokens: row.number(),
        base_output_usd_per_million_tokens: row.number(),
        minimum_usd_per_job: row.number(),
        note: row.text(),
        provenance: provenance(Table::ApiPrices, row),
    }
}

fn billing_rule(row: &mut Row) -> BillingRule {
    BillingRule {
        provider: row.text(),
        increment: row.number().map(Secs),
        minimum: row.number().map(Secs),
        storage: row.number().map(UsdPerGb),
        egress: row.number().map(UsdPerGb),
        note: row.text(),
        provenance: provenance(Table::Billing, row),
    }
}

fn serving_speed(row: &mut Row) -> ServingSpeed {
    ServingSpeed {
        model: row.text(),
        gpu: GpuId(row.whole() as u16),
        n_gpus: row.whole(),
        precision: row.text(),
        prompt_tokens: row.whole(),
        answer_tokens: row.whole(),
        answer_tokens_per_sec: row.number().unwrap_or_default(),
        note: row.text(),
        provenance: provenance(Table::Serving, row),
    }
}
