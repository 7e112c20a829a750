//! The query as a value. A value prints as text that parses to the same value.

use crate::date::PartialDate;
use crate::figure::{Bound, Measure, Scope, Stance};

/// A query for articles.
pub type Query = BooleanTree<Leaf>;

/// Conditions that a single figure must meet.
pub type FigureConditions = BooleanTree<Condition>;

/// A Boolean combination of leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum BooleanTree<L> {
    /// A single leaf.
    Leaf(L),
    /// All of these. There are at least two.
    All(Vec<BooleanTree<L>>),
    /// At least one of these. There are at least two.
    Any(Vec<BooleanTree<L>>),
    /// Not this one.
    Not(Box<BooleanTree<L>>),
}

impl<L> BooleanTree<L> {
    /// Whether any leaf, negated or not, is `wanted`.
    pub fn mentions(&self, wanted: &impl Fn(&L) -> bool) -> bool {
        match self {
            Self::Leaf(leaf) => wanted(leaf),
            Self::Not(one) => one.mentions(wanted),
            Self::All(all) | Self::Any(all) => all.iter().any(|one| one.mentions(wanted)),
        }
    }
}

impl Query {
    /// Returns the conditions on figures, in their order. Those in a negation are included only if `negated` is set.
    pub fn figure_conditions(&self, negated: bool) -> Vec<&FigureConditions> {
        match self {
            Self::Leaf(Leaf::Figure(group)) => vec![group],
            Self::Not(one) if negated => one.figure_conditions(negated),
            Self::Leaf(_) | Self::Not(_) => Vec::new(),
            Self::All(all) | Self::Any(all) => {
                let each = all.iter().flat_map(|one| one.figure_conditions(negated));
                each.collect()
            }
        }
    }
}

/// A single condition on an article.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// No condition: every article (`*`).
    Every,
    /// Words, in headline and text or in the headline only.
    Text(TextScope, Pattern),
    /// Two patterns close to each other, in either order.
    Near(Near),
    /// One pattern of each inner list, all in one sentence or in the headline. No list is empty.
    SameSentence(Vec<Vec<Pattern>>),
    /// The name of the outlet.
    Outlet(String),
    /// The name of an author.
    Author(String),
    /// The language, as a code of two letters.
    Language(String),
    /// The displayed id.
    Id(String),
    /// A part of the file's path.
    Path(String),
    /// A part of the web address (URL).
    Url(String),
    /// The domain of the address, or a parent domain.
    Site(String),
    /// The date of publication.
    Date(DateRange),
    /// Whether the article has a property.
    Has(Property),
    /// A figure that meets all of these conditions.
    Figure(FigureConditions),
}

/// The text in which words are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextScope {
    /// Headline and text.
    Anywhere,
    /// The headline only.
    Title,
}

/// Words as they were typed, with their case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One word, stemmed when looked up.
    Word(String),
    /// Words in their order, or nearly so.
    Phrase {
        /// The text between the quotes.
        text: String,
        /// The slop: the largest difference between the offsets of two words from their places in the phrase.
        slop: u32,
    },
    /// A word with `*` (any letters, or none) and `?` (one letter).
    Wildcard(String),
    /// A word with up to `distance` changed letters.
    Fuzzy {
        /// The word.
        word: String,
        /// The largest number of changes: 1 or 2.
        distance: u8,
    },
}

/// Two patterns close to each other: `left NEAR/distance right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The text that must contain both.
    pub scope: TextScope,
    /// One pattern.
    pub left: Pattern,
    /// The other pattern.
    pub right: Pattern,
    /// The largest difference between their positions.
    pub distance: u32,
}

/// The days from the first day of `from` to the last day of `to`. An absent end leaves the range open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The date on which the range starts.
    pub from: Option<PartialDate>,
    /// The date on which the range ends.
    pub to: Option<PartialDate>,
}

/// A property that an article may have or lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// At least one figure.
    Figure,
    /// A date of publication.
    Date,
    /// An outlet.
    Outlet,
    /// A headline.
    Title,
    /// An author.
    Author,
    /// An address.
    Url,
}

/// A single condition on a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Its number.
    Number(NumberCondition),
    /// The counted noun.
    Counted(String),
    /// The owner: whose people or things are counted.
    Whose(Party),
    /// Its source.
    By(Party),
    /// Its bound.
    Bound(Bound),
    /// Its scope.
    Scope(Scope),
    /// Its modality.
    Stance(Stance),
    /// The time it holds for.
    AsOf(DateRange),
}

/// A name to match, or the condition that no name is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// This name.
    Named(String),
    /// No known name.
    Unknown,
}

/// A condition on the number of a figure: a measure, a range and a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberCondition {
    /// The figures that the range applies to.
    pub subject: RangeSubject,
    /// The range. It is open on both sides for a bare `killed:*`.
    pub range: NumberRange,
    /// The unit written with the numbers: "percent", an ISO 4217 code, or the English singular of a unit.
    pub unit: Option<String>,
}

/// The figures whose number a range is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeSubject {
    /// All figures.
    Figure,
    /// The figures with one measure.
    Measure(Measure),
}

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberRange {
    /// The lower end, if the range has one.
    pub low: Option<RangeEnd>,
    /// The upper end, if the range has one.
    pub high: Option<RangeEnd>,
}

/// An end of a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangeEnd {
    /// The number.
    pub value: f64,
    /// Whether the number itself belongs to the range.
    pub inclusive: bool,
}
