//! Finds the time expressions that date figures, and resolves them to dates. In JSON and queries, a time expression is
//! called `as_of`.

mod date;
mod grammar;

use crate::figure::syntax::{Class, Sentence, TokenRange};
pub use date::resolve;

/// The maximum distance between a time expression and its number, in tokens.
const REACH: usize = 30;

/// Returns the time expressions in a sentence that can date a figure.
pub fn times(s: &Sentence) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < s.tokens.len() {
        match grammar::time_expression(s, i) {
            Some(last) => {
                if !dates_statement(s, i, last) {
                    found.push(TokenRange::new(i, last));
                }
                i = last + 1;
            }
            None => i += 1,
        }
    }
    found
}

/// Returns the time expression nearest to the tokens `first..=last`, or `None` if none is near enough.
pub fn nearest(times: &[TokenRange], first: usize, last: usize) -> Option<TokenRange> {
    let distance = |time: &TokenRange| {
        if time.last < first {
            first - time.last
        } else {
            2 * time.first.saturating_sub(last) / 2
        }
    };
    times
        .iter()
        .filter(|time| time.last < first || time.first > last)
        .filter(|time| distance(time) <= REACH)
        .min_by_key(|time| distance(time))
        .copied()
}

/// Returns whether a time expression dates only the statement, not the figure: "said Tuesday", "released on Monday".
fn dates_statement(s: &Sentence, first: usize, last: usize) -> bool {
    let says = |i: usize| {
        s.is(i, Class::Speech) && !s.tokens[i].capital && !s.is(i, Class::DatedSpeech)
            || s.is(i, Class::Occasion)
    };
    let before = (first.saturating_sub(3)..first).any(says);
    before && !s.any(first, &["as", "since"])
        || first > 0 && s.any(last + 1, &["said", "told", "announced"])
}
