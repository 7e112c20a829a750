//! Joins pairs of numbers that are the ends of a range.

use super::{Quantity, join};
use crate::figure::model::Bound;
use crate::figure::syntax::{Class, Sentence};

/// The maximum number of tokens between a modal verb and the number that it applies to.
const MODAL_DISTANCE: usize = 10;

/// Joins neighbouring quantities that are the ends of a range.
pub fn join_ranges(s: &Sentence, quantities: Vec<Quantity>) -> Vec<Quantity> {
    join(quantities, |a, b| range(s, a, b))
}

/// A word or sign that joins two numbers into a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RangeLink {
    /// A dash, or a "to" between hyphens: "5-10", "60-to-64".
    Dash,
    /// The word "and" in a range that starts with "between". Contains the index of the "between".
    Between(usize),
    /// The word "to", "through" or "or".
    Word,
}

/// Returns the range from `a` to `b`, or `None` if they do not form one.
fn range(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    if a.is_range() || b.is_range() || a.fraction != b.fraction {
        return None;
    }
    let from = a.last + 1;
    if !(is_hyphened_to(s, from, b.first) || are_neighbours(s, from, b.first)) {
        return two_words(s, a, b);
    }
    let link = range_link(s, a, b)?;
    let descending = link == RangeLink::Dash && is_descending(a, b);
    let (low, high) = if descending {
        (a.ends.0 * b.factor, b.ends.0)
    } else {
        with_shared_factor(a, b)
    };
    let ordered = descending || in_order(b, link, low, high);
    if !(units_fit(a, b, link == RangeLink::Dash) && ordered) {
        return None;
    }
    let first = match link {
        RangeLink::Between(first) => Some(first),
        _ => opening_word(s, a.first, &["from"]),
    };
    let ends = (low.min(high), low.max(high));
    Some(spanning(a, b, first.unwrap_or(a.first), ends))
}

/// Creates the range from `a` to `b`. Its first token is `first`.
fn spanning(a: &Quantity, b: &Quantity, first: usize, ends: (f64, f64)) -> Quantity {
    Quantity {
        first,
        number: a.number,
        ends,
        bound: Bound::Range,
        unit: b.unit.clone().or_else(|| a.unit.clone()),
        ..b.clone()
    }
}

/// Returns the link between two neighbouring numbers, or `None` if they do not form a range.
fn range_link(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<RangeLink> {
    let from = a.last + 1;
    let aside = s.sign(from, '—') && !s.touches_previous(from);
    let wave = s.sign(from, '~') && s.touches_previous(from) && s.touches_previous(from + 1);
    if s.dash(from) && !aside || wave || is_hyphened_to(s, from, b.first) {
        return Some(RangeLink::Dash);
    }
    if s.any(from, &["and"]) {
        return opening_word(s, a.first, &["between"]).map(RangeLink::Between);
    }
    let word = s.any(from, &["or"]) && are_close(a, b)
        || s.any(from, &["to"]) && !is_change(s, a, b)
        || s.any(from, &["through"]) && joins_amounts(s, a, b);
    word.then_some(RangeLink::Word)
}

/// Returns whether a range goes down and has its multiplier only at its end: "9-7 million".
fn is_descending(a: &Quantity, b: &Quantity) -> bool {
    let end = b.ends.0 / b.factor;
    a.factor <= 1.0 && b.factor >= 1e3 && a.ends.0 > end && a.ends.0 <= 2.0 * end
}

/// Returns whether the two ends are in a valid order. After "between", either order is valid.
fn in_order(b: &Quantity, link: RangeLink, low: f64, high: f64) -> bool {
    let signed = b.first != b.number;
    low < high
        || signed && low.abs() < high.abs()
        || matches!(link, RangeLink::Between(_)) && (low - high).abs() > 0.0
}

/// Returns whether "through" joins amounts or ages. The numbers in "counts three through six" are neither.
fn joins_amounts(s: &Sentence, a: &Quantity, b: &Quantity) -> bool {
    let plural = s.word_before(a.first).ends_with('s') && !s.any_before(a.first, &["is", "was"]);
    let capital = s.get(a.number).is_some_and(|t| t.capital);
    a.last == a.number && a.ends.0 < b.ends.0 && !capital && (a.unit.is_some() || !plural)
}

/// Returns whether a hyphenated "to" joins two numbers: "60-to-64".
fn is_hyphened_to(s: &Sentence, from: usize, to: usize) -> bool {
    to == from + 3
        && s.dash(from)
        && s.any(from + 1, &["to"])
        && s.dash(from + 2)
        && (from..=to).all(|i| s.touches_previous(i))
}

/// Returns whether a single token separates two numbers, not counting a bound or minus sign before the second: "30 to
/// -40", "to about 40".
fn are_neighbours(s: &Sentence, from: usize, to: usize) -> bool {
    let about = || {
        s.lexicon
            .bounds_before
            .before(&s.tokens, to)
            .is_some_and(|(len, bound)| bound == Bound::Approx && from + 1 + len == to)
    };
    let minus = || to == from + 2 && s.any(from, &["to", "and"]) && s.dash(from + 1);
    to == from + 1 || to > from + 1 && about() || minus()
}

/// Returns whether the units of the two ends of a range are compatible.
fn units_fit(a: &Quantity, b: &Quantity, dash: bool) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.name == b.name || a.money && b.money && b.name.starts_with(&a.name),
        (Some(a), None) => a.money || a.name == "year of age" || dash && a.name == "percent",
        _ => true,
    }
}

/// Reads a range with two words between its ends: "from 450 square feet up to 900".
fn two_words(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    let from = a.last + 1;
    let up = s.any(from, &["up", "all"]) && s.any(from + 1, &["to"]) && b.first == from + 2;
    let opens = opening_word(s, a.first, &["from"]).filter(|_| up && a.ends.0 < b.ends.0)?;
    Some(spanning(a, b, opens, (a.ends.0, b.ends.0)))
}

/// Finds one of `words` before the token `first`. A bound or "ages of" may separate the two: "between roughly 5",
/// "between the ages of 18".
fn opening_word(s: &Sentence, first: usize, words: &[&str]) -> Option<usize> {
    let before = first.checked_sub(1)?;
    if s.any(before, words) {
        return Some(before);
    }
    let ages = s.any(before, &["of"]) && s.any_before(before, &["age", "ages"]);
    let len = if ages {
        2 + usize::from(s.any_before(before - 1, &["the"]))
    } else {
        s.lexicon.bounds_before.before(&s.tokens, first)?.0
    };
    before.checked_sub(len).filter(|&at| s.any(at, words))
}

/// Returns whether two numbers are close enough to be the ends of a range: "three or four".
fn are_close(a: &Quantity, b: &Quantity) -> bool {
    let (low, high) = with_shared_factor(a, b);
    // "8 or $9" is two separate sums, but the numbers in "8 or 9 million dollars" share a multiplier.
    let money = b.unit.as_ref().is_some_and(|unit| unit.money);
    let sums = money && (b.factor < 1e3 || a.factor > 1.0);
    a.unit.is_none()
        && !sums
        && high > low
        && (high - low <= 2.0 * b.factor.max(a.factor) && high - low <= low + b.factor
            || high <= low * 1.5)
        && high < 1e9
        && b.unit
            .as_ref()
            .is_none_or(|u| !u.money || a.first == a.number)
}

/// Returns the ends of a range. If the first number has no multiplier, it may share the multiplier of the second:
/// "seven to nine thousand".
fn with_shared_factor(a: &Quantity, b: &Quantity) -> (f64, f64) {
    let (low, high) = (a.ends.0, b.ends.0);
    if a.factor <= 1.0
        && b.factor >= 1e3
        && low < b.factor
        && low < (high / b.factor).max(1.0) * 10.0
        && low < 1000.0
        && low <= high / b.factor * 5.0
        && low / (high / b.factor) <= 1.0
    {
        (low * b.factor, high)
    } else {
        (low, high)
    }
}

/// Returns whether two numbers state a change rather than a range: "rose 5 to 60", "cut it by 3 to 7".
fn is_change(s: &Sentence, a: &Quantity, b: &Quantity) -> bool {
    let by = s.any_before(a.first, &["by"]);
    let verb = s.lexicon.change_verbs.before(&s.tokens, a.first).is_some();
    // "leading by 2 to 5" states no rise or fall.
    let led = by && s.is_before(a.first - 1, Class::Contest);
    let different = match (&a.unit, &b.unit) {
        // The units do not differ in "ages 11 to 17" and "$300 to $700 a year".
        (Some(a), None) => a.name != "year of age",
        (Some(a), Some(b)) => a.name != b.name && !(a.money && b.name.starts_with(&a.name)),
        _ => true,
    };
    (by || verb || !s.any_before(a.first, &["from"])) && different && a.unit.is_some()
        || (by && !led || verb) && is_change_to_level(a, b) && !is_possible(s, a.first)
        || a.ends.0 > with_shared_factor(a, b).1 && a.ends.0 >= b.ends.0
        || s.any_before(a.first, &["voted"])
        || is_from_level(s, a, b)
}

/// Returns whether `b` can be the level that a change by `a` leads to: "rose 12 to 85", "rose $2 to $85.10". The ends
/// of a range are closer to each other, as in "rose by 10 to 15 percent".
fn is_change_to_level(a: &Quantity, b: &Quantity) -> bool {
    let money = |q: &Quantity| q.unit.as_ref().is_some_and(|unit| unit.money);
    let alike = a.unit.is_none() && b.unit.is_none() || money(a) && money(b);
    let (low, high) = with_shared_factor(a, b);
    alike && high > 2.0 * low
}

/// Returns whether a modal verb before the number at `i` makes its change only possible. Then a range is more likely:
/// "would raise prices by $400 to $900".
fn is_possible(s: &Sentence, i: usize) -> bool {
    (i.saturating_sub(MODAL_DISTANCE)..i).any(|at| s.is(at, Class::Modal) && !s.tokens[at].capital)
}

/// Returns whether `a` is the level from which a toll rises or falls to `b`: "the toll rose from 25 to 410".
fn is_from_level(s: &Sentence, a: &Quantity, b: &Quantity) -> bool {
    let Some(from) = opening_word(s, a.first, &["from"]) else {
        return false;
    };
    let toll = |i: usize| s.is(i, Class::Measure) || s.is(i, Class::Toll);
    if a.unit.is_some() || b.unit.is_some() || !(0..from).any(toll) {
        return false;
    }
    let ends = (from.saturating_sub(4)..=from).rev();
    let mut words = ends.take_while(|&end| end == from || s.tokens[end].is_word());
    words.any(|end| s.lexicon.change_verbs.before(&s.tokens, end).is_some())
}
