//! Candidate keys: hashes that articles of the same story are likely to share.

use super::bottom_k::Shingle;

/// The number of an article's keys that are terms of the index.
pub const INDEXED_KEYS: usize = 12;
/// A key that occurs in this many stories is not evidence.
pub const FREQUENT: usize = 16;

/// A hash that articles of the same story are likely to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateKey {
    /// The hash.
    pub hash: u64,
    /// Whether the key is one of address and headline, not of a shingle.
    pub page: bool,
}

impl CandidateKey {
    /// The key of a shingle, including its numbers.
    pub fn shingle(shingle: &Shingle) -> Self {
        let hash = u64::from(shingle.frame) << 32 | u64::from(shingle.exact);
        Self { hash, page: false }
    }

    /// The key of a page with its headline.
    pub fn page(page: u64, title: u64) -> Self {
        let hash = (page.rotate_left(29) ^ title).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { hash, page: true }
    }
}
