//! Hashes of words and features.

/// The number of bits in a feature's slot.
pub const SLOT_BITS: u32 = 24;

/// 2^64 divided by the golden ratio. Multiplying a hash by it spreads the bits.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes two hashes into one. Their order matters.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ b.rotate_left(29)).wrapping_mul(SPREAD);
    product ^ (product >> 29)
}

/// Returns the hash of `bytes` (FNV-1a, mixed once more).
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let fnv = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    mix(fnv, 0x55)
}

/// The features of one decision, as slots of [`SLOT_BITS`] bits.
///
/// Each feature is pushed by one template. The template's number is mixed into the slot, so every template must push
/// exactly once, in a fixed order.
#[derive(Debug)]
pub struct FeatureList<const CAPACITY: usize> {
    slots: [u32; CAPACITY],
    len: usize,
}

impl<const CAPACITY: usize> Default for FeatureList<CAPACITY> {
    fn default() -> Self {
        Self {
            slots: [0; CAPACITY],
            len: 0,
        }
    }
}

impl<const CAPACITY: usize> FeatureList<CAPACITY> {
    /// Removes all features.
    #[inline]
    pub const fn clear(&mut self) {
        self.len = 0;
    }

    /// Adds the feature of the next template.
    #[inline]
    pub fn push(&mut self, value: u64) {
        let template = self.len as u64 + 1;
        let hash = mix(value, template.wrapping_mul(0x0765_4321));
        self.slots[self.len] = (hash >> (u64::BITS - SLOT_BITS)) as u32;
        self.len += 1;
    }

    /// Returns the slots of the features.
    #[inline]
    pub fn slots(&self) -> &[u32] {
        &self.slots[..self.len]
    }
}
