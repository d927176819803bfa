//! Ways out of a plan that does not fit: one click each, each with what it costs.

use leptos::prelude::*;

use super::live::flag;
use super::state::Page;
use crate::engine::units::{Hours, Usd};
use crate::format;
use crate::scenario::Method;
use crate::scenario::answer::Reason;
use crate::scenario::ways_out::{WayOut, ways_out};

pub fn view(page: Page) -> AnyView {
    let ways = Memo::new(move |_| {
        let answer = page.answer();
        match answer.chosen_row() {
            Some(row) if answer.scenario.method == Method::Physical && matches!(row.reason(), Some(Reason::DoesNotFit | Reason::Blocked(_))) => {
                ways_out(&answer.scenario, row)
            }
            _ => Vec::new(),
        }
    });
    view! {
        <section class="ways" aria-labelledby="ways-title" hidden=flag(move || ways.get().is_empty())>
            <h2 id="ways-title">"Ways out"</h2>
            <ul>{move || ways.get().into_iter().map(|way| entry(page, way)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn entry(page: Page, way: WayOut) -> AnyView {
    let price = against(&way);
    let scenario = way.scenario;
    view! {
        <li>
            <button type="button" on:click=move |_| page.pick_scenario(scenario)>
                <b>{way.label}</b>
                <span>{price}</span>
                <span>{way.effect}</span>
            </button>
        </li>
    }
    .into_any()
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
