//! The tokens of a sentence: words, numbers and signs.

use super::word_class::{Class, Classes};

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TokenKind {
    /// A word, including digits or dots that belong to it ("G20", "U.S.").
    Word,
    /// A cardinal with its multiplier: "7.5 million".
    Number { value: f64, factor: f64 },
    /// Digits that are not a cardinal: "2022.03.01".
    Digits,
    /// One punctuation mark or symbol.
    Sign(char),
}

/// A word, number or sign in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// The start offset in the text.
    pub start: usize,
    /// The end offset in the text.
    pub end: usize,
    /// The kind of the token.
    pub kind: TokenKind,
    /// The id in the lexicon, or 0 if the lexicon does not contain the token.
    pub id: u32,
    /// The word classes in the lexicon.
    pub classes: Classes,
    /// Whether the token follows the previous one without whitespace.
    pub touches_previous: bool,
    /// Whether the token starts with a capital letter.
    pub capital: bool,
}

impl Token {
    /// Returns whether the token belongs to `class` in the lexicon.
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Returns whether the token is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Returns whether the token is a number.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, TokenKind::Number { .. })
    }

    /// Returns whether the token is the sign `sign`.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    /// Returns whether the token is a hyphen or a dash.
    pub fn is_dash(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Sign('-' | '–' | '—' | '‐' | '‑' | '−')
        )
    }

    /// Returns whether the token is a quotation mark.
    pub fn is_quote(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Sign('"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’')
        )
    }
}
