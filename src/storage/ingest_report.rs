//! The report of the last ingest. It is stored outside the generations, because every ingest writes it, even one that
//! leaves the index unchanged.

use crate::storage::layout;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::error::{Result, at};

/// The report of a completed ingest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IngestReport {
    /// When the ingest ended, in milliseconds since 1970.
    pub ended: i64,
    /// The version of the program.
    pub program: String,
    /// Whether the ingest was a rebuild.
    pub rebuild: bool,
    /// The counts of the ingest.
    pub summary: IngestSummary,
    /// The name of the last commit's state, and the size of the history in bytes at the end of the ingest. `None` in
    /// reports that an earlier version of the program wrote.
    #[serde(default)]
    pub state: Option<(String, u64)>,
}

/// The counts of an ingest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IngestSummary {
    /// Articles that were not in the index before.
    pub new: u64,
    /// Articles whose text or metadata changed.
    pub changed: u64,
    /// Articles whose file was moved.
    pub moved: u64,
    /// Articles that did not change.
    pub unchanged: u64,
    /// Articles that no longer exist.
    pub removed: u64,
    /// Links, special files, files of types that contain no articles, and records that are not articles.
    pub other: u64,
    /// Roots, files and records that could not be read, including those counted in `missing` and `altered`.
    pub failed: u64,
    /// Roots that do not exist.
    pub missing: u64,
    /// Received files that have changed since they were read from standard input.
    pub altered: u64,
    /// Replacement characters for bytes that could not be decoded.
    pub replaced: u64,
    /// Articles in the index after the ingest.
    pub articles: u64,
    /// Figures in the index after the ingest.
    pub figures: u64,
    /// Articles in the index in languages other than English.
    pub other_languages: u64,
    /// Corrected fields and figures in the index.
    pub corrections: u64,
    /// Corrections that could not be read or applied.
    pub unapplied: u64,
    /// Articles in the index that are copies of an earlier article.
    pub copies: u64,
    /// Unfinished files, which were left for a later ingest.
    pub unfinished: u64,
    /// The duration of the ingest, in seconds.
    pub seconds: f64,
}

impl IngestSummary {
    /// Adds the counts of another step of the same ingest. Does not add counts that only one step computes.
    pub fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.moved += other.moved;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
        self.other += other.other;
        self.failed += other.failed;
        self.missing += other.missing;
        self.altered += other.altered;
        self.replaced += other.replaced;
    }
}

/// Returns the report of the last ingest, or `None` if no report has been saved.
pub fn load(index: &Path) -> Result<Option<IngestReport>> {
    files::read_json(&index.join(layout::INGEST_REPORT))
}

/// Writes the report of an ingest.
pub fn save(index: &Path, last: &IngestReport) -> Result<()> {
    let text = serde_json::to_vec(last).map_err(|e| at(layout::INGEST_REPORT)(e.into()))?;
    files::replace(&index.join(layout::INGEST_REPORT), &text)
}
