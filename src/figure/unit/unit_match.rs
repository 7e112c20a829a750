//! A unit found beside a number.

/// A unit found beside a number.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitMatch {
    /// The canonical name: "USD", "kilometre per hour".
    pub name: String,
    /// Whether it is money.
    pub money: bool,
    /// The last token that belongs to it.
    pub last: usize,
}

impl UnitMatch {
    /// A unit that is no money.
    pub fn plain(name: &str, last: usize) -> Self {
        Self {
            name: name.to_owned(),
            money: false,
            last,
        }
    }
}
