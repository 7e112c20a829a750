//! Parses multi-word numbers such as "seven thousand", and scale words, which multiply a number.

use crate::figure::number_parser;

/// The limit above which an `f64` cannot represent every whole number.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;
/// The maximum number of words in a number.
pub(super) const MOST_WORDS: usize = 24;

/// Words and abbreviations that multiply the number before them.
const SCALES: &[(&str, f64)] = &[
    ("k", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("b", 1e9),
    ("bn", 1e9),
    ("t", 1e12),
    ("tn", 1e12),
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
];

/// Returns `value` multiplied by the scale word at the start of `rest`, and the text after that word. If there is no
/// scale word, returns `value` and `rest` unchanged.
pub(super) fn scaled(value: f64, rest: &str) -> (f64, &str) {
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let word = &rest[..end];
    match SCALES
        .iter()
        .find(|(scale, _)| scale.eq_ignore_ascii_case(word))
    {
        Some((_, factor)) => (value * factor, rest[end..].trim()),
        None => (value, rest),
    }
}

/// Returns whether `word` is an unabbreviated scale word. Such a word can only continue the number before it.
pub(super) fn is_scale_word(word: &str) -> bool {
    SCALES
        .iter()
        .any(|(scale, _)| scale.len() > 3 && scale.eq_ignore_ascii_case(word))
}

/// Returns whether `text` ends with a digit or a scale word, so that a scale word after it continues the number.
pub(super) fn takes_scale(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.ends_with(|c: char| c.is_ascii_digit()) || is_scale_word(last)
}

/// Parses the number at the start of `words`. Returns the number in digits and its word count, or `None` if `words`
/// does not start with a number.
///
/// A single word made up only of letters does not count as a number, because a lone "one" is rarely meant as a number.
/// Codes such as "007" and numbers too large to be exact do not count, either.
pub(super) fn of_words(words: &[&str]) -> Option<(String, usize)> {
    let words = &words[..words.len().min(MOST_WORDS)];
    let first = words.first()?;
    if !first.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let joined = words.join(" ");
    let whole = number_parser::read(&joined, 0)?;
    let count = ends_of(words).position(|end| end == whole.end)? + 1;
    // In a query, `100 200` is two numbers, although in running text it may mean 100,200.
    if words[1..count]
        .iter()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    {
        return digits(first).map(|text| (text, 1));
    }
    let in_letters = count == 1 && first.bytes().all(|b| b.is_ascii_alphabetic());
    (!in_letters)
        .then_some(whole.value)
        .filter(|_| !is_code(first))
        .and_then(text_of)
        .map(|text| (text, count))
}

/// Returns the offset at which each word ends when the words are joined by spaces.
fn ends_of<'a>(words: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    words.iter().scan(0, |at, word| {
        *at += word.len() + 1;
        Some(*at - 1)
    })
}

fn digits(word: &str) -> Option<String> {
    let read =
        number_parser::read(word, 0).filter(|read| read.end == word.len() && !is_code(word))?;
    text_of(read.value)
}

/// Returns whether a word starts with a zero and another digit, like the code "007".
fn is_code(word: &str) -> bool {
    word.starts_with('0') && word[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// Returns a number in digits, or `None` if it is too large to be exact.
fn text_of(value: f64) -> Option<String> {
    (value < MOST_EXACT).then(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_become_digits() {
        let rows: &[(&str, Option<(&str, usize)>)] = &[
            ("seven thousand men", Some(("7000", 2))),
            ("7.5 million", Some(("7500000", 2))),
            ("7,000", Some(("7000", 1))),
            ("twenty-five", Some(("25", 1))),
            ("one", None),
            ("one man", None),
            ("a thousand", Some(("1000", 2))),
            ("a man", None),
            ("100 200", Some(("100", 1))),
            ("007", None),
            ("0.5", Some(("0.5", 1))),
            ("12345678901234567", None),
            ("10:30", None),
            ("7,000-strong army", None),
        ];
        for &(text, expected) in rows {
            let words: Vec<_> = text.split(' ').collect();
            let read = of_words(&words);
            assert_eq!(
                read.as_ref().map(|(text, n)| (text.as_str(), *n)),
                expected,
                "{text}"
            );
        }
    }
}
