//! Every number of a text: the figures with their reasons, and why the others are none.

use super::Assembler;
use super::evidence::{Evidence, because};
use crate::figure::model::Figure;
use crate::figure::syntax::spans;

/// What became of a number of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberExplanation {
    /// It is a figure, for these reasons.
    Figure(Figure, Vec<Evidence>),
    /// It is none.
    NonClaim {
        /// Where its surface begins.
        start: usize,
        /// Where its surface ends.
        end: usize,
        /// What it is.
        reason: &'static str,
    },
}

impl NumberExplanation {
    /// Where its surface begins and ends.
    pub fn span(&self) -> (usize, usize) {
        match self {
            Self::Figure(figure, _) => (figure.start, figure.end),
            Self::NonClaim { start, end, .. } => (*start, *end),
        }
    }
}

/// Every number of a text, in order.
pub fn candidates(text: &str) -> Vec<NumberExplanation> {
    let spans = spans(text);
    let mut reader = Assembler::new(text, &spans);
    let mut candidates = Vec::new();
    for index in 0..spans.len() {
        let Some(numbers) = reader.numbers(index) else {
            continue;
        };
        let from = candidates.len();
        let s = &numbers.context.sentence;
        reader.each(&numbers, |figure, quantity, facts| {
            candidates.push(NumberExplanation::Figure(
                figure,
                because(s, quantity, facts),
            ));
        });
        candidates.extend(
            numbers
                .skipped
                .iter()
                .map(|number| NumberExplanation::NonClaim {
                    start: s.tokens[number.first].start,
                    end: s.tokens[number.last.min(s.tokens.len() - 1)].end,
                    reason: number.reason.words(),
                }),
        );
        candidates[from..].sort_by_key(NumberExplanation::span);
    }
    candidates
}
