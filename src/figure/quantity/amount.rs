//! Looks up words that mean an amount: "dozens", "third", "hundred".

use crate::figure::syntax::{Amount, Sentence};

/// Returns the amount that the word at `i` means.
pub fn amount(s: &Sentence, i: usize) -> Option<Amount> {
    s.lexicon.amounts.at(&s.tokens, i).map(|(_, amount)| amount)
}

/// Returns the factor that the word at `i` multiplies by, if it is a hundred or more.
pub fn times(s: &Sentence, i: usize) -> Option<f64> {
    match amount(s, i)? {
        Amount::Scale(times) if times >= 100.0 => Some(times),
        _ => None,
    }
}
