//! The files of an index: their names, how they are written so that a crash loses nothing, and what each one holds.

mod article_key;
pub mod checksum_footer;
pub mod chunk_checksums;
mod content_hash;
pub mod correction_outcome;
pub mod day_order_notes;
pub mod directory;
pub mod files;
pub mod folder;
pub mod generation;
pub mod history;
pub mod ingest_report;
pub mod layout;
mod lock;
pub mod read_errors;
pub mod received;
pub mod roots;
pub mod saved_searches;
pub mod state;
pub mod version_diff;
pub mod version_stamp;

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
