//! Recognises years.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{
    is_plain_digits, is_year_like, number_value, spelled_year_end,
};
use crate::figure::syntax::noun::{is_countable, no_noun_at};
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
    let free = !has_year_lead(s, i, recent) || is_bounded(s, i);
    if free && (!recent && !is_circa(s, i) || counted(s, i + 1)) {
        return None;
    }
    let states = is_bounded(s, i) && states_number(s, i + 1);
    if states || is_between_counts(s, i) || is_level(s, i) {
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

/// Returns whether a bound before the number makes it an amount: "a total of 2014", "about 2000". After a single word
/// such as "about", the number must be round, because it is a year in "about 2016 candidates".
fn is_bounded(s: &Sentence, i: usize) -> bool {
    let bound = s.lexicon.bounds_before.before(&s.tokens, i);
    bound.is_some_and(|(len, _)| len > 1 || !s.is_before(i, Class::YearLead) || is_round(s, i))
}

/// Returns whether "c." comes before the number: "c. 1805".
fn is_circa(s: &Sentence, i: usize) -> bool {
    i >= 2 && s.sign(i - 1, '.') && s.any(i - 2, &["c", "ca"])
}

/// Returns whether the number consists of whole hundreds.
fn is_round(s: &Sentence, i: usize) -> bool {
    number_value(s, i).is_some_and(|value| value % 100.0 == 0.0)
}

/// Returns whether the words at `i` state what happened to the people or things that a bounded number counts: "as many
/// as 2000 were wounded", "over 2000 killed".
fn states_number(s: &Sentence, i: usize) -> bool {
    s.any(i, &["were", "are", "have"])
        || s.lexicon.measure_states.at(&s.tokens, i).is_some()
        || s.is(i, Class::Dead)
}

/// Returns whether the number is an end of a range of people: "between 1900 and 2000 people". Both ends must be round,
/// because two years can also come before a noun: "between 2007 and 2015 people left".
fn is_between_counts(s: &Sentence, i: usize) -> bool {
    let first = if s.any_before(i, &["between"]) {
        i
    } else {
        i.saturating_sub(2)
    };
    let people = s.is(first + 3, Class::Person) || s.is(first + 3, Class::Fighter);
    s.any_before(first, &["between"])
        && s.any(first + 1, &["and"])
        && is_round(s, first)
        && is_round(s, first + 2)
        && people
}

/// Returns whether the number is the level that a toll reaches: "the toll rose to 2015", "the toll stood at 2015". In
/// "deaths fell to 2015 levels", it is a year.
fn is_level(s: &Sentence, i: usize) -> bool {
    let Some(link) = i.checked_sub(1).filter(|_| no_noun_at(s, i + 1)) else {
        return false;
    };
    let rises = || s.lexicon.change_verbs.before(&s.tokens, link).is_some();
    let stands = || s.any_before(link, &["stands", "stood", "now"]);
    let reaches = s.any(link, &["reached", "hit"])
        || s.any(link, &["to"]) && rises()
        || s.any(link, &["at"]) && stands();
    let toll =
        |at: usize| s.is(at, Class::Toll) || s.lexicon.measure_nouns.at(&s.tokens, at).is_some();
    reaches && (link.saturating_sub(6)..link).any(toll)
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
