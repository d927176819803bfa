//! A quantity: a text field and a slider, linked.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::live::{Text, flag, text};
use super::state::Page;
use super::words;
use crate::format;
use crate::scenario::fields::{self, NumberField, SLIDER_STEPS};

/// The quantity as a word of the sentence, `unit` behind it.
pub fn inline(page: Page, key: &'static str, unit: &'static str) -> AnyView {
    let Some(field) = fields::number(key) else { return ().into_any() };
    view! {
        <span class="word quantity">
            <label class="unseen" for=key>{field.label}</label>
            <span class="figure">{entry(page, field)} <span aria-hidden="true">{unit}</span></span>
            {slider(page, field)}
            {complaint(page, field)}
        </span>
    }
    .into_any()
}

/// The quantity with its label above and its help below.
pub fn block(page: Page, field: &'static NumberField) -> AnyView {
    view! {
        <div class="field">
            <label for=field.key>{field.label}</label>
            <div class="with-unit">
                {entry(page, field)}
                <span class="unit" aria-hidden="true">{field.unit}</span>
            </div>
            {slider(page, field)}
            {complaint(page, field)}
            <p class="hint" id=format!("{}-help", field.key)>{field.help}</p>
        </div>
    }
    .into_any()
}

/// What the field shows: what is being typed, or the value.
fn shown(page: Page, field: &'static NumberField) -> String {
    page.draft(field.key).unwrap_or_else(|| match (field.get)(&page.scenario()) {
        Some(value) => words::figure(value),
        None => String::new(),
    })
}

fn entry(page: Page, field: &'static NumberField) -> AnyView {
    let key = field.key;
    let described = text(move || match page.complaint(key) {
        Some(_) => format!("{key}-complaint {key}-help"),
        None => format!("{key}-help"),
    });
    // Wide enough for what it holds, or for what an empty field means.
    let width = text(move || {
        let letters = shown(page, field).chars().count();
        (if letters == 0 { field.empty.chars().count() } else { letters }).to_string()
    });
    view! {
        <input
            type="text"
            class="box"
            inputmode="decimal"
            autocomplete="off"
            spellcheck="false"
            id=key
            name=key
            placeholder=field.empty
            prop:value=text(move || shown(page, field))
            style=("--chars", width)
            aria-invalid=text(move || page.complaint(key).is_some().to_string())
            aria-describedby=described
            on:input:target=move |event| page.typed(field, event.target().value())
            on:blur=move |_| page.left(key)
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Enter" {
                    page.left(key);
                }
            }
        />
    }
    .into_any()
}

fn complaint(page: Page, field: &'static NumberField) -> AnyView {
    let key = field.key;
    view! {
        <span class="complaint" id=format!("{key}-complaint") hidden=flag(move || page.complaint(key).is_none())>
            {text(move || page.complaint(key).unwrap_or_default())}
        </span>
    }
    .into_any()
}

/// Position for a value; an empty field rests at the end that asks for least.
fn position(page: Page, field: &NumberField) -> f64 {
    (field.get)(&page.scenario()).map_or(0.0, |value| field.to_slider(value))
}

fn slider(page: Page, field: &'static NumberField) -> AnyView {
    let set = move |position: f64| {
        let value = field.from_slider(position);
        page.slide(|scenario| (field.set)(scenario, Some(value)));
        page.overrule(field.key);
    };
    // An arrow key goes to the next value, however many positions away that is.
    let arrow = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => 1.0,
            "ArrowLeft" | "ArrowDown" => -1.0,
            _ => return,
        };
        event.prevent_default();
        let now = untrack(|| (field.get)(&page.scenario()));
        let mut at = untrack(|| position(page, field));
        loop {
            at += step;
            if !(0.0..=SLIDER_STEPS).contains(&at) {
                return;
            }
            let next = field.from_slider(at);
            if now.is_none_or(|now| (next - now) * step > 0.0) {
                return set(at);
            }
        }
    };
    let at: Text = text(move || format!("{}%", format::plain(position(page, field) * 100.0 / SLIDER_STEPS)));
    view! {
        <input
            type="range"
            class="slider"
            class:unset=flag(move || (field.get)(&page.scenario()).is_none())
            min="0"
            max="1000"
            aria-label=field.label
            aria-valuetext=text(move || words::spoken(field, &page.scenario()))
            prop:value=text(move || format::plain(position(page, field)))
            style=("--at", at)
            on:input:target=move |event| {
                if let Some(position) = format::parse_number(&event.target().value()) {
                    set(position);
                }
            }
            on:keydown=arrow
        />
    }
    .into_any()
}
