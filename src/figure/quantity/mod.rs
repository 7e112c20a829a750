//! Reads quantities: the numbers of a sentence with their signs, multipliers and units.
//!
//! `single_number` reads each number on its own. `mixed_units` and `range` then join neighbouring numbers, and
//! `list_unit` and `age` copy units between them.

mod adjacent_unit;
pub mod age;
mod amount;
mod fraction;
pub mod list_unit;
pub mod mixed_units;
pub mod range;
mod scale;
pub mod single_number;
#[cfg(test)]
mod tests;
mod vague_number;

use crate::figure::model::{Bound, Change};
use crate::figure::unit::UnitMatch;

/// A number with its unit and bound, and the tokens that express them.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The first token of the quantity, including the words of its bound.
    pub first: usize,
    /// The first token of the number itself.
    pub number: usize,
    /// The last token of the number itself.
    pub number_last: usize,
    /// The last token of the quantity, including its unit.
    pub last: usize,
    /// The lowest and the highest number stated, ignoring the bound.
    pub ends: (f64, f64),
    /// The last multiplier of the number, such as 1e6 for "million", or 1 if it has none.
    pub factor: f64,
    /// How the number limits the quantity: exactly, at least, about and so on.
    pub bound: Bound,
    /// The direction of the change that the number states, or `None` if it states no change.
    pub change: Option<Change>,
    /// The unit or currency, or `None` if the number counts people or things.
    pub unit: Option<UnitMatch>,
    /// Whether the number is an estimate for a word such as "dozens".
    pub vague: bool,
    /// Whether the number is a fraction or ratio: "a third", "1/2", "28-to-1".
    pub fraction: bool,
}

impl Quantity {
    /// Creates an exact quantity without a unit from the tokens `first` to `last`.
    pub fn new(first: usize, last: usize, value: f64) -> Self {
        Self {
            first,
            number: first,
            number_last: last,
            last,
            ends: (value, value),
            factor: 1.0,
            bound: Bound::Exact,
            change: None,
            unit: None,
            vague: false,
            fraction: false,
        }
    }

    /// Returns whether the quantity is a range.
    pub fn is_range(&self) -> bool {
        self.bound == Bound::Range
    }
}

/// Merges neighbouring quantities. `one` returns the merged quantity, or `None` to keep the two apart.
pub fn join(
    quantities: Vec<Quantity>,
    one: impl Fn(&Quantity, &Quantity) -> Option<Quantity>,
) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        match joined.last_mut() {
            Some(last) => match one(last, &quantity) {
                Some(both) => *last = both,
                None => joined.push(quantity),
            },
            None => joined.push(quantity),
        }
    }
    joined
}
