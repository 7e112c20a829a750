//! A token filter that maps variants of a name to one term: a nation and its adjective, or a British and an American
//! spelling.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

use crate::figure::nation;

/// A token filter that maps variants of a name to one term.
#[derive(Clone)]
pub struct NameFolding {
    /// Words that are removed from names, such as "the".
    pub without: &'static [&'static str],
}

/// A tokenizer whose tokens are folded by [`NameFolding`].
#[derive(Clone)]
pub struct NameFoldingTokenizer<T> {
    inner: T,
    without: &'static [&'static str],
}

/// The token stream of a [`NameFoldingTokenizer`].
pub struct NameFoldingStream<S> {
    inner: S,
    without: &'static [&'static str],
}

impl TokenFilter for NameFolding {
    type Tokenizer<T: Tokenizer> = NameFoldingTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> NameFoldingTokenizer<T> {
        NameFoldingTokenizer {
            inner,
            without: self.without,
        }
    }
}

impl<T: Tokenizer> Tokenizer for NameFoldingTokenizer<T> {
    type TokenStream<'a> = NameFoldingStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        NameFoldingStream {
            inner: self.inner.token_stream(text),
            without: self.without,
        }
    }
}

impl<S: TokenStream> TokenStream for NameFoldingStream<S> {
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

/// British spellings that occur in names and counted nouns, each with its American equivalent.
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
