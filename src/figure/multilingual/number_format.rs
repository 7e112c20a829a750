//! How each language writes numbers.

/// The meaning of a single separator before exactly three digits: "1.200", "1,200".
///
/// Only this case depends on the language. Before more or fewer digits, a dot or comma is the decimal separator. If a
/// number has two different separators, the last one is the decimal separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeparatorMeaning {
    /// A thousands separator.
    Thousands,
    /// A decimal separator.
    Decimal,
    /// Either of the two, because the language uses both or is unknown.
    Unsure,
}

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// The meaning of a single dot.
    pub dot: SeparatorMeaning,
    /// The meaning of a single comma.
    pub comma: SeparatorMeaning,
    /// Whether a plain space separates thousands: "1 200".
    pub blank: bool,
}

const fn format(dot: SeparatorMeaning, comma: SeparatorMeaning, blank: bool) -> NumberFormat {
    NumberFormat { dot, comma, blank }
}

/// The format for languages that are not in [`FORMATS`].
const UNKNOWN: NumberFormat = format(SeparatorMeaning::Unsure, SeparatorMeaning::Unsure, false);

/// Each format with the codes of the languages that use it.
const FORMATS: &[(NumberFormat, &str)] = &[
    // 1,234.5
    (
        format(
            SeparatorMeaning::Decimal,
            SeparatorMeaning::Thousands,
            false,
        ),
        "en zh ja ko th he hi bn pa gu ta te kn ml mr ne si my ur ms tl ga cy mt sw zu",
    ),
    // 1.234,5
    (
        format(
            SeparatorMeaning::Thousands,
            SeparatorMeaning::Decimal,
            false,
        ),
        "de it nl pt tr id da el ro hr sr bs sl mk vi is ca gl az sh eu fo jv",
    ),
    // 1 234,5; the meaning of a dot varies
    (
        format(SeparatorMeaning::Unsure, SeparatorMeaning::Decimal, true),
        "fr ru uk be bg pl cs sk hu fi sv no nb nn lt lv et sq hy ka kk ky uz tg eo oc br",
    ),
    // 1.234,5 in Spain and 1,234.5 in Mexico and Peru
    (
        format(SeparatorMeaning::Thousands, SeparatorMeaning::Unsure, true),
        "es",
    ),
];

impl NumberFormat {
    /// Returns the number format of the language with the two-letter code `language`.
    pub fn from_language(language: &str) -> Self {
        let among = |codes: &str| codes.split(' ').any(|code| code == language);
        let known = FORMATS.iter().find(|(_, codes)| among(codes));
        known.map_or(UNKNOWN, |&(format, _)| format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_listed_once() {
        let mut codes: Vec<_> = FORMATS
            .iter()
            .flat_map(|(_, codes)| codes.split(' '))
            .collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(codes.iter().all(|code| code.len() == 2));
        assert_eq!(NumberFormat::from_language("xx"), UNKNOWN);
    }
}
