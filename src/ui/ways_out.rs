//! Ways out of a plan that does not fit: one click each, each with what it costs.

use std::cell::RefCell;
use std::rc::Rc;

use super::dom::{El, Html, classed, el, key_of, show};
use super::lazy::{self, Part};
use super::state::Page;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::Method;
use crate::scenario::answer::{Reason, Row};
use crate::scenario::ways_out::{WayOut, ways_out};

/// Nothing fits, or the chosen GPU cannot run it.
fn is_stuck(page: Page) -> bool {
    let answer = page.answer();
    let reason = answer.chosen_row().and_then(Row::reason);
    answer.scenario.method == Method::Physical
        && matches!(reason, Some(Reason::DoesNotFit | Reason::Blocked(_)))
}

pub fn view(page: Page) -> El {
    let section = classed("section", "ways")
        .attr("aria-labelledby", "ways-title")
        .live_switch("hidden", move || !is_stuck(page))
        .html("<h2 id=ways-title>Ways out</h2>");
    lazy::fill(page, section, Part::WaysOut)
}

pub fn inside(page: Page, section: El) {
    let offered: Rc<RefCell<Vec<WayOut>>> = Rc::default();
    let taken = offered.clone();
    let list = el("ul")
        .live_html(move || {
            let answer = page.answer();
            let mut html = Html::new();
            let ways = match answer.chosen_row() {
                Some(row) if is_stuck(page) => ways_out(&answer.scenario, row),
                _ => Vec::new(),
            };
            for (index, way) in ways.iter().enumerate() {
                html.mix(&[
                    "<li><button type=button data-key=way-",
                    &index.to_string(),
                    "><b>",
                    &way.label,
                    "</b><span>",
                    &against(way),
                    "</span><span>",
                    &way.effect,
                    "</span></button></li>",
                ]);
            }
            offered.replace(ways);
            html
        })
        .on("click", move |event| {
            let index = key_of(&event).and_then(|key| key.strip_prefix("way-")?.parse::<usize>().ok());
            let scenario = index.and_then(|index| taken.borrow().get(index).map(|way| way.scenario));
            if let Some(scenario) = scenario {
                page.pick_scenario(scenario);
                show("answer");
            }
        });
    section.child(list);
}

/// `$12 more, 3 h less`
fn against(way: &WayOut) -> String {
    let mut text = match way.extra_usd {
        Some(usd) if usd.0 < 0.0 => format!("{} less, ", format::usd(Usd(-usd.0))),
        Some(usd) => format!("{} more, ", format::usd(usd)),
        None => String::new(),
    };
    let hours = way.extra_hours.0;
    text.push_str(&format::hours(Hours(hours.abs())));
    text.push_str(if hours < 0.0 { " less" } else { " more" });
    text
}
