//! The JavaScript interface.

use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The estimate for a link, a query or a whole address, as the object that `scripts/estimate` prints.
///
/// It never throws on account of the link: what it cannot use is listed under `notices`.
#[wasm_bindgen]
pub fn estimate(query: &str) -> Result<JsValue, JsError> {
    let wire = crate::export::json::estimate(query);
    Ok(wire.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
