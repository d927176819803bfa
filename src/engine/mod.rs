//! The mathematics: what a run needs, takes and costs. No data, no clock, no I/O, no browser.

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
pub mod recipe;
pub mod replay;
pub mod spot;
pub mod spot_simulation;
pub mod time;
pub mod units;
