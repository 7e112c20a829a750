//! The index schema, the documents that ingest writes, and the code that reads them. The module `storage` manages the
//! index files.

pub(crate) mod block_join;
mod clusters;
pub(crate) mod columns;
pub(crate) mod derived;
pub(crate) mod document;
pub(crate) mod explain;
pub(crate) mod figure_attributes;
pub(crate) mod live_docs;
mod outlet_counts;
mod overview;
pub(crate) mod positions;
mod reader;
pub(crate) mod schema;
mod source_resolution;
mod stored_article;
pub(crate) mod uncertain_facts;
pub(crate) mod value_buckets;

pub use clusters::{
    DuplicateCounts, Earliness, StoryClusters, StoryColumn, VersionColumns, page_versions,
    story_members,
};
pub use document::StoryAssignment;
pub use overview::{Counts, Overview};
pub use reader::{IndexReader, stored_article_at};
pub use stored_article::StoredArticle;
pub(crate) use stored_article::StoredWithoutFigures;
