//! What may wait: done once the answer has come to rest, and only for what is near the screen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::{document, window};
use web_sys::Element;

use super::dom::{always, later, listen_to};

/// After the last change. A drag changes things every frame.
const REST_MS: u32 = 150;
/// While the reader scrolls.
const SCROLL_MS: u32 = 60;
/// This near to the screen counts as on it.
const MARGIN: f64 = 300.0;

struct Work {
    place: Element,
    run: Box<dyn Fn()>,
    stale: Cell<bool>,
    waiting: RefCell<Option<Timeout>>,
}

/// Runs now, and again whenever what `read` reads has changed and rests.
pub fn at_rest(place: &Element, read: impl Fn() + 'static, run: impl Fn() + 'static) {
    let work = Rc::new(Work {
        place: place.clone(),
        run: Box::new(run),
        stale: Cell::new(true),
        waiting: RefCell::default(),
    });
    (work.run)();
    work.stale.set(false);
    let first = Cell::new(true);
    let moved = work.clone();
    always(Box::new(move |_| {
        read();
        if !first.replace(false) {
            moved.stale.set(true);
            soon(&moved, REST_MS);
        }
        String::new()
    }));
    // What was out of sight, or folded away, may have come into it.
    let events = [(window().into(), "scroll"), (window().into(), "resize"), (document().into(), "click")];
    for (target, event) in events {
        let target: web_sys::EventTarget = target;
        let seen = work.clone();
        let look = move |_| {
            if seen.stale.get() && seen.waiting.borrow().is_none() {
                soon(&seen, SCROLL_MS);
            }
        };
        listen_to(&target, event, Box::new(look));
    }
}

fn soon(work: &Rc<Work>, milliseconds: u32) {
    let due = work.clone();
    let timer = later(
        milliseconds,
        Box::new(move || {
            // It has fired: there is nothing to cancel.
            if let Some(timer) = due.waiting.take() {
                timer.forget();
            }
            if due.stale.get() && is_near(&due.place) {
                due.stale.set(false);
                (due.run)();
            }
        }),
    );
    // The timer that was there is cancelled as it is dropped.
    work.waiting.replace(Some(timer));
}

/// On the screen, or nearly.
pub fn is_near(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    place.bottom() > -MARGIN && place.top() < height + MARGIN
}
