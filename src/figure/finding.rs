//! A fact with the rule and the words that decided it. Rules return findings, so that a figure can be explained.

use crate::byte_range::ByteRange;

use crate::figure::syntax::{Sentence, TokenRange};

/// A fact with the rule that decided it, and the words that the rule went by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<T> {
    /// The fact.
    pub value: T,
    /// The rule, in words for people.
    pub rule: &'static str,
    /// The words in the text; empty if the rule went by words that the text leaves out.
    pub words: ByteRange,
}

impl<T> Finding<T> {
    /// Creates a fact that a rule reads from some tokens.
    pub fn by(s: &Sentence, rule: &'static str, words: TokenRange, value: T) -> Self {
        let words = match (s.get(words.first), s.get(words.last)) {
            (Some(a), Some(b)) if a.start <= b.end => ByteRange::new(a.start, b.end),
            _ => ByteRange::empty_at(s.start),
        };
        Self { value, rule, words }
    }

    /// Creates a fact that a rule infers, without words of the sentence that state it.
    pub fn inferred(s: &Sentence, rule: &'static str, value: T) -> Self {
        Self {
            value,
            rule,
            words: ByteRange::empty_at(s.start),
        }
    }

    /// Replaces the fact and keeps the rule and the words.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Finding<U> {
        Finding {
            value: map(self.value),
            rule: self.rule,
            words: self.words,
        }
    }
}
