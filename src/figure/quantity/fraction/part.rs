//! Fractions in words ("third", "twenty-fifth") and the multiplier that they are part of.

use crate::figure::quantity::Quantity;
use crate::figure::quantity::amount::{amount, times};
use crate::figure::syntax::{Amount, Sentence, TokenKind};

/// A part's size by the words at `i`, and its last token: "fifth", "twenty-fifth".
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
    let hyphen = s.dash(i + 1) && s.glued(i + 1);
    let last = i + 1 + usize::from(hyphen);
    let ones = match s.word(last).to_ascii_lowercase().as_str() {
        "first" | "firsts" => 1.0,
        "second" | "seconds" => 2.0,
        _ => match amount(s, last)? {
            Amount::Part(ones @ 3.0..10.0) => ones,
            _ => return None,
        },
    };
    // "two twenty second clips" are no fraction.
    let plural = s.word(last).ends_with('s') && ones.to_bits() != 2f64.to_bits();
    (hyphen || plural).then_some((1.0 / (tens + ones), last))
}

/// The quantity as a part of something.
pub fn as_part(quantity: Quantity) -> Quantity {
    Quantity {
        fraction: true,
        ..quantity
    }
}

/// A part with the multiplier that it is of: "½ million", "three quarters billion", "two thirds of a million".
pub fn multiplied(s: &Sentence, quantity: Quantity) -> Quantity {
    let next = quantity.last + 1;
    let Some((last, times)) = times(s, next)
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

/// "of a million" at `i`: its last token, and the million.
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
