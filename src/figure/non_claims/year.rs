//! Recognises years.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{
    is_plain_digits, is_year_like, number_value, spelled_year_end,
};
use crate::figure::syntax::noun::is_countable;
use crate::figure::syntax::{Class, Sentence, Token};
use crate::figure::unit;

/// The earliest year that is recognised without a word such as "in" before it.
const RECENT: f64 = 1900.0;

/// Recognises a year by the words around it.
pub fn year(s: &Sentence, i: usize) -> Option<NonClaim> {
    if let Some(last) = spelled_year_end(s, i) {
        return Some(NonClaim::new(Reason::Year, last));
    }
    if !is_year_like(s, i) {
        // An apostrophe indicates a two-digit year: "the class of '99".
        let short = s.touches_previous(i)
            && s.any_before(i, &["'", "’", "‘"])
            && s.word(i).len() == 2
            && is_plain_digits(s, i);
        return short.then_some(NonClaim::new(Reason::Year, i));
    }
    let recent = number_value(s, i)? >= RECENT;
    if has_unit(s, i) || among_amounts(s, i) {
        return None;
    }
    let free = !has_year_lead(s, i, recent) || bounded(s, i);
    if free && (!recent || counted(s, i + 1)) {
        return None;
    }
    Some(NonClaim::new(Reason::Year, years_end(s, i)))
}

/// Returns whether the number has a unit.
fn has_unit(s: &Sentence, i: usize) -> bool {
    let name = s.get(i + 1).is_some_and(|t| t.capital)
        && s.word(i + 1)
            .bytes()
            .skip(1)
            .any(|b| b.is_ascii_lowercase());
    // In "the 1960′s", the prime is not a unit.
    let primed = s.any(i + 1, &["′"]) && s.any(i + 2, &["s"]);
    let money = s
        .before(i)
        .is_some_and(|t| t.is(Class::Code) || t.is_sign('$') || t.is_sign('£') || t.is_sign('€'));
    let hyphened = s.dash(i + 1)
        && s.touches_previous(i + 1)
        && s.lexicon.units.at(&s.tokens, i + 2).is_some();
    money || hyphened || !name && !primed && unit::after(s, i).is_some()
}

/// Returns whether the number is the upper end of a range of amounts: "from 1000 to 2000 hires".
fn among_amounts(s: &Sentence, i: usize) -> bool {
    s.any_before(i, &["to"])
        && i >= 2
        && is_countable(s, i + 1)
        && (s.any(i - 2, &["1000", "1500", "1200"])
            || s.get(i - 2).is_some_and(Token::is_number) && !is_year_like(s, i - 2))
}

/// Returns whether a bound before the number makes it an amount: "about 2000".
fn bounded(s: &Sentence, i: usize) -> bool {
    s.lexicon.bounds_before.before(&s.tokens, i).is_some() && !s.is_before(i, Class::YearLead)
}

/// Returns whether the word before the number indicates a year: "in 1999", "March 2022".
fn has_year_lead(s: &Sentence, i: usize, recent: bool) -> bool {
    let worded = if recent {
        s.is_before(i, Class::YearLead) || s.any_before(i, &["-"])
    } else {
        let dating = s.any_before(i, &["in", "since", "until", "by", "circa"]);
        dating && number_value(s, i).is_some_and(|v| v >= 1500.0) || s.any_before(i, &["year"])
    };
    worded
        || s.before(i)
            .is_some_and(|t| t.is(Class::Month) || t.is_sign('(') || t.is_sign('©'))
}

/// Returns whether a counted noun starts at `i`. Plurals that often follow a year, as in "2016 elections", are
/// excluded.
fn counted(s: &Sentence, i: usize) -> bool {
    let counts = |at: usize| is_countable(s, at) && !s.is(at, Class::YearNoun);
    counts(i) || s.is(i, Class::Adjective) && counts(i + 1)
}

/// Returns the last token of the year or list of years at `i`: "2019-20", "2016 and 2020".
fn years_end(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    while (s.dash(last + 1) || s.sign(last + 1, '/') || s.any(last + 1, &["and", "to", ","]))
        && (is_year_like(s, last + 2)
            || s.touches_previous(last + 2)
                && is_plain_digits(s, last + 2)
                && s.word(last + 2).len() == 2)
    {
        last += 2;
    }
    last
}
