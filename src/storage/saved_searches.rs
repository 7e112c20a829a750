//! Saved searches. They are stored outside the generations, so a rebuild does not change them.
//!
//! Each search has a mark: the greatest first-seen stamp (`history.rs`) in the index when the search was saved or last
//! run. Articles with a greater stamp are new. The time of the last run cannot serve as the mark. An ingest that was in
//! progress at that time has an earlier stamp, so its articles would never be shown as new.

use crate::storage::layout;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::files;
use super::folder::IndexFolder;
use super::lock::acquire;
use crate::error::{Error, Result, at};

/// The version of the file format. Increment it when the format changes.
const VERSION: u32 = 1;
/// How long to wait for the lock. The process that holds it may be printing its results to a slow pipe.
const PATIENCE: Duration = Duration::from_secs(30);

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// The name of the search.
    pub name: String,
    /// The query as typed. It is parsed again for each run.
    pub query: String,
    /// Whether an article matches if it contains any of the query's words, rather than all of them.
    #[serde(default)]
    pub any: bool,
    /// Whether words such as "dozens" count as numbers.
    #[serde(default)]
    pub vague: bool,
    /// Whether conditions can match uncertain facts.
    #[serde(default)]
    pub uncertain: bool,
    /// How a range matches a number with a bound: the value of `--match`.
    #[serde(rename = "match")]
    pub matching: String,
    /// When the search was saved, in milliseconds since 1970.
    pub saved: i64,
    /// When the search was last run, in milliseconds since 1970, or `None` if it has not been run since it was saved.
    #[serde(default)]
    pub asked: Option<i64>,
    /// The greatest first-seen stamp in the index when the search was saved or last run.
    pub mark: i64,
}

/// The content of the file with the saved searches.
#[derive(Serialize, Deserialize)]
struct SavedFile<T> {
    version: u32,
    searches: T,
}

/// Returns the saved searches of an index, in the order in which they were saved.
pub fn saved_searches(folder: &IndexFolder) -> Result<Vec<SavedSearch>> {
    let path = folder.path().join(layout::SAVED);
    let unreadable = |reason| Error::Saved {
        path: path.clone(),
        reason,
    };
    let text = match files::read(&path) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(Vec::new()),
        Err(Error::Damaged { reason, .. }) => return Err(unreadable(reason)),
        Err(e) => return Err(e),
    };
    // The version is parsed first, because the format of the searches depends on it.
    let version = serde_json::from_slice::<SavedFile<serde::de::IgnoredAny>>(&text)
        .map_err(|e| unreadable(e.to_string()))?
        .version;
    if version != VERSION {
        return Err(unreadable(format!(
            "version mismatch: found {version}, expected {VERSION}"
        )));
    }
    let saved = serde_json::from_slice::<SavedFile<Vec<SavedSearch>>>(&text);
    Ok(saved.map_err(|e| unreadable(e.to_string()))?.searches)
}

/// Removes the temporary file left by an interrupted process. Does nothing if another process holds the lock.
pub(crate) fn remove_unfinished(folder: &IndexFolder) -> Result<()> {
    let beside = folder.path().join(layout::SAVED_UNFINISHED);
    if !beside.exists() {
        return Ok(());
    }
    match acquire(
        &folder.path().join(layout::SAVED_LOCK),
        Duration::ZERO,
        &beside,
    ) {
        Ok(_held) => files::remove(&beside),
        Err(Error::Busy { .. }) => Ok(()),
        Err(e) => Err(e),
    }
}

/// The lock that allows only one process to change the saved searches.
#[derive(Debug)]
pub struct SavedLock {
    folder: IndexFolder,
    _held: File,
}

impl SavedLock {
    /// Takes the lock. Returns an error if another process holds it for too long.
    pub fn take(folder: &IndexFolder) -> Result<Self> {
        let path = folder.path().join(layout::SAVED_LOCK);
        let held = acquire(&path, PATIENCE, &folder.path().join(layout::SAVED))?;
        Ok(Self {
            folder: folder.clone(),
            _held: held,
        })
    }

    /// Writes the searches to a temporary file, to be renamed by `StagedSearches::publish`.
    pub fn stage(&self, searches: &[SavedSearch]) -> Result<StagedSearches<'_>> {
        let beside = self.folder.path().join(layout::SAVED_UNFINISHED);
        let saved = SavedFile {
            version: VERSION,
            searches,
        };
        let text = serde_json::to_vec_pretty(&saved).map_err(|e| at(&beside)(e.into()))?;
        files::write(&beside, &text)?;
        Ok(StagedSearches { lock: self, beside })
    }
}

/// Searches that have been written to a temporary file but not published yet. Dropping this value removes the file.
#[derive(Debug)]
pub struct StagedSearches<'a> {
    lock: &'a SavedLock,
    beside: PathBuf,
}

impl StagedSearches<'_> {
    /// Replaces the saved searches atomically and durably.
    pub fn publish(self) -> Result<()> {
        let path = self.lock.folder.path().join(layout::SAVED);
        files::put_in_place(&self.beside, &path)
    }
}

impl Drop for StagedSearches<'_> {
    fn drop(&mut self) {
        // This fails after `publish`, which has renamed the file. If it fails for another reason, the next writer
        // overwrites the file.
        let _ = files::remove(&self.beside);
    }
}
