//! Plain cardinals as text writes them: `7,000`, `7.5 million`, `two hundred and fifty`, `1.2bn`.
//!
//! What surrounds a numeral and whether it is a figure is decided elsewhere; here a numeral is only read.

/// A cardinal that was read from text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Where it ends, in bytes.
    pub end: usize,
    /// What it says.
    pub value: f64,
}

/// Longer runs of digits are identifiers, not amounts.
const MOST_DIGITS: usize = 18;

/// The longest plain cardinal that starts exactly at byte `at`, if one does.
pub fn read(text: &str, at: usize) -> Option<Numeral> {
    read_with_factor(text, at).map(|(numeral, _)| numeral)
}

/// As [`read`], with the multiplier by which it ends ("million" is 1e6), which a range's first number may share.
pub(super) fn read_with_factor(text: &str, at: usize) -> Option<(Numeral, f64)> {
    starts_word(text.as_bytes(), at)
        .then(|| read_part(text, at))
        .flatten()
}

/// As [`read_with_factor`], also in the middle of a word: "`USD10m`" holds a number at its "1".
pub(super) fn read_part(text: &str, at: usize) -> Option<(Numeral, f64)> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'0'..=b'9' => in_digits(bytes, at).map(|numeral| multiplied(bytes, numeral)),
        b'.' if starts_word(bytes, at) => in_digits(bytes, at).map(|numeral| (numeral, 1.0)),
        byte if byte.is_ascii_alphabetic() => in_words(bytes, at),
        _ => None,
    }
}

/// Whether nothing before `at` belongs to the same word or number.
fn starts_word(bytes: &[u8], at: usize) -> bool {
    let Some(&before) = at.checked_sub(1).and_then(|i| bytes.get(i)) else {
        return true;
    };
    let joined = matches!(before, b'.' | b',')
        && at >= 2
        && bytes[at - 2].is_ascii_digit()
        && bytes.get(at).is_some_and(u8::is_ascii_digit);
    !before.is_ascii_alphanumeric() && !joined
}

/// Reads digits with their groups and decimals, and no multiplier.
fn in_digits(bytes: &[u8], at: usize) -> Option<Numeral> {
    let whole = digits_end(bytes, at);
    let mut end = grouped_end(bytes, at, whole);
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits_end(bytes, end + 1);
        // A second dot makes a version or a date of it.
        let again = bytes.get(decimals) == Some(&b'.')
            && bytes.get(decimals + 1).is_some_and(u8::is_ascii_digit);
        if decimals > end + 1 && again {
            return None;
        }
        if decimals > end + 1 {
            end = decimals;
        }
    }
    if end == at || end - at > 2 * MOST_DIGITS {
        return None;
    }
    let plain: String = bytes[at..end]
        .iter()
        .filter(|b| b.is_ascii_digit() || **b == b'.')
        .map(|&b| char::from(b))
        .collect();
    if plain.len() > MOST_DIGITS {
        return None;
    }
    plain.parse().ok().map(|value| Numeral { end, value })
}

fn digits_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let run = rest.iter().take(3 * MOST_DIGITS);
    at + run.take_while(|b| b.is_ascii_digit()).count()
}

/// The separators between groups of digits: comma, space, no-break space, narrow no-break space, thin space.
const SEPARATORS: [&[u8]; 5] = [
    b",",
    b" ",
    "\u{a0}".as_bytes(),
    "\u{202f}".as_bytes(),
    "\u{2009}".as_bytes(),
];

/// Where the groups after the first end: `1,234,567`, `1 234 567`, `12,34,567`.
fn grouped_end(bytes: &[u8], at: usize, whole: usize) -> usize {
    if whole == at || whole - at > 3 || bytes[at] == b'0' {
        return whole;
    }
    for separator in SEPARATORS {
        let mut ends = whole;
        let mut end = whole;
        while bytes[end..].starts_with(separator) {
            let next = digits_end(bytes, end + separator.len());
            match next - end - separator.len() {
                3 => ends = next,
                2 if separator == b"," => {}
                _ => break,
            }
            end = next;
        }
        if ends == end && end > whole {
            return ends;
        }
    }
    whole
}

/// The numeral with the multiplier that may follow it: `7.5 million`, `1.2bn`, `10k`.
fn multiplied(bytes: &[u8], numeral: Numeral) -> (Numeral, f64) {
    let Numeral { mut end, value } = numeral;
    let glued = word_at(bytes, end);
    if let Some(factor) = suffix(glued) {
        return (
            Numeral {
                end: end + glued.len(),
                value: value * factor,
            },
            factor,
        );
    }
    let mut factor = 1.0;
    while let Some((next, more)) = multiplier_after(bytes, end) {
        end = next;
        factor *= more;
    }
    (
        Numeral {
            end,
            value: value * factor,
        },
        factor,
    )
}

/// Multipliers written directly behind digits.
fn suffix(word: &[u8]) -> Option<f64> {
    Some(match word {
        b"k" | b"K" => 1e3,
        b"m" | b"M" | b"mn" | b"mln" | b"mil" | b"MM" => 1e6,
        b"b" | b"B" | b"bn" | b"BN" | b"bln" => 1e9,
        b"tn" | b"trn" | b"tln" => 1e12,
        _ => return None,
    })
}

/// A multiplier word after at most one space or hyphen.
fn multiplier_after(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let start = gap(bytes, at)?;
    let word = word_at(bytes, start);
    multiplier(word).map(|factor| (start + word.len(), factor))
}

fn gap(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b' ' | b'-' => Some(at + 1),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some(at + 2),
        byte if byte.is_ascii_alphabetic() => Some(at),
        _ => None,
    }
}

/// The run of letters at `at`.
fn word_at(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest
        .iter()
        .take(12)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    // A longer word, or one that goes on in another script or in digits, is none of ours.
    match rest.get(len) {
        Some(b) if b.is_ascii_alphanumeric() || *b >= 0xc3 && *b < 0xe2 => &[],
        _ => &rest[..len],
    }
}

fn multiplier(word: &[u8]) -> Option<f64> {
    let of = |name: &str| word.eq_ignore_ascii_case(name.as_bytes());
    match word.first()?.to_ascii_lowercase() {
        b'h' if of("hundred") => Some(1e2),
        b't' if of("thousand") => Some(1e3),
        b'm' if of("million") => Some(1e6),
        b'b' if of("billion") => Some(1e9),
        b'l' if of("lakh") => Some(1e5),
        b'c' if of("crore") => Some(1e7),
        b'b' if of("bln") => Some(1e9),
        b'm' if of("mln") => Some(1e6),
        b't' if of("trillion") => Some(1e12),
        _ => None,
    }
}

/// The words below a hundred, with what they say.
const SMALL: [(&str, u8); 28] = [
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

/// The words below a hundred.
pub(super) fn small_words() -> impl Iterator<Item = &'static str> {
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

/// A number below a hundred: "fifty", "fifty-four", "fifty four".
fn below_hundred(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let word = word_at(bytes, at);
    let tens = small(word)?;
    let end = at + word.len();
    if tens >= 20
        && let Some(b' ' | b'-') = bytes.get(end)
    {
        let word = word_at(bytes, end + 1);
        if let Some(unit @ 1..=9) = small(word) {
            return Some((end + 1 + word.len(), f64::from(tens + unit)));
        }
    }
    Some((end, f64::from(tens)))
}

/// A number below a thousand: "two hundred and fifty", "fifty", "a hundred".
fn below_thousand(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let (end, count) = article(bytes, at).or_else(|| below_hundred(bytes, at))?;
    let Some((end, _)) =
        multiplier_after(bytes, end).filter(|&(_, factor)| factor.to_bits() == 1e2f64.to_bits())
    else {
        return Some((end, count));
    };
    let rest = after_and(bytes, end).and_then(|next| below_hundred(bytes, next));
    // "two hundred and three hundred" are two numbers.
    match rest
        .filter(|&(next, _)| multiplier_after(bytes, next).is_none_or(|(_, factor)| factor > 100.0))
    {
        Some((next, more)) => Some((next, count * 100.0 + more)),
        None => Some((end, count * 100.0)),
    }
}

/// "a" before a multiplier counts one.
fn article(bytes: &[u8], at: usize) -> Option<(usize, f64)> {
    let word = word_at(bytes, at);
    let end = at + word.len();
    (word.eq_ignore_ascii_case(b"a")
        && bytes.get(end) == Some(&b' ')
        && multiplier_after(bytes, end).is_some())
    .then_some((end, 1.0))
}

/// Where the next part of a number starts, past a space or hyphen and an "and".
fn after_and(bytes: &[u8], at: usize) -> Option<usize> {
    let start = gap(bytes, at).filter(|&start| start > at)?;
    if word_at(bytes, start).eq_ignore_ascii_case(b"and") && bytes.get(start + 3) == Some(&b' ') {
        return Some(start + 4);
    }
    Some(start)
}

/// Reads a cardinal in words.
fn in_words(bytes: &[u8], at: usize) -> Option<(Numeral, f64)> {
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
        // "one thousand and two thousand" are two numbers.
        match more.filter(|&(after, _)| factor >= 1e3 && thousands(bytes, after).1 < ceiling) {
            Some((after, more)) => (end, group) = (after, more),
            None => break,
        }
    }
    Some((Numeral { end, value: total }, ceiling))
}

/// The multipliers after a group of words, from "thousand" on.
fn thousands(bytes: &[u8], mut at: usize) -> (usize, f64) {
    let mut factor = 1.0;
    while let Some((next, more)) = multiplier_after(bytes, at).filter(|&(_, more)| more > 100.0) {
        at = next;
        factor *= more;
    }
    (at, factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cardinals() {
        let rows: &[(&str, Option<(&str, f64)>)] = &[
            ("7,000 men", Some(("7,000", 7000.0))),
            ("7000", Some(("7000", 7000.0))),
            ("7 000 men", Some(("7 000", 7000.0))),
            ("7.5 million", Some(("7.5 million", 7.5e6))),
            ("1.2bn", Some(("1.2bn", 1.2e9))),
            ("seven thousand", Some(("seven thousand", 7000.0))),
            (
                "two hundred and fifty cows",
                Some(("two hundred and fifty", 250.0)),
            ),
            (
                "two hundred and fifty thousand",
                Some(("two hundred and fifty thousand", 250_000.0)),
            ),
            (
                "two hundred and three hundred",
                Some(("two hundred", 200.0)),
            ),
            (
                "one thousand and two thousand",
                Some(("one thousand", 1000.0)),
            ),
            (
                "three million two hundred thousand and six",
                Some(("three million two hundred thousand and six", 3_200_006.0)),
            ),
            ("Twenty-one", Some(("Twenty-one", 21.0))),
            ("twenty twenty", Some(("twenty", 20.0))),
            ("a hundred and one dogs", Some(("a hundred and one", 101.0))),
            ("a dog", None),
            ("one", Some(("one", 1.0))),
            ("onerous", None),
            ("2022.03.01", None),
            ("12,34,567", Some(("12,34,567", 1_234_567.0))),
            ("1,23", Some(("1", 1.0))),
            ("million", None),
            (
                "five hundred thousand",
                Some(("five hundred thousand", 5e5)),
            ),
        ];
        for &(text, expected) in rows {
            let read = read(text, 0).map(|n| (&text[..n.end], n.value));
            assert_eq!(read, expected, "{text}");
        }
    }
}
