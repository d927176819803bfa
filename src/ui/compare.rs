//! Every offer with the scenario on it: sortable, filterable, the chosen one first.
//!
//! Rows are plain text, made anew in one go when the answer changes; clicks are heard by the table's body.

use core::cmp::Ordering;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::live::{flag, text};
use super::state::Page;
use super::words;
use crate::catalog::OfferId;
use crate::engine::memory::Fit;
use crate::format;
use crate::scenario::Hardware;
use crate::scenario::answer::{Reason, Row};

/// Rows that are drawn before the reader asks for all.
const FIRST_ROWS: usize = 40;

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
        (Self::Memory, "Memory a GPU"),
        (Self::Price, "Price an hour"),
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
    let lack = |row: &Row| if row.runs() { 0.0 } else { row.estimate.memory.device.mid / row.estimate.memory.capacity };
    by_number.then(by_word).then(lack(a).total_cmp(&lack(b)))
}

fn holds(row: &Row, wanted: &str) -> bool {
    let offer = row.offer.get();
    let gpu = offer.gpu.get();
    let text = [offer.provider, gpu.name, offer.sku, offer.tier, offer.region, gpu.vendor].join(" ").to_lowercase();
    wanted.split_whitespace().all(|word| text.contains(word))
}

pub fn view(page: Page) -> AnyView {
    let sort = RwSignal::new(Sort { column: Column::Cost, descending: false });
    let filter = RwSignal::new(String::new());
    let fitting = RwSignal::new(false);
    let all = RwSignal::new(false);
    let order = Memo::new(move |_| {
        let answer = page.answer();
        let wanted = filter.get().to_lowercase();
        let (sort, fitting) = (sort.get(), fitting.get());
        let mut order: Vec<usize> = (0..answer.rows.len())
            .filter(|index| {
                let row = &answer.rows[*index];
                (!fitting || row.runs()) && (wanted.is_empty() || holds(row, &wanted))
            })
            .collect();
        order.sort_by(|a, b| compare(sort, &answer.rows[*a], &answer.rows[*b]));
        // The chosen offer stays at the top, whatever the order.
        if let Some(at) = order.iter().position(|index| answer.chosen == Some(*index)) {
            order[..=at].rotate_right(1);
        }
        order
    });
    let limit = move || if all.get() { usize::MAX } else { FIRST_ROWS };
    let rows = move || {
        let answer = page.answer();
        let baseline = answer.chosen.and_then(|index| answer.rows.get(index));
        let order = order.get();
        let made = order.iter().take(limit()).map(|index| {
            line(&answer.rows[*index], baseline, answer.chosen == Some(*index))
        });
        made.collect::<Vec<_>>()
    };
    let tally = move || {
        let answer = page.answer();
        let running = answer.rows.iter().filter(|row| row.usable()).count();
        let shown = order.with(Vec::len);
        let of = format::plural(answer.rows.len() as u32, "offer", "offers");
        format!("{shown} of {of}. {running} run it at a known price.")
    };
    let pick = move |event: leptos::ev::MouseEvent| {
        let button = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("[data-offer]").ok().flatten());
        let offer = button.and_then(|button| button.get_attribute("data-offer")).and_then(|id| OfferId::find(&id));
        if let Some(offer) = offer {
            page.rent(Hardware::Offer(offer));
        }
    };
    let heads = Column::ALL.map(|(column, label)| head(sort, column, label)).collect_view();
    let more = move || format!("Show all {}", order.with(Vec::len));
    view! {
        <section class="section" id="compare" tabindex="-1" aria-labelledby="compare-title">
            <h2 id="compare-title">"Compare"</h2>
            <p class="lede">
                "This run on every offer of the catalog. What does not fit stays, with the reason. Multiples compare with the offer at the top."
            </p>
            <div class="table-tools">
                <div class="filter">
                    <label for="filter">"Filter"</label>
                    <input
                        type="search"
                        id="filter"
                        autocomplete="off"
                        placeholder="H100, RunPod, us-east-1"
                        on:input:target=move |event| filter.set(event.target().value())
                    />
                </div>
                <div class="tick">
                    <input type="checkbox" id="fitting" on:change:target=move |event| fitting.set(event.target().checked()) />
                    <label for="fitting">"Only what fits"</label>
                </div>
                <p class="tally">{text(tally)}</p>
            </div>
            <div class="scroller" role="region" aria-labelledby="compare-title" tabindex="0">
                <table class="offers">
                    <thead>
                        <tr>{heads} <td class="use-cell"></td></tr>
                    </thead>
                    <tbody on:click=pick>{rows}</tbody>
                </table>
            </div>
            <p class="lede" hidden=flag(move || order.with(|order| !order.is_empty()))>
                "No offer matches. Enter part of a provider\u{2019}s or a GPU\u{2019}s name, like A100."
            </p>
            <button
                type="button"
                class="button more"
                hidden=flag(move || all.get() || order.with(Vec::len) <= FIRST_ROWS)
                on:click=move |_| all.set(true)
            >
                {text(more)}
            </button>
        </section>
    }
    .into_any()
}

fn head(sort: RwSignal<Sort>, column: Column, label: &'static str) -> AnyView {
    let direction: Box<dyn FnMut() -> Option<&'static str> + Send> = Box::new(move || {
        let sort = sort.get();
        (sort.column == column).then_some(if sort.descending { "descending" } else { "ascending" })
    });
    // Speed reads best from the top, everything else from the bottom.
    let first = column == Column::Speed || column == Column::Date;
    view! {
        <th scope="col" aria-sort=direction>
            <button
                type="button"
                on:click=move |_| {
                    sort.update(|sort| {
                        *sort = Sort { column, descending: if sort.column == column { !sort.descending } else { first } };
                    });
                }
            >
                {label}
            </button>
        </th>
    }
    .into_any()
}

fn line(row: &Row, baseline: Option<&Row>, chosen: bool) -> impl IntoView + use<> {
    let offer = row.offer.get();
    let estimate = &row.estimate;
    let runs = row.runs();
    let reason = row.reason();
    let memory = &estimate.memory;

    let class = match (chosen, runs) {
        (true, true) => "chosen",
        (true, false) => "chosen no",
        (false, true) => "",
        (false, false) => "no",
    };
    let missing = || "\u{2013}".to_string();
    let times = |read: fn(&Row) -> Option<f64>| match (read(row), baseline.filter(|_| !chosen).and_then(read)) {
        (Some(value), Some(base)) if base > 0.0 => format::times(value / base),
        _ => String::new(),
    };
    let cost_of = |row: &Row| Column::Cost.number(row);
    let hours_of = |row: &Row| Column::Hours.number(row);
    let cost = estimate.cost.total.filter(|_| runs).map_or_else(missing, |total| format::usd(total.mid));
    let hours = if runs { format::hours(words::rounded(estimate.time.wall.mid)) } else { missing() };
    let speed = if runs { format::significant(estimate.time.tokens_per_sec.mid, 2) } else { missing() };
    let (fit_class, fit) = match (reason, memory.fit) {
        (Some(Reason::Blocked(block)), _) => ("reason", block.message().to_string()),
        (_, Fit::Exceeds { needed, available }) => ("reason", format!("{} too much", format::gib(needed - available))),
        (_, Fit::Tight { .. }) => ("tight", "tight".to_string()),
        (_, Fit::Fits { .. }) => ("", format!("of {}", format::gib(memory.capacity))),
    };
    let price = estimate.cost.per_hour.map_or_else(missing, format::usd_per_hour);
    let price_note = match (row.price.per_instance, estimate.cost.idle_gpus) {
        (None, _) => reason.map_or("", Reason::message).to_string(),
        _ if row.price.pinned => "your price".into(),
        _ if row.price.discounted => "assumed discount".into(),
        (_, 0) => String::new(),
        (_, idle) => format!("{idle} idle"),
    };
    let age = words::age(offer.provenance.as_of);
    let date_class = if age.is_some() { "old" } else { "" };
    view! {
        <tr class=class>
            <th scope="row">{offer.provider} <small>{words::sku(row.offer)}</small></th>
            <td>{format!("{}\u{d7} {}", row.plan.n_gpus, offer.gpu.get().name)}</td>
            <td>{cost} <small>{times(cost_of)}</small></td>
            <td>{hours} <small>{times(hours_of)}</small></td>
            <td>{format::gib(memory.device.mid)} <small class=fit_class>{fit}</small></td>
            <td>{price} <small>{price_note}</small></td>
            <td>{speed}</td>
            <td class=date_class title=offer.provenance.source>
                {offer.provenance.as_of.unwrap_or("undated")} <small>{age.unwrap_or_default()}</small>
            </td>
            <td class="use-cell">
                <button
                    type="button"
                    class="use"
                    data-offer=offer.id
                    aria-label=format!("Use {}", words::plan(row))
                    aria-pressed=if chosen { "true" } else { "false" }
                >
                    {if chosen { "In use" } else { "Use" }}
                </button>
            </td>
        </tr>
    }
}
