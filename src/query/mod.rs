//! Parses queries, plans them, and runs them.
//!
//! [`parse`] turns query text into a [`Query`], and a [`Query`] prints as text that parses to the same value.
//! [`Search`] finds matching articles, [`FigureSearch`] the figures in them. Both use the planner, which builds tantivy
//! queries, partly from the types in `tantivy_ext`.

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
pub use planner::number_range::IntervalMatch;
pub use related::{PageVersion, RelatedArticles};
pub(crate) use search::page_of;
pub use search::{Answer, Hit, ScoreParts, Search, Snippet, WordScore};
pub use tantivy_ext::top_articles::Sort;
pub use warning::Warning;
