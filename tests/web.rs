//! In a browser: the text of numbers, which comes from JavaScript there, and the page taking over its markup.
#![cfg(all(target_arch = "wasm32", feature = "ui"))]

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlElement, HtmlInputElement};
use tunecost::engine::units::{Bytes, Hours, Usd, UsdPerHour};
use tunecost::format;
use tunecost::scenario::presets::PresetId;
use tunecost::scenario::{Scenario, link};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn numbers_read_as_they_do_natively() {
    assert_eq!(format::plain(0.1 + 0.2), "0.3");
    assert_eq!(format::plain(3e8), "300000000");
    assert_eq!(format::grouped(1_234_567.0), "1,234,567");
    assert_eq!(format::usd(Usd(0.8437)), "$0.84");
    assert_eq!(format::usd_exact(Usd(215.2)), "$215.20");
    assert_eq!(format::usd_per_hour(UsdPerHour(2.69)), "$2.69/h");
    assert_eq!(format::hours(Hours(1.25)), "1 h 15 min");
    assert_eq!(format::gib(Bytes(24.0 * 1024.0 * 1024.0 * 1024.0)), "24.0 GiB");
}

#[wasm_bindgen_test]
fn typed_numbers_are_understood_or_refused() {
    for text in ["300M", "300,000,000", "3e8", " 300000 k "] {
        assert_eq!(format::parse_quantity(text), Some(3e8), "{text}");
    }
    for text in ["", "3x", "NaN", "Infinity", "0x10", "--1", "1e", "1 2"] {
        assert_eq!(format::parse_quantity(text), None, "{text}");
    }
}

#[wasm_bindgen_test]
fn links_go_round() {
    let mut scenarios: Vec<_> = PresetId::ALL.iter().map(|preset| preset.scenario()).collect();
    scenarios.push(Scenario { tokens: 1.5e7, epochs: 2.5, budget_usd: Some(0.07), ..Scenario::default() });
    for scenario in scenarios {
        let query = link::encode(&scenario);
        let opened = link::decode(&query);
        assert_eq!(opened.scenario, scenario, "{query}");
        assert!(opened.notices.is_empty(), "{query}");
    }
}

#[wasm_bindgen_test]
async fn the_page_answers_and_follows_its_fields() {
    let host = document().create_element("div").unwrap();
    host.set_inner_html("<div id=page><div id=loading>Loading</div></div>");
    document().body().unwrap().append_child(&host).unwrap();
    tunecost::ui::start();

    assert!(document().get_element_by_id("loading").is_none());
    let answer = || element::<HtmlElement>("answer").inner_text();
    let before = answer();
    assert!(before.contains('$') && before.contains("GiB"), "{before}");

    let tokens = element::<HtmlInputElement>("tokens");
    tokens.set_value("700M");
    tokens.dispatch_event(&Event::new("input").unwrap()).unwrap();
    // Views follow in a microtask.
    leptos::task::tick().await;
    assert_ne!(answer(), before);
    assert_eq!(tokens.value(), "700M");
    host.remove();
}

fn element<T: JsCast>(id: &str) -> T {
    let element = document().get_element_by_id(id).expect(id);
    element.dyn_into().unwrap_or_else(|_| panic!("{id} is another kind of element"))
}

#[cfg(feature = "js")]
#[wasm_bindgen_test]
fn javascript_gets_the_estimate_as_an_object() {
    let get = |object: &wasm_bindgen::JsValue, key: &str| js_sys::Reflect::get(object, &key.into()).unwrap();
    let result = tunecost::js::estimate("?preset=B1&method=guide", false);
    assert_eq!(get(&result, "ok").as_bool(), Some(true));
    let mid = get(&get(&get(&result, "value"), "cost_usd"), "mid");
    assert_eq!(mid.as_f64().map(|usd| (usd * 100.0).round()), Some(84.0));
    let refused = tunecost::js::estimate("tokens=many", true);
    assert_eq!(get(&refused, "ok").as_bool(), Some(false));
    assert_eq!(get(&get(&refused, "error"), "code").as_string().as_deref(), Some("invalid_value"));
}
