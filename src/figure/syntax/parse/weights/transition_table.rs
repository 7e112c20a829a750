//! The weights of the transitions.

use super::bucket::{Bucket, bucket_index, expand_weight, find, fingerprint};
use crate::figure::syntax::parse::scorer::{ArcScores, TransitionScorer};

/// The number of features in a bucket.
pub const TRANSITION_CAPACITY: usize = 20;

/// Where the weights of a left arc begin in a bucket.
pub const LEFT_WEIGHTS: usize = TRANSITION_CAPACITY;

/// Where the weights of a right arc begin in a bucket.
pub const RIGHT_WEIGHTS: usize = LEFT_WEIGHTS + TRANSITION_CAPACITY + 1;

/// Two weights for each feature: of a left arc and of a right arc, against a shift.
///
/// Bytes 0 to 19 of a bucket are fingerprints, 20 to 39 the weights of a left arc, 41 to 60 those of a right arc. The
/// bytes after the weights are 0, the weights of a feature that is not in the bucket.
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
            let place = find::<TRANSITION_CAPACITY>(bucket, fingerprint(slot));
            scores.left += expand_weight(bucket[LEFT_WEIGHTS + place]);
            scores.right += expand_weight(bucket[RIGHT_WEIGHTS + place]);
        }
        scores
    }
}
