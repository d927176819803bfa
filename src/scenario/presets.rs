//! Ready scenarios.

/// One of the ready scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetId {
    B1,
    B2,
    B3,
    B3Alt,
}
