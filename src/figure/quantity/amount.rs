//! Looks up words that stand for an amount: "dozens", "third", "hundred".

use crate::figure::syntax::{Amount, Sentence};

/// What the word at `i` stands for.
pub fn amount(s: &Sentence, i: usize) -> Option<Amount> {
    s.lexicon.amounts.at(&s.tokens, i).map(|(_, amount)| amount)
}

/// What the word at `i` multiplies by, from a hundred on.
pub fn times(s: &Sentence, i: usize) -> Option<f64> {
    match amount(s, i)? {
        Amount::Scale(times) if times >= 100.0 => Some(times),
        _ => None,
    }
}
