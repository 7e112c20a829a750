//! Finds simple and compound units, including currencies, next to a number.

mod adjacent;
mod placement;
mod rate;
mod unit_match;

use crate::figure::syntax::{Class, LEXICON, tokens};
pub use adjacent::{after, before};
pub use rate::compound_unit;
pub use unit_match::UnitMatch;

/// Returns the canonical unit for a word or symbol, or `None` if it is not a unit.
pub fn canonical_unit(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let tokens = tokens(&LEXICON, text, 0, text.len());
    let whole = LEXICON
        .units
        .at(&tokens, 0)
        .filter(|(len, _)| *len == tokens.len());
    whole.map(|(_, unit)| unit.name)
}

/// Returns the currency with the ISO 4217 code `code`, such as "USD", or `None` if the code is unknown.
pub fn currency(code: &str) -> Option<&'static str> {
    canonical_unit(code).filter(|&name| name == code && LEXICON.has(code, Class::Code))
}

/// Returns whether `name` is a unit of time.
pub fn is_time_unit(name: &str) -> bool {
    LEXICON.has(name, Class::Time)
}
