//! What the reader sees when the program stops: words and a way back, not a blank page.

use leptos::prelude::document;

/// Shows the message of `index.html` on a panic, with the panic's own words under it.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let page = document();
        if let Some(detail) = page.get_element_by_id("crash-detail") {
            detail.set_text_content(Some(&info.to_string()));
        }
        if let Some(message) = page.get_element_by_id("crash") {
            let _ = message.remove_attribute("hidden");
        }
        if let Some(rest) = page.get_element_by_id("page") {
            let _ = rest.set_attribute("hidden", "");
        }
    }));
}
