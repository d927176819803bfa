//! What is not part of the first download.
//!
//! The code of these parts, and the data that only they use, arrive after the first paint: the build puts a function with
//! `#[wasm_split]`, and all that only it calls, into a file of its own. A part's heading is there at once, with room for the
//! rest; what does not arrive says so in place. To add one, give it a line in [`Part`] and in [`inside`], and put it on
//! the page with [`section`] or [`fill`].
//!
//! What another part of the page calls without waiting stays in the first download, with everything that it calls.

use leptos::prelude::{document, request_animation_frame};
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use web_sys::Element;

use super::dom::{El, classed, el, focus, later, show};
use super::state::Page;
use super::{
    accuracy, bill, break_even, breakdown, compare, folds, guide, kept, moves, prices, questions, share,
    ways_out,
};

/// A part that arrives after the first paint.
#[derive(Clone, Copy)]
pub enum Part {
    WaysOut,
    Folds,
    Actions,
    Compare,
    Kept,
    Moves,
    BreakEven,
    Bill,
    Breakdown,
    Questions,
    Prices,
    Accuracy,
    Guide,
}

/// Puts a part's inside into its element. One function for all of them, because each one costs the first download. The
/// error, that the file did not arrive, is the loader's; it stands in the console.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(below, fallible, wasm_split_path = leptos::wasm_split)
)]
fn inside(part: Part, page: Page, element: El) -> Result<(), SplitLoaderError> {
    match part {
        Part::WaysOut => ways_out::inside(page, element),
        Part::Folds => folds::inside(page, element),
        Part::Actions => share::inside(page, element),
        Part::Compare => compare::inside(page, element),
        Part::Kept => kept::inside(page, element),
        Part::Moves => moves::inside(page, element),
        Part::BreakEven => break_even::inside(page, element),
        Part::Bill => bill::inside(page, element),
        Part::Breakdown => breakdown::inside(page, element),
        Part::Questions => questions::inside(page, element),
        Part::Prices => prices::inside(page, element),
        Part::Accuracy => accuracy::inside(page, element),
        Part::Guide => guide::inside(page, element),
    }
    Ok(())
}

/// Stands in a section until its inside is there. Sections that wait are filled from the top, so that nothing moves
/// above what a reader looks at.
const WAITING: &str = "later waiting";
const ARRIVING: &str = "later arriving";
const FAILED: &str = "later failed";

/// After the last part: until then all of it is laid out, so that the browser knows its heights.
const WHOLE_MS: u32 = 1000;

/// On the page's body: the part that the reader went to before it was there.
const SOUGHT: &str = "data-sought";

/// A section with its heading; the inside follows by itself.
pub fn section(page: Page, id: &str, title: &str, part: Part) -> El {
    let name = [id, "-title"].concat();
    let section = classed("section", "section")
        .id(id)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &name)
        .child(el("h2").id(&name).text(title));
    fill(page, section, part)
}

/// An element that is on the page at once; the inside follows by itself.
pub fn fill(page: Page, element: El, part: Part) -> El {
    let place = el("div").attr("class", WAITING);
    let filled = element.child(place.clone());
    let element = filled.clone();
    let at = place.clone();
    place.on("wanted", move |_| {
        let (place, element) = (at.clone(), element.clone());
        let _ = place.0.set_attribute("class", ARRIVING);
        place.0.set_inner_html("<p class=lede>On its way.</p>");
        spawn_local(async move {
            #[cfg(feature = "split")]
            let arrived = inside(part, page, element).await;
            // Where nothing splits the program, as in tests, everything is there already.
            #[cfg(not(feature = "split"))]
            let arrived = inside(part, page, element);
            match arrived {
                Ok(()) => place.0.remove(),
                Err(_) => fail(place),
            }
            found();
            // One a task: a reader who types meanwhile is not kept waiting.
            soon();
        });
    });
    filled
}

/// Says in place that it is not there, and lets the reader try again.
fn fail(place: El) {
    place.0.set_inner_html("");
    let words = el("p").attr("role", "status").text(
        "This part of the page did not arrive. Check your connection and try again. If that does not help, load the \
         page again: the address keeps what you entered.",
    );
    let around = place.0.parent_element();
    let button =
        classed("button", "button").attr("type", "button").text("Try again").on("click", move |_| {
            // The button goes; what has the focus has to stay.
            if let Some(around) = &around {
                focus(around);
            }
            again();
        });
    place.attr("class", FAILED).child(words).child(button);
}

/// All that failed, not one at a time: most share a file.
fn again() {
    while let Some(failed) = first(".later.failed") {
        let _ = failed.set_attribute("class", WAITING);
    }
    next();
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
    let Some(place) = first(".later.waiting") else {
        if first(".later").is_none() {
            // Some of it fills up a moment later.
            later(WHOLE_MS, Box::new(whole)).forget();
        }
        return;
    };
    if let Ok(wanted) = web_sys::Event::new("wanted") {
        let _ = place.dispatch_event(&wanted);
    }
}

/// Everything is there: the style sheet now lets the browser skip what is far from the window.
fn whole() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-whole", "");
    }
}

/// A reader goes to an element that may be part of what is not there yet: then it is shown when it is.
pub fn seek(id: &str, there: Option<&Element>) {
    let waits = |element: &Element| matches!(element.query_selector(":scope > .later"), Ok(Some(_)));
    if there.is_none_or(waits) && first(".later").is_some() {
        if let Some(body) = document().body() {
            let _ = body.set_attribute(SOUGHT, id);
        }
        if first(".later.failed").is_some() {
            again();
        }
    }
}

/// Shows what a reader went to, again for as long as what is above it may grow; or what failed in its place.
fn found() {
    let Some(body) = document().body() else { return };
    let Some(id) = body.get_attribute(SOUGHT) else { return };
    let _ = body.remove_attribute(SOUGHT);
    match first(".later.failed") {
        Some(failed) => failed.scroll_into_view(),
        None => show(&id),
    }
}

fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
