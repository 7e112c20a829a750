//! Recognises telephone numbers.

use super::non_claim::{NonClaim, Reason};
use crate::figure::syntax::Sentence;
use crate::figure::syntax::digits::{is_digits, is_plain_digits, is_year_like};
use crate::figure::syntax::noun::{is_countable, no_noun_at};
use crate::figure::unit;

/// The maximum number of groups of digits in a telephone number.
const MOST_GROUPS: usize = 8;

/// Emergency numbers that are also frequent counts. They need a verb of calling before them.
const EMERGENCY: [&str; 2] = ["112", "999"];

/// Recognises a telephone number: "(212) 555-0100", "+44 20 7946 0000", "0131 496 0000", "call 112".
pub fn phone_number(s: &Sentence, i: usize) -> Option<NonClaim> {
    grouped(s, i)
        .or_else(|| emergency_number(s, i))
        .or_else(|| dialled(s, i))
}

/// Recognises a telephone number in groups of digits. A plus sign, a bracket or a zero shows that it is one, or two
/// groups of three digits before one of four: "212 555 0100".
fn grouped(s: &Sentence, i: usize) -> Option<NonClaim> {
    let bracketed = i > 0 && s.sign(i - 1, '(') && s.sign(i + 1, ')') && s.word(i).len() <= 5;
    let international = s.sign(i.wrapping_sub(1), '+') && s.touches_previous(i);
    let national = s.word(i).starts_with('0') && s.word(i).len() >= 2;
    let spaced = s.word(i).contains(' ');
    if !(is_group(s, i) && (bracketed || international || national || spaced)) {
        return None;
    }
    let (last, digits) = groups(s, i);
    let counts = if international {
        8..=15
    } else if spaced && !national {
        10..=11
    } else {
        9..=12
    };
    let four = || is_digits(s, last) && s.word(last).len() == 4 && !is_year_like(s, last);
    let whole = international || last > i && (!spaced || four());
    (whole && counts.contains(&digits)).then_some(NonClaim::new(Reason::Identifier, last))
}

/// Returns the last token of the groups of digits that start at `i`, and the number of their digits.
fn groups(s: &Sentence, i: usize) -> (usize, usize) {
    let count = |at: usize| s.word(at).bytes().filter(u8::is_ascii_digit).count();
    let (mut last, mut digits) = (i, count(i));
    for _ in 1..MOST_GROUPS {
        let mut next = last + 1;
        next += usize::from(s.sign(next, ')'));
        next += usize::from(s.sign(next, '(') || s.dash(next) && s.touches_previous(next));
        if !is_group(s, next) {
            break;
        }
        last = next;
        digits += count(next);
    }
    (last, digits)
}

/// Returns whether the token at `i` consists only of digits, or of groups of digits with spaces between them.
fn is_group(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some() && s.word(i).bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

/// Recognises the emergency number 911, as in "a 911 call".
fn emergency_number(s: &Sentence, i: usize) -> Option<NonClaim> {
    if s.word(i) != "911" {
        return None;
    }
    let callers = ["calls", "operators", "dispatchers", "callers"];
    let counts = is_countable(s, i + 1) && !s.any(i + 1, &callers)
        || unit::after(s, i).is_some()
        || unit::before(s, i).is_some();
    (!counts).then_some(NonClaim::new(Reason::Name, i))
}

/// Recognises a short number after a verb of calling: "dial 101", "called 999".
fn dialled(s: &Sentence, i: usize) -> Option<NonClaim> {
    let dial = [
        "call", "dial", "dialled", "dialed", "dialling", "dialing", "ring", "phone", "text",
    ];
    let calls = ["calls", "called", "calling", "rang", "phoned"];
    let short = is_plain_digits(s, i) && (3..=6).contains(&s.word(i).len());
    let verb = s.any_before(i, &dial) || EMERGENCY.contains(&s.word(i)) && s.any_before(i, &calls);
    (short && verb && no_noun_at(s, i + 1)).then_some(NonClaim::new(Reason::Identifier, i))
}

/// Recognises a number that is padded with zeros, such as part of a telephone number or of a code: "0100".
pub fn padded(s: &Sentence, i: usize) -> Option<NonClaim> {
    let zeros = is_plain_digits(s, i) && s.word(i).len() >= 3 && s.word(i).starts_with('0');
    zeros.then_some(NonClaim::new(Reason::Identifier, i))
}
