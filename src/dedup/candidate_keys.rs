//! Candidate keys: hashes that articles of one story are likely to share.

use super::bottom_k::Shingle;

/// How many keys of an article are terms of the index.
pub const INDEXED_KEYS: usize = 12;
/// A key that so many stories have is evidence for none.
pub const FREQUENT: usize = 16;

/// A hash that articles of one story are likely to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateKey {
    /// The hash.
    pub hash: u64,
    /// Whether it stands for address and headline.
    pub page: bool,
}

impl CandidateKey {
    /// Of a shingle, numbers and all.
    pub fn shingle(shingle: &Shingle) -> Self {
        let hash = u64::from(shingle.frame) << 32 | u64::from(shingle.exact);
        Self { hash, page: false }
    }

    /// Of a page with its headline.
    pub fn page(page: u64, title: u64) -> Self {
        let hash = (page.rotate_left(29) ^ title).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { hash, page: true }
    }
}
