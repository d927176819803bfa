//! What programs can ask.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

use super::outcome;
use crate::export::found::{Constraints, Order, found};
use crate::export::outcome::{Failure, code, strict};
use crate::export::{json, listing};
use crate::scenario::{Scenario, link};

/// A link is read as far as it can be; an object of the program's own must be right (`exact`).
fn scenario(query: &str, exact: bool) -> Result<Scenario, Failure> {
    if exact { strict(query) } else { Ok(link::decode(query).scenario) }
}

/// The estimate, as the object that `scripts/estimate` prints.
#[wasm_bindgen]
pub fn estimate(query: &str, exact: bool) -> JsValue {
    outcome(scenario(query, exact).map(|_| json::estimate(query)))
}

/// The plans that meet `constraints`, best first.
#[wasm_bindgen]
pub fn search(query: &str, exact: bool, constraints: &JsValue) -> JsValue {
    outcome(scenario(query, exact).and_then(|scenario| found(&scenario, &read_constraints(constraints)?)))
}

/// Every field of a link, and what of it was ignored.
#[wasm_bindgen(js_name = parseLink)]
pub fn parse_link(text: &str) -> JsValue {
    outcome(Ok(json::parsed(text)))
}

/// The query of a scenario: in words, or short.
#[wasm_bindgen(js_name = toLink)]
pub fn to_link(query: &str, exact: bool, compact: bool) -> JsValue {
    let write = if compact { link::encode_compact } else { link::encode };
    outcome(scenario(query, exact).map(|scenario| write(&scenario)))
}

/// GPUs, models, offers, managed prices, and every input with its bounds.
#[wasm_bindgen]
pub fn catalog() -> JsValue {
    outcome(Ok(listing::catalog()))
}

/// Names of constraints that are no sets.
const NAMES: [&str; 6] = ["budget_usd", "deadline_hours", "gpus", "single_node", "limit", "order"];

fn read_constraints(object: &JsValue) -> Result<Constraints, Failure> {
    let mut constraints = Constraints::default();
    if object.is_undefined() || object.is_null() {
        return Ok(constraints);
    }
    for name in Reflect::own_keys(object).unwrap_or_default().iter().filter_map(|key| key.as_string()) {
        let value = Reflect::get(object, &JsValue::from_str(&name)).unwrap_or_default();
        if value.is_undefined() || value.is_null() {
            continue;
        }
        let number = |whole: bool| {
            let right =
                |number: &f64| *number >= 0.0 && number.is_finite() && (!whole || number.fract() == 0.0);
            let what = if whole {
                "must be a whole number from 0, like 10."
            } else {
                "must be a number from 0, like 48."
            };
            value.as_f64().filter(right).ok_or_else(|| wrong(&name, what))
        };
        match name.as_str() {
            "budget_usd" => constraints.budget_usd = Some(number(false)?),
            "deadline_hours" => constraints.deadline_hours = Some(number(false)?),
            "gpus" => constraints.gpus = texts(&name, &value)?,
            "single_node" => {
                constraints.single_node =
                    value.as_bool().ok_or_else(|| wrong(&name, "must be true or false."))?;
            }
            "limit" => constraints.limit = number(true)? as u32,
            "order" => {
                constraints.order = match value.as_string().as_deref() {
                    Some("cost") => Order::Cost,
                    Some("time") => Order::Time,
                    _ => return Err(wrong(&name, "must be cost or time.")),
                };
            }
            _ => match Constraints::SETS.into_iter().find(|set| *set == name) {
                Some(set) => constraints.sets.push((set, texts(&name, &value)?)),
                None => {
                    let known = [&NAMES[..], &Constraints::SETS].concat().join(", ");
                    let message = [&name, " is no constraint. There are ", &known, "."].concat();
                    return Err(Failure::new(code::UNKNOWN_KEY, &name, message));
                }
            },
        }
    }
    Ok(constraints)
}

/// One text or a list of texts.
fn texts(name: &str, value: &JsValue) -> Result<Vec<String>, Failure> {
    if let Some(text) = value.as_string() {
        return Ok(vec![text]);
    }
    let list =
        Array::is_array(value).then(|| Array::from(value).iter().map(|text| text.as_string()).collect());
    list.flatten().ok_or_else(|| wrong(name, "must be a text or a list of texts."))
}

fn wrong(name: &str, what: &str) -> Failure {
    Failure::new(code::INVALID_VALUE, name, [name, " ", what].concat())
}
