//! The result of the rules for measures, and the longest distance at which they look for a word.

use crate::figure::finding::Finding;
use crate::figure::model::Measure;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Sentence, TokenRange};

/// The longest distance between a measure's word and its number, in tokens.
pub const REACH: usize = 28;

/// A measure found for a number, and the counted noun if it is not directly after the number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureMatch {
    /// The measure.
    pub measure: Finding<Measure>,
    /// A counted noun that comes before the number: "deaths had climbed to 9,861".
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
