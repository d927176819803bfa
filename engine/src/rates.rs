//! How fast a GPU multiplies matrices.

use super::constants::Constants;
use super::estimate::Inputs;
use super::gpu::Arch;
use super::recipe::{Precision, Stack};
use super::units::{FlopPerSec, larger};

/// bf16 on a card whose tensor cores know fp16 alone, of its 32-bit rate: read off GPT-2 XL and Qwen2.5-0.5B on a T4
/// (anhkieuthanh/parallelism_training, imhyensuk/memopro), which reach 1.2 to 2.0 TFLOPS of 8.1.
const EMULATED_BF16: f64 = 0.4;

/// Dense peak of the recipe's arithmetic.
pub fn dense_peak(inputs: &Inputs) -> FlopPerSec {
    let gpu = &inputs.gpu;
    let half = match inputs.recipe.precision {
        Precision::Fp16 | Precision::Fp16Mixed => gpu.fp16_peak.or(gpu.bf16_peak),
        Precision::Bf16 | Precision::Bf16Mixed | Precision::Fp8 => {
            gpu.bf16_peak.or(gpu.fp32_peak.map(|rate| rate * EMULATED_BF16)).or(gpu.fp16_peak)
        }
    };
    if inputs.recipe.all_32_bit {
        // TF32 runs at half the 16-bit rate.
        let tf32 = half.map(|rate| rate * 0.5).filter(|_| inputs.recipe.tf32);
        return tf32.or(gpu.fp32_peak).or(half).unwrap_or(FlopPerSec::from_tflops(1.0));
    }
    half.or(gpu.fp32_peak).unwrap_or(FlopPerSec::from_tflops(1.0))
}

/// Rate that long matrix products sustain: a share of the peak, or what the board's power allows.
pub(super) fn matmul_rate(inputs: &Inputs, constants: &Constants) -> FlopPerSec {
    let gpu = &inputs.gpu;
    let peak = dense_peak(inputs);
    let share = match gpu.arch {
        Arch::Cdna1 | Arch::Cdna2 | Arch::Cdna3 | Arch::Cdna4 | Arch::Rdna3 => constants.matmul_share_cdna,
        _ if gpu.data_center => constants.matmul_share,
        Arch::Ada | Arch::Blackwell => constants.matmul_share_geforce,
        _ => constants.matmul_share_geforce_old,
    };
    let per_watt = match gpu.arch {
        Arch::Pascal | Arch::Volta => constants.tflops_per_watt_12nm,
        Arch::Turing => constants.tflops_per_watt_turing,
        Arch::Ampere | Arch::Cdna1 | Arch::Cdna2 => constants.tflops_per_watt_7nm,
        Arch::Ada | Arch::Hopper | Arch::Cdna3 | Arch::Cdna4 | Arch::Rdna3 => constants.tflops_per_watt_5nm,
        Arch::Blackwell => constants.tflops_per_watt_blackwell,
    };
    let clocked = (peak * share).0;
    let powered = gpu.tdp_watts.map_or(clocked * 2.0, |watts| watts * per_watt * 1e12);
    let rate = 1.0 / longer(1.0 / clocked, 1.0 / powered);
    let stack = match inputs.recipe.stack {
        Stack::Eager | Stack::Fused | Stack::Unsloth | Stack::Plain => 1.0,
        Stack::Compiled => constants.compiled_gain,
        Stack::Megatron => constants.megatron_gain,
    };
    // Hand-tuned kernels for a new architecture come years before PyTorch's own are as good.
    let young = match gpu.arch {
        _ if inputs.recipe.stack == Stack::Megatron => 1.0,
        Arch::Blackwell if gpu.data_center => constants.blackwell_native_share,
        Arch::Cdna3 | Arch::Cdna4 => constants.cdna_native_share,
        _ => 1.0,
    };
    let precision = match (inputs.recipe.precision, gpu.fp8_peak) {
        (Precision::Fp8, Some(fp8)) => {
            let share = match inputs.recipe.stack {
                Stack::Megatron => constants.fp8_share,
                _ => constants.fp8_native_share,
            };
            larger(share * (fp8 / peak), 1.0)
        }
        _ => 1.0,
    };
    FlopPerSec(rate * stack * young * precision)
}

/// The longer of two, rounded where they meet.
fn longer(a: f64, b: f64) -> f64 {
    // Rounding must not make it shorter than either.
    let (square_a, square_b) = (a * a, b * b);
    larger(larger((square_a * square_a + square_b * square_b).sqrt().sqrt(), a), b)
}
