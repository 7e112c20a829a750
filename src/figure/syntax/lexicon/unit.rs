//! Rows of the tables of units and currencies.

/// A form of a unit of measure or of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its canonical name.
    pub name: &'static str,
    /// Whether it is money.
    pub money: bool,
    /// Where this form may stand.
    pub placement: UnitPlacement,
}

/// Where the form of a unit may stand, by the mark before it in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitPlacement {
    /// Anywhere.
    Free,
    /// Behind digits only: "5 m".
    BehindDigits,
    /// Only where it touches digits: "5d".
    Touching,
    /// Where it touches digits, or as a capital behind them: "5 C".
    TouchingOrCapital,
    /// Before its number only.
    Before,
    /// Behind its number only.
    Behind,
    /// In capitals, or where it touches its number: "5 PHP".
    InCapitals,
    /// As [`Self::InCapitals`], or behind digits: "5 cup".
    DigitsOrCapitals,
    /// As [`Self::InCapitals`], or behind digits with their multiplier: "5 million won".
    Multiplied,
    /// As [`Self::InCapitals`], or with a capital before its number: "Rs 5".
    Abbreviation,
}

/// The marks, those that others begin with last.
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
    /// The placement that the mark of a table's item stands for, and the form without the mark.
    pub fn from_marked(item: &str) -> (Self, &str) {
        MARKS
            .iter()
            .find_map(|&(mark, placement)| item.strip_prefix(mark).map(|form| (placement, form)))
            .unwrap_or((Self::Free, item))
    }

    /// Whether the form needs digits before it in any case, so that it cannot follow "per".
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
