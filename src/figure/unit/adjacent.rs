//! Finds the unit directly before or after a number.

use super::placement;
use super::rate::compound_unit;
use super::unit_match::UnitMatch;
use crate::figure::syntax::{Class, Sentence, Token, TokenKind, TokenRange, Unit, UnitPlacement};

/// Finds the currency directly before the number at `i`. Returns the first token of the currency, and the unit.
pub fn before(s: &Sentence, i: usize) -> Option<(usize, Unit)> {
    let (len, unit) = s
        .lexicon
        .units
        .before(&s.tokens, i)
        .filter(|(_, unit)| unit.money && unit.placement != UnitPlacement::Behind)?;
    let first = i - len;
    let upper = |word: &str| word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    // "a $3500 mortgage" is not in Australian dollars ("A$").
    let loose = (first + 1..i).any(|at| !s.touches_previous(at));
    // In "10 $ 30 cents", the sign belongs to the 10.
    if placement::behind_first(s, i - 1) {
        return None;
    }
    let letters = s.word(first);
    let code =
        || letters.len() == 2 && !s.is(first, Class::Pronoun) || matches!(letters, "c" | "C");
    if loose && !upper(letters) && !code() {
        let sign = &s.tokens[i - 1..i];
        let (_, unit) = s.lexicon.units.before(sign, 1)?;
        return unit.money.then_some((i - 1, unit));
    }
    // "PS 5" is a console, but "PS21,700" is an amount in pounds, with "PS" for the pound sign.
    if s.any(first, &["ps"]) {
        return (s.touches_previous(i) && s.word(first) == "PS").then_some((first, unit));
    }
    // Spelt-out currencies are not accepted before a number, because "euro 5" is rare and "real 5" is not an amount of
    // money.
    let sign = (first..i).any(|at| s.get(at).is_some_and(|t| !t.is_word()));
    let code = s.word(first).len() >= 2
        && s.word(first)
            .bytes()
            .all(|b| b.is_ascii_uppercase() || !b.is_ascii_alphabetic());
    let short =
        unit.placement == UnitPlacement::Abbreviation && s.get(first).is_some_and(|t| t.capital);
    (sign || code && unit.placement != UnitPlacement::Multiplied || short).then_some((first, unit))
}

/// Returns the unit directly after the number whose last token is `last`.
pub fn after(s: &Sentence, last: usize) -> Option<UnitMatch> {
    let mut at = last + 1;
    if s.dash(at) && s.touches_previous(at) && !s.word(at).starts_with('—') {
        at += 1;
    }
    let bracket = s.get(at).filter(|t| !t.touches_previous).and_then(closing);
    if s.sign(at, '[') || bracket.is_some() {
        at += 1;
    }
    let (len, unit) = s.lexicon.units.at(&s.tokens, at)?;
    let form = TokenRange::starting_at(at, len);
    let end = form.last;
    if !placement::form_fits(s, form, last, unit) {
        return None;
    }
    // The unit can be in brackets: "20 (kg)".
    if let Some(closing) = bracket {
        return s
            .sign(end + 1, closing)
            .then(|| UnitMatch::plain(unit.name, end + 1))
            .filter(|_| !unit.money && s.text_of(form).len() > 1);
    }
    Some(compound_unit(s, unit, end))
}

/// Returns the closing bracket that matches the token, or `None` if the token is not an opening bracket.
fn closing(token: &Token) -> Option<char> {
    match token.kind {
        TokenKind::Sign('(') => Some(')'),
        TokenKind::Sign('{') => Some('}'),
        TokenKind::Sign('<') => Some('>'),
        _ => None,
    }
}
