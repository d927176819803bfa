//! Price lists: the reader's own, imported and exported; a pinned price; the currency.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::dom::{El, classed, el, target, value_of};
use super::folds::fold;
use super::settled::{Pace, Settled};
use super::state::Page;
use super::words;
use crate::export::prices::{Form, read, to_csv, to_json};
use crate::format;
use crate::scenario::fields::{self, Group};
use crate::scenario::{Date, book};

pub fn inside(page: Page, section: El) {
    let settled = Settled::of(page, &section, Pace::Frame);
    let said = el("p").attr("role", "status").id("prices-said");
    let (failed, done) = (said.clone(), said.clone());
    let file = el("input")
        .attr("type", "file")
        .attr("accept", ".csv,.json,text/csv,application/json")
        .id("price-list")
        .attr("aria-describedby", "prices-said")
        .on("change", move |event| {
            let said = failed.clone();
            take(event, move |text| said.0.set_text_content(Some(&import(page, &text))));
        });
    let clear = button("Back to the listed prices", move |_| {
        book::clear();
        page.reprice();
        done.0.set_text_content(Some("The listed prices count again."));
    });
    let imports = classed("div", "field")
        .html("<label for=price-list>Import a price list</label>")
        .child(file)
        .html(
            "<p class=hint>Your own CSV or JSON, SkyPilot\u{2019}s vms.csv, or gpuhunt\u{2019}s CSV. It is read here and goes nowhere. \
             Its prices count until you close the page.</p>",
        );
    let exports = classed("p", "acts")
        .child(save("Export as CSV", "tunecost-prices.csv", "text/csv", to_csv))
        .child(save("Export as JSON", "tunecost-prices.json", "application/json", to_json))
        .child(clear);
    section
        .child(el("p").attr("class", "lede").live(move || about(settled)))
        .child(pinned(page))
        .child(imports)
        .child(said)
        .child(exports)
        .child(classed("div", "folds").child(currency(page)));
}

fn button(label: &str, act: impl FnMut(web_sys::Event) + 'static) -> El {
    classed("button", "button").attr("type", "button").text(label).on("click", act)
}

/// How many prices are the reader's, and how old the plan's is.
fn about(settled: Settled) -> String {
    let answer = settled.answer();
    let own = match book::len() {
        0 => "Prices are the catalog\u{2019}s, each of its own date.".to_string(),
        n => format!(
            "{} yours, from a list that you imported.",
            format::plural(n as u32, "offer has a price of", "offers have prices of")
        ),
    };
    let age = answer.chosen_row().map(|row| {
        let (.., date) = book::prices(row.offer);
        let date = date.map_or_else(|| "undated".into(), |date| date.to_string());
        let age = words::price_age(row.offer).map(|age| format!(", {age}")).unwrap_or_default();
        format!(" The plan\u{2019}s: {date}{age}.")
    });
    own + &age.unwrap_or_default()
}

/// A link keeps the price that it was made with; this takes today's.
fn pinned(page: Page) -> El {
    let text = move || {
        let scenario = page.scenario();
        match (scenario.usd_per_instance_hour, scenario.price_as_of) {
            (Some(usd), date) => format!(
                "The price is set to {} an hour{}. ",
                format::usd_exact(crate::engine::units::Usd(usd)),
                date.map(|date| format!(", of {date}")).unwrap_or_default()
            ),
            _ => String::new(),
        }
    };
    let today = button("Re-price today", move |_| {
        page.pick(|scenario| {
            scenario.usd_per_instance_hour = None;
            scenario.price_as_of = None;
        });
    });
    classed("p", "pinned")
        .live_switch("hidden", move || page.scenario().usd_per_instance_hour.is_none())
        .child(el("span").live(text))
        .child(today)
}

fn currency(page: Page) -> El {
    let date = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("class", "box")
        .id(fields::RATE_AS_OF)
        .attr("placeholder", "2026-11-24")
        .attr("aria-describedby", "rate-date-help")
        .live_value(move || page.scenario().currency.as_of.map(|date| date.to_string()).unwrap_or_default())
        .on("change", move |event| {
            let text = target(&event).map(|input| value_of(&input)).unwrap_or_default();
            page.pick(|scenario| scenario.currency.as_of = Date::parse(text.trim()));
        });
    let dated = classed("div", "field").html("<label for=rate_as_of>Rate of</label>").child(date).html(
        "<p class=hint id=rate-date-help>A day or a month, like 2026-11-24. It stands beside the amount.</p>",
    );
    let fold = fold(page, ("currency-inputs", "h3"), "Currency", Group::Prices, |page| {
        let scenario = page.scenario();
        let code = fields::choice("currency").map_or("", |field| field.chosen(&scenario).label);
        match scenario.currency.per_usd {
            Some(rate) => format!("{code} at {}", format::plain(rate)),
            None => code.into(),
        }
    });
    if let Ok(Some(grid)) = fold.0.query_selector(".inside") {
        El(grid).child(dated);
    }
    fold
}

/// Reads a list into the book, and says what came of it.
fn import(page: Page, text: &str) -> String {
    match read(text) {
        Err(error) => error,
        Ok(found) => {
            book::enter(&found.prices);
            page.reprice();
            let form = match found.form {
                Form::Own => "Tunecost",
                Form::SkyPilot => "SkyPilot",
                Form::Gpuhunt => "gpuhunt",
            };
            let mut text = format!(
                "A list of {form} with {}: {} now yours.",
                format::plural(found.rows as u32, "row", "rows"),
                format::plural(
                    found.prices.len() as u32,
                    "offer has a price that is",
                    "offers have prices that are"
                ),
            );
            if found.unknown > 0 {
                text.push_str(&format!(
                    " {} instances that are not in the catalog, or no price.",
                    format::plural(found.unknown as u32, "row names", "rows name")
                ));
            }
            text
        }
    }
}

/// The text of the chosen file.
fn take(event: web_sys::Event, then: impl FnOnce(String) + 'static) {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &JsValue::from_str(name)).ok();
    let Some(input) = target(&event) else { return };
    let file =
        get(input.as_ref(), "files").and_then(|files| get(&files, "0")).filter(|file| file.is_object());
    let Some(file) = file else { return };
    let read = get(&file, "text").and_then(|read| read.dyn_into::<js_sys::Function>().ok());
    let promise =
        read.and_then(|read| read.call0(&file).ok()).and_then(|read| read.dyn_into::<js_sys::Promise>().ok());
    let Some(promise) = promise else { return };
    let then = Closure::once_into_js(move |text: JsValue| then(text.as_string().unwrap_or_default()));
    let promise = js_sys::Reflect::get(&promise, &JsValue::from_str("then"))
        .ok()
        .and_then(|call| call.dyn_into::<js_sys::Function>().ok())
        .map(|call| call.call1(&promise, &then));
    let _ = promise;
}

/// A link that is filled as it is followed, so that the file holds what counts now.
fn save(label: &str, name: &str, kind: &'static str, make: fn() -> String) -> El {
    classed("a", "button").attr("href", "#prices").attr("download", name).text(label).on(
        "click",
        move |event| {
            if let Some(link) = target(&event) {
                let text = String::from(js_sys::encode_uri_component(&make()));
                let _ = link.set_attribute("href", &["data:", kind, ";charset=utf-8,", &text].concat());
            }
        },
    )
}
