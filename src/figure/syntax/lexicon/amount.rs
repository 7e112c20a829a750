//! The amounts that words denote, from `tables/amounts.txt`.

/// The amount that a word denotes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A vague amount between this value and ten times as much: "dozens".
    Vague(f64),
    /// One of this many equal parts: "third".
    Part(f64),
    /// An age given as a decade, with the first age in the decade: 40 for "forties".
    Decade(f64),
    /// A factor that multiplies the number before it: "hundred".
    Scale(f64),
}

impl Amount {
    /// Parses the two words of a table head. Returns `None` if the kind or the value is invalid.
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
