//! A figure from what is known of it.

use super::super::known::Known;
use super::super::model::{Bound, Figure, Measure, Place, Scope, Stance};
use super::super::quantity::Quantity;
use super::super::sentence::Sentence;
use crate::byte_range::ByteRange;

/// What is known of a figure beside its number.
#[derive(Default)]
pub struct Facts<'t> {
    /// The noun phrase counted, or one carried over.
    pub counted: Option<Known<&'t str>>,
    /// The side it belongs to.
    pub whose: Option<Known<&'t str>>,
    /// What happened.
    pub measure: Option<Known<Measure>>,
    /// Who says so.
    pub claimant: Option<Known<&'t str>>,
    /// The words that date it.
    pub as_of: Option<Known<&'t str>>,
    /// How it stands to others.
    pub scope: Option<Known<Scope>>,
    /// How the text stands to it, where it does not plainly state it.
    pub stance: Option<Known<Stance>>,
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
        counted: facts.counted.filter(|_| unit.is_none()).map(owned),
        unit,
        whose: facts.whose.map(owned),
        measure: facts.measure.map(|known| known.value),
        scope: facts.scope.map(|known| known.value),
        stance: facts.stance.map(|known| known.value).unwrap_or_default(),
        claimant: facts.claimant.map(owned),
        as_of: facts.as_of.map(owned),
        sentence: ByteRange::new(s.start, s.end),
        vague: quantity.vague,
    }
}

fn owned(known: Known<&str>) -> String {
    known.value.to_owned()
}
