//! A quantity: a text field and a slider, linked.

use wasm_bindgen::JsCast;

use super::dom::{El, classed, el, target, value_of};
use super::state::{Page, Quantity};
use super::words;
use crate::format;
use crate::scenario::fields::{self, NumberField, SLIDER_STEPS};

/// The quantity as a word of the sentence: what it says when it is empty, and its unit when it is not.
pub fn inline(page: Page, key: &'static str, (empty, unit): (&'static str, &'static str)) -> El {
    let word = classed("span", "word quantity");
    let Some(field) = fields::number(key) else { return word };
    let value = page.quantity(field);
    let figure = classed("span", "figure").child(entry(page, field, value, empty)).child(
        el("span").attr("aria-hidden", "true").live(move || match shown(page, field, value).as_str() {
            "" => String::new(),
            "1" => unit.trim_end_matches('s').into(),
            _ => unit.into(),
        }),
    );
    word.child(classed("label", "unseen").attr("for", key).text(field.label))
        .child(figure)
        .child(slider(page, field, value))
        .child(complaint(page, key))
        .child(classed("span", "unseen").id(&help_id(key)).attr("hidden", "").text(field.help))
}

/// The quantity with its label above and its help below.
pub fn block(page: Page, field: &'static NumberField) -> El {
    let value = page.quantity(field);
    let entry = classed("div", "with-unit")
        .child(entry(page, field, value, field.empty))
        .child(classed("span", "unit").attr("aria-hidden", "true").text(field.unit));
    classed("div", "field")
        .child(el("label").attr("for", field.key).text(field.label))
        .child(entry)
        .child(slider(page, field, value))
        .child(complaint(page, field.key))
        .child(classed("p", "hint").id(&help_id(field.key)).text(field.help))
}

fn help_id(key: &str) -> String {
    format!("{key}-help")
}

/// What the field shows: what is being typed, or the value.
fn shown(page: Page, field: &'static NumberField, value: Quantity) -> String {
    page.draft(field.key).unwrap_or_else(|| match value.get() {
        Some(value) => words::figure(value),
        None => String::new(),
    })
}

fn entry(page: Page, field: &'static NumberField, value: Quantity, empty: &'static str) -> El {
    let key = field.key;
    let leave = move || page.left(key);
    classed("input", "box")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .id(key)
        .attr("name", key)
        .attr("placeholder", empty)
        .attr("aria-describedby", &format!("{key}-complaint {key}-help"))
        .live_attr("aria-invalid", move || page.complaint(key).is_some().to_string())
        .live_value(move || shown(page, field, value))
        // Wide enough for what it holds, or for what an empty field means.
        .live_var("--chars", move || {
            let letters = shown(page, field, value).chars().count();
            // Letters are narrower than digits.
            (if letters == 0 { (empty.chars().count() * 13).div_ceil(14) } else { letters }).to_string()
        })
        .on("input", move |event| {
            if let Some(input) = target(&event) {
                page.typed(field, value_of(&input));
            }
        })
        .on("blur", move |_| leave())
        .on("keydown", move |event| {
            if key_name(&event) == "Enter" {
                leave();
            }
        })
}

fn key_name(event: &web_sys::Event) -> String {
    event.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key).unwrap_or_default()
}

/// What to enter instead, under the field.
pub fn complaint(page: Page, key: &'static str) -> El {
    classed("span", "complaint")
        .id(&format!("{key}-complaint"))
        .live_switch("hidden", move || page.complaint(key).is_none())
        .live(move || page.complaint(key).unwrap_or_default())
}

/// Position for a value; the slider of an empty field rests at its start.
fn position(field: &NumberField, value: Option<f64>) -> f64 {
    value.map_or(0.0, |value| field.to_slider(value))
}

fn slider(page: Page, field: &'static NumberField, value: Quantity) -> El {
    let set = move |position: f64| {
        let moved = field.from_slider(position);
        page.slide(|scenario| (field.set)(scenario, Some(moved)));
        page.overrule(field.key);
    };
    // An arrow key goes to the next value, however many positions away that is.
    let arrow = move |event: web_sys::Event| {
        let step = match key_name(&event).as_str() {
            "ArrowRight" | "ArrowUp" => 1.0,
            "ArrowLeft" | "ArrowDown" => -1.0,
            _ => return,
        };
        event.prevent_default();
        let now = value.now();
        let mut at = position(field, now);
        loop {
            at += step;
            if !(0.0..=SLIDER_STEPS).contains(&at) {
                return;
            }
            if now.is_none_or(|now| (field.from_slider(at) - now) * step > 0.0) {
                return set(at);
            }
        }
    };
    let slider = classed("input", "slider")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", "1000")
        .attr("aria-label", field.label)
        .live_class("unset", move || value.get().is_none())
        .live_attr("aria-valuetext", move || words::spoken(field, value.get()))
        .live_value(move || format::plain(position(field, value.get())))
        .live_var("--at", move || {
            let mut share = format::plain(position(field, value.get()) * 100.0 / SLIDER_STEPS);
            share.push('%');
            share
        })
        .on("input", move |event| {
            if let Some(position) = target(&event).and_then(|input| format::parse_number(&value_of(&input))) {
                set(position);
            }
        })
        .on("keydown", arrow);
    // The curve of the cost is put beside it later.
    classed("span", "track").attr("data-field", field.key).child(slider)
}
