//! Reads signs before a number and multipliers after it.

use super::Quantity;
use super::amount::times;
use crate::figure::number_parser;
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Class, Sentence, TokenKind};
use crate::figure::unit::{self, UnitMatch};

/// Reads the sign before a number and any multiplier that the number parser does not handle.
pub fn read_sign_and_multiplier(s: &Sentence, quantity: &mut Quantity) {
    group_thousands(s, quantity);
    multiply(s, quantity);
    metres(s, quantity);
    negate(s, quantity);
}

/// Reads a dot before three digits as a thousands separator if the number counts people: "1.000 deaths". Nobody counts
/// people to three decimals, except in rates and averages: "1.250 deaths per flight".
fn group_thousands(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let rate = (i + 1..i + 8).any(|at| s.any(at, &["per"]));
    let average = || (i.saturating_sub(4)..i).any(|at| s.any(at, &["average", "averaged", "rate"]));
    let people = || unit::before(s, i).is_none() && counts_people(s, i + 1);
    if is_grouped_by_dot(s.word(i)) && people() && !rate && !average() {
        quantity.ends = (quantity.ends.0 * 1e3, quantity.ends.1 * 1e3);
    }
}

/// Returns whether a number consists of two groups of digits and a dot, and the second group has three digits.
fn is_grouped_by_dot(number: &str) -> bool {
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    number.split_once('.').is_some_and(|(first, last)| {
        (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && last.len() == 3
            && digits(first)
            && digits(last)
    })
}

/// Returns whether the words at `i` are people or state what happened to them: "Polish soldiers", "deaths", "wounded",
/// "were killed".
fn counts_people(s: &Sentence, i: usize) -> bool {
    const DESCRIPTION: [Class; 3] = [Class::Adjective, Class::More, Class::Nation];
    let described = DESCRIPTION.iter().any(|&class| s.is(i, class));
    let at = i + usize::from(described || s.any(i, &["were"]));
    let lists = [&s.lexicon.measure_nouns, &s.lexicon.measure_states];
    let measured = lists
        .iter()
        .any(|phrases| phrases.at(&s.tokens, at).is_some());
    measured || s.is(at, Class::Person) || s.is(at, Class::Fighter)
}

/// Reads a multiplier that is not part of the numeral: "10 [thousand]", "two dozen", "$5 m", "$5T", "2.5 k".
fn multiply(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    if s.sign(i + 1, '[')
        && s.sign(i + 3, ']')
        && let Some(times) = times(s, i + 2)
    {
        scaled(quantity, times, i + 3);
        quantity.factor = times;
    }
    if s.is(i + 1, Class::Dozen) && quantity.factor <= 1.0 {
        scaled(quantity, 12.0, i + 1);
    }
    let letter = match s.word(i + 1) {
        "m" | "M" => 1e6,
        "b" | "B" => 1e9,
        "k" | "K" => 1e3,
        "T" => 1e12,
        _ => return,
    };
    // In "2.5 k", the letter is a multiplier, but "a 5 k" may be a race.
    let thousands = || s.word(i + 1) == "k" && s.word(i).contains('.') && no_noun_at(s, i + 2);
    // In "$2T", the letter is a multiplier, but not in "$15 T-shirts".
    let trillions = s.word(i + 1) == "T";
    let apart = if trillions {
        !s.dash(i + 2)
    } else {
        !s.touches_previous(i + 1)
    };
    if apart && (unit::before(s, i).is_some() || thousands()) {
        scaled(quantity, letter, i + 1);
        quantity.factor = letter;
    }
}

/// Multiplies a quantity by `times`, and extends its number to the token `last`.
fn scaled(quantity: &mut Quantity, times: f64, last: usize) {
    quantity.ends = (quantity.ends.0 * times, quantity.ends.1 * times);
    (quantity.last, quantity.number_last) = (last, last);
}

/// Reads "5m" as metres instead of millions if the words around it show that it is a length.
fn metres(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let bare = s
        .word(i)
        .strip_suffix('m')
        .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
        && unit::before(s, i).is_none();
    if bare && metre(s, i) {
        quantity.ends = (quantity.ends.0 / 1e6, quantity.ends.1 / 1e6);
        quantity.factor = 1.0;
        quantity.unit = Some(UnitMatch::plain("metre", i));
    }
}

/// Makes a number negative if it follows a minus sign, "minus" or "negative": "-5", "minus 5", "minus-5", but not "plus
/// or minus 5".
pub fn negate(s: &Sentence, quantity: &mut Quantity) {
    let i = quantity.number;
    let Some(before) = i.checked_sub(1) else {
        return;
    };
    // The number is not negative in "plus or minus 5" and "T-minus 5".
    let joined = || s.touches_previous(before) && s.dash(before - 1);
    let other = || s.any_before(before, &["or"]) || joined();
    if s.any(before, &["minus"]) && other() {
        return;
    }
    let dash = s.touches_previous(i) && s.dash(before);
    let worded = dash && s.any_before(before, &["minus"]);
    let sign = dash
        && (before == 0 || !s.touches_previous(before) || opens(s, before - 1))
        && !s.sign(before, '—');
    if worded || sign || s.any(before, &["minus", "negative"]) {
        quantity.ends = (-quantity.ends.0, -quantity.ends.1);
        quantity.number = before - usize::from(worded);
        quantity.first = quantity.number;
    }
}

/// Returns whether the token at `i` can come directly before a minus sign: "(-5", "<-5".
fn opens(s: &Sentence, i: usize) -> bool {
    matches!(
        s.get(i).map(|t| t.kind),
        Some(TokenKind::Sign('(' | '<' | '>' | '=' | '≤' | '≥'))
    )
}

/// Returns whether "5m" means metres. It does if a word such as "high" or "race" follows, or if the length is also
/// given in an imperial unit: "5m (16 ft)".
fn metre(s: &Sentence, i: usize) -> bool {
    let imperial = |at: usize| s.is(at, Class::Imperial);
    let bracket = s.sign(i + 1, '(') && (i + 2..i + 6).any(imperial)
        || s.sign(i + 1, ')') && (i.saturating_sub(4)..i).any(imperial);
    let hyphen = usize::from(s.dash(i + 1));
    bracket || s.is(i + 1 + hyphen, Class::MetreNoun)
}

/// Reads a number in scientific notation: "2.998×10−8", "2.998x10^-8".
pub fn scientific(s: &Sentence, i: usize, value: f64) -> Option<Quantity> {
    let times = s.sign(i + 1, '×') || s.any(i + 1, &["x"]);
    let ten = if times && s.any(i + 2, &["10"]) {
        i + 2
    } else if s.any(i + 1, &["x10"]) && s.touches_previous(i + 1) {
        i + 1
    } else {
        return None;
    };
    let sign = s.dash(ten + 1) || s.sign(ten + 1, '^');
    let at = ten + 1 + usize::from(sign) + usize::from(s.sign(ten + 1, '^') && s.dash(ten + 2));
    let TokenKind::Number { value: power, .. } =
        s.get(at).filter(|t| t.touches_previous && sign)?.kind
    else {
        return None;
    };
    let power = if s.dash(at - 1) { -power } else { power };
    (power.abs() < 300.0).then(|| Quantity::new(i, at, value * 10f64.powf(power)))
}

/// Reads a multiple in words: "fourfold".
pub fn fold(s: &Sentence, i: usize) -> Option<Quantity> {
    let word = s.word(i);
    let stem = word.strip_suffix("fold").filter(|stem| stem.len() > 1)?;
    let value = number_parser::read(stem, 0)
        .filter(|n| n.end == stem.len())?
        .value;
    let unit = UnitMatch::plain("fold", i);
    Some(Quantity {
        unit: Some(unit),
        ..Quantity::new(i, i, value)
    })
}
