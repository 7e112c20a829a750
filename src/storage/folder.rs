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
//! All but locks, the user's file and what was received end in a seal (`seal.rs`); what was received is called by its hash.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result, at, damaged};
use crate::regular_file;

use super::ContentHash;
use super::directory::SharedDirectory;
use super::files::{self, IndexFile};
use super::layout;
use super::lock::acquire;
use super::state::State;

/// Raised when files of the index change their form or their fields their meaning.
pub const FORMAT: u32 = 6;
/// Raised when the extractor finds other figures in the same text.
pub const EXTRACTOR: u32 = 5;

/// What ends the name of what is about to become another.
const ENDS_UNFINISHED: &str = ".unfinished";
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

/// The versions that wrote a generation.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct VersionStamp {
    format: u32,
    extractor: u32,
}

impl VersionStamp {
    const OURS: Self = Self {
        format: FORMAT,
        extractor: EXTRACTOR,
    };

    fn read(path: &Path) -> Result<Self> {
        let text = files::read(path)?.ok_or_else(|| damaged(path)("it is missing"))?;
        serde_json::from_slice(&text).map_err(damaged(path))
    }

    /// Refuses what another version wrote into an index.
    fn check(self, dir: &Path) -> Result<()> {
        if self == Self::OURS {
            return Ok(());
        }
        Err(Error::OtherVersion {
            dir: dir.to_owned(),
            found: self.to_string(),
            wanted: Self::OURS.to_string(),
        })
    }
}

impl std::fmt::Display for VersionStamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "format {}, extractor {}", self.format, self.extractor)
    }
}

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct IndexFolder(PathBuf);

/// A generation that this process holds: nobody removes it.
#[derive(Debug)]
pub struct Generation {
    path: PathBuf,
    _held: File,
}

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
            let name = self.current_name()?.ok_or_else(|| self.missing())?;
            let generation = Generation::hold(&self.0.join(&name));
            if self.current_name()?.as_ref() != Some(&name) {
                continue;
            }
            let generation = generation?;
            VersionStamp::read(&generation.path.join(STAMP))?.check(&self.0)?;
            return Ok(generation);
        }
        Err(Error::Busy {
            dir: self.0.clone(),
            holder: "one rebuild after another".to_owned(),
        })
    }

    /// The name of the current generation, however it may be damaged; none where that is not known. It is an error where
    /// there is no index, or one of another version.
    pub(crate) fn generation_to_check(&self) -> Result<Option<String>> {
        let generations = self.generations().unwrap_or_default();
        let name = match self.current_name() {
            Ok(None) if generations.is_empty() || !self.was_ingested() => {
                return Err(self.missing());
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
            .map(|name| VersionStamp::read(&self.0.join(name).join(STAMP)));
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
                .is_some_and(|name| name.to_string_lossy().starts_with("state-"))
        };
        states
            .filter(named)
            .find_map(|path| State::load(&path).ok())
    }

    /// What is wrong where no generation is the current one. Where there was an index, a new one in its place would lose it.
    fn missing(&self) -> Error {
        if self.was_ingested() && !self.generations().unwrap_or_default().is_empty() {
            damaged(&self.0.join(layout::CURRENT))("it is missing")
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
                && number_of(name.trim_end_matches(ENDS_UNFINISHED)).is_none()
                && !is_unfinished(&name)
        })
    }

    fn current_name(&self) -> Result<Option<String>> {
        let path = self.0.join(layout::CURRENT);
        let Some(name) = files::read(&path)? else {
            return Ok(None);
        };
        let name = String::from_utf8_lossy(&name).trim().to_owned();
        if number_of(&name).is_some() {
            Ok(Some(name))
        } else {
            Err(Error::Damaged {
                path,
                reason: "it names no generation".to_owned(),
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
    pub fn receive(&self, mut input: impl io::Read, patience: Duration) -> Result<PathBuf> {
        let _lock = self.lock(patience)?;
        let folder = self.0.join(layout::RECEIVED);
        files::make_folder(&folder)?;
        let beside = folder.join(layout::RECEIVING);
        let kept = Self::keep(&mut input, &beside);
        let name = match kept {
            Ok(Some(hash)) => received_name(ContentHash::from_blake3(hash)),
            nothing => {
                // Else it takes the room that the next needs.
                let _ = files::remove(&beside);
                return Err(nothing.err().unwrap_or(Error::NothingReceived));
            }
        };
        let path = folder.join(name);
        files::put_in_place(&beside, &path)?;
        Ok(path)
    }

    /// Writes what comes by `input` to a file, to the disk, and returns its hash; none where nothing came.
    fn keep(input: &mut impl io::Read, path: &Path) -> Result<Option<blake3::Hash>> {
        let mut kept = IndexFile::create(path)?;
        let mut received = 0;
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let length = match input.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => length,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) if e.kind() == io::ErrorKind::IsADirectory => {
                    let cause = io::Error::other("it is a folder: give its name in the place of -");
                    return Err(at(Path::new("standard input"))(cause));
                }
                Err(e) => return Err(at(Path::new("standard input"))(e)),
            };
            hasher.update(&buffer[..length]);
            received += length;
            kept.write_all(&buffer[..length]).map_err(at(path))?;
        }
        kept.sync()?;
        Ok((received > 0).then(|| hasher.finalize()))
    }

    /// A new, empty generation. It is current only after [`IndexFolder::switch`].
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
        SharedDirectory::create(&path.join(FILES))?;
        files::open_or_create(&path.join(READERS))?;
        let stamp = serde_json::to_vec(&VersionStamp::OURS).map_err(|e| at(&path)(e.into()))?;
        files::write(&path.join(STAMP), &stamp)?;
        Generation::hold(&path)
    }

    /// Makes a generation the current one.
    pub fn switch(&self, generation: &Generation) -> Result<()> {
        let name = generation
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        // What the name stands for is safe before the name is.
        files::sync_folder(&generation.path)?;
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
            if path.file_name() == current.map(OsStr::new) || is_read(&path) {
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
            let number = number_of(&entry.file_name().to_string_lossy())?;
            Some((number, entry.path()))
        });
        Ok(numbered.collect())
    }
}

/// The number of the generation whose folder is called so; what else looks like it is somebody else's.
fn number_of(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(layout::GENERATION_PREFIX)?;
    let plain = (6..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
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
    number_of(finished).is_some() || INDEX_FILES.iter().any(of_file)
}

/// What a file with this hash is called that came by standard input. Letters alone: digits may be a date.
pub(crate) fn received_name(hash: ContentHash) -> String {
    let first = hash.order().to_be_bytes().into_iter();
    let halves = first.flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(b'a' + half)).collect()
}

/// Whether a file is called as one that came by standard input, in the folder of those. People have folders of that name.
pub(crate) fn is_received(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    path.parent()
        .is_some_and(|folder| folder.ends_with(layout::RECEIVED))
        && name.len() == 16
        && name.iter().all(|byte| (b'a'..=b'p').contains(byte))
}

/// Whether a file is none that came by standard input, or is as it came.
pub(crate) fn is_as_received(path: &Path, hash: ContentHash) -> bool {
    let index = path.parent().and_then(Path::parent);
    let of_index =
        is_received(path) && index.is_some_and(|index| index.join(layout::LOCK).exists());
    !of_index || path.ends_with(received_name(hash))
}

/// Where tantivy's files lie in a generation.
pub(crate) fn generation_files(generation: &Path) -> PathBuf {
    generation.join(FILES)
}

/// Whether a process holds the generation in `path`.
fn is_read(path: &Path) -> bool {
    regular_file::open(&path.join(READERS))
        .is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

pub(crate) const FILES: &str = "files";
pub(crate) const READERS: &str = "readers.lock";
pub(crate) const STAMP: &str = "stamp.json";

impl Generation {
    fn hold(path: &Path) -> Result<Self> {
        let readers = path.join(READERS);
        let file = regular_file::open(&readers).map_err(damaged(&readers))?;
        file.lock_shared().map_err(at(&readers))?;
        Ok(Self {
            path: path.to_owned(),
            _held: file,
        })
    }

    /// Where our own files lie.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where tantivy's files lie.
    pub fn files(&self) -> PathBuf {
        generation_files(&self.path)
    }
}
