//! The weights of the transition model.

use super::bucket::{Bucket, bucket_index, expand_weight, fingerprint};
use crate::figure::syntax::parse::scorer::{ArcScores, TransitionScorer};

/// The number of features in a bucket.
pub const TRANSITION_CAPACITY: usize = 20;

/// The offset of the left-arc weights in a bucket.
pub const LEFT_WEIGHTS: usize = TRANSITION_CAPACITY;

/// The offset of the right-arc weights in a bucket.
pub const RIGHT_WEIGHTS: usize = LEFT_WEIGHTS + TRANSITION_CAPACITY;

/// The weights of each feature for a left arc and for a right arc, relative to a shift.
///
/// Bytes 0 to 19 of a bucket are fingerprints, bytes 20 to 39 are left-arc weights, and bytes 40 to 59 are right-arc
/// weights. No two features in a bucket have the same fingerprint. Unused weights are 0.
#[derive(Clone, Copy, Debug, Default)]
pub struct TransitionTable<'w> {
    buckets: &'w [Bucket],
}

impl<'w> TransitionTable<'w> {
    /// Reads a table. Bytes after the last whole bucket are ignored.
    pub fn new(bytes: &'w [u8]) -> Self {
        Self {
            buckets: bytes.as_chunks().0,
        }
    }
}

impl TransitionScorer for TransitionTable<'_> {
    #[inline]
    fn scores(&self, slots: &[u32]) -> ArcScores {
        let mut scores = ArcScores::default();
        for &slot in slots {
            let Some(bucket) = self.buckets.get(bucket_index(slot, self.buckets.len())) else {
                continue;
            };
            let wanted = fingerprint(slot);
            let (mut left, mut right) = (0, 0);
            // At most one feature matches. A loop without branches compares all fingerprints at once.
            for place in 0..TRANSITION_CAPACITY {
                let mask = if bucket[place] == wanted { u8::MAX } else { 0 };
                left |= bucket[LEFT_WEIGHTS + place] & mask;
                right |= bucket[RIGHT_WEIGHTS + place] & mask;
            }
            scores.left += expand_weight(left);
            scores.right += expand_weight(right);
        }
        scores
    }
}
