//! Looks up words that denote an amount: "dozens", "third", "hundred".

use crate::figure::syntax::{Amount, Sentence};

/// Returns the amount that the word at `i` denotes, or `None` if it denotes none.
pub fn amount(s: &Sentence, i: usize) -> Option<Amount> {
    s.lexicon.amounts.at(&s.tokens, i).map(|(_, amount)| amount)
}

/// Returns the factor of the scale word at `i`, or `None` if there is none. Factors below a hundred ("dozen") are
/// ignored.
pub fn times(s: &Sentence, i: usize) -> Option<f64> {
    match amount(s, i)? {
        Amount::Scale(times) if times >= 100.0 => Some(times),
        _ => None,
    }
}
