//! Every number of a text: the figures with their reasons, and why the others are none.

use super::super::model::Figure;
use super::super::sentence;
use super::Reader;
use super::because::{Because, because};
use crate::byte_range::ByteRange;

/// What became of a number of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Candidate {
    /// It is a figure, for these reasons.
    Taken(Figure, Vec<Because>),
    /// It is none.
    Left {
        /// Its surface.
        span: ByteRange,
        /// What it is.
        reason: &'static str,
    },
}

impl Candidate {
    /// Its surface.
    pub fn span(&self) -> ByteRange {
        match self {
            Self::Taken(figure, _) => figure.span(),
            Self::Left { span, .. } => *span,
        }
    }
}

/// Every number of a text, in order.
pub fn candidates(text: &str) -> Vec<Candidate> {
    let spans = sentence::spans(text);
    let mut reader = Reader::new(text, &spans);
    let mut candidates = Vec::new();
    for index in 0..spans.len() {
        let Some(numbers) = reader.numbers(index) else {
            continue;
        };
        let from = candidates.len();
        let s = &numbers.context.sentence;
        reader.each(&numbers, |figure, quantity, facts| {
            candidates.push(Candidate::Taken(figure, because(s, quantity, facts)));
        });
        candidates.extend(numbers.excluded.iter().map(|number| {
            let last = number.words.last.min(s.tokens.len() - 1);
            Candidate::Left {
                span: ByteRange::new(s.tokens[number.words.first].start, s.tokens[last].end),
                reason: number.reason.words(),
            }
        }));
        candidates[from..].sort_by_key(Candidate::span);
    }
    candidates
}
