//! The identity of an article or of a file's content, as a short hash.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The identity of an article: a hash of its file's path and of its place or own id in that file.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleKey([u8; 16]);

impl ArticleKey {
    /// The key of a record, by its file and by what tells it from others there.
    pub fn new(path: &[u8], record: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&(path.len() as u64).to_le_bytes())
            .update(path)
            .update(record.as_bytes());
        Self::from_hash(hasher.finalize())
    }

    /// A hash of `bytes`, cut to the size of a key.
    pub fn of_content(bytes: &[u8]) -> Self {
        Self::from_hash(blake3::hash(bytes))
    }

    pub fn from_hash(hash: blake3::Hash) -> Self {
        let mut key = [0; 16];
        key.copy_from_slice(&hash.as_bytes()[..16]);
        Self(key)
    }

    /// Its first eight bytes, for sorting.
    pub fn order(self) -> u64 {
        self.0
            .iter()
            .take(8)
            .fold(0, |order, byte| order << 8 | u64::from(*byte))
    }
}

impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for ArticleKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ArticleKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 16]>::deserialize(deserializer).map(Self);
        }
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let byte = |at: usize| {
            text.get(2 * at..2 * at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        };
        let mut key = [0; 16];
        for (at, slot) in key.iter_mut().enumerate() {
            *slot = byte(at)
                .ok_or_else(|| serde::de::Error::custom("a key is 32 hexadecimal digits"))?;
        }
        Ok(Self(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_as_it_was_written() {
        let key = ArticleKey::new(b"/a/b.txt", "1");
        let text = serde_json::to_string(&key).expect("serializes");
        assert_eq!(text.len(), 34);
        assert_eq!(
            serde_json::from_str::<ArticleKey>(&text).expect("parses"),
            key
        );
        assert!(serde_json::from_str::<ArticleKey>("\"12\"").is_err());
        assert!(serde_json::from_str::<ArticleKey>("\"\u{e9}\"").is_err());
        assert_ne!(ArticleKey::new(b"a", "bc"), ArticleKey::new(b"ab", "c"));
    }
}
