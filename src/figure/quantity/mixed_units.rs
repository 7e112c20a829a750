//! Joins amounts in mixed units: "5 feet 2 inches", "6-foot-4", "3 dollars 50 cents".

use super::Quantity;
use crate::figure::syntax::digits::is_plain_digits;
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Class, Sentence, TokenKind};
use crate::figure::unit::UnitMatch;

/// Joins amounts with the amounts in subunits that follow them: "5 feet 2 inches".
pub fn join_parts(s: &Sentence, quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        let whole = joined.last_mut().filter(|whole| is_whole(whole));
        if let Some(part) = whole.as_deref().and_then(|whole| part(s, whole, &quantity)) {
            if let Some(whole) = whole {
                add(whole, part, quantity.last);
            }
            continue;
        }
        joined.push(quantity);
    }
    for whole in joined.iter_mut().filter(|whole| is_whole(whole)) {
        if let Some((part, last)) = inches(s, whole) {
            add(whole, part, last);
        }
    }
    joined
}

/// Returns whether `whole` is a whole number with a unit, so that an amount in a subunit can follow it.
fn is_whole(whole: &Quantity) -> bool {
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

/// The link between an amount and the amount in its subunit: a word, a sign or nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartLink {
    Nothing,
    And,
    Comma,
    Hyphen,
}

/// Returns the link between an amount that ends before `from` and a part at `number`, or `None` if they are not linked.
fn part_link(s: &Sentence, from: usize, number: usize) -> Option<PartLink> {
    if number == from {
        return Some(PartLink::Nothing);
    }
    if number != from + 1 {
        return None;
    }
    if s.any(from, &["and"]) {
        Some(PartLink::And)
    } else if s.sign(from, ',') {
        Some(PartLink::Comma)
    } else if s.dash(from) && s.touches_previous(from) && s.touches_previous(number) {
        Some(PartLink::Hyphen)
    } else {
        None
    }
}

/// Returns the amount that `b` adds to `a`, in the unit of `a`, or `None` if they are separate amounts.
fn part(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<f64> {
    let unit = a.unit.as_ref()?;
    let plain = !b.is_range() && !b.fraction && b.ends.0 >= 0.0 && b.factor <= 1.0;
    if !plain || s.any_before(a.first, &["between", "from"]) {
        return None;
    }
    let link = part_link(s, a.last + 1, b.number)?;
    match b.unit.as_ref().map(|unit| unit.name.as_str()) {
        Some("inch") => inches_of(unit, b),
        Some("cent" | "penny") => cents_of(unit, b, link),
        None => bare_cents_of(s, unit, a, b, link),
        // In "17 USD 25", "USD" was also read as the unit of the second number.
        Some(name) if name == unit.name && b.first < b.number => bare_cents_of(s, unit, a, b, link),
        Some(_) => None,
    }
}

/// Converts inches to feet: "5 feet 2 inches".
fn inches_of(unit: &UnitMatch, inches: &Quantity) -> Option<f64> {
    let value = inches.ends.0;
    (unit.name == "foot" && value < 12.0).then_some(value / 12.0)
}

/// Converts cents to the unit of the whole amount: "3 dollars 50 cents", "3 dollars and 50 cents".
fn cents_of(unit: &UnitMatch, cents: &Quantity, link: PartLink) -> Option<f64> {
    let value = cents.ends.0;
    let joined = matches!(link, PartLink::Nothing | PartLink::And);
    (is_currency(unit) && value < 100.0 && joined).then_some(value / 100.0)
}

/// Converts cents without a unit to the unit of the amount `whole`: "15 dollars 50", "17 USD 25".
fn bare_cents_of(
    s: &Sentence,
    unit: &UnitMatch,
    whole: &Quantity,
    cents: &Quantity,
    link: PartLink,
) -> Option<f64> {
    let value = cents.ends.0;
    let code = s.is_before(whole.number, Class::Code);
    let behind = is_currency(unit) && unit.last > whole.number && !code;
    let two_digits = (10.0..100.0).contains(&value) && value.fract() == 0.0;
    let alone = !s.touches_previous(cents.number)
        && cents.last <= cents.number
        && no_noun_at(s, cents.last + 1);
    (link == PartLink::Nothing && behind && two_digits && alone).then_some(value / 100.0)
}

/// Returns whether a unit is a currency, and not a compound unit such as "USD per barrel".
fn is_currency(unit: &UnitMatch) -> bool {
    unit.money && unit.name.len() == 3
}

/// Reads the inches after feet: "6-foot-4", `5'11"`. Returns their value in feet and their last token.
fn inches(s: &Sentence, feet: &Quantity) -> Option<(f64, usize)> {
    if feet.unit.as_ref()?.name != "foot" {
        return None;
    }
    let dash = s.dash(feet.last + 1) && s.touches_previous(feet.last + 1);
    let marked = s.any(feet.last, &["'", "’", "′"]);
    let at = feet.last + 1 + usize::from(dash);
    let TokenKind::Number { value, .. } = s.get(at)?.kind else {
        return None;
    };
    let small = is_plain_digits(s, at) && value < 12.0 && s.touches_previous(at);
    if !small || !(dash || marked) {
        return None;
    }
    let hyphen = usize::from(s.dash(at + 1) && s.touches_previous(at + 1));
    let written =
        s.any(at + 1 + hyphen, &["inch", "in", "\"", "”", "″"]) && s.touches_previous(at + 1);
    let last = at + if written { hyphen + 1 } else { 0 };
    (written || dash && !s.touches_previous(at + 1) || no_noun_at(s, at + 1))
        .then_some((value / 12.0, last))
}
