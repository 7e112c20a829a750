//! Decides which sense an ambiguous measure word has.

use crate::figure::model::Measure;
use crate::figure::syntax::{Class, Sentence};

/// Returns whether the phrase from `first` to `last` can mean cases of an illness. If it ends in "cases", a word such
/// as "virus" or "infected" must be near, because "cases" can also mean court cases or cases of beer.
pub fn is_illness(s: &Sentence, first: usize, last: usize) -> bool {
    if !s.any(last, &["cases"]) {
        return true;
    }
    let mut near = first.saturating_sub(40)..(last + 40).min(s.tokens.len());
    near.any(|i| s.is(i, Class::Illness))
}

/// Returns [`Measure::Casualties`] if the phrase at `i` combines dead and wounded, as in "killed or wounded".
pub fn dead_and_wounded(s: &Sentence, i: usize) -> Option<Measure> {
    s.lexicon
        .measure_verbs
        .at(&s.tokens, i)
        .filter(|&(len, measure)| len == 3 && measure == Measure::Casualties)
        .map(|(_, measure)| measure)
}

/// Returns whether the word at `i` is a name that is spelled like a military abbreviation: "Mia", unlike "MIA".
pub fn is_given_name(s: &Sentence, i: usize) -> bool {
    s.any(i, &["kia", "wia", "mia"]) && s.word(i).contains(char::is_lowercase)
}
