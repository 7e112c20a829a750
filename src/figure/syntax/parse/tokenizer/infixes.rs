//! Splits a word at its infixes: hyphens between letters, signs between digits, and dots without a space after them.

use super::TokenSpan;
use super::char_class::{is_capital, is_quote, is_small, is_symbol};

/// Pushes the parts of `word`, which starts at byte `offset` of the sentence. Each infix is a token of its own.
pub fn push_parts(word: &str, offset: usize, tokens: &mut Vec<TokenSpan>) {
    let mut start = 0;
    let mut at = 0;
    let mut previous = None;
    while let Some(c) = word[at..].chars().next() {
        let infix = infix_len(previous, c, &word[at..]);
        let step = if infix > 0 { infix } else { c.len_utf8() };
        // An infix at the start of a part belongs to that part.
        if infix > 0 && at > start {
            tokens.push(TokenSpan::new(offset + start, offset + at));
            tokens.push(TokenSpan::new(offset + at, offset + at + infix));
            start = at + infix;
        }
        at += step;
        previous = word[..at].chars().next_back();
    }
    if start < word.len() {
        tokens.push(TokenSpan::new(offset + start, offset + word.len()));
    }
}

/// Returns the length in bytes of the infix at the start of `rest`, or 0 if there is none. `first` is the first
/// character of `rest`, and `previous` is the character before it.
fn infix_len(previous: Option<char>, first: char, rest: &str) -> usize {
    if first.is_ascii_alphanumeric() {
        return 0;
    }
    if first == '…' || is_symbol(first) {
        return first.len_utf8();
    }
    let dots = rest.bytes().take_while(|b| *b == b'.').count();
    if dots > 1 {
        return dots;
    }
    let (Some(before), Some(after)) = (previous, rest[first.len_utf8()..].chars().next()) else {
        return 0;
    };
    let word_before = before.is_alphabetic() || before.is_ascii_digit();
    let found = match first {
        '.' => (is_small(before) || is_quote(before)) && (is_capital(after) || is_quote(after)),
        ',' => before.is_alphabetic() && after.is_alphabetic(),
        ':' | '<' | '>' | '=' | '/' => word_before && after.is_alphabetic(),
        '+' | '*' | '^' => before.is_ascii_digit() && (after.is_ascii_digit() || after == '-'),
        '-' if before.is_ascii_digit() && (after.is_ascii_digit() || after == '-') => true,
        '-' | '–' | '—' | '~' => return if word_before { hyphen_len(rest) } else { 0 },
        _ => false,
    };
    if found { first.len_utf8() } else { 0 }
}

/// Returns the length in bytes of the hyphen or dash at the start of `rest`, or 0 if no letter follows it.
fn hyphen_len(rest: &str) -> usize {
    ["-", "–", "—", "--", "---", "——", "~"]
        .into_iter()
        .find(|hyphen| {
            rest.strip_prefix(hyphen)
                .is_some_and(|after| after.starts_with(char::is_alphabetic))
        })
        .map_or(0, str::len)
}
