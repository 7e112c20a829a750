//! The index folder. This module finds the current generation, takes the ingest lock, and creates and removes
//! generations.
//!
//! ```text
//! index/CURRENT                 the name of the current generation's folder
//! index/roots.json              the roots that ingest remembers
//! index/history.jsonl           when each article was first seen, and earlier versions
//! index/last-ingest.json        the report of the last ingest
//! index/pending.json            the versions of the last commit, until they are in the history
//! index/saved.json              saved searches, each with the stamp up to which its results were shown
//! index/saved.lock              held by the process that is writing the saved searches
//! index/corrections.toml        the user's corrections, which are only read
//! index/corrections.json        the path of another corrections file, if the user specified one
//! index/received/               files from standard input, kept so that a rebuild can read them again
//! index/lock                    held by the process that is ingesting
//! index/generation-000001/      stamp.json, readers.lock, state-*, derived-*, and tantivy's files in files/
//! ```
//!
//! Every file ends with a checksum footer (`checksum_footer.rs`), with a few exceptions: lock files, the user's
//! corrections, received files (which are named after their hashes) and the history (which has a checksum on each
//! line).

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result, at, damaged};

use super::directory::SharedDirectory;
use super::files;
use super::generation::{Generation, generation_number, is_held};
use super::layout;
use super::lock::acquire;
use super::received;
use super::state::State;
use super::version_stamp::VersionStamp;

/// The suffix of a file or folder that is being written or removed.
const ENDS_UNFINISHED: &str = ".unfinished";
/// The names of the files and folders that an index folder may contain, besides generation folders.
const INDEX_FILES: &[&str] = &[
    layout::CURRENT,
    layout::LOCK,
    layout::RECEIVED,
    layout::ROOTS,
    layout::HISTORY,
    layout::SAVED,
    layout::SAVED_LOCK,
    layout::SAVED_UNFINISHED,
    layout::CORRECTIONS,
    layout::CORRECTIONS_PATH,
    layout::INGEST_REPORT,
    layout::PENDING,
    ".gitignore",
];

/// An index folder.
#[derive(Clone, Debug)]
pub struct IndexFolder(PathBuf);

/// The lock that allows only one process to ingest.
#[derive(Debug)]
pub struct IngestLock {
    _held: File,
}

impl IndexFolder {
    /// Returns the index folder at `path`, which need not exist yet.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Returns the path of the folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Returns the current generation, locked so that no other process removes it.
    pub fn current(&self) -> Result<Generation> {
        self.current_with(|stamp| stamp.check(&self.0))
    }

    /// Like [`IndexFolder::current`], but accepts a generation with the figures of another extractor version.
    pub fn current_of_any_extractor(&self) -> Result<Generation> {
        self.current_with(|stamp| stamp.check_format(&self.0))
    }

    fn current_with(&self, check: impl Fn(VersionStamp) -> Result<()>) -> Result<Generation> {
        // A rebuild may replace the generation after its name is read and before it is locked.
        for _ in 0..10 {
            let name = self.current_name()?.ok_or_else(|| self.missing_error())?;
            let generation = Generation::hold(&self.0.join(&name));
            if self.current_name()?.as_ref() != Some(&name) {
                continue;
            }
            let generation = generation?;
            check(VersionStamp::load(&generation.path().join(layout::STAMP))?)?;
            return Ok(generation);
        }
        Err(Error::Busy {
            dir: self.0.clone(),
            holder: "repeated rebuilds".to_owned(),
        })
    }

    /// Returns the name of the current generation, even if that generation is damaged. Returns `None` if the name
    /// cannot be determined, and an error if there is no index or if another version of the program wrote it.
    pub(crate) fn generation_to_check(&self) -> Result<Option<String>> {
        let generations = self.generations().unwrap_or_default();
        let name = match self.current_name() {
            Ok(None) if generations.is_empty() || !self.was_ingested() => {
                return Err(self.missing_error());
            }
            Ok(Some(name)) => Some(name),
            // If there is only one generation, it must be the current one.
            _ => match &generations[..] {
                [(_, path)] => path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned()),
                _ => None,
            },
        };
        let stamp = name
            .as_ref()
            .map(|name| VersionStamp::load(&self.0.join(name).join(layout::STAMP)));
        if let Some(Ok(stamp)) = stamp {
            stamp.check(&self.0)?;
        }
        Ok(name)
    }

    /// Returns whether an ingest has ever completed in this folder. If not, the folder contains at most the leftovers
    /// of an interrupted first ingest.
    pub(crate) fn was_ingested(&self) -> bool {
        let files = [layout::INGEST_REPORT, layout::HISTORY];
        files.iter().any(|name| self.0.join(name).exists())
    }

    /// Returns the state of the current generation or, if that is unknown, of the latest one. Accepts states written by
    /// other versions of the program. Returns `None` if no state can be read.
    pub fn last_state(&self) -> Option<State> {
        let current = self.current_name().ok().flatten();
        let path = match current {
            Some(name) => self.0.join(name),
            None => self.generations().ok()?.into_iter().max()?.1,
        };
        let states = fs::read_dir(path).ok()?.flatten().map(|entry| entry.path());
        let named = |path: &PathBuf| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(layout::STATE_PREFIX))
        };
        states
            .filter(named)
            .find_map(|path| State::load(&path).ok())
    }

    /// Returns the error for a folder without a current generation. If the folder contains other parts of an index, the
    /// error reports damage, so that no new index replaces them.
    fn missing_error(&self) -> Error {
        if self.was_ingested() && !self.generations().unwrap_or_default().is_empty() {
            damaged(&self.0.join(layout::CURRENT))("file is missing")
        } else if self.holds_other_files() {
            self.other_files_error()
        } else {
            Error::NoIndex(self.0.clone())
        }
    }

    /// Returns the error for a path that is a file, or a folder that contains something other than an index.
    fn other_files_error(&self) -> Error {
        if self.0.is_file() {
            Error::NotAFolder(self.0.clone())
        } else {
            Error::NotAnIndex(self.0.clone())
        }
    }

    fn holds_other_files(&self) -> bool {
        let Ok(entries) = fs::read_dir(&self.0) else {
            return self.0.is_file();
        };
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            !INDEX_FILES.contains(&name.as_ref())
                && generation_number(name.trim_end_matches(ENDS_UNFINISHED)).is_none()
                && !is_unfinished(&name)
        })
    }

    fn current_name(&self) -> Result<Option<String>> {
        let path = self.0.join(layout::CURRENT);
        let Some(name) = files::read(&path)? else {
            return Ok(None);
        };
        let name = String::from_utf8_lossy(&name).trim().to_owned();
        if generation_number(&name).is_some() {
            Ok(Some(name))
        } else {
            Err(Error::Damaged {
                path,
                reason: "unexpected content".to_owned(),
            })
        }
    }

    /// Creates the folder if it does not exist, and takes the ingest lock. Waits up to `patience` for a process that is
    /// already ingesting.
    pub fn lock(&self, patience: Duration) -> Result<IngestLock> {
        // Other files are harmless in a folder that already contains an index.
        if matches!(self.current_name(), Ok(None)) && self.holds_other_files() {
            return Err(self.other_files_error());
        }
        files::make_folder(&self.0)?;
        if matches!(self.current_name(), Ok(None)) {
            // The process that created the folder may have been interrupted before it synced the folder's name.
            files::sync_folder(files::folder_of(&self.0))?;
        }
        let held = acquire(&self.0.join(layout::LOCK), patience, &self.0)?;
        Ok(IngestLock { _held: held })
    }

    /// Stores `input` as a received file and returns its path. Identical input is stored only once.
    pub fn receive(&self, input: impl io::Read, patience: Duration) -> Result<PathBuf> {
        let _lock = self.lock(patience)?;
        received::store(&self.0, input)
    }

    /// Creates an empty generation. It does not become the current one until [`IndexFolder::make_current`] is called.
    pub fn create_generation(&self, _lock: &IngestLock) -> Result<Generation> {
        if self.current_name().is_ok_and(|current| current.is_none()) && !self.was_ingested() {
            // Frees the space taken up by an interrupted first ingest.
            self.remove_generations_but(None)?;
        }
        let last = self
            .generations()?
            .into_iter()
            .map(|(number, _)| number)
            .max()
            .unwrap_or(0);
        let path = self
            .0
            .join(format!("{}{:06}", layout::GENERATION_PREFIX, last + 1));
        SharedDirectory::create(&path.join(layout::TANTIVY_FILES))?;
        files::open_or_create(&path.join(layout::READERS_LOCK))?;
        let stamp = serde_json::to_vec(&VersionStamp::CURRENT).map_err(|e| at(&path)(e.into()))?;
        files::write(&path.join(layout::STAMP), &stamp)?;
        Generation::hold(&path)
    }

    /// Makes a generation the current one.
    pub fn make_current(&self, generation: &Generation) -> Result<()> {
        let name = generation
            .path()
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        // The file names in the generation must be durable before `CURRENT` refers to it.
        files::sync_folder(generation.path())?;
        files::sync_folder(&self.0)?;
        files::replace(&self.0.join(layout::CURRENT), name.as_bytes())
    }

    /// Removes generations that are neither current nor being read, and the leftovers of interrupted ingests.
    pub fn clean(&self, _lock: &IngestLock) -> Result<()> {
        if let Some(current) = self.current_name()? {
            self.remove_generations_but(Some(&current))?;
        }
        super::saved_searches::remove_unfinished(self)?;
        for left in files::entries(&self.0, is_unfinished)? {
            files::remove_all(&left)?;
        }
        let received = self.0.join(layout::RECEIVED);
        if received.is_dir() {
            for left in files::entries(&received, |name| name == layout::RECEIVING)? {
                files::remove_all(&left)?;
            }
        }
        Ok(())
    }

    fn remove_generations_but(&self, current: Option<&str>) -> Result<()> {
        for (_, path) in self.generations()? {
            if path.file_name() == current.map(OsStr::new) || is_held(&path) {
                continue;
            }
            // The folder is renamed first, so that an interrupted removal does not leave a partial generation that
            // looks complete.
            let doomed = path.with_extension(files::UNFINISHED);
            if doomed.exists() {
                files::remove_all(&doomed)?;
            }
            files::rename(&path, &doomed)?;
            files::remove_all(&doomed)?;
        }
        Ok(())
    }

    fn generations(&self) -> Result<Vec<(u64, PathBuf)>> {
        let entries = fs::read_dir(&self.0).map_err(at(&self.0))?;
        let numbered = entries.flatten().filter_map(|entry| {
            let number = generation_number(&entry.file_name().to_string_lossy())?;
            Some((number, entry.path()))
        });
        Ok(numbered.collect())
    }
}

/// Returns whether `name` is the name of an unfinished index file or generation.
fn is_unfinished(name: &str) -> bool {
    let Some(finished) = name.strip_suffix(ENDS_UNFINISHED) else {
        return false;
    };
    let of_file = |ours: &&str| {
        Path::new(ours)
            .file_stem()
            .is_some_and(|stem| stem == finished)
    };
    generation_number(finished).is_some() || INDEX_FILES.iter().any(of_file)
}
