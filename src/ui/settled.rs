//! What follows a moment later: after the frame that shows the answer, and only while the reader can see it.
//!
//! A slider's step paints the first screen; sections below it, which cost more, are not on its way.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::dom::{El, always, later};
use super::state::{Answered, Page};

/// The answer as a section below the first screen shows it.
#[derive(Clone, Copy)]
pub struct Settled {
    page: Page,
    tick: RwSignal<u32>,
}

impl Settled {
    /// Follows while `section` is in view.
    pub fn of(page: Page, section: &El) -> Self {
        let tick = RwSignal::new(0_u32);
        let seen = Rc::new(Cell::new(false));
        // Something changed since the section was last brought up to date.
        let due = Rc::new(Cell::new(false));
        let planned = Rc::new(Cell::new(false));
        let update = Rc::new(move || tick.update(|tick: &mut u32| *tick = tick.wrapping_add(1)));

        let (is_seen, is_due, catch_up) = (seen.clone(), due.clone(), update.clone());
        watch(
            section,
            Box::new(move |near| {
                is_seen.set(near);
                if near && is_due.replace(false) {
                    catch_up();
                }
            }),
        );
        always(Box::new(move |last| {
            page.answer();
            // The first answer is what the section was built from.
            if last.is_some() {
                due.set(true);
                if seen.get() && !planned.replace(true) {
                    let (due, planned, update) = (due.clone(), planned.clone(), update.clone());
                    let soon = move || {
                        planned.set(false);
                        if due.replace(false) {
                            update();
                        }
                    };
                    request_animation_frame(move || {
                        later(0, Box::new(soon)).forget();
                    });
                }
            }
            String::new()
        }));
        Self { page, tick }
    }

    /// Reads the answer, and is told when it is time to read it again.
    pub fn answer(self) -> Answered {
        self.tick.get();
        self.page.answer_now()
    }
}

/// Tells when an element comes into view, and when it leaves.
fn watch(element: &El, tell: Box<dyn Fn(bool)>) {
    let heard = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        if let Some(entry) = entries.iter().last() {
            let entry: web_sys::IntersectionObserverEntry = entry.unchecked_into();
            tell(entry.is_intersecting());
        }
    });
    if let Ok(observer) = web_sys::IntersectionObserver::new(heard.as_ref().unchecked_ref()) {
        observer.observe(&element.0);
    }
    heard.forget();
}
