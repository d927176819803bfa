//! What follows a moment later, and only where the reader can see it.
//!
//! A slider's step paints the first screen; what is below it, or costs more, is not on its way. It follows after the
//! frame, or once the answer rests, for as long as it is in view; what is not catches up when it comes into view.

use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

use super::dom::{El, always, later, listen_to};
use super::state::{Answered, Page};

/// After the last change. A drag changes things every frame.
const REST_MS: u32 = 150;

/// When something follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// After the frame that shows the answer.
    Frame,
    /// Once the answer has come to rest: what takes longer than a frame.
    Rest,
}

/// The answer as it is shown later.
#[derive(Clone, Copy)]
pub struct Settled {
    page: Page,
    told: Trigger,
}

impl Settled {
    /// Follows while `place` is in view. What is built from it now shows the answer of now.
    pub fn of(page: Page, place: &El, pace: Pace) -> Self {
        Self::watching(page, &place.0, pace, false)
    }

    /// The same for what is not built yet: it is told when it first comes into view.
    pub fn first_seen(page: Page, place: &Element, pace: Pace) -> Self {
        Self::watching(page, place, pace, true)
    }

    fn watching(page: Page, place: &Element, pace: Pace, due: bool) -> Self {
        let told = Trigger::new();
        let watch = WATCH.with_borrow_mut(|watch| watch.get_or_insert_with(|| Watch::new(page)).clone());
        watch.observer.observe(place);
        let (seen, due) = (Cell::new(false), Cell::new(due));
        watch.all.borrow_mut().push(Follower { place: place.clone(), pace, told, seen, due });
        Self { page, told }
    }

    /// Reads the answer, and is told when it is time to read it again.
    pub fn answer(self) -> Answered {
        self.told.track();
        self.page.answer_now()
    }
}

struct Follower {
    place: Element,
    pace: Pace,
    told: Trigger,
    /// It is in view.
    seen: Cell<bool>,
    /// Something changed since it was told.
    due: Cell<bool>,
}

impl Follower {
    fn catch_up(&self) {
        if self.due.replace(false) {
            self.told.notify();
        }
    }
}

/// All that follow, with one effect, one observer and one timer for them.
struct Watch {
    all: RefCell<Vec<Follower>>,
    observer: IntersectionObserver,
    /// The next frame is waited for.
    planned: Cell<bool>,
    resting: RefCell<Option<Timeout>>,
}

thread_local! {
    static WATCH: RefCell<Option<Rc<Watch>>> = const { RefCell::new(None) };
}

fn all(what: impl Fn(&Watch)) {
    WATCH.with_borrow(|watch| watch.as_deref().map(what));
}

impl Watch {
    fn new(page: Page) -> Rc<Self> {
        let heard = Closure::<dyn FnMut(js_sys::Array)>::new(|entries: js_sys::Array| {
            all(|watch| entries.iter().for_each(|entry| watch.saw(entry.unchecked_ref())));
        });
        let observer = match IntersectionObserver::new(heard.as_ref().unchecked_ref()) {
            Ok(observer) => observer,
            Err(error) => wasm_bindgen::throw_val(error),
        };
        heard.forget();
        always(Box::new(move |again| {
            page.answer();
            if again {
                all(Self::changed);
            }
        }));
        // Paper shows everything.
        listen_to(&window(), "beforeprint", Box::new(|_| all(|watch| watch.catch_up(|_| true))));
        Rc::new(Self {
            all: RefCell::default(),
            observer,
            planned: Cell::new(false),
            resting: RefCell::default(),
        })
    }

    fn saw(&self, entry: &IntersectionObserverEntry) {
        let (place, seen) = (entry.target(), entry.is_intersecting());
        for follower in self.all.borrow().iter().filter(|follower| follower.place == place) {
            follower.seen.set(seen);
            if seen {
                follower.catch_up();
            }
        }
    }

    fn changed(&self) {
        let (mut frame, mut rest) = (false, false);
        for follower in self.all.borrow().iter() {
            follower.due.set(true);
            match follower.pace {
                Pace::Frame => frame |= follower.seen.get(),
                Pace::Rest => rest |= follower.seen.get(),
            }
        }
        if frame && !self.planned.replace(true) {
            let told = || {
                all(|watch| {
                    watch.planned.set(false);
                    watch.catch_up(|follower| follower.seen.get() && follower.pace == Pace::Frame);
                });
            };
            request_animation_frame(move || {
                later(0, Box::new(told)).forget();
            });
        }
        // The timer that was there is cancelled as it is dropped.
        self.resting.replace(rest.then(|| {
            later(
                REST_MS,
                Box::new(|| {
                    all(|watch| {
                        // It has fired: there is nothing to cancel.
                        mem::forget(watch.resting.take());
                        watch.catch_up(|follower| follower.seen.get());
                    });
                }),
            )
        }));
    }

    fn catch_up(&self, which: fn(&Follower) -> bool) {
        self.all.borrow().iter().filter(|follower| which(follower)).for_each(Follower::catch_up);
    }
}
