//! Buckets: pieces of a hash table that fit into one line of the processor's cache.

use crate::figure::syntax::parse::hash::SLOT_BITS;

/// The size of a bucket.
pub const BUCKET_BYTES: usize = 64;

/// A bucket of a table.
pub type Bucket = [u8; BUCKET_BYTES];

/// Returns the index of the bucket for a feature in a table of `buckets`.
#[inline]
pub const fn bucket_index(slot: u32, buckets: usize) -> usize {
    ((slot as u64 * buckets as u64) >> SLOT_BITS) as usize
}

/// Returns the byte by which a feature is found in its bucket.
#[inline]
pub const fn fingerprint(slot: u32) -> u8 {
    slot as u8
}

/// Returns the weight for a stored byte: `q * |q|`, so that small weights are exact and large ones fit.
#[inline]
pub const fn expand_weight(byte: u8) -> i32 {
    let q = byte.cast_signed() as i32;
    q * q.abs()
}

/// Returns the place of `fingerprint` among the first `N` bytes of the bucket, or `N`. `N` is at most 24.
///
/// Compares eight bytes at a time: a byte of the exclusive or is zero where they are equal. There are no branches, so
/// that the processor looks up several features at once.
#[inline]
pub fn find<const N: usize>(bucket: &Bucket, fingerprint: u8) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, _) = bucket.as_chunks::<8>();
    let wanted = ONES * u64::from(fingerprint);
    let mut place = N;
    for at in (0..N.div_ceil(8)).rev() {
        let difference = u64::from_le_bytes(words[at]) ^ wanted;
        // The lowest set bit belongs to the first zero byte; higher ones may be false.
        let zeros = difference.wrapping_sub(ONES) & !difference & HIGH;
        let here = at * 8 + zeros.trailing_zeros() as usize / 8;
        place = if zeros == 0 { place } else { here };
    }
    place.min(N)
}
