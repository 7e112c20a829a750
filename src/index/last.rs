//! What the last ingest did. It is kept beside the generations, as most ingests find nothing to do and write none.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use super::ingest::Summary;
use crate::error::{Result, at, damaged};

pub(super) const FILE: &str = "last-ingest.json";

/// An ingest that has come to its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastIngest {
    /// When it ended, in milliseconds since 1970.
    pub ended: i64,
    /// The version of the program.
    pub program: String,
    /// Whether it wrote a new index in the place of the old one.
    pub rebuild: bool,
    /// What it did.
    pub summary: Summary,
    /// The name of the state of whose articles the history had all, and how many bytes it was then.
    #[serde(default)]
    pub state: Option<(String, u64)>,
}

/// The last ingest of an index; none where none is known.
pub fn load(index: &Path) -> Result<Option<LastIngest>> {
    let path = index.join(FILE);
    let text = files::read(&path)?;
    let last = text.map(|text| serde_json::from_slice(&text));
    last.transpose().map_err(damaged(&path))
}

/// Keeps what an ingest did.
pub fn save(index: &Path, last: &LastIngest) -> Result<()> {
    let text = serde_json::to_vec(last).map_err(|e| at(FILE)(e.into()))?;
    files::replace(&index.join(FILE), &text)
}
