//! Field names, and the fixed sets of words that some fields take as values.

use crate::figure::{Bound, Measure, Scope, Stance};
use crate::query::model::{Property, RangeSubject, TextScope};

/// A field of the query language. Its name is followed by a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Same,
    Author,
    Outlet,
    Language,
    Id,
    Path,
    Url,
    Site,
    After,
    Before,
    Until,
    Date,
    Has,
    No,
    Number(RangeSubject),
    Counted,
    Whose,
    By,
    Bound,
    Scope,
    Stance,
    AsOf,
    Rate,
}

/// The names and synonyms of all fields. For measures, only the synonyms are listed.
const NAMES: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("headline", Field::Title),
    ("intitle", Field::Title),
    ("same", Field::Same),
    ("sentence", Field::Same),
    ("author", Field::Author),
    ("outlet", Field::Outlet),
    ("source", Field::Outlet),
    ("publication", Field::Outlet),
    ("publisher", Field::Outlet),
    ("newspaper", Field::Outlet),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("id", Field::Id),
    ("path", Field::Path),
    ("url", Field::Url),
    ("inurl", Field::Url),
    ("site", Field::Site),
    ("after", Field::After),
    ("since", Field::After),
    ("from", Field::After),
    ("before", Field::Before),
    ("until", Field::Until),
    ("date", Field::Date),
    ("published", Field::Date),
    ("has", Field::Has),
    ("no", Field::No),
    ("figure", Field::Number(RangeSubject::Figure)),
    ("figures", Field::Number(RangeSubject::Figure)),
    ("number", Field::Number(RangeSubject::Figure)),
    ("counted", Field::Counted),
    ("whose", Field::Whose),
    ("by", Field::By),
    ("claimant", Field::By),
    ("bound", Field::Bound),
    ("scope", Field::Scope),
    ("stance", Field::Stance),
    ("asof", Field::AsOf),
    ("as_of", Field::AsOf),
    ("rate", Field::Rate),
    ("per", Field::Rate),
    (
        "dead",
        Field::Number(RangeSubject::Measure(Measure::Killed)),
    ),
    (
        "deaths",
        Field::Number(RangeSubject::Measure(Measure::Killed)),
    ),
    (
        "injured",
        Field::Number(RangeSubject::Measure(Measure::Wounded)),
    ),
    (
        "hospitalised",
        Field::Number(RangeSubject::Measure(Measure::Hospitalized)),
    ),
];

impl Field {
    /// Returns the field called `name`, ignoring case, or `None` if there is no such field.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let measure = || {
            Measure::ALL
                .iter()
                .find(|m| m.word().eq_ignore_ascii_case(name))
        };
        NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|&(_, field)| field)
            .or_else(|| measure().map(|&m| Self::Number(RangeSubject::Measure(m))))
    }

    /// Returns the scope of the search words after the colon, or `None` if the field does not take search words.
    pub(super) fn scope(self) -> Option<TextScope> {
        match self {
            Self::Title => Some(TextScope::Title),
            Self::Same => Some(TextScope::Anywhere),
            _ => None,
        }
    }

    /// Returns whether the field takes numbers as values.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// Returns the field name most similar to `name`, or `None` if none is similar.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        let measures = Measure::ALL.iter().map(|m| m.word());
        nearest(name, measures.chain(NAMES.iter().map(|&(known, _)| known)))
    }
}

/// Returns the word in `words` that is most similar to `word`, or `None` if none is similar. One letter may differ, or
/// two if `word` is longer than six letters.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let most = match length {
        0..=2 => 0,
        // Two of six letters are too many: "debate" and "update" are not misspellings of "date".
        3..=6 => 1,
        7..=32 => 2,
        // A word of more than 32 letters is unlikely to be a misspelt name, and comparing it is slow.
        _ => return None,
    };
    words
        .filter(|known| known.len().abs_diff(length) <= most)
        .map(|known| (strsim::osa_distance(&word, known), known))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// The words for article properties. The first word for each property is the one that is printed.
const PROPERTIES: &[(&str, Property)] = &[
    ("figure", Property::Figure),
    ("figures", Property::Figure),
    ("date", Property::Date),
    ("published", Property::Date),
    ("outlet", Property::Outlet),
    ("source", Property::Outlet),
    ("title", Property::Title),
    ("headline", Property::Title),
    ("author", Property::Author),
    ("authors", Property::Author),
    ("url", Property::Url),
];

/// A field value that is one of a fixed set of words.
pub(super) trait ValueWord: Copy + PartialEq + 'static {
    /// How messages refer to a value of this kind.
    const KIND: &'static str;
    /// Returns each word with its value.
    fn table() -> impl Iterator<Item = (&'static str, Self)>;

    /// Returns the value for `word`, or `None` if the table does not contain it. Ignores case, and accepts `-` or a
    /// space for `_`.
    fn from_word(word: &str) -> Option<Self> {
        let plain = word.trim().to_lowercase().replace(['-', ' '], "_");
        Self::table()
            .find(|(known, _)| *known == plain)
            .map(|(_, value)| value)
    }

    /// Returns the printed word for each value, without synonyms.
    fn words() -> Vec<&'static str> {
        let printed = Self::table().filter(|&(word, value)| value.word() == word);
        printed.map(|(word, _)| word).collect()
    }

    /// Returns the word that is printed for this value.
    fn word(self) -> &'static str {
        Self::table()
            .find(|&(_, value)| value == self)
            .map_or("", |(word, _)| word)
    }
}

impl ValueWord for Property {
    const KIND: &'static str = "a property of articles";
    fn table() -> impl Iterator<Item = (&'static str, Self)> {
        PROPERTIES.iter().copied()
    }
}

impl ValueWord for Bound {
    const KIND: &'static str = "a bound";
    fn table() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.iter().map(|&value| (value.word(), value))
    }
}

impl ValueWord for Scope {
    const KIND: &'static str = "a scope";
    fn table() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.iter().map(|&value| (value.word(), value))
    }
}

impl ValueWord for Stance {
    const KIND: &'static str = "a stance";
    fn table() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.iter().map(|&value| (value.word(), value))
    }
}
