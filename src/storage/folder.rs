//! The folder of the index: which generation is current, who holds it, and what lies beside the generations.
//!
//! ```text
//! index/CURRENT                 the name of a generation folder
//! index/roots.json              the folders that ingest remembers
//! index/history.jsonl           when each article was first seen, and earlier versions
//! index/last-ingest.json        what the last ingest did
//! index/pending.json            what the history is to have of a commit, until it has it
//! index/saved.json              searches that are saved, and what each was last told of
//! index/saved.lock              held by the one process that writes them
//! index/corrections.toml        what the user knows better, where no other file is named; only read
//! index/corrections.json        the file that is named instead
//! index/received/               what came by standard input, for a rebuild to read again
//! index/lock                    held by the one process that ingests
//! index/generation-000001/      stamp.json, readers.lock, state-1, and tantivy's files in files/
//! ```
//!
//! All but locks, the user's file and what was received end in a checksum footer (`checksum_footer.rs`); a received file is named by its hash.

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

/// What ends the name of what is about to become another.
const ENDS_UNFINISHED: &str = ".unfinished";
/// The files and folders in the folder of an index, apart from generations.
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

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct IndexFolder(PathBuf);

/// The one process that ingests.
#[derive(Debug)]
pub struct IngestLock {
    _held: File,
}

impl IndexFolder {
    /// The index in `path`, whether or not there is one yet.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The current generation, held for reading.
    pub fn current(&self) -> Result<Generation> {
        // Between reading the name and holding the folder a rebuild may have come to its end.
        for _ in 0..10 {
            let name = self.current_name()?.ok_or_else(|| self.missing_error())?;
            let generation = Generation::hold(&self.0.join(&name));
            if self.current_name()?.as_ref() != Some(&name) {
                continue;
            }
            let generation = generation?;
            VersionStamp::load(&generation.path().join(layout::STAMP))?.check(&self.0)?;
            return Ok(generation);
        }
        Err(Error::Busy {
            dir: self.0.clone(),
            holder: "repeated rebuilds".to_owned(),
        })
    }

    /// The name of the current generation, however it may be damaged; none where that is not known. It is an error where
    /// there is no index, or one of another version.
    pub(crate) fn generation_to_check(&self) -> Result<Option<String>> {
        let generations = self.generations().unwrap_or_default();
        let name = match self.current_name() {
            Ok(None) if generations.is_empty() || !self.was_ingested() => {
                return Err(self.missing_error());
            }
            Ok(Some(name)) => Some(name),
            // Where there is but one, it is the one.
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

    /// Whether an ingest has come so far that there was an index. One that was cut off before has left none.
    pub(crate) fn was_ingested(&self) -> bool {
        let files = [layout::INGEST_REPORT, layout::HISTORY];
        files.iter().any(|name| self.0.join(name).exists())
    }

    /// The state of the current generation, also where another version wrote it, and of the last one where it is not known
    /// which is current; none where it cannot be read.
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

    /// The error if no generation is current. If there was an index, a new one must not replace it.
    fn missing_error(&self) -> Error {
        if self.was_ingested() && !self.generations().unwrap_or_default().is_empty() {
            damaged(&self.0.join(layout::CURRENT))("file is missing")
        } else if self.holds_other_files() {
            Error::NotAnIndex(self.0.clone())
        } else {
            Error::NoIndex(self.0.clone())
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
                reason: "it contains no generation name".to_owned(),
            })
        }
    }

    /// Makes the folder where there is none, and keeps other processes from ingesting into it. One that does is waited for
    /// so long.
    pub fn lock(&self, patience: Duration) -> Result<IngestLock> {
        // What somebody has put beside an index that is there is let be.
        if matches!(self.current_name(), Ok(None)) && self.holds_other_files() {
            return Err(Error::NotAnIndex(self.0.clone()));
        }
        files::make_folder(&self.0)?;
        if matches!(self.current_name(), Ok(None)) {
            // Whoever made it may have been cut off before its name was safe.
            files::sync_folder(files::folder_of(&self.0))?;
        }
        let held = acquire(&self.0.join(layout::LOCK), patience, &self.0)?;
        Ok(IngestLock { _held: held })
    }

    /// Keeps what comes by `input` as a file of the index, and returns its path. The same bytes are kept once.
    pub fn receive(&self, input: impl io::Read, patience: Duration) -> Result<PathBuf> {
        let _lock = self.lock(patience)?;
        received::store(&self.0, input)
    }

    /// A new, empty generation. It is current only after [`IndexFolder::make_current`].
    pub fn create_generation(&self, _lock: &IngestLock) -> Result<Generation> {
        if self.current_name().is_ok_and(|current| current.is_none()) && !self.was_ingested() {
            // They take the room of the one that is to be made.
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
        // What the name stands for is safe before the name is.
        files::sync_folder(generation.path())?;
        files::sync_folder(&self.0)?;
        files::replace(&self.0.join(layout::CURRENT), name.as_bytes())
    }

    /// Removes the generations that are not current and that nobody reads, and what an ingest that was cut off has left.
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
            // Renamed first, so that a removal that ends half way leaves nothing that looks whole.
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

/// Whether something in the folder of an index is ours and was not finished.
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
