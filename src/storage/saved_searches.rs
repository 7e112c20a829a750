//! Saved searches, each with a mark: the stamp up to which its answers were shown. They are outside the generations, so
//! a rebuild does not change them.
//!
//! A mark is not a time of day. It is the greatest stamp (`history.rs`) of an article that the search could have shown.
//! An ingest that began earlier and committed later has a greater stamp, so its articles are shown as new.

use crate::storage::layout;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::files;
use super::folder::IndexFolder;
use super::lock::acquire;
use crate::error::{Error, Result, at};

/// The version of the file's format. Raise it when the format changes.
const VERSION: u32 = 1;
/// How long to wait for another process that holds the lock. Its output may go to a slow reader.
const PATIENCE: Duration = Duration::from_secs(30);

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// The name of the search.
    pub name: String,
    /// The query, as it was typed.
    pub query: String,
    /// Whether an article matches if it has any one of the words.
    #[serde(default)]
    pub any: bool,
    /// Whether words such as "dozens" count as numbers.
    #[serde(default)]
    pub vague: bool,
    /// How a range matches a number with a bound, as typed after `--match`.
    #[serde(rename = "match")]
    pub matching: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved: i64,
    /// When it was last run, in milliseconds since 1970.
    #[serde(default)]
    pub asked: Option<i64>,
    /// The greatest stamp of an article that it could have shown.
    pub mark: i64,
}

/// The file of saved searches.
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
    // The version is read first, because another version may have another format.
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

/// Removes the leftovers of an interrupted process, unless another process is writing now.
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

/// The lock of the one process that changes the saved searches.
#[derive(Debug)]
pub struct SavedLock {
    folder: IndexFolder,
    _held: File,
}

impl SavedLock {
    /// Takes the lock. Waits a while for another process that holds it.
    pub fn take(folder: &IndexFolder) -> Result<Self> {
        let path = folder.path().join(layout::SAVED_LOCK);
        let held = acquire(&path, PATIENCE, &folder.path().join(layout::SAVED))?;
        Ok(Self {
            folder: folder.clone(),
            _held: held,
        })
    }

    /// Writes the searches into a file beside the saved one. After that, replacing the file can hardly fail.
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

/// Searches that are written but have not replaced the saved ones yet. Dropping this value removes them.
#[derive(Debug)]
pub struct StagedSearches<'a> {
    lock: &'a SavedLock,
    beside: PathBuf,
}

impl StagedSearches<'_> {
    /// Replaces the file atomically and durably.
    pub fn publish(self) -> Result<()> {
        let path = self.lock.folder.path().join(layout::SAVED);
        files::put_in_place(&self.beside, &path)
    }
}

impl Drop for StagedSearches<'_> {
    fn drop(&mut self) {
        // The file is gone if it was published. If it cannot be removed, the next writer overwrites it.
        let _ = files::remove(&self.beside);
    }
}
