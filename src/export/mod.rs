//! Files and wire forms of an answer.

#[cfg(feature = "cli")]
pub mod measured;
