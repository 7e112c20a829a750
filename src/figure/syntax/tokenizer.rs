//! Splits a sentence into words, numbers and signs.

use super::lexicon::Lexicon;
use super::lexicon::vocabulary::UNKNOWN;
use super::token::{Token, TokenKind};
use super::word_class::{Class, Classes};
use crate::figure::number_parser::{self, digit};

/// Returns the tokens of `text[start..end]`.
pub fn tokens(lexicon: &Lexicon, text: &str, start: usize, end: usize) -> Vec<Token> {
    let mut tokens = Vec::with_capacity((end - start) / 5 + 4);
    let mut at = start;
    let mut touches_previous = false;
    while let Some(first) = text[at..end].chars().next() {
        if first.is_whitespace() || first == '\u{feff}' || first == '\u{200b}' {
            at += first.len_utf8();
            touches_previous = false;
            continue;
        }
        let (kind, stop, (id, classes)) = one(lexicon, text, at, end, first);
        tokens.push(Token {
            start: at,
            end: stop,
            kind,
            id,
            classes,
            touches_previous,
            capital: first.is_uppercase(),
        });
        at = stop;
        touches_previous = true;
    }
    tokens
}

/// Reads the token that starts at `at` with the character `first`. Returns its kind, its end offset, and its lexicon id
/// and classes.
fn one(
    lexicon: &Lexicon,
    text: &str,
    at: usize,
    end: usize,
    first: char,
) -> (TokenKind, usize, (u32, Classes)) {
    let bytes = &text.as_bytes()[..end];
    let after = at + first.len_utf8();
    if first.is_alphabetic() {
        let stop = word_end(lexicon, text, at, end);
        let word = &text[at..stop];
        let (id, classes) = lexicon.look_up_at(text, at, stop);
        if classes & Class::Numeral.bit() != 0
            && let Some((kind, stop)) = number(text, at, end)
        {
            return (kind, stop, UNKNOWN);
        }
        // In capitals, these words are names or units, not pronouns or verbs.
        let name = matches!(word, "WHO" | "IT" | "US" | "IS");
        let kept = if name {
            Class::Nation.bit() | Class::Unit.bit()
        } else {
            Classes::MAX
        };
        return (TokenKind::Word, stop, (id, classes & kept));
    }
    if (first == '.' || digit::is_digit(first))
        && let Some((kind, stop)) = number(text, at, end)
    {
        return (kind, stop, UNKNOWN);
    }
    if first.is_ascii_digit() {
        let run = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit() || **b == b'.')
            .count();
        let run = if bytes[at + run - 1] == b'.' {
            run - 1
        } else {
            run
        };
        return (TokenKind::Digits, at + run.max(1), UNKNOWN);
    }
    if matches!(first, '\'' | '’') && possessive(bytes, after) {
        return (
            TokenKind::Word,
            after + 1,
            lexicon.look_up(&text[at..=after]),
        );
    }
    (
        TokenKind::Sign(first),
        after,
        lexicon.look_up_sign(&text[at..after]),
    )
}

/// Parses the cardinal at `at`, or returns `None` if there is none. Does not read past `end`, the end of the sentence.
fn number(text: &str, at: usize, end: usize) -> Option<(TokenKind, usize)> {
    let (numeral, factor) = number_parser::read_part(&text[..end], at)?;
    let value = numeral.value;
    Some((TokenKind::Number { value, factor }, numeral.end))
}

/// Returns whether the byte at `at` is an "s" that ends a word, as after the apostrophe in "Russia's".
fn possessive(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b's') && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
}

/// Returns the end of the word that starts at `at`.
fn word_end(lexicon: &Lexicon, text: &str, at: usize, end: usize) -> usize {
    let mut stop = at;
    let mut letters = true;
    for (i, c) in text[at..end].char_indices() {
        let here = at + i;
        if c.is_alphabetic() {
        } else if c.is_ascii_digit() {
            // A currency code that touches its amount is a word of its own: "RM120,000".
            let currency =
                || text[..at].ends_with('$') || lexicon.has(&text[at..here], Class::Code);
            if letters && here - at >= 2 && amount(&text[here..end]) && currency() {
                return here;
            }
            letters = false;
        } else if !joins(text, at, here, end, c) {
            return here;
        }
        stop = here + c.len_utf8();
    }
    stop
}

/// Returns whether `text` starts with an amount: several digits, or one digit followed by decimals or a multiplier. The
/// single digit in "PS5" is not an amount but part of a name.
fn amount(text: &str) -> bool {
    text.as_bytes()
        .get(1)
        .is_some_and(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'm' | b'b' | b'k'))
}

/// Returns whether the apostrophe or dot at `here` is part of the word that starts at `at`: "don't", "O'Brien", "U.S."
fn joins(text: &str, at: usize, here: usize, end: usize, c: char) -> bool {
    let bytes = &text.as_bytes()[..end];
    let next = here + c.len_utf8();
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    match c {
        '\'' | '’' => letter(next) && !possessive(bytes, next),
        '.' => {
            let single =
                here > at && letter(here - 1) && (here - 1 == at || bytes[here - 2] == b'.');
            let goes_on = letter(next) && bytes.get(next + 1) == Some(&b'.');
            // The last dot may be missing: "U.S".
            let two = || {
                bytes[here - 1].is_ascii_uppercase()
                    && bytes.get(next).is_some_and(u8::is_ascii_uppercase)
                    && !bytes.get(next + 1).is_some_and(u8::is_ascii_alphanumeric)
            };
            single && (goes_on || text[at..here].contains('.') || two())
        }
        _ => false,
    }
}
