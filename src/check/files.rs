//! Verifies the checksums of an index's files. This module does not use tantivy, which can panic if a file is damaged.

use crate::storage::layout;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::Deserialize;
use walkdir::WalkDir;

use super::findings::{IndexCheck, reason};
use super::remedy::Remedy;
use crate::error::ChecksumError;
use crate::error::{Result, at};
use crate::index::derived::derived_path;
use crate::regular_file;
use crate::storage::ContentHash;
use crate::storage::checksum_footer;
use crate::storage::checksum_footer::ChecksumVerifier;
use crate::storage::directory::{MANAGED, META};
use crate::storage::files::UNFINISHED;
use crate::storage::generation::generation_files;
use crate::storage::received::{self, received_name};
use crate::storage::roots;
use crate::storage::roots::InputRoot;
use crate::storage::state::State;

/// The extensions of a segment's files.
const COMPONENTS: &[&str] = &["idx", "pos", "term", "store", "fast", "fieldnorm"];

/// Files with a checksum footer that are not part of a generation, each with the remedy for damage to it.
const SEALED: &[(&str, Remedy)] = &[
    (layout::CURRENT, Remedy::Rebuild),
    (layout::ROOTS, Remedy::RebuildOf),
    (layout::INGEST_REPORT, Remedy::Ingest),
    (layout::PENDING, Remedy::Ingest),
    (layout::SAVED, Remedy::Save),
    (layout::CORRECTIONS_PATH, Remedy::Corrections),
];

/// Files without a checksum footer that are not part of a generation: locks, the user's files, and the history, which
/// is checked separately.
const OTHERS: &[&str] = &[
    layout::LOCK,
    layout::SAVED_LOCK,
    layout::CORRECTIONS,
    layout::HISTORY,
    ".gitignore",
];

const LEFT: &str =
    "still being written, or left behind by an interrupted ingest; the next ingest will remove it";
const MISSING: &str = "file is missing (deleted, or never written because an ingest was interrupted); the next ingest will write it";
const NOT_TAKEN_IN: &str =
    "read from standard input by an interrupted ingest; the next ingest will index it";
const STRANGE: &str = "unknown file, not written by `search`";

/// Returns an error if the user lacks permission to read part of the index. Missing permissions do not count as damage.
pub fn readable(index: &Path) -> Result<()> {
    let denied = |path: &Path, e: io::Error| match e.kind() {
        io::ErrorKind::PermissionDenied => Err(at(path)(e)),
        _ => Ok(()),
    };
    for entry in WalkDir::new(index) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                File::open(entry.path())
                    .map(drop)
                    .or_else(|e| denied(entry.path(), e))?;
            }
            Ok(_) => {}
            Err(e) => {
                let path = e.path().unwrap_or(index).to_owned();
                e.into_io_error().map_or(Ok(()), |e| denied(&path, e))?;
            }
        }
    }
    Ok(())
}

/// The result of checking the files of the current generation.
#[derive(Debug, Default)]
pub struct GenerationFiles {
    /// Whether all files of the generation are intact.
    pub whole: bool,
    /// The state, if it can be read.
    pub state: Option<State>,
}

/// The parts of tantivy's `meta.json` that determine which files belong to the commit.
#[derive(Deserialize)]
struct CommitMeta {
    segments: Vec<SegmentMeta>,
    payload: Option<String>,
}

/// A segment in `meta.json`.
#[derive(Deserialize)]
struct SegmentMeta {
    segment_id: String,
    deletes: Option<DeletesMeta>,
}

/// The deletions of a segment in `meta.json`.
#[derive(Deserialize)]
struct DeletesMeta {
    opstamp: u64,
}

impl SegmentMeta {
    fn files(&self) -> impl Iterator<Item = String> {
        let id = self.segment_id.replace('-', "");
        let deleted = self.deletes.as_ref();
        let deleted = deleted.map(|deletes| format!("{id}.{}.del", deletes.opstamp));
        let components = COMPONENTS.iter().map(move |end| format!("{id}.{end}"));
        components.chain(deleted)
    }
}

/// Checks all files of an index except the history.
pub fn check_files(
    check: &mut IndexCheck,
    index: &Path,
    generation: Option<&str>,
) -> GenerationFiles {
    FileCheck { index, check }.all(generation)
}

/// Checks the files of an index and adds the findings to `check`.
struct FileCheck<'a> {
    index: &'a Path,
    check: &'a mut IndexCheck,
}

impl FileCheck<'_> {
    /// Checks all files except the history.
    fn all(&mut self, generation: Option<&str>) -> GenerationFiles {
        let index = self.index;
        for &(name, remedy) in SEALED {
            // Every index has these two files.
            let needed = matches!(name, layout::CURRENT | layout::ROOTS);
            if needed || index.join(name).exists() {
                self.check_checksum(Path::new(name), remedy);
            }
        }
        // A damaged list of roots has already been reported.
        let roots = roots::load(index).ok();
        if !index.join(layout::INGEST_REPORT).exists() {
            self.check.remark(layout::INGEST_REPORT, MISSING);
        }
        for name in self.file_names(Path::new("")) {
            let path = PathBuf::from(&name);
            let known =
                OTHERS.contains(&name.as_str()) || SEALED.iter().any(|(one, _)| *one == name);
            if known || Some(name.as_str()) == generation {
                continue;
            }
            if name == layout::RECEIVED {
                self.check_received(roots.as_deref());
            } else if name.starts_with(layout::GENERATION_PREFIX) {
                self.check.remark(
                    path,
                    "not the current version of the index; in use by a query, being written by an ingest, or left behind by an interrupted ingest",
                );
            } else if path.extension().is_some_and(|end| end == UNFINISHED)
                || name == layout::SAVED_UNFINISHED
            {
                self.check.remark(path, LEFT);
            } else {
                self.check.remark(path, STRANGE);
            }
        }
        self.check_remembered_received(roots.as_deref().unwrap_or_default());
        generation.map_or_else(GenerationFiles::default, |name| {
            self.check_generation(Path::new(name))
        })
    }

    fn check_generation(&mut self, generation: &Path) -> GenerationFiles {
        let before = self.check.damages.len();
        self.check_checksum(&generation.join(layout::STAMP), Remedy::Rebuild);
        let files = generation_files(generation);
        let meta = self.load_commit(&files);
        let state = meta.as_ref().and_then(|meta| meta.payload.clone());
        if meta.is_some() && state.is_none() {
            self.check.damage(
                files.join(META),
                "the last commit has no state",
                Remedy::Rebuild,
            );
        }
        let derived = state.as_ref().map(|name| derived_path(Path::new(name)));
        let of_commit = [
            state.as_deref().map(Path::new),
            derived.as_deref(),
            Some(Path::new(layout::STAMP)),
            Some(Path::new(layout::READERS_LOCK)),
            Some(Path::new(layout::TANTIVY_FILES)),
        ];
        for name in self.file_names(generation) {
            let numbered = [layout::STATE_PREFIX, layout::DERIVED_PREFIX];
            let numbered = numbered.iter().any(|prefix| name.starts_with(prefix));
            // If the commit cannot be read, any of the numbered files may belong to it.
            if of_commit.contains(&Some(Path::new(&name))) || meta.is_none() && numbered {
                continue;
            }
            let what = if numbered { LEFT } else { STRANGE };
            self.check.remark(generation.join(&name), what);
        }
        if let Some(derived) = derived.map(|name| generation.join(name)) {
            if self.index.join(&derived).exists() {
                self.check_checksum(&derived, Remedy::Ingest);
            } else {
                self.check.remark(derived, MISSING);
            }
        }
        self.check_exists(&generation.join(layout::READERS_LOCK));
        self.check_segments(&files, meta.as_ref());
        let state = state.and_then(|name| {
            let path = generation.join(name);
            self.check_checksum(&path, Remedy::Rebuild);
            let state = State::load(&self.index.join(&path));
            let known = self.check.damages.iter().any(|damage| damage.path == path);
            let state = state.map_err(|e| {
                if !known {
                    self.check.damage(&path, reason(e), Remedy::Rebuild);
                }
            });
            state.ok()
        });
        GenerationFiles {
            whole: self.check.damages.len() == before,
            state,
        }
    }

    fn load_commit(&mut self, files: &Path) -> Option<CommitMeta> {
        let path = files.join(META);
        self.check_checksum(&path, Remedy::Rebuild);
        let bytes = regular_file::read(&self.index.join(&path)).ok()?;
        let content = checksum_footer::verified_content(&bytes).ok()?;
        serde_json::from_slice(content)
            .map_err(|e| self.check.damage(&path, e.to_string(), Remedy::Rebuild))
            .ok()
    }

    /// Checks tantivy's files. If the commit cannot be read, all files in the folder count as part of it.
    fn check_segments(&mut self, files: &Path, meta: Option<&CommitMeta>) {
        let lock = tantivy::directory::META_LOCK.filepath.clone();
        self.check_exists(&files.join(&lock));
        self.check_checksum(&files.join(MANAGED), Remedy::Rebuild);
        let needed = meta.map(|meta| {
            meta.segments
                .iter()
                .flat_map(SegmentMeta::files)
                .collect::<FxHashSet<_>>()
        });
        for name in needed.iter().flatten() {
            if !self.index.join(files).join(name).exists() {
                self.check
                    .damage(files.join(name), "file is missing", Remedy::Rebuild);
            }
        }
        for name in self.file_names(files) {
            if name == META || name == MANAGED || Path::new(&name) == lock {
                continue;
            }
            let path = files.join(&name);
            if needed.as_ref().is_none_or(|needed| needed.contains(&name)) {
                let verifying = ChecksumVerifier::for_segment(&path);
                self.verify(&path, verifying, Remedy::Rebuild);
            } else {
                self.check.remark(path, LEFT);
            }
        }
    }

    /// Checks that the content of each received file matches its name, which is derived from the content's hash.
    fn check_received(&mut self, roots: Option<&[InputRoot]>) {
        let folder = Path::new(layout::RECEIVED);
        for name in self.file_names(folder) {
            let path = folder.join(&name);
            if !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
                self.check.remark(path, LEFT);
                continue;
            }
            let mut hasher = blake3::Hasher::new();
            match self.read_through(&path, |bytes| {
                hasher.update(bytes);
            }) {
                Ok(()) if received_name(ContentHash::from_blake3(hasher.finalize())) == name => {
                    let remembered =
                        |roots: &[InputRoot]| roots.iter().any(|root| root.real.ends_with(&path));
                    if roots.is_some_and(|roots| !remembered(roots)) {
                        self.check.remark(path, NOT_TAKEN_IN);
                    }
                }
                Ok(()) => {
                    let what = ChecksumError::Mismatch.to_string();
                    self.check.damage(path, what, Remedy::Receive);
                }
                Err(what) => self.check.damage(path, what, Remedy::Receive),
            }
        }
    }

    /// Checks that every received file in `roots` exists.
    fn check_remembered_received(&mut self, roots: &[InputRoot]) {
        for root in roots {
            // The path in `root` is outdated if the index has been moved, so the file is also looked up in the index.
            let name = root.real.file_name().unwrap_or_default();
            let path = Path::new(layout::RECEIVED).join(name);
            let gone = !root.real.exists() && !self.index.join(&path).exists();
            if received::is_received(&root.real) && gone {
                self.check.damage(path, "file is missing", Remedy::Receive);
            }
        }
    }

    /// Verifies the checksum of a file.
    fn check_checksum(&mut self, path: &Path, remedy: Remedy) {
        self.verify(path, ChecksumVerifier::default(), remedy);
    }

    /// Verifies the checksum of a file with the given verifier.
    fn verify(&mut self, path: &Path, mut verifying: ChecksumVerifier, remedy: Remedy) {
        let read = self.read_through(path, |bytes| verifying.update(bytes));
        let sound = read.and_then(|()| verifying.finish().map_err(|broken| broken.to_string()));
        if let Err(what) = sound {
            self.check.damage(path, what, remedy);
        }
    }

    /// Reads a whole file and passes its bytes to `each` in chunks.
    fn read_through(&mut self, path: &Path, mut each: impl FnMut(&[u8])) -> Result<(), String> {
        let mut through = || -> io::Result<u64> {
            let path = self.index.join(path);
            let mut file = regular_file::open(&path)?;
            let mut buffer = vec![0; 1 << 17];
            let mut all = 0;
            loop {
                match file.read(&mut buffer) {
                    Ok(0) => return Ok(all),
                    Ok(length) => {
                        each(&buffer[..length]);
                        all += length as u64;
                    }
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                    Err(e) => return Err(e),
                }
            }
        };
        self.check.checked.files += 1;
        self.check.checked.bytes += through().map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => "file is missing".to_owned(),
            _ => format!("cannot be read: {e}"),
        })?;
        Ok(())
    }

    /// Checks that a lock file exists.
    fn check_exists(&mut self, path: &Path) {
        if !self.index.join(path).exists() {
            self.check.damage(path, "file is missing", Remedy::Rebuild);
        }
    }

    /// Returns the names of a folder's entries in ascending order. If the folder cannot be read, records the damage and
    /// returns no names.
    fn file_names(&mut self, folder: &Path) -> Vec<String> {
        let entries = match fs::read_dir(self.index.join(folder)) {
            Ok(entries) => entries,
            Err(e) => {
                self.check
                    .damage(folder, format!("cannot be read: {e}"), Remedy::Rebuild);
                return Vec::new();
            }
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut names: Vec<_> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort_unstable();
        names
    }
}
