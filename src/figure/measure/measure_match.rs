//! The result of the measure rules, and the distance over which they search.

use crate::figure::finding::Finding;
use crate::figure::model::Measure;
use crate::figure::syntax::noun::NounPhrase;
use crate::figure::syntax::{Sentence, TokenRange};

/// The maximum distance between a number and the word that states its measure, in tokens.
pub const REACH: usize = 28;

/// A measure found for a number, and the counted noun if that comes before the number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureMatch {
    /// The measure, with the rule that found it.
    pub measure: Finding<Measure>,
    /// The counted noun if it comes before the number ("deaths had climbed to 9,861"), or else `None`.
    pub noun: Option<NounPhrase>,
}

impl MeasureMatch {
    /// Creates a match from the tokens that a rule matched.
    pub fn by(s: &Sentence, rule: &'static str, words: TokenRange, measure: Measure) -> Self {
        Self {
            measure: Finding::by(s, rule, words, measure),
            noun: None,
        }
    }
}
