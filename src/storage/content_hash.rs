//! Short hashes of files, articles and corrections.

use std::fmt;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::regular_file;

/// The first 16 bytes of a BLAKE3 hash. It is displayed as 32 hexadecimal digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash([u8; 16]);

impl ContentHash {
    /// Returns the hash of `bytes`.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_blake3(blake3::hash(bytes))
    }

    /// Returns the hash of the content of the file at `path`.
    pub fn from_file(path: &Path) -> io::Result<Self> {
        let mut file = regular_file::open(path)?;
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(Self::from_blake3(hasher.finalize())),
                read => hasher.update(&buffer[..read]),
            };
        }
    }

    /// Truncates a full hash to 16 bytes.
    pub fn from_blake3(hash: blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }

    /// Returns the bytes of the hash.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the first eight bytes as a big-endian number.
    pub fn order(self) -> u64 {
        self.0
            .iter()
            .take(8)
            .fold(0, |order, byte| order << 8 | u64::from(*byte))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 16]>::deserialize(deserializer).map(Self);
        }
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let byte = |at: usize| {
            text.get(2 * at..2 * at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        };
        let mut bytes = [0; 16];
        for (at, slot) in bytes.iter_mut().enumerate() {
            *slot = byte(at)
                .ok_or_else(|| serde::de::Error::custom("a key is 32 hexadecimal digits"))?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_hash_round_trips_through_json() {
        let hash = ContentHash::from_bytes(b"1");
        let text = serde_json::to_string(&hash).expect("serializes");
        assert_eq!(text.len(), 34);
        assert_eq!(
            serde_json::from_str::<ContentHash>(&text).expect("parses"),
            hash
        );
        assert!(serde_json::from_str::<ContentHash>("\"12\"").is_err());
        assert!(serde_json::from_str::<ContentHash>("\"\u{e9}\"").is_err());
    }
}
