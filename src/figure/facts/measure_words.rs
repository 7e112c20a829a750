//! The words and phrases of a sentence that state a measure.

use crate::figure::measure::is_given_name;
use crate::figure::model::Measure;
use crate::figure::syntax::{Class, Sentence, TokenRange};

/// A word or phrase of a sentence that states a measure.
#[derive(Clone, Copy, Debug)]
pub struct MeasureWords {
    /// The tokens.
    pub words: TokenRange,
    /// The measure.
    pub measure: Measure,
    /// The table of `tables/measures.txt` that lists them: noun, verb, state or active.
    pub kind: &'static str,
}

/// Returns whether a sentence has a word or phrase that states a measure.
pub fn has_measure_words(s: &Sentence) -> bool {
    all_measure_words(s).next().is_some()
}

/// Finds the words and phrases of a sentence that state a measure. Skips those that are part of a longer one.
pub fn measure_words(s: &Sentence) -> Vec<MeasureWords> {
    let all: Vec<MeasureWords> = all_measure_words(s).collect();
    let length = |found: &MeasureWords| found.words.last - found.words.first;
    let is_part = |found: &&MeasureWords| {
        all.iter().any(|other| {
            other.words.first <= found.words.first
                && found.words.last <= other.words.last
                && length(other) > length(found)
        })
    };
    all.iter()
        .filter(|found| !is_part(found))
        .copied()
        .collect()
}

fn all_measure_words<'s>(s: &'s Sentence) -> impl Iterator<Item = MeasureWords> + 's {
    let lexicon = s.lexicon;
    let tables = [
        ("noun", &lexicon.measure_nouns),
        ("verb", &lexicon.measure_verbs),
        ("state", &lexicon.measure_states),
        ("active", &lexicon.measure_actives),
    ];
    let starts = (0..s.tokens.len()).filter(|&i| s.is(i, Class::Measure) && can_state(s, i));
    starts.flat_map(move |i| {
        tables.into_iter().filter_map(move |(kind, table)| {
            let (len, measure) = table.at(&s.tokens, i)?;
            let words = TokenRange::starting_at(i, len);
            Some(MeasureWords {
                words,
                measure,
                kind,
            })
        })
    })
}

/// Returns whether the word at `i` can state a measure. It cannot in "according to the hospital" and in the name "Mia".
fn can_state(s: &Sentence, i: usize) -> bool {
    !s.any_before(i, &["according"]) && !is_given_name(s, i)
}
