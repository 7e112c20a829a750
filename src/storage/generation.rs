//! Generations. A generation is a complete index in a folder of its own. Readers lock it, so that no ingest removes it.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::layout;
use crate::error::{Result, at, damaged};
use crate::regular_file;

/// A generation on which this process holds a shared lock, so that no other process removes it.
#[derive(Debug)]
pub struct Generation {
    path: PathBuf,
    _held: File,
}

impl Generation {
    /// Takes a shared lock on the generation in the folder at `path`.
    pub fn hold(path: &Path) -> Result<Self> {
        let readers = path.join(layout::READERS_LOCK);
        let file = regular_file::open(&readers).map_err(damaged(&readers))?;
        file.lock_shared().map_err(at(&readers))?;
        Ok(Self {
            path: path.to_owned(),
            _held: file,
        })
    }

    /// Returns the path of the generation's folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the path of the folder with tantivy's files.
    pub fn files(&self) -> PathBuf {
        generation_files(&self.path)
    }
}

/// Returns the generation number in a generation's folder name, or `None` for any other name.
pub fn generation_number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(layout::GENERATION_PREFIX)?;
    let plain = (6..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Returns the path of the folder with tantivy's files. `generation` is the path of the generation's folder.
pub fn generation_files(generation: &Path) -> PathBuf {
    generation.join(layout::TANTIVY_FILES)
}

/// Returns whether any process holds a lock on the generation in the folder at `path`.
pub fn is_held(path: &Path) -> bool {
    regular_file::open(&path.join(layout::READERS_LOCK))
        .is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}
