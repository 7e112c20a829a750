//! The [`Figure`] type and the enums of its fields.

use crate::byte_range::ByteRange;
use crate::figure::confidence::Confidence;
use crate::figure::fact::Fact;
use serde::Deserialize;
use serde::Serialize;

/// A number stated in a headline or body, with what it counts and who states it.
///
/// All offsets are byte offsets into the headline or the body, depending on `place`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The start offset of the figure's words, such as "more than 5,300".
    pub start: usize,
    /// The end offset of the figure's words.
    pub end: usize,
    /// The part of the article that the offsets refer to.
    #[serde(rename = "in", default)]
    pub place: Place,
    /// The number as stated, or `None` for a range.
    pub value: Option<f64>,
    /// The lower end of a range, or otherwise the same as `value`. `None` if the bound sets no lower limit.
    pub low: Option<f64>,
    /// The upper end of a range, or otherwise the same as `value`. `None` if the bound sets no upper limit.
    pub high: Option<f64>,
    /// How the number limits the quantity.
    pub bound: Bound,
    /// The direction of a change, if the figure states its size or result: "rose by 5", "rose to 40".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// An ISO 4217 code, "percent", "ratio" or the singular English name of a unit. `None` if the figure counts people
    /// or things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The counted noun as written. Always `None` for a figure with a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<String>,
    /// The owner of what is counted (a nation, side or group), as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<String>,
    /// The measure, such as killed, displaced or money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// Whether the figure is a total, an addition to another figure or a part of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The modality of the figure.
    #[serde(default)]
    pub stance: Stance,
    /// The source that states the figure, as written.
    #[serde(rename = "claimant", default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The time expression that dates the figure, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The person or thing that caused the event, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// The place of the event, as written.
    #[serde(rename = "place", default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The reporter through whom the source is quoted: "Reuters" in "Reuters reported, citing officials".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// The unit of a rate: "year" in "20 deaths a year".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// The confidence of the facts.
    #[serde(default, skip_serializing_if = "Confidence::is_empty")]
    pub confidence: Confidence,
    /// The span of the sentence that contains the figure.
    pub sentence: ByteRange,
    /// Whether the number is an estimate for a word such as "dozens".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vague: bool,
}

impl Figure {
    /// Returns whether the figure has a fact whose probability is low. Such a fact is shown with a question mark, and
    /// conditions on it do not match.
    pub fn is_uncertain(&self, fact: Fact) -> bool {
        let present = match fact {
            Fact::Measure => self.measure.is_some(),
            Fact::Owner => self.whose.is_some(),
            Fact::Source => self.source.is_some(),
            Fact::Time => self.as_of.is_some(),
            Fact::Stance => true,
            Fact::Agent => self.agent.is_some(),
            Fact::Location => self.location.is_some(),
        };
        present && self.confidence.is_low(fact)
    }

    /// Returns the span of the figure's words, such as "more than 5,300".
    pub fn span(&self) -> ByteRange {
        ByteRange::new(self.start, self.end)
    }

    /// Returns the lowest and the highest number stated, ignoring the bound.
    pub fn stated(&self) -> (f64, f64) {
        let value = self.value.or(self.low).or(self.high).unwrap_or_default();
        match self.value {
            Some(value) => (value, value),
            None => (self.low.unwrap_or(value), self.high.unwrap_or(value)),
        }
    }
}

/// Declares an enum whose variants have names in JSON, queries and messages.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All variants, in declaration order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Returns the variant's name in JSON and queries.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Returns the variant named `word`, or `None` if there is none.
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
    /// How a number limits a quantity.
    Bound {
        /// Exactly the number.
        Exact = "exact",
        /// About the number.
        Approx = "approx",
        /// Slightly less than the number.
        Nearly = "nearly",
        /// More than the number.
        MoreThan = "more_than",
        /// The number or more.
        AtLeast = "at_least",
        /// Less than the number.
        LessThan = "less_than",
        /// The number or less.
        AtMost = "at_most",
        /// From one number to another.
        Range = "range",
    }
}

impl Bound {
    /// Returns whether the quantity has no upper limit.
    pub fn or_more(self) -> bool {
        matches!(self, Self::MoreThan | Self::AtLeast)
    }

    /// Returns whether the quantity has no lower limit.
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
    /// What a figure measures. For people and things, this is what happened to them.
    Measure {
        /// Killed, or died of any cause.
        Killed = "killed",
        /// Injured or hurt.
        Wounded = "wounded",
        /// Reported missing.
        Missing = "missing",
        /// Taken prisoner.
        Captured = "captured",
        /// Dead and wounded counted together.
        Casualties = "casualties",
        /// Lost by a side. The text does not distinguish dead from wounded.
        Losses = "losses",
        /// Bodies that were found, held or returned.
        Bodies = "bodies",
        /// Driven from their homes.
        Displaced = "displaced",
        /// Moved out of danger.
        Evacuated = "evacuated",
        /// Saved from danger.
        Rescued = "rescued",
        /// Arrested or detained.
        Arrested = "arrested",
        /// Held hostage.
        Hostages = "hostages",
        /// Infected, including confirmed cases.
        Infected = "infected",
        /// Recovered from illness.
        Recovered = "recovered",
        /// In hospital.
        Hospitalized = "hospitalized",
        /// Affected in another way.
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

impl Measure {
    /// Returns whether people plan what the measure states. Other numbers, such as those of deaths, are forecast.
    pub fn is_plannable(self) -> bool {
        matches!(
            self,
            Self::Captured
                | Self::Bodies
                | Self::Displaced
                | Self::Evacuated
                | Self::Rescued
                | Self::Arrested
                | Self::Hostages
                | Self::Destroyed
                | Self::Money
        )
    }
}

words! {
    /// How a figure relates to other figures.
    Scope {
        /// A total: "a total of".
        Total = "total",
        /// An addition to another figure: "another", "a further".
        Additional = "additional",
        /// A part of another figure: "including", "of them".
        Part = "part",
    }
}

words! {
    /// The modality of a figure: whether the text presents it as a fact.
    #[derive(Default)]
    Stance {
        /// Stated as a fact.
        #[default]
        Stated = "stated",
        /// Planned.
        Planned = "planned",
        /// Expected by a model, an expert or an official.
        Forecast = "forecast",
        /// Possible.
        Possible = "possible",
        /// True only under a condition.
        Hypothetical = "hypothetical",
        /// Denied by the source.
        Denied = "denied",
        /// Withdrawn by the source that stated it.
        Retracted = "retracted",
    }
}

words! {
    /// The part of an article that contains a figure.
    #[derive(Default)]
    Place {
        /// The article body.
        #[default]
        Body = "body",
        /// The headline.
        Title = "title",
    }
}
