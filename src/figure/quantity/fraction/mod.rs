//! Reads fractions ("half", "two thirds", "1/2", "one in five") and mixed numbers.

mod numerator;
mod part;

use super::amount::times;
use super::{Quantity, scale, vague_number};
use crate::figure::number_parser::vulgar_fraction;
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Class, Sentence, Token, TokenKind};
use part::{as_part, multiplied, part};

/// Reads a fraction or mixed number at `i`: "half", "a third", "two-thirds", "half a million", "1/2", "½". Also reads
/// other numbers of several words, such as "a dozen" and "hundred thousand".
pub fn fraction(s: &Sentence, i: usize) -> Option<Quantity> {
    match s.tokens[i].kind {
        TokenKind::Sign(sign) => Some(multiplied(s, Quantity::new(i, i, vulgar_fraction(sign)?))),
        TokenKind::Number { value, factor } => one_part(s, i)
            .or_else(|| scale::scientific(s, i, value))
            .or_else(|| vague_number::or_two(s, i))
            .or_else(|| numerator::from_number(s, i, value, factor)),
        TokenKind::Word if s.any(i, &["dozen"]) => s
            .any_before(i, &["a"])
            .then(|| Quantity::new(i - 1, i, 12.0)),
        TokenKind::Word if s.any(i, &["half"]) => half(s, i),
        TokenKind::Word if s.any(i, &["hundred"]) => hundred(s, i),
        TokenKind::Word => one_part(s, i),
        TokenKind::Digits => None,
    }
}

/// Reads a number such as "hundred thousand" that has no "a" or "one" before it.
fn hundred(s: &Sentence, i: usize) -> Option<Quantity> {
    let factor = times(s, i + 1).filter(|&factor| factor >= 1000.0)?;
    let base = s.is_before(i, Class::Determiner) || s.any_before(i, &["per", "many", "-"]);
    (!base).then(|| Quantity {
        factor,
        ..Quantity::new(i, i + 1, 100.0 * factor)
    })
}

/// Reads a fraction with the numerator one: "a third of", "one-third", "a quarter million", but not "a third man".
fn one_part(s: &Sentence, i: usize) -> Option<Quantity> {
    if let Some(quarter) = quarter_of(s, i, i) {
        return Some(quarter);
    }
    let one = s.any(i, &["one"]);
    if !(one || s.any(i, &["a"])) {
        return None;
    }
    let at = i + 1 + usize::from(s.dash(i + 1));
    if let Some(quarter) = quarter_of(s, i, at) {
        return Some(quarter);
    }
    // "half" can follow "a": "a half a million".
    if s.any(at, &["half"])
        && let Some(half) = half(s, at).filter(|half| half.factor > 1.0)
    {
        return Some(Quantity {
            first: i,
            number: i,
            ..half
        });
    }
    let (value, last) = part(s, at)?;
    let whole = i == 0 && last + 1 == s.tokens.len();
    let closed = || no_noun_at(s, last + 1) && !s.get(last + 1).is_some_and(Token::is_number);
    let bounded = || s.lexicon.bounds_before.before(&s.tokens, i).is_some() && closed();
    // In "this one millionth child", "millionth" is an ordinal.
    let of = s.any(last + 1, &["of", "as"]) || one && value > 1e-5 && !s.any(last + 1, &["time"]);
    (of || whole || bounded()).then(|| multiplied(s, as_part(Quantity::new(i, last, value))))
}

/// Reads "quarter million" at `at`, for a quantity that starts at `first`.
fn quarter_of(s: &Sentence, first: usize, at: usize) -> Option<Quantity> {
    if !s.any(at, &["quarter"]) {
        return None;
    }
    let last = at + 1 + usize::from(s.dash(at + 1) && s.touches_previous(at + 1));
    let factor = times(s, last)?;
    Some(Quantity {
        factor,
        ..Quantity::new(first, last, 0.25 * factor)
    })
}

/// Reads a half: "half of", "half the", "half a million", "half-hour".
fn half(s: &Sentence, i: usize) -> Option<Quantity> {
    // "half a million" consists of the tokens "half" and "a million".
    if let Some(TokenKind::Number { value, factor }) = s.get(i + 1).map(|t| t.kind)
        && value >= 100.0
        && value.to_bits() == factor.max(100.0).to_bits()
    {
        return Some(Quantity {
            factor: value,
            ..Quantity::new(i, i + 1, 0.5 * value)
        });
    }
    let at = i + 1 + usize::from(s.any(i + 1, &["a"]) || s.dash(i + 1));
    if let Some(times) = times(s, at) {
        return Some(Quantity {
            factor: times,
            ..Quantity::new(i, at, 0.5 * times)
        });
    }
    if s.any(at, &["dozen"]) {
        let first = if s.any_before(i, &["a"]) { i - 1 } else { i };
        return Some(Quantity::new(first, at, 6.0));
    }
    let one_of_two = s
        .before(i)
        .is_some_and(|t| t.is(Class::Ordinal) || t.is(Class::Adjective) || t.is(Class::HalfLead))
        || s.any_before(i, &["-", "one"]);
    let of = s.is(i + 1, Class::HalfOf) || s.is(i + 2, Class::Time) && at > i + 1;
    let bounded = s.lexicon.bounds_before.before(&s.tokens, i).is_some();
    ((of || bounded) && !one_of_two && !s.touches_previous(i + 1))
        .then(|| multiplied(s, as_part(Quantity::new(i, i, 0.5))))
}
