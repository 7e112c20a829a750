//! The words for what others define and can be chosen between.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::query::Sort;

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
