//! Article keys, which stay the same across ingests and rebuilds.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ContentHash;

/// The key of an article: a hash of its file's path and of its id or position in that file.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleKey(ContentHash);

impl ArticleKey {
    /// Returns the key of a record in the file at `path`. `record` must identify the record uniquely within the file.
    pub fn new(path: &[u8], record: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&(path.len() as u64).to_le_bytes())
            .update(path)
            .update(record.as_bytes());
        Self(ContentHash::from_blake3(hasher.finalize()))
    }

    /// Returns the first eight bytes of the hash as a big-endian number.
    pub fn order(self) -> u64 {
        self.0.order()
    }
}

impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_key_round_trips_through_json() {
        let key = ArticleKey::new(b"/a/b.txt", "1");
        let text = serde_json::to_string(&key).expect("serializes");
        assert_eq!(text.len(), 34);
        assert_eq!(
            serde_json::from_str::<ArticleKey>(&text).expect("parses"),
            key
        );
        assert_ne!(ArticleKey::new(b"a", "bc"), ArticleKey::new(b"ab", "c"));
    }
}
