//! Sections that are not part of the first download.
//!
//! Their code, and the data that only they use, are parts of the program that arrive after the first paint: the build
//! puts what `#[wasm_split]` marks, and all that only it calls, into a file of its own for each name that it is given. The
//! heading is there at once, with room for the rest; what does not arrive says so in place. To add one:
//!
//! ```ignore
//! // in its own file
//! #[wasm_split(below, fallible, wasm_split_path = leptos::wasm_split)]
//! pub fn inside(page: Page, section: El) -> Arrived {
//!     section.child(…);
//!     Ok(())
//! }
//! // in mod.rs
//! lazy::section(page, "bill", "The bill", |page, section| Box::pin(bill::inside(page, section)))
//! ```
//!
//! What another part of the page calls without waiting stays in the first download, with everything that it calls.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::{document, request_animation_frame};
use leptos::task::spawn_local;
pub use leptos::wasm_split::{SplitLoaderError, wasm_split};
use web_sys::Element;

use super::dom::{El, classed, el, later};
use super::state::Page;

/// Whether the part that holds a section arrived. The error is the loader's, and stands in the console.
pub type Arrived = Result<(), SplitLoaderError>;

/// Builds the inside of a section, once its part is there.
pub type Inside = fn(Page, El) -> Pin<Box<dyn Future<Output = Arrived>>>;

/// Stands in a section until its inside is there. Sections that wait are filled from the top, so that nothing moves
/// above what a reader looks at.
const WAITING: &str = "later waiting";
const ARRIVING: &str = "later arriving";
const FAILED: &str = "later failed";

/// On a section that the reader went to before it was filled.
const SOUGHT: &str = "data-sought";

/// A section with its heading; the inside follows by itself.
pub fn section(page: Page, id: &str, title: &str, inside: Inside) -> El {
    let name = [id, "-title"].concat();
    let place = el("div").attr("class", WAITING);
    let section = classed("section", "section")
        .id(id)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &name)
        .child(el("h2").id(&name).text(title))
        .child(place.clone());
    let filled = section.clone();
    let at = place.clone();
    place.on("wanted", move |_| {
        let (place, section) = (at.clone(), filled.clone());
        let _ = place.0.set_attribute("class", ARRIVING);
        place.0.set_inner_html("<p class=lede>On its way.</p>");
        spawn_local(async move {
            match inside(page, section).await {
                Ok(()) => place.0.remove(),
                Err(_) => fail(place),
            }
            seek();
            // One a task: a reader who types meanwhile is not kept waiting.
            soon();
        });
    });
    section
}

/// Says in place that it is not there, and lets the reader try again.
fn fail(place: El) {
    place.0.set_inner_html("");
    let again = classed("button", "button").attr("type", "button").text("Try again").on("click", |_| {
        while let Some(failed) = first(".later.failed") {
            let _ = failed.set_attribute("class", WAITING);
        }
        next();
    });
    let words = el("p").attr("role", "status").text(
        "This part of the page did not arrive. Check your connection and try again. If that does not help, load the \
         page again: the address keeps what you entered.",
    );
    place.attr("class", FAILED).child(words).child(again);
}

/// Starts after the next paint, so that it delays nothing that is seen first.
pub fn follow() {
    request_animation_frame(soon);
}

fn soon() {
    later(0, Box::new(next)).forget();
}

/// Fills the first section that waits.
fn next() {
    if let Some(place) = first(".later.waiting")
        && let Ok(wanted) = web_sys::Event::new("wanted")
    {
        let _ = place.dispatch_event(&wanted);
    }
}

/// A reader goes to this element: if it is a section that still fills, it stays in view while it does.
pub fn go_to(section: &Element) {
    if let Ok(Some(_)) = section.query_selector(":scope > .later") {
        let _ = section.set_attribute(SOUGHT, "");
    }
}

/// Brings back into view what a reader went to, as long as sections above it may grow.
fn seek() {
    if let Some(sought) = first("[data-sought]") {
        sought.scroll_into_view();
        if let Ok(None) = sought.query_selector(":scope > .later") {
            let _ = sought.remove_attribute(SOUGHT);
        }
    }
}

fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
