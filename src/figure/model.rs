//! The figure and the values of its slots.

use crate::byte_range::ByteRange;
use serde::Deserialize;
use serde::Serialize;

/// A number that a text states, with what it counts and who says so.
///
/// Offsets are bytes into the text it was read from. The texts at those offsets are not kept a second time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Where its surface ("more than 5,300") begins.
    pub start: usize,
    /// Where its surface ends.
    pub end: usize,
    /// Which text the offsets are into.
    #[serde(rename = "in", default)]
    pub place: Place,
    /// The number as stated; none for a range.
    pub value: Option<f64>,
    /// The least that is claimed: equal to `value` but for ranges, none where the bound leaves it open.
    pub low: Option<f64>,
    /// The most that is claimed: equal to `value` but for ranges, none where the bound leaves it open.
    pub high: Option<f64>,
    /// How the number bounds the quantity.
    pub bound: Bound,
    /// Whether it says by how much, or to what, something rose or fell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// An ISO 4217 code, "percent", "ratio" or a unit's English singular; none where people or things are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The noun phrase counted, as written; none with a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<String>,
    /// The nation, side or group it belongs to, as the text names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<String>,
    /// What happened to what is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// Whether it is a total, comes on top of others, or is a part of another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// How the text stands to it.
    #[serde(default)]
    pub stance: Stance,
    /// The source: who says so, as written.
    #[serde(rename = "claimant", default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The words that date it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Its sentence.
    pub sentence: ByteRange,
    /// Whether the number is a guess at "dozens" and the like.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vague: bool,
}

impl Figure {
    /// Its surface ("more than 5,300").
    pub fn span(&self) -> ByteRange {
        ByteRange::new(self.start, self.end)
    }

    /// The least and the most that it states, its bound left out.
    pub fn stated(&self) -> (f64, f64) {
        let value = self.value.or(self.low).or(self.high).unwrap_or_default();
        match self.value {
            Some(value) => (value, value),
            None => (self.low.unwrap_or(value), self.high.unwrap_or(value)),
        }
    }
}

/// Declares an enum of words: each variant with the one word that JSON, queries and people use for it.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in the order of their declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word for it in JSON and in queries.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that `word` names.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

words! {
    /// How a number bounds the quantity it stands for.
    Bound {
        /// The number itself.
        Exact = "exact",
        /// About the number.
        Approx = "approx",
        /// Close to it, from below.
        Nearly = "nearly",
        /// Above it.
        MoreThan = "more_than",
        /// It or above.
        AtLeast = "at_least",
        /// Below it.
        LessThan = "less_than",
        /// It or below.
        AtMost = "at_most",
        /// From one number to another.
        Range = "range",
    }
}

impl Bound {
    /// Whether it leaves open how much more it is.
    pub fn or_more(self) -> bool {
        matches!(self, Self::MoreThan | Self::AtLeast)
    }

    /// Whether it leaves open how much less it is.
    pub fn or_less(self) -> bool {
        matches!(self, Self::LessThan | Self::AtMost | Self::Nearly)
    }
}

words! {
    /// The direction of a change.
    Change {
        /// Upwards.
        Rise = "rise",
        /// Downwards.
        Fall = "fall",
    }
}

words! {
    /// What happened to what is counted.
    Measure {
        /// Deaths of any cause.
        Killed = "killed",
        /// Injured or hurt.
        Wounded = "wounded",
        /// Not found.
        Missing = "missing",
        /// Taken prisoner.
        Captured = "captured",
        /// Dead and wounded together.
        Casualties = "casualties",
        /// Lost; unclear whether dead or wounded.
        Losses = "losses",
        /// Remains: found, held, returned.
        Bodies = "bodies",
        /// Driven from their homes.
        Displaced = "displaced",
        /// Brought away from danger.
        Evacuated = "evacuated",
        /// Brought out of danger.
        Rescued = "rescued",
        /// Arrested or detained.
        Arrested = "arrested",
        /// Held hostage.
        Hostages = "hostages",
        /// Infected; confirmed cases.
        Infected = "infected",
        /// Recovered from illness.
        Recovered = "recovered",
        /// In hospital.
        Hospitalized = "hospitalized",
        /// Otherwise affected.
        Affected = "affected",
        /// Destroyed.
        Destroyed = "destroyed",
        /// Damaged.
        Damaged = "damaged",
        /// An amount of money.
        Money = "money",
        /// A percentage.
        Percent = "percent",
    }
}

words! {
    /// How a figure stands to others of its kind.
    Scope {
        /// "a total of"
        Total = "total",
        /// "another", "a further"
        Additional = "additional",
        /// "including", "of them"
        Part = "part",
    }
}

words! {
    /// How a text stands to a figure it gives.
    #[derive(Default)]
    Stance {
        /// Said to be so.
        #[default]
        Stated = "stated",
        /// Meant to be.
        Planned = "planned",
        /// Could be.
        Possible = "possible",
        /// Rejected by the one who is named.
        Denied = "denied",
        /// Withdrawn by the one who gave it.
        Retracted = "retracted",
    }
}

words! {
    /// Which text of an article a figure stands in.
    #[derive(Default)]
    Place {
        /// The main text.
        #[default]
        Body = "body",
        /// The headline.
        Title = "title",
    }
}
