//! The table of plans: thousands of lines, of which those in view are in the page.
//!
//! It is a real table: what is shown can be read, searched and copied; `aria-rowcount` and `aria-rowindex` tell what is
//! not. Lines are one height, so that a position is a multiplication; they are one piece of markup, made anew in one go.

use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{El, Html, always, classed, el, key_of, listen_to, target, value_of};
use super::plan_words as say;
use super::state::Answered;
use super::words;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::plans::Plans;
use crate::scenario::plans::filter::Filter;
use crate::scenario::plans::lines::{Column, Line, Lines, Look as Order, State};

/// Lines in the page at a time, and how many the reader can scroll before they are made anew.
const WINDOW: usize = 48;
const STEP: usize = 12;

/// How the reader looks at the table.
#[derive(Clone, PartialEq)]
pub struct Look {
    pub column: Column,
    pub descending: bool,
    pub words: String,
    /// Of each column.
    pub filters: [String; Column::ALL.len()],
    pub fitting: bool,
    /// A bit for each column.
    pub shown: u32,
}

/// Columns that are shown before the reader chooses.
const SHOWN: [Column; 8] = [
    Column::Offer,
    Column::Gpus,
    Column::Cost,
    Column::Wall,
    Column::Memory,
    Column::Technique,
    Column::PerHour,
    Column::Date,
];

impl Look {
    pub fn new() -> Self {
        Self {
            column: Column::Cost,
            descending: false,
            words: String::new(),
            filters: Default::default(),
            fitting: false,
            shown: SHOWN.iter().fold(0, |bits, column| bits | 1 << *column as u32),
        }
    }
    pub const fn shows(&self, column: Column) -> bool {
        self.shown >> column as u32 & 1 == 1
    }
    /// What is wrong with a filter.
    pub fn complaint(&self) -> Option<&'static str> {
        let filters = self.filters.iter().chain(core::iter::once(&self.words));
        filters.filter_map(|text| Filter::parse(text).err()).next()
    }
    /// Positions of the lines, in order; or what is wrong with a filter.
    pub fn order(&self, lines: &Lines) -> Result<Vec<u32>, &'static str> {
        let mut columns = Vec::new();
        for column in Column::ALL {
            let text = &self.filters[column as usize];
            if !text.is_empty() && self.shows(column) {
                columns.push((column, Filter::parse(text)?));
            }
        }
        Ok(lines.order(&Order {
            column: self.column,
            descending: self.descending,
            words: &Filter::parse(&self.words)?,
            columns: &columns,
            fitting: self.fitting,
            text: &say::text,
        }))
    }
}

/// Name and unit of a column.
pub const fn label(column: Column) -> &'static str {
    match column {
        Column::Offer => "Offer",
        Column::Gpus => "GPUs",
        Column::Cost => "Cost",
        Column::Wall => "Wall-clock",
        Column::Memory => "Memory",
        Column::Technique => "Technique",
        Column::Recipe => "Recipe",
        Column::Kind => "Price",
        Column::PerHour => "An hour",
        Column::GpuHours => "GPU-hours",
        Column::Speed => "Tokens/s",
        Column::Date => "Price of",
    }
}

/// What a reader could type over a column.
const fn example(column: Column) -> &'static str {
    match column {
        Column::Offer => "aws || gcp",
        Column::Gpus => "1..4",
        Column::Cost => "<10",
        Column::Wall => "<=24",
        Column::Memory => "<40",
        Column::Technique => "qlora",
        Column::Recipe => "8-bit",
        Column::Kind => "spot",
        Column::PerHour => "<5",
        Column::GpuHours => "<100",
        Column::Speed => ">=8k",
        Column::Date => "2026",
    }
}

/// What the table reads. Its lines are looked up where they are shown; none is kept.
#[derive(Clone)]
pub struct Source {
    pub answer: Answered,
    /// `None`: the scenario's own recipe on every offer.
    pub plans: Option<Arc<Plans>>,
}

impl Source {
    pub fn lines(&self) -> Lines<'_> {
        match &self.plans {
            Some(plans) => Lines::Every(plans, &self.answer.scenario),
            None => Lines::ThisRun(&self.answer),
        }
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.answer == other.answer
            && match (&self.plans, &other.plans) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (a, b) => a.is_none() && b.is_none(),
            }
    }
}

/// The table, its header and its body.
pub fn view(
    look: RwSignal<Look>,
    order: Memo<Vec<u32>>,
    source: Memo<Source>,
    pinned: Memo<Option<Line>>,
    scroller: &El,
    used: impl Fn(usize, bool) + 'static,
) -> El {
    let start = RwSignal::new(0_usize);
    let height = RwSignal::new(54.0_f64);
    let place = scroller.0.clone();
    let measure = place.clone();
    let moved = move || {
        if let Ok(Some(row)) = measure.query_selector("tbody.window tr") {
            let tall = row.get_bounding_client_rect().height();
            if tall > 1.0 && (tall - height.get_untracked()).abs() > 0.25 {
                height.set(tall);
            }
        }
        let first = (f64::from(measure.scroll_top()) / height.get_untracked()) as usize;
        let next = first.saturating_sub(STEP) / STEP * STEP;
        if next != start.get_untracked() {
            start.set(next);
        }
    };
    let on_scroll = moved.clone();
    listen_to(&place, "scroll", Box::new(move |_| on_scroll()));
    // Another order starts from the top.
    always(Box::new(move |again| {
        look.with(|_| ());
        if again {
            place.set_scroll_top(0);
            start.set(0);
        }
    }));

    let window = move || {
        let first = start.get();
        let pinned = pinned.get();
        let mut html = Html::new();
        source.with(|source| {
            let lines = source.lines();
            order.with(|order| {
                for (at, index) in order.iter().enumerate().skip(first).take(WINDOW) {
                    let line = lines.line(*index as usize);
                    look.with(|look| row(&mut html, look, &line, pinned.as_ref(), Some(*index), at + 2));
                }
            });
        });
        html
    };
    let base = move || {
        let mut html = Html::new();
        if let Some(line) = pinned.get() {
            look.with(|look| row(&mut html, look, &line, None, None, 1));
        }
        html
    };
    let gap = |lines: Box<dyn Fn() -> usize>| {
        classed("tbody", "gap")
            .attr("aria-hidden", "true")
            .live_var("--gap", move || [&((lines() as f64 * height.get()) as u32).to_string(), "px"].concat())
            .html("<tr><td>")
    };
    let above = gap(Box::new(move || start.get()));
    let below = gap(Box::new(move || order.with(Vec::len).saturating_sub(start.get() + WINDOW)));
    let body = classed("tbody", "window").live_html(window).on("click", move |event| {
        let Some(key) = key_of(&event) else { return };
        let (what, index) = key.split_at(1);
        if let Ok(index) = index.parse() {
            used(index, what == "p");
        }
    });
    let heads = Column::ALL.map(|column| head(look, column));
    let filters = Column::ALL.map(|column| filter(look, column));
    classed("table", "offers plans")
        .live_attr("aria-rowcount", move || (order.with(Vec::len) + 2).to_string())
        .child(
            el("thead")
                .child(el("tr").children(heads).html("<td class=use-cell></td>"))
                .child(classed("tr", "filters").children(filters).html("<td class=use-cell></td>")),
        )
        .child(classed("tbody", "pinned").live_html(base))
        .child(above)
        .child(body)
        .child(below)
}

fn hidden(look: RwSignal<Look>, column: Column, cell: El) -> El {
    cell.live_switch("hidden", move || !look.with(|look| look.shows(column)))
}

fn head(look: RwSignal<Look>, column: Column) -> El {
    // Speed and date read best from the top, everything else from the bottom.
    let first = matches!(column, Column::Speed | Column::Date);
    let state = move || look.with(|look| (look.column == column, look.descending));
    let press = move || {
        look.update(|look| {
            let again = look.column == column;
            look.descending = if again { !look.descending } else { first };
            look.column = column;
        });
    };
    let button = el("button").attr("type", "button").text(label(column)).on("click", move |_| press());
    let class = if column.is_number() || column == Column::Offer { "" } else { "words" };
    let head = classed("th", class).attr("scope", "col").child(button).live_attr("aria-sort", move || {
        match state() {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
        .into()
    });
    hidden(look, column, head)
}

fn filter(look: RwSignal<Look>, column: Column) -> El {
    let input = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-label", &["Filter ", label(column)].concat())
        .attr("placeholder", example(column))
        .live_attr("aria-invalid", move || {
            look.with(|look| Filter::parse(&look.filters[column as usize]).is_err()).to_string()
        })
        .on("input", move |event| {
            if let Some(input) = target(&event) {
                look.update(|look| look.filters[column as usize] = value_of(&input));
            }
        });
    hidden(look, column, el("td").child(input))
}

/// One line; `base` is what its differences count from.
fn row(html: &mut Html, look: &Look, line: &Line, base: Option<&Line>, index: Option<u32>, at: usize) {
    let class = match (index, line.state.runs()) {
        (None, _) => "chosen",
        (_, true) => "",
        (_, false) => "no",
    };
    html.mix(&["<tr class=\"", class, "\" aria-rowindex=", &(at + 1).to_string(), ">"]);
    for column in Column::ALL {
        if !look.shows(column) {
            continue;
        }
        let old = if column == Column::Date { words::age(line.offer.get().provenance.as_of) } else { None };
        let small = match column {
            Column::Offer => words::sku(line.offer),
            Column::Memory => say::state(line),
            Column::Technique if !look.shows(Column::Recipe) => {
                let mut text = String::new();
                say::recipe(line, &mut text);
                text
            }
            Column::PerHour => per_hour_note(line, look),
            Column::Date => old.clone().unwrap_or_default(),
            _ => difference(column, line, base),
        };
        let reason = match (column, line.state) {
            (Column::Memory, State::Exceeds | State::Blocked(_) | State::LeftOut) => "reason",
            (Column::Memory, State::Tight) => "tight",
            _ => "",
        };
        html.raw(match column {
            Column::Offer => "<th scope=row>",
            Column::Date if old.is_some() => "<td class=old>",
            Column::Gpus | Column::Technique | Column::Recipe | Column::Kind => "<td class=words>",
            _ => "<td>",
        });
        html.mix(&["", &say::cell(column, line), "<small class=\"", reason, "\">", &small, "</small>"]);
    }
    html.raw("<td class=use-cell>");
    match index {
        None => {
            html.raw("<span class=in-use>In use</span>");
        }
        Some(index) => {
            let (index, plan) = (index.to_string(), say::plan(line));
            html.mix(&[
                "<button type=button class=use data-key=u",
                &index,
                " aria-label=\"Use ",
                &plan,
                "\">Use</button> <button type=button class=use data-key=p",
                &index,
                " aria-label=\"Pin ",
                &plan,
                "\">Pin</button>",
            ]);
        }
    }
}

fn difference(column: Column, line: &Line, base: Option<&Line>) -> String {
    let Some((value, base)) = column.number(line).zip(base.and_then(|base| column.number(base))) else {
        return String::new();
    };
    match column {
        Column::Cost => say::difference(value, base, |usd| format::usd(Usd(usd))),
        Column::Wall => say::difference(value, base, |hours| words::hours(Hours(hours))),
        Column::GpuHours | Column::Speed => {
            say::difference(value, base, |value| format::significant(value, 2))
        }
        _ => String::new(),
    }
}

fn per_hour_note(line: &Line, look: &Look) -> String {
    match (line.state, line.idle_gpus) {
        (State::NoPrice, _) => "no price".into(),
        (_, idle) if idle > 0 => format!("{} idle", format::plural(idle, "GPU", "GPUs")),
        _ if look.shows(Column::Kind) => String::new(),
        _ => say::kind(line.kind).into(),
    }
}
