//! A number or a range of numbers with its unit.

use super::sentence_cursor::SentenceCursor;
use crate::figure::model::{Bound, Figure, Place, Stance};

/// A number, or two that are the ends of a range, with its unit.
pub struct UnitQuantity {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The least it says.
    pub low: f64,
    /// The most it says.
    pub high: f64,
    /// Its unit.
    pub unit: String,
}

impl UnitQuantity {
    /// The figure that it is.
    pub fn into_figure(self, sentences: &mut SentenceCursor) -> Figure {
        let Self {
            start,
            end,
            low,
            high,
            unit,
        } = self;
        let range = low < high;
        Figure {
            start,
            end,
            place: Place::Body,
            value: (!range).then_some(low),
            low: Some(low),
            high: Some(high),
            bound: if range { Bound::Range } else { Bound::Exact },
            change: None,
            unit: Some(unit),
            counted: None,
            whose: None,
            measure: None,
            scope: None,
            stance: Stance::Stated,
            source: None,
            as_of: None,
            sentence: sentences.around(start, end),
            vague: false,
        }
    }
}
