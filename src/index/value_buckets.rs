//! Buckets of numbers on a logarithmic scale. Comparing every number in the index with a range is slow. Instead, a
//! query looks up the buckets that cover the range, and compares only the numbers in the buckets at its ends.
//!
//! A large bucket spans an octave: the numbers from one power of two to the next. A small bucket spans a sixteenth of
//! an octave, for example the numbers from 1,024 to 1,088. A range of numbers is covered by a few large buckets, small
//! buckets on both sides of them, and at most two small buckets that extend beyond the ends of the range.

use std::fmt;
use std::ops::RangeInclusive;

/// The number of low bits of an `f64` that are dropped. The exponent and the first four bits of the fraction remain.
const REST: u32 = 48;
/// The remaining bits of the number 1.
const ONE: u64 = 1023 << 4;
/// The last small bucket, which contains all numbers from 2^40 (about 1.1 trillion) upwards. Bucket 0 contains all
/// numbers below 1.
const LAST: u32 = 641;
/// The number of small buckets in a large one.
const LARGE: u32 = 16;

/// The properties by which a query with a range can leave out a figure. Figures with different properties have
/// different labels for their buckets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NumberKind {
    /// Whether the number is vague, such as "dozens".
    pub vague: bool,
    /// Whether it is uncertain that the number belongs to the measure.
    pub uncertain: bool,
    /// Whether the number is a rate.
    pub rate: bool,
}

impl fmt::Display for NumberKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            (self.vague, "vague "),
            (self.uncertain, "uncertain "),
            (self.rate, "rate "),
        ];
        let mut words = words.iter().filter(|(holds, _)| *holds);
        words.try_for_each(|(_, word)| f.write_str(word))
    }
}

/// A bucket of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueBucket {
    /// A sixteenth of an octave.
    Small(u32),
    /// An octave.
    Large(u32),
}

impl fmt::Display for ValueBucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Small(nth) => write!(f, "{nth}"),
            Self::Large(nth) => write!(f, "large {nth}"),
        }
    }
}

/// Returns the small and large buckets that overlap the range from `low` to `high`.
pub fn buckets(low: f64, high: f64) -> impl Iterator<Item = ValueBucket> {
    let small = small(low, high);
    let large = large(*small.start())..=large(*small.end());
    small
        .map(ValueBucket::Small)
        .chain(large.map(ValueBucket::Large))
}

/// The buckets that cover a range of numbers.
#[derive(Debug, Default, PartialEq)]
pub struct BucketCover {
    /// The buckets entirely within the range.
    pub within: Vec<ValueBucket>,
    /// The buckets at the ends of the range, which are only partly within it.
    pub at_ends: Vec<ValueBucket>,
}

impl BucketCover {
    /// Returns the buckets that cover the range from `low` to `high`, or `None` if the range is unbounded on both
    /// sides.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        if low == f64::NEG_INFINITY && high == f64::INFINITY {
            return None;
        }
        let small = small(low, high);
        let (mut start, mut end) = (*small.start(), *small.end() + 1);
        let mut cover = Self::default();
        if low > least(start) {
            cover.at_ends.push(ValueBucket::Small(start));
            start += 1;
        }
        if start < end && high < least(end).next_down() {
            end -= 1;
            cover.at_ends.push(ValueBucket::Small(end));
        }
        while start < end {
            let next = large(start) * LARGE + 1;
            if start + LARGE == next && next <= end {
                cover.within.push(ValueBucket::Large(large(start)));
                start = next;
            } else {
                cover.within.push(ValueBucket::Small(start));
                start += 1;
            }
        }
        Some(cover)
    }

    /// Returns all buckets of the cover.
    pub fn all(self) -> impl Iterator<Item = ValueBucket> {
        self.within.into_iter().chain(self.at_ends)
    }
}

fn small(low: f64, high: f64) -> RangeInclusive<u32> {
    size(low)..=size(high)
}

/// Returns the large bucket that contains a small one.
fn large(small: u32) -> u32 {
    small.div_ceil(LARGE)
}

/// Returns the small bucket that contains a number. A greater number never has a lower bucket.
fn size(value: f64) -> u32 {
    if value < 1.0 {
        return 0;
    }
    let above_one = (value.to_bits() >> REST).saturating_sub(ONE);
    u32::try_from(above_one + 1).unwrap_or(LAST).min(LAST)
}

/// Returns the lowest number in a small bucket, or infinity if `size` is greater than the last bucket.
fn least(size: u32) -> f64 {
    match size {
        0 => f64::NEG_INFINITY,
        1..=LAST => f64::from_bits((u64::from(size) - 1 + ONE) << REST),
        _ => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_octave_has_16_buckets() {
        let rows = [
            (f64::NEG_INFINITY, 0, 0),
            (0.0, 0, 0),
            (1.0_f64.next_down(), 0, 0),
            (1.0, 1, 1),
            (1.0625, 2, 1),
            (2.0_f64.next_down(), 16, 1),
            (2.0, 17, 2),
            (1024.0, 161, 11),
            (1e15, LAST, 41),
            (f64::INFINITY, LAST, 41),
        ];
        for (value, expected, octave) in rows {
            assert_eq!(
                (size(value), large(size(value))),
                (expected, octave),
                "{value}"
            );
        }
        for nth in 1..=LAST {
            assert_eq!(size(least(nth)), nth);
            assert_eq!(size(least(nth).next_down()), nth - 1);
        }
    }

    #[test]
    fn ranges_are_covered_by_few_buckets() {
        assert_eq!(BucketCover::new(f64::NEG_INFINITY, f64::INFINITY), None);
        let cover = BucketCover::new(1000.0, 5000.0).expect("not all");
        assert_eq!(
            cover.at_ends,
            [ValueBucket::Small(160), ValueBucket::Small(196)]
        );
        let within = [
            ValueBucket::Large(11),
            ValueBucket::Large(12),
            ValueBucket::Small(193),
            ValueBucket::Small(194),
            ValueBucket::Small(195),
        ];
        assert_eq!(cover.within, within);
        let above = BucketCover::new(5300.0, f64::INFINITY).expect("not all");
        assert!(above.within.len() < 50, "{above:?}");
        assert_eq!(above.at_ends.len(), 1);
    }

    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![
            -10.0..100.0,
            0.0..1e6,
            any::<i32>().prop_map(f64::from),
            Just(f64::INFINITY),
            Just(f64::NEG_INFINITY),
            (0..LAST).prop_map(least),
        ]
    }

    proptest! {
        #[test]
        fn bucket_cover_contains_all_values_in_range(a in number(), b in number(), c in number(), d in number()) {
            let (from, to, low, high) = (a.min(b), a.max(b), c.min(d), c.max(d));
            if let Some(BucketCover { within, at_ends }) = BucketCover::new(from, to) {
                let overlap = low <= to && high >= from;
                let has = |list: &[ValueBucket]| buckets(low, high).any(|size| list.contains(&size));
                prop_assert!(!overlap || has(&within) || has(&at_ends));
                prop_assert!(overlap || !has(&within));
            }
        }
    }
}
