//! A quantity that the multilingual extractor finds.

use super::sentence_cursor::SentenceCursor;
use crate::figure::confidence::Confidence;
use crate::figure::model::{Bound, Figure, Place, Stance};

/// A number or a range of numbers, with its unit.
pub struct UnitQuantity {
    /// The start offset in the text.
    pub start: usize,
    /// The end offset in the text.
    pub end: usize,
    /// The number, or the lower end of the range.
    pub low: f64,
    /// The number, or the upper end of the range.
    pub high: f64,
    /// The canonical name of the unit: an ISO 4217 code, or an English name in the singular.
    pub unit: String,
}

impl UnitQuantity {
    /// Converts the quantity to a figure. `sentences` is used to look up the sentence that contains it.
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
            agent: None,
            location: None,
            via: None,
            rate: None,
            confidence: Confidence::default(),
            sentence: sentences.around(start, end),
            vague: false,
        }
    }
}
