//! What a GPU is to the engine, and how GPUs are linked.

use super::units::{Bytes, BytesPerSec, FlopPerSec};

/// Hardware generations that differ in how software drives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arch {
    Pascal,
    Volta,
    Turing,
    Ampere,
    Ada,
    Hopper,
    Blackwell,
    Cdna1,
    Cdna2,
    Cdna3,
    Cdna4,
    Rdna3,
}

impl Arch {
    pub const COUNT: usize = Self::Rdna3 as usize + 1;
}

/// One GPU as one process sees it. A peak that no source gives is `None`, never zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gpu {
    pub arch: Arch,
    /// Memory that a process can see.
    pub memory: Bytes,
    pub memory_bandwidth: BytesPerSec,
    /// Dense, with 32-bit accumulation.
    pub bf16_peak: Option<FlopPerSec>,
    pub fp16_peak: Option<FlopPerSec>,
    pub fp8_peak: Option<FlopPerSec>,
    pub fp32_peak: Option<FlopPerSec>,
    /// One direction, a GPU, over NVLink or Infinity Fabric. `None`: PCIe only.
    pub nvlink: Option<BytesPerSec>,
    pub pcie: BytesPerSec,
    /// Board power, W. What a peak costs in power decides how much of it a long run sees.
    pub tdp_watts: Option<f64>,
    /// GeForce and workstation cards: no large-scale peer-to-peer.
    pub data_center: bool,
}

impl Gpu {
    /// Hundreds of multiprocessors that a large card of this generation has: CUDA sets memory aside for each. A small card's
    /// context comes out too large by 0.2 GiB at most.
    ///
    /// Source: data sheets. T4 has 40 and RTX 2080 Ti 68, P100 56, V100 80, A100 108, RTX A6000 84, RTX 4090 128, H100 132,
    /// B200 148, RTX 5090 170, MI210 104, MI300X 304 compute units.
    pub const fn multiprocessors(&self) -> f64 {
        match self.arch {
            Arch::Turing => 0.5,
            Arch::Pascal => 0.6,
            Arch::Volta => 0.8,
            Arch::Ampere if self.nvlink.is_some() => 1.08,
            Arch::Ampere | Arch::Rdna3 => 0.84,
            Arch::Ada => 1.2,
            Arch::Hopper => 1.32,
            Arch::Blackwell if self.data_center => 1.48,
            Arch::Blackwell => 1.7,
            Arch::Cdna1 | Arch::Cdna2 => 1.1,
            Arch::Cdna3 | Arch::Cdna4 => 3.0,
        }
    }
}

/// GPUs of a plan and the links between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    pub n_gpus: u32,
    /// GPUs that share one machine, at most `n_gpus`.
    pub gpus_per_node: u32,
    /// One direction, a GPU, inside a machine.
    pub intra_node: BytesPerSec,
    /// One direction, a GPU, between machines.
    pub inter_node: BytesPerSec,
}

impl Cluster {
    pub fn single(gpu: &Gpu) -> Self {
        Self {
            n_gpus: 1,
            gpus_per_node: 1,
            intra_node: gpu.nvlink.unwrap_or(gpu.pcie),
            inter_node: BytesPerSec::from_gb(1.25),
        }
    }
    pub fn n_nodes(&self) -> u32 {
        self.n_gpus.div_ceil(self.gpus_per_node.max(1))
    }
}
