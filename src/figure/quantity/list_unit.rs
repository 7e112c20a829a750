//! Shares a unit that is stated once for several numbers: "15, 25, and 28 percent", "58 percent to Clinton's 46", "8 or
//! $9".

use super::Quantity;
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Sentence, Token};
use crate::figure::unit::UnitMatch;

/// Copies units between neighbouring numbers: within a list of percentages, from one politician's share of the vote to
/// a rival's, and between two sums in the same currency.
pub fn share_units(s: &Sentence, quantities: &mut [Quantity]) {
    let mut listing = false;
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        if let Some(unit) = rival_unit(s, last, next) {
            next.unit = Some(UnitMatch {
                last: next.last,
                ..unit
            });
        }
        if are_sums(s, last, next) {
            last.unit = next.unit.clone().map(|unit| UnitMatch {
                last: last.last,
                ..unit
            });
        }
        listing = is_listed(s, last, next, listing);
        if listing {
            last.unit.clone_from(&next.unit);
        }
    }
}

/// Copies the unit of a number to the numbers before it that end in a hanging hyphen: "four-, five- and six-cylinder".
pub fn share_after_hyphens(s: &Sentence, quantities: &mut [Quantity]) {
    for i in (1..quantities.len()).rev() {
        let (before, after) = quantities.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let hangs = s.dash(last.last + 1)
            && s.touches_previous(last.last + 1)
            && !(s.touches_previous(last.last + 2)
                && s.get(last.last + 2).is_some_and(Token::is_word))
            && next.first <= last.last + 4;
        if hangs && last.unit.is_none() {
            last.unit.clone_from(&next.unit);
        }
    }
}

/// Returns whether two numbers are sums in the currency of the second: "eight or nine euros", "8 or $9".
fn are_sums(s: &Sentence, last: &Quantity, next: &Quantity) -> bool {
    let bare = last.unit.is_none() && !last.vague && !last.fraction && !last.is_range();
    let money = next.unit.as_ref().is_some_and(|unit| unit.money) && !next.is_range();
    let or = s.any(last.last + 1, &["or"]) && next.first == last.last + 2;
    let (low, high) = (last.ends.0, next.ends.0);
    bare && money && or && low < high && high <= 2.0 * low
}

fn is_percent(quantity: &Quantity) -> bool {
    let percent = |unit: &UnitMatch| unit.name.starts_with("percent");
    quantity.unit.as_ref().is_some_and(percent)
}

/// Returns whether `last` and `next` are in the same list of percentages. A comma alone joins them only if `next` is
/// already known to be in a list.
fn is_listed(s: &Sentence, last: &Quantity, next: &Quantity, listing: bool) -> bool {
    let from = last.last + 1;
    let bare = last.unit.is_none() && !last.vague && !last.fraction && !last.is_range();
    if !(bare && is_percent(next) && (0.0..=100.0).contains(&last.ends.0)) {
        return false;
    }
    let and = |at: usize| s.any(at, &["and", "or"]) && next.first == at + 1;
    let comma = s.sign(from, ',');
    // "up 47.88, or 1.22 percent" is not a list.
    let third =
        || last.first >= 2 && s.any_before(last.first, &[","]) && is_number(s, last.first - 2);
    // Two numbers alone do not share a "%": in "the median age was 23 and 69% were men", 23 is not a percentage.
    let word = || listing || third() || s.get(next.last).is_some_and(Token::is_word);
    (and(from) || comma && (and(from + 1) && third() || listing && next.first == from + 1))
        && word()
}

fn is_number(s: &Sentence, i: usize) -> bool {
    s.get(i).is_some_and(Token::is_number)
}

/// Returns the unit of `last` if `next` is a rival's percentage without a unit: "58 percent to Bill Clinton's [46]".
fn rival_unit(s: &Sentence, last: &Quantity, next: &Quantity) -> Option<UnitMatch> {
    let from = last.last + 1;
    let to = next.first.checked_sub(1)?;
    let owned = s.any(from, &["to"])
        && (from + 2..from + 6).contains(&to)
        && s.any(to, &["'s", "’s", "'", "’"]);
    let name = |at: usize| s.get(at).is_some_and(|t: &Token| t.is_word() && t.capital);
    let bare = next.unit.is_none() && !next.is_range() && no_noun_at(s, next.last + 1);
    (owned && bare && is_percent(last) && (from + 1..to).all(name))
        .then(|| last.unit.clone())
        .flatten()
}
