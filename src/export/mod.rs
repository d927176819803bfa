//! Files and wire forms of an answer.

#[cfg(feature = "cli")]
pub mod accuracy;
#[cfg(any(feature = "cli", feature = "card"))]
pub mod card;
#[cfg(any(feature = "cli", feature = "js"))]
pub mod found;
#[cfg(any(feature = "cli", feature = "card"))]
pub mod json;
#[cfg(any(feature = "cli", feature = "js"))]
pub mod listing;
#[cfg(feature = "cli")]
pub mod measured;
#[cfg(any(feature = "cli", feature = "card"))]
pub mod outcome;
pub mod prices;
#[cfg(feature = "cli")]
pub mod spot;
