//! The answer: the verdict in words, then cost, time and memory, each with its range.

use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;

use super::live::{Text, flag, show, text};
use super::state::{Answered, Page};
use super::words;
use crate::format;
use crate::scenario::Method;

/// A slider's way is not read out, only where it ends.
const ANNOUNCE_DELAY_MS: u32 = 800;

/// A figure of the answer, and its range.
type Figure = (String, String);

fn cost(answer: &Answered) -> Option<Figure> {
    let band = answer.cost()?;
    if answer.scenario.method == Method::Guide {
        return Some((words::cents(band), "as the guide prints it".into()));
    }
    Some((format::usd(band.mid), format::usd_range(band)))
}

fn wall(answer: &Answered) -> Option<Figure> {
    let band = answer.wall()?;
    if answer.scenario.method == Method::Guide {
        return Some((format::hours_range(band), "as the guide prints it".into()));
    }
    Some((format::hours(words::rounded(band.mid)), format::hours_range(band.map(words::rounded))))
}

fn memory(answer: &Answered) -> Option<Figure> {
    let memory = &answer.chosen_row()?.estimate.memory;
    let range = format!("{} of {}", format::gib_range(memory.device), format::gib(memory.capacity));
    Some((format::gib(memory.device.mid), range))
}

pub fn view(page: Page) -> AnyView {
    let verdict = Memo::new(move |_| words::verdict(&page.answer()));
    view! {
        <output id="answer" tabindex="-1" aria-live="off" class:stale=flag(move || page.is_stale())>
            <span class="stale-note" hidden=flag(move || !page.is_stale())>
                "One field cannot be read. This is the last good answer."
            </span>
            <span class="verdict" class:no=flag(move || !verdict.get().1)>{text(move || verdict.get().0)}</span>
            <span class="metrics">
                {metric(page, "Cost", "why-cost", cost)} {metric(page, "Wall-clock", "why-time", wall)}
                {metric(page, "Memory a GPU", "why-memory", memory)}
            </span>
        </output>
        {announcer(verdict)}
    }
    .into_any()
}

fn metric(
    page: Page,
    label: &'static str,
    why: &'static str,
    read: fn(&Answered) -> Option<Figure>,
) -> AnyView {
    let figure = Memo::new(move |_| read(&page.answer()));
    let mid: Text = text(move || figure.get().map_or_else(|| "\u{2013}".to_string(), |figure| figure.0));
    let range: Text = text(move || figure.get().map_or_else(String::new, |figure| figure.1));
    view! {
        <span class="metric">
            <span class="label">
                {label} " "
                <button
                    type="button"
                    class="how"
                    aria-label=format!("How {label} comes about")
                    title="How this number comes about"
                    on:click=move |_| show(why)
                >
                    "?"
                </button>
            </span>
            <span class="mid" class:none=flag(move || figure.get().is_none())>{mid}</span>
            " "
            <span class="range">{range}</span>
        </span>
    }
    .into_any()
}

/// Says the verdict to a screen reader once things have come to rest.
fn announcer(verdict: Memo<(String, bool)>) -> AnyView {
    let place: NodeRef<html::P> = NodeRef::new();
    Effect::new(move |waiting: Option<Option<Timeout>>| {
        let said = verdict.get().0;
        // The page's first answer is read as part of the page.
        waiting.map(|_earlier| {
            Timeout::new(ANNOUNCE_DELAY_MS, move || {
                if let Some(place) = place.try_get_untracked().flatten() {
                    place.set_text_content(Some(&said));
                }
            })
        })
    });
    view! { <p class="unseen" role="status" node_ref=place></p> }.into_any()
}
