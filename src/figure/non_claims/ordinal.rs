//! Recognises ordinals, decades and the bases of rates.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{is_plain_digits, number_value};
use crate::figure::syntax::{Class, Sentence};

/// Recognises an ordinal or a decade: "19th", "twenty-first", "1980s", "the 1990s".
pub fn ordinal(s: &Sentence, i: usize) -> Option<NonClaim> {
    let next = i + 1;
    if s.touches_previous(next)
        && s.dash(next)
        && s.touches_previous(next + 1)
        && s.is(next + 1, Class::Ordinal)
    {
        let worded = s.word(i).bytes().all(|b| b.is_ascii_alphabetic());
        return (worded && number_value(s, i)? >= 20.0)
            .then_some(NonClaim::new(Reason::Ordinal, next + 1));
    }
    if !(s.touches_previous(next) && is_plain_digits(s, i)) {
        return None;
    }
    if s.is(next, Class::OrdinalEnd) {
        return Some(NonClaim::new(Reason::Ordinal, next));
    }
    let long = s.word(i).len();
    // In "two 707s", "707" is the name of an aircraft model.
    if s.any(next, &["s"]) && long == 3 {
        return Some(NonClaim::new(Reason::Name, next));
    }
    // "in his 20s" is an age, not a decade.
    let age = || s.is_before(i, Class::AgeLead) || s.any_before(i, &["and", "-"]);
    let decade = s.any(next, &["s", "'s", "’s"]) && (long == 4 || long == 2 && !age());
    decade.then_some(NonClaim::new(Reason::Year, next))
}

/// Recognises the base of a rate: "per 100,000 people".
pub fn rate_base(s: &Sentence, i: usize) -> Option<NonClaim> {
    let bare = s.any_before(i, &["per"])
        || s.any_before(i, &["every"])
            && s.is(i + 1, Class::Person)
            && number_value(s, i)? >= 100.0;
    bare.then_some(NonClaim::new(Reason::Base, i))
}
