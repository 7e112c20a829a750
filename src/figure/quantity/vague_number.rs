//! Reads vague numbers: "dozens", "a few hundred", "a year or two".

use super::Quantity;
use super::amount::amount;
use crate::figure::model::Bound;
use crate::figure::syntax::{Amount, Class, Sentence, Token};
use crate::figure::unit::{self, UnitMatch};

/// Reads a vague number at `i`: "dozens", "tens of thousands", "a few hundred".
pub fn vague_number(s: &Sentence, i: usize) -> Option<Quantity> {
    if s.any(i, &["few", "several", "couple"]) {
        return few_hundred(s, i);
    }
    let mut low = least(s, i)?;
    let mut last = i;
    if s.any(i + 1, &["of"])
        && let Some(times) = least(s, i + 2).filter(|&times| times >= 20.0)
    {
        low *= times;
        last = i + 2;
    }
    // In "scores points", "scores" is a verb. "tens" alone is not a number.
    let results =
        || !s.any(i + 1, &["of"]) || s.is_before(i, Class::ScoreLead) || s.any_before(i, &["the"]);
    if last == i && (s.any(i, &["tens"]) || s.any(i, &["scores"]) && results()) {
        return None;
    }
    let hyphened = s.touches_previous(i) && s.before(i).is_some_and(Token::is_dash);
    if hyphened || s.any(i + 1, &["s"]) {
        return None;
    }
    Some(Quantity {
        ends: (low, low * 10.0),
        bound: Bound::Range,
        vague: true,
        ..Quantity::new(i, last, 0.0)
    })
}

/// Returns the lower end of the vague number at `i`, or `None` if the word is not a vague number.
fn least(s: &Sentence, i: usize) -> Option<f64> {
    match amount(s, i)? {
        Amount::Vague(least) => Some(least),
        _ => None,
    }
}

/// Reads a vague multiple: "a few hundred", "several dozen", "a couple of thousand". Without a multiplier, "a couple
/// of" is read as two.
fn few_hundred(s: &Sentence, i: usize) -> Option<Quantity> {
    let couple = s.any(i, &["couple"]);
    let next = i + 1 + usize::from(couple && s.any(i + 1, &["of"]));
    let first = if s.any_before(i, &["a"]) { i - 1 } else { i };
    let Some(Amount::Scale(times)) = amount(s, next) else {
        let counts = couple
            && first < i
            && s.any(i + 1, &["of"])
            && s.get(i + 2)
                .is_some_and(|t| t.is_word() && !t.is(Class::Determiner))
            || couple && first < i && s.is(i + 1, Class::Time);
        return counts.then(|| Quantity::new(first, i, 2.0));
    };
    let (low, high) = if couple {
        (2.0 * times, 2.0 * times)
    } else {
        (times, times * 10.0)
    };
    let bound = if couple { Bound::Approx } else { Bound::Range };
    Some(Quantity {
        ends: (low, high),
        bound,
        vague: !couple,
        ..Quantity::new(first, next, 0.0)
    })
}

/// Reads a unit of time followed by "or two": "a year or two", "past day or two".
pub fn or_two(s: &Sentence, i: usize) -> Option<Quantity> {
    let first = i.checked_sub(2).filter(|&first| {
        s.any(first + 1, &["or"]) && s.any(i, &["two"]) && s.is(first, Class::Time)
    })?;
    let unit = unit::canonical_unit(s.word(first))?;
    let unit = UnitMatch::plain(unit, i);
    let whole = !s.word(first).ends_with('s');
    whole.then(|| Quantity {
        ends: (1.0, 2.0),
        bound: Bound::Range,
        unit: Some(unit),
        ..Quantity::new(first, i, 0.0)
    })
}
