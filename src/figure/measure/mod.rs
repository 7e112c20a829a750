//! Finds the measure of a figure: what happened to the people or things that it counts.
//!
//! The measure is stated by a noun or verb near the number. `counted_phrase`, `label`, `noun`, `object` and `predicate`
//! each contain the rules for one position of this word. `find` tries the rules in order, and the first match wins.

mod counted_phrase;
mod label;
mod measure_match;
mod noun;
mod object;
mod predicate;
mod verb_sense;

use super::unit;
use crate::figure::model::Measure;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Class, Sentence, TokenRange};
use measure_match::MeasureMatch;

pub use noun::number_noun;
pub use verb_sense::is_given_name;

/// Finds the measure of the quantity `all[index]`, which counts `phrase`.
pub fn find(
    s: &Sentence,
    all: &[Quantity],
    index: usize,
    phrase: Option<NounPhrase>,
) -> Option<MeasureMatch> {
    let quantity = &all[index];
    if let Some(unit) = &quantity.unit {
        return of_unit(s, quantity, unit);
    }
    let attached = s.dash(quantity.last + 1) && s.touches_previous(quantity.last + 1);
    if attached {
        return None;
    }
    let floor = index
        .checked_sub(1)
        .map_or(0, |before| all[before].last + 1);
    noun::of_noun(s, quantity)
        .filter(|found| found.measure.value == Measure::Bodies)
        .or_else(|| counted_phrase::own_noun(s, phrase))
        .or_else(|| counted_phrase::state(s, quantity, phrase))
        .or_else(|| label::find(s, quantity))
        .or_else(|| object::find(s, quantity, floor))
        .or_else(|| noun::of_noun(s, quantity))
        .or_else(|| predicate::find(s, quantity, phrase, &all[index + 1..]))
        .or_else(|| noun::number_of(s, quantity, phrase))
        .or_else(|| noun::given_for_noun(s, quantity, phrase))
        .or_else(|| object::shared_verb(s, quantity, phrase))
        .or_else(|| noun::of_noun_in_list(s, all, index))
        .map(|found| refine(s, found, phrase))
}

/// Returns the measure of an amount of money or a percentage, or `None` for any other unit.
fn of_unit(s: &Sentence, quantity: &Quantity, unit: &unit::UnitMatch) -> Option<MeasureMatch> {
    let measure = if unit.money {
        Measure::Money
    } else if unit.name == "percent" {
        Measure::Percent
    } else {
        return None;
    };
    Some(MeasureMatch::by(
        s,
        "from the unit",
        TokenRange::new(quantity.first, quantity.last),
        measure,
    ))
}

/// Adjusts a measure to the counted noun: "houses hit" are damaged, not wounded, and "bodies recovered" are bodies, not
/// people who recovered.
fn refine(s: &Sentence, found: MeasureMatch, phrase: Option<NounPhrase>) -> MeasureMatch {
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
    MeasureMatch {
        measure: found.measure.map(|_| measure),
        ..found
    }
}
