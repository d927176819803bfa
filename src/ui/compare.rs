//! Every plan, compared: the search's verdict, cost against time, and the table.

use std::sync::Arc;

use leptos::prelude::*;

use super::breakdown::scroller;
use super::dom::{El, classed, el, is_checked, target, value_of};
use super::settled::{Pace, Settled};
use super::state::Page;
use super::table::{self, Look, Source};
use super::{chart, limits, picks, words};
use crate::format;
use crate::scenario::plans::lines::{Column, Line, Lines};
use crate::scenario::plans::{Plans, calibration, plans};

pub fn inside(page: Page, section: El) {
    let settled = Settled::of(page, &section, Pace::Frame);
    let found: Memo<Option<Arc<Plans>>> = Memo::new_with_compare(
        move |_| {
            let answer = settled.answer();
            Some(Arc::new(plans(&answer.scenario, calibration(&answer), Some(words::today()))))
        },
        |_, _| true,
    );
    let scenario = Memo::new(move |_| settled.answer().scenario);
    let use_plan = move |row: u32| {
        let next = found.with_untracked(|plans| {
            let plans = plans.as_ref()?;
            Some(plans.scenario(&page.scenario_now(), plans.rows.get(row as usize)?))
        });
        if let Some(next) = next {
            page.pick_scenario(next);
        }
    };
    section
        .html("<p class=lede>Every plan that the catalog allows for this run, on any hardware and with any recipe.</p>")
        .child(picks::view(found, scenario, use_plan))
        .child(limits::view(page))
        .child(chart::view(found, scenario, use_plan))
        .child(picks::lists(found, scenario))
        .children(the_table(page, settled, found));
}

fn the_table(page: Page, settled: Settled, found: Memo<Option<Arc<Plans>>>) -> [El; 4] {
    let look = RwSignal::new(Look::new());
    let every = RwSignal::new(true);
    // What differences count from; `None`: the plan in use.
    let pinned: RwSignal<Option<Line>> = RwSignal::new(None);
    let source = Memo::new(move |_| {
        let plans = if every.get() { found.get() } else { None };
        Source { answer: settled.answer(), plans }
    });
    let ordered = Memo::new(move |last: Option<&Result<Vec<u32>, &'static str>>| {
        let next = source.with(|source| look.with(|look| look.order(&source.lines())));
        match (next, last) {
            // A filter that cannot be read leaves the lines as they were; the field says what to enter.
            (Err(_), Some(Ok(last))) => Ok(last.clone()),
            (next, _) => next,
        }
    });
    let order = Memo::new(move |_| ordered.get().unwrap_or_default());
    let base = Memo::new(move |_| {
        pinned.get().or_else(|| {
            source.with(|source| {
                let chosen = source.answer.chosen?;
                Some(Lines::ThisRun(&source.answer).line(chosen))
            })
        })
    });
    let used = move |index: usize, pin: bool| {
        source.with_untracked(|source| {
            let lines = source.lines();
            if index >= lines.len() {
                return;
            }
            if pin {
                pinned.set(Some(lines.line(index)));
            } else {
                pinned.set(None);
                page.pick_scenario(lines.scenario(index, &page.scenario_now()));
            }
        });
    };
    let tally = move || {
        let all = source.with(|source| source.lines().len());
        let shown = order.with(Vec::len);
        [&format::grouped(shown as f64), " of ", &format::grouped(all as f64), " lines"].concat()
    };
    let unpin = classed("button", "button")
        .attr("type", "button")
        .text("Compare with the plan in use")
        .live_switch("hidden", move || pinned.with(Option::is_none))
        .on("click", move |_| pinned.set(None));
    let tools = classed("div", "table-tools")
        .child(words_filter(look))
        .child(tick("fitting", "Only what fits", move |on| look.update(|look| look.fitting = on)))
        .child(tick("own-recipe", "Only my technique and recipe", move |on| every.set(!on)))
        .child(columns(look))
        .child(unpin)
        .child(classed("p", "tally").live(tally));
    let none = classed("p", "lede none")
        .live_switch("hidden", move || order.with(|order| !order.is_empty()))
        .text("No plan matches. Enter part of a provider\u{2019}s or a GPU\u{2019}s name, like A100, or empty a filter.");
    let wrong = classed("p", "complaint").attr("role", "status").live(move || {
        let bad = look.with(Look::complaint);
        bad.unwrap_or_default().into()
    });
    let place = scroller("Plans");
    let place = El(place.0.clone()).attr("class", "scroller tall");
    let table = table::view(look, order, source, base, &place, used);
    [tools, wrong, place.child(table), none]
}

fn words_filter(look: RwSignal<Look>) -> El {
    let filter = el("input")
        .attr("type", "search")
        .id("filter")
        .attr("autocomplete", "off")
        .attr("placeholder", "h100 runpod || lambda")
        .on("input", move |event| {
            if let Some(input) = target(&event) {
                look.update(|look| look.words = value_of(&input));
            }
        });
    classed("div", "filter").html("<label for=filter>Filter</label>").child(filter)
}

fn tick(id: &str, label: &str, set: impl Fn(bool) + 'static) -> El {
    let tick = el("input").attr("type", "checkbox").id(id).on("change", move |event| {
        if let Some(input) = target(&event) {
            set(is_checked(&input));
        }
    });
    classed("div", "tick").child(tick).child(el("label").attr("for", id).text(label))
}

/// Which columns are shown.
fn columns(look: RwSignal<Look>) -> El {
    let boxes = Column::ALL.map(|column| {
        let id = ["column-", table::label(column)].concat().replace([' ', '/'], "-");
        let tick = el("input")
            .attr("type", "checkbox")
            .id(&id)
            .live_switch("checked", move || look.with(|look| look.shows(column)))
            .live_switch("disabled", move || column == Column::Offer)
            .on("change", move |_| look.update(|look| look.shown ^= 1 << column as u32));
        classed("div", "tick").child(tick).child(el("label").attr("for", &id).text(table::label(column)))
    });
    classed("details", "columns")
        .child(el("summary").text("Columns"))
        .child(classed("div", "menu").attr("role", "group").attr("aria-label", "Columns").children(boxes))
}
