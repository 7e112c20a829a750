//! Units and currencies: rows of `tables/units.txt` and `tables/currencies.txt`.

/// A form of a unit of measure or of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The canonical name.
    pub name: &'static str,
    /// Whether the unit is money.
    pub money: bool,
    /// The places in which this form is a unit.
    pub placement: UnitPlacement,
}

/// The places in which a form counts as a unit. A mark before the form in its table sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitPlacement {
    /// Anywhere.
    Free,
    /// Only after digits: "5 m".
    BehindDigits,
    /// Only touching digits: "5d".
    Touching,
    /// Touching digits, or as a capital after them: "5 C".
    TouchingOrCapital,
    /// Only before the number.
    Before,
    /// Only after the number.
    Behind,
    /// In capitals, or touching the number: "5 PHP".
    InCapitals,
    /// As [`Self::InCapitals`], or after digits: "5 cup".
    DigitsOrCapitals,
    /// As [`Self::InCapitals`], or after digits with their multiplier: "5 million won".
    Multiplied,
    /// As [`Self::InCapitals`], or capitalized before the number: "Rs 5".
    Abbreviation,
}

/// The marks. Each mark comes before those that are its prefix.
const MARKS: [(&str, UnitPlacement); 9] = [
    ("~~", UnitPlacement::Touching),
    ("~^", UnitPlacement::TouchingOrCapital),
    ("~", UnitPlacement::BehindDigits),
    ("<", UnitPlacement::Before),
    (">", UnitPlacement::Behind),
    ("?~", UnitPlacement::DigitsOrCapitals),
    ("?*", UnitPlacement::Multiplied),
    ("?^", UnitPlacement::Abbreviation),
    ("?", UnitPlacement::InCapitals),
];

impl UnitPlacement {
    /// Splits an item of a table into the placement that its mark means, and the form without the mark.
    pub fn from_marked(item: &str) -> (Self, &str) {
        MARKS
            .iter()
            .find_map(|&(mark, placement)| item.strip_prefix(mark).map(|form| (placement, form)))
            .unwrap_or((Self::Free, item))
    }

    /// Returns whether the form always needs digits before it, so that it cannot follow "per".
    pub fn needs_digits(self) -> bool {
        matches!(
            self,
            Self::BehindDigits | Self::Touching | Self::TouchingOrCapital
        )
    }
}

#[cfg(test)]
mod tests {
    use super::UnitPlacement;

    #[test]
    fn reads_the_longest_mark() {
        let rows = [
            ("km", UnitPlacement::Free, "km"),
            ("~m", UnitPlacement::BehindDigits, "m"),
            ("~~d", UnitPlacement::Touching, "d"),
            ("~^c", UnitPlacement::TouchingOrCapital, "c"),
            ("?nit", UnitPlacement::InCapitals, "nit"),
            ("?~cup", UnitPlacement::DigitsOrCapitals, "cup"),
            ("?*won", UnitPlacement::Multiplied, "won"),
            ("?^rs", UnitPlacement::Abbreviation, "rs"),
        ];
        for (item, placement, form) in rows {
            assert_eq!(UnitPlacement::from_marked(item), (placement, form));
        }
    }
}
