//! Sharing: the link, the way back to the default, and what an opened link said that did not count.

use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::address;
use super::dom::{El, Html, classed, el, focus};
use super::lazy::{self, Part};
use super::state::Page;
use super::words;
use crate::scenario::{Scenario, link};

/// What of the link was ignored.
pub fn notices(page: Page) -> El {
    let list = el("ul").live_html(move || {
        let mut html = Html::new();
        page.notices.with(|notices| {
            for notice in notices {
                html.mix(&["<li>", notice]);
            }
        });
        html
    });
    let dismiss = classed("button", "button")
        .attr("type", "button")
        .text("Dismiss")
        .on("click", move |_| page.notices.set(Vec::new()));
    classed("div", "notices")
        .attr("role", "status")
        .live_switch("hidden", move || page.notices.with(Vec::is_empty))
        .child(el("div").html("<h2>Ignored from the link</h2>").child(list))
        .child(dismiss)
}

pub fn actions(page: Page) -> El {
    lazy::fill(page, classed("div", "actions"), Part::Actions)
}

pub fn inside(page: Page, actions: El) {
    let said = el("span").attr("role", "status");
    // Shown where the clipboard cannot be reached.
    let place = classed("input", "link-box")
        .attr("type", "text")
        .attr("readonly", "")
        .attr("aria-label", "Link to this scenario")
        .attr("hidden", "");
    let (said_done, said_by_hand, by_hand) = (said.clone(), said.clone(), place.clone());
    let copy = classed("button", "button").attr("type", "button").text("Copy link").on("click", move |_| {
        let pinned = link::pinned(&untrack(|| page.answer()));
        let link = page.kept.with_untracked(|kept| address::link_to(&link::encode_all(&pinned, kept)));
        let (done, refused, place) = (said_done.0.clone(), said_by_hand.0.clone(), by_hand.0.clone());
        write_clipboard(
            &link.clone(),
            move || done.set_text_content(Some("Copied. The link holds today\u{2019}s price.")),
            move || {
                refused.set_text_content(Some("Copy the selected link."));
                let _ = place.remove_attribute("hidden");
                let input: &web_sys::HtmlInputElement = place.unchecked_ref();
                input.set_value(&link);
                focus(&place);
                input.select();
            },
        );
    });
    let reset =
        classed("button", "button").attr("type", "button").text("Start over").on("click", move |_| {
            page.notices.set(Vec::new());
            page.pick_scenario(Scenario::default());
        });
    let said_kept = said.0.clone();
    let keep = classed("button", "button").attr("type", "button").text("Keep this").on("click", move |_| {
        said_kept.set_text_content(Some(keep(page)));
    });
    actions.child(copy).child(keep).child(reset).child(said).child(place);
}

/// Keeps the present scenario to compare others with it, and says what came of it.
pub fn keep(page: Page) -> &'static str {
    let scenario = page.scenario_now();
    let mut said = "Kept under Side by side, and in the link.";
    page.keep(|kept| {
        if kept.position(&scenario).is_some() {
            said = "It is kept already, under Side by side.";
        } else if !kept.keep(&words::run(&scenario), scenario) {
            said = "Four are kept. Remove one under Side by side first.";
        }
    });
    said
}

fn write_clipboard(text: &str, done: impl FnOnce() + 'static, refused: impl FnOnce() + 'static) {
    let navigator = window().navigator();
    // Without a secure context there is no clipboard at all.
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| clipboard.is_object());
    if !there {
        return refused();
    }
    let promise = navigator.clipboard().write_text(text);
    let done = Closure::once_into_js(move |_: JsValue| done());
    let refused = Closure::once_into_js(move |_: JsValue| refused());
    let then = js_sys::Reflect::get(&promise, &JsValue::from_str("then"));
    if let Some(then) = then.ok().and_then(|then| then.dyn_into::<js_sys::Function>().ok()) {
        let _ = then.call2(&promise, &done, &refused);
    }
}
