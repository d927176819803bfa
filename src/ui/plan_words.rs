//! A plan in words: cells of the table, picks, points of the picture.

use crate::engine::recipe::{Optimizer, Recompute, Sharding, Technique};
use crate::format;
use crate::scenario::PriceKind;
use crate::scenario::plans::lines::{Column, Line, State};

use super::words;

pub const MISSING: &str = "\u{2013}";

/// `QLoRA`
pub const fn technique(technique: Technique) -> &'static str {
    match technique {
        Technique::Full => "full fine-tuning",
        Technique::Lora => "LoRA",
        Technique::Lora8bit => "LoRA on an 8-bit base",
        Technique::Qlora => "QLoRA",
        Technique::QloraGptq => "LoRA on a GPTQ base",
    }
}

/// `AdamW 8-bit, recompute all, FSDP, micro-batch 4`
pub fn recipe(line: &Line, to: &mut String) {
    to.push_str(match line.optimizer {
        Optimizer::Adamw => "AdamW",
        Optimizer::Adamw8bit => "8-bit AdamW",
        Optimizer::PagedAdamw8bit => "paged 8-bit AdamW",
        Optimizer::Adafactor => "Adafactor",
        Optimizer::Lion => "Lion",
        Optimizer::Sgd => "SGD",
    });
    to.push_str(match line.recompute {
        Recompute::None => ", no recompute",
        Recompute::Selective => ", selective recompute",
        Recompute::Full => ", full recompute",
    });
    to.push_str(match line.sharding {
        Sharding::None => "",
        Sharding::Zero1 => ", ZeRO-1",
        Sharding::Zero2 => ", ZeRO-2",
        Sharding::Zero3 => ", ZeRO-3",
        Sharding::Fsdp => ", FSDP",
    });
    to.push_str(", batch ");
    to.push_str(&line.micro_batch_size.to_string());
}

pub const fn kind(kind: PriceKind) -> &'static str {
    match kind {
        PriceKind::OnDemand => "on demand",
        PriceKind::Spot => "spot",
    }
}

/// `2× H100 SXM`
pub fn gpus(line: &Line) -> String {
    let name = line.offer.get().gpu.get().name;
    if line.n_gpus == 0 { name.into() } else { format!("{}\u{d7} {name}", line.n_gpus) }
}

/// `2× H100 SXM at Lambda, on demand`
pub fn plan(line: &Line) -> String {
    [&gpus(line), " at ", line.offer.get().provider, ", ", kind(line.kind)].concat()
}

/// Why it does not run, or what to mind.
pub fn state(line: &Line) -> String {
    match (line.state, line.memory) {
        (State::Blocked(block), _) => block.message().into(),
        (State::Exceeds, Some(needed)) => format!("{} too much", format::gib(needed - line.capacity)),
        (State::Exceeds, None) => "does not fit".into(),
        (State::LeftOut, _) => "Your limits leave no number of GPUs.".into(),
        (State::Tight, _) => format!("of {}, tight", format::gib(line.capacity)),
        (State::Fits | State::NoPrice, _) => format!("of {}", format::gib(line.capacity)),
    }
}

/// What a cell shows.
pub fn cell(column: Column, line: &Line) -> String {
    let missing = || MISSING.to_string();
    let offer = line.offer.get();
    match column {
        Column::Offer => offer.provider.into(),
        Column::Gpus => gpus(line),
        Column::Cost => line.cost.map_or_else(missing, format::usd),
        Column::Wall => line.wall.map_or_else(missing, words::hours),
        Column::Memory => line.memory.map_or_else(missing, format::gib),
        Column::Technique => technique(line.technique).into(),
        Column::Recipe => {
            let mut text = String::new();
            recipe(line, &mut text);
            text
        }
        Column::Kind => kind(line.kind).into(),
        Column::PerHour => line.per_hour.map_or_else(missing, format::usd_per_hour),
        Column::GpuHours => column.number(line).map_or_else(missing, |hours| format::significant(hours, 2)),
        Column::Speed => column.number(line).map_or_else(missing, |rate| format::significant(rate, 2)),
        Column::Date => offer.provenance.as_of.unwrap_or("undated").into(),
    }
}

/// The words that filters and sorting look at, of one column or of the whole line.
pub fn text(line: &Line, column: Option<Column>, to: &mut String) {
    let offer = line.offer.get();
    let gpu = offer.gpu.get();
    match column {
        Some(Column::Offer) => {
            for part in [offer.provider, " ", offer.sku, " ", offer.tier, " ", offer.region] {
                to.push_str(part);
            }
        }
        Some(Column::Technique) => to.push_str(technique(line.technique)),
        Some(Column::Recipe) => recipe(line, to),
        Some(Column::Kind) => to.push_str(kind(line.kind)),
        Some(Column::Date) => to.push_str(offer.provenance.as_of.unwrap_or_default()),
        Some(_) => to.push_str(gpu.name),
        None => {
            for part in
                [offer.provider, " ", gpu.name, " ", offer.sku, " ", offer.tier, " ", offer.region, " "]
            {
                to.push_str(part);
            }
            for part in [gpu.vendor, " ", technique(line.technique), " ", kind(line.kind)] {
                to.push_str(part);
            }
        }
    }
}

/// A difference with its sign: `+$1.20, +40 %`, `−2.0 h, −31 %`; empty where the two are equal.
pub fn difference(value: f64, base: f64, show: impl Fn(f64) -> String) -> String {
    let change = value - base;
    if change.abs() < 1e-9 * base.abs() || base <= 0.0 {
        return String::new();
    }
    let sign = if change > 0.0 { "+" } else { "\u{2212}" };
    let share = change.abs() / base;
    let share =
        if share >= 9.995 { format::times(value / base) } else { [sign, &format::percent(share)].concat() };
    [sign, &show(change.abs()), ", ", &share].concat()
}
