//! Scenarios that the reader keeps to compare them, in the link beside the scenario itself.
//!
//! Each is one pair, `keep=NAME~QUERY`, at most [`MAX_KEPT`] of them: the query as [`link::encode`] writes it without its
//! version, escaped once more as the value that it is. A kept query keeps none itself.

use super::Scenario;
use super::link::{self, Notice};

/// The key of links, which alone may stand there several times.
pub const KEY: &str = "keep";
/// Side by side on a page.
pub const MAX_KEPT: usize = 4;
/// Letters of a name.
pub const MAX_NAME: usize = 40;
/// Bytes of one kept query, unescaped. Longer ones were not written here.
pub const MAX_QUERY: usize = 3000;

/// A scenario with the name that the reader gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptScenario {
    /// Without line ends and what hides or turns text; at most [`MAX_NAME`] letters, at least one.
    pub name: String,
    pub scenario: Scenario,
}

/// Those that are kept, in the order of the reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept(Vec<KeptScenario>);

/// A name as it is kept; `None` when nothing is left of it.
pub fn name(text: &str) -> Option<String> {
    // The tilde ends the name in a link.
    let text: String = text.chars().map(|letter| if letter == '~' { '-' } else { letter }).collect();
    let mut letters = text.trim().chars().filter(|letter| !link::is_hidden(*letter));
    let name: String = letters.by_ref().take(MAX_NAME).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

impl Kept {
    pub fn list(&self) -> &[KeptScenario] {
        &self.0
    }
    pub fn is_full(&self) -> bool {
        self.0.len() >= MAX_KEPT
    }
    /// Where this scenario stands, if it is kept.
    pub fn position(&self, scenario: &Scenario) -> Option<usize> {
        self.0.iter().position(|kept| kept.scenario == *scenario)
    }
    /// One more, at the end; false when there is no room, or no name.
    pub fn keep(&mut self, text: &str, scenario: Scenario) -> bool {
        let named = name(text).filter(|_| !self.is_full());
        let kept = named.is_some();
        self.0.extend(named.map(|name| KeptScenario { name, scenario }));
        kept
    }
    /// Another name; an empty one leaves the old.
    pub fn rename(&mut self, index: usize, text: &str) {
        if let (Some(kept), Some(name)) = (self.0.get_mut(index), name(text)) {
            kept.name = name;
        }
    }
    pub fn remove(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }

    /// The pairs of a link, each with its `&` before it; empty when nothing is kept.
    pub fn query(&self) -> String {
        let mut query = String::new();
        for kept in &self.0 {
            query.push('&');
            query.push_str(KEY);
            query.push('=');
            link::percent_encode(&kept.value(), &mut query);
        }
        query
    }

    /// Takes one value of a link, or says why not; what of its own query did not count becomes notices.
    pub(super) fn read(&mut self, value: &str) -> Result<Vec<Notice>, String> {
        if self.is_full() {
            return Err(format!("A link keeps at most {MAX_KEPT} scenarios. One more is ignored."));
        }
        let example = "like Small~tokens=1000000";
        let (text, query) = value.split_once('~').unwrap_or((value, ""));
        let Some(name) = name(text).filter(|_| value.contains('~')) else {
            return Err(format!(
                "A kept scenario must have a name, {example}. {} is ignored.",
                link::echo(value)
            ));
        };
        if query.len() > MAX_QUERY {
            return Err(format!("The kept scenario {} is too long. It is ignored.", link::echo(&name)));
        }
        let mut notices = Vec::new();
        let scenario = link::decode_one(query, &mut notices);
        self.0.push(KeptScenario { name, scenario });
        Ok(notices)
    }
}

impl KeptScenario {
    /// `Small~tokens=1000000`
    pub fn value(&self) -> String {
        let query = link::encode(&self.scenario);
        let without_version = query.split_once('&').map_or("", |(_, rest)| rest);
        [&self.name, "~", without_version].concat()
    }
}
