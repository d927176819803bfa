//! A bar for each input: how far the answer moves with it.
//!
//! The picture is a table: each row says in words what its bar shows.

use leptos::prelude::*;
use web_sys::Element;

use super::breakdown::scroller;
use super::dom::{El, Html, always, classed, el, focus, is_checked, show, target};
use super::settled::{Pace, Settled};
use super::state::Page;
use super::words;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::answer::Answer;
use crate::scenario::sensitivity::{Bar, End, Measure, tornado};

/// Widths of the picture are whole numbers up to this.
const WIDTH: f64 = 1000.0;

pub fn fill(page: Page, place: El) {
    let measure = RwSignal::new(Measure::Cost);
    let choice = |id: &'static str, label: &str, value: Measure| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "measure")
            .id(id)
            .live_switch("checked", move || measure.get() == value)
            .on("change", move |event| {
                if target(&event).is_some_and(|input| is_checked(&input)) {
                    measure.set(value);
                }
            });
        classed("div", "tick").child(input).child(el("label").attr("for", id).text(label))
    };
    let choices = classed("div", "table-tools")
        .attr("role", "radiogroup")
        .attr("aria-label", "What the bars show")
        .child(choice("moves-cost", "Cost", Measure::Cost))
        .child(choice("moves-time", "Wall-clock", Measure::Wall));
    let body = el("tbody").on("click", |event| {
        let key = target(&event).and_then(|clicked| clicked.get_attribute("data-field"));
        if let Some(key) = key {
            reveal(&key);
        }
    });
    let still = classed("p", "lede after");
    let table = classed("table", "sum sways")
        .html(
            "<thead><tr><th scope=col>Input<th scope=col class=number>Least<th scope=col>Swing\
             <th scope=col>Most</thead>",
        )
        .child(body.clone());
    let settled = Settled::of(page, &place, Pace::Rest);
    place
        .html(
            "<p class=lede>One input moves, the rest stays, on the offer above. Quantities go to half and to double, \
             choices to each other choice, prices to other offers. The mark is the answer of now.</p>",
        )
        .child(choices)
        .child(scroller("What moves the answer").child(table))
        .child(still.clone());
    always(Box::new(move |_| draw(&settled.answer(), measure.get(), &body, &still.0)));
}

fn draw(answer: &Answer, measure: Measure, body: &El, still: &Element) {
    let found = tornado(answer);
    let mut html = Html::new();
    let mut rest = String::new();
    match found.as_ref().and_then(|found| found.bars(measure)) {
        Some(bars) => {
            for bar in &bars.bars {
                line(&mut html, bar, bars.now, measure);
            }
            let names: Vec<&str> = bars.still.iter().map(|sway| sway.label).collect();
            if !names.is_empty() {
                rest = ["Nothing moves with: ", &names.join(", "), "."].concat();
            }
        }
        None => rest = "There is no answer to move: the run does not fit, or its price is not known.".into(),
    }
    still.set_text_content(Some(&rest));
    body.refill(&html);
}

fn line(html: &mut Html, bar: &Bar<'_>, now: f64, measure: Measure) {
    let figure = |value: f64| match measure {
        Measure::Cost => format::usd(Usd(value)),
        Measure::Wall => words::hours(Hours(value)),
    };
    let at = |end: Option<&End>| end.map_or_else(|| "as now".into(), |end| end.at.clone());
    let place = |share: f64| format::plain((share * WIDTH).round());
    let (from, mark) = (place(bar.from), place(now));
    let wide = |low: f64, high: f64| format::plain(((high - low).max(0.0) * WIDTH).round());
    let swing = ["Swings by ", &figure(bar.most.0 - bar.least.0)].concat();
    html.form(
        "<tr><th scope=row><button type=button class=plain data-field=\"$a\" data-key=\"sway-$b\">$b</button>\
         <small>now $c</small><td class=number>$d<small>$e</small><td class=swing>\
         <svg viewBox=\"0 0 1000 10\" preserveAspectRatio=none role=img aria-label=\"$f\">\
         <rect class=less x=$g width=$h height=10 /><rect class=more x=$i width=$j height=10 />\
         <path class=now d=\"M$i 0v10\"/></svg>$k<td>$l<small>$m</small>",
        &[
            bar.sway.key,
            bar.sway.label,
            &bar.sway.now,
            &figure(bar.least.0),
            &at(bar.least.1),
            &swing,
            &from,
            &wide(bar.from, now),
            &mark,
            &wide(now, bar.to),
            if bar.cut { "\u{2026}" } else { "" },
            &figure(bar.most.0),
            &at(bar.most.1),
        ],
    );
}

/// Goes to the control that sets an input, wherever it is folded away.
fn reveal(id: &str) {
    let Some(control) = document().get_element_by_id(id) else { return };
    if control.tag_name() == "DETAILS" {
        return show(id);
    }
    if let Ok(Some(fold)) = control.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
    control.scroll_into_view();
    focus(&control);
}
