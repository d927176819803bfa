//! What the search found, in words: the verdict, and the plans that stand out, each one press away.

use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{El, Html, classed, el, key_of};
use super::plan_words as say;
use super::words;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::Scenario;
use crate::scenario::plans::limits::TECHNIQUES;
use crate::scenario::plans::lines::{Line, Lines};
use crate::scenario::plans::{Plans, picks::Picks};

pub fn view(plans: Memo<Option<Arc<Plans>>>, scenario: Memo<Scenario>, used: impl Fn(u32) + 'static) -> El {
    let with = move |read: fn(&Plans, &Scenario) -> String| {
        move || {
            plans.with(|plans| {
                plans.as_ref().map(|plans| scenario.with(|now| read(plans, now))).unwrap_or_default()
            })
        }
    };
    let cards = move || {
        let mut html = Html::new();
        if let Some(plans) = plans.get() {
            scenario.with(|scenario| cards(&mut html, &plans, scenario));
        }
        html
    };
    classed("div", "picks")
        .child(classed("p", "verdict-plans").attr("aria-live", "off").live(with(verdict)))
        .child(classed("p", "tally").live(with(tally)))
        .child(classed("ul", "cards").attr("aria-label", "Plans that stand out").live_html(cards).on(
            "click",
            move |event| {
                if let Some(row) = key_of(&event).and_then(|key| key.parse().ok()) {
                    used(row);
                }
            },
        ))
}

fn line(plans: &Plans, scenario: &Scenario, row: u32) -> Line {
    Lines::Every(plans, scenario).line(row as usize)
}

/// `508,050 plans weighed. 5,724 of the best run.`
fn tally(plans: &Plans, _: &Scenario) -> String {
    let weighed = format::grouped(plans.n_plans as f64);
    let fit = format::grouped(f64::from(plans.picks.n_fit));
    [
        &weighed,
        " plans weighed: every offer, 1 to 16 instances, technique, optimiser, recompute, sharding, micro-batch and kind \
         of price. The best recipe on each offer, number of machines and technique is kept; ",
        &fit,
        " fit.",
    ]
    .concat()
}

fn money(line: &Line) -> String {
    line.cost.map(format::usd).unwrap_or_default()
}

fn time(line: &Line) -> String {
    line.wall.map(words::hours).unwrap_or_default()
}

/// `$31, 9 h: 2× H100 SXM at Lambda, on demand, LoRA`
fn short(line: &Line) -> String {
    [&say::plan(line), ", ", say::technique(line.technique), ": ", &money(line), ", ", &time(line)].concat()
}

/// The answer of the search in one sentence: what meets budget and deadline, or what would have to give.
fn verdict(plans: &Plans, scenario: &Scenario) -> String {
    let picks = &plans.picks;
    let Some((cheapest, fastest)) = picks.cheapest.zip(picks.fastest) else {
        return "No plan runs. Rule out less, or choose a smaller model.".into();
    };
    let at = |row: u32| line(plans, scenario, row);
    let (cheapest, fastest) = (at(cheapest), at(fastest));
    let budget = scenario.budget_usd.map(|usd| format::usd(Usd(usd)));
    let deadline = scenario.deadline_hours.map(|hours| words::hours(Hours(hours)));
    let tight = if picks.n_fit == 0 { " Its memory is tight: nothing fits with room to spare." } else { "" };
    let said = match (budget, deadline) {
        (None, None) => ["Cheapest of all: ", &short(&cheapest), "."].concat(),
        (Some(budget), None) => match picks.within_budget {
            Some(row) => ["Fastest within ", &budget, ": ", &short(&at(row)), "."].concat(),
            None => ["Nothing fits within ", &budget, ". The nearest is ", &short(&cheapest), "."].concat(),
        },
        (None, Some(deadline)) => match picks.by_deadline {
            Some(row) => ["Cheapest done in ", &deadline, ": ", &short(&at(row)), "."].concat(),
            None => ["Nothing is done in ", &deadline, ". The nearest is ", &short(&fastest), "."].concat(),
        },
        (Some(budget), Some(deadline)) => both(picks, &at, [&budget, &deadline], [&cheapest, &fastest]),
    };
    [&said, tight].concat()
}

fn both(picks: &Picks, at: &dyn Fn(u32) -> Line, limits: [&str; 2], ends: [&Line; 2]) -> String {
    let [budget, deadline] = limits;
    if let Some(row) = picks.meets_both {
        return ["Cheapest that meets both: ", &short(&at(row)), "."].concat();
    }
    let nothing = ["Nothing fits within ", budget, " in ", deadline, ". "].concat();
    match (picks.within_budget, picks.by_deadline) {
        (Some(slow), Some(dear)) => {
            let (slow, dear) = (at(slow), at(dear));
            [
                &nothing,
                "Allow ",
                &time(&slow),
                " and it is ",
                &short(&slow),
                "; or pay ",
                &money(&dear),
                " and it is ",
                &short(&dear),
                ".",
            ]
            .concat()
        }
        (Some(slow), None) => {
            [&nothing, "No plan is that fast. Within the budget: ", &short(&at(slow)), "."].concat()
        }
        (None, Some(dear)) => [&nothing, "No plan is that cheap. In time: ", &short(&at(dear)), "."].concat(),
        (None, None) => {
            [&nothing, "The cheapest is ", &short(ends[0]), "; the fastest ", &short(ends[1]), "."].concat()
        }
    }
}

fn cards(html: &mut Html, plans: &Plans, scenario: &Scenario) {
    let picks = &plans.picks;
    let mut card = |title: &str, row: Option<u32>| {
        let Some(row) = row else { return };
        let line = line(plans, scenario, row);
        let mut recipe = String::new();
        say::recipe(&line, &mut recipe);
        html.mix(&[
            "<li><h3>",
            title,
            "</h3><p class=figures><b>",
            &money(&line),
            "</b> ",
            &time(&line),
            "</p><p>",
            &say::plan(&line),
            "</p><p class=soft>",
            &[say::technique(line.technique), ", ", &recipe].concat(),
            "</p><button type=button class=button data-key=",
            &row.to_string(),
            " aria-label=\"Use the plan: ",
            title,
            "\">Use</button>",
        ]);
    };
    card("Cheapest", picks.cheapest);
    card("Fastest", picks.fastest);
    card("Meets budget and deadline", picks.meets_both);
    if picks.meets_both.is_none() {
        card("Fastest within the budget", picks.within_budget);
        card("Cheapest by the deadline", picks.by_deadline);
    }
    card("Cheapest on demand", picks.by_kind[0].filter(|row| picks.cheapest != Some(*row)));
    card("Cheapest on spot", picks.by_kind[1].filter(|row| picks.cheapest != Some(*row)));
    for (technique, row) in TECHNIQUES.into_iter().zip(picks.by_technique) {
        let title = ["Cheapest with ", say::technique(technique)].concat();
        card(&title, row.filter(|row| picks.cheapest != Some(*row)));
    }
}

/// Cheapest of each provider and of each GPU, folded.
pub fn lists(plans: Memo<Option<Arc<Plans>>>, scenario: Memo<Scenario>) -> El {
    let rows = move |gpus: bool| {
        move || {
            let mut html = Html::new();
            let Some(plans) = plans.get() else { return html };
            let mut rows: Vec<u32> = if gpus {
                plans.picks.by_gpu.iter().map(|(_, row)| *row).collect()
            } else {
                plans.picks.by_provider.iter().map(|(_, row)| *row).collect()
            };
            rows.sort_unstable_by(|a, b| {
                let cost = |row: u32| plans.rows[row as usize].cost.0;
                cost(*a).total_cmp(&cost(*b)).then(a.cmp(b))
            });
            scenario.with(|scenario| {
                for row in rows {
                    html.mix(&["<li>", &short(&line(&plans, scenario, row))]);
                }
            });
            html
        }
    };
    let list = |title: &str, gpus: bool| {
        classed("details", "as-data").child(el("summary").text(title)).child(el("ol").live_html(rows(gpus)))
    };
    classed("div", "lists")
        .child(list("Cheapest of each provider", false))
        .child(list("Cheapest of each GPU", true))
}
