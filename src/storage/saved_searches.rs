//! Saved searches, and what each was last shown. They lie beside the generations, and a rebuild leaves them alone.
//!
//! A mark is not a time of day but the greatest stamp of an article that could be seen (`history.rs`). An ingest that
//! began earlier and committed later has a greater stamp, so its articles are shown as new.

use crate::storage::layout;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::files;
use super::folder::IndexFolder;
use super::lock::acquire;
use crate::error::{Error, Result, at};

/// Raised when the file changes its form.
const VERSION: u32 = 1;
/// For so long another process may hold the lock: it may be writing to someone who reads slowly.
const PATIENCE: Duration = Duration::from_secs(30);

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// What it is called.
    pub name: String,
    /// The query, as it was typed.
    pub query: String,
    /// Whether one of its words will do.
    #[serde(default)]
    pub any: bool,
    /// Whether "dozens" counts as a number.
    #[serde(default)]
    pub vague: bool,
    /// How ranges are met by numbers with bounds, as it is typed.
    #[serde(rename = "match")]
    pub matching: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved: i64,
    /// When it was last asked, in milliseconds since 1970.
    #[serde(default)]
    pub asked: Option<i64>,
    /// The greatest stamp among what it could be told of.
    pub mark: i64,
}

/// The file of saved searches.
#[derive(Serialize, Deserialize)]
struct SavedFile<T> {
    version: u32,
    searches: T,
}

/// The searches that are saved in an index, in the order in which they were.
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
    // The version first: what another one wrote may have another form.
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

/// Removes what an interrupted process left behind, unless another process is writing now.
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
    /// Waits for others that hold it, a while.
    pub fn take(folder: &IndexFolder) -> Result<Self> {
        let path = folder.path().join(layout::SAVED_LOCK);
        let held = acquire(&path, PATIENCE, &folder.path().join(layout::SAVED))?;
        Ok(Self {
            folder: folder.clone(),
            _held: held,
        })
    }

    /// Writes the searches beside the file, so that little can fail when they replace it.
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

/// Searches that are written and have not replaced the file yet. Dropping them removes them.
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
        // Not there where it was put in its place; and what stays is written over.
        let _ = files::remove(&self.beside);
    }
}
