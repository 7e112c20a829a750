//! Candidate keys: hashes that articles of the same story are likely to share.

use super::bottom_k::Shingle;

/// The number of shingle keys that are indexed for each article.
pub const INDEXED_KEYS: usize = 12;
/// A key that occurs in this many stories is no evidence that two articles belong to the same story.
pub const FREQUENT: usize = 16;

/// A hash that articles of the same story are likely to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateKey {
    /// The hash of a shingle, or of a page and its headline.
    pub hash: u64,
    /// Whether the hash is that of a page and its headline, rather than that of a shingle.
    pub page: bool,
}

impl CandidateKey {
    /// Returns the key of a shingle. Shingles that differ only in their numbers have different keys.
    pub fn shingle(shingle: &Shingle) -> Self {
        let hash = u64::from(shingle.frame) << 32 | u64::from(shingle.exact);
        Self { hash, page: false }
    }

    /// Returns the key of a page and its headline, given the hash of each.
    pub fn page(page: u64, title: u64) -> Self {
        let hash = (page.rotate_left(29) ^ title).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { hash, page: true }
    }
}
