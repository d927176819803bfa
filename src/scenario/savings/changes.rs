//! What could be changed: the guide's strategies, then every switch of the recipe, then the hardware.

use super::{anywhere, strategy};
use crate::catalog::GpuId;
use crate::catalog::guide::Strategy;
use crate::engine::recipe::{Attention, Optimizer, Recompute, Sharding, Stack, Technique};
use crate::format;
use crate::scenario::answer::{Answer, Row};
use crate::scenario::search::{MAX_MICRO_BATCH, keeps_batch};
use crate::scenario::{Hardware, PriceKind, Scenario};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Names it on the page; no two are alike.
    pub id: &'static str,
    pub label: String,
    /// The guide's, where it is one.
    pub strategy: Option<&'static Strategy>,
    /// The scenario has it: `scenario` is the one without.
    pub in_use: bool,
    /// The model learns something else: other weights move, or it sees other data.
    pub relearns: bool,
    /// The scenario with the change made; or taken back, where it is in use.
    pub scenario: Scenario,
    /// Why there is nothing to change.
    pub barred: Option<&'static str>,
}

/// Collects changes of one scenario.
struct List {
    base: Scenario,
    changes: Vec<Change>,
}

impl List {
    fn add(&mut self, id: &'static str, label: &str, scenario: Scenario) -> Option<&mut Change> {
        if scenario == self.base {
            return None;
        }
        let label = label.into();
        let change =
            Change { id, label, strategy: None, in_use: false, relearns: false, scenario, barred: None };
        self.changes.push(change);
        self.changes.last_mut()
    }
    /// A switch: offered where it is off, priced by taking it away where it is on.
    fn switch(&mut self, id: &'static str, label: &str, on: bool, turned: Scenario) -> Option<&mut Change> {
        let change = self.add(id, label, turned)?;
        change.in_use = on;
        Some(change)
    }
}

fn with_strategy(change: Option<&mut Change>, id: &str, relearns: bool) {
    if let Some(change) = change {
        change.strategy = strategy(id);
        change.relearns = relearns;
    }
}

/// Every change of a scenario that has been answered by the estimator.
pub fn changes(now: &Answer) -> Vec<Change> {
    let mut list = List { base: now.scenario, changes: Vec::new() };
    strategies(&mut list, now.chosen_row());
    switches(&mut list, now.chosen_row());
    hardware(&mut list, now);
    list.changes
}

/// S1 to S5.
fn strategies(list: &mut List, row: Option<&Row>) {
    let s = list.base;
    let spot = s.price_kind == PriceKind::Spot;
    let price_kind = if spot { PriceKind::OnDemand } else { PriceKind::Spot };
    let turned = Scenario { price_kind, usd_per_instance_hour: None, price_as_of: None, ..s };
    with_strategy(list.switch("spot", "Spot instances", spot, turned), "S1", false);

    let trained = |technique| Scenario { technique, ..s };
    match s.technique {
        Technique::Full => {
            with_strategy(list.add("lora", "LoRA", trained(Technique::Lora)), "S2", true);
            with_strategy(list.add("qlora", "QLoRA, a 4-bit base", trained(Technique::Qlora)), "S3", true);
        }
        Technique::Lora => {
            with_strategy(list.switch("lora", "LoRA", true, trained(Technique::Full)), "S2", true);
            let eight = list.add("lora-8bit", "An 8-bit base", trained(Technique::Lora8bit));
            with_strategy(eight, "S3", true);
            with_strategy(list.add("qlora", "A 4-bit base (QLoRA)", trained(Technique::Qlora)), "S3", true);
        }
        Technique::Lora8bit | Technique::Qlora | Technique::QloraGptq => {
            with_strategy(list.switch("lora", "LoRA", true, trained(Technique::Full)), "S2", true);
            let plain = list.switch("quantised", "A quantised base", true, trained(Technique::Lora));
            with_strategy(plain, "S3", true);
        }
    }

    let tenth = Scenario { tokens: format::tidy((s.tokens / 10.0).max(1.0)), ..s };
    let label = format!("A tenth of the data, {} tokens", format::count(tenth.tokens));
    with_strategy(list.add("tenth", &label, tenth), "S4", true);

    let size = row.map_or(1, |row| row.plan.micro_batch_size);
    let change =
        list.add("micro-1", "Micro-batch 1, more accumulation", Scenario { micro_batch_size: Some(1), ..s });
    if let Some(change) = change {
        change.barred = (size == 1).then_some("One sequence at a time is what this plan does.");
        with_strategy(Some(change), "S5", false);
    }
}

/// One switch of the recipe each.
fn switches(list: &mut List, row: Option<&Row>) {
    let s = list.base;
    if s.epochs > 1.0 {
        let epochs = format::tidy((s.epochs - 1.0).max(1.0));
        let label = if s.epochs >= 2.0 { "One epoch less" } else { "One epoch" };
        if let Some(change) = list.add("epochs", label, Scenario { epochs, ..s }) {
            change.relearns = true;
        }
    }
    let plain = Scenario { packing: !s.packing, ..s };
    list.switch("packing", "Packed sequences", s.packing, plain);

    // Adam's states in 8 bits, in use or not; another optimiser is not undone here.
    let eight_bit = matches!(s.optimizer, Optimizer::Adamw8bit | Optimizer::PagedAdamw8bit);
    let other = if eight_bit { Optimizer::Adamw } else { Optimizer::Adamw8bit };
    list.switch("adamw-8bit", "8-bit optimiser", eight_bit, Scenario { optimizer: other, ..s });
    if s.optimizer != Optimizer::PagedAdamw8bit {
        let paged = Scenario { optimizer: Optimizer::PagedAdamw8bit, ..s };
        list.add("paged-adamw-8bit", "8-bit optimiser, paged", paged);
    }

    let recompute = |recompute| Scenario { recompute, ..s };
    list.add("recompute-none", "Recompute nothing", recompute(Recompute::None));
    list.add("recompute-selective", "Recompute attention alone", recompute(Recompute::Selective));
    list.add("recompute-full", "Recompute every layer", recompute(Recompute::Full));

    // Unsloth's loss is fused whatever this says.
    if s.stack != Stack::Unsloth {
        let turned = Scenario { fused_cross_entropy: !s.fused_cross_entropy, ..s };
        list.switch("fused-loss", "Fused cross-entropy", s.fused_cross_entropy, turned);
    }
    let flash = s.attention == Attention::Flash;
    let other = if flash { Attention::Sdpa } else { Attention::Flash };
    list.switch("flash", "FlashAttention", flash, Scenario { attention: other, ..s });

    let several = row.is_some_and(|row| row.plan.n_gpus > 1);
    if several {
        for (id, label, sharding) in [
            ("ddp", "Shard nothing (DDP)", Sharding::None),
            ("zero2", "Shard states and gradients (ZeRO-2)", Sharding::Zero2),
            ("zero3", "Shard everything (ZeRO-3)", Sharding::Zero3),
            ("fsdp", "Shard everything (FSDP)", Sharding::Fsdp),
        ] {
            if row.is_none_or(|row| row.plan.sharding != sharding) {
                list.add(id, label, Scenario { sharding: Some(sharding), ..s });
            }
        }
    }
    if let Some(plan) = row.map(|row| row.plan) {
        let size = plan.micro_batch_size * 2;
        if size <= MAX_MICRO_BATCH && keeps_batch(s.global_batch_size, size, s.data_parallel(plan.n_gpus)) {
            list.add("micro-double", "Twice the micro-batch", Scenario { micro_batch_size: Some(size), ..s });
        }
    }

    // Unsloth trains adapters on one GPU.
    let unsloth = s.technique.is_adapter() && !several;
    for (id, label, stack, there) in
        [("liger", "Liger kernels", Stack::Fused, true), ("unsloth", "Unsloth", Stack::Unsloth, unsloth)]
    {
        if s.stack == stack {
            list.switch(id, label, true, Scenario { stack: Stack::Eager, ..s });
        } else if there {
            list.add(id, label, Scenario { stack, ..s });
        }
    }
    if s.cpu_offload {
        list.switch("offload", "Offload to the host", true, Scenario { cpu_offload: false, ..s });
    }
}

/// Other hardware, where the reader has chosen it.
fn hardware(list: &mut List, now: &Answer) {
    let s = list.base;
    if s.hardware == Hardware::Cheapest && s.n_gpus.is_none() {
        return;
    }
    list.add("cheapest", "The cheapest hardware that fits", anywhere(&s, Hardware::Cheapest));
    let Some(row) = now.chosen_row() else { return };
    let gpu = row.offer.get().gpu;
    if s.hardware != Hardware::Gpu(gpu) {
        let label = format!("{} where it is cheapest", gpu.get().name);
        list.add("same-gpu", &label, anywhere(&s, Hardware::Gpu(gpu)));
    }
    if let Some(other) = cheapest_other(now, gpu) {
        let label = format!("{} instead", other.get().name);
        list.add("other-gpu", &label, anywhere(&s, Hardware::Gpu(other)));
    }
}

/// The GPU of the cheapest row that fits well and is another than this one.
fn cheapest_other(now: &Answer, gpu: GpuId) -> Option<GpuId> {
    let usd = |row: &Row| row.estimate.cost.total.map_or(f64::INFINITY, |total| total.mid.0);
    now.rows
        .iter()
        .filter(|row| row.usable() && row.fits_well() && row.offer.get().gpu != gpu)
        .min_by(|a, b| usd(a).total_cmp(&usd(b)))
        .map(|row| row.offer.get().gpu)
}
