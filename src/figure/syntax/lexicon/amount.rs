//! The amounts that words mean: rows of `tables/amounts.txt`.

/// The amount that a word means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A vague amount, from this value to ten times as much: "dozens".
    Vague(f64),
    /// One of this many parts: "third".
    Part(f64),
    /// Ten years of age, from this one on: "forties".
    Decade(f64),
    /// The factor that multiplies the number before it: "hundred".
    Scale(f64),
}

impl Amount {
    /// Parses the amount in the head of a table's row.
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
