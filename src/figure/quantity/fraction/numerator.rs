//! Reads fractions that start with a number: "two thirds", "1/2", "one in five", "two and a half".

use super::part::{as_part, multiplied, part};
use crate::figure::number_parser::{self, vulgar_fraction};
use crate::figure::quantity::Quantity;
use crate::figure::quantity::amount::times;
use crate::figure::syntax::digits::{is_plain_digits, number_value};
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Class, Sentence, TokenKind};

/// Reads a fraction that starts with the number at `i`: "two thirds", "1/2", "3 1/2", "one in five", "two and a half",
/// "28-to-1".
pub fn from_number(s: &Sentence, i: usize, value: f64, factor: f64) -> Option<Quantity> {
    if let Some(parts) = parts(s, i, value) {
        return Some(parts);
    }
    if let Some(part) = slashed(s, i) {
        return Some(part);
    }
    if factor <= 1.0
        && let Some(part) = one_in(s, i, value).or_else(|| to_one(s, i, value))
    {
        return Some(part);
    }
    mixed(s, i, value, factor)
}

/// Reads a fraction in words: "two thirds", "a hundred trillionths", "one hundred and three quarters".
fn parts(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let gap = i + 1 + usize::from(s.dash(i + 1));
    let (size, last) = part(s, gap)?;
    let plural = s.word(last).ends_with('s');
    if value > 1.0 && value < 100.0 && plural {
        return Some(multiplied(s, as_part(Quantity::new(i, last, value * size))));
    }
    if value < 100.0 || s.word(i).bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some((whole, above, factor)) = split(s.word(i)).filter(|&(_, above, _)| {
        above * size < 1.0 && (plural || above.to_bits() == 1f64.to_bits())
    }) {
        let (last, factor) = times(s, last + 1).map_or((last, factor), |times| (last + 1, times));
        return Some(Quantity::new(i, last, whole + above * size * factor));
    }
    let counted = i
        .checked_sub(1)
        .is_some_and(|before| number_value(s, before).is_some());
    // Quarters are excluded: "two hundred quarters" counts coins, or quarters of a game.
    (plural && size < 0.25 && (value < 1e4 || size <= 1e-3) && !counted)
        .then(|| as_part(Quantity::new(i, last, value * size)))
}

/// Splits the words of a number at the last "and": "two million and three". Returns the values of both parts and the
/// multiplier of the first. A multiplier below a million is returned as 1.
fn split(words: &str) -> Option<(f64, f64, f64)> {
    let (whole, above) = words.rsplit_once(" and ")?;
    let (whole, factor) =
        number_parser::read_with_factor(whole, 0).filter(|(n, _)| n.end == whole.len())?;
    let above = number_parser::read(above, 0).filter(|n| n.end == above.len())?;
    let factor = if factor.is_finite() && factor >= 1e6 {
        factor
    } else {
        1.0
    };
    Some((whole.value, above.value, factor))
}

/// Denominators that are always accepted in fractions with a slash: "1/2", "3/16".
const BELOW: [f64; 9] = [2.0, 3.0, 4.0, 5.0, 8.0, 16.0, 32.0, 64.0, 100.0];

/// Denominators that are accepted only before "of", because "1/6" alone can be a date.
const BELOW_OF: [f64; 6] = [6.0, 7.0, 9.0, 10.0, 12.0, 20.0];

/// Reads a fraction with a slash: "1/2", "1/1,024th", "1/2 million".
fn slashed(s: &Sentence, i: usize) -> Option<Quantity> {
    let slash = (s.sign(i + 1, '/') || s.sign(i + 1, '⁄'))
        && s.touches_previous(i + 1)
        && s.touches_previous(i + 2);
    if !(slash && is_plain_digits(s, i)) || s.sign(i + 3, '/') {
        return None;
    }
    let (above, Denominator { below, factor }) = (number_value(s, i)?, denominator(s, i + 2)?);
    let ordinal = s.touches_previous(i + 3) && s.is(i + 3, Class::OrdinalEnd);
    let usual = BELOW.contains(&below) || BELOW_OF.contains(&below) && s.any(i + 3, &["of"]);
    let known = (factor > 1.0 || is_plain_digits(s, i + 2)) && usual || ordinal;
    let last = i + 2 + usize::from(ordinal);
    (known && above < below).then(|| Quantity {
        factor,
        fraction: factor <= 1.0,
        ..Quantity::new(i, last, above / below * factor)
    })
}

/// The denominator of a fraction with a slash, and the multiplier after it: 2 and 1e6 in "1/2 million".
struct Denominator {
    below: f64,
    factor: f64,
}

/// Reads the denominator at `i`, whose token includes any multiplier after it.
fn denominator(s: &Sentence, i: usize) -> Option<Denominator> {
    let TokenKind::Number { value, factor } = s.get(i)?.kind else {
        return None;
    };
    let factor = factor.max(1.0);
    Some(Denominator {
        below: value / factor,
        factor,
    })
}

/// Reads a share: "one in five", "four-in-ten", "nine out of ten", "one in every 20", "1 over 20".
fn one_in(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    if value.to_bits() == 1f64.to_bits() && s.any(i + 1, &["over"]) {
        return one_over(s, i);
    }
    let hyphens =
        s.dash(i + 1) && s.touches_previous(i + 1) && s.any(i + 2, &["in"]) && s.dash(i + 3);
    let at = if hyphens {
        i + 4
    } else if s.any(i + 1, &["in"]) {
        i + 2
    } else if s.any(i + 1, &["out"]) && s.any(i + 2, &["of"]) {
        i + 3
    } else {
        return None;
    };
    let at = at + usize::from(s.any(at, &["every"]));
    let whole = number_value(s, at)?;
    let year = is_plain_digits(s, at) && s.word(at).len() == 4;
    let unit = s.is(at + 1, Class::Time)
        || s.is(at + 1, Class::Month)
        || s.lexicon.units.at(&s.tokens, at + 1).is_some();
    let one = value.to_bits() == 1f64.to_bits() && whole <= 100.0;
    let round = whole.fract() == 0.0 && (one || whole <= 20.0 || whole % 10.0 == 0.0);
    let part = (1.0..=20.0).contains(&value) && value < whole;
    (part && round && !year && !unit).then(|| as_part(Quantity::new(i, at, value / whole)))
}

/// Reads "one over twenty" at the end of a sentence.
fn one_over(s: &Sentence, i: usize) -> Option<Quantity> {
    let below = number_value(s, i + 2).filter(|&below| below >= 2.0)?;
    let closes = s
        .get(i + 3)
        .is_none_or(|t| t.is_sign('.') || t.is_sign('?'));
    closes.then(|| as_part(Quantity::new(i, i + 2, 1.0 / below)))
}

/// Reads a ratio to one: "28-to-1", "outnumber them two to one".
fn to_one(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let hyphens =
        s.dash(i + 1) && s.touches_previous(i + 1) && s.any(i + 2, &["to"]) && s.dash(i + 3);
    let last = if hyphens { i + 4 } else { i + 2 };
    let one = (hyphens && s.touches_previous(last) || s.any(i + 1, &["to"]))
        && number_value(s, last)?.to_bits() == 1f64.to_bits()
        && (s.any(last, &["one"]) || s.word(last) == "1");
    let share = |at: usize| s.is(at, Class::Share);
    let alone = hyphens || no_noun_at(s, last + 1) || share(last + 1);
    // "a 2-to-1 vote" is a score, but "a 2-to-1 margin" is a ratio.
    let vote = (i.saturating_sub(3)..i)
        .chain(last + 1..=last + 3)
        .any(|at| s.is(at, Class::Contest) && !share(at));
    let vote = vote && !(last + 1..=last + 3).any(share);
    (one && alone && !vote && value > 1.0).then(|| as_part(Quantity::new(i, last, value)))
}

/// Reads a mixed number and any multiplier after it: "two and a half", "3½", "3 1/2", "3-1/2", "one and two thirds".
fn mixed(s: &Sentence, i: usize, value: f64, factor: f64) -> Option<Quantity> {
    if value >= 1000.0 && factor <= 1.0 {
        return None;
    }
    if let TokenKind::Sign(sign) = s.get(i + 1)?.kind
        && let Some(more) = vulgar_fraction(sign)
    {
        return Some(multiplied(s, Quantity::new(i, i + 1, value + more)));
    }
    if let Some(digits) = mixed_digits(s, i, value) {
        return Some(digits);
    }
    let and = i + 1 + usize::from(s.dash(i + 1));
    if !s.any(and, &["and"]) {
        return None;
    }
    let at = and + 1 + usize::from(s.dash(and + 1));
    if s.any(at, &["a", "one"]) {
        let at = at + 1 + usize::from(s.dash(at + 1));
        let (more, last) = part(s, at)?;
        // The fraction can have its own multiplier: "one billion and a half million".
        if factor > 1.0
            && let Some(times) = times(s, last + 1)
        {
            return Some(Quantity::new(i, last + 1, value + more * times));
        }
        return Some(multiplied(s, Quantity::new(i, last, value + more * factor)));
    }
    let above = number_value(s, at)?;
    part(s, at + 1)
        .filter(|&(_, last)| s.word(last).ends_with('s'))
        .map(|(more, last)| multiplied(s, Quantity::new(i, last, value + more * above)))
}

/// Reads a mixed number in digits and any multiplier after it: "3 1/2", "3-1/2", "3 1/2 million".
fn mixed_digits(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let hyphen = s.dash(i + 1) && s.touches_previous(i + 1) && s.touches_previous(i + 2);
    let at = i + 1 + usize::from(hyphen);
    let apart = hyphen
        || s.get(at)
            .is_some_and(|t| t.is_number() && !t.touches_previous);
    if !(apart && is_plain_digits(s, i) && value < 100.0) {
        return None;
    }
    let more = slashed(s, at)?;
    let sum = Quantity {
        factor: more.factor,
        ..Quantity::new(i, more.last, value * more.factor + more.ends.0)
    };
    Some(multiplied(s, sum))
}
