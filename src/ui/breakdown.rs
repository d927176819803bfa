//! How each number comes about: its parts, which add up to it, with the values put in.

use super::dom::{El, Html, classed, el, together};
use super::settled::{Pace, Settled};
use super::state::Page;
use super::words;
use crate::engine::bill::BillPart;
use crate::engine::memory::MemoryPart;
use crate::engine::time::TimePart;
use crate::engine::units::{Bytes, Secs, Usd};
use crate::format;
use crate::scenario::Scenario;
use crate::scenario::answer::Row;

/// A line of a breakdown.
struct Part {
    label: &'static str,
    how: String,
    value: String,
    share: String,
}

/// What a breakdown is made of: one line for the fold, the values put in, the parts.
struct Sum {
    id: &'static str,
    title: &'static str,
    digest: fn(&Row) -> String,
    values: fn(&Scenario, &Row) -> String,
    parts: fn(&Row) -> Vec<Part>,
}

const SUMS: [Sum; 3] = [
    Sum {
        id: "why-memory",
        title: "Memory",
        digest: memory_digest,
        values: memory_values,
        parts: memory_parts,
    },
    Sum { id: "why-time", title: "Time", digest: time_digest, values: time_values, parts: time_parts },
    Sum { id: "why-cost", title: "Cost", digest: cost_digest, values: cost_values, parts: cost_parts },
];

pub fn inside(page: Page, section: El) {
    let settled = Settled::of(page, &section, Pace::Frame);
    section
        .child(classed("p", "lede").live(move || chosen(settled, subject)))
        .child(together(&|| classed("div", "folds").children(SUMS.map(|sum| fold(settled, sum)))));
}

fn chosen<T: Default>(settled: Settled, read: impl FnOnce(&Row) -> T) -> T {
    settled.answer().chosen_row().map(read).unwrap_or_default()
}

/// What is being explained.
fn subject(row: &Row) -> String {
    format!("The estimator\u{2019}s arithmetic for {}, part by part.", words::plan(row))
}

fn fold(settled: Settled, sum: Sum) -> El {
    let Sum { id, title, digest, values, parts } = sum;
    let summary = el("summary")
        .child(el("h3").text(title))
        .child(classed("span", "digest").live(move || chosen(settled, digest)));
    let table = classed("table", "sum")
        .html(
            "<thead><tr><th scope=col>Part<th scope=col>How<th scope=col class=number>Amount\
             <th scope=col class=number>Share</thead>",
        )
        .child(el("tbody").live_html(move || lines(&chosen(settled, parts))));
    let inside = classed("div", "inside")
        .child(
            classed("p", "lede").live(move || chosen(settled, |row| values(&settled.answer().scenario, row))),
        )
        .child(scroller(title).child(table));
    classed("details", "fold").id(id).child(summary).child(inside)
}

/// A table that is wider than a phone scrolls by itself, by keyboard too.
pub fn scroller(label: &str) -> El {
    classed("div", "scroller").attr("role", "region").attr("aria-label", label).attr("tabindex", "0")
}

fn lines(parts: &[Part]) -> Html {
    let mut html = Html::new();
    for part in parts {
        html.mix(&[
            "<tr><th scope=row>",
            part.label,
            "<td class=how>",
            &part.how,
            "<td class=number>",
            &part.value,
            "<td class=number>",
            &part.share,
        ]);
    }
    html
}

fn memory_digest(row: &Row) -> String {
    let memory = &row.estimate.memory;
    format!("{} at the peak, {}", format::gib(memory.device.mid), words::moment(memory.peak_moment))
}

fn memory_values(scenario: &Scenario, row: &Row) -> String {
    let model = &row.inputs.model;
    let recipe = &row.inputs.recipe;
    let memory = &row.estimate.memory;
    format!(
        "The peak is {}. {} parameters in {} layers of width {}, vocabulary {}; micro-batch {} \u{d7} {} tokens. The allocator reports {}; nvidia-smi shows {}. Source of the dimensions: {}.",
        words::moment(memory.peak_moment),
        format::count(model.n_params()),
        model.n_layers,
        format::grouped(f64::from(model.hidden_size)),
        format::grouped(f64::from(model.vocab_size)),
        recipe.micro_batch_size,
        format::grouped(f64::from(recipe.seq_len)),
        format::gib_range(memory.allocated),
        format::gib_range(memory.device),
        scenario.model.get().provenance.source(),
    )
}

fn memory_parts(row: &Row) -> Vec<Part> {
    let peak = &row.estimate.memory.peak;
    let total = peak.total();
    let mut parts: Vec<_> = MemoryPart::ALL
        .into_iter()
        .filter(|part| peak.get(*part) > Bytes::ZERO)
        .map(|part| {
            let (label, _, how) = words::memory_part(part);
            let bytes = peak.get(part);
            Part { label, how: how.into(), value: format::gib(bytes), share: format::percent(bytes / total) }
        })
        .collect();
    parts.push(whole("Peak of the fullest GPU", format::gib(total)));
    parts
}

fn whole(label: &'static str, value: String) -> Part {
    Part { label, how: "sum of the parts".into(), value, share: "100 %".into() }
}

fn time_digest(row: &Row) -> String {
    let time = &row.estimate.time;
    format!(
        "{} a step, {} steps, {}",
        format::secs(time.step.mid),
        format::grouped(time.n_steps.ceil()),
        format::tokens_per_sec(time.tokens_per_sec.mid)
    )
}

fn time_values(_: &Scenario, row: &Row) -> String {
    let time = &row.estimate.time;
    let work = &row.inputs.workload;
    format!(
        "One optimiser step reads {} sequences of {} tokens; the run is {} \u{d7} {} tokens, {} steps of {}, then {} for start, evaluation and saving. The arithmetic reaches {} of the dense peak. Source of the GPU\u{2019}s figures: {}.",
        row.effective_batch_size(),
        format::grouped(f64::from(row.inputs.recipe.seq_len)),
        format::plain(work.epochs),
        format::count(work.tokens_per_epoch),
        format::grouped(time.n_steps.ceil()),
        format::secs(time.step.mid),
        format::percent(work.overhead),
        format::percent(time.mfu),
        row.offer.get().gpu.get().provenance.source(),
    )
}

fn time_parts(row: &Row) -> Vec<Part> {
    let time = &row.estimate.time;
    let mut parts: Vec<_> = TimePart::ALL
        .into_iter()
        .filter(|part| time.parts[*part as usize] > Secs::ZERO)
        .map(|part| {
            let (label, how) = words::time_part(part);
            let secs = time.parts[part as usize];
            Part {
                label,
                how: how.into(),
                value: format::secs(secs),
                share: format::percent(secs / time.step.mid),
            }
        })
        .collect();
    parts.push(whole("One optimiser step", format::secs(time.step.mid)));
    parts
}

fn cost_digest(row: &Row) -> String {
    let cost = &row.estimate.cost;
    match cost.per_hour {
        Some(price) => {
            format!("{} for {}", format::usd_per_hour(price), words::hours(row.estimate.time.wall.mid))
        }
        None => "no price is known".into(),
    }
}

fn cost_values(_: &Scenario, row: &Row) -> String {
    let offer = row.offer.get();
    let cost = &row.estimate.cost;
    let price = row.price.per_instance.map_or_else(|| "no known price".into(), format::usd_per_hour);
    let origin = if row.price.pinned {
        "set by you or by the link".to_string()
    } else {
        format!("{}, {}", offer.provenance.source(), offer.provenance.as_of.unwrap_or("undated"))
    };
    format!(
        "{} at {} each ({origin}). You pay for whole instances: {} of {} GPUs idle.",
        format::plural(cost.n_instances, "instance", "instances"),
        price,
        cost.idle_gpus,
        cost.n_instances * offer.gpus_per_instance,
    )
}

fn cost_parts(row: &Row) -> Vec<Part> {
    let cost = &row.estimate.cost;
    let (Some(bill), Some(per_hour)) = (cost.bill, cost.per_hour) else {
        return Vec::new();
    };
    let run = bill.run();
    let lines = BillPart::ALL.into_iter().filter(|part| part.is_run() && bill.part(*part) > Usd::ZERO);
    let mut parts: Vec<Part> = lines
        .map(|part| Part {
            label: words::bill_part(part),
            how: match cost.timeline.parts.get(part as usize) {
                Some(hours) => format!("{} \u{d7} {}", format::usd_per_hour(per_hour), words::hours(*hours)),
                None => String::new(),
            },
            value: format::usd_exact(bill.part(part)),
            share: format::percent(bill.part(part) / run),
        })
        .collect();
    parts.push(whole("The run", format::usd_exact(run)));
    parts
}
