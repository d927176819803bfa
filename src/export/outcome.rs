//! Success or failure as a value, for programs that do not want exceptions.

use serde::Serialize;

use crate::scenario::check;
use crate::scenario::link::{Decoded, decode, values};
use crate::scenario::{Scenario, fields};

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// For programs; one of the constants of [`code`].
    pub code: &'static str,
    /// The key in question, where there is one.
    pub key: Option<String>,
    /// For people: what to enter instead.
    pub message: String,
}

/// Every code that a failure can bear.
pub mod code {
    /// An input that does not exist.
    pub const UNKNOWN_KEY: &str = "unknown_key";
    /// A value that cannot be read, is out of its bounds, or is not in the catalog.
    pub const INVALID_VALUE: &str = "invalid_value";
    /// Inputs that exclude each other.
    pub const CONTRADICTION: &str = "contradiction";
}

/// `{ ok: true, value }` or `{ ok: false, error }`.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Outcome<T> {
    Success { ok: bool, value: T },
    Failure { ok: bool, error: Failure },
}

impl<T> From<Result<T, Failure>> for Outcome<T> {
    fn from(result: Result<T, Failure>) -> Self {
        match result {
            Ok(value) => Self::Success { ok: true, value },
            Err(error) => Self::Failure { ok: false, error },
        }
    }
}

impl Failure {
    pub fn new(code: &'static str, key: &str, message: String) -> Self {
        Self { code, key: (!key.is_empty()).then(|| key.to_owned()), message }
    }
}

/// A scenario as a program gives it: what a link would have ignored is an error here.
pub fn strict(query: &str) -> Result<Scenario, Failure> {
    let Decoded { scenario, notices, .. } = decode(query);
    if let Some(notice) = notices.into_iter().next() {
        let known = [fields::PRESET, "v"].contains(&notice.key.as_str())
            || values(&Scenario::default()).iter().any(|(key, _)| *key == notice.key);
        let code = if known { code::INVALID_VALUE } else { code::UNKNOWN_KEY };
        return Err(Failure::new(code, &notice.key, notice.message));
    }
    match check::check(&scenario).into_iter().next() {
        Some(error) => Err(Failure::new(code::CONTRADICTION, error.key, error.message)),
        None => Ok(scenario),
    }
}
