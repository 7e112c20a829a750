//! Finds the ends of words, web addresses and field names in query text.

use super::field::Field;
use super::quote;

/// How to read a word that may be followed by a colon.
pub(super) enum Colon<'a> {
    Field(&'a str),
    Word,
    /// An unknown field name in what looks like a headline. It is read as a word, with a warning.
    UnknownField(&'a str),
    /// The name of a field whose value is missing. It is read as a word, with a warning.
    NoValue(&'a str),
}

/// Returns the length of the word or web address at the start of `text`. The first character is always included.
pub(super) fn run_end(text: &str) -> usize {
    url_end(text).unwrap_or_else(|| word_end(text))
}

pub(super) fn word_end(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || quote::is_double(c)
            || matches!(c, '(' | ')' | '{' | '}' | '[' | ']' | '|')
    };
    text.char_indices()
        .skip(1)
        .find(|&(_, c)| ends(c))
        .map_or(text.len(), |(at, _)| at)
}

/// Returns the length of the web address at the start of `text`, excluding punctuation after it. Returns `None` if
/// `text` does not start with a web address.
pub(super) fn url_end(text: &str) -> Option<usize> {
    let scheme = ["http://", "https://"].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let mut open = 0;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open > 0 => open -= 1,
            _ if c.is_whitespace() || quote::is_double(c) || matches!(c, ')' | '|' | '{' | '}') => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '(']);
    (url.len() > scheme.len()).then_some(url.len())
}

/// Decides how to read the word at the start of `text`.
pub(super) fn colon(text: &str) -> Colon<'_> {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic() && c != '_')
        .unwrap_or(text.len());
    let name = &text[..end];
    let Some(value) = text[end..].strip_prefix(':').filter(|_| end > 0) else {
        return Colon::Word;
    };
    let next = value.chars().next();
    if Field::from_name(name).is_some() {
        return match next {
            Some(c) if c.is_whitespace() && !value.trim().is_empty() => without_value(name),
            _ => Colon::Field(name),
        };
    }
    // Headlines sometimes lack the space after a colon. A headline is likely if the name is capitalised and either
    // resembles no field or is followed by another capitalised word.
    let of_headline = capitalised(name) && (capitalised(value) || Field::nearest(name).is_none());
    match next {
        Some(c) if !begins_value(c) => Colon::Word,
        None => Colon::Word,
        Some(_) if of_headline => Colon::UnknownField(name),
        Some(_) => Colon::Field(name),
    }
}

/// Decides how to read a field name if a space follows its colon. The colon may belong to a headline, or a shell may
/// have removed a `>` after it.
fn without_value(name: &str) -> Colon<'_> {
    if capitalised(name) {
        return Colon::Word;
    }
    Colon::NoValue(name)
}

/// Returns whether `text` starts with a capital letter, as words in headlines do. Leading quotes are ignored.
pub(super) fn capitalised(text: &str) -> bool {
    text.trim_start_matches(['\'', '‘', '’'])
        .starts_with(char::is_uppercase)
}

fn begins_value(c: char) -> bool {
    c.is_alphanumeric()
        || quote::is_double(c)
        || matches!(c, '(' | '[' | '{' | '<' | '>' | '=' | '$' | '€' | '£')
}
