//! What to ingest, and how.

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil;

use crate::article::FieldMapping;
use crate::corrections::Corrections;
use crate::input::UnfinishedFiles;
use crate::storage::IndexFolder;
use crate::storage::folder::IngestLock;

/// What to ingest, and how.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// Folders and files; none stands for all that are remembered.
    pub roots: Vec<PathBuf>,
    /// Whether to write a new index beside the old one and put it in its place.
    pub rebuild: bool,
    /// What fields of the records below the roots given mean; none leaves that as it was.
    pub mapping: Option<FieldMapping>,
    /// Whether articles are removed even where a root is missing, empty or less than half of what it was.
    pub prune: bool,
    /// About how much memory to use, in bytes.
    pub memory: usize,
    /// How many threads write.
    pub threads: usize,
    /// The file of corrections; none stands for the one that is remembered, else that in the folder of the index.
    pub corrections: Option<PathBuf>,
    /// How long to wait for another process that ingests.
    pub patience: Duration,
    /// The day of today.
    pub today: civil::Date,
    /// Files that are left for later.
    pub unfinished: Option<UnfinishedFiles>,
}

/// What every step of one ingest is given.
#[derive(Clone, Copy)]
pub struct IngestContext<'a> {
    /// The folder of the index.
    pub folder: &'a IndexFolder,
    /// The lock that keeps other processes from ingesting.
    pub lock: &'a IngestLock,
    /// What to ingest, and how.
    pub options: &'a IngestOptions,
    /// The corrections in force.
    pub corrections: &'a Corrections,
}
