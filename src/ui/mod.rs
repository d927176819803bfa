//! The page.
//!
//! One writable [`Scenario`](crate::scenario::Scenario) and memos derived from it; the page's texts and attributes read
//! them in closures at the leaves, so that a change touches what it changes and nothing else. One effect writes the
//! address bar.

mod accuracy;
mod address;
mod beside;
mod bill;
mod break_even;
mod breakdown;
mod chart;
mod choice;
mod compare;
mod crash;
mod curves;
mod dom;
mod evidence;
mod folds;
mod guide;
mod headline;
mod kept;
mod lazy;
mod limits;
mod lines;
mod memory_bar;
mod moves;
mod number;
mod picks;
mod plan_words;
mod prices;
mod questions;
mod savings;
mod sentence;
mod settled;
mod share;
mod state;
mod table;
mod tornado;
mod ways_out;
mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::scenario::check;
use dom::{El, classed, el, show, together};
use lazy::Part;
use state::Page;

/// Takes the page over from the markup in `index.html`.
pub fn start() {
    crash::install();
    let Some(host) = document().get_element_by_id("page") else { return };
    let host = El(host);
    leptos::mount::mount_to(host.0.clone().unchecked_into(), move || {
        let page = Page::open();
        address::follow(page);
        let main = el("main").child(sheet(page));
        host.0.set_inner_html("");
        host.child(masthead()).child(main).child(footer());
        lazy::follow();
    })
    .forget();
}

fn sheet(page: Page) -> El {
    let under = classed("div", "under-answer")
        .live_class("stale", move || page.is_stale())
        .child(
            el("div")
                .child(together(&|| memory_bar::view(page)))
                .child(advice(page))
                .child(ways_out::view(page)),
        )
        .child(together(&|| beside::view(page)));
    classed("div", "sheet")
        .child(share::notices(page))
        .html("<h1 class=kicker>What a fine-tuning run costs</h1>")
        .children(sentence::view(page))
        .children(headline::view(page))
        .child(evidence::view(page))
        .child(under)
        .child(folds::view(page))
        .child(share::actions(page))
        .children(below(page))
}

/// What comes after the first paint.
fn below(page: Page) -> [El; 10] {
    [
        lazy::section(page, "compare", "Compare", Part::Compare),
        lazy::section(page, "kept", "Side by side", Part::Kept),
        lazy::section(page, "moves", "What moves it", Part::Moves),
        lazy::section(page, "api", "Or call an API?", Part::BreakEven),
        lazy::section(page, "bill", "The bill", Part::Bill),
        lazy::section(page, "why", "How it adds up", Part::Breakdown),
        lazy::section(page, "questions", "Common questions", Part::Questions),
        lazy::section(page, "prices", "Prices", Part::Prices),
        lazy::section(page, "accuracy", "Is it right?", Part::Accuracy),
        lazy::section(page, "guide", "The guide", Part::Guide),
    ]
}

/// What the estimate does all the same, and the reader should know.
fn advice(page: Page) -> El {
    classed("ul", "advice").attr("aria-label", "Worth knowing").live_html(move || {
        let mut html = dom::Html::new();
        for advice in check::advice(&page.scenario()) {
            html.mix(&["<li>", &advice.message]);
        }
        html
    })
}

fn masthead() -> El {
    let places = [
        ("Compare", "compare"),
        ("Side by side", "kept"),
        ("What moves it", "moves"),
        ("Or call an API?", "api"),
        ("The bill", "bill"),
        ("How it adds up", "why"),
        ("Prices", "prices"),
        ("Is it right?", "accuracy"),
        ("The guide", "guide"),
    ];
    let links = places.map(|(label, id)| {
        el("li").child(el("button").attr("type", "button").text(label).on("click", move |_| show(id)))
    });
    classed("header", "masthead")
        .html("<p class=wordmark>Tunecost</p>")
        .child(el("nav").attr("aria-label", "Sections").child(el("ul").children(links)))
}

fn footer() -> El {
    classed("footer", "sheet").html(
        "<div class=footer><p>Everything is computed in your browser. Nothing you enter is sent anywhere.</p>\
         <p>Prices carry their dates. Ask the provider before you rent.</p></div>",
    )
}
