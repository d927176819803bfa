//! Small helpers of the views.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlDetailsElement;

/// Text that follows what it reads. Boxed, so that all such texts are one type to the compiler.
pub type Text = Box<dyn FnMut() -> String + Send>;
/// An on-or-off that follows what it reads.
pub type Flag = Box<dyn FnMut() -> bool + Send>;

/// Boxes a text.
pub fn text(read: impl FnMut() -> String + Send + 'static) -> Text {
    Box::new(read)
}

/// Boxes a flag.
pub fn flag(read: impl FnMut() -> bool + Send + 'static) -> Flag {
    Box::new(read)
}

/// Brings a part of the page into view, opens it where it is folded, and puts the focus there.
pub fn show(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(details) = element.dyn_ref::<HtmlDetailsElement>() {
        details.set_open(true);
    }
    element.scroll_into_view();
    focus(&element);
}

/// Puts the focus on an element that is not a control.
pub fn focus(element: &web_sys::Element) {
    if let Ok(call) = js_sys::Reflect::get(element, &JsValue::from_str("focus"))
        && let Some(call) = call.dyn_ref::<js_sys::Function>()
    {
        // An element that cannot take the focus keeps it where it is.
        let _ = call.call0(element);
    }
}
