//! The parsed form of a query. Formatting a [`Query`] gives text that parses back to the same value.

use crate::date::PartialDate;
use crate::figure::{Bound, Fact, Measure, Scope, Stance};

/// A query for articles.
pub type Query = BooleanTree<Leaf>;

/// Conditions that a single figure must meet.
pub type FigureConditions = BooleanTree<Condition>;

/// A Boolean combination of leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum BooleanTree<L> {
    /// A single condition.
    Leaf(L),
    /// Matches if all children match. In normal form, there are at least two.
    All(Vec<BooleanTree<L>>),
    /// Matches if at least one child matches. In normal form, there are at least two.
    Any(Vec<BooleanTree<L>>),
    /// Matches if the child does not match.
    Not(Box<BooleanTree<L>>),
}

impl<L> BooleanTree<L> {
    /// Returns whether any leaf satisfies `wanted`. Leaves inside a negation count, too.
    pub fn mentions(&self, wanted: &impl Fn(&L) -> bool) -> bool {
        match self {
            Self::Leaf(leaf) => wanted(leaf),
            Self::Not(one) => one.mentions(wanted),
            Self::All(all) | Self::Any(all) => all.iter().any(|one| one.mentions(wanted)),
        }
    }
}

impl Query {
    /// Returns the figure conditions in query order. Conditions inside a negation are included only if `negated` is
    /// true.
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
    /// Every article (`*`).
    Every,
    /// A word or phrase, anywhere in the article or only in the headline.
    Text(TextScope, Pattern),
    /// Two patterns close to each other, in either order.
    Near(Near),
    /// At least one pattern from each inner list, all in one sentence or all in the headline. No list is empty.
    SameSentence(Vec<Vec<Pattern>>),
    /// The outlet's name.
    Outlet(String),
    /// An author's name.
    Author(String),
    /// The language code, such as `de`.
    Language(String),
    /// The article id, as displayed.
    Id(String),
    /// Part of the article's file path.
    Path(String),
    /// Part of the web address (URL).
    Url(String),
    /// The domain of the web address, or a parent domain.
    Site(String),
    /// The publication date.
    Date(DateRange),
    /// A property that the article has.
    Has(Property),
    /// At least one figure that meets these conditions.
    Figure(FigureConditions),
}

/// The part of an article in which a pattern must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextScope {
    /// The headline and the body.
    Anywhere,
    /// The headline only.
    Title,
}

/// A word or phrase as typed, with its case preserved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One word, which is stemmed before it is looked up.
    Word(String),
    /// Words in the order typed, or nearly in that order if `slop` is not 0.
    Phrase {
        /// The text between the quotes.
        text: String,
        /// The largest number of positions by which two words may be displaced relative to each other.
        slop: u32,
    },
    /// A word with wildcards: `*` stands for any number of letters, `?` for exactly one.
    Wildcard(String),
    /// A word matched approximately, within `distance` edits.
    Fuzzy {
        /// The word as typed, without `~` and the distance.
        word: String,
        /// The maximum edit distance: 1 or 2.
        distance: u8,
    },
}

/// Two patterns close to each other: `left NEAR/distance right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The part of the article that must contain both patterns.
    pub scope: TextScope,
    /// The pattern before the operator. In the article, it may come before or after `right`.
    pub left: Pattern,
    /// The pattern after the operator.
    pub right: Pattern,
    /// The maximum distance between the two patterns, in word positions.
    pub distance: u32,
}

/// A range of days, from the first day of `from` to the last day of `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first date, or `None` if the range is open at the start.
    pub from: Option<PartialDate>,
    /// The last date, or `None` if the range is open at the end.
    pub to: Option<PartialDate>,
}

/// A property that an article may have or lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// At least one figure.
    Figure,
    /// A publication date.
    Date,
    /// An outlet.
    Outlet,
    /// A headline.
    Title,
    /// An author.
    Author,
    /// A web address (URL).
    Url,
}

/// A single condition on a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The number.
    Number(NumberCondition),
    /// The counted noun.
    Counted(String),
    /// The owner, that is, whose people or things are counted.
    Whose(Party),
    /// The source.
    By(Party),
    /// The bound.
    Bound(Bound),
    /// The scope.
    Scope(Scope),
    /// The modality.
    Stance(Stance),
    /// The time at which the figure was true.
    AsOf(DateRange),
    /// The unit of a rate, such as "year", or `None` if any rate matches.
    Rate(Option<String>),
}

impl Condition {
    /// Returns the fact that the condition tests, or `None` if it tests something that is never uncertain, such
    /// as the number.
    pub fn fact(&self) -> Option<Fact> {
        Some(match self {
            Self::Number(number) => match number.subject {
                RangeSubject::Measure(_) => Fact::Measure,
                RangeSubject::Figure => return None,
            },
            Self::Whose(_) => Fact::Owner,
            Self::By(_) => Fact::Source,
            Self::Stance(_) => Fact::Stance,
            Self::AsOf(_) => Fact::Time,
            Self::Counted(_) | Self::Bound(_) | Self::Scope(_) | Self::Rate(_) => return None,
        })
    }
}

/// A name to match, or the condition that no name is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// A name.
    Named(String),
    /// No name is known.
    Unknown,
}

/// A condition on a figure's number, measure and unit.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberCondition {
    /// Which figures the range applies to.
    pub subject: RangeSubject,
    /// The range, which is open at both ends for `killed:*`.
    pub range: NumberRange,
    /// The unit that the figure must have, or `None` if any unit matches. It is "percent", an ISO 4217 code, or the
    /// singular English name of a unit.
    pub unit: Option<String>,
}

/// The figures that a range applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeSubject {
    /// All figures.
    Figure,
    /// The figures with this measure.
    Measure(Measure),
}

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberRange {
    /// The lower end, or `None` if the range is open below.
    pub low: Option<RangeEnd>,
    /// The upper end, or `None` if the range is open above.
    pub high: Option<RangeEnd>,
}

/// An end of a number range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangeEnd {
    /// The number at this end of the range.
    pub value: f64,
    /// Whether the range includes `value`.
    pub inclusive: bool,
}
