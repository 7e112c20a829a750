//! A measure's word in what is counted, or beside it: "750 deaths", "seven missing sailors".

use super::super::counted::Phrase;
use super::super::ending::adverb;
use super::super::lexicon::Class;
use super::super::model::Measure;
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;
use super::{Found, both, ill};

/// "750 deaths", "498 dead": what is counted says it.
pub fn own_noun(s: &Sentence, phrase: Option<Phrase>) -> Option<Found> {
    let Phrase { first, last } = phrase?;
    (first..=last).rev().find_map(|i| {
        let (len, measure) = s.lexicon.measure_nouns.at(&s.tokens, i)?;
        let disease = measure != Measure::Infected || ill(s, first, last);
        (i + len > last && disease && !legal(s, measure, last)).then(|| {
            let words = Phrase::starting_at(i, len);
            Found::by(s, "what is counted says it", words, measure)
        })
    })
}

/// "murder" in another sense: charges and counts.
fn legal(s: &Sentence, measure: Measure, last: usize) -> bool {
    measure == Measure::Killed && s.is(last + 1, Class::Legal)
}

/// "seven missing sailors", "2,870 killed", "five seriously injured": a state beside the number.
pub fn state(s: &Sentence, quantity: &Quantity, phrase: Option<Phrase>) -> Option<Found> {
    let end = phrase.map_or(quantity.last, |phrase| phrase.last) + 1;
    let others = |i: usize| s.any(i, &["others", "more", "other", "with"]);
    let mut i = quantity.last + 1;
    while i < end || i == end && !s.is(i, Class::Auxiliary) && i < end + 2 {
        if !s.get(i)?.is_word() {
            return None;
        }
        if let Some((len, measure)) = s.lexicon.measure_states.at(&s.tokens, i) {
            let measure = both(s, i).unwrap_or(measure);
            return Some(Found::by(
                s,
                "a state beside the number",
                Phrase::starting_at(i, len),
                measure,
            ));
        }
        // Behind the phrase one more word may stand before the state.
        if i >= end && !adverb(s, i) && !others(i) {
            return None;
        }
        i += 1;
    }
    None
}
