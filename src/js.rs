//! The JavaScript interface: a thin skin over [`crate::export`].
//!
//! Scenarios arrive as queries (the package's wrapper writes an object as one), answers leave as plain objects. Nothing
//! here throws: what goes wrong is `{ ok: false, error }`. Feature `card` is what an embedded card needs and nothing
//! else, so that it stays small; feature `js` is the package.

#[cfg(feature = "js")]
mod package;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::export::card;
use crate::export::outcome::{Failure, Outcome};

#[cfg(feature = "js")]
pub use package::{catalog, estimate, parse_link, search, to_link};

/// A plain object. It cannot fail: nothing that is written here has a key that is no text.
fn object(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

fn outcome<T: Serialize>(result: Result<T, Failure>) -> JsValue {
    object(&Outcome::from(result))
}

/// What the card of a link shows, with inputs for the keys in `inputs` and a table of `rows` offers.
#[wasm_bindgen]
pub fn card(query: &str, inputs: &str, rows: u32) -> JsValue {
    object(&card::card(query, inputs, rows as usize))
}

/// The query with one field changed.
#[wasm_bindgen]
pub fn edit(query: &str, key: &str, text: &str) -> JsValue {
    outcome(card::edit(query, key, text))
}
