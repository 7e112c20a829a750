//! The slots of a figure, and the function that builds a figure from them.

use crate::byte_range::ByteRange;

use crate::figure::confidence::Confidence;
use crate::figure::finding::Finding;
use crate::figure::model::{Bound, Figure, Measure, Place, Scope, Stance};
use crate::figure::quantity::Quantity;
use crate::figure::syntax::Sentence;

/// The parts of a figure that are read from the words around its number.
#[derive(Default)]
pub struct FigureSlots<'t> {
    /// The counted noun, which may be inherited from an earlier number.
    pub counted: Option<Finding<&'t str>>,
    /// The owner of what is counted.
    pub owner: Option<Finding<&'t str>>,
    /// The measure: what happened to what is counted.
    pub measure: Option<Finding<Measure>>,
    /// The source that states the figure.
    pub source: Option<Finding<&'t str>>,
    /// The time expression that dates the figure.
    pub as_of: Option<Finding<&'t str>>,
    /// Whether the figure is a total, a part or an addition.
    pub scope: Option<Finding<Scope>>,
    /// The modality, or `None` if the text plainly states the figure.
    pub stance: Option<Finding<Stance>>,
    /// The person or thing that caused the event.
    pub agent: Option<Finding<&'t str>>,
    /// The place of the event.
    pub location: Option<Finding<&'t str>>,
    /// The unit of a rate: "year" in "20 deaths a year".
    pub rate: Option<&'t str>,
    /// The probabilities of the facts that models decided.
    pub confidence: Confidence,
}

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
        rate: slots.rate.map(str::to_owned),
        confidence: slots.confidence,
        sentence: ByteRange::new(s.start, s.end),
        vague: quantity.vague,
    }
}

fn owned(found: Finding<&str>) -> String {
    found.value.to_owned()
}
