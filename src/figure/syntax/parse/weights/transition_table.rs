//! The weights of the transitions.

use super::bucket::{Bucket, bucket_index, expand_weight, find, fingerprint};
use crate::figure::syntax::parse::scorer::{ArcScores, TransitionScorer};

/// The number of features in a bucket.
pub const TRANSITION_CAPACITY: usize = 20;

/// Two weights for each feature: of a left arc and of a right arc, against a shift.
///
/// Bytes 0 to 19 of a bucket are fingerprints, 20 to 39 the weights of a left arc, 40 to 59 those of a right arc.
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
            if let Some(place) = find::<TRANSITION_CAPACITY>(bucket, fingerprint(slot)) {
                scores.left += expand_weight(bucket[TRANSITION_CAPACITY + place]);
                scores.right += expand_weight(bucket[2 * TRANSITION_CAPACITY + place]);
            }
        }
        scores
    }
}
