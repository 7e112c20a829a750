//! The values of options that are types of `query`.
//!
//! The help texts contain no quotation marks, which would end strings in the completion scripts of shells.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::query::{Dimension, FigureSort, IntervalMatch, Period, Sort, SortKey};

impl ValueEnum for Sort {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Relevance, Self::Newest, Self::Oldest]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Relevance => ("relevance", "What answers best"),
            Self::Newest => (
                "newest",
                "The latest date; what has none comes last; nothing is scored",
            ),
            Self::Oldest => (
                "oldest",
                "The earliest date; what has none comes last; nothing is scored",
            ),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

/// The sort keys: their names upwards and downwards, the key, and its description.
const KEYS: &[(&str, &str, SortKey, &str)] = &[
    ("value", "-value", SortKey::Value, "The number"),
    ("as-of", "-as-of", SortKey::AsOf, "The time it holds for"),
    (
        "published",
        "-published",
        SortKey::Published,
        "The date of its article",
    ),
    ("outlet", "-outlet", SortKey::Outlet, "The outlet"),
    ("claimant", "-claimant", SortKey::Source, "Who says it"),
];

/// Relevance, and each key upwards and downwards.
const FIGURE_SORTS: &[FigureSort] = &{
    let best = FigureSort {
        by: SortKey::Relevance,
        descending: false,
    };
    let mut sorts = [best; 2 * KEYS.len() + 1];
    let mut nth = 0;
    while nth < KEYS.len() {
        let by = KEYS[nth].2;
        sorts[2 * nth + 1] = FigureSort {
            by,
            descending: false,
        };
        sorts[2 * nth + 2] = FigureSort {
            by,
            descending: true,
        };
        nth += 1;
    }
    sorts
};

impl ValueEnum for FigureSort {
    fn value_variants<'a>() -> &'a [Self] {
        FIGURE_SORTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let key = KEYS.iter().find(|(_, _, by, _)| *by == self.by);
        let (word, help) = match (key, self.descending) {
            (None, _) => ("relevance", "How well its sentence answers".to_owned()),
            (Some((up, _, _, what)), false) => (*up, (*what).to_owned()),
            (Some((_, down, _, what)), true) => (*down, format!("{what}, the other way round")),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

impl ValueEnum for Dimension {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Outlet => "The outlet of the article",
            Self::Month => "The month in which the article was published",
            Self::Measure => "What happened to what is counted",
            Self::Source => "Who says it, in whatever spelling",
            Self::Whose => "The nation, side or group that is counted",
            Self::Counted => "What is counted",
            Self::Value => "The number",
        };
        Some(PossibleValue::new(self.word()).help(help))
    }
}

/// The dimensions to count by.
#[derive(Clone, Debug)]
pub struct FacetList(pub Vec<Dimension>);

/// Parses names of facets separated by commas.
pub fn facets(text: &str) -> Result<FacetList, String> {
    let one = |name: &str| {
        let known = Dimension::ALL.iter().find(|by| by.word() == name.trim());
        known.copied().ok_or_else(|| {
            let words: Vec<_> = Dimension::ALL.iter().map(|by| by.word()).collect();
            format!(
                "`{name}` is no facet; there are {}, with commas between",
                words.join(", ")
            )
        })
    };
    text.split(',')
        .map(one)
        .collect::<Result<_, _>>()
        .map(FacetList)
}

impl ValueEnum for Period {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Day => ("day", "A day"),
            Self::Week => ("week", "Monday to Sunday"),
            Self::Month => ("month", "A month"),
            Self::Year => ("year", "A year"),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

impl ValueEnum for IntervalMatch {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Stated, Self::Possible, Self::Within]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Stated => (
                "stated",
                "By the number itself: more than 5 is the one just above 5",
            ),
            Self::Possible => (
                "possible",
                "By what may be so: more than 5 is any number above 5, fewer than 5 any below",
            ),
            Self::Within => (
                "within",
                "By all that may be so: more than 5 needs a range without an upper end, fewer than 5 one without \
                 a lower end or, unless it is a temperature, from 0 or below",
            ),
        };
        Some(PossibleValue::new(word).help(help))
    }
}
