//! A parsed number.

/// A cardinal that was read from text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Where it ends, in bytes.
    pub end: usize,
    /// What it says.
    pub value: f64,
}
