//! Parses number words: "two hundred and fifty", "two point five million".

use super::multiplier::{gap, multiplier_after, word_at};
use super::numeral::Numeral;

/// The single words for numbers below a hundred, with their values.
const SMALL: [(&str, u8); 30] = [
    ("nought", 0),
    ("naught", 0),
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Returns the single words for numbers below a hundred.
pub fn small_words() -> impl Iterator<Item = &'static str> {
    SMALL.iter().map(|&(word, _)| word)
}

fn small(word: &[u8]) -> Option<u8> {
    let first = word.first()?.to_ascii_lowercase();
    if !matches!(first, b'z' | b'o' | b't' | b'f' | b's' | b'e' | b'n') {
        return None;
    }
    SMALL
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name.as_bytes()))
        .map(|&(_, value)| value)
}

/// Returns the offset at which the ones can start after the tens. The two can be separated by spaces, a hyphen, or a
/// hyphen between spaces.
fn between_tens(bytes: &[u8], at: usize) -> Option<usize> {
    let start = gap(bytes, at).filter(|&start| start > at)?;
    Some(
        start
            + if bytes[start..].starts_with(b"- ") {
                2
            } else {
                0
            },
    )
}

/// Parses a number below a hundred: "fifty", "fifty-four", "fifty four". Returns its end and its value.
pub fn below_hundred(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let word = word_at(bytes, at);
    let tens = small(word)?;
    let end = at + word.len();
    if tens >= 20
        && let Some(start) = between_tens(bytes, end)
    {
        let word = word_at(bytes, start);
        if let Some(unit @ 1..=9) = small(word) {
            return Some((start + word.len(), f64::from(tens + unit)));
        }
    }
    Some((end, f64::from(tens)))
}

/// Parses a number below a thousand: "two hundred and fifty", "fifty", "a hundred". Returns its end and its value.
fn below_thousand(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let (end, count) = article(bytes, at).or_else(|| below_hundred(bytes, at))?;
    let Some((end, _)) =
        multiplier_after(bytes, end).filter(|&(_, factor)| factor.to_bits() == 1e2f64.to_bits())
    else {
        return Some((end, count));
    };
    let rest = after_and(bytes, end).and_then(|next| below_hundred(bytes, next));
    // "two hundred and three hundred" is two numbers.
    match rest
        .filter(|&(next, _)| multiplier_after(bytes, next).is_none_or(|(_, factor)| factor > 100.0))
    {
        Some((next, more)) => Some((next, count * 100.0 + more)),
        None => Some((end, count * 100.0)),
    }
}

/// Parses "a" before a multiplier as the number one.
fn article(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let word = word_at(bytes, at);
    let end = at + word.len();
    (word.eq_ignore_ascii_case(b"a")
        && bytes.get(end) == Some(&b' ')
        && multiplier_after(bytes, end).is_some())
    .then_some((end, 1.0))
}

/// Returns the offset of the next part of a number, after a space or hyphen and an optional "and".
fn after_and(bytes: &[u8], at: usize) -> Option<usize> {
    let start = gap(bytes, at).filter(|&start| start > at)?;
    if word_at(bytes, start).eq_ignore_ascii_case(b"and") && bytes.get(start + 3) == Some(&b' ') {
        return gap(bytes, start + 3);
    }
    Some(start)
}

/// Parses a cardinal in words. Also returns its last multiplier above a hundred, or 1 if it has none.
pub fn read(bytes: &[u8], at: usize) -> Option<(Numeral, f64)> {
    let (mut end, mut group) = below_thousand(bytes, at)?;
    let (mut total, mut ceiling) = (0.0, f64::INFINITY);
    loop {
        let (next, factor) = thousands(bytes, end);
        if factor >= ceiling {
            break;
        }
        total += group * factor;
        end = next;
        ceiling = factor;
        let more = after_and(bytes, end).and_then(|start| below_thousand(bytes, start));
        // "one thousand and two thousand" is two numbers.
        match more.filter(|&(after, _)| factor >= 1e3 && thousands(bytes, after).1 < ceiling) {
            Some((after, more)) => (end, group) = (after, more),
            None => break,
        }
    }
    if ceiling <= 1.0
        && let Some((next, value)) = decimals(bytes, end, total)
    {
        let (end, factor) = thousands(bytes, next);
        let value = value * factor;
        return Some((Numeral { end, value }, factor));
    }
    Some((Numeral { end, value: total }, ceiling))
}

/// The maximum number of digits after the word "point".
const MOST_SPOKEN: usize = 9;

/// Parses the word "point" and the decimals after it, and adds them to `whole`: "[nine] point nought four", "point
/// seventy-one".
fn decimals(bytes: &[u8], at: usize, whole: f64) -> Option<(usize, f64)> {
    let start = gap(bytes, at).filter(|&start| start > at && bytes[at] != b'-')?;
    if !word_at(bytes, start).eq_ignore_ascii_case(b"point") {
        return None;
    }
    let mut end = start + 5;
    let mut spoken = format!("{whole}.");
    let point = spoken.len();
    while spoken.len() - point < MOST_SPOKEN
        && let Some(next) = gap(bytes, end).filter(|&next| next > end && bytes[end] != b'-')
        && let Some((stop, digits)) = below_hundred(bytes, next)
        && (digits < 10.0 || spoken.len() == point)
    {
        end = stop;
        spoken.push_str(&digits.to_string());
        if digits >= 10.0 {
            break;
        }
    }
    if spoken.len() == point {
        return None;
    }
    spoken.parse().ok().map(|value| (end, value))
}

/// Parses the multipliers at `at` that are greater than a hundred. Returns their end and their product.
fn thousands(bytes: &[u8], mut at: usize) -> (usize, f64) {
    let mut factor = 1.0;
    while let Some((next, more)) = multiplier_after(bytes, at).filter(|&(_, more)| more > 100.0) {
        at = next;
        factor *= more;
    }
    (at, factor)
}
