//! Ways to save, priced for this scenario; one click makes the change.

use std::cell::RefCell;
use std::rc::Rc;

use super::breakdown::scroller;
use super::dom::{El, Html, always, classed, el, focus, key_of};
use super::settled::{Pace, Settled};
use super::state::Page;
use super::words;
use crate::engine::units::{Bytes, Hours, Usd};
use crate::format;
use crate::scenario::Scenario;
use crate::scenario::savings::{Difference, Saving, Worth, savings};

/// Below this much memory a difference is not worth a word.
const LEAST_GIB: f64 = 0.05;

/// The change whose interruptions are told.
const SPOT: &str = "spot";

pub fn fill(page: Page, place: El) {
    let offered: Rc<RefCell<Vec<(&'static str, Scenario)>>> = Rc::default();
    let taken = offered.clone();
    let region = scroller("Ways to save");
    let back = region.0.clone();
    let frame = classed("table", "sum savings").html(
        "<thead><tr><th scope=col>Change<th scope=col class=number>Cost<th scope=col class=number>Wall-clock\
         <th scope=col class=number>Memory<td></thead>",
    );
    let table = el("tbody");
    let settled = Settled::of(page, &place, Pace::Rest);
    place
        .html(
            "<h3 id=savings>What saves</h3>\
             <p class=lede>Each change by itself, against the answer of now: the page answers again with it, other \
             hardware and a larger micro-batch included where you left them open.</p>",
        )
        .child(region.child(frame.child(table.clone())).on("click", move |event| {
            let id = key_of(&event);
            let found = |(known, _): &&(&'static str, Scenario)| Some(*known) == id.as_deref();
            let scenario = taken.borrow().iter().find(found).map(|(_, scenario)| *scenario);
            if let Some(scenario) = scenario {
                // The button goes or changes its place; the table stays.
                focus(&back);
                page.pick_scenario(scenario);
            }
        }));
    always(Box::new(move |_| {
        let list = savings(&settled.answer().scenario);
        table.refill(&groups(&list));
        offered.replace(list.into_iter().map(|saving| (saving.change.id, saving.change.scenario)).collect());
    }));
}

fn groups(list: &[Saving]) -> Html {
    let mut html = Html::new();
    let offered = |saving: &&Saving| !saving.change.in_use;
    group(&mut html, "You could", list.iter().filter(offered).filter(|saving| saving.helps()));
    group(&mut html, "You do already", list.iter().filter(|saving| saving.change.in_use));
    group(&mut html, "No help here", list.iter().filter(offered).filter(|saving| !saving.helps()));
    html
}

fn group<'a>(html: &mut Html, title: &str, savings: impl Iterator<Item = &'a Saving>) {
    let mut title = Some(title);
    for saving in savings {
        if let Some(title) = title.take() {
            html.mix(&["<tr class=group><th colspan=5 scope=rowgroup>", title]);
        }
        line(html, saving);
    }
}

fn line(html: &mut Html, saving: &Saving) {
    let change = &saving.change;
    html.mix(&[
        if change.strategy.is_some() { "<tr class=claimed><th scope=row>" } else { "<tr><th scope=row>" },
        &change.label,
    ]);
    if change.relearns {
        html.raw("<small>changes what the model learns</small>");
    }
    if let (SPOT, Worth::Known(Difference { on_spot: Some(spot), .. })) = (change.id, &saving.worth) {
        let every = words::hours(spot.checkpoint_every);
        let times = format::significant(spot.interruptions, 2);
        html.form("<small>a checkpoint every $a, $b interruptions expected</small>", &[&every, &times]);
    }
    match &saving.worth {
        Worth::Unknown(why) => {
            let lead = if change.in_use { "Without it: " } else { "" };
            html.mix(&["<td colspan=3 class=why>", lead, "", why]);
        }
        Worth::Known(worth) => figures(html, worth),
    }
    let (label, spoken) = if change.in_use { ("Undo", "Undo: ") } else { ("Use", "Use: ") };
    if matches!(saving.worth, Worth::Known(_)) {
        html.form(
            "<td class=use-cell><button type=button class=button data-key=\"$a\" aria-label=\"$b$c\">$d</button>",
            &[change.id, spoken, &change.label, label],
        );
    } else {
        html.raw("<td class=use-cell>");
    }
    if let Some(strategy) = change.strategy {
        html.mix(&["<tr class=claim><td colspan=5>", strategy.id, " of the guide: ", strategy.text]);
    }
}

fn figures(html: &mut Html, worth: &Difference) {
    let usd = if worth.share.abs() >= 0.005 { worth.usd } else { Usd::ZERO };
    let cost = less(usd.0, format::usd(Usd(usd.0.abs())));
    let percent = if usd == Usd::ZERO { String::new() } else { format::percent(worth.share.abs()) };
    let hours = if worth.wall.0.abs() * 3600.0 < 1.0 { 0.0 } else { worth.wall.0 };
    let wall = less(hours, words::hours(Hours(hours.abs())));
    let gib = |bytes: Bytes| {
        let gib = if bytes.gib().abs() < LEAST_GIB { 0.0 } else { bytes.gib() };
        (gib, less(gib, format::gib(Bytes(bytes.0.abs()))))
    };
    let (_, memory) = gib(worth.memory);
    let mut note = String::new();
    if let Some((offer, n_gpus)) = worth.moves_to {
        let offer = offer.get();
        note = format!("on {n_gpus}\u{d7} {} at {}", offer.gpu.get().name, offer.provider);
    } else if let Some(freed) = worth.freed
        && (freed - worth.memory).gib().abs() >= LEAST_GIB
    {
        note = [&gib(freed).1, " with the same micro-batch"].concat();
    }
    html.form(
        "<td class=number>$a<small>$b</small><td class=number>$c<td class=number>$d<small>$e</small>",
        &[&cost, &percent, &wall, &memory, &note],
    );
}

/// `$12 less`, `3 h more`, `the same`
fn less(saved: f64, amount: String) -> String {
    if saved == 0.0 {
        return "the same".into();
    }
    amount + if saved > 0.0 { " less" } else { " more" }
}
