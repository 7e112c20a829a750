//! Splits text into sentences.
//!
//! The number of sentences and the length of each are limited, so that no input makes the rules slow.

use std::sync::LazyLock;

use memchr::memchr3_iter;

use super::lexicon::vocabulary::Vocabulary;
use super::lexicon_loader::{CUE_WORDS, WORDS};
use super::table;
use super::word_class::Class;
use crate::byte_range::ByteRange;

/// The maximum length of a sentence, in bytes. Longer sentences are cut, so that no rule searches further than this.
const LONGEST: usize = 4096;

/// The maximum number of sentences, far more than any article has. The rest of the text counts as one sentence, which
/// is cut if it is too long.
const MOST: usize = 1 << 20;

/// Classes of words that rarely follow an abbreviation in the middle of a sentence: "in the U.S. The".
const OPENERS: [Class; 4] = [
    Class::Determiner,
    Class::Pronoun,
    Class::Preposition,
    Class::Conjunction,
];

/// The words that decide whether a dot ends a sentence: short forms and openers. They are loaded without the rest of the
/// lexicon, because a query splits the articles that it shows into sentences.
static WORDS_AT_DOTS: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut words = Vocabulary::default();
    for (head, items) in table::rows(WORDS).chain(table::rows(CUE_WORDS)) {
        let class = Class::from_name(head);
        let decides = |class: &Class| *class == Class::ShortForm || OPENERS.contains(class);
        let Some(class) = class.filter(decides) else {
            continue;
        };
        for item in items {
            // A short form may have a dot in the table: "gen.".
            words.enter(item.trim_end_matches('.'), class.bit());
        }
    }
    words
});

/// Returns whether a word belongs to a class, which must be one that [`WORDS_AT_DOTS`] contains.
fn has(word: &str, class: Class) -> bool {
    WORDS_AT_DOTS.get(word, 0, word.len()).1 & class.bit() != 0
}

/// Returns the spans of the sentences in `text`, without the whitespace around them.
pub fn spans(text: &str) -> Vec<ByteRange> {
    at_most(text, MOST)
}

/// Splits `text` like [`spans`], but stops splitting once there are `most` sentences.
fn at_most(text: &str, most: usize) -> Vec<ByteRange> {
    let bytes = text.as_bytes();
    let mut spans = Vec::with_capacity(text.len() / 100 + 1);
    let mut start = 0;
    for at in memchr3_iter(b'.', b'\n', b'?', bytes).chain(std::iter::once(bytes.len())) {
        if at < start {
            continue;
        }
        if spans.len() >= most {
            break;
        }
        let Some(end) = boundary(text, start, at) else {
            continue;
        };
        exclamations(text, ByteRange::new(start, end), most, &mut spans);
        start = end;
    }
    push(text, start, bytes.len(), &mut spans);
    spans
}

/// Splits a span at its exclamation marks and adds the sentences to `spans`. Exclamation marks are rare, so a separate
/// pass for them is cheap.
fn exclamations(text: &str, span: ByteRange, most: usize, spans: &mut Vec<ByteRange>) {
    let ByteRange { mut start, end } = span;
    let bytes = &text.as_bytes()[span.as_range()];
    for at in memchr::memchr_iter(b'!', bytes).map(|i| i + span.start) {
        if spans.len() >= most {
            break;
        }
        if let Some(stop) = boundary(text, start, at).filter(|&stop| stop <= end) {
            push(text, start, stop, spans);
            start = stop;
        }
    }
    push(text, start, end, spans);
}

/// Adds a span to `spans`, without leading and trailing whitespace. A span that is too long is added in pieces.
fn push(text: &str, mut start: usize, end: usize, spans: &mut Vec<ByteRange>) {
    while end - start > LONGEST {
        let mut cut = start + LONGEST;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        // Cut between words if possible.
        let cut = text[start..cut]
            .rfind(' ')
            .filter(|&at| at > LONGEST / 2)
            .map_or(cut, |at| start + at + 1);
        trim(text, start, cut, spans);
        start = cut;
    }
    trim(text, start, end, spans);
}

fn trim(text: &str, start: usize, end: usize, spans: &mut Vec<ByteRange>) {
    let slice = &text[start..end];
    let first = start + (slice.len() - slice.trim_start().len());
    let last = first + slice.trim().len();
    if first < last {
        spans.push(ByteRange::new(first, last));
    }
}

/// Characters that can follow the final punctuation mark of a sentence.
const CLOSERS: [char; 9] = ['"', '”', '’', '\'', ')', ']', '.', '!', '?'];

/// Returns the end of the sentence that starts at `start`, or `None` if it does not end at `at`.
fn boundary(text: &str, start: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        None => Some(at),
        Some(b'\n') => line_ends(text, at).then_some(at + 1),
        Some(&mark) => {
            let mut end = at + 1;
            // Without the limit of six, text that consists only of closing characters would take quadratic time.
            for c in text[end..]
                .chars()
                .take(6)
                .take_while(|c| CLOSERS.contains(c))
            {
                end += c.len_utf8();
            }
            let spaced = bytes.get(end).is_none_or(u8::is_ascii_whitespace)
                || text[end..].starts_with('\u{a0}');
            (spaced
                && begins(text, end)
                && (mark != b'.' || end > at + 1 || !abbreviates(text, start, at)))
            .then_some(end)
        }
    }
}

/// Returns whether the line break at `at` ends a sentence. It does not if the next line starts with a lower-case
/// letter.
fn line_ends(text: &str, at: usize) -> bool {
    let next = text[at + 1..].trim_start_matches([' ', '\t']);
    !next.starts_with(|c: char| c.is_lowercase())
}

/// Returns whether a sentence can start at `at`, ignoring spaces, quotation marks and opening brackets.
fn begins(text: &str, at: usize) -> bool {
    let opens = |c: &char| {
        matches!(
            c,
            ' ' | '\t' | '\u{a0}' | '"' | '“' | '‘' | '\'' | '(' | '['
        )
    };
    text[at..]
        .chars()
        .take(8)
        .find(|c| !opens(c))
        .is_none_or(|c| !c.is_lowercase())
}

/// Returns whether the dot at `at` is part of an abbreviation.
fn abbreviates(text: &str, start: usize, at: usize) -> bool {
    // Abbreviations are short, so it is enough to look at a few bytes.
    let near = (at.saturating_sub(12).max(start)..at)
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(at);
    let before = &text[near..at];
    let from = before
        .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .map_or(0, |i| i + 1);
    let word = before.get(from..).unwrap_or_default();
    let next = text[at + 1..].strip_prefix(' ').unwrap_or(&text[at + 1..]);
    if word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase()) {
        return true;
    }
    if word.contains('.') && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.') {
        // An abbreviation can also end its sentence: "the U.S. The", "7 p.m. Police".
        let end = next
            .char_indices()
            .take(16)
            .find(|(_, c)| !c.is_alphabetic())
            .map_or(0, |(i, _)| i);
        let opens = OPENERS.iter().any(|class| has(&next[..end], *class));
        let clock = word.eq_ignore_ascii_case("p.m") || word.eq_ignore_ascii_case("a.m");
        let ends = clock && !next.starts_with(|c: char| c.is_ascii_digit()) && end > 3;
        return !opens && !ends;
    }
    has(word, Class::ShortForm)
        || (word.eq_ignore_ascii_case("no") || matches!(word, "c" | "est"))
            && next.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_past_the_limit_are_not_split() {
        let text = "One. Two! Three! Four.\n\nFive? Six.";
        let read = |most| {
            let spans = at_most(text, most).into_iter();
            spans.map(|span| &text[span.as_range()]).collect::<Vec<_>>()
        };
        let all = ["One.", "Two!", "Three!", "Four.", "Five?", "Six."];
        assert_eq!(read(6), all);
        assert_eq!(read(2), ["One.", "Two!", "Three! Four.", "Five? Six."]);
        assert_eq!(read(4)[4..], ["Five? Six."]);
        assert_eq!(read(0), [text]);
        // Long sentences are still cut.
        let long = "word ".repeat(LONGEST);
        assert!(at_most(&long, 0).iter().all(|span| span.len() <= LONGEST));
    }
}
