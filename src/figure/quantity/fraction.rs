//! Parts of a whole: "half", "two thirds", "1/2", "one in five", and what they are added to.

use super::amount::{Amount, amount, times};
use super::{Quantity, scale, vague};
use crate::figure::exclude::plain_digits;
use crate::figure::lexicon::Class;
use crate::figure::sentence::Sentence;
use crate::figure::token::Kind;

/// "half", "a third", "two-thirds", "half a million", "a dozen", "1/2", "½".
pub fn fraction(s: &Sentence, i: usize) -> Option<Quantity> {
    match s.tokens[i].kind {
        Kind::Sign(sign) => Some(multiplied(s, Quantity::new(i, i, vulgar(sign)?))),
        Kind::Number { value, factor } => one_part(s, i)
            .or_else(|| scale::scientific(s, i, value))
            .or_else(|| vague::or_two(s, i))
            .or_else(|| over(s, i, value, factor)),
        Kind::Word if s.any(i, &["dozen"]) => s
            .any_before(i, &["a"])
            .then(|| Quantity::new(i - 1, i, 12.0)),
        Kind::Word if s.any(i, &["half"]) => half(s, i),
        Kind::Word => one_part(s, i),
        Kind::Digits => None,
    }
}

/// "a third of", "one-third", but not "a third man".
fn one_part(s: &Sentence, i: usize) -> Option<Quantity> {
    let one = s.any(i, &["one"]);
    if !(one || s.any(i, &["a"])) {
        return None;
    }
    let last = i + 1 + usize::from(s.dash(i + 1));
    let value = part(s, last)?;
    let of = s.any(last + 1, &["of", "as"]) || one && !s.any(last + 1, &["time"]);
    of.then(|| as_part(Quantity::new(i, last, value)))
}

/// A part's size by the word at `i`.
fn part(s: &Sentence, i: usize) -> Option<f64> {
    match amount(s, i)? {
        Amount::Part(parts) => Some(1.0 / parts),
        _ => None,
    }
}

fn as_part(quantity: Quantity) -> Quantity {
    Quantity {
        fraction: true,
        ..quantity
    }
}

/// "half of", "half the", "half a million", "half-hour".
fn half(s: &Sentence, i: usize) -> Option<Quantity> {
    // "half a million": the tokens are "half" and "a million".
    if let Some(Kind::Number { value, factor }) = s.get(i + 1).map(|t| t.kind)
        && value >= 100.0
        && value.to_bits() == factor.max(100.0).to_bits()
    {
        return Some(Quantity {
            factor: value,
            ..Quantity::new(i, i + 1, 0.5 * value)
        });
    }
    let at = i + 1 + usize::from(s.any(i + 1, &["a"]) || s.dash(i + 1));
    if let Some(times) = times(s, at) {
        return Some(Quantity {
            factor: times,
            ..Quantity::new(i, at, 0.5 * times)
        });
    }
    if s.any(at, &["dozen"]) {
        let first = if s.any_before(i, &["a"]) { i - 1 } else { i };
        return Some(Quantity::new(first, at, 6.0));
    }
    let one_of_two = s
        .before(i)
        .is_some_and(|t| t.is(Class::Ordinal) || t.is(Class::Adjective) || t.is(Class::HalfLead))
        || s.any_before(i, &["-", "one"]);
    let of = s.is(i + 1, Class::HalfOf) || s.is(i + 2, Class::Time) && at > i + 1;
    let bounded = s.lexicon.bounds_before.before(&s.tokens, i).is_some();
    ((of || bounded) && !one_of_two && !s.glued(i + 1)).then(|| as_part(Quantity::new(i, i, 0.5)))
}

/// "half million" after a vulgar fraction.
fn multiplied(s: &Sentence, quantity: Quantity) -> Quantity {
    let last = quantity.last + 1;
    match times(s, last) {
        Some(times) => Quantity {
            ends: (quantity.ends.0 * times, quantity.ends.1 * times),
            factor: times,
            last,
            number_last: last,
            ..quantity
        },
        None => quantity,
    }
}

/// The value of a fraction in one sign.
fn vulgar(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// "two thirds", "1/2", "3 1/2", "one in five", "two and a half".
fn over(s: &Sentence, i: usize, value: f64, factor: f64) -> Option<Quantity> {
    let gap = i + 1 + usize::from(s.dash(i + 1));
    if value > 1.0
        && value < 100.0
        && s.word(gap).ends_with('s')
        && let Some(size) = part(s, gap)
    {
        return Some(as_part(Quantity::new(i, gap, value * size)));
    }
    let slash = (s.sign(i + 1, '/') || s.sign(i + 1, '⁄')) && s.glued(i + 1) && s.glued(i + 2);
    if slash && plain_digits(s, i) && plain_digits(s, i + 2) && !s.sign(i + 3, '/') {
        return slashed(s, i, value);
    }
    one_in(s, i, value)
        .filter(|_| factor <= 1.0)
        .or_else(|| mixed(s, i, value, factor))
}

/// What stands below the line of fractions in digits: "1/2", "3/16".
const BELOW: [f64; 7] = [2.0, 3.0, 4.0, 5.0, 8.0, 16.0, 100.0];

/// "1/2".
fn slashed(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let below = number(s, i + 2)?;
    (BELOW.contains(&below) && value < below)
        .then(|| as_part(Quantity::new(i, i + 2, value / below)))
}

/// "one in five", "nine out of ten", "one in every 20".
fn one_in(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let at = if s.any(i + 1, &["in"]) {
        i + 2
    } else if s.any(i + 1, &["out"]) && s.any(i + 2, &["of"]) {
        i + 3
    } else {
        return None;
    };
    let at = at + usize::from(s.any(at, &["every"]));
    let whole = number(s, at)?;
    let year = plain_digits(s, at) && s.word(at).len() == 4;
    let unit = s.is(at + 1, Class::Time)
        || s.is(at + 1, Class::Month)
        || s.lexicon.units.at(&s.tokens, at + 1).is_some();
    let round = whole.fract() == 0.0 && (whole <= 20.0 || whole % 10.0 == 0.0);
    let part = (1.0..=20.0).contains(&value) && value < whole;
    (part && round && !year && !unit).then(|| as_part(Quantity::new(i, at, value / whole)))
}

/// The value of the number at `i`.
fn number(s: &Sentence, i: usize) -> Option<f64> {
    match s.get(i)?.kind {
        Kind::Number { value, .. } => Some(value),
        _ => None,
    }
}

/// "two and a half", "3½", "3 1/2", "one and two thirds", and the multiplier behind.
fn mixed(s: &Sentence, i: usize, value: f64, factor: f64) -> Option<Quantity> {
    if value >= 1000.0 && factor <= 1.0 {
        return None;
    }
    let sign = match s.get(i + 1)?.kind {
        Kind::Sign(sign) => vulgar(sign),
        _ => None,
    };
    if let Some(more) = sign {
        return Some(multiplied(s, Quantity::new(i, i + 1, value + more)));
    }
    let and = i + 1 + usize::from(s.dash(i + 1));
    if !s.any(and, &["and"]) {
        return None;
    }
    let at = and + 1 + usize::from(s.dash(and + 1));
    if s.any(at, &["a", "one"]) {
        let at = at + 1 + usize::from(s.dash(at + 1));
        return part(s, at).map(|more| multiplied(s, Quantity::new(i, at, value + more * factor)));
    }
    if let Some(above) = number(s, at) {
        return part(s, at + 1)
            .filter(|_| s.word(at + 1).ends_with('s'))
            .map(|more| Quantity::new(i, at + 1, value + more * above));
    }
    None
}
