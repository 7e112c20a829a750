//! The options of an ingest, and the context that its steps share.

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil;

use crate::article::FieldMapping;
use crate::corrections::Corrections;
use crate::input::UnfinishedFiles;
use crate::storage::IndexFolder;
use crate::storage::folder::IngestLock;

/// The options of an ingest.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// The folders and files to ingest. If empty, all remembered roots are ingested.
    pub roots: Vec<PathBuf>,
    /// Whether to build a new generation that replaces the current one.
    pub rebuild: bool,
    /// Whether to extract the figures of all stored articles again, without reading any files.
    pub reextract: bool,
    /// The field mapping for the given roots. `None` keeps the remembered mappings.
    pub mapping: Option<FieldMapping>,
    /// Whether to remove the articles of missing files even if their root is absent or empty, or has lost more than
    /// half of its files.
    pub prune: bool,
    /// The approximate memory to use, in bytes.
    pub memory: usize,
    /// The number of writing threads, which is also the number of prefetching threads.
    pub threads: usize,
    /// The corrections file. If `None`, the remembered file is used, or else the one in the index folder.
    pub corrections: Option<PathBuf>,
    /// How long to wait for another process to finish its ingest.
    pub patience: Duration,
    /// Today's date. Article dates later than tomorrow are rejected.
    pub today: civil::Date,
    /// Files that may still be incomplete. They are left for a later ingest.
    pub unfinished: Option<UnfinishedFiles>,
}

/// The context that all steps of an ingest share.
#[derive(Clone, Copy)]
pub struct IngestContext<'a> {
    /// The folder of the index that is being updated.
    pub folder: &'a IndexFolder,
    /// The lock that keeps other processes from ingesting.
    pub lock: &'a IngestLock,
    /// The options of the ingest.
    pub options: &'a IngestOptions,
    /// The corrections to apply to the articles.
    pub corrections: &'a Corrections,
}
