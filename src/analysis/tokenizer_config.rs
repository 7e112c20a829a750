//! Options of the tokenizer for each language.
//!
//! English words are stemmed. Words of other languages stand in the same fields unstemmed, with a mark before them
//! that no word has: so "arms" finds no German article about the poor, and an index of English articles alone has no
//! such term.

use crate::figure::multilingual::NumberFormat;

/// Before each word of another language than English.
pub const MARK: char = '~';

/// How a text is split into terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenizerConfig {
    /// How numbers are read.
    pub numerals: Numerals,
    /// Whether letters of scripts without blanks are words each.
    pub apart: bool,
    /// Whether what follows an apostrophe is a word, too: "l'Ukraine".
    pub elides: bool,
    /// What stands before each word that is no number.
    pub mark: Option<char>,
}

/// How numbers are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Numerals {
    /// In digits and words, as in English.
    English,
    /// In digits alone, in the format of a language.
    Plain(NumberFormat),
}

/// Languages that leave the last letter of a small word out before a vowel. In others an apostrophe is a letter.
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

    /// The options for another language than English, by its code; none stands for English.
    pub fn for_language(language: Option<&str>) -> Self {
        language.map_or(Self::ENGLISH, |code| Self {
            numerals: Numerals::Plain(NumberFormat::from_language(code)),
            apart: true,
            elides: ELIDING.contains(&code),
            mark: Some(MARK),
        })
    }
}

/// The term of a folded word as it stands in texts of other languages; none for numbers, which are the same in all.
pub fn unstemmed_term(word: &str) -> Option<String> {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    (!number).then(|| format!("{MARK}{word}"))
}

/// Whether a term is a word of another language than English.
pub fn is_unstemmed(term: &str) -> bool {
    term.starts_with(MARK)
}
