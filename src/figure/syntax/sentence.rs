//! The tokenised sentence on which the rules work.

use super::lexicon::Lexicon;
use super::lexicon_loader::LEXICON;
use super::token::Token;
use super::token_range::TokenRange;
use super::tokenizer::tokens;
use super::word_class::Class;
use crate::byte_range::ByteRange;

/// A sentence and its tokens.
#[derive(Debug)]
pub struct Sentence<'t> {
    /// The text that contains the sentence.
    pub text: &'t str,
    /// The start offset of the sentence in the text.
    pub start: usize,
    /// The end offset of the sentence in the text.
    pub end: usize,
    /// The tokens of the sentence.
    pub tokens: Vec<Token>,
    /// The lexicon that the tokens' ids refer to.
    pub lexicon: &'static Lexicon,
}

impl<'t> Sentence<'t> {
    /// Tokenises the sentence at `span` in `text`.
    pub fn read(text: &'t str, span: ByteRange) -> Self {
        let ByteRange { start, end } = span;
        let lexicon: &'static Lexicon = &LEXICON;
        let tokens = tokens(lexicon, text, start, end);
        Self {
            text,
            start,
            end,
            tokens,
            lexicon,
        }
    }

    /// Returns the token at `i`, or `None` if there is none.
    pub fn get(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// Returns the token before `i`, or `None` if there is none.
    pub fn before(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i.checked_sub(1)?)
    }

    /// Returns the text of the token at `i`, or an empty string if there is none.
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    /// Returns the text of the token before `i`, or an empty string if there is none.
    pub fn word_before(&self, i: usize) -> &'t str {
        i.checked_sub(1).map_or("", |i| self.word(i))
    }

    /// Returns whether the token at `i` is one of `words`, ignoring case.
    #[inline]
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        let Some(token) = self.tokens.get(i) else {
            return false;
        };
        let word = &self.text.as_bytes()[token.start..token.end];
        words
            .iter()
            .any(|other| other.len() == word.len() && word.eq_ignore_ascii_case(other.as_bytes()))
    }

    /// Returns whether the token before `i` is one of `words`, ignoring case.
    #[inline]
    pub fn any_before(&self, i: usize, words: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|i| self.any(i, words))
    }

    /// Returns whether the token at `i` belongs to `class`.
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.tokens.get(i).is_some_and(|token| token.is(class))
    }

    /// Returns whether the token before `i` belongs to `class`.
    pub fn is_before(&self, i: usize, class: Class) -> bool {
        self.before(i).is_some_and(|token| token.is(class))
    }

    /// Returns whether the token at `i` is the sign `sign`.
    pub fn sign(&self, i: usize, sign: char) -> bool {
        self.tokens.get(i).is_some_and(|token| token.is_sign(sign))
    }

    /// Returns whether the token at `i` is a hyphen or dash.
    pub fn dash(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_dash)
    }

    /// Returns whether the token at `i` follows the previous token without whitespace.
    pub fn touches_previous(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|token| token.touches_previous)
    }

    /// Returns the text from the token `first` to the token `last`, inclusive. Returns an empty string if there is no
    /// such range.
    pub fn slice(&self, first: usize, last: usize) -> &'t str {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) if a.start <= b.end => &self.text[a.start..b.end],
            _ => "",
        }
    }

    /// Returns the text of a range of tokens.
    pub fn text_of(&self, words: TokenRange) -> &'t str {
        self.slice(words.first, words.last)
    }
}
