//! The dictionary of words that almost always have the same tag.

use super::bucket::Bucket;
use crate::figure::syntax::parse::pos_tag::PosTag;
use crate::figure::syntax::parse::tagger::TagLookup;

/// The size of a word's entry in bytes.
pub const ENTRY_BYTES: usize = 8;

/// A dictionary in which each bucket has eight entries of eight bytes. An entry consists of seven bytes of the word's
/// hash and one byte for its tag. An entry of zeros is unused.
#[derive(Clone, Copy, Debug, Default)]
pub struct TagDictionary<'w> {
    buckets: &'w [Bucket],
}

impl<'w> TagDictionary<'w> {
    /// Reads a dictionary. Bytes after the last whole bucket are ignored.
    pub fn new(bytes: &'w [u8]) -> Self {
        Self {
            buckets: bytes.as_chunks().0,
        }
    }
}

/// Returns the index of a word's bucket, and the word's entry without the tag.
#[inline]
pub const fn dictionary_entry(form: u64, buckets: usize) -> (usize, u64) {
    let index = ((form as u128 * buckets as u128) >> 64) as usize;
    (index, form << 8)
}

impl TagLookup for TagDictionary<'_> {
    fn look_up(&self, form: u64) -> Option<PosTag> {
        let (index, hash) = dictionary_entry(form, self.buckets.len());
        let entries = self.buckets.get(index)?.as_chunks::<ENTRY_BYTES>().0;
        let found = entries.iter().map(|entry| u64::from_le_bytes(*entry));
        let entry = found
            .into_iter()
            .find(|entry| entry & !0xff == hash && *entry != 0)?;
        PosTag::ALL.get((entry & 0xff) as usize).copied()
    }
}
