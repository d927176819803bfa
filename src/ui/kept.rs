//! Kept scenarios side by side, with the present one beside them.

use std::cell::RefCell;

use leptos::prelude::*;

use super::breakdown::scroller;
use super::dom::{El, Html, always, classed, el, key_of, show, target, value_of};
use super::settled::{Pace, Settled};
use super::share;
use super::state::Page;
use super::words;
use crate::format;
use crate::scenario::Scenario;
use crate::scenario::answer::{Answer, answer};
use crate::scenario::kept::Kept;

pub fn inside(page: Page, section: El) {
    let said = el("span").attr("role", "status");
    let told = said.0.clone();
    let keep = classed("button", "button")
        .attr("type", "button")
        .text("Keep this")
        .on("click", move |_| told.set_text_content(Some(share::keep(page))));
    let table = classed("table", "sum kept");
    let region = scroller("Kept scenarios")
        .live_switch("hidden", move || page.kept.with(|kept| kept.list().is_empty()))
        .child(table.clone().on("click", move |event| act(page, &event)).on("change", move |event| {
            let index = key_of(&event).and_then(|key| position(&key, "name-"));
            if let (Some(index), Some(input)) = (index, target(&event)) {
                page.keep(|kept| kept.rename(index, &value_of(&input)));
            }
        }));
    // Not of the table: it is hidden while nothing is kept.
    let settled = Settled::of(page, &section, Pace::Rest);
    section
        .html(
            "<p class=lede>Keep a scenario, change it, and see both. Up to four stay here and in the link; each is \
             answered anew, and compared with the first.</p>",
        )
        .child(classed("div", "actions").child(keep).child(said))
        .child(region);
    // Kept scenarios do not change while a slider moves: they are answered once.
    let known: RefCell<Vec<Answer>> = RefCell::default();
    always(Box::new(move |_| {
        let html = page.kept.with(|kept| columns(&settled.answer(), kept, &known));
        table.refill(&html);
    }));
}

/// `name-2` is the third's.
fn position(key: &str, stem: &str) -> Option<usize> {
    key.strip_prefix(stem)?.parse().ok()
}

fn act(page: Page, event: &web_sys::Event) {
    let Some(key) = key_of(event) else { return };
    if let Some(index) = position(&key, "remove-") {
        page.keep(|kept| kept.remove(index));
    } else if let Some(index) = position(&key, "open-") {
        let scenario = page.kept.with_untracked(|kept| kept.list().get(index).map(|kept| kept.scenario));
        if let Some(scenario) = scenario {
            page.pick_scenario(scenario);
            show("answer");
        }
    }
}

/// A line of the table: what it is about, and what it says of an answer beside the first one.
type Line = (&'static str, fn(&Answer, Option<&Answer>) -> (String, String));

const LINES: [Line; 8] = [
    ("Model", |answer, _| (answer.scenario.model.get().name.into(), String::new())),
    ("Data", |answer, _| {
        let s = &answer.scenario;
        (format!("{} tokens \u{d7} {}", format::count(s.tokens), format::grouped(s.epochs)), String::new())
    }),
    ("Technique", |answer, _| (words::technique(&answer.scenario).into(), String::new())),
    ("Hardware", |answer, _| {
        (answer.chosen_row().map(words::plan).unwrap_or_default(), words::hardware(answer.scenario.hardware))
    }),
    ("Cost", |answer, first| {
        let usd = |answer: &Answer| answer.cost().map(|band| band.mid);
        let now = usd(answer);
        let note = now.zip(first.and_then(usd)).map(|(now, first)| {
            against(now.0 - first.0, now.0 / first.0, format::usd((now - first) * sign(now.0 - first.0)))
        });
        (now.map_or_else(missing, format::usd), note.unwrap_or_default())
    }),
    ("Wall-clock", |answer, first| {
        let wall = |answer: &Answer| answer.wall().map(|band| band.mid);
        let now = wall(answer);
        let note = now.zip(first.and_then(wall)).map(|(now, first)| {
            against(now.0 - first.0, now.0 / first.0, words::hours((now - first) * sign(now.0 - first.0)))
        });
        (now.map_or_else(missing, words::hours), note.unwrap_or_default())
    }),
    ("Memory", |answer, first| {
        let memory = |answer: &Answer| answer.chosen_row().map(|row| row.estimate.memory.device.mid);
        let now = memory(answer);
        let note = now.zip(first.and_then(memory)).map(|(now, first)| {
            against(now.0 - first.0, now.0 / first.0, format::gib((now - first) * sign(now.0 - first.0)))
        });
        (now.map_or_else(missing, format::gib), note.unwrap_or_default())
    }),
    ("Verdict", |answer, _| (words::verdict(answer).0, String::new())),
];

fn missing() -> String {
    "\u{2013}".into()
}

fn sign(value: f64) -> f64 {
    if value < 0.0 { -1.0 } else { 1.0 }
}

/// `$12 more, +40 %`
fn against(difference: f64, ratio: f64, amount: String) -> String {
    if (ratio - 1.0).abs() < 0.0005 {
        return "the same".into();
    }
    let mut text = amount;
    text.push_str(if difference > 0.0 { " more, +" } else { " less, \u{2212}" });
    text.push_str(&format::percent((ratio - 1.0).abs()));
    text
}

/// The table's markup.
fn columns(now: &Answer, kept: &Kept, known: &RefCell<Vec<Answer>>) -> Html {
    let mut known = known.borrow_mut();
    let answers: Vec<Answer> = kept
        .list()
        .iter()
        .map(|kept| {
            let old = known.iter().find(|old| old.scenario == kept.scenario).cloned();
            old.unwrap_or_else(|| answer(&kept.scenario))
        })
        .collect();
    let mut html = Html::new();
    html.raw("<thead><tr><td>");
    for (index, one) in kept.list().iter().enumerate() {
        let n = index.to_string();
        let ordinal = (index + 1).to_string();
        html.form(
            "<th scope=col><input type=text class=box maxlength=40 data-key=name-$a aria-label=\"Name of scenario $b\" \
             value=\"$c\"><span class=acts><button type=button class=plain data-key=open-$a aria-label=\"Open $c\">\
             Open</button><button type=button class=plain data-key=remove-$a aria-label=\"Remove $c\">Remove</button>\
             </span>",
            &[&n, &ordinal, &one.name],
        );
    }
    // The present one, unless it stands there already.
    let present: &Scenario = &now.scenario;
    let beside = (kept.position(present).is_none() && !answers.is_empty()).then_some(now);
    if beside.is_some() {
        html.raw("<th scope=col>Now<small>not kept</small>");
    }
    html.raw("<tbody>");
    for (label, say) in LINES {
        html.mix(&["<tr><th scope=row>", label]);
        for (index, one) in answers.iter().chain(beside).enumerate() {
            let (text, note) = say(one, answers.first().filter(|_| index > 0));
            html.mix(&["<td>", &text, "<small>", &note, "</small>"]);
        }
    }
    *known = answers;
    html
}
