//! Every offer with the scenario on it: sortable, filterable, the chosen one first.
//!
//! Rows are one piece of markup, made anew in one go when the answer changes; clicks are heard by the table's body.

use core::cmp::Ordering;

use leptos::prelude::*;

use super::breakdown::scroller;
use super::dom::sort_by;
use super::dom::{El, Html, classed, el, is_checked, key_of, target, value_of};
use super::lazy::{Arrived, wasm_split};
use super::state::{Answered, Page};
use super::words;
use crate::catalog::OfferId;
use crate::engine::memory::Fit;
use crate::format;
use crate::scenario::answer::{Reason, Row};
use crate::scenario::{Hardware, PriceKind};

/// Rows that are drawn before the reader asks for all.
const FIRST_ROWS: usize = 25;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Provider,
    Gpus,
    Price,
    Memory,
    Hours,
    Cost,
    Speed,
    Date,
}

impl Column {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Provider, "Offer"),
        (Self::Gpus, "GPUs"),
        (Self::Cost, "Cost"),
        (Self::Hours, "Wall-clock"),
        (Self::Memory, "Memory"),
        (Self::Price, "An hour"),
        (Self::Speed, "Tokens/s"),
        (Self::Date, "Price of"),
    ];

    /// What the column sorts by; `None` comes last either way.
    fn number(self, row: &Row) -> Option<f64> {
        let runs = row.runs();
        let estimate = &row.estimate;
        match self {
            Self::Provider | Self::Date => None,
            Self::Gpus => Some(f64::from(row.plan.n_gpus)),
            Self::Price => estimate.cost.per_hour.map(|price| price.0),
            Self::Memory => Some(estimate.memory.device.mid.0),
            Self::Hours => runs.then_some(estimate.time.wall.mid.0),
            Self::Cost => estimate.cost.total.filter(|_| runs).map(|total| total.mid.0),
            Self::Speed => runs.then_some(estimate.time.tokens_per_sec.mid),
        }
    }

    fn word(self, row: &Row) -> Option<&'static str> {
        match self {
            Self::Provider => Some(row.offer.get().provider),
            Self::Date => row.offer.get().provenance.as_of,
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Sort {
    column: Column,
    descending: bool,
}

fn compare(sort: Sort, a: &Row, b: &Row) -> Ordering {
    let turn = |order: Ordering| if sort.descending { order.reverse() } else { order };
    let by_number = match (sort.column.number(a), sort.column.number(b)) {
        (Some(a), Some(b)) => turn(a.total_cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    let by_word = match (sort.column.word(a), sort.column.word(b)) {
        (Some(a), Some(b)) => turn(a.cmp(b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    // What does not run comes after what does, then the less it lacks the earlier.
    let lack = |row: &Row| {
        if row.runs() { 0.0 } else { row.estimate.memory.device.mid / row.estimate.memory.capacity }
    };
    by_number.then(by_word).then(lack(a).total_cmp(&lack(b)))
}

fn holds(row: &Row, wanted: &str) -> bool {
    let offer = row.offer.get();
    let gpu = offer.gpu.get();
    let text = [offer.provider, gpu.name, offer.sku, offer.tier, offer.region, gpu.vendor]
        .join(" ")
        .to_ascii_lowercase();
    wanted.split_whitespace().all(|word| text.contains(word))
}

/// How the reader looks at the table.
#[derive(Clone, PartialEq)]
struct Look {
    sort: Sort,
    /// Lower case.
    filter: String,
    fitting: bool,
    all: bool,
}

fn order(answer: &Answered, look: &Look) -> Vec<usize> {
    let wanted = (0..answer.rows.len()).filter(|index| {
        let row = &answer.rows[*index];
        (!look.fitting || row.runs()) && (look.filter.is_empty() || holds(row, &look.filter))
    });
    let mut order = sort_by(wanted, &|a, b| compare(look.sort, &answer.rows[a], &answer.rows[b]));
    // The chosen offer stays at the top, whatever the order.
    if let Some(at) = order.iter().position(|index| answer.chosen == Some(*index)) {
        order[..=at].rotate_right(1);
    }
    order
}

#[wasm_split(below, fallible, wasm_split_path = leptos::wasm_split)]
pub fn inside(page: Page, section: El) -> Arrived {
    let look = RwSignal::new(Look {
        sort: Sort { column: Column::Cost, descending: false },
        filter: String::new(),
        fitting: false,
        all: false,
    });
    let order = Memo::new(move |_| look.with(|look| order(&page.answer(), look)));
    let rows = move || {
        let answer = page.answer();
        let limit = if look.with(|look| look.all) { usize::MAX } else { FIRST_ROWS };
        let mut html = Html::new();
        for index in order.get().into_iter().take(limit) {
            line(&mut html, &answer.rows[index], answer.chosen_row(), answer.chosen == Some(index));
        }
        html
    };
    let tally = move || {
        let answer = page.answer();
        let running = answer.rows.iter().filter(|row| row.usable()).count();
        let of = format::plural(answer.rows.len() as u32, "offer", "offers");
        format!("{} of {of}. {running} run it at a known price.", order.with(Vec::len))
    };
    let filter = el("input")
        .attr("type", "search")
        .id("filter")
        .attr("autocomplete", "off")
        .attr("placeholder", "H100, RunPod, us-east-1")
        .on("input", move |event| {
            if let Some(input) = target(&event) {
                look.update(|look| look.filter = value_of(&input).to_ascii_lowercase());
            }
        });
    let fitting = el("input").attr("type", "checkbox").id("fitting").on("change", move |event| {
        if let Some(input) = target(&event) {
            look.update(|look| look.fitting = is_checked(&input));
        }
    });
    let tools = classed("div", "table-tools")
        .child(classed("div", "filter").html("<label for=filter>Filter</label>").child(filter))
        .child(classed("div", "tick").child(fitting).html("<label for=fitting>Only what fits</label>"))
        .child(classed("p", "tally").live(tally));
    let head = el("tr")
        .children(Column::ALL.map(|(column, label)| head(look, column, label)))
        .html("<td class=use-cell></td>");
    let body = el("tbody").live_html(rows).on("click", move |event| {
        if let Some(offer) = key_of(&event).and_then(|id| OfferId::find(&id)) {
            page.rent(Hardware::Offer(offer));
        }
    });
    let none = classed("p", "lede")
        .live_switch("hidden", move || order.with(|order| !order.is_empty()))
        .text("No offer matches. Enter part of a provider\u{2019}s or a GPU\u{2019}s name, like A100.");
    let more = classed("button", "button more")
        .attr("type", "button")
        .live_switch("hidden", move || look.with(|look| look.all) || order.with(Vec::len) <= FIRST_ROWS)
        .live(move || format!("Show all {}", order.with(Vec::len)))
        .on("click", move |_| look.update(|look| look.all = true));
    section
        .html(
            "<p class=lede>This run on every offer of the catalog. What does not fit \
             stays, with the reason. Multiples compare with the offer at the top.</p>",
        )
        .child(tools)
        .child(
            scroller("Offers").child(classed("table", "offers").child(el("thead").child(head)).child(body)),
        )
        .child(none)
        .child(more);
    Ok(())
}

fn head(look: RwSignal<Look>, column: Column, label: &str) -> El {
    // Speed and date read best from the top, everything else from the bottom.
    let first = column == Column::Speed || column == Column::Date;
    let button = el("button").attr("type", "button").text(label).on("click", move |_| {
        look.update(|look| {
            let again = look.sort.column == column;
            look.sort = Sort { column, descending: if again { !look.sort.descending } else { first } };
        });
    });
    el("th").attr("scope", "col").child(button).live_attr("aria-sort", move || {
        let sort = look.with(|look| look.sort);
        match (sort.column == column, sort.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
        .into()
    })
}

fn line(html: &mut Html, row: &Row, baseline: Option<&Row>, chosen: bool) {
    let offer = row.offer.get();
    let estimate = &row.estimate;
    let memory = &estimate.memory;
    let runs = row.runs();
    let reason = row.reason();

    let missing = || "\u{2013}".to_string();
    let times = |column: Column| {
        let base = baseline.filter(|_| !chosen).and_then(|base| column.number(base));
        match (column.number(row), base) {
            (Some(value), Some(base)) if base > 0.0 => format::times(value / base),
            _ => String::new(),
        }
    };
    let cost = estimate.cost.total.filter(|_| runs).map_or_else(missing, |total| format::usd(total.mid));
    let hours = if runs { words::hours(estimate.time.wall.mid) } else { missing() };
    let speed = if runs { format::significant(estimate.time.tokens_per_sec.mid, 2) } else { missing() };
    let (fit_class, fit) = match (reason, memory.fit) {
        (Some(Reason::Blocked(block)), _) => ("reason", block.message().to_string()),
        (_, Fit::Exceeds { needed, available }) => {
            ("reason", format!("{} too much", format::gib(needed - available)))
        }
        (_, Fit::Tight { .. }) => ("tight", format!("of {}, tight", format::gib(memory.capacity))),
        (_, Fit::Fits { .. }) => ("", format!("of {}", format::gib(memory.capacity))),
    };
    let price = estimate.cost.per_hour.map_or_else(missing, format::usd_per_hour);
    let price_note = match (row.price.per_instance, estimate.cost.idle_gpus) {
        (None, _) if row.price.kind == PriceKind::Spot => "no spot price".into(),
        (None, _) => "no price".into(),
        _ if row.price.pinned => "your price".into(),
        _ if row.price.discounted => "assumed discount".into(),
        (_, 0) => String::new(),
        (_, idle) => format!("{} idle", format::plural(idle, "GPU", "GPUs")),
    };
    let age = words::age(offer.provenance.as_of);
    let class = if chosen { "chosen" } else { "" };
    html.mix(&[
        "<tr class=\"",
        class,
        if runs { "\">" } else { " no\">" },
        "",
        "<th scope=row>",
        offer.provider,
        "<small>",
        &words::sku(row.offer),
        "</small><td>",
        &format!("{}\u{d7} {}", row.plan.n_gpus, offer.gpu.get().name),
        "<td>",
        &cost,
        "<small>",
        &times(Column::Cost),
        "</small><td>",
        &hours,
        "<small>",
        &times(Column::Hours),
        "</small><td>",
        &format::gib(memory.device.mid),
        "<small class=\"",
        fit_class,
        "\">",
        &fit,
        "</small><td>",
        &price,
        "<small>",
        &price_note,
        "</small><td>",
        &speed,
        if age.is_some() { "<td class=old title=\"" } else { "<td title=\"" },
        offer.provenance.source(),
        "\">",
        offer.provenance.as_of.unwrap_or("undated"),
        "<small>",
        &age.unwrap_or_default(),
        "</small><td class=use-cell><button type=button class=use data-key=\"",
        offer.id,
        if chosen { "\" aria-label=\"In use: " } else { "\" aria-label=\"Use " },
        &words::plan(row),
        if chosen { "\" aria-pressed=true>In use" } else { "\" aria-pressed=false>Use" },
        "",
        "</button>",
    ]);
}
