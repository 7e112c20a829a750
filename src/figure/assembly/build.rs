//! Builds a figure from its quantity and its slots.

use crate::byte_range::ByteRange;
use crate::figure::figure_slots::FigureSlots;
use crate::figure::finding::Finding;
use crate::figure::model::{Bound, Figure, Place};
use crate::figure::quantity::Quantity;
use crate::figure::syntax::Sentence;

/// Builds a figure from its quantity and its slots.
pub fn build(s: &Sentence, quantity: &Quantity, slots: &FigureSlots) -> Figure {
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
        .or_else(|| (quantity.fraction && slots.counted.is_none()).then(|| "ratio".to_owned()));
    Figure {
        start: s.tokens[quantity.first].start,
        end: s.tokens[quantity.last].end,
        place: Place::Body,
        value,
        low,
        high,
        bound: quantity.bound,
        change: quantity.change,
        counted: slots.counted.filter(|_| unit.is_none()).map(owned),
        unit,
        whose: slots.owner.map(owned),
        measure: slots.measure.map(|found| found.value),
        scope: slots.scope.map(|found| found.value),
        stance: slots.stance.map(|found| found.value).unwrap_or_default(),
        source: slots.source.map(owned),
        as_of: slots.as_of.map(owned),
        agent: slots.agent.map(owned),
        location: slots.location.map(owned),
        via: slots.via.map(str::to_owned),
        rate: slots.rate.map(str::to_owned),
        confidence: slots.confidence,
        sentence: ByteRange::new(s.start, s.end),
        vague: quantity.vague,
    }
}

fn owned(found: Finding<&str>) -> String {
    found.value.to_owned()
}
