//! Tokens: words, numbers and signs of a sentence.

use super::word_class::{Class, Classes};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TokenKind {
    /// Letters, with digits or dots where they belong to the word ("G20", "U.S.").
    Word,
    /// A cardinal, with its multiplier: "7.5 million".
    Number { value: f64, factor: f64 },
    /// Digits that are no cardinal: "2022.03.01".
    Digits,
    /// One sign.
    Sign(char),
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it begins in the text.
    pub start: usize,
    /// Where it ends in the text.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
    /// Its number in the lexicon; 0 where that does not hold it.
    pub id: u32,
    /// Its classes in the lexicon.
    pub classes: Classes,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

impl Token {
    /// Whether the lexicon counts it to `class`.
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, TokenKind::Number { .. })
    }

    /// Whether it is the sign `sign`.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    /// Whether it is a hyphen or a dash.
    pub fn is_dash(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Sign('-' | '–' | '—' | '‐' | '‑' | '−')
        )
    }

    /// Whether it is a quotation mark.
    pub fn is_quote(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Sign('"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’')
        )
    }
}
