//! Quantities: the numbers of a sentence with their signs, multipliers and units.
//!
//! `single_number` reads them one by one. `mixed_units`, `range`, `list_unit` and `age` then join neighbours or share
//! their units.

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

/// A quantity, by its tokens.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The first token of the surface, bound words included.
    pub first: usize,
    /// The first token of the number itself.
    pub number: usize,
    /// The last token of the number itself.
    pub number_last: usize,
    /// The last token of the surface.
    pub last: usize,
    /// The least and the most it says, before bounds.
    pub ends: (f64, f64),
    /// The multiplier the number ended by.
    pub factor: f64,
    /// Its bound.
    pub bound: Bound,
    /// Its change.
    pub change: Option<Change>,
    /// Its unit.
    pub unit: Option<UnitMatch>,
    /// Whether it is a guess at "dozens".
    pub vague: bool,
    /// Whether it is a fraction in words.
    pub fraction: bool,
}

impl Quantity {
    /// A plain quantity of the tokens from `first` to `last`.
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

    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        self.bound == Bound::Range
    }
}

/// Puts one in the place of each two neighbours that `one` makes one of.
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
