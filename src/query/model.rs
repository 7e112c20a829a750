//! The query as a value. It prints as text that parses to the same value.

use crate::date::PartialDate;
use crate::figure::{Bound, Measure, Scope, Stance};

/// A query for articles.
pub type Query = BooleanTree<Leaf>;

/// Conditions that one figure has to meet.
pub type FigureConditions = BooleanTree<Condition>;

/// A Boolean combination of leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum BooleanTree<L> {
    /// A single leaf.
    Leaf(L),
    /// All of them; two or more.
    All(Vec<BooleanTree<L>>),
    /// At least one of them; two or more.
    Any(Vec<BooleanTree<L>>),
    /// Not this.
    Not(Box<BooleanTree<L>>),
}

impl<L> BooleanTree<L> {
    /// Whether one of its leaves, negated or not, is `wanted`.
    pub fn mentions(&self, wanted: &impl Fn(&L) -> bool) -> bool {
        match self {
            Self::Leaf(leaf) => wanted(leaf),
            Self::Not(one) => one.mentions(wanted),
            Self::All(all) | Self::Any(all) => all.iter().any(|one| one.mentions(wanted)),
        }
    }
}

/// What an article is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// Nothing: every article (`*`).
    Every,
    /// Words, in the text or in the title alone.
    Text(TextScope, Pattern),
    /// Two patterns close to each other, in either order.
    Near(Near),
    /// All of these in one sentence, or in the headline; any of an inner list will do. No list is empty.
    SameSentence(Vec<Vec<Pattern>>),
    /// The outlet's name.
    Outlet(String),
    /// An author's name.
    Author(String),
    /// A language, as a code of two letters.
    Language(String),
    /// The shown id.
    Id(String),
    /// A part of the path.
    Path(String),
    /// A part of the address.
    Url(String),
    /// The domain of the address, or one above it.
    Site(String),
    /// The date of publication.
    Date(DateRange),
    /// Whether something is known of the article at all.
    Has(Property),
    /// One figure that meets all of this.
    Figure(FigureConditions),
}

/// Which text words are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextScope {
    /// Title and body.
    Anywhere,
    /// The title alone.
    Title,
}

/// Words as they were typed, case and all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One word, stemmed when looked up.
    Word(String),
    /// Words in order, or nearly so.
    Phrase {
        /// The text between the quotes.
        text: String,
        /// By how many positions two of the words may differ in how far they stand off their places.
        slop: u32,
    },
    /// A word with `*` (any run of letters) and `?` (any one).
    Wildcard(String),
    /// A word with up to `distance` letters changed.
    Fuzzy {
        /// The word.
        word: String,
        /// 1 or 2.
        distance: u8,
    },
}

/// `left NEAR/distance right`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Which text both have to stand in.
    pub scope: TextScope,
    /// One of the two.
    pub left: Pattern,
    /// The other.
    pub right: Pattern,
    /// How far their positions may differ.
    pub distance: u32,
}

/// Days from the first day of `from` to the last day of `to`; open where one is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub from: Option<PartialDate>,
    /// The last day.
    pub to: Option<PartialDate>,
}

/// What an article may have or lack.
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

/// What a figure is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Its number.
    Number(NumberCondition),
    /// What it counts.
    Counted(String),
    /// Whom it belongs to.
    Whose(Party),
    /// Who says so.
    By(Party),
    /// Its bound.
    Bound(Bound),
    /// Its scope.
    Scope(Scope),
    /// Its stance.
    Stance(Stance),
    /// The time it holds for.
    AsOf(DateRange),
}

/// A name to match, or the condition that no name is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// Named so.
    Named(String),
    /// Not named.
    Unknown,
}

/// A condition on the number of a figure: a measure, a range and a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberCondition {
    /// Which figures.
    pub subject: RangeSubject,
    /// Between which numbers; open on both sides for a bare `killed:*`.
    pub range: NumberRange,
    /// The unit that was written with the numbers: "percent", an ISO 4217 code, or a unit's English singular.
    pub unit: Option<String>,
}

/// The figures whose number a range is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeSubject {
    /// All.
    Figure,
    /// Those of one measure.
    Measure(Measure),
}

/// From one number to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberRange {
    /// The lower end.
    pub low: Option<RangeEnd>,
    /// The upper end.
    pub high: Option<RangeEnd>,
}

/// An end of a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangeEnd {
    /// The number.
    pub value: f64,
    /// Whether the number itself lies within.
    pub inclusive: bool,
}
