//! Figures: the numbers that a text states, with what they count and who says so.
//!
//! Everything here is a pure function of text: no input or output, nothing fails, nothing panics.

mod model;

pub use model::{Bound, Change, Figure, Measure, Place, Scope, Stance};
