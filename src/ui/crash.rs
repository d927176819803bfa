//! What the reader sees when the program stops: words and a way back, not a blank page.

use leptos::prelude::document;
use wasm_bindgen::JsValue;

/// Shows the message of `index.html` on a panic, with the panic's own words under it.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let what = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&what));
        let page = document();
        if let Some(detail) = page.get_element_by_id("crash-detail") {
            detail.set_text_content(Some(&what));
        }
        if let Some(message) = page.get_element_by_id("crash") {
            let _ = message.remove_attribute("hidden");
        }
        if let Some(rest) = page.get_element_by_id("page") {
            let _ = rest.set_attribute("hidden", "");
        }
    }));
}
