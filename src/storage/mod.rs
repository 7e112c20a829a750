//! The files of an index: their names, formats, checksums and locks, and crash-safe functions for writing them.

mod article_key;
pub(crate) mod checksum_footer;
mod chunk_checksums;
mod content_hash;
pub(crate) mod correction_outcome;
pub(crate) mod day_order_notes;
pub(crate) mod directory;
pub(crate) mod files;
pub(crate) mod folder;
pub(crate) mod generation;
pub(crate) mod history;
pub(crate) mod ingest_report;
pub(crate) mod layout;
mod lock;
pub(crate) mod read_errors;
pub(crate) mod received;
pub(crate) mod roots;
pub(crate) mod saved_searches;
pub(crate) mod section_file;
pub(crate) mod state;
pub(crate) mod version_diff;
pub(crate) mod version_stamp;

pub use article_key::ArticleKey;
pub use content_hash::ContentHash;
pub use files::{folder_of, sync_folder};
pub use folder::IndexFolder;
pub use history::changes_of;
pub use ingest_report::{IngestReport, IngestSummary};
pub use roots::remembered;
pub use saved_searches::{SavedLock, SavedSearch, saved_searches};
pub use version_diff::{FigureClaim, VersionDiff};
pub use version_stamp::EXTRACTOR;
