//! Helpers for number and digit tokens.

use super::sentence::Sentence;
use super::token::{Token, TokenKind};
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
