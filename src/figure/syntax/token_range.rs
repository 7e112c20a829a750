//! A non-empty range of tokens in a sentence.

use std::ops::RangeInclusive;

/// The tokens of a sentence from `first` to `last`, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenRange {
    /// The index of the first token.
    pub first: usize,
    /// The index of the last token.
    pub last: usize,
}

impl TokenRange {
    /// Creates the range from `first` to `last`, inclusive.
    pub const fn new(first: usize, last: usize) -> Self {
        Self { first, last }
    }

    /// Creates the range of the single token `at`.
    pub const fn single(at: usize) -> Self {
        Self::new(at, at)
    }

    /// Creates the range of `len` tokens that starts at `first`. `len` must be at least 1.
    pub const fn starting_at(first: usize, len: usize) -> Self {
        Self::new(first, first + len - 1)
    }

    /// Creates the range of `len` tokens that ends just before `end`. `len` must be at least 1.
    pub const fn ending_before(end: usize, len: usize) -> Self {
        Self::new(end - len, end - 1)
    }

    /// Returns the indices of the tokens.
    pub const fn places(self) -> RangeInclusive<usize> {
        self.first..=self.last
    }
}

#[cfg(test)]
mod tests {
    use super::TokenRange;

    #[test]
    fn token_range_includes_both_ends() {
        assert_eq!(TokenRange::starting_at(3, 2), TokenRange::new(3, 4));
        assert_eq!(TokenRange::ending_before(3, 2), TokenRange::new(1, 2));
        assert_eq!(TokenRange::single(3).places().count(), 1);
        assert_eq!(TokenRange::new(3, 5).places().count(), 3);
    }
}
