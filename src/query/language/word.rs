//! Parses single words: plain words, numbers, wildcards and fuzzy words.

use unicode_normalization::char::is_combining_mark;

use super::error::{Warnings, quoted};
use super::number_words;
use crate::byte_range::ByteRange;
use crate::query::model::Pattern;

/// The meaning of a word.
#[derive(Debug, PartialEq)]
pub(super) enum WordSyntax {
    /// `*`
    Every,
    /// Patterns that must all match. There is usually one. Punctuation alone gives none, and a word such as `well-kn*`
    /// gives two.
    Patterns(Vec<Pattern>),
}

/// Returns the length of the punctuation at the start of `text`, in bytes. Returns 0 if `text` is all punctuation.
pub(super) fn lead(text: &str) -> usize {
    text.find(begins).unwrap_or(0)
}

fn begins(c: char) -> bool {
    c.is_whitespace() || is_letter(c) || matches!(c, '*' | '?')
}

/// Returns whether `c` can be part of a word in the index.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Returns the distance in `NEAR/5` or `w/5`, or `None` for any other word.
pub(super) fn near(raw: &str) -> Option<&str> {
    let (name, digits) = Suffixed::new(raw).core.split_once('/')?;
    let known = name.eq_ignore_ascii_case("near") || name.eq_ignore_ascii_case("w");
    (known && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Returns a word without the punctuation around it.
pub(super) fn core(raw: &str) -> &str {
    let start = raw.trim_start_matches(|c| !begins(c));
    let ends = |c: char| is_letter(c) || matches!(c, '*' | '~');
    let core = start.trim_end_matches(|c| !ends(c));
    if start[core.len()..].starts_with('.') && is_abbreviation(core) {
        &start[..=core.len()]
    } else {
        core
    }
}

/// Returns whether the full stop after `core` belongs to the word, as it does in `U.S.` and `Ph.D.`
fn is_abbreviation(core: &str) -> bool {
    let short = |part: &str| {
        (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    core.contains('.') && core.split('.').all(short)
}

/// Parses a word.
pub(super) fn read(raw: &str, span: ByteRange, warnings: &mut Warnings) -> WordSyntax {
    let Suffixed {
        core,
        distance,
        weighted,
    } = Suffixed::new(raw);
    if weighted {
        warnings.add(
            span,
            "`^` and the number after it are ignored: words cannot be weighted",
        );
    }
    if !core.is_empty() && core.bytes().all(|b| b == b'*') {
        return WordSyntax::Every;
    }
    if !core.contains(char::is_alphanumeric) {
        if core.contains('*') {
            warnings.add(span, "wildcard ignored: it needs at least one letter");
        }
        return WordSyntax::Patterns(Vec::new());
    }
    if let Some(fuzzy) = distance.and_then(|distance| fuzzy(core, distance, span, warnings)) {
        return WordSyntax::Patterns(vec![fuzzy]);
    }
    if core.contains(['*', '?']) {
        return WordSyntax::Patterns(wildcards(core, span, warnings));
    }
    WordSyntax::Patterns(vec![Pattern::Word(plain(core))])
}

/// A word and its suffixes.
struct Suffixed<'a> {
    core: &'a str,
    /// The text after `~`, or `None` if there is no `~`.
    distance: Option<&'a str>,
    /// Whether the word has a boost such as `^2`.
    weighted: bool,
}

impl<'a> Suffixed<'a> {
    fn new(raw: &'a str) -> Self {
        let (mut distance, mut weighted) = (None, false);
        let mut word = core(raw);
        loop {
            if let Some(inner) = unweighted(word) {
                word = core(inner);
                weighted = true;
            } else if let Some((inner, tail)) =
                word.rsplit_once('~').filter(|(_, tail)| is_distance(tail))
            {
                word = core(inner);
                distance = distance.or(Some(tail));
            } else {
                return Self {
                    core: word,
                    distance,
                    weighted,
                };
            }
        }
    }
}

/// Returns the word without its Lucene boost (`word^2`), or `None` if it has no boost.
fn unweighted(core: &str) -> Option<&str> {
    let (word, weight) = core.rsplit_once('^')?;
    let digits = !weight.is_empty() && weight.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (digits && word.contains(char::is_alphanumeric)).then_some(word)
}

fn is_distance(tail: &str) -> bool {
    tail.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The maximum length of a word for which `~` without a number allows only one edit.
const SHORT: usize = 5;

/// Returns the fuzzy pattern, or `None` if the word is to be matched exactly.
fn fuzzy(word: &str, distance: &str, span: ByteRange, warnings: &mut Warnings) -> Option<Pattern> {
    let letters = |c: char| is_letter(c) && !c.is_numeric() || matches!(c, '\'' | '’');
    if !word.chars().all(letters) {
        let of = if word.contains(char::is_numeric) {
            "numbers"
        } else {
            "more than one word"
        };
        warnings.add(
            span,
            format!("`~` is ignored: fuzzy search does not work for {of}"),
        );
        return None;
    }
    let usual = if word.chars().count() <= SHORT { 1 } else { 2 };
    let distance = match distance {
        "" => usual,
        "0" => return None,
        "1" => 1,
        "2" => 2,
        other => {
            let most = if other.contains('.') { usual } else { 2 };
            warnings.add(
                span,
                format!(
                    "{} is read as `~{most}`: at most 2 letters may differ",
                    quoted(&format!("~{other}"))
                ),
            );
            most
        }
    };
    let word = word.to_owned();
    Some(Pattern::Fuzzy { word, distance })
}

/// Splits a word with wildcards into patterns for single words, because the index contains only single words.
fn wildcards(core: &str, span: ByteRange, warnings: &mut Warnings) -> Vec<Pattern> {
    let inside = |c: char| is_letter(c) || matches!(c, '*' | '?' | '\'' | '’');
    let pieces = core.split(|c| !inside(c)).map(|piece| {
        let piece = piece.trim_matches(['\'', '’']);
        piece.trim_end_matches(['?', '\'', '’'])
    });
    let pieces: Vec<&str> = pieces
        .filter(|piece| piece.contains(char::is_alphanumeric))
        .collect();
    if pieces.len() > 1 {
        let message = format!(
            "wildcards work only in single words; read as {}",
            quoted(&pieces.join(" "))
        );
        warnings.add(span, message);
    }
    let pattern = |piece: &str| {
        if piece.contains(['*', '?']) {
            Pattern::Wildcard(collapsed(piece))
        } else {
            Pattern::Word(plain(piece))
        }
    };
    pieces.into_iter().map(pattern).collect()
}

/// Replaces each run of `*` with a single `*`, which matches the same words.
fn collapsed(pattern: &str) -> String {
    let mut collapsed = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        if c != '*' || !collapsed.ends_with('*') {
            collapsed.push(c);
        }
    }
    collapsed
}

/// Converts a number to digits, and returns any other word unchanged.
fn plain(core: &str) -> String {
    number_words::of_words(&[core]).map_or_else(|| core.to_owned(), |(digits, _)| digits)
}

/// Returns the words at the start of `raws` that may form a number: plain words without punctuation between them.
pub(super) fn plain_run<'a>(raws: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words = Vec::new();
    for raw in raws.take(number_words::MOST_WORDS) {
        match single(raw) {
            Some((word, before, behind)) if words.is_empty() || !before => {
                words.push(word);
                if behind {
                    break;
                }
            }
            _ => break,
        }
    }
    words
}

/// Returns the plain word in `raw`, and whether there is punctuation before and after it. Returns `None` if `raw`
/// contains anything else.
fn single(raw: &str) -> Option<(&str, bool, bool)> {
    let core = core(raw);
    let plain = |c: char| is_letter(c) || matches!(c, '.' | ',' | '-' | '\'' | '’');
    let start = raw.find(core)?;
    (!core.is_empty() && core.chars().all(plain)).then_some((
        core,
        start > 0,
        start + core.len() < raw.len(),
    ))
}
