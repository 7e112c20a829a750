//! Explains every number in the text: the evidence for each figure, and the reason why any other number is not a claim.

use crate::byte_range::ByteRange;

use super::assembler::Assembler;
use super::evidence::{Evidence, evidence};
use crate::figure::facts::{self, FactChoice};
use crate::figure::model::Figure;
use crate::figure::syntax::spans;

/// The explanation of one number, which is a figure or a non-claim.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberExplanation {
    /// A figure with its evidence, and the candidates from which the models chose its facts.
    Figure(Box<Figure>, Vec<Evidence>, Vec<FactChoice>),
    /// A number that is not a claim.
    NonClaim {
        /// The span of the number.
        span: ByteRange,
        /// A description of the kind of non-claim.
        reason: &'static str,
    },
}

impl NumberExplanation {
    /// Returns the span of the number. For a figure, the span includes its bound and unit.
    pub fn span(&self) -> ByteRange {
        match self {
            Self::Figure(figure, ..) => figure.span(),
            Self::NonClaim { span, .. } => *span,
        }
    }
}

/// Returns an explanation of each number in `text`, in order.
pub fn explanations(text: &str) -> Vec<NumberExplanation> {
    let spans = spans(text);
    let mut assembler = Assembler::new(text, &spans);
    let mut explanations = Vec::new();
    for index in 0..spans.len() {
        let Some(numbers) = assembler.numbers(index) else {
            continue;
        };
        let from = explanations.len();
        let s = &numbers.context.sentence;
        assembler.each(&numbers, |figure, parts| {
            explanations.push(NumberExplanation::Figure(
                Box::new(figure),
                evidence(s, parts.quantity, parts.slots),
                parts.context.map(facts::choices).unwrap_or_default(),
            ));
        });
        explanations.extend(numbers.skipped.iter().map(|number| {
            let last = number.words.last.min(s.tokens.len() - 1);
            NumberExplanation::NonClaim {
                span: ByteRange::new(s.tokens[number.words.first].start, s.tokens[last].end),
                reason: number.reason.words(),
            }
        }));
        explanations[from..].sort_by_key(NumberExplanation::span);
    }
    explanations
}
