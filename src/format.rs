//! Quantities to text and back.
