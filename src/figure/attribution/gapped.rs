//! Finds attributions whose verb is omitted: "the hospital at 15" after "the ministry put the toll at 12".

use super::model::Attribution;
use super::name_before::name_before;
use crate::figure::syntax::{Class, Sentence, Token};

/// Verbs whose subject states the number after "at".
pub const PUTS: [&str; 6] = ["put", "puts", "estimated", "estimates", "placed", "places"];

/// The maximum distance between the omitted verb and its first use, in tokens.
const REACH: usize = 20;

/// The maximum number of words between "at" and the number.
const LONGEST_BOUND: usize = 3;

/// Finds the attribution whose omitted verb the "at" at `i` belongs to.
pub fn find<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let number = |at: usize| s.get(at).is_some_and(Token::is_number);
    if !s.any(i, &["at"]) || !(i + 1..=i + 1 + LONGEST_BOUND).any(number) {
        return None;
    }
    let (who, first) = name_before(s, i)?;
    let joint = first.checked_sub(1)?;
    let joined = s.any(joint, &[",", ";", "and", "but", "while"]);
    (joined && gives_toll(s, joint)).then_some(Attribution {
        at: i,
        who: Some(who),
        leads: true,
        trails: false,
    })
}

/// Returns whether a source puts a toll at a number before the token at `end`: "put the number of dead at 12". Verbs
/// with another object do not count: "placed third at 12 percent".
fn gives_toll(s: &Sentence, end: usize) -> bool {
    let from = end.saturating_sub(REACH);
    let Some(verb) = (from..end).rev().find(|&i| s.any(i, &PUTS)) else {
        return false;
    };
    let mut object = (verb + 1..end).take_while(|&i| !s.any(i, &["at", "in", ",", ";"]));
    object.any(|i| s.is(i, Class::Toll) || s.is(i, Class::NumberNoun) || s.is(i, Class::Measure))
}
