//! Ways out of a plan that does not fit: one click each, each with what it costs.

use leptos::prelude::Memo;
use leptos::prelude::*;

use super::dom::{El, Html, classed, key_of};
use super::state::Page;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::Method;
use crate::scenario::answer::Reason;
use crate::scenario::ways_out::{WayOut, ways_out};

pub fn view(page: Page) -> El {
    let ways = Memo::new(move |_| {
        let answer = page.answer();
        match answer.chosen_row() {
            Some(row)
                if answer.scenario.method == Method::Physical
                    && matches!(row.reason(), Some(Reason::DoesNotFit | Reason::Blocked(_))) =>
            {
                ways_out(&answer.scenario, row)
            }
            _ => Vec::new(),
        }
    });
    let list = super::dom::el("ul")
        .live_html(move || {
            let mut html = Html::new();
            ways.with(|ways| {
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
            });
            html
        })
        .on("click", move |event| {
            let index = key_of(&event).and_then(|key| key.strip_prefix("way-")?.parse::<usize>().ok());
            let scenario =
                index.and_then(|index| ways.with_untracked(|ways| ways.get(index).map(|way| way.scenario)));
            if let Some(scenario) = scenario {
                page.pick_scenario(scenario);
                super::dom::show("answer");
            }
        });
    classed("section", "ways")
        .attr("aria-labelledby", "ways-title")
        .live_switch("hidden", move || ways.with(Vec::is_empty))
        .html("<h2 id=ways-title>Ways out</h2>")
        .child(list)
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
