//! The tables. `build.rs` packs `src/catalog/data/*.csv`; here they are unpacked at first use, in the same order.
//!
//! A pack is a text with a string a line, in the order of first use, and bytes that say what the fields are. The build
//! checked the tables, and tests read every field back, so unpacking has no errors to report: what is beyond the end reads
//! as nothing.

use std::str::Lines;
use std::sync::LazyLock;

use super::{ApiPrice, GpuEntry, GpuId, ModelEntry, Offer, Provenance};
use crate::engine::gpu::{Arch, Gpu};
use crate::engine::model::{Bias, Mla, Mlp, Model, Moe, Norm, Window};
use crate::engine::units::{Bytes, BytesPerSec, FlopPerSec, UsdPerHour};

/// A table of the catalog, unpacked at first use.
pub type Table<T> = LazyLock<&'static [T]>;

struct Catalog {
    gpus: Vec<GpuEntry>,
    models: Vec<ModelEntry>,
    offers: Vec<Offer>,
}

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let mut pack = Pack::new(
        include_str!(concat!(env!("OUT_DIR"), "/catalog.txt")),
        include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin")),
    );
    Catalog { gpus: pack.table(gpu), models: pack.table(model), offers: pack.table(offer) }
});
static PRICES: LazyLock<Vec<ApiPrice>> = LazyLock::new(|| {
    let mut pack = Pack::new(
        include_str!(concat!(env!("OUT_DIR"), "/api_prices.txt")),
        include_bytes!(concat!(env!("OUT_DIR"), "/api_prices.bin")),
    );
    pack.table(api_price)
});

pub static GPUS: Table<GpuEntry> = LazyLock::new(|| &CATALOG.gpus);
pub static MODELS: Table<ModelEntry> = LazyLock::new(|| &CATALOG.models);
pub static OFFERS: Table<Offer> = LazyLock::new(|| &CATALOG.offers);
pub static API_PRICES: Table<ApiPrice> = LazyLock::new(|| &PRICES);

/// Decimal exponent of a number, as `build.rs` writes it.
const EXPONENT_BIAS: i32 = 64;

struct Pack {
    unused: Lines<'static>,
    used: Vec<&'static str>,
    bytes: &'static [u8],
}

impl Pack {
    fn new(text: &'static str, bytes: &'static [u8]) -> Self {
        Self { unused: text.lines(), used: Vec::new(), bytes }
    }
    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }
    fn whole(&mut self) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return value;
            }
            shift += 7;
        }
    }
    fn small(&mut self) -> u32 {
        self.whole() as u32
    }
    fn yes(&mut self) -> bool {
        self.byte() == 1
    }
    fn text(&mut self) -> &'static str {
        match self.whole() {
            0 => "",
            1 => {
                let next = self.unused.next().unwrap_or_default();
                self.used.push(next);
                next
            }
            index => self.used.get(index as usize - 2).copied().unwrap_or_default(),
        }
    }
    fn list(&mut self) -> &'static [&'static str] {
        let items: Vec<_> = (0..self.whole()).map(|_| self.text()).collect();
        // The tables live as long as the program.
        items.leak()
    }
    /// Digits and power are exact in a float, so the one product or quotient rounds as reading the decimal does.
    fn maybe(&mut self) -> Option<f64> {
        let exponent = match self.byte() {
            0 => return None,
            byte => i32::from(byte) - EXPONENT_BIAS,
        };
        let digits = self.whole();
        let (mut value, mut power) = ((digits >> 1) as f64, 1.0);
        for _ in 0..exponent.abs() {
            power *= 10.0;
        }
        value = if exponent < 0 { value / power } else { value * power };
        Some(if digits & 1 == 1 { -value } else { value })
    }
    fn number(&mut self) -> f64 {
        self.maybe().unwrap_or_default()
    }
    fn variant<T: Copy>(&mut self, all: &[T]) -> T {
        all[(self.whole() as usize).min(all.len() - 1)]
    }
    /// Columns that are there together or not at all.
    fn together<T>(&mut self, read: fn(&mut Self) -> T) -> Option<T> {
        self.yes().then(|| read(self))
    }
    fn provenance(&mut self) -> Provenance {
        Provenance { source: self.text(), as_of: Some(self.text()).filter(|date| !date.is_empty()) }
    }
    fn table<T>(&mut self, read: fn(&mut Self) -> T) -> Vec<T> {
        (0..self.whole()).map(|_| read(self)).collect()
    }
}

// Fields are written down in the order in which they are packed: that is the order in which they are read.

fn gpu(pack: &mut Pack) -> GpuEntry {
    let (id, name, vendor, form_factor) = (pack.text(), pack.text(), pack.text(), pack.text());
    let aliases = pack.list();
    let (release_year, memory_gb) = (pack.small() as u16, pack.small() as u16);
    let tdp = pack.together(Pack::small);
    let (note, provenance) = (pack.text(), pack.provenance());
    let arch = pack.variant(&[
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
    ]);
    let gpu = Gpu {
        arch,
        memory: Bytes::from_gib(pack.number()),
        memory_bandwidth: BytesPerSec::from_gb(pack.number()),
        pcie: BytesPerSec::from_gb(pack.number()),
        bf16_peak: pack.maybe().map(FlopPerSec::from_tflops),
        fp16_peak: pack.maybe().map(FlopPerSec::from_tflops),
        fp8_peak: pack.maybe().map(FlopPerSec::from_tflops),
        fp32_peak: pack.maybe().map(FlopPerSec::from_tflops),
        nvlink: pack.maybe().map(BytesPerSec::from_gb),
        tdp_watts: tdp.map(f64::from),
        data_center: pack.yes(),
    };
    let tdp_watts = tdp.map(|watts| watts as u16);
    GpuEntry {
        id,
        name,
        aliases,
        vendor,
        release_year,
        form_factor,
        memory_gb,
        tdp_watts,
        gpu,
        note,
        provenance,
    }
}

fn model(pack: &mut Pack) -> ModelEntry {
    let (id, name, hf_id) = (pack.text(), pack.text(), pack.text());
    let (family, license, note) = (pack.text(), pack.text(), pack.text());
    let aliases = pack.list();
    let provenance = pack.provenance();
    let published_params = pack.maybe();
    let extra_params = pack.number();
    let max_seq_len = pack.small();
    let model = Model {
        extra_params,
        hidden_size: pack.small(),
        n_layers: pack.small(),
        n_heads: pack.small(),
        n_kv_heads: pack.small(),
        head_dim: pack.small(),
        intermediate_size: pack.small(),
        vocab_size: pack.small(),
        norms_per_layer: pack.small(),
        learned_positions: pack.small(),
        tied_embeddings: pack.yes(),
        qk_norm: pack.yes(),
        mlp: pack.variant(&[Mlp::Gated, Mlp::Plain]),
        bias: pack.variant(&[Bias::None, Bias::Qkv, Bias::Mlp, Bias::All]),
        norm: pack.variant(&[Norm::Rms, Norm::Layer, Norm::LayerNoBias]),
        window: pack.together(|pack| Window { size: pack.small(), n_layers: pack.small() }),
        moe: pack.together(|pack| Moe {
            n_experts: pack.small(),
            n_experts_per_token: pack.small(),
            intermediate_size: pack.small(),
            shared_intermediate_size: pack.small(),
            n_dense_layers: pack.small(),
        }),
        mla: pack.together(|pack| Mla {
            kv_lora_rank: pack.small(),
            q_lora_rank: pack.small(),
            qk_nope_head_dim: pack.small(),
            qk_rope_head_dim: pack.small(),
            v_head_dim: pack.small(),
        }),
    };
    ModelEntry {
        id,
        name,
        hf_id,
        family,
        max_seq_len,
        license,
        model,
        published_params,
        note,
        aliases,
        provenance,
    }
}

fn offer(pack: &mut Pack) -> Offer {
    Offer {
        id: pack.text(),
        provider: pack.text(),
        sku: pack.text(),
        tier: pack.text(),
        region: pack.text(),
        note: pack.text(),
        provenance: pack.provenance(),
        gpu: GpuId(pack.small() as u16),
        gpus_per_instance: pack.small(),
        max_gpus_per_node: pack.small(),
        on_demand: pack.maybe().map(UsdPerHour),
        spot: pack.maybe().map(UsdPerHour),
        network_gbps: pack.maybe(),
        from_guide: pack.yes(),
    }
}

fn api_price(pack: &mut Pack) -> ApiPrice {
    ApiPrice {
        id: pack.text(),
        provider: pack.text(),
        model: pack.text(),
        note: pack.text(),
        provenance: pack.provenance(),
        training_usd_per_million_tokens: pack.maybe(),
        input_usd_per_million_tokens: pack.maybe(),
        output_usd_per_million_tokens: pack.maybe(),
        base_input_usd_per_million_tokens: pack.maybe(),
        base_output_usd_per_million_tokens: pack.maybe(),
        minimum_usd_per_job: pack.maybe(),
    }
}
