//! A figure from what is known of it.

use super::super::model::{Bound, Figure, Measure, Place, Scope, Stance};
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;

/// What is known of a figure beside its number.
#[derive(Default)]
pub struct Facts<'t> {
    /// The noun phrase counted, or one carried over.
    pub counted: Option<&'t str>,
    /// The side it belongs to.
    pub whose: Option<&'t str>,
    /// What happened.
    pub measure: Option<Measure>,
    /// Who says so.
    pub claimant: Option<&'t str>,
    /// The words that date it, by first and last token.
    pub time: Option<(usize, usize)>,
    /// How it stands to others.
    pub scope: Option<Scope>,
    /// How the text stands to it.
    pub stance: Stance,
}

/// Puts a figure together.
pub fn build(s: &Sentence, quantity: &Quantity, facts: &Facts) -> Figure {
    let (low, high) = quantity.ends;
    let range = quantity.is_range();
    let (value, low, high) = match quantity.bound {
        Bound::Range => (None, Some(low), Some(high)),
        Bound::MoreThan | Bound::AtLeast => (Some(low), Some(low), None),
        Bound::LessThan | Bound::AtMost | Bound::Nearly => (Some(low), None, Some(low)),
        Bound::Exact | Bound::Approx => (Some(low), Some(low), Some(low)),
    };
    debug_assert!(range == value.is_none());
    let unit = quantity
        .unit
        .as_ref()
        .map(|unit| unit.name.clone())
        .or_else(|| (quantity.fraction && facts.counted.is_none()).then(|| "ratio".to_owned()));
    Figure {
        start: s.tokens[quantity.first].start,
        end: s.tokens[quantity.last].end,
        place: Place::Body,
        value,
        low,
        high,
        bound: quantity.bound,
        change: quantity.change,
        counted: facts.counted.filter(|_| unit.is_none()).map(str::to_owned),
        unit,
        whose: facts.whose.map(str::to_owned),
        measure: facts.measure,
        scope: facts.scope,
        stance: facts.stance,
        claimant: facts.claimant.map(str::to_owned),
        as_of: facts
            .time
            .map(|(first, last)| s.slice(first, last).to_owned()),
        sentence: (s.start, s.end),
        vague: quantity.vague,
    }
}
