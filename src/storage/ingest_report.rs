//! The report of the last ingest. It is kept beside the generations, because most ingests find nothing to do and
//! write none.

use crate::storage::layout;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::error::{Result, at, damaged};

/// The report of an ingest that completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IngestReport {
    /// When it ended, in milliseconds since 1970.
    pub ended: i64,
    /// The version of the program.
    pub program: String,
    /// Whether it wrote a new index in the place of the old one.
    pub rebuild: bool,
    /// What it did.
    pub summary: IngestSummary,
    /// The name of the state of whose articles the history had all, and how many bytes it was then.
    #[serde(default)]
    pub state: Option<(String, u64)>,
}

/// What an ingest did, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IngestSummary {
    /// Articles that were not there before.
    pub new: u64,
    /// Articles whose text or metadata changed.
    pub changed: u64,
    /// Articles whose file was moved.
    pub moved: u64,
    /// Articles that were left as they are.
    pub unchanged: u64,
    /// Articles that are gone.
    pub removed: u64,
    /// Files that are no articles by their type, and links.
    pub other: u64,
    /// Files and records that could not be read.
    pub failed: u64,
    /// Characters that stand for what could not be decoded.
    pub replaced: u64,
    /// Articles in the index.
    pub articles: u64,
    /// Figures in the index.
    pub figures: u64,
    /// Articles in the index that are in other languages than English.
    pub other_languages: u64,
    /// Values and figures in the index that are corrected.
    pub corrections: u64,
    /// Articles in the index that tell a story which another told before them.
    pub copies: u64,
    /// Files that were left for later.
    pub unfinished: u64,
    /// How long it took.
    pub seconds: f64,
}

impl IngestSummary {
    /// Adds what another part of the same ingest did.
    pub fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.moved += other.moved;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
        self.other += other.other;
        self.failed += other.failed;
        self.replaced += other.replaced;
    }
}

/// Reads the report of the last ingest, if there is one.
pub fn load(index: &Path) -> Result<Option<IngestReport>> {
    let path = index.join(layout::INGEST_REPORT);
    let text = files::read(&path)?;
    let last = text.map(|text| serde_json::from_slice(&text));
    last.transpose().map_err(damaged(&path))
}

/// Writes the report of an ingest.
pub fn save(index: &Path, last: &IngestReport) -> Result<()> {
    let text = serde_json::to_vec(last).map_err(|e| at(layout::INGEST_REPORT)(e.into()))?;
    files::replace(&index.join(layout::INGEST_REPORT), &text)
}
