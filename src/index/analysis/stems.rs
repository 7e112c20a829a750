//! English stems of words.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// How many stems are remembered: the words that make up nearly all of any text.
const REMEMBERED: usize = 1 << 15;

/// Puts each word's stem in its place, by the Snowball rules for English. They take longer than a look-up, and most words
/// of a text have come before.
#[derive(Clone, Default)]
pub struct Stems;

/// A tokenizer of stems.
#[derive(Clone)]
pub struct StemsTokenizer<T> {
    inner: T,
    known: FxHashMap<Box<str>, Box<str>>,
}

/// The stems of a text.
pub struct StemStream<'a, S> {
    inner: S,
    known: &'a mut FxHashMap<Box<str>, Box<str>>,
}

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = StemsTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemsTokenizer<T> {
        StemsTokenizer {
            inner,
            known: FxHashMap::default(),
        }
    }
}

impl<T: Tokenizer> Tokenizer for StemsTokenizer<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream {
            inner: self.inner.token_stream(text),
            known: &mut self.known,
        }
    }
}

impl<S: TokenStream> TokenStream for StemStream<'_, S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let word = &mut self.inner.token_mut().text;
        if let Some(stem) = self.known.get(word.as_str()) {
            word.clear();
            word.push_str(stem);
            return true;
        }
        let stem = Stemmer::new(Algorithm::English).stem(word).into_owned();
        if self.known.len() < REMEMBERED {
            self.known
                .insert(word.as_str().into(), stem.as_str().into());
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
