//! A fact together with what it was read from.

use crate::byte_range::ByteRange;

use crate::figure::syntax::{Sentence, TokenRange};

/// A fact, with the rule that decided and the words it went by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<T> {
    /// The fact.
    pub value: T,
    /// The rule, as a person reads it.
    pub rule: &'static str,
    /// The words in the text; empty if the rule went by what is left out.
    pub words: ByteRange,
}

impl<T> Finding<T> {
    /// A fact read from some tokens.
    pub fn by(s: &Sentence, rule: &'static str, words: TokenRange, value: T) -> Self {
        let words = match (s.get(words.first), s.get(words.last)) {
            (Some(a), Some(b)) if a.start <= b.end => ByteRange::new(a.start, b.end),
            _ => ByteRange::empty_at(s.start),
        };
        Self { value, rule, words }
    }

    /// A fact that no words of the sentence state.
    pub fn inferred(s: &Sentence, rule: &'static str, value: T) -> Self {
        Self {
            value,
            rule,
            words: ByteRange::empty_at(s.start),
        }
    }

    /// Another fact that the same words tell.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Finding<U> {
        Finding {
            value: map(self.value),
            rule: self.rule,
            words: self.words,
        }
    }
}
