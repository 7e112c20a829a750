//! A token filter that stems English words with the Snowball algorithm and a table of irregular plurals. During
//! indexing, it caches stems.

use std::hash::{BuildHasher, BuildHasherDefault};

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

use super::tokenizer_config::is_unstemmed;

/// The number of cached stems. The table takes about 200 KiB, which fits in a core's L2 cache. A look-up in a larger
/// table would take as long as stemming the word.
const SLOTS: usize = 1 << 12;
/// The maximum length in bytes of a cached word or stem.
const LONGEST: usize = 24;

/// A token filter that replaces each English word with its stem.
#[derive(Clone, Copy)]
pub enum StemFilter {
    /// Stems with a cache, for indexing.
    Remembered,
    /// Stems without a cache, for the few words of a query.
    Made,
}

/// A tokenizer whose tokens are stemmed by [`StemFilter`].
#[derive(Clone)]
pub struct StemTokenizer<T> {
    inner: T,
    stems: StemFilter,
    slots: Vec<CachedStem>,
}

/// The token stream of a [`StemTokenizer`].
pub struct StemStream<'a, S> {
    inner: S,
    stemmer: Stemmer,
    slots: &'a mut [CachedStem],
}

/// A word and its stem.
#[derive(Clone, Default)]
struct CachedStem {
    word: ShortText,
    stem: ShortText,
}

/// A string that is short enough for the cache.
#[derive(Clone, Default, PartialEq)]
struct ShortText {
    bytes: [u8; LONGEST],
    len: u8,
}

impl ShortText {
    fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Self {
            bytes,
            len: text.len() as u8,
        })
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

impl TokenFilter for StemFilter {
    type Tokenizer<T: Tokenizer> = StemTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemTokenizer<T> {
        StemTokenizer {
            inner,
            stems: self,
            slots: Vec::new(),
        }
    }
}

impl<T: Tokenizer> Tokenizer for StemTokenizer<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        // The cache is allocated only now, because analyzers are created and cloned more often than they are used.
        if matches!(self.stems, StemFilter::Remembered) {
            self.slots.resize(SLOTS, CachedStem::default());
        }
        StemStream {
            inner: self.inner.token_stream(text),
            stemmer: Stemmer::new(Algorithm::English),
            slots: &mut self.slots,
        }
    }
}

impl<S: TokenStream> TokenStream for StemStream<'_, S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let word = &mut self.inner.token_mut().text;
        if is_unstemmed(word) {
            return true;
        }
        if self.slots.is_empty() {
            *word = stem(self.stemmer, word);
            return true;
        }
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one(word.as_bytes());
        // The upper bits of an FxHash are better mixed than the lower ones.
        let slot = &mut self.slots[(hash >> 32) as usize % SLOTS];
        if !word.is_empty() && slot.word.bytes() == word.as_bytes() {
            if let Ok(stem) = std::str::from_utf8(slot.stem.bytes()) {
                word.clear();
                word.push_str(stem);
            }
            return true;
        }
        let stem = stem(self.stemmer, word);
        if let (Some(word), Some(stem)) = (ShortText::new(word), ShortText::new(&stem)) {
            *slot = CachedStem { word, stem };
        }
        *word = stem;
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

/// Stems single words exactly as the [`TEXT`](super::TEXT) analyzer does. A stem always starts with the same letter as
/// its word.
pub struct WordStemmer(Stemmer);

impl Default for WordStemmer {
    fn default() -> Self {
        Self(Stemmer::new(Algorithm::English))
    }
}

impl WordStemmer {
    /// Returns the stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        stem(self.0, word)
    }
}

/// Irregular plurals, which the Snowball algorithm does not cover, each with its singular. Sorted for binary search.
const PLURALS: &[(&str, &str)] = &[
    ("children", "child"),
    ("feet", "foot"),
    ("geese", "goose"),
    ("men", "man"),
    ("mice", "mouse"),
    ("people", "person"),
    ("teeth", "tooth"),
];

fn stem(stemmer: Stemmer, word: &str) -> String {
    if let Ok(nth) = PLURALS.binary_search_by_key(&word, |&(plural, _)| plural) {
        return stemmer.stem(PLURALS[nth].1).into_owned();
    }
    // Covers "women", "policemen" and "gunmen". Other words that end in "-men" change too, which is harmless because
    // they change in articles and queries alike. "omen" is too short to change.
    match word.strip_suffix("men") {
        Some(start) if start.len() > 1 => stemmer.stem(&format!("{start}man")).into_owned(),
        _ => stemmer.stem(word).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tokenizer::{NumberMode, WordTokenizer};
    use crate::analysis::tokenizer_config::TokenizerConfig;
    use tantivy::tokenizer::TextAnalyzer;

    #[test]
    fn irregular_plurals_share_the_singular_stem() {
        let stemmer = Stemmer::new(Algorithm::English);
        assert!(PLURALS.is_sorted());
        let rows = [
            ("women", "woman"),
            ("policemen", "policeman"),
            ("children", "child"),
            ("people", "persons"),
        ];
        for (plural, singular) in rows {
            assert_eq!(stem(stemmer, plural), stem(stemmer, singular), "{plural}");
        }
        assert_ne!(stem(stemmer, "omen"), stem(stemmer, "oman"));
    }

    proptest::proptest! {
        #[test]
        fn cached_stem_equals_computed_stem(words in proptest::collection::vec("[a-zé]{1,30}", 0..40)) {
            let mut remembering = TextAnalyzer::builder(WordTokenizer(NumberMode::AsWords, TokenizerConfig::ENGLISH)).filter(StemFilter::Remembered).build();
            let text = words.join(" ");
            for _ in 0..2 {
                let stems: Vec<_> = super::super::terms(&mut remembering, &text);
                let stemmer = Stemmer::new(Algorithm::English);
                for word in &words {
                    proptest::prop_assert_eq!(stem(stemmer, word).chars().next(), word.chars().next());
                }
                let mut plain = TextAnalyzer::from(WordTokenizer(NumberMode::AsWords, TokenizerConfig::ENGLISH));
                let expected: Vec<_> = super::super::terms(&mut plain, &text)
                    .into_iter()
                    .map(|(at, word)| (at, stem(stemmer, &word)))
                    .collect();
                proptest::prop_assert_eq!(stems, expected);
            }
        }
    }
}
