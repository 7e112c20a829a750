//! Finds attributions in phrases such as "according to X" and "per X".

use super::model::Attribution;
use super::name_after;
use super::source_name::LONGEST;
use crate::figure::syntax::noun::is_plural;
use crate::figure::syntax::{Class, Sentence, Token};

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

/// Returns whether the "per" or "citing" at `i` introduces a source: "per the ministry", but not "per day" or "per
/// family".
fn names_someone(s: &Sentence, i: usize) -> bool {
    let from = i + 1;
    let agent = |mut at: std::ops::Range<usize>| at.any(|at| s.is(at, Class::Agent));
    let capital = |at: usize| s.get(at).is_some_and(|t| t.capital);
    let plural = |at: usize| is_plural(s, at) || s.any(at, &["police"]);
    let named = capital(from)
        || s.any(from, &["the"]) && capital(from + 1)
        || s.is(from, Class::Determiner) && agent(from + 1..from + 5)
        || s.any(i, &["per"])
            && (from..from + 3).any(|at| agent(at..at + 1) && (plural(at) || capital(at + 1)));
    let unit = s.lexicon.units.at(&s.tokens, from).is_some() && !s.any(from, &["us"]);
    named && !unit
}

/// Returns whether a phrase such as "according to the ministry," ends before the token at `end` and starts a clause.
pub fn ends_source_phrase(s: &Sentence, end: usize) -> bool {
    let Some(comma) = end.checked_sub(1).filter(|&i| s.sign(i, ',')) else {
        return false;
    };
    let mut clause = (comma.saturating_sub(LONGEST)..comma).rev();
    let start = clause.find(|&i| !s.get(i).is_some_and(Token::is_word));
    let start = start.map_or(0, |i| i + 1);
    s.lexicon.sources.at(&s.tokens, start).is_some()
}
