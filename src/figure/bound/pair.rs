//! Joins two bounded numbers into one range: "more than 10 and less than 20".

use crate::figure::model::Bound;
use crate::figure::quantity::{Quantity, join};
use crate::figure::syntax::Sentence;

/// Joins neighbouring numbers if one has a lower bound and the other an upper bound.
pub fn join_pairs(s: &Sentence, quantities: Vec<Quantity>) -> Vec<Quantity> {
    join(quantities, |a, b| pair(s, a, b))
}

fn pair(s: &Sentence, a: &Quantity, b: &Quantity) -> Option<Quantity> {
    let (low, high) = match (a.bound, b.bound) {
        (Bound::MoreThan | Bound::AtLeast, Bound::LessThan | Bound::AtMost) => (a, b),
        (Bound::LessThan | Bound::AtMost, Bound::MoreThan | Bound::AtLeast) => (b, a),
        _ => return None,
    };
    let names = |q: &Quantity| q.unit.as_ref().map(|unit| unit.name.clone());
    let alike = a.unit.is_none() || names(a) == names(b);
    let between = a.last + 1..b.first;
    let direct =
        (1..=2).contains(&between.len()) && between.clone().all(|i| s.any(i, &["and", "but", ","]));
    // Both bounds must come before their numbers, so the numbers in "10 or more and 20 or less" are not joined.
    let worded = a.first < a.number && b.first < b.number;
    (direct && alike && worded && low.ends.0 < high.ends.0).then(|| Quantity {
        first: a.first,
        number: a.number,
        ends: (low.ends.0, high.ends.0),
        bound: Bound::Range,
        change: a.change.or(b.change),
        ..b.clone()
    })
}
