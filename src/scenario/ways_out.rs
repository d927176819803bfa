//! Ways out of a plan that does not fit.

use super::answer::{Block, Row, row_on, rows};
use super::{Hardware, Scenario};
use crate::catalog::{GpuId, OfferId};
use crate::engine::estimate::Calibration;
use crate::engine::recipe::{Attention, Optimizer, Precision, Recompute, Sharding, Technique};
use crate::engine::units::{Hours, Usd};
use crate::format;

/// One change that makes the plan run.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOut {
    /// As a button says it: `QLoRA`, `Recompute every layer`.
    pub label: String,
    /// The scenario with the change made.
    pub scenario: Scenario,
    /// What it needs then: `17.4 of 23.5 GiB on 1x RTX 4090`.
    pub effect: String,
    /// Against the plan that does not fit, middle of the bands. `None`: one of the two has no price.
    pub extra_usd: Option<Usd>,
    pub extra_hours: Hours,
    /// What the run costs then.
    pub usd: Option<Usd>,
}

type Change = (String, Scenario);

/// What makes a plan run, least dear first; each is one click and has been estimated. Where no single change is enough,
/// the changes that save memory at no loss, together. Empty where nothing helps.
pub fn ways_out(scenario: &Scenario, row: &Row) -> Vec<WayOut> {
    if row.runs() {
        return Vec::new();
    }
    // On the hardware of the row, so that a change of recipe is not answered with other hardware.
    let stay = Scenario { hardware: Hardware::Offer(row.offer), ..*scenario };
    let changes = recipe_changes(&stay, row.offer);
    let mut ways: Vec<WayOut> = changes.into_iter().filter_map(|change| try_change(row, change)).collect();
    if ways.is_empty() {
        ways.extend(try_change(row, together(&stay, row.block)));
    }
    if row.block.is_none() && scenario.n_gpus.is_some() {
        ways.extend(more_gpus(&stay, row));
    }
    ways.extend(other_hardware(scenario, row));
    // A handful: the standard library's sort takes more of the page's download than it saves time.
    let usd = |way: &WayOut| way.usd.map_or(f64::INFINITY, |usd| usd.0);
    let mut sorted: Vec<WayOut> = Vec::with_capacity(ways.len());
    for way in ways {
        sorted.insert(sorted.partition_point(|other| usd(other) <= usd(&way)), way);
    }
    sorted
}

/// The change estimated, if the plan runs with it.
fn try_change(row: &Row, (label, scenario): Change) -> Option<WayOut> {
    let Hardware::Offer(offer) = scenario.hardware else { return None };
    let after = row_on(&scenario, offer);
    if !after.runs() {
        return None;
    }
    let mid = |row: &Row| row.estimate.cost.total.map(|total| total.mid);
    let memory = &after.estimate.memory;
    let gpu = after.offer.get().gpu.get().name;
    let needed = format::gib(memory.device.mid);
    let needed = needed.trim_end_matches(" GiB");
    Some(WayOut {
        label,
        scenario,
        effect: format!("{needed} of {} on {}x {gpu}", format::gib(memory.capacity), after.plan.n_gpus),
        extra_usd: mid(&after).zip(mid(row)).map(|(after, before)| after - before),
        extra_hours: after.estimate.time.wall.mid - row.estimate.time.wall.mid,
        usd: mid(&after),
    })
}

/// One switch each.
fn recipe_changes(scenario: &Scenario, offer: OfferId) -> Vec<Change> {
    let s = *scenario;
    let mut changes: Vec<Change> = Vec::new();
    let mut add = |label: &str, changed: Scenario| {
        if changed != s {
            changes.push((label.into(), changed));
        }
    };
    // GPUs of before 2020: another number format or attention kernel is the way.
    match s.precision {
        Precision::Bf16 => add("fp16", Scenario { precision: Precision::Fp16, ..s }),
        Precision::Bf16Mixed => {
            add("fp16 over 32-bit weights", Scenario { precision: Precision::Fp16Mixed, ..s })
        }
        Precision::Fp8 => add("bf16 over 32-bit weights", Scenario { precision: Precision::Bf16Mixed, ..s }),
        Precision::Fp16 => {}
        Precision::Fp16Mixed => add("fp16 throughout", Scenario { precision: Precision::Fp16, ..s }),
    }
    if s.precision == Precision::Bf16Mixed {
        add("bf16 throughout", Scenario { precision: Precision::Bf16, ..s });
    }
    if s.attention != Attention::Sdpa {
        add("SDPA attention", Scenario { attention: Attention::Sdpa, ..s });
    }
    match s.technique {
        Technique::Full => {
            add("LoRA", Scenario { technique: Technique::Lora, ..s });
            add("QLoRA", Scenario { technique: Technique::Qlora, ..s });
        }
        Technique::Lora | Technique::Lora8bit => add("QLoRA", Scenario { technique: Technique::Qlora, ..s }),
        Technique::Qlora | Technique::QloraGptq => {}
    }
    add("Recompute every layer", Scenario { recompute: Recompute::Full, ..s });
    if s.micro_batch_size.is_some_and(|size| size > 1) {
        add("Micro-batch 1", Scenario { micro_batch_size: Some(1), ..s });
    }
    add("Fused cross-entropy", Scenario { fused_cross_entropy: true, ..s });
    if matches!(s.optimizer, Optimizer::Adamw | Optimizer::Lion | Optimizer::Adafactor) {
        add("8-bit AdamW", Scenario { optimizer: Optimizer::Adamw8bit, ..s });
    }
    if let Some(shorter) = shorter_sequence(&s, offer) {
        let label = format!("Sequences of {}", format::grouped(f64::from(shorter)));
        add(&label, Scenario { seq_len: shorter, ..s });
    }
    if s.sharding.is_some_and(|sharding| !sharding.shards_weights()) && s.n_gpus.is_some_and(|n| n > 1) {
        add("Shard everything (FSDP)", Scenario { sharding: Some(Sharding::Fsdp), ..s });
    }
    changes
}

/// The longest power of two below the asked length that runs, down to 256.
fn shorter_sequence(scenario: &Scenario, offer: OfferId) -> Option<u32> {
    (8..20)
        .rev()
        .map(|power| 1 << power)
        .filter(|&length| length < scenario.seq_len)
        .find(|&seq_len| row_on(&Scenario { seq_len, ..*scenario }, offer).runs())
}

/// Everything that saves memory without training something else.
fn together(scenario: &Scenario, block: Option<Block>) -> Change {
    let quantised = scenario.technique.is_adapter();
    let changed = Scenario {
        technique: if quantised { Technique::Qlora } else { scenario.technique },
        recompute: Recompute::Full,
        attention: Attention::Sdpa,
        fused_cross_entropy: true,
        optimizer: Optimizer::Adamw8bit,
        micro_batch_size: Some(1),
        precision: match scenario.precision {
            Precision::Fp16 | Precision::Fp16Mixed => Precision::Fp16,
            _ if block == Some(Block::NoBf16) => Precision::Fp16,
            _ => Precision::Bf16,
        },
        ..*scenario
    };
    let base = if quantised { "QLoRA, full" } else { "Full" };
    (format!("{base} recompute, 8-bit AdamW, fused cross-entropy and micro-batch 1 together"), changed)
}

/// The same offer, the fewest instances that hold it when everything is sharded.
fn more_gpus(scenario: &Scenario, row: &Row) -> Option<WayOut> {
    let open = Scenario { n_gpus: None, micro_batch_size: None, sharding: None, ..*scenario };
    let n_gpus = row_on(&open, row.offer).plan.n_gpus;
    if n_gpus <= row.plan.n_gpus {
        return None;
    }
    let changed = Scenario { n_gpus: Some(n_gpus), ..open };
    try_change(row, (format!("{} of this kind", format::plural(n_gpus, "GPU", "GPUs")), changed))
}

/// The cheapest offer of a GPU with more memory, and the cheapest of all.
fn other_hardware(scenario: &Scenario, row: &Row) -> Vec<WayOut> {
    let open = Scenario {
        hardware: Hardware::Cheapest,
        n_gpus: None,
        usd_per_instance_hour: None,
        price_as_of: None,
        ..*scenario
    };
    let everywhere = rows(&open, Calibration::NONE);
    let name = |offer: OfferId| {
        let offer = offer.get();
        format!("{} at {}", offer.gpu.get().name, offer.provider)
    };
    let cheapest = |keep: &dyn Fn(&Row) -> bool| -> Option<OfferId> {
        let usd = |row: &Row| row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0);
        everywhere
            .iter()
            .filter(|found| found.usable() && found.offer != row.offer && keep(found))
            .min_by(|a, b| (!a.fits_well()).cmp(&!b.fits_well()).then(usd(a).total_cmp(&usd(b))))
            .map(|found| found.offer)
    };
    let gpu_memory = |gpu: GpuId| gpu.get().gpu.memory;
    let asked = gpu_memory(row.offer.get().gpu);
    let one_bigger =
        cheapest(&|found| found.plan.n_gpus <= row.plan.n_gpus && gpu_memory(found.offer.get().gpu) > asked);
    let any = cheapest(&|_| true).filter(|any| Some(*any) != one_bigger);
    [one_bigger, any]
        .into_iter()
        .flatten()
        .filter_map(|offer| {
            try_change(row, (name(offer), Scenario { hardware: Hardware::Offer(offer), ..open }))
        })
        .collect()
}
