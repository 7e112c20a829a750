//! Queries and collectors that tantivy does not provide. Every type in `query` that implements tantivy's `Query`,
//! `Weight`, `Scorer`, `DocSet` or `Collector` is here.
//!
//! `bm25f` scores words. The queries that compare word positions share `phrase_cursor`, `positional_scorer` and
//! `sentence_bounds`. Nothing here depends on the query language. The planner builds these types from a query value.

pub(super) mod all_docs;
pub(super) mod bm25f;
pub(super) mod bm25f_word;
pub(super) mod bucket_range;
pub(super) mod figures_in_sentence;
pub(super) mod near;
pub(super) mod phrase_cursor;
mod positional_scorer;
pub(super) mod range_overlap;
pub(super) mod same_sentence;
pub(super) mod seek_guard;
pub(super) mod sentence_bounds;
pub(super) mod slop_phrase;
pub(super) mod top_articles;

use tantivy::query::Query;

/// A boxed tantivy query.
pub(super) type BoxedQuery = Box<dyn Query>;
