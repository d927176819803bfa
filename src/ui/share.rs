//! Sharing: the link, the way back to the default, and what an opened link said that did not count.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::address;
use super::live::{flag, text};
use super::state::Page;
use crate::scenario::presets::PresetId;
use crate::scenario::{Scenario, link};

/// What of the link was ignored.
pub fn notices(page: Page) -> AnyView {
    let none = move || page.notices.with(Vec::is_empty);
    view! {
        <div class="notices" role="status" hidden=flag(none)>
            <div>
                <h2>"Ignored from the link"</h2>
                <ul>
                    {move || {
                        page.notices.get().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view()
                    }}
                </ul>
            </div>
            <button type="button" class="button" on:click=move |_| page.notices.set(Vec::new())>
                "Dismiss"
            </button>
        </div>
    }
    .into_any()
}

/// How the last copy went.
#[derive(Clone, Copy, PartialEq)]
enum Copied {
    NotYet,
    Done,
    ByHand,
}

pub fn actions(page: Page) -> AnyView {
    let copied = RwSignal::new(Copied::NotYet);
    // A link in the page is shown where the clipboard cannot be reached.
    let place: NodeRef<html::Input> = NodeRef::new();
    let pinned = move || address::link_to(&link::encode_pinned(&page.answer()));
    let by_hand = move || {
        copied.set(Copied::ByHand);
        if let Some(place) = place.get_untracked() {
            let _ = place.remove_attribute("hidden");
            place.set_value(&untrack(pinned));
            let _ = place.focus();
            place.select();
        }
    };
    let copy = move |_| {
        let link = untrack(pinned);
        write_clipboard(&link, move || copied.set(Copied::Done), by_hand);
    };
    let said = move || match copied.get() {
        Copied::NotYet => "",
        Copied::Done => "Copied. The link holds today\u{2019}s price.",
        Copied::ByHand => "Copy the selected link.",
    };
    view! {
        <div class="actions">
            <button type="button" class="button" on:click=copy>"Copy link"</button>
            <button type="button" class="button" on:click=move |_| {
                page.notices.set(Vec::new());
                page.pick_scenario(Scenario::default());
            }>"Start over"</button>
            <span role="status">{text(move || said().to_string())}</span>
            <input
                type="text"
                class="link-box"
                readonly
                aria-label="Link to this scenario"
                node_ref=place
                hidden=flag(move || copied.get() != Copied::ByHand)
            />
        </div>
    }
    .into_any()
}

/// A button for a ready scenario.
pub fn preset(page: Page, preset: PresetId, label: &'static str) -> AnyView {
    view! {
        <button type="button" class="plain" on:click=move |_| {
            page.pick_scenario(preset.scenario());
            super::live::show("answer");
        }>{label}</button>
    }
    .into_any()
}

fn write_clipboard(text: &str, done: impl FnOnce() + 'static, refused: impl Fn() + Copy + 'static) {
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
