//! The buckets of the weight tables, each as large as a cache line.

use crate::figure::syntax::parse::hash::SLOT_BITS;

/// The size of a bucket in bytes.
pub const BUCKET_BYTES: usize = 64;

/// A bucket of a table.
pub type Bucket = [u8; BUCKET_BYTES];

/// Returns the index of a feature's bucket in a table of `buckets` buckets.
#[inline]
pub const fn bucket_index(slot: u32, buckets: usize) -> usize {
    ((slot as u64 * buckets as u64) >> SLOT_BITS) as usize
}

/// Returns the byte that identifies a feature within its bucket.
#[inline]
pub const fn fingerprint(slot: u32) -> u8 {
    slot as u8
}

/// Returns the weight that a stored byte `q` encodes: `q * |q|`. Small weights are stored more precisely than large
/// ones.
#[inline]
pub const fn expand_weight(byte: u8) -> i32 {
    let q = byte.cast_signed() as i32;
    q * q.abs()
}

/// Returns the index of `fingerprint` among the first `N` bytes of the bucket, or `N` if it is not there. `N` must be
/// at most [`BUCKET_BYTES`].
///
/// Compares eight bytes at a time. A byte of the exclusive or is zero if the compared bytes are equal. The loop has no
/// branches, so that the processor can look up several features at once.
#[inline]
pub fn find<const N: usize>(bucket: &Bucket, fingerprint: u8) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, _) = bucket.as_chunks::<8>();
    let wanted = ONES * u64::from(fingerprint);
    let mut place = N;
    for at in (0..N.div_ceil(8)).rev() {
        let difference = u64::from_le_bytes(words[at]) ^ wanted;
        // The lowest set bit belongs to the first zero byte. Higher bits may be false positives.
        let zeros = difference.wrapping_sub(ONES) & !difference & HIGH;
        let here = at * 8 + zeros.trailing_zeros() as usize / 8;
        place = if zeros == 0 { place } else { here };
    }
    place.min(N)
}
