//! The index: its fields, its files, how articles get into it and how they are read.

pub mod analysis;
pub mod block;
mod corrected;
mod corrections;
mod directory;
mod document;
pub mod explained;
mod folder;
mod history;
mod ingest;
mod lock;
pub mod magnitude;
mod positions;
mod reader;
mod record;
mod roots;
mod saved;
pub mod schema;
mod speakers;
mod state;
pub mod traits;

pub use corrected::{Corrected, Mended, Was};
pub(crate) use folder::sync_folder;
pub use folder::{EXTRACTOR, IndexFolder};
pub use ingest::{Event, Options, Report, Summary, ingest};
pub use reader::Reader;
pub use record::{Key, Record};
pub use saved::{SavedLock, SavedSearch, saved_searches};
