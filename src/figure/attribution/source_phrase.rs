//! Finds attributions in phrases such as "according to X" and "per X".

use super::model::Attribution;
use super::name_after;
use crate::figure::syntax::{Class, Sentence};

/// Finds the attribution in the phrase that starts at `i`.
pub fn find<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let (len, ()) = s.lexicon.sources.at(&s.tokens, i)?;
    let from = i + len;
    if len == 1 && !(s.any(i, &["per", "citing"]) && names_someone(s, i)) {
        return None;
    }
    let leads = i < 2 || s.tokens[..i].iter().filter(|t| t.is_word()).count() < 2;
    let who = name_after::name_after(s, from);
    (who.is_some() || s.is(from, Class::Pronoun)).then_some(Attribution {
        at: i,
        who,
        leads,
        trails: true,
    })
}

/// Returns whether the "per" or "citing" at `i` introduces a source: "per the ministry", but not "per day".
fn names_someone(s: &Sentence, i: usize) -> bool {
    let from = i + 1;
    let agent = |mut at: std::ops::Range<usize>| at.any(|at| s.is(at, Class::Agent));
    let named = s.get(from).is_some_and(|t| t.capital)
        || s.is(from, Class::Determiner) && agent(from + 1..from + 5)
        || s.any(i, &["per"]) && agent(from..from + 3);
    let unit = s.lexicon.units.at(&s.tokens, from).is_some() && !s.any(from, &["us"]);
    named && !unit
}
