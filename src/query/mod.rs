//! Parses queries, plans them, and runs them.
//!
//! [`parse`] turns query text into a [`Query`]. Formatting a [`Query`] gives text that parses back to the same value.
//! [`Search`] finds the articles that match a query, and [`FigureSearch`] finds figures in them. Both use the planner
//! to build tantivy queries. `tantivy_ext` provides the query types and collectors that tantivy lacks.

mod excluded_counts;
mod figures;
mod language;
mod model;
mod planner;
mod related;
mod search;
mod tantivy_ext;
mod warning;

pub use excluded_counts::ExcludedCounts;

pub use figures::{
    Aliases, Appearance, CitationFinder, Conflict, ConflictSide, Conflicts, Days, Dimension, Facet,
    Facets, FigureGroup, FigureRow, FigureRows, FigureSearch, FigureSort, Figures, GroupKey,
    Period, Point, SharedFigure, SortKey, Timeline, TraceTarget, format_days,
};
pub(crate) use language::nearest;
pub use language::{Parsed, QueryError, parse};
pub use model::{
    BooleanTree, Condition, DateRange, FigureConditions, Leaf, Near, NumberCondition, NumberRange,
    Party, Pattern, Property, Query, RangeEnd, RangeSubject, TextScope,
};
pub use planner::Included;
pub use planner::number_range::IntervalMatch;
pub use related::{PageVersion, RelatedArticles};
pub(crate) use search::page_of;
pub use search::{Answer, Hit, ScoreParts, Search, Snippet, WordScore};
pub use tantivy_ext::top_articles::Sort;
pub use warning::Warning;
