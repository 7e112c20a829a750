//! Units and currencies from `tables/units.txt` and `tables/currencies.txt`.

/// The meaning of one written form of a unit or currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The canonical name: an ISO 4217 code, or an English noun or noun phrase in the singular.
    pub name: &'static str,
    /// Whether the unit denotes money.
    pub money: bool,
    /// Where the form is accepted as a unit.
    pub placement: UnitPlacement,
}

/// Where a written form is accepted as a unit. In the tables, a prefix on the form encodes its placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitPlacement {
    /// Anywhere.
    Free,
    /// Only after digits: "5 m".
    BehindDigits,
    /// Only directly after digits, without a space: "5d".
    Touching,
    /// Directly after digits, or capitalised after digits and a space: "5 C".
    TouchingOrCapital,
    /// Only before the number.
    Before,
    /// Only after the number.
    Behind,
    /// Only in capitals, or touching the number: "5 PHP".
    InCapitals,
    /// Like [`Self::InCapitals`], or after digits: "5 cup".
    DigitsOrCapitals,
    /// Like [`Self::InCapitals`], or after digits with a multiplier: "5 million won".
    Multiplied,
    /// Like [`Self::InCapitals`], or capitalised before the number: "Rs 5".
    Abbreviation,
}

/// The table prefixes and their placements. A longer prefix precedes any shorter one that it starts with.
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
    /// Splits a table item into its placement and the form without the prefix.
    pub fn from_marked(item: &str) -> (Self, &str) {
        MARKS
            .iter()
            .find_map(|&(mark, placement)| item.strip_prefix(mark).map(|form| (placement, form)))
            .unwrap_or((Self::Free, item))
    }

    /// Returns whether a form with this placement is accepted only after digits. Such a form cannot follow "per".
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
    fn longest_matching_prefix_is_read() {
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
