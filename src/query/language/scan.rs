//! Scans the text of a query for the ends of words, addresses and names of fields.

use super::error::quoted;
use super::field::Field;
use super::quote;

/// What a word with a colon behind it is.
pub(super) enum Colon<'a> {
    Field(&'a str),
    Word,
    /// A word, though the name is a field's or no field's: with what to say of it.
    Doubtful(String),
}

/// The length of the word at the start of `text`: at least one character.
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

/// The length of the address at the start of `text`, without the punctuation behind it.
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

/// What the word at the start of `text` is by the colon behind it.
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
    // A headline set without a space: no field's name comes near, or else the next word is a capitalised one, too.
    let of_headline = capitalised(name) && (capitalised(value) || Field::nearest(name).is_none());
    match next {
        Some(c) if !begins_value(c) => Colon::Word,
        None => Colon::Word,
        Some(_) if of_headline => Colon::Doubtful(format!(
            "there is no field {}; it is read as words",
            quoted(name)
        )),
        Some(_) => Colon::Field(name),
    }
}

/// A field's name with a space behind its colon, as headlines have it and as a shell leaves it.
fn without_value(name: &str) -> Colon<'_> {
    if capitalised(name) {
        return Colon::Word;
    }
    Colon::Doubtful(format!(
        "`{name}:` has no value right behind its colon and is read as a word; if there was a `>`, quote the query: the shell took it"
    ))
}

/// Whether a text begins with a word that has a capital, as those of headlines do.
pub(super) fn capitalised(text: &str) -> bool {
    text.trim_start_matches(['\'', '‘', '’'])
        .starts_with(char::is_uppercase)
}

fn begins_value(c: char) -> bool {
    c.is_alphanumeric()
        || quote::is_double(c)
        || matches!(c, '(' | '[' | '{' | '<' | '>' | '=' | '$' | '€' | '£')
}
