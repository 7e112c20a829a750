//! Reads bounds and changes from the words next to a number.

mod change;
mod pair;
mod prefix;
mod suffix;

use crate::figure::model::Bound;
use crate::figure::quantity::{Quantity, age};
use crate::figure::syntax::noun::no_noun_at;
use crate::figure::syntax::{Class, Sentence};
use crate::figure::unit::UnitMatch;
pub use pair::join_pairs;

/// Reads the bounds and changes of every quantity.
pub fn read_bounds(s: &Sentence, quantities: &mut [Quantity]) {
    let mut floor = 0;
    parallel(s, quantities);
    for i in 0..quantities.len() {
        let (done, rest) = quantities.split_at_mut(i);
        let quantity = &mut rest[0];
        prefix::read_prefix(s, quantity, floor);
        suffix::read_suffix(s, quantity);
        age::read_bounded_age(s, quantity);
        change::read_change(s, quantity, floor);
        if let Some(last) = done.last() {
            carry(s, last, quantity);
        }
        floor = quantity.last + 1;
    }
}

/// Copies the unit of an earlier number to a number without a unit: "rose 64 points to 4,577", "2.4 million yen ($22)
/// or 2.3 million". A currency is copied only if the two numbers are of a similar size.
fn parallel(s: &Sentence, quantities: &mut [Quantity]) {
    for i in 1..quantities.len() {
        let (before, after) = quantities.split_at_mut(i);
        let Some(bare) = after
            .first_mut()
            .filter(|q| q.unit.is_none() && !q.vague && !q.fraction)
        else {
            continue;
        };
        if !no_noun_at(s, bare.last + 1) || s.any(bare.last + 1, &["who", "that", "of"]) {
            continue;
        }
        let point = s.any_before(bare.first, &["to", "at"]);
        let like = |unit: &UnitMatch, ends: f64| {
            let ratio = bare.ends.0 / ends;
            point && unit.name == "point"
                || unit.money && (0.2..=5.0).contains(&ratio) && bare.ends.0 >= 1000.0
        };
        let found = before
            .iter()
            .rev()
            .take(4)
            .find_map(|q| q.unit.as_ref().filter(|unit| like(unit, q.ends.0)));
        bare.unit = found.cloned();
    }
}

/// Copies the bound of the number `last` to `quantity` if `quantity` is its conversion in brackets or is joined to it
/// by "and". In some constructions, also copies the change or the unit "percent".
fn carry(s: &Sentence, last: &Quantity, quantity: &mut Quantity) {
    let bracket = quantity.first == last.last + 2
        && s.sign(last.last + 1, '(')
        && s.sign(quantity.last + 1, ')');
    let converts = bracket && last.unit.is_some() && quantity.unit.is_some();
    // In "about 2,870 killed and 3,700 injured", the bound applies to both numbers.
    let joined = quantity.first == last.last + 3
        && s.any(last.last + 2, &["and"])
        && s.is(last.last + 1, Class::Measure)
        && s.is(quantity.last + 1, Class::Measure)
        && last.unit.is_none();
    if (converts || joined) && quantity.bound == Bound::Exact && !last.is_range() {
        quantity.bound = last.bound;
    }
    // The change also applies to the second number in "lost 190 points, or 0.6 percent" and "down 2.3%, the others by
    // 2.6%".
    let again = quantity.first == last.last + 3
        && s.sign(last.last + 1, ',')
        && s.any(last.last + 2, &["or"]);
    let same = last.unit.as_ref().map(|u| &u.name) == quantity.unit.as_ref().map(|u| &u.name);
    let by = s.any_before(quantity.first, &["by"]) && same;
    if (again || by) && quantity.change.is_none() && quantity.unit.is_some() {
        quantity.change = last.change;
    }
    let bare = quantity.unit.is_none()
        && quantity.change.is_some()
        && no_noun_at(s, quantity.last + 1)
        && s.any_before(quantity.first, &["by"]);
    if bare && last.unit.as_ref().is_some_and(|u| u.name == "percent") {
        quantity.unit.clone_from(&last.unit);
    }
}
