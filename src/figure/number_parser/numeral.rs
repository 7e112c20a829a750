//! A parsed number, with its value and its end in the text.

/// A cardinal parsed from a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The end in the text, in bytes.
    pub end: usize,
    /// The value.
    pub value: f64,
}
