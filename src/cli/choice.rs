//! The words for what others define and can be chosen between.
//!
//! What is said of them holds no quotation marks: the scripts of shells take them for ends of their own.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::query::{Matching, Sort};

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

impl ValueEnum for Matching {
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
