//! Files and wire forms of an answer.
