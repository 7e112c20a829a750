//! Who says a figure: the shortest noun phrase, as written, that a verb of saying or an "according to" names.

mod backward;
mod forward;
mod name;
mod people;
mod same;
mod subject;
mod verb;

use super::lexicon::Class;
use super::sentence::Sentence;
pub use people::{named, spokesman};
pub use same::{Apposition, appositions, name_key};
pub use subject::head;

/// Someone says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<'t> {
    /// Where the verb or the "according to" stands.
    pub at: usize,
    /// Who, as written; none for a pronoun.
    pub who: Option<&'t str>,
    /// Whether what is said follows, as after "X said".
    pub leads: bool,
    /// Whether what is said stands before, as before ", X said".
    pub trails: bool,
}

/// All attributions of a sentence, in order.
pub fn attributions<'t>(s: &Sentence<'t>) -> Vec<Attribution<'t>> {
    (0..s.tokens.len())
        .filter_map(|i| source(s, i).or_else(|| verb::find(s, i)))
        .collect()
}

/// The attribution that covers the token `at`: the last that leads to it, else the first behind.
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

/// "according to X", "per X".
fn source<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let (len, ()) = s.lexicon.sources.at(&s.tokens, i)?;
    let from = i + len;
    if len == 1 && !(s.any(i, &["per", "citing"]) && someone(s, i)) {
        return None;
    }
    let leads = i < 2 || s.tokens[..i].iter().filter(|t| t.is_word()).count() < 2;
    let who = forward::forward(s, from);
    (who.is_some() || s.is(from, Class::Pronoun)).then_some(Attribution {
        at: i,
        who,
        leads,
        trails: true,
    })
}

/// Whether someone is named behind "per" or "citing": not "per day".
fn someone(s: &Sentence, i: usize) -> bool {
    let from = i + 1;
    let agent = |mut at: std::ops::Range<usize>| at.any(|at| s.is(at, Class::Agent));
    let named = s.get(from).is_some_and(|t| t.capital)
        || s.is(from, Class::Determiner) && agent(from + 1..from + 5)
        || s.any(i, &["per"]) && agent(from..from + 3);
    let unit = s.lexicon.units.at(&s.tokens, from).is_some() && !s.any(from, &["us"]);
    named && !unit
}
