//! One of several: native lists and ticks, in the sentence and in the folds.
//!
//! The options of a list are one piece of markup: a browser makes a hundred options of it faster than a program can,
//! and the chosen one is marked in it, so that list and scenario cannot disagree.

use leptos::prelude::*;

use super::live::{Text, flag, text};
use super::state::Page;
use super::words;
use crate::catalog::{GpuId, ModelId};
use crate::scenario::fields::{self, ChoiceField, FlagField, HARDWARE, MODEL};
use crate::scenario::{Hardware, Scenario};

fn list(
    page: Page,
    key: &'static str,
    class: &'static str,
    html: Text,
    set: fn(&'static str, &mut Scenario, &str),
) -> AnyView {
    view! {
        <select
            id=key
            name=key
            class=class
            inner_html=html
            aria-describedby=format!("{key}-help")
            on:change:target=move |event| {
                let value = event.target().value();
                page.pick(|scenario| set(key, scenario, &value));
            }
        ></select>
    }
    .into_any()
}

/// The chosen text with the list over it, so that the word is as wide as the choice.
fn word(key: &'static str, label: &'static str, help: &'static str, shown: Text, list: AnyView) -> AnyView {
    view! {
        <span class="word choice">
            <label class="unseen" for=key>{label}</label>
            <span class="shown" aria-hidden="true">{shown}</span>
            {list}
            <span class="unseen" id=format!("{key}-help") hidden>{help}</span>
        </span>
    }
    .into_any()
}

/// The model as a word of the sentence.
pub fn model(page: Page) -> AnyView {
    let chosen = Memo::new(move |_| page.scenario().model);
    let list = list(page, MODEL.key, "", text(move || models(chosen.get())), |_, scenario, value| {
        (MODEL.set)(scenario, value);
    });
    word(MODEL.key, MODEL.label, MODEL.help, text(move || chosen.get().get().name.to_string()), list)
}

/// The hardware as a word of the sentence.
pub fn hardware(page: Page) -> AnyView {
    let chosen = Memo::new(move |_| page.scenario().hardware);
    let list = list(page, HARDWARE.key, "", text(move || places(chosen.get())), |_, scenario, value| {
        if (HARDWARE.set)(scenario, value) {
            scenario.usd_per_instance_hour = None;
            scenario.price_as_of = None;
        }
    });
    word(HARDWARE.key, HARDWARE.label, HARDWARE.help, text(move || words::hardware(chosen.get())), list)
}

/// A choice as a word of the sentence.
pub fn inline(page: Page, key: &'static str, shown: fn(&Scenario) -> &'static str) -> AnyView {
    let Some(field) = fields::choice(key) else { return ().into_any() };
    let shown = text(move || shown(&page.scenario()).to_string());
    word(key, field.label, field.help, shown, values(page, field, ""))
}

/// A choice with its label above and its help below.
pub fn block(page: Page, field: &'static ChoiceField) -> AnyView {
    view! {
        <div class="field">
            <label for=field.key>{field.label}</label>
            {values(page, field, "box")}
            <p class="hint" id=format!("{}-help", field.key)>{field.help}</p>
        </div>
    }
    .into_any()
}

fn values(page: Page, field: &'static ChoiceField, class: &'static str) -> AnyView {
    let chosen = Memo::new(move |_| (field.get)(&page.scenario()));
    let html = move || {
        let chosen = chosen.get();
        let mut html = String::new();
        for (index, value) in field.options.iter().enumerate() {
            option(&mut html, value.value, value.label, index == chosen);
        }
        html
    };
    list(page, field.key, class, text(html), |key, scenario, value| {
        if let Some(field) = fields::choice(key)
            && let Some(index) = field.find(value)
        {
            (field.set)(scenario, index);
        }
    })
}

/// A switch.
pub fn tick(page: Page, field: &'static FlagField) -> AnyView {
    let key = field.key;
    view! {
        <div class="field">
            <div class="tick">
                <input
                    type="checkbox"
                    id=key
                    name=key
                    prop:checked=flag(move || (field.get)(&page.scenario()))
                    aria-describedby=format!("{key}-help")
                    on:change:target=move |event| {
                        let on = event.target().checked();
                        page.pick(|scenario| (field.set)(scenario, on));
                    }
                />
                <label for=key>{field.label}</label>
            </div>
            <p class="hint" id=format!("{key}-help")>{field.help}</p>
        </div>
    }
    .into_any()
}

/// Models by family, the smallest first.
fn models(chosen: ModelId) -> String {
    let mut models: Vec<_> = ModelId::all().collect();
    models.sort_by(|a, b| {
        let (a, b) = (a.get(), b.get());
        a.family.cmp(b.family).then(a.model.n_params().total_cmp(&b.model.n_params()))
    });
    let mut html = String::new();
    for family in models.chunk_by(|a, b| a.get().family == b.get().family) {
        open_group(&mut html, words::family(family[0].get().family));
        for model in family {
            option(&mut html, model.get().id, model.get().name, *model == chosen);
        }
        html.push_str("</optgroup>");
    }
    html
}

/// Where it can run: by wish, by GPU, or on the one offer that was picked in the table.
fn places(chosen: Hardware) -> String {
    let mut html = String::new();
    option(&mut html, "cheapest", "the cheapest that fits", chosen == Hardware::Cheapest);
    option(&mut html, "fastest", "the fastest that fits", chosen == Hardware::Fastest);
    if let Hardware::Offer(offer) = chosen {
        open_group(&mut html, "One offer, from the table below");
        option(&mut html, offer.get().id, &words::hardware(chosen), true);
        html.push_str("</optgroup>");
    }
    let mut gpus: Vec<_> = GpuId::all().collect();
    gpus.sort_by_key(|gpu| (gpu.get().vendor, gpu.get().name));
    for vendor in gpus.chunk_by(|a, b| a.get().vendor == b.get().vendor) {
        open_group(&mut html, vendor[0].get().vendor);
        for gpu in vendor {
            option(&mut html, gpu.get().id, gpu.get().name, chosen == Hardware::Gpu(*gpu));
        }
        html.push_str("</optgroup>");
    }
    html
}

fn open_group(html: &mut String, label: &str) {
    html.push_str("<optgroup label=\"");
    escape(html, label);
    html.push_str("\">");
}

fn option(html: &mut String, value: &str, label: &str, chosen: bool) {
    html.push_str("<option value=\"");
    escape(html, value);
    html.push_str(if chosen { "\" selected>" } else { "\">" });
    escape(html, label);
    html.push_str("</option>");
}

fn escape(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(letter),
        }
    }
}
