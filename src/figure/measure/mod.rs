//! What happened to what is counted, from the nouns and verbs around it.

mod beside;
mod noun;
mod object;
mod predicate;

use super::counted::Phrase;
use super::known::Known;
use super::lexicon::Class;
use super::model::Measure;
use super::quantity::Quantity;
use super::sentence::Sentence;
use super::token_range::TokenRange;
use super::unit;

pub use noun::number_noun;

/// How far a measure's word may stand from its number, in tokens.
const REACH: usize = 28;

/// What was found: the measure, and the noun that stands for what is counted where the number has none of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The measure.
    pub measure: Known<Measure>,
    /// A noun before the number that says what is counted: "deaths had climbed to 9,861".
    pub noun: Option<Phrase>,
}

impl Found {
    /// A measure that a rule reads from some tokens.
    fn by(s: &Sentence, rule: &'static str, words: TokenRange, measure: Measure) -> Self {
        Self {
            measure: Known::by(s, rule, words, measure),
            noun: None,
        }
    }
}

/// What happened to what `quantity` counts.
pub fn find(s: &Sentence, all: &[Quantity], index: usize, phrase: Option<Phrase>) -> Option<Found> {
    let quantity = &all[index];
    if let Some(unit) = &quantity.unit {
        return of_unit(s, quantity, unit);
    }
    let attached = s.dash(quantity.last + 1) && s.glued(quantity.last + 1);
    if attached {
        return None;
    }
    let floor = index
        .checked_sub(1)
        .map_or(0, |before| all[before].last + 1);
    noun::remains(s, quantity)
        .filter(|found| found.measure.value == Measure::Bodies)
        .or_else(|| beside::own_noun(s, phrase))
        .or_else(|| beside::state(s, quantity, phrase))
        .or_else(|| object::find(s, quantity, floor))
        .or_else(|| noun::remains(s, quantity))
        .or_else(|| predicate::find(s, quantity, phrase, &all[index + 1..]))
        .or_else(|| noun::number_of(s, quantity, phrase))
        .or_else(|| noun::subject(s, quantity, phrase))
        .or_else(|| object::shared(s, quantity, phrase))
        .or_else(|| noun::listed(s, all, index))
        .map(|found| refine(s, found, phrase))
}

/// Money and percentages are measures of their own.
fn of_unit(s: &Sentence, quantity: &Quantity, unit: &unit::Found) -> Option<Found> {
    let measure = if unit.money {
        Measure::Money
    } else if unit.name == "percent" {
        Measure::Percent
    } else {
        return None;
    };
    Some(Found::by(
        s,
        "its unit",
        TokenRange::new(quantity.first, quantity.last),
        measure,
    ))
}

/// What is counted can change what a verb says: "houses hit", "bodies recovered".
fn refine(s: &Sentence, found: Found, phrase: Option<Phrase>) -> Found {
    let Some(phrase) = phrase else {
        return found;
    };
    let bodies = |i| {
        matches!(
            s.lexicon.measure_nouns.at(&s.tokens, i),
            Some((_, Measure::Bodies))
        )
    };
    let measure = match found.measure.value {
        Measure::Wounded if phrase.places().any(|i| s.is(i, Class::Property)) => Measure::Damaged,
        Measure::Recovered if phrase.places().any(bodies) => Measure::Bodies,
        other => other,
    };
    Found {
        measure: found.measure.map(|_| measure),
        ..found
    }
}

/// Whether "cases" between two tokens are those of an illness: not court cases, not cases of beer.
fn ill(s: &Sentence, first: usize, last: usize) -> bool {
    if !s.any(last, &["cases"]) {
        return true;
    }
    let mut near = first.saturating_sub(40)..(last + 40).min(s.tokens.len());
    near.any(|i| s.is(i, Class::Illness))
}

/// "killed or wounded" counts both together.
fn both(s: &Sentence, i: usize) -> Option<Measure> {
    s.lexicon
        .measure_verbs
        .at(&s.tokens, i)
        .filter(|&(len, measure)| len == 3 && measure == Measure::Casualties)
        .map(|(_, measure)| measure)
}
