//! A fact with its evidence, as shown by `search extract --explain`.

use crate::byte_range::ByteRange;

use crate::figure::syntax::{Sentence, TokenRange};

/// A fact with the rule that found it and the words that the rule matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<T> {
    /// The fact that the rule found, such as a measure or a source.
    pub value: T,
    /// A description of the rule.
    pub rule: &'static str,
    /// The span of the words that the rule matched. It is empty if the rule matched no words.
    pub words: ByteRange,
}

impl<T> Finding<T> {
    /// Creates a finding from the tokens that a rule matched.
    pub fn by(s: &Sentence, rule: &'static str, words: TokenRange, value: T) -> Self {
        let words = match (s.get(words.first), s.get(words.last)) {
            (Some(a), Some(b)) if a.start <= b.end => ByteRange::new(a.start, b.end),
            _ => ByteRange::empty_at(s.start),
        };
        Self { value, rule, words }
    }

    /// Creates a finding for a rule that matched no words.
    pub fn inferred(s: &Sentence, rule: &'static str, value: T) -> Self {
        Self {
            value,
            rule,
            words: ByteRange::empty_at(s.start),
        }
    }

    /// Applies `map` to the value and keeps the rule and the words.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Finding<U> {
        Finding {
            value: map(self.value),
            rule: self.rule,
            words: self.words,
        }
    }
}
