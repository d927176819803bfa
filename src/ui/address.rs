//! The address bar: the link is the scenario.
//!
//! Browsers take only so many changes of the address (Chromium drops what is too much without a word, Firefox and
//! Safari throw), so moves are written a quarter of a second after the last one.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::dom::{self, listen_to};
use super::state::{Page, Step};
use crate::scenario::kept::Kept;
use crate::scenario::{Scenario, link};

const MOVE_DELAY_MS: u32 = 250;
/// After a browser's refusal.
const RETRY_DELAY_MS: u32 = 5_000;

/// What the address says: the scenario, what is kept beside it, and what was not understood.
pub fn read() -> (Scenario, Kept, Vec<String>) {
    let query = window().location().search().unwrap_or_default();
    let opened = link::decode(&query);
    (opened.scenario, opened.kept, opened.notices.into_iter().map(|notice| notice.message).collect())
}

/// The page's address with a query.
pub fn with_query(query: &str) -> String {
    let path = window().location().pathname().unwrap_or_default();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// The whole link with a query.
pub fn link_to(query: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{}", with_query(query))
}

/// What the address says.
type Said = (Scenario, Kept);

/// A change of the address that waits; it is spelled out when it is written.
type Pending = Rc<RefCell<Option<(Said, Timeout)>>>;

/// Keeps the address and the scenario together.
pub fn follow(page: Page) {
    let pending = Pending::default();

    let waiting = pending.clone();
    dom::always(Box::new(move |_| {
        let now = (page.scenario(), page.kept.get());
        match page.step() {
            Step::Opened => {}
            Step::Move => later(&waiting, now, MOVE_DELAY_MS),
            Step::Pick => {
                flush(&waiting);
                if !write(&now, Step::Pick) {
                    later(&waiting, now, RETRY_DELAY_MS);
                }
            }
        }
    }));

    // A slider that is let go or a field that is left needs no further delay.
    let waiting = pending.clone();
    listen_to(&document(), "change", Box::new(move |_| flush(&waiting)));
    listen_to(
        &window(),
        "popstate",
        Box::new(move |_| {
            pending.take();
            page.reopen();
        }),
    );
}

fn later(pending: &Pending, said: Said, delay: u32) {
    let waiting = pending.clone();
    let timer = dom::later(delay, Box::new(move || flush(&waiting)));
    // The timer that was there is cancelled as it is dropped.
    pending.replace(Some((said, timer)));
}

fn flush(pending: &Pending) {
    if let Some((said, _)) = pending.take()
        && !write(&said, Step::Move)
    {
        later(pending, said, RETRY_DELAY_MS);
    }
}

/// False when the browser refuses.
fn write((scenario, kept): &Said, step: Step) -> bool {
    let address = with_query(&link::encode_all(scenario, kept));
    window().history().is_ok_and(|history| {
        let written = match step {
            Step::Pick => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            _ => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
        written.is_ok()
    })
}
