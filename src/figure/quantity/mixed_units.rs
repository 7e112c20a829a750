//! Amounts in two units that are one: "5 feet 2 inches", "6-foot-4", "3 dollars 50 cents".

use super::Quantity;
use crate::figure::syntax::digits::plain_digits;
use crate::figure::syntax::noun::closes;
use crate::figure::syntax::{Class, Sentence, TokenKind};

/// Joins what stands in a unit and its parts.
pub fn joined(s: &Sentence, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        let whole = joined.last_mut().filter(|whole| bare(whole));
        if let Some(part) = whole.as_deref().and_then(|whole| part(s, whole, &quantity)) {
            if let Some(whole) = whole {
                add(whole, part, quantity.last);
            }
            continue;
        }
        joined.push(quantity);
    }
    for whole in joined.iter_mut().filter(|whole| bare(whole)) {
        if let Some((part, last)) = inches(s, whole) {
            add(whole, part, last);
        }
    }
    joined
}

/// Whether a part may be added to a quantity: a whole number of its unit.
fn bare(whole: &Quantity) -> bool {
    let exact = whole.ends.0.fract() == 0.0 && whole.ends.0 >= 0.0 && whole.factor <= 1.0;
    exact && !whole.is_range() && !whole.fraction && whole.unit.is_some()
}

fn add(whole: &mut Quantity, part: f64, last: usize) {
    whole.ends = (whole.ends.0 + part, whole.ends.1 + part);
    (whole.last, whole.number_last) = (last, last);
    if let Some(unit) = &mut whole.unit {
        unit.last = last;
    }
}

/// What `b` adds to `a`, if the two are one amount.
fn part(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<f64> {
    let unit = a.unit.as_ref()?;
    let value = b.ends.0;
    let plain = !b.is_range() && !b.fraction && value >= 0.0 && b.factor <= 1.0;
    let from = a.last + 1;
    if !plain || s.any_before(a.first, &["between", "from"]) {
        return None;
    }
    let next = b.number == from;
    let and = b.number == from + 1 && s.any(from, &["and"]);
    let comma = b.number == from + 1 && s.sign(from, ',');
    let hyphen = b.number == from + 1 && s.dash(from) && s.glued(from) && s.glued(from + 1);
    match b.unit.as_ref().map(|unit| unit.name.as_str()) {
        Some("inch") if unit.name == "foot" && value < 12.0 => {
            (next || and || comma || hyphen).then_some(value / 12.0)
        }
        Some("cent" | "penny") if unit.money && unit.name.len() == 3 && value < 100.0 => {
            (next || and).then_some(value / 100.0)
        }
        // "15 dollars 50", "17 USD 25"
        other if other.is_none_or(|name| name == unit.name && b.first < b.number) => {
            let code = s.is_before(a.number, Class::Code);
            let behind = unit.money && unit.name.len() == 3 && unit.last > a.number && !code;
            let cents = next && behind && (10.0..100.0).contains(&value) && value.fract() == 0.0;
            (cents && !s.glued(b.number) && b.last <= b.number && closes(s, b.last + 1))
                .then_some(value / 100.0)
        }
        _ => None,
    }
}

/// The inches behind feet that no unit follows: "6-foot-4", `5'11"`.
fn inches(s: &Sentence, feet: &Quantity) -> Option<(f64, usize)> {
    if feet.unit.as_ref()?.name != "foot" {
        return None;
    }
    let dash = s.dash(feet.last + 1) && s.glued(feet.last + 1);
    let marked = s.any(feet.last, &["'", "’", "′"]);
    let at = feet.last + 1 + usize::from(dash);
    let TokenKind::Number { value, .. } = s.get(at)?.kind else {
        return None;
    };
    let small = plain_digits(s, at) && value < 12.0 && s.glued(at);
    if !small || !(dash || marked) {
        return None;
    }
    let hyphen = usize::from(s.dash(at + 1) && s.glued(at + 1));
    let written = s.any(at + 1 + hyphen, &["inch", "in", "\"", "”", "″"]) && s.glued(at + 1);
    let last = at + if written { hyphen + 1 } else { 0 };
    (written || dash && !s.glued(at + 1) || closes(s, at + 1)).then_some((value / 12.0, last))
}
