//! Reads the quantities of a sentence from its tokens.

use crate::figure::bound;
use crate::figure::quantity::single_number::{self, SkippedNumber};
use crate::figure::quantity::{Quantity, age, list_unit, mixed_units, range};
use crate::figure::syntax::Sentence;

/// Returns the quantities of a sentence, in order, and its non-claims.
pub fn read(s: &Sentence) -> (Vec<Quantity>, Vec<SkippedNumber>) {
    let (mut quantities, skipped) = single_number::read(s);
    quantities = mixed_units::join_parts(s, quantities);
    list_unit::share_after_hyphens(s, &mut quantities);
    quantities = range::join_ranges(s, quantities);
    list_unit::share_units(s, &mut quantities);
    bound::read_bounds(s, &mut quantities);
    quantities = bound::join_pairs(s, quantities);
    age::share_ages(s, &mut quantities);
    (apart(quantities), skipped)
}

/// Makes the token ranges of the quantities disjoint. Trims a quantity that overlaps the previous one, or drops it if
/// the overlap includes its number.
fn apart(quantities: Vec<Quantity>) -> Vec<Quantity> {
    let mut floor = 0;
    let free = |mut quantity: Quantity| {
        quantity.first = quantity.first.max(floor);
        let whole = quantity.first <= quantity.number_last && quantity.number >= floor;
        floor = floor.max(quantity.last + 1);
        whole.then_some(quantity)
    };
    quantities.into_iter().filter_map(free).collect()
}
