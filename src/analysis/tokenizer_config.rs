//! Options of the tokenizer for each language.
//!
//! English words are stemmed. Words of other languages are in the same fields, unstemmed and with a mark that no word
//! contains. So "arms" does not find a German article about the poor ("die Armen"), and an index of only English
//! articles has no such terms.

use crate::figure::multilingual::NumberFormat;

/// The mark before each word of another language than English.
const MARK: char = '~';

/// The options by which a text is split into terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenizerConfig {
    /// How numbers are read.
    pub numerals: Numerals,
    /// Whether each character of a script without spaces is a word.
    pub apart: bool,
    /// Whether the part after an apostrophe is another word, as in "l'Ukraine".
    pub elides: bool,
    /// The mark before each word that is not a number.
    pub mark: Option<char>,
}

/// The ways of reading numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Numerals {
    /// In digits and words, as in English.
    English,
    /// In digits alone, in the format of a language.
    Plain(NumberFormat),
}

/// Languages that drop the last letter of a small word before a vowel. In other languages an apostrophe is a letter.
const ELIDING: [&str; 4] = ["fr", "it", "ca", "oc"];

impl TokenizerConfig {
    /// The options for English.
    pub const ENGLISH: Self = Self {
        numerals: Numerals::English,
        apart: false,
        elides: false,
        mark: None,
    };

    /// The options for a query over an index that has articles in other languages.
    pub const MIXED: Self = Self {
        apart: true,
        ..Self::ENGLISH
    };

    /// Returns the options for the language with this code. `None` means English.
    pub fn for_language(language: Option<&str>) -> Self {
        language.map_or(Self::ENGLISH, |code| Self {
            numerals: Numerals::Plain(NumberFormat::from_language(code)),
            apart: true,
            elides: ELIDING.contains(&code),
            mark: Some(MARK),
        })
    }
}

/// Returns the term of a folded word in texts of other languages. Returns `None` for numbers, which are the same in all
/// languages.
pub fn unstemmed_term(word: &str) -> Option<String> {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    (!number).then(|| format!("{MARK}{word}"))
}

/// Whether a term is a word of another language than English.
pub fn is_unstemmed(term: &str) -> bool {
    term.starts_with(MARK)
}
