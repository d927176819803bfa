//! The compact form of a link: one pair, `z=1~bmistral-7b-v0.1~d300M`, for places where every character counts.
//!
//! Behind the version, parted by `~`, stands one item a field that differs from its default: a letter and the value as
//! the readable form has it. A field without a letter is written `.key:value`, so a new field needs nothing here.

use super::{VERSION, differences};
use crate::format;
use crate::scenario::{Scenario, fields};

/// Key of the one pair.
pub(super) const KEY: &str = "z";
const BETWEEN: char = '~';
/// Before a key that has no letter.
const SPELT_OUT: char = '.';

/// Letters of version 1. They are part of the format: rows are added, never changed.
const LETTERS: [(char, &str); 43] = [
    ('a', "preset"),
    ('b', "model"),
    ('c', "hardware"),
    ('d', "tokens"),
    ('e', "epochs"),
    ('f', "technique"),
    ('g', "price"),
    ('h', "budget"),
    ('i', "deadline_hours"),
    ('j', "n_gpus"),
    ('k', "seq_len"),
    ('l', "global_batch_size"),
    ('m', "micro_batch_size"),
    ('n', "lora_rank"),
    ('o', "target_modules"),
    ('p', "precision"),
    ('q', "optimizer"),
    ('r', "recompute"),
    ('s', "attention"),
    ('t', "stack"),
    ('u', "sharding"),
    ('v', "packing"),
    ('w', "fused_cross_entropy"),
    ('x', "cpu_offload"),
    ('y', "fill"),
    ('z', "overhead"),
    ('A', "experiments"),
    ('B', "spot_discount"),
    ('C', "usd"),
    ('D', "price_as_of"),
    ('E', "measured_tokens_per_sec"),
    ('F', "measured_step_secs"),
    ('G', "measured_peak_mem_gib"),
    ('H', "method"),
    ('I', "techniques"),
    ('J', "optimizers"),
    ('K', "price_kinds"),
    ('L', "gpus"),
    ('M', "providers"),
    ('N', "regions"),
    ('O', "spread"),
    ('P', "max_price_age_days"),
    ('Q', "min_network_gbps"),
];

/// The compact query of a scenario, without `?`.
///
/// ```
/// use tunecost::scenario::{Scenario, link};
/// let scenario = Scenario { tokens: 3e8, ..Scenario::default() };
/// assert_eq!(link::encode_compact(&scenario), "z=1~d300M");
/// assert_eq!(link::decode("?z=1~d300M").scenario, scenario);
/// ```
pub fn encode_compact(scenario: &Scenario) -> String {
    let mut query = format!("{KEY}={VERSION}");
    for (key, value) in differences(scenario) {
        query.push(BETWEEN);
        match LETTERS.iter().find(|(_, known)| *known == key) {
            Some((letter, _)) => query.push(*letter),
            None => {
                query.push(SPELT_OUT);
                query.push_str(key);
                query.push(':');
            }
        }
        let short = fields::number(key).and_then(|field| short((field.get)(scenario)?));
        super::percent_encode(&short.unwrap_or(value), &mut query);
    }
    query
}

/// `300M` where that is the whole truth.
fn short(value: f64) -> Option<String> {
    let text = format::count(value).replace(' ', "");
    (format::parse_quantity(&text) == Some(value) && !text.contains(',')).then_some(text)
}

/// The pairs that a compact value stands for. What it cannot be is a pair that the link ignores with a notice.
pub(super) fn pairs(value: &str) -> Vec<(String, String)> {
    let mut items = value.split(BETWEEN);
    let version = items.next().unwrap_or_default();
    let mut pairs = vec![("v".to_owned(), version.to_owned())];
    for item in items.filter(|item| !item.is_empty()) {
        let mut rest = item.chars();
        let first = rest.next().unwrap_or_default();
        let pair = match LETTERS.iter().find(|(letter, _)| *letter == first) {
            Some((_, key)) => (*key, rest.as_str()),
            None => match item.strip_prefix(SPELT_OUT).and_then(|item| item.split_once(':')) {
                Some(pair) => pair,
                None => (item, ""),
            },
        };
        pairs.push((pair.0.to_owned(), pair.1.to_owned()));
    }
    pairs
}
