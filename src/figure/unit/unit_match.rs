//! The result of a search for a unit next to a number.

/// A unit found next to a number.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitMatch {
    /// The canonical name: "USD", "kilometre per hour".
    pub name: String,
    /// Whether the unit is money.
    pub money: bool,
    /// The last token of the unit.
    pub last: usize,
}

impl UnitMatch {
    /// Creates a match for a unit that is not money.
    pub fn plain(name: &str, last: usize) -> Self {
        Self {
            name: name.to_owned(),
            money: false,
            last,
        }
    }
}
