//! Finds the source of a figure: the person or body that the text attributes it to.
//!
//! The source is the subject of a verb of saying, or is named in a phrase such as "according to X" or a label such as
//! "Police:". Its name is copied
//! from the text and shortened to the words that identify it. In JSON, CSV and SQLite, the source is called `claimant`.

mod gapped;
mod label;
mod model;
mod name_after;
mod name_before;
mod named_person;
mod source_name;
mod source_phrase;
mod speech_verb;
mod subject;

use crate::figure::syntax::Sentence;
pub use gapped::PUTS;
pub use model::Attribution;
pub use named_person::{first_person, spokesman};
pub use source_phrase::ends_source_phrase;
pub use subject::first_subject;

/// Returns all attributions in a sentence, in order.
pub fn attributions<'t>(s: &Sentence<'t>) -> Vec<Attribution<'t>> {
    (0..s.tokens.len())
        .filter_map(|i| {
            source_phrase::find(s, i)
                .or_else(|| speech_verb::find(s, i))
                .or_else(|| label::find(s, i))
                .or_else(|| gapped::find(s, i))
        })
        .collect()
}

/// Returns the attribution that applies to the token `at`, or `None` if there is none. It is the nearest earlier
/// attribution whose `leads` is true, or else the nearest later one whose `trails` is true. Attributions on the other
/// side of a semicolon are ignored.
pub fn covering<'a, 't>(
    s: &Sentence,
    list: &'a [Attribution<'t>],
    at: usize,
) -> Option<&'a Attribution<'t>> {
    let apart = |a: &Attribution| (at.min(a.at)..at.max(a.at)).any(|i| s.sign(i, ';'));
    list.iter()
        .rev()
        .find(|a| a.at < at && a.leads && !apart(a))
        .or_else(|| list.iter().find(|a| a.at > at && a.trails && !apart(a)))
}
