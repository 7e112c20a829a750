//! The weights of the models with many classes, which choose tags and relations.

use super::bucket::{Bucket, bucket_index, expand_weight, find, fingerprint};
use crate::figure::syntax::parse::scorer::{ClassScorer, ClassScores};

/// The number of features in a bucket.
pub const CLASS_CAPACITY: usize = 12;

/// The maximum number of classes for which a feature has weights. An entry stores this count in six bits.
pub const MOST_CLASSES: usize = 63;

/// The offset of the entries in a bucket, in units of four bytes.
const FIRST_ENTRY: usize = 4;

/// The number of features that are looked up before their weights are added.
const FEATURES_AT_ONCE: usize = 32;

/// The weights of each feature for some of the classes.
///
/// Bytes 0 to 11 of a bucket are fingerprints. Bytes 16 to 63 are twelve entries of four bytes. The lowest six bits of
/// an entry state how many weights the feature has. The other bits are the index of the feature's first weight in the
/// pool. The pool has two bytes for each weight: its class and its value.
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

    /// Returns the entry of a feature, or 0 if the feature has no weights.
    #[inline]
    fn entry(&self, slot: u32) -> u32 {
        let Some(bucket) = self.buckets.get(bucket_index(slot, self.buckets.len())) else {
            return 0;
        };
        let place = find::<CLASS_CAPACITY>(bucket, fingerprint(slot));
        let (entries, _) = bucket.as_chunks::<4>();
        let entry = u32::from_le_bytes(entries[FIRST_ENTRY + place.min(CLASS_CAPACITY - 1)]);
        if place < CLASS_CAPACITY { entry } else { 0 }
    }

    /// Returns the weights of an entry, each with its class.
    #[inline]
    fn weights(&self, entry: u32) -> &'w [[u8; 2]] {
        let first = (entry >> 6) as usize;
        let end = first + (entry as usize & MOST_CLASSES);
        self.pool.get(first..end).unwrap_or_default()
    }
}

impl ClassScorer for ClassTable<'_> {
    #[inline]
    fn add_scores(&self, slots: &[u32], scores: &mut ClassScores) {
        // Read all buckets before the pool, so that their cache misses overlap.
        let mut entries = [0; FEATURES_AT_ONCE];
        for slots in slots.chunks(FEATURES_AT_ONCE) {
            for (entry, slot) in entries.iter_mut().zip(slots) {
                *entry = self.entry(*slot);
            }
            for entry in &entries[..slots.len()] {
                for [class, weight] in self.weights(*entry) {
                    scores[usize::from(class & 63)] += expand_weight(*weight);
                }
            }
        }
    }

    fn class_count(&self) -> usize {
        self.class_count
    }
}
