//! Recognises times of day.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::digits::{is_digits, is_plain_digits};
use crate::figure::syntax::{Class, Sentence, Token};

/// Recognises a time of day: "7:45", "2 p.m.", "15:00 GMT", "1639 UTC", "from 10 to 11 a.m.".
pub fn clock_time(s: &Sentence, i: usize) -> Option<NonClaim> {
    let last = past_colons(s, i);
    if zone(s, last + 1) && !(last == i && hours(s, i)) {
        return Some(NonClaim::new(Reason::Clock, last + 1));
    }
    let range = s.dash(i + 1) || s.any(i + 1, &["to", "and", "or"]);
    if last == i && range && is_plain_digits(s, i + 2) {
        let end = past_colons(s, i + 2);
        if zone(s, end + 1) {
            return Some(NonClaim::new(Reason::Clock, end + 1));
        }
    }
    (last > i).then_some(NonClaim::new(Reason::Clock, last))
}

/// Returns the last token of the time that starts at `i`, such as "7:45", or `i` if it is not followed by a colon and
/// digits.
fn past_colons(s: &Sentence, i: usize) -> usize {
    let mut last = i;
    while s.sign(last + 1, ':')
        && s.touches_previous(last + 1)
        && s.touches_previous(last + 2)
        && (is_digits(s, last + 2) || seconds(s, last + 2))
    {
        last += 2;
    }
    last
}

/// Returns whether the token at `i` is a number with decimals, such as the seconds in "9:58.3".
fn seconds(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(Token::is_number) && s.word(i).contains('.')
}

/// Returns whether the token at `i` is a word that follows a time of day, such as "p.m." or a time zone. "ET" must be
/// in capitals, because "et" is also a word ("et al.").
fn zone(s: &Sentence, i: usize) -> bool {
    s.is(i, Class::Clock) && (s.word(i) == "ET" || !s.any(i, &["et"]))
}

/// Returns whether "hrs" after the number at `i` makes it a duration: "36 hrs", but not "0900 hrs".
fn hours(s: &Sentence, i: usize) -> bool {
    s.any(i + 1, &["hrs"]) && s.word(i).len() < 4
}
