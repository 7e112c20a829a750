//! A fact together with what it was read from.

use crate::figure::syntax::Sentence;

/// A fact, with the rule that decided and the words it went by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding<T> {
    /// The fact.
    pub value: T,
    /// The rule, as a person reads it.
    pub rule: &'static str,
    /// Where the words begin and end, in bytes of the text; nothing where the rule went by what is left out.
    pub words: (usize, usize),
}

impl<T> Finding<T> {
    /// A fact read from the tokens from `first` to `last`.
    pub fn by(s: &Sentence, rule: &'static str, (first, last): (usize, usize), value: T) -> Self {
        let words = match (s.get(first), s.get(last)) {
            (Some(a), Some(b)) if a.start <= b.end => (a.start, b.end),
            _ => (s.start, s.start),
        };
        Self { value, rule, words }
    }

    /// A fact that no word beside the number states.
    pub fn inferred(s: &Sentence, rule: &'static str, value: T) -> Self {
        let words = (s.start, s.start);
        Self { value, rule, words }
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
