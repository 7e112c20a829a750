//! Finds measures stated in or next to the counted noun: "750 deaths", "seven missing sailors".

use super::measure_match::MeasureMatch;
use super::verb_sense::{dead_and_wounded, is_given_name, is_illness};
use crate::figure::model::Measure;
use crate::figure::quantity::Quantity;
use crate::figure::rule;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::suffix::is_adverb;
use crate::figure::syntax::{Class, Sentence};

/// Finds the measure that the counted noun itself states: "750 deaths", "498 dead".
pub fn own_noun(s: &Sentence, phrase: Option<NounPhrase>) -> Option<MeasureMatch> {
    let NounPhrase { first, last } = phrase?;
    (first..=last).rev().find_map(|i| {
        let (len, measure) = s.lexicon.measure_nouns.at(&s.tokens, i)?;
        let disease = measure != Measure::Infected || is_illness(s, first, last);
        let states = disease && !is_legal(s, measure, last) && !is_given_name(s, i);
        (i + len > last && states).then(|| {
            let words = NounPhrase::starting_at(i, len);
            MeasureMatch::by(s, rule::COUNTED_NOUN, words, measure)
        })
    })
}

/// Returns whether a word such as "murder" is part of a legal term: "three murder charges".
fn is_legal(s: &Sentence, measure: Measure, last: usize) -> bool {
    measure == Measure::Killed && s.is(last + 1, Class::Legal)
}

/// Finds a state next to the number: "seven missing sailors", "2,870 killed", "five seriously injured".
pub fn state(
    s: &Sentence,
    quantity: &Quantity,
    phrase: Option<NounPhrase>,
) -> Option<MeasureMatch> {
    let end = phrase.map_or(quantity.last, |phrase| phrase.last) + 1;
    let others = |i: usize| s.any(i, &["others", "more", "other", "with"]);
    let mut i = quantity.last + 1;
    while i < end || i == end && !s.is(i, Class::Auxiliary) && i < end + 2 {
        if !s.get(i)?.is_word() {
            return None;
        }
        if let Some((len, measure)) = s.lexicon.measure_states.at(&s.tokens, i) {
            let measure = dead_and_wounded(s, i).unwrap_or(measure);
            return Some(MeasureMatch::by(
                s,
                rule::STATE,
                NounPhrase::starting_at(i, len),
                measure,
            ));
        }
        // After the phrase, only an adverb or a word such as "others" may come before the state.
        if i >= end && !is_adverb(s, i) && !others(i) {
            return None;
        }
        i += 1;
    }
    None
}
