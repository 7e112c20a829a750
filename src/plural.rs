//! Counts with their nouns in messages.

use std::fmt::Display;

/// A count with its noun, in the plural unless the count is one.
pub fn count_of<N: Copy + Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    let plural = if count == N::from(1) { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
