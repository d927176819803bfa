//! The mathematics of Tunecost: what a run needs, takes and costs. No data, no clock, no I/O, no browser.
//!
//! `tunecost` re-exports it as `tunecost::engine`. It is a package of its own so that it can be built for speed where the
//! page around it is built for size.

pub mod activations;
pub mod bands;
pub mod bill;
pub mod break_even;
pub mod communication;
pub mod constants;
pub mod cost;
pub mod estimate;
pub mod fitted;
pub mod gpu;
pub mod guide;
pub mod memory;
pub mod model;
pub(crate) mod rates;
pub mod recipe;
pub mod replay;
pub mod spot;
pub mod spot_simulation;
pub mod states;
pub mod time;
pub mod units;
