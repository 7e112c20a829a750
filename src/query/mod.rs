//! Queries: text to a [`Query`] value, and that value to hits.
//!
//! [`parse`] reads text in the language of queries; a [`Query`] prints as text that reads back as the same value.
//! [`Search`] answers it.

mod excluded_counts;
mod figures;
mod language;
mod model;
mod planner;
mod related;
mod search;
mod tantivy_ext;

pub use excluded_counts::Excluded;

pub use figures::{
    Aliases, Conflict, ConflictSide, Conflicts, Days, Dimension, Facet, Facets, FigureSearch,
    FigureSort, Figures, Folded, Key, Outlets, Period, Point, Repeat, Repeated, Row, Rows, SortKey,
    Timeline, Traced, written,
};
pub(crate) use language::nearest;
pub use language::{Parsed, QueryError, Warning, parse};
pub use model::{
    Condition, DateRange, End, Group, Leaf, Near, Number, NumberRange, Party, Pattern, Property,
    Query, Subject, TextScope, Tree,
};
pub use planner::number_range::Matching;
pub use related::{Kin, Version};
pub(crate) use search::page_of;
pub use search::{Answer, Hit, Parts, Passage, Search, WordPart};
pub use tantivy_ext::top_articles::Sort;
