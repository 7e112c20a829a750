//! Recognises numbered days and other units of time: "on day 45 of the war".

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{is_plain_digits, is_year_like, number_value};
use crate::figure::syntax::noun::{is_countable, is_verb_of_count};
use crate::figure::syntax::{Class, Sentence};
use crate::figure::unit;

/// The highest number of a day that is recognised in words: "day ninety".
const MOST_IN_WORDS: f64 = 99.0;

/// Recognises the number of a day, week, month, year or hour: "day 45", "by week three". In "the next day 45 died", the
/// day has no number.
pub fn day_number(s: &Sentence, i: usize) -> Option<NonClaim> {
    let time = i.checked_sub(1)?;
    let value = number_value(s, i)?;
    let worded = s.word(i).bytes().all(|b| !b.is_ascii_digit());
    let short = if worded {
        value <= MOST_IN_WORDS
    } else {
        is_plain_digits(s, i) && s.word(i).len() <= 4 && !is_year_like(s, i)
    };
    let numbered = s.any(time, &["day", "week", "month", "year", "hour"])
        && !s.touches_previous(i)
        && short
        && opens(s, time);
    let counts = is_countable(s, i + 1)
        || is_verb_of_count(s, i + 1)
        || s.is(i + 1, Class::Adjective)
        || s.sign(i + 1, '%')
        || s.dash(i + 1) && s.touches_previous(i + 1)
        || unit::after(s, i).is_some();
    (numbered && !counts).then_some(NonClaim::new(Reason::Ordinal, i))
}

/// Returns whether the unit of time at `i` can be numbered, judging by the word before it. A determiner or an adjective
/// shows that it is not: "that day", "election day".
fn opens(s: &Sentence, i: usize) -> bool {
    let Some(before) = s.before(i) else {
        return true;
    };
    if !before.is_word() {
        return !(before.is_number() || before.is_dash() && before.touches_previous);
    }
    let leads = Class::Be.bit() | Class::Verb.bit() | Class::Preposition.bit();
    let other = ["per", "than", "as", "like", "worth"];
    let enters = ["enters", "entered", "entering", "and"];
    before.classes & leads != 0 && !s.any_before(i, &other) && !before.is(Class::Adjective)
        || s.any_before(i, &enters)
}
