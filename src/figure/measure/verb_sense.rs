//! Decides between the senses of an ambiguous measure word.

use crate::figure::model::Measure;
use crate::figure::syntax::{Class, Sentence};

/// Returns false if the phrase from `first` to `last` ends in "cases" and no word for an illness is near. Such a phrase
/// may mean court cases or cases of beer.
pub fn is_illness(s: &Sentence, first: usize, last: usize) -> bool {
    if !s.any(last, &["cases"]) {
        return true;
    }
    let mut near = first.saturating_sub(40)..(last + 40).min(s.tokens.len());
    near.any(|i| s.is(i, Class::Illness))
}

/// Returns the measure of the phrase at `i` if it combines dead and wounded, as in "killed or wounded", and otherwise
/// `None`.
pub fn dead_and_wounded(s: &Sentence, i: usize) -> Option<Measure> {
    s.lexicon
        .measure_verbs
        .at(&s.tokens, i)
        .filter(|&(len, measure)| len == 3 && measure == Measure::Casualties)
        .map(|(_, measure)| measure)
}
