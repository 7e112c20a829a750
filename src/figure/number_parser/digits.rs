//! Parses numbers in digits: `7,000`, `1.2bn`, `1.3e6`, `4 thousand 3 hundred and 21`.

use super::multiplier::{multiplier_after, word_at};
use super::number_words::below_hundred;
use super::numeral::Numeral;

/// The maximum length of a number in characters, without thousands separators. Longer numbers are treated as
/// identifiers.
const MOST_DIGITS: usize = 18;

/// Parses digits with their separators, decimals and exponent, but without a multiplier.
pub fn read(bytes: &[u8], at: usize) -> Option<Numeral> {
    let whole = digits_end(bytes, at);
    if let Some(numeral) =
        dotted_groups(bytes, at, whole).or_else(|| decimal_comma(bytes, at, whole))
    {
        return Some(numeral);
    }
    let mut end = grouped_end(bytes, at, whole);
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits_end(bytes, end + 1);
        // A second dot indicates a version or a date.
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
    let mut plain: String = bytes[at..end]
        .iter()
        .filter(|b| b.is_ascii_digit() || **b == b'.')
        .map(|&b| char::from(b))
        .collect();
    if plain.len() > MOST_DIGITS {
        return None;
    }
    if let Some(power) = exponent_end(bytes, end) {
        plain.extend(bytes[end..power].iter().map(|&b| char::from(b)));
        end = power;
    }
    plain.parse().ok().map(|value| Numeral { end, value })
}

/// Returns the end of the exponent at `at`, as in `1.3e6` and `12e-1`, or `None` if there is none.
fn exponent_end(bytes: &[u8], at: usize) -> Option<usize> {
    if !matches!(bytes.get(at)?, b'e' | b'E') {
        return None;
    }
    let start = at + 1 + usize::from(matches!(bytes.get(at + 1)?, b'+' | b'-'));
    let end = digits_end(bytes, start);
    // An exponent with more than two digits, or with more characters directly after it, is part of a code.
    let code = bytes
        .get(end)
        .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'_'));
    (end > start && end - start <= 2 && !code).then_some(end)
}

fn digits_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let run = rest.iter().take(3 * MOST_DIGITS);
    at + run.take_while(|b| b.is_ascii_digit()).count()
}

/// The separators between digit groups: comma, space, no-break space, narrow no-break space, thin space.
const SEPARATORS: [&[u8]; 5] = [
    b",",
    b" ",
    "\u{a0}".as_bytes(),
    "\u{202f}".as_bytes(),
    "\u{2009}".as_bytes(),
];

/// Returns the end of the digit groups: `1,234,567`, `1 234 567`, `12,34,567`. The first group ends at `whole`. If no
/// valid groups follow it, `whole` is returned.
fn grouped_end(bytes: &[u8], at: usize, whole: usize) -> usize {
    if whole == at || whole - at > 3 || bytes[at] == b'0' {
        return whole;
    }
    for separator in SEPARATORS {
        let mut ends = whole;
        let mut end = whole;
        // The limit ends the scan early in a long row of numbers, which cannot be a single number.
        while end - at <= 2 * MOST_DIGITS && bytes[end..].starts_with(separator) {
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

/// Parses digit groups with dots between them: `3.000.000`. The first group ends at `whole`. Other numbers with dots,
/// such as `192.168.100.200`, are identifiers.
fn dotted_groups(bytes: &[u8], at: usize, whole: usize) -> Option<Numeral> {
    let (mut end, mut groups) = (whole, 0);
    while groups < 4 && bytes.get(end) == Some(&b'.') && digits_end(bytes, end + 1) == end + 4 {
        end += 4;
        groups += 1;
    }
    let first = whole - at;
    let plain = groups == 2 && (1..=2).contains(&first);
    let round = groups >= 2 && (1..=3).contains(&first) && bytes[..end].ends_with(b"000");
    ((plain || round) && bytes[at] != b'0' && !continues(bytes, end))
        .then(|| plain_value(bytes[at..end].iter().filter(|&&b| b != b'.'), end))?
}

/// Parses decimals after a comma: `1,2 billion`, `€3,50`. A multiplier or the euro must be next to the number, because
/// `1,2` can also be a list.
fn decimal_comma(bytes: &[u8], at: usize, whole: usize) -> Option<Numeral> {
    if bytes.get(whole) != Some(&b',') || !(1..=3).contains(&(whole - at)) {
        return None;
    }
    let end = digits_end(bytes, whole + 1);
    let scaled = || multiplier_after(bytes, end).is_some_and(|(_, factor)| factor >= 1e3);
    let decimals = (1..=2).contains(&(end - whole - 1)) && !continues(bytes, end);
    let point = |b| if b == &b',' { &b'.' } else { b };
    (decimals && (scaled() || in_euros(bytes, at, end)))
        .then(|| plain_value(bytes[at..end].iter().map(point), end))?
}

/// Returns whether the number from `at` to `end` has the euro next to it.
fn in_euros(bytes: &[u8], at: usize, end: usize) -> bool {
    let after = bytes[end..].strip_prefix(b" ").unwrap_or(&bytes[end..]);
    let known = ["€", "euro", "EUR"];
    bytes[..at].ends_with("€".as_bytes())
        || known.iter().any(|form| after.starts_with(form.as_bytes()))
}

/// Returns whether a dot or a comma with another digit follows at `end`.
fn continues(bytes: &[u8], end: usize) -> bool {
    matches!(bytes.get(end), Some(b'.' | b','))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
}

/// Creates the numeral that consists of `digits` and ends at `end`.
fn plain_value<'b>(digits: impl Iterator<Item = &'b u8>, end: usize) -> Option<Numeral> {
    let digits: String = digits.map(|&b| char::from(b)).collect();
    digits.parse().ok().map(|value| Numeral { end, value })
}

/// Applies any multipliers after a numeral: `7.5 million`, `1.2bn`, `10k`. Also returns the last multiplier, or 1 if
/// there is none.
pub fn multiplied(bytes: &[u8], numeral: Numeral) -> (Numeral, f64) {
    let Numeral { end, value } = numeral;
    let glued = word_at(bytes, end);
    if let Some(factor) = suffix(glued) {
        let end = end + glued.len();
        let value = value * factor;
        return (Numeral { end, value }, factor);
    }
    let (mut end, mut factor) = factors(bytes, end);
    let mut value = value * factor;
    while factor >= 100.0
        && let Some((next, more, by)) = addend(bytes, end, factor)
    {
        end = next;
        value += more;
        factor = by;
    }
    (Numeral { end, value }, factor)
}

/// Returns the end of the multiplier words at `at`, and their product.
fn factors(bytes: &[u8], at: usize) -> (usize, f64) {
    let (mut end, mut factor) = (at, 1.0);
    while let Some((next, more)) = multiplier_after(bytes, end) {
        end = next;
        factor *= more;
    }
    (end, factor)
}

/// Parses the number that is added after the multiplier `factor`: "4 thousand [3 hundred]", "3 hundred [and 21]".
/// Returns its end, its value and its own multiplier.
fn addend(bytes: &[u8], at: usize, factor: f64) -> Option<(usize, f64, f64)> {
    let next = at + 1;
    if bytes.get(at) != Some(&b' ') {
        return None;
    }
    if bytes.get(next).is_some_and(|b| matches!(b, b'1'..=b'9')) {
        let numeral = read(bytes, next)?;
        let (end, by) = factors(bytes, numeral.end);
        let value = numeral.value * by;
        return (by >= 100.0 && value < factor).then_some((end, value, by));
    }
    let hundred = factor.to_bits() == 100f64.to_bits();
    let and = hundred && word_at(bytes, next).eq_ignore_ascii_case(b"and");
    let start = next + 4;
    if !(and && bytes.get(start - 1) == Some(&b' ')) {
        return None;
    }
    let end = digits_end(bytes, start);
    let (end, value) = match bytes.get(start..end)? {
        [] => below_hundred(bytes, start)?,
        &[tens @ b'1'..=b'9', ones] => (end, f64::from((tens - b'0') * 10 + ones - b'0')),
        &[ones @ b'1'..=b'9'] => (end, f64::from(ones - b'0')),
        _ => return None,
    };
    let goes_on = bytes
        .get(end)
        .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b',' | b'.'))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    let ends = !goes_on && multiplier_after(bytes, end).is_none() && value > 0.0;
    ends.then_some((end, value, 1.0))
}

/// Returns the factor of a multiplier suffix, such as the "bn" in `1.2bn`.
fn suffix(word: &[u8]) -> Option<f64> {
    Some(match word {
        b"k" | b"K" => 1e3,
        b"m" | b"M" | b"mn" | b"mln" | b"mil" | b"MM" => 1e6,
        b"b" | b"B" | b"bn" | b"BN" | b"bln" => 1e9,
        b"tn" | b"trn" | b"tln" => 1e12,
        _ => return None,
    })
}
