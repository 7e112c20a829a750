//! Tokenizer options for each language.
//!
//! English words are stemmed. Words of other languages are indexed in the same fields, but unstemmed and with a prefix
//! that no English term has. A search for "gifts" therefore does not find German articles about poisons ("Gifte").

use crate::figure::multilingual::NumberFormat;

/// The prefix of the terms for words in languages other than English.
const MARK: char = '~';

/// How text in a language is split into terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenizerConfig {
    /// Which spellings of numbers become number terms.
    pub numerals: Numerals,
    /// Whether each character of a script without spaces between words is a word of its own.
    pub apart: bool,
    /// Whether the part after an apostrophe is a word of its own, as in "l'Ukraine".
    pub elides: bool,
    /// The prefix of each term that is not a number.
    pub mark: Option<char>,
}

/// Which numbers are recognised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Numerals {
    /// Numbers in digits and in English words.
    English,
    /// Numbers in digits only, written in this format.
    Plain(NumberFormat),
}

/// Languages that elide a short word before a vowel, as in "l'Ukraine". In other languages, an apostrophe is treated as
/// part of the word.
const ELIDING: [&str; 4] = ["fr", "it", "ca", "oc"];

impl TokenizerConfig {
    /// The options for English.
    pub const ENGLISH: Self = Self {
        numerals: Numerals::English,
        apart: false,
        elides: false,
        mark: None,
    };

    /// The options for a query on an index that also contains articles in languages other than English.
    pub const MIXED: Self = Self {
        apart: true,
        ..Self::ENGLISH
    };

    /// Returns the options for the language with the given code, or for English if `language` is `None`.
    pub fn for_language(language: Option<&str>) -> Self {
        language.map_or(Self::ENGLISH, |code| Self {
            numerals: Numerals::Plain(NumberFormat::from_language(code)),
            apart: true,
            elides: ELIDING.contains(&code),
            mark: Some(MARK),
        })
    }
}

/// Returns the term for a folded word in an article that is not in English. Returns `None` for a number, because a
/// number has the same term in all languages.
pub fn unstemmed_term(word: &str) -> Option<String> {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    (!number).then(|| format!("{MARK}{word}"))
}

/// Returns whether a term is a word in a language other than English.
pub fn is_unstemmed(term: &str) -> bool {
    term.starts_with(MARK)
}
