//! The answer: the verdict in words, then cost, time and memory, each with its range.

use gloo::timers::callback::Timeout;

use super::dom::{El, always, classed, el, later, show, together};
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
        return Some((words::hours_range(band), "as the guide prints it".into()));
    }
    Some((words::hours(band.mid), words::hours_range(band)))
}

fn memory(answer: &Answered) -> Option<Figure> {
    let memory = &answer.chosen_row()?.estimate.memory;
    let range = format::gib_range(memory.device);
    let range = range.strip_suffix(" GiB").unwrap_or(&range);
    let range = format!("{range} of {}", format::gib(memory.capacity));
    Some((format::gib(memory.device.mid), range))
}

pub fn view(page: Page) -> [El; 2] {
    [together(&|| figures(page)), announcer(page)]
}

fn figures(page: Page) -> El {
    let verdict = classed("span", "verdict")
        .live_class("no", move || !words::verdict(&page.answer()).1)
        .live(move || words::verdict(&page.answer()).0);
    let metrics = classed("span", "metrics")
        .child(metric(page, "Cost", "why-cost", cost))
        .child(metric(page, "Wall-clock", "why-time", wall))
        .child(metric(page, "Memory", "why-memory", memory));
    // The field may be folded away.
    let stale = classed("span", "stale-note")
        .live_switch("hidden", move || !page.is_stale())
        .live(move || page.first_complaint());
    el("output")
        .id("answer")
        .attr("tabindex", "-1")
        .attr("aria-live", "off")
        .live_class("stale", move || page.is_stale())
        .child(stale)
        .child(verdict)
        .child(metrics)
}

fn metric(page: Page, label: &str, why: &'static str, read: fn(&Answered) -> Option<Figure>) -> El {
    let how = classed("button", "ask")
        .attr("type", "button")
        .attr("aria-label", &format!("How {label} comes about"))
        .attr("title", "How this number comes about")
        .text("?")
        .on("click", move |_| show(why));
    let mid = classed("span", "mid")
        .live(move || read(&page.answer()).map_or_else(|| "\u{2013}".into(), |figure| figure.0));
    let range = classed("span", "range")
        .live(move || read(&page.answer()).map(|figure| figure.1).unwrap_or_default());
    classed("span", "metric")
        .child(classed("span", "label").text(label).text(" ").child(how))
        .child(mid)
        .text(" ")
        .child(range)
}

/// Says the verdict to a screen reader once things have come to rest.
fn announcer(page: Page) -> El {
    let place = classed("p", "unseen").attr("role", "status");
    let spoken = place.0.clone();
    let mut last = String::new();
    let mut waiting: Option<Timeout> = None;
    always(Box::new(move |again| {
        let said = words::verdict(&page.answer()).0;
        // The page's first answer is read as part of the page.
        if again && last != said {
            let (spoken, said) = (spoken.clone(), said.clone());
            let say = move || spoken.set_text_content(Some(&said));
            // The timer that was there is cancelled as it is dropped.
            waiting.replace(later(ANNOUNCE_DELAY_MS, Box::new(say)));
        }
        last = said;
    }));
    place
}
