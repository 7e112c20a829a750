//! A byte range that is `Copy` and ordered.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of byte offsets in a string, from `start` up to but not including `end`.
///
/// Unlike [`Range`], this type is `Copy` and ordered. It is serialized as `[start, end]`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct ByteRange {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl ByteRange {
    /// Creates the range from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Creates an empty range at the offset `at`.
    pub const fn empty_at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// Returns the number of bytes, or 0 if the range ends before it starts.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Returns whether the range is empty.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Returns whether `other` lies within this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the range as a [`Range`], for slicing or iterating.
    pub const fn as_range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for ByteRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<(usize, usize)> for ByteRange {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<ByteRange> for (usize, usize) {
    fn from(range: ByteRange) -> Self {
        (range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::ByteRange;

    #[test]
    fn byte_ranges_exclude_their_end() {
        let range = ByteRange::new(2, 5);
        assert_eq!((range.len(), range.is_empty()), (3, false));
        assert!(ByteRange::empty_at(4).is_empty());
        assert!(ByteRange::new(5, 2).is_empty());
        assert!(range.contains(range) && range.contains(ByteRange::empty_at(5)));
        assert!(!range.contains(ByteRange::new(1, 3)) && !range.contains(ByteRange::new(4, 6)));
        assert_eq!(&"abcdefg"[range.as_range()], "cde");
    }

    #[test]
    fn byte_range_serializes_as_a_pair() {
        let json = serde_json::to_string(&ByteRange::new(2, 5)).expect("a pair serializes");
        assert_eq!(json, "[2,5]");
        let range: ByteRange = serde_json::from_str(&json).expect("a pair parses");
        assert_eq!(range, ByteRange::new(2, 5));
    }
}
