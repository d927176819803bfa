//! Files and wire forms of an answer.

#[cfg(feature = "cli")]
pub mod accuracy;
#[cfg(any(feature = "cli", feature = "js"))]
pub mod json;
#[cfg(feature = "cli")]
pub mod measured;
pub mod prices;
#[cfg(feature = "cli")]
pub mod spot;
