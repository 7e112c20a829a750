//! Classifies the words of a figure query as measures, nations, people or topic words.

use crate::figure::{Measure, is_people, kind_named, nation};

/// The role of a word in a figure query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermRole {
    /// A measure.
    Measure(Measure),
    /// A nation whose people or things are counted.
    Nation(&'static str),
    /// A kind of counted people, such as soldiers. Any word for the kind matches.
    Kind(&'static str),
    /// A word for people, such as "passengers", that does not name a kind. Only the word itself matches.
    People,
    /// A topic word, which does not name an attribute of a figure.
    Topic,
}

/// Synonyms for measures. Words that often mean something else are left out.
const MEASURES: &[(&str, Measure)] = &[
    ("dead", Measure::Killed),
    ("death", Measure::Killed),
    ("deaths", Measure::Killed),
    ("died", Measure::Killed),
    ("fatalities", Measure::Killed),
    ("injured", Measure::Wounded),
    ("injuries", Measure::Wounded),
    ("casualty", Measure::Casualties),
    ("corpses", Measure::Bodies),
    ("remains", Measure::Bodies),
    ("refugees", Measure::Displaced),
    ("detained", Measure::Arrested),
    ("arrests", Measure::Arrested),
    ("infections", Measure::Infected),
    ("hospitalised", Measure::Hospitalized),
];

impl TermRole {
    /// Describes the role of `word` for display. `anywhere` is set if topic words may occur anywhere in the article.
    pub fn describe(self, word: &str, anywhere: bool) -> String {
        match self {
            Self::Measure(measure) if measure.word() == word.to_lowercase() => {
                format!("{word} (measure)")
            }
            Self::Measure(measure) => format!("{word} (measure {measure})"),
            Self::Nation(_) => format!("{word} (nationality)"),
            Self::Kind(kind) => format!("{word} (any word for {kind})"),
            Self::People => format!("{word} (the people counted)"),
            Self::Topic if anywhere => format!("{word} (anywhere in the article)"),
            Self::Topic => format!("{word} (in the sentence or headline)"),
        }
    }
}

/// Returns the role of a word as typed in the query.
pub fn term_role(word: &str) -> TermRole {
    let lower = word.to_lowercase();
    let measure = Measure::ALL.iter().find(|m| m.word() == lower).copied();
    let named = MEASURES.iter().find(|(known, _)| *known == lower);
    if let Some(measure) = measure.or_else(|| named.map(|&(_, measure)| measure)) {
        return TermRole::Measure(measure);
    }
    // In lower case, "us" is a pronoun.
    match nation(word).filter(|_| word != "us") {
        Some(nation) => TermRole::Nation(nation),
        None => match kind_named(&lower) {
            Some(kind) => TermRole::Kind(kind),
            None if is_people(&lower) => TermRole::People,
            None => TermRole::Topic,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_words_select_figure_properties() {
        let rows = [
            ("killed", TermRole::Measure(Measure::Killed)),
            ("Deaths", TermRole::Measure(Measure::Killed)),
            ("bodies", TermRole::Measure(Measure::Bodies)),
            ("percent", TermRole::Measure(Measure::Percent)),
            ("russian", TermRole::Nation("russia")),
            ("Ukraine's", TermRole::Nation("ukraine")),
            ("us", TermRole::Topic),
            ("troops", TermRole::Kind("soldiers")),
            ("Soldiers", TermRole::Kind("soldiers")),
            ("passengers", TermRole::People),
            ("repatriated", TermRole::Topic),
            ("", TermRole::Topic),
        ];
        for (word, expected) in rows {
            assert_eq!(term_role(word), expected, "{word}");
        }
    }
}
