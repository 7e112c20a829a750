//! A measure found for a number.

use crate::figure::finding::Finding;
use crate::figure::model::Measure;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Sentence, TokenRange};

/// The longest distance between a measure's word and its number, in tokens.
pub const REACH: usize = 28;

/// A measure found for a number, with the noun that says what is counted if the number has none of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureMatch {
    /// The measure.
    pub measure: Finding<Measure>,
    /// A noun before the number that says what is counted: "deaths had climbed to 9,861".
    pub noun: Option<NounPhrase>,
}

impl MeasureMatch {
    /// Creates a match from the tokens that a rule went by.
    pub fn by(s: &Sentence, rule: &'static str, words: TokenRange, measure: Measure) -> Self {
        Self {
            measure: Finding::by(s, rule, words, measure),
            noun: None,
        }
    }
}
