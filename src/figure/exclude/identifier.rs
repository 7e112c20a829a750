//! Numbers of paragraphs and pictures, telephone numbers, codes, parts of addresses.

use super::name::name_end;
use super::{Found, Reason, digits, plain_digits};
use crate::figure::sentence::Sentence;
use crate::figure::token::Kind;

/// Digits that tell one thing from another.
pub fn identifier(s: &Sentence, i: usize) -> Option<Found> {
    if s.get(i)?.kind == Kind::Digits || rest_of_code(s, i) {
        return Some((Reason::Identifier, i));
    }
    paragraph(s, i)
        .or_else(|| picture(s, i))
        .or_else(|| in_address(s, i))
        .or_else(|| twin(s, i))
        .or_else(|| subsection(s, i))
        .or_else(|| phone(s, i))
        .or_else(|| groups(s, i))
}

/// "X21,700": the rest of a code.
fn rest_of_code(s: &Sentence, i: usize) -> bool {
    s.glued(i)
        && i >= 2
        && s.sign(i - 1, ',')
        && s.glued(i - 1)
        && s.word(i - 2).ends_with(|c: char| c.is_ascii_digit())
}

/// "9. It is easy", "5) There are": the number of a paragraph.
fn paragraph(s: &Sentence, i: usize) -> Option<Found> {
    let opens = i == 0
        && s.glued(1)
        && (s.sign(1, ')') || s.sign(1, '.') && s.tokens.len() == 2)
        && plain_digits(s, i);
    opens.then_some((Reason::Ordinal, i + 1))
}

/// "Image 2 of 14".
fn picture(s: &Sentence, i: usize) -> Option<Found> {
    let listed = s.any(i + 1, &["of"])
        && plain_digits(s, i)
        && plain_digits(s, i + 2)
        && !s.get(i + 3).is_some_and(|t| t.is_word() && !t.capital);
    let named = i == 0 || s.before(i).is_some_and(|t| t.capital && t.is_word());
    (listed && named).then_some((Reason::Name, i + 2))
}

/// A part of a web address.
fn in_address(s: &Sentence, i: usize) -> Option<Found> {
    let sign = |kind| matches!(kind, Kind::Sign('_' | '=' | '@' | '#' | '&'));
    (s.glued(i) && s.before(i).is_some_and(|t| sign(t.kind))).then_some((Reason::Identifier, i))
}

/// "9/11", "24/7".
fn twin(s: &Sentence, i: usize) -> Option<Found> {
    let slash = s.sign(i + 1, '/') && s.glued(i + 1) && s.glued(i + 2);
    let known = || matches!((s.word(i), s.word(i + 2)), ("9", "11") | ("24", "7"));
    (slash && known()).then_some((Reason::Name, i + 2))
}

/// "501(c)(3)", "212 (f)": the parts of a law.
fn subsection(s: &Sentence, i: usize) -> Option<Found> {
    let one =
        |at: usize| s.word(at).len() == 1 && s.word(at).bytes().all(|b| b.is_ascii_alphanumeric());
    let bracket = |at: usize| {
        s.sign(at, '(') && s.glued(at + 1) && one(at + 1) && s.sign(at + 2, ')') && s.glued(at + 2)
    };
    let letter = s.word(i + 2).bytes().all(|b| b.is_ascii_lowercase());
    if !(plain_digits(s, i) && bracket(i + 1) && letter) {
        return None;
    }
    let mut last = i + 3;
    while last < i + 12 && bracket(last + 1) {
        last += 3;
    }
    Some((Reason::Identifier, name_end(s, last)))
}

/// "(212) 555-0100".
fn phone(s: &Sentence, i: usize) -> Option<Found> {
    let open = s.sign(i.wrapping_sub(1), '(') && s.sign(i + 1, ')') && s.word(i).len() == 3;
    let phone = open && digits(s, i + 2) && s.dash(i + 3) && digits(s, i + 4);
    phone.then_some((Reason::Identifier, i + 4))
}

/// Groups of digits held together by hyphens or slashes: "555-0100", "12/24/2021".
fn groups(s: &Sentence, i: usize) -> Option<Found> {
    let (mut last, mut groups) = (i, 1);
    while s.glued(last + 1)
        && s.glued(last + 2)
        && (s.dash(last + 1) || s.sign(last + 1, '/'))
        && digits(s, last + 2)
    {
        last += 2;
        groups += 1;
    }
    let end = s.word(last).len();
    let short_phone = groups == 2 && s.word(i).len() == 3 && end == 4 && plain_digits(s, last);
    if groups < 3 && !short_phone {
        return None;
    }
    let dated = groups == 3 && (end <= 2 || end == 4) && s.word(i + 2).len() <= 2;
    let reason = if dated {
        Reason::Date
    } else {
        Reason::Identifier
    };
    Some((reason, name_end(s, last)))
}
