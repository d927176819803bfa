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
    run: Box<dyn Fn() -> bool>,
    stale: Cell<bool>,
    waiting: RefCell<Option<Timeout>>,
}

/// Runs whenever what `read` reads has changed and rests. What says that it is not done, because it is out of sight,
/// runs again when the reader scrolls or unfolds something.
pub fn at_rest(read: impl Fn() + 'static, run: impl Fn() -> bool + 'static) {
    let work = Rc::new(Work { run: Box::new(run), stale: Cell::new(true), waiting: RefCell::default() });
    let moved = work.clone();
    always(Box::new(move |last| {
        read();
        if last.is_some() {
            moved.stale.set(true);
            soon(&moved, REST_MS);
        }
        String::new()
    }));
    work.go();
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

impl Work {
    fn go(&self) {
        if self.stale.get() {
            self.stale.set(!(self.run)());
        }
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
            due.go();
        }),
    );
    // The timer that was there is cancelled as it is dropped.
    work.waiting.replace(Some(timer));
}

/// On the screen, or nearly; not folded away.
pub fn is_near(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    place.width() > 0.0 && place.bottom() > -MARGIN && place.top() < height + MARGIN
}
