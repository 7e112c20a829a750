//! The result of parsing a number.

/// A parsed cardinal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The end offset in the text, in bytes.
    pub end: usize,
    /// The number that the digits or words mean.
    pub value: f64,
}
