//! The index: its fields, the documents in it, and how they are read.

pub mod block_join;
mod clusters;
pub mod document;
pub mod explain;
pub mod figure_attributes;
pub mod live_docs;
mod outlet_counts;
mod overview;
pub mod positions;
mod reader;
pub mod schema;
mod source_resolution;
mod stored_article;
pub mod value_buckets;

pub use clusters::{Earliness, StoryClusters, StoryColumns};
pub use overview::{Counts, Overview};
pub use reader::{IndexReader, stored_article_at};
pub use stored_article::StoredArticle;
