//! Helpers for number and digit tokens.

use super::lexicon::amount::Amount;
use super::noun::{ends_noun_phrase, is_countable};
use super::sentence::Sentence;
use super::token::{Token, TokenKind};
use super::word_class::Class;
use crate::figure::number_parser::digit;

/// Returns the value of the number at `i`, or `None` if the token is not a number.
pub fn number_value(s: &Sentence, i: usize) -> Option<f64> {
    match s.get(i)?.kind {
        TokenKind::Number { value, .. } => Some(value),
        _ => None,
    }
}

/// Returns whether the token at `i` is a number that consists only of digits.
pub fn is_plain_digits(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(Token::is_number) && s.word(i).chars().all(digit::is_digit)
}

/// Returns whether the token at `i` is [`TokenKind::Digits`], or a number that consists only of digits.
pub fn is_digits(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(|t| t.kind == TokenKind::Digits) || is_plain_digits(s, i)
}

/// Returns whether the token at `i` could be a year from 1000 to 2199.
pub fn is_year_like(s: &Sentence, i: usize) -> bool {
    is_plain_digits(s, i)
        && s.word(i).chars().count() == 4
        && number_value(s, i).is_some_and(|v| (1000.0..=2199.0).contains(&v))
}

/// Returns the last token of the year in words that starts at `i`: "nineteen eighty-four", "the nineteen fifties", "in
/// two thousand and twenty-two". Returns `None` if the words are a number and not a year.
pub fn spelled_year_end(s: &Sentence, i: usize) -> Option<usize> {
    let first = worded_value(s, i)?;
    if (2001.0..=2099.0).contains(&first) {
        let dated = s.any_before(i, &["in", "since", "until", "year", "by"]);
        let ends = s
            .get(i + 1)
            .is_none_or(|t| !t.is_word() && !t.is_dash() || ends_noun_phrase(t));
        return (dated && ends && !s.any(i + 1, &["of"])).then_some(i);
    }
    let hyphen = s.dash(i + 1) && s.touches_previous(i + 1) && s.touches_previous(i + 2);
    let next = i + 1 + usize::from(hyphen);
    if !(13.0..=20.0).contains(&first) {
        return None;
    }
    let decade = s.lexicon.amounts.at(&s.tokens, next);
    if decade.is_some_and(|(_, amount)| matches!(amount, Amount::Decade(_))) {
        return Some(next);
    }
    let part = worded_value(s, next).is_some_and(|value| (10.0..=99.0).contains(&value));
    let measured = s.dash(next + 1) || s.lexicon.units.at(&s.tokens, next + 1).is_some();
    let counts = is_countable(s, next + 1) && !s.is_before(i, Class::YearLead);
    (part && !measured && !counts).then_some(next)
}

/// Returns the value of the number at `i`, or `None` if it is not written in words.
fn worded_value(s: &Sentence, i: usize) -> Option<f64> {
    number_value(s, i).filter(|_| !s.word(i).bytes().any(|b| b.is_ascii_digit()))
}
