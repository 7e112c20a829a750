//! Rows of the table of words that stand for an amount.

/// The amount that a word stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// So much and up to ten times as much: "dozens".
    Vague(f64),
    /// One of so many: "third".
    Part(f64),
    /// Ten years of age from there on: "forties".
    Decade(f64),
    /// What the number before is multiplied by: "hundred".
    Scale(f64),
}

impl Amount {
    /// The amount in the head of a table's row.
    pub fn from_words(kind: &str, value: &str) -> Option<Self> {
        let value = value.parse().ok()?;
        Some(match kind {
            "vague" => Self::Vague(value),
            "part" => Self::Part(value),
            "decade" => Self::Decade(value),
            "scale" => Self::Scale(value),
            _ => return None,
        })
    }
}
