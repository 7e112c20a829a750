//! The affixes that are split off a word: punctuation, quotation marks, currency signs, symbols, units and "'s".

use super::char_class::{is_capital, is_currency, is_punctuation, is_quote, is_small, is_symbol};

/// Units that are split from the number before them. A unit precedes every shorter unit that it ends with.
const UNITS: &[&str] = &[
    "km²", "km³", "dm²", "dm³", "cm²", "cm³", "mm²", "mm³", "m²", "m³", "km/h", "m/s", "kmh",
    "mph", "hPa", "mbar", "km", "dm", "cm", "mm", "µm", "nm", "m", "ha", "yd", "in", "ft", "kg",
    "mg", "µg", "g", "lb", "t", "oz", "Pa", "mb", "MB", "kb", "KB", "gb", "GB", "tb", "TB", "T",
    "G", "M", "K", "%",
];

/// Currency signs of several characters.
const LONG_CURRENCIES: &[&str] = &["US$", "C$", "A$"];

/// Returns the length in bytes of the prefix that becomes a separate token, or 0 if `word` has none.
pub fn prefix_len(word: &str) -> usize {
    let Some(first) = word.chars().next() else {
        return 0;
    };
    if is_punctuation(first) || is_quote(first) || is_currency(first) || is_symbol(first) {
        return first.len_utf8();
    }
    match first {
        '§' | '%' | '=' | '—' | '–' => first.len_utf8(),
        '+' if !word[1..].starts_with(|c: char| c.is_ascii_digit()) => 1,
        '.' => Some(word.len() - word.trim_start_matches('.').len())
            .filter(|&dots| dots > 1)
            .unwrap_or(0),
        'U' | 'C' | 'A' => LONG_CURRENCIES
            .iter()
            .find(|currency| word.starts_with(**currency))
            .map_or(0, |currency| currency.len()),
        _ => 0,
    }
}

/// Returns the length in bytes of the suffix that becomes a separate token, or 0 if `word` has none.
pub fn suffix_len(word: &str) -> usize {
    let Some(last) = word.chars().next_back() else {
        return 0;
    };
    let before = &word[..word.len() - last.len_utf8()];
    if matches!(last, 's' | 'S') && before.ends_with(['\'', '’']) {
        let apostrophe = before.chars().next_back().map_or(0, char::len_utf8);
        return apostrophe + 1;
    }
    if is_punctuation(last) || is_quote(last) || is_symbol(last) || matches!(last, '—' | '–') {
        return last.len_utf8();
    }
    if last == '.' {
        return dots_len(word, before);
    }
    after_digit(word, last, before)
}

/// Returns the number of dots to split from the end of `word`. A single dot stays part of the word after an initial
/// ("J.") or if it is the whole word.
fn dots_len(word: &str, before: &str) -> usize {
    let dots = word.len() - word.trim_end_matches('.').len();
    if dots > 1 {
        return dots;
    }
    let mut letters = before.chars().rev();
    let previous = letters.next();
    let second = letters.next();
    let ends_word = previous.is_some_and(|c| {
        c.is_ascii_digit()
            || is_small(c)
            || is_quote(c)
            || is_punctuation(c)
            || matches!(c, '%' | '²' | '-' | '+')
    });
    let capitals = previous.is_some_and(is_capital) && second.is_some_and(is_capital);
    let degrees = second == Some('°') && matches!(previous, Some('F' | 'C' | 'K'));
    usize::from(ends_word || capitals || degrees)
}

/// Returns the length in bytes of a plus sign, currency sign or unit that ends `word` and directly follows a digit.
/// Returns 0 if there is none.
fn after_digit(word: &str, last: char, before: &str) -> usize {
    let digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let follows_digit = |affix: &&&str| word.strip_suffix(**affix).is_some_and(digit);
    if last == '+' || is_currency(last) {
        let long = LONG_CURRENCIES.iter().find(follows_digit);
        return match long {
            Some(currency) => currency.len(),
            None if digit(before) => last.len_utf8(),
            None => 0,
        };
    }
    if !last.is_alphabetic() && !matches!(last, '%' | '²' | '³') {
        return 0;
    }
    UNITS
        .iter()
        .find(follows_digit)
        .map_or(0, |unit| unit.len())
}
