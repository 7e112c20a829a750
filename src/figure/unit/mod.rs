//! Finds units and currencies beside a number, simple or compound.

mod adjacent;
mod placement;
mod rate;
mod unit_match;

use crate::figure::syntax::{Class, LEXICON, tokens};
pub use adjacent::{after, before};
pub use rate::compound_unit;
pub use unit_match::UnitMatch;

/// Returns the canonical unit of a word or symbol as a person types it.
pub fn canonical_unit(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let tokens = tokens(&LEXICON, text, 0, text.len());
    let whole = LEXICON
        .units
        .at(&tokens, 0)
        .filter(|(len, _)| *len == tokens.len());
    whole.map(|(_, unit)| unit.name)
}

/// Returns the currency of a code: "USD", "GBP".
pub fn currency(code: &str) -> Option<&'static str> {
    canonical_unit(code).filter(|&name| name == code && LEXICON.has(code, Class::Code))
}

/// Returns whether the unit is one of time, which does not say what is counted.
pub fn is_time_unit(name: &str) -> bool {
    LEXICON.has(name, Class::Time)
}
