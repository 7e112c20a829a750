//! Names that mean the same.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

use crate::figure::nation;

/// Gives names that mean the same the same term.
#[derive(Clone)]
pub struct Alike {
    /// Words that are left out.
    pub without: &'static [&'static str],
}

/// A tokenizer of names.
#[derive(Clone)]
pub struct AlikeTokenizer<T> {
    inner: T,
    without: &'static [&'static str],
}

/// The words of a name.
pub struct AlikeStream<S> {
    inner: S,
    without: &'static [&'static str],
}

impl TokenFilter for Alike {
    type Tokenizer<T: Tokenizer> = AlikeTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> AlikeTokenizer<T> {
        AlikeTokenizer {
            inner,
            without: self.without,
        }
    }
}

impl<T: Tokenizer> Tokenizer for AlikeTokenizer<T> {
    type TokenStream<'a> = AlikeStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        AlikeStream {
            inner: self.inner.token_stream(text),
            without: self.without,
        }
    }
}

impl<S: TokenStream> TokenStream for AlikeStream<S> {
    fn advance(&mut self) -> bool {
        while self.inner.advance() {
            let text = &mut self.inner.token_mut().text;
            if self.without.contains(&text.as_str()) {
                continue;
            }
            if let Some(same) = nation(text).or_else(|| SPELLINGS.get(text.as_str()).copied()) {
                same.clone_into(text);
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

/// British spellings in the names of offices and things counted, with the American ones they are looked up as.
static SPELLINGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    [
        ("armour", "armor"),
        ("armoured", "armored"),
        ("authorised", "authorized"),
        ("centre", "center"),
        ("centres", "center"),
        ("civilisation", "civilization"),
        ("defence", "defense"),
        ("fibre", "fiber"),
        ("harbour", "harbor"),
        ("hospitalised", "hospitalized"),
        ("kilometre", "kilometer"),
        ("kilometres", "kilometer"),
        ("labour", "labor"),
        ("licence", "license"),
        ("litre", "liter"),
        ("litres", "liter"),
        ("metre", "meter"),
        ("metres", "meter"),
        ("mobilised", "mobilized"),
        ("neighbour", "neighbor"),
        ("neighbours", "neighbor"),
        ("offence", "offense"),
        ("offences", "offense"),
        ("organisation", "organization"),
        ("organisations", "organization"),
        ("programme", "program"),
        ("programmes", "program"),
        ("theatre", "theater"),
        ("tonne", "ton"),
        ("tonnes", "ton"),
        ("tyre", "tire"),
    ]
    .into_iter()
    .collect()
});
