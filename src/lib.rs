//! Tunecost tells what a fine-tuning run costs, how long it takes, whether it fits, and where to run it.
//!
//! Four layers, each using only those below it:
//!
//! - [`engine`]: the mathematics. Quantities, models, memory, time, cost. It knows no data and no browser.
//! - [`catalog`]: the facts. GPUs, offers, models, managed prices, the guide; each with a source and a date.
//! - [`scenario`]: what the reader asks for, its link, and the one place where it meets the catalog.
//! - `ui`, `js`, `export`: the page, the JavaScript interface, and files.

pub mod catalog;
pub mod export;
pub mod format;
pub mod scenario;
pub use tunecost_engine as engine;

#[cfg(feature = "card")]
pub mod js;
#[cfg(feature = "ui")]
pub mod ui;
