//! The result of parsing a number.

/// A parsed cardinal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The end offset in the text, in bytes.
    pub end: usize,
    /// The value of the number.
    pub value: f64,
}
