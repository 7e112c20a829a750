//! Decides between the senses of a measure's word.

use crate::figure::model::Measure;
use crate::figure::syntax::{Class, Sentence};

/// Returns whether "cases" between two tokens are those of an illness. The others are court cases or cases of beer.
pub fn is_illness(s: &Sentence, first: usize, last: usize) -> bool {
    if !s.any(last, &["cases"]) {
        return true;
    }
    let mut near = first.saturating_sub(40)..(last + 40).min(s.tokens.len());
    near.any(|i| s.is(i, Class::Illness))
}

/// Returns the measure of the phrase at `i` if it counts dead and wounded together: "killed or wounded".
pub fn dead_and_wounded(s: &Sentence, i: usize) -> Option<Measure> {
    s.lexicon
        .measure_verbs
        .at(&s.tokens, i)
        .filter(|&(len, measure)| len == 3 && measure == Measure::Casualties)
        .map(|(_, measure)| measure)
}
