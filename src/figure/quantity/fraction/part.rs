//! Reads denominators in words ("third", "twenty-fifth"), and multipliers after fractions.

use crate::figure::quantity::Quantity;
use crate::figure::quantity::amount::amount;
use crate::figure::syntax::{Amount, Sentence, TokenKind};

/// Returns the value of the unit fraction at `i`, and its last token. The value is 1/5 for "fifth" and 1/25 for
/// "twenty-fifth".
pub fn part(s: &Sentence, i: usize) -> Option<(f64, usize)> {
    if let Some(Amount::Part(parts)) = amount(s, i) {
        return Some((1.0 / parts, i));
    }
    let TokenKind::Number { value: tens, .. } = s.get(i)?.kind else {
        return None;
    };
    let worded = s.word(i).bytes().all(|b| b.is_ascii_alphabetic());
    if !(worded && (20.0..100.0).contains(&tens) && tens % 10.0 == 0.0) {
        return None;
    }
    let hyphen = s.dash(i + 1) && s.touches_previous(i + 1);
    let last = i + 1 + usize::from(hyphen);
    let ones = match s.word(last).to_ascii_lowercase().as_str() {
        "first" | "firsts" => 1.0,
        "second" | "seconds" => 2.0,
        _ => match amount(s, last)? {
            Amount::Part(ones @ 3.0..10.0) => ones,
            _ => return None,
        },
    };
    // "two twenty second clips" is not a fraction.
    let plural = s.word(last).ends_with('s') && ones.to_bits() != 2f64.to_bits();
    (hyphen || plural).then_some((1.0 / (tens + ones), last))
}

/// Marks a quantity as a fraction.
pub fn as_part(quantity: Quantity) -> Quantity {
    Quantity {
        fraction: true,
        ..quantity
    }
}

/// Multiplies a fraction by any multiplier after it: "½ million", "1½ dozen", "two thirds of a million".
pub fn multiplied(s: &Sentence, quantity: Quantity) -> Quantity {
    let next = quantity.last + 1;
    let Some((last, times)) = scale(s, next)
        .map(|times| (next, times))
        .or_else(|| of_a_million(s, next))
    else {
        return quantity;
    };
    Quantity {
        ends: (quantity.ends.0 * times, quantity.ends.1 * times),
        factor: times,
        last,
        number_last: last,
        fraction: false,
        ..quantity
    }
}

/// Returns the factor of the scale word at `i`, including "dozen".
fn scale(s: &Sentence, i: usize) -> Option<f64> {
    match amount(s, i)? {
        Amount::Scale(times) => Some(times),
        _ => None,
    }
}

/// Reads "of a million" or a similar phrase at `i`. Returns its last token and its value.
fn of_a_million(s: &Sentence, i: usize) -> Option<(usize, f64)> {
    if !s.any(i, &["of"]) {
        return None;
    }
    let TokenKind::Number { value, factor } = s.get(i + 1)?.kind else {
        return None;
    };
    let one = value.to_bits() == factor.to_bits() && s.word(i + 1).starts_with(['a', 'A']);
    (one && factor >= 1e6).then_some((i + 1, factor))
}
