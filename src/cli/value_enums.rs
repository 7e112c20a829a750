//! Implements clap's `ValueEnum` for the types in `query` that are option values.
//!
//! A value's help text must not contain double quotation marks, because clap does not escape them in zsh completion
//! scripts.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::query::{Dimension, FigureSort, IntervalMatch, Period, Sort, SortKey};

impl ValueEnum for Sort {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Relevance, Self::Newest, Self::Oldest]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Relevance => ("relevance", "Best match first"),
            Self::Newest => (
                "newest",
                "Latest date first, undated articles last; hits are not scored",
            ),
            Self::Oldest => (
                "oldest",
                "Earliest date first, undated articles last; hits are not scored",
            ),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

/// For each sort key: the option values for ascending and descending order, the key, and its description.
const KEYS: &[(&str, &str, SortKey, &str)] = &[
    ("value", "-value", SortKey::Value, "The number"),
    (
        "as-of",
        "-as-of",
        SortKey::AsOf,
        "The date to which the figure refers",
    ),
    (
        "published",
        "-published",
        SortKey::Published,
        "The date of the article",
    ),
    ("outlet", "-outlet", SortKey::Outlet, "The outlet"),
    (
        "claimant",
        "-claimant",
        SortKey::Source,
        "The source of the figure",
    ),
];

/// All sort orders: relevance, and each key in ascending and descending order.
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
            (None, _) => ("relevance", "Best match first".to_owned()),
            (Some((up, _, _, what)), false) => (*up, (*what).to_owned()),
            (Some((_, down, _, what)), true) => (*down, format!("{what}, descending")),
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
            Self::Measure => "What happened, such as killed or wounded",
            Self::Source => "The source of the figure, with spelling variants merged",
            Self::Whose => "The nation, side or group that those counted belong to",
            Self::Counted => "What is counted",
            Self::Value => "The number",
        };
        Some(PossibleValue::new(self.word()).help(help))
    }
}

/// A list of dimensions to count by.
#[derive(Clone, Debug)]
pub struct FacetList(pub Vec<Dimension>);

/// Parses a list of facet names separated by commas.
pub fn facets(text: &str) -> Result<FacetList, String> {
    let one = |name: &str| {
        let known = Dimension::ALL.iter().find(|by| by.word() == name.trim());
        known.copied().ok_or_else(|| {
            let words: Vec<_> = Dimension::ALL.iter().map(|by| by.word()).collect();
            format!(
                "`{}` is not a facet; choose from {} (separated by commas)",
                name.trim(),
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
            Self::Day => ("day", "One day"),
            Self::Week => ("week", "Monday to Sunday"),
            Self::Month => ("month", "One calendar month"),
            Self::Year => ("year", "One calendar year"),
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
                "Match the stated number: \"more than 5\" counts as just above 5",
            ),
            Self::Possible => (
                "possible",
                "Match if the true number could be in the range: \"more than 5\" could be any number above 5, and \"fewer than 5\" any \
                 number below 5",
            ),
            Self::Within => (
                "within",
                "Match only if the true number is certain to be in the range: \"more than 5\" needs a range without an upper limit, and \
                 \"fewer than 5\" a range without a lower limit (or, except for temperatures, one that starts at 0 or less)",
            ),
        };
        Some(PossibleValue::new(word).help(help))
    }
}
