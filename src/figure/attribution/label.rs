//! Finds the attributions of headlines, which mark the source with a colon or a dash: "Police: 12 dead", "12 dead -
//! ministry".

use super::model::Attribution;
use super::name_after::name_after;
use super::name_before::name_before;
use crate::figure::syntax::{Class, Sentence, Token};

/// The maximum length of a source that a colon or a dash marks, in tokens.
const LONGEST: usize = 6;

/// Finds the attribution whose mark is the token at `i`.
pub fn find<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    before_colon(s, i).or_else(|| at_end(s, i))
}

/// Finds the source that opens a sentence: "Police: 12 dead".
fn before_colon<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    if !s.sign(i, ':') || i > LONGEST || !can_state(s, i.checked_sub(1)?) {
        return None;
    }
    // "The ministry reports: 12 dead" has a verb of saying.
    if i > 1 && s.is(i - 1, Class::Speech) {
        return None;
    }
    let (who, first) = name_before(s, i)?;
    let rest = i + 1..s.tokens.len();
    // In "Officers: 12 dead; civilians: 30 dead", the labels are what is counted.
    let labels = rest.clone().any(|at| s.sign(at, ':'));
    let event = rest.into_iter().any(|at| s.is(at, Class::Measure));
    (first == 0 && event && !labels).then_some(Attribution {
        at: i,
        who: Some(who),
        leads: true,
        trails: false,
    })
}

/// Finds the source that ends a headline: "12 dead in blast: police", "Quake kills 12 - agency".
fn at_end<'t>(s: &Sentence<'t>, i: usize) -> Option<Attribution<'t>> {
    let last = s.tokens.len().checked_sub(1)?;
    let parts = s.sign(i, ':') || s.dash(i) && !s.touches_previous(i);
    if !parts || i >= last || last - i > LONGEST || !can_state(s, last) {
        return None;
    }
    let event = (0..i).any(|at| s.is(at, Class::Measure));
    let words = (i + 1..=last).all(|at| s.get(at).is_some_and(Token::is_word));
    let who = name_after(s, i + 1).filter(|who| s.slice(i + 1, last).ends_with(who))?;
    (event && words).then_some(Attribution {
        at: i,
        who: Some(who),
        leads: false,
        trails: true,
    })
}

/// Returns whether the word at `i` denotes a person or body that makes statements: "police", "ministry".
fn can_state(s: &Sentence, i: usize) -> bool {
    let people = s.is(i, Class::Person) && !s.any(i, &["police", "officers"]);
    let vague = s.any(i, &["some", "many", "others"]);
    (s.is(i, Class::Agent) || s.is(i, Class::Institution)) && !people && !vague
}
