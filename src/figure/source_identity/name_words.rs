//! Splits a name into lower-case words without accents, so that names can be compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::offices::OFFICE;

/// A word of a name.
#[derive(Clone, Debug)]
pub struct NameWord {
    /// The letters in lower case, without accents, apostrophes or the dots of an abbreviation.
    pub text: String,
    /// Whether the word started with a capital letter.
    pub capital: bool,
}

/// Letters with strokes, ligatures and apostrophes that Unicode normalisation does not decompose, with their
/// replacements.
const LETTERS: &[(char, &str)] = &[
    ('ł', "l"),
    ('Ł', "L"),
    ('ø', "o"),
    ('Ø', "O"),
    ('đ', "d"),
    ('Đ', "D"),
    ('ð', "d"),
    ('ı', "i"),
    ('æ', "ae"),
    ('Æ', "AE"),
    ('œ', "oe"),
    ('Œ', "OE"),
    ('ß', "ss"),
    ('’', "'"),
    ('‘', "'"),
    ('ʼ', "'"),
    ('ʻ', "'"),
    ('ʹ', "'"),
    ('′', "'"),
    ('`', "'"),
];

/// The possessive ending.
const OWNER: &str = "'s";

/// The first character after the Latin letters. Combining marks are removed only from Latin letters, because in other
/// scripts a mark can change the letter, as in "и" and "й".
const PAST_LATIN: char = '\u{250}';

/// Returns the words of a name. No word is empty.
pub fn words(name: &str) -> Vec<NameWord> {
    let plain = plain(name);
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || c == '\'' || c == '.';
    let mut words = Vec::new();
    let mut rest = plain.as_str();
    while let Some(start) = rest.find(|c| inside(c) || c == '&') {
        rest = &rest[start..];
        if let Some(behind) = rest.strip_prefix('&') {
            words.push(NameWord {
                text: "and".to_owned(),
                capital: false,
            });
            rest = behind;
            continue;
        }
        let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        words.extend(word(&rest[..end]));
        rest = &rest[end..];
    }
    if let Some(last) = words.last_mut()
        && let Some(end) = last.text.strip_suffix(OWNER).map(str::len)
    {
        last.text.truncate(end);
    }
    initials(words)
}

/// Removes accents and strokes from letters, and replaces typographic apostrophes with the ASCII one.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut base = ' ';
    let map = |c: char| {
        LETTERS
            .iter()
            .find(|(from, _)| *from == c)
            .map(|(_, to)| *to)
    };
    // Treat "´" as an apostrophe. Unicode would decompose it into a space and an accent.
    let accent = |c: char| if c == '´' { '\'' } else { c };
    for c in text.chars().map(accent).nfkd() {
        if is_combining_mark(c) {
            if base.is_alphabetic() && base >= PAST_LATIN {
                plain.push(c);
            }
            continue;
        }
        match map(c) {
            Some(to) => plain.push_str(to),
            None => plain.push(c),
        }
        base = plain.chars().next_back().unwrap_or(' ');
    }
    plain.nfc().collect()
}

/// Converts a run of letters, apostrophes and dots to a word. Returns `None` if the run contains only apostrophes and
/// dots.
fn word(run: &str) -> Option<NameWord> {
    let capital = run
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase);
    // Accents are removed again, because lower-casing can add one.
    let lower = plain(&run.to_lowercase());
    let edge = ['\'', '.'];
    let mut bare = lower.trim_matches(edge);
    let owner = bare.ends_with(OWNER);
    while let Some(owner) = bare.strip_suffix(OWNER) {
        bare = owner.trim_end_matches(edge);
    }
    let mut text = bare.replace('\'', "");
    if abbreviation(&text) {
        text.retain(|c| c != '.');
    }
    if text.is_empty() {
        return None;
    }
    // "the state's department" is not the "State Department".
    if owner && OFFICE.apart.contains(text.as_str()) {
        text.push_str(OWNER);
    }
    Some(NameWord { text, capital })
}

/// Returns whether each dot-separated part of a word has one or two letters: "u.s", "ph.d", but not "example.org" or
/// "1.5".
fn abbreviation(text: &str) -> bool {
    let short = |part: &str| {
        (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    text.split('.').all(short)
}

/// Joins consecutive initials: "j", "j", "doe" becomes "jj", "doe".
fn initials(words: Vec<NameWord>) -> Vec<NameWord> {
    let mut joined: Vec<NameWord> = Vec::with_capacity(words.len());
    let mut open = false;
    for word in words {
        let single = word.text.chars().count() == 1 && word.text.chars().all(char::is_alphabetic);
        match joined.last_mut() {
            Some(last) if open && single => last.text.push_str(&word.text),
            _ => joined.push(word),
        }
        open = single;
    }
    joined
}
