//! The weights of models with many classes: tags and relations.

use super::bucket::{Bucket, bucket_index, expand_weight, find, fingerprint};
use crate::figure::syntax::parse::scorer::{ClassScorer, ClassScores};

/// The number of features in a bucket.
pub const CLASS_CAPACITY: usize = 12;

/// The largest number of classes for which a feature has weights: six bits of an entry.
pub const MOST_CLASSES: usize = 63;

/// The weights of each feature for some of the classes.
///
/// Bytes 0 to 11 of a bucket are fingerprints. Bytes 16 to 63 are twelve numbers of four bytes: the place of the first
/// weight in the pool, shifted left by six bits, and the number of weights. The pool has two bytes for each weight: its
/// class and its value.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassTable<'w> {
    buckets: &'w [Bucket],
    pool: &'w [[u8; 2]],
    class_count: usize,
}

impl<'w> ClassTable<'w> {
    /// Reads a table. Bytes after the last whole bucket or weight are ignored.
    pub fn new(buckets: &'w [u8], pool: &'w [u8], class_count: usize) -> Self {
        Self {
            buckets: buckets.as_chunks().0,
            pool: pool.as_chunks().0,
            class_count,
        }
    }

    /// Returns the weights of a feature, each with its class.
    #[inline]
    fn weights(&self, slot: u32) -> Option<&'w [[u8; 2]]> {
        let bucket = self.buckets.get(bucket_index(slot, self.buckets.len()))?;
        let place = find::<CLASS_CAPACITY>(bucket, fingerprint(slot));
        let entry = u32::from_le_bytes(*bucket.as_chunks().0.get(4 + place)?);
        let first = (entry >> 6) as usize;
        self.pool
            .get(first..first + (entry as usize & MOST_CLASSES))
    }
}

impl ClassScorer for ClassTable<'_> {
    #[inline]
    fn add_scores(&self, slots: &[u32], scores: &mut ClassScores) {
        for weights in slots.iter().filter_map(|slot| self.weights(*slot)) {
            for [class, weight] in weights {
                scores[usize::from(class & 63)] += expand_weight(*weight);
            }
        }
    }

    fn class_count(&self) -> usize {
        self.class_count
    }
}
