//! Every number of a text, with why those that are no figures are none.

use super::super::sentence::{self, Sentence};
use super::super::{quantity, scan};

/// What became of a number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where its surface begins.
    pub start: usize,
    /// Where its surface ends.
    pub end: usize,
    /// Why it is no figure; none where it is one.
    pub excluded: Option<&'static str>,
}

/// Every number of a text, in order, with why those that are no figures are none.
pub fn candidates(text: &str) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for span in sentence::spans(text) {
        if !scan::may_hold_number(&text[span.0..span.1]) {
            continue;
        }
        let s = Sentence::read(text, span);
        let (taken, excluded) = quantity::read(&s);
        let candidate = |first: usize, last: usize, excluded| Candidate {
            start: s.tokens[first].start,
            end: s.tokens[last.min(s.tokens.len() - 1)].end,
            excluded,
        };
        let from = candidates.len();
        candidates.extend(taken.iter().map(|q| candidate(q.first, q.last, None)));
        candidates.extend(
            excluded
                .iter()
                .map(|&(first, last, reason)| candidate(first, last, Some(reason.words()))),
        );
        candidates[from..].sort_by_key(|c| c.start);
    }
    candidates
}
