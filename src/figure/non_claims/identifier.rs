//! Recognises identifiers: paragraph and footnote numbers, coordinates, codes and parts of web addresses.

use super::name::name_end;
use super::non_claim::{NonClaim, Reason};
use super::phone_number::phone_number;
use crate::figure::syntax::digits::{is_digits, is_plain_digits, number_value};
use crate::figure::syntax::noun::is_plural;
use crate::figure::syntax::{Class, Sentence, Token, TokenKind};

/// Recognises digits that are an identifier and not a count.
pub fn identifier(s: &Sentence, i: usize) -> Option<NonClaim> {
    if s.get(i)?.kind == TokenKind::Digits || rest_of_code(s, i) || written_date(s, i) {
        return Some(NonClaim::new(Reason::Identifier, i));
    }
    slug(s, i)
        .or_else(|| phone_number(s, i))
        .or_else(|| coordinates(s, i))
        .or_else(|| paragraph(s, i))
        .or_else(|| note(s, i))
        .or_else(|| picture(s, i))
        .or_else(|| in_address(s, i))
        .or_else(|| slash_name(s, i))
        .or_else(|| pair(s, i))
        .or_else(|| groups(s, i))
}

/// Returns whether the digits at `i` look like a date without separators: "11042019", "20191104".
fn written_date(s: &Sentence, i: usize) -> bool {
    let word = s.word(i);
    let year = |year: &str| year.starts_with("19") || year.starts_with("20");
    is_plain_digits(s, i)
        && word.len() == 8
        && (year(word) || year(&word[4..]))
        && !s.sign(i + 1, '%')
}

/// Returns whether the digits at `i` are part of a code: "700" in "X21,700".
fn rest_of_code(s: &Sentence, i: usize) -> bool {
    s.touches_previous(i)
        && i >= 2
        && s.sign(i - 1, ',')
        && s.touches_previous(i - 1)
        && s.word(i - 2).ends_with(|c: char| c.is_ascii_digit())
}

/// Recognises a paragraph or list number: "9. It is easy", "for two reasons: 1) It".
fn paragraph(s: &Sentence, i: usize) -> Option<NonClaim> {
    if !(is_plain_digits(s, i) && s.touches_previous(i + 1) && (i == 0 || s.word(i).len() <= 2)) {
        return None;
    }
    let dotted = i == 0 && s.sign(1, '.') && s.tokens.len() == 2;
    let listed = s.sign(i + 1, ')') && !s.touches_previous(i) && !open(s, i);
    (dotted || listed).then_some(NonClaim::new(Reason::Ordinal, i + 1))
}

/// Returns whether a round bracket is still open at the token `i`.
fn open(s: &Sentence, i: usize) -> bool {
    let mut signs = s.tokens[..i].iter().rev().take(60);
    signs
        .find(|t| t.is_sign('(') || t.is_sign(')'))
        .is_some_and(|t| t.is_sign('('))
}

/// Recognises a footnote number in square brackets: "in office.[22]". No space may come before the brackets.
fn note(s: &Sentence, i: usize) -> Option<NonClaim> {
    let note = i >= 2 && s.sign(i - 1, '[') && s.touches_previous(i - 1) && s.sign(i + 1, ']');
    (note && is_plain_digits(s, i)).then_some(NonClaim::new(Reason::Identifier, i + 1))
}

/// Recognises a position in a series of pictures: "Image 2 of 14".
fn picture(s: &Sentence, i: usize) -> Option<NonClaim> {
    let listed = s.any(i + 1, &["of"])
        && is_plain_digits(s, i)
        && is_plain_digits(s, i + 2)
        && !s.get(i + 3).is_some_and(|t| t.is_word() && !t.capital);
    let named = i == 0 || s.before(i).is_some_and(|t| t.capital && t.is_word());
    (listed && named).then_some(NonClaim::new(Reason::Name, i + 2))
}

/// Recognises part of a web address or handle: a number directly after "_", "=", "@", "#" or "&".
fn in_address(s: &Sentence, i: usize) -> Option<NonClaim> {
    let sign = |kind| matches!(kind, TokenKind::Sign('_' | '=' | '@' | '#' | '&'));
    (s.touches_previous(i) && s.before(i).is_some_and(|t| sign(t.kind)))
        .then_some(NonClaim::new(Reason::Identifier, i))
}

/// Recognises names such as "9/11" and "24/7".
fn slash_name(s: &Sentence, i: usize) -> Option<NonClaim> {
    let slash = s.sign(i + 1, '/') && s.touches_previous(i + 1) && s.touches_previous(i + 2);
    let known = || {
        matches!(
            (s.word(i), s.word(i + 2)),
            ("9", "11") | ("24", "7") | ("4", "20")
        )
    };
    (slash && known()).then_some(NonClaim::new(Reason::Name, i + 2))
}

/// Recognises two numbers joined by a slash: "50/50", "a 115/615 line". Fractions such as "1/2" are read before this
/// rule runs. In "12/14 members", the numbers count people.
fn pair(s: &Sentence, i: usize) -> Option<NonClaim> {
    let slash = s.sign(i + 1, '/')
        && s.touches_previous(i + 1)
        && s.touches_previous(i + 2)
        && !s.sign(i + 3, '/');
    let goes_on = |t: &Token| t.touches_previous && (t.is_word() || t.is_number() || t.is_dash());
    let whole = !s.touches_previous(i) && !s.get(i + 3).is_some_and(goes_on);
    let people = s.is(i + 3, Class::Person) && is_plural(s, i + 3);
    if people && number_value(s, i) < number_value(s, i + 2) {
        return None;
    }
    (slash && whole && is_plain_digits(s, i) && is_plain_digits(s, i + 2))
        .then_some(NonClaim::new(Reason::Identifier, i + 2))
}

/// Recognises the number of an update in the headline of a news agency: "UPDATE 3-Quake kills 12".
fn slug(s: &Sentence, i: usize) -> Option<NonClaim> {
    let agency = [
        "UPDATE", "WRAPUP", "ROUNDUP", "RECAP", "LEAD", "TABLE", "PIX",
    ];
    let numbered = is_plain_digits(s, i)
        && s.word(i).len() <= 2
        && agency.contains(&s.word_before(i))
        && !s.touches_previous(i);
    let joined = s.touches_previous(i + 1) && (s.dash(i + 1) || s.sign(i + 1, ':'));
    (numbered && joined).then_some(NonClaim::new(Reason::Ordinal, i + 1))
}

/// Recognises a latitude and a longitude: "48.8566, 2.3522", "51.5072°N, 0.1276°W".
fn coordinates(s: &Sentence, i: usize) -> Option<NonClaim> {
    let hemisphere = |at: usize| {
        let degrees = at + usize::from(s.sign(at + 1, '°'));
        let letter = ["N", "S", "E", "W"].contains(&s.word(degrees + 1));
        degrees + usize::from(letter)
    };
    let latitude = precise_degrees(s, i).filter(|degrees| (1.0..=90.0).contains(degrees));
    let comma = hemisphere(i) + 1;
    let at = comma + 1 + usize::from(s.dash(comma + 1) && s.touches_previous(comma + 2));
    let longitude = precise_degrees(s, at).filter(|degrees| *degrees <= 180.0);
    (latitude.is_some() && longitude.is_some() && s.sign(comma, ','))
        .then(|| NonClaim::new(Reason::Identifier, hemisphere(at)))
}

/// Returns the value of the number at `i`, or `None` if it has fewer than three decimals.
fn precise_degrees(s: &Sentence, i: usize) -> Option<f64> {
    let (_, decimals) = s.word(i).split_once('.')?;
    let precise = decimals.len() >= 3 && decimals.bytes().all(|b| b.is_ascii_digit());
    number_value(s, i).filter(|_| precise)
}

/// Recognises groups of digits joined by hyphens or slashes: "555-0100", "12/24/2021".
fn groups(s: &Sentence, i: usize) -> Option<NonClaim> {
    let (mut last, mut groups) = (i, 1);
    while s.touches_previous(last + 1)
        && s.touches_previous(last + 2)
        && (s.dash(last + 1) || s.sign(last + 1, '/'))
        && is_digits(s, last + 2)
    {
        last += 2;
        groups += 1;
    }
    let end = s.word(last).len();
    let short_phone = groups == 2 && s.word(i).len() == 3 && end == 4 && is_plain_digits(s, last);
    if groups < 3 && !short_phone {
        return None;
    }
    let dated = groups == 3 && (end <= 2 || end == 4) && s.word(i + 2).len() <= 2;
    let reason = if dated {
        Reason::Date
    } else {
        Reason::Identifier
    };
    Some(NonClaim::new(reason, name_end(s, last)))
}
