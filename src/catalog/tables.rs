//! The tables, as constants.

use super::{ApiPrice, GpuEntry, GpuId, ModelEntry, Offer, Provenance};
use crate::engine::gpu::{Arch, Gpu};
use crate::engine::model::{Bias, Mlp, Model, Norm};
use crate::engine::units::{Bytes, BytesPerSec, FlopPerSec, UsdPerHour};

pub static GPUS: &[GpuEntry] = &[GpuEntry {
    id: "h100-sxm",
    name: "H100 SXM",
    vendor: "NVIDIA",
    release_year: 2022,
    form_factor: "SXM5",
    memory_gb: 80,
    tdp_watts: Some(700),
    gpu: Gpu {
        arch: Arch::Hopper,
        memory: Bytes::from_mib(81_559.0),
        memory_bandwidth: BytesPerSec::from_gb(3350.0),
        bf16_peak: Some(FlopPerSec::from_tflops(989.4)),
        fp16_peak: Some(FlopPerSec::from_tflops(989.4)),
        fp8_peak: Some(FlopPerSec::from_tflops(1979.0)),
        fp32_peak: Some(FlopPerSec::from_tflops(67.0)),
        nvlink: Some(BytesPerSec::from_gb(450.0)),
        pcie: BytesPerSec::from_gb(63.0),
        data_center: true,
    },
    provenance: Provenance { source: "stas00/ml-engineering", as_of: Some("2026-08-22") },
}];

pub static MODELS: &[ModelEntry] = &[ModelEntry {
    id: "llama-3.1-8b",
    name: "Llama 3.1 8B",
    hf_id: "meta-llama/Llama-3.1-8B",
    family: "llama3",
    max_seq_len: 131_072,
    license: "Llama 3.1 Community",
    model: Model {
        hidden_size: 4096,
        n_layers: 32,
        n_heads: 32,
        n_kv_heads: 8,
        head_dim: 128,
        intermediate_size: 14_336,
        vocab_size: 128_256,
        tied_embeddings: false,
        mlp: Mlp::Gated,
        bias: Bias::None,
        norm: Norm::Rms,
        norms_per_layer: 2,
        qk_norm: false,
        learned_positions: 0,
        window: None,
        moe: None,
        mla: None,
        extra_params: 0.0,
    },
    published_params: Some(8_030_261_248.0),
    note: "",
    aliases: &["llama-3.1-8b", "llama3.1-8b"],
    provenance: Provenance { source: "Lightning-AI/litgpt config.py @2685705", as_of: Some("2026-06-29") },
}];

pub static OFFERS: &[Offer] = &[Offer {
    id: "runpod.h100-sxm.2026-03",
    provider: "RunPod",
    sku: "H100 SXM",
    gpu: GpuId(0),
    gpus_per_instance: 1,
    max_gpus_per_node: 8,
    tier: "community",
    region: "",
    on_demand: Some(UsdPerHour(2.69)),
    spot: None,
    network_gbps: None,
    from_guide: true,
    provenance: Provenance { source: "the guide, March 2026", as_of: Some("2026-03") },
}];

pub static API_PRICES: &[ApiPrice] = &[];
