//! Decides whether a word or sign next to a number is its unit.

use crate::figure::syntax::{Sentence, Token, TokenRange, Unit, UnitPlacement};

/// Returns whether the tokens `form` can be read as `unit` after the number that ends at `last`.
pub fn form_fits(s: &Sentence, form: TokenRange, last: usize, unit: Unit) -> bool {
    let at = form.first;
    let glued = s.touches_previous(at);
    if unit.money && s.sign(at, '$') {
        // In "5 $200 notes", the sign belongs to the second number.
        return glued
            && !s
                .get(at + 1)
                .is_some_and(|t| t.is_number() && t.touches_previous)
            || !s.get(at + 1).is_some_and(Token::is_number)
            || behind_first(s, at);
    }
    let digits = s.word(last).bytes().any(|b| b.is_ascii_digit());
    if unit.placement.needs_digits() {
        return digits && symbol(s, at, last, unit.placement);
    }
    let letters = s.get(at).is_some_and(Token::is_word) && s.text_of(form).len() <= 2;
    if letters && !digits {
        return false;
    }
    let sure = || glued || s.word(at).bytes().all(|b| b.is_ascii_uppercase());
    match unit.placement {
        UnitPlacement::Free | UnitPlacement::Behind => true,
        UnitPlacement::InCapitals | UnitPlacement::Abbreviation => sure(),
        UnitPlacement::DigitsOrCapitals => digits || sure(),
        UnitPlacement::Multiplied => {
            digits && s.word(last).bytes().any(|b| b.is_ascii_alphabetic()) || sure()
        }
        _ => false,
    }
}

/// Returns whether the currency sign at `at` belongs to the number before it. It does if it touches only that number
/// ("10$ 30"), or if the next number has its own unit ("10 $ 30 cents").
pub fn behind_first(s: &Sentence, at: usize) -> bool {
    let number = |i: usize| {
        s.get(i)
            .is_some_and(|t| t.is_number() && !t.touches_previous)
    };
    let own = |i: usize| s.sign(i, '$') || s.any(i, &["cent", "cents"]);
    s.sign(at, '$')
        && number(at + 1)
        && s.before(at).is_some_and(Token::is_number)
        && (s.touches_previous(at) || own(at + 2))
}

/// Returns whether the symbol at `at` is the unit of the digits that end at `last`.
fn symbol(s: &Sentence, at: usize, last: usize, placement: UnitPlacement) -> bool {
    let decade = s.any(at, &["s"]) && !s.word(last).contains('.');
    let generation = matches!(s.word(at), "G" | "T");
    if decade || generation {
        return false;
    }
    let quote = s.get(at).is_some_and(Token::is_quote);
    if s.touches_previous(at) {
        return !quote || !open_quote(s, at);
    }
    match placement {
        UnitPlacement::BehindDigits => true,
        UnitPlacement::TouchingOrCapital => s.get(at).is_some_and(|t| t.capital),
        // After a space, "in" is a unit only after feet: "5 ft 10 in".
        _ => s.any(at, &["in"]) && s.any(at.saturating_sub(2), &["ft", "feet", "foot", "'"]),
    }
}

/// Returns whether the quotation mark at `at` closes a quotation and is therefore not a unit.
fn open_quote(s: &Sentence, at: usize) -> bool {
    s.tokens[..at]
        .iter()
        .rev()
        .skip(1)
        .take(80)
        .filter(|t| t.is_quote())
        .count()
        % 2
        == 1
}
