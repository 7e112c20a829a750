//! Reads bounds after a number: "500 or more", "20-odd".

use crate::figure::model::Bound;
use crate::figure::quantity::Quantity;
use crate::figure::syntax::{Sentence, Token};
use crate::figure::unit;

/// Sets the bound of a quantity from the words after its number.
pub fn read_suffix(s: &Sentence, quantity: &mut Quantity) {
    for at in [quantity.number_last + 1, quantity.last + 1] {
        let dash = usize::from(s.dash(at) && s.touches_previous(at) && s.touches_previous(at + 1));
        if let Some((len, bound)) = s
            .lexicon
            .bounds_after
            .at(&s.tokens, at + dash)
            .or_else(|| s.lexicon.bounds_after.at(&s.tokens, at))
        {
            let plus = s.sign(at, '+') && !s.touches_previous(at);
            let listed = len == 1
                && s.get(at).is_some_and(Token::is_word)
                && !s.any(at + dash, &["odd", "ish", "plus"]);
            if plus
                || listed
                || s.any(at, &["or"]) && bound != Bound::Approx && s.any(at + len, &["than"])
                || quantity.is_range()
                || quantity.bound != Bound::Exact && quantity.bound != Bound::AtMost
            {
                continue;
            }
            quantity.bound = if quantity.bound == Bound::AtMost {
                Bound::Approx
            } else {
                bound
            };
            if at + dash + len - 1 > quantity.last {
                quantity.last = at + dash + len - 1;
            }
            // A unit can follow the bound: "20-plus years", "five or more days".
            if let Some(unit) = unit::after(s, quantity.last).filter(|_| quantity.unit.is_none()) {
                quantity.last = unit.last;
                quantity.unit = Some(unit);
            }
            return;
        }
    }
}
