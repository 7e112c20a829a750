//! The files of an index, byte by byte.

use crate::storage::layout;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::Deserialize;
use walkdir::WalkDir;

use super::{IndexCheck, Remedy, reason};
use crate::error::{Result, at};
use crate::regular_file;
use crate::storage::ContentHash;
use crate::storage::checksum_footer;
use crate::storage::checksum_footer::{ChecksumError, ChecksumVerifier};
use crate::storage::directory::{MANAGED, META};
use crate::storage::files::UNFINISHED;
use crate::storage::generation::generation_files;
use crate::storage::received::{self, received_name};
use crate::storage::roots;
use crate::storage::roots::InputRoot;
use crate::storage::state::State;

/// What each segment has, by the ends of its files' names.
const COMPONENTS: &[&str] = &["idx", "pos", "term", "store", "fast", "fieldnorm"];

/// Files beside the generations that end in a seal, and what to do about each.
const SEALED: &[(&str, Remedy)] = &[
    (layout::CURRENT, Remedy::Rebuild),
    (layout::ROOTS, Remedy::RebuildOf),
    (layout::INGEST_REPORT, Remedy::Ingest),
    (layout::PENDING, Remedy::Ingest),
    (layout::SAVED, Remedy::Save),
    (layout::CORRECTIONS_PATH, Remedy::Corrections),
];

/// Files that hold nothing that is read, or that are the user's, and the history, which has its own check.
const OTHERS: &[&str] = &[
    layout::LOCK,
    layout::SAVED_LOCK,
    layout::CORRECTIONS,
    layout::HISTORY,
    ".gitignore",
];

const LEFT: &str = "nothing refers to it: an ingest that was cut off left it, or one is writing it; the next clears it away";
const UNTOLD: &str = "it is missing: an ingest that was cut off has not written it, or it was removed; the next writes it";
const NOT_TAKEN_IN: &str =
    "it came by standard input, and an ingest that was cut off has not taken it in; the next does";
const STRANGE: &str = "nothing refers to it, and the program did not write it";

/// Refuses an index of which the system lets this user read but a part: that says nothing of the index.
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

/// What the files of the current generation came to.
#[derive(Debug, Default)]
pub struct GenerationFiles {
    /// Whether all of them are as they were written.
    pub whole: bool,
    /// The state, where it can be read.
    pub state: Option<State>,
}

/// tantivy's list of segments, as far as it names files.
#[derive(Deserialize)]
struct CommitMeta {
    segments: Vec<SegmentMeta>,
    payload: Option<String>,
}

#[derive(Deserialize)]
struct SegmentMeta {
    segment_id: String,
    deletes: Option<DeletesMeta>,
}

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

impl IndexCheck {
    /// Reads all files but the history.
    pub(super) fn files(&mut self, index: &Path, generation: Option<&str>) -> GenerationFiles {
        for &(name, remedy) in SEALED {
            // These two are there since the first ingest.
            let needed = matches!(name, layout::CURRENT | layout::ROOTS);
            if needed || index.join(name).exists() {
                self.sealed(index, Path::new(name), remedy);
            }
        }
        // Where they cannot be read, that is damage of its own.
        let roots = roots::load(index).ok();
        if !index.join(layout::INGEST_REPORT).exists() {
            self.remark(layout::INGEST_REPORT, UNTOLD);
        }
        for name in self.names(index, Path::new("")) {
            let path = PathBuf::from(&name);
            let known =
                OTHERS.contains(&name.as_str()) || SEALED.iter().any(|(one, _)| *one == name);
            if known || Some(name.as_str()) == generation {
                continue;
            }
            if name == layout::RECEIVED {
                self.received(index, roots.as_deref());
            } else if name.starts_with(layout::GENERATION_PREFIX) {
                self.remark(path, "it is not the current one: an old one that is read still, or one that is being written");
            } else if path.extension().is_some_and(|end| end == UNFINISHED)
                || name == layout::SAVED_UNFINISHED
            {
                self.remark(path, LEFT);
            } else {
                self.remark(path, STRANGE);
            }
        }
        self.not_received(index, roots.as_deref().unwrap_or_default());
        generation.map_or_else(GenerationFiles::default, |name| {
            self.generation(index, Path::new(name))
        })
    }

    fn generation(&mut self, index: &Path, generation: &Path) -> GenerationFiles {
        let before = self.damages.len();
        self.sealed(index, &generation.join(layout::STAMP), Remedy::Rebuild);
        let files = generation_files(generation);
        let meta = self.meta(index, &files);
        let state = meta.as_ref().and_then(|meta| meta.payload.clone());
        if meta.is_some() && state.is_none() {
            self.damage(
                files.join(META),
                "its last commit names no state",
                Remedy::Rebuild,
            );
        }
        for name in self.names(index, generation) {
            let path = generation.join(&name);
            // Where the commit cannot be read it is not known which state is its own.
            let of_commit = meta.is_none() && name.starts_with(layout::STATE_PREFIX);
            if Some(&name) != state.as_ref()
                && !of_commit
                && ![layout::STAMP, layout::READERS_LOCK, layout::TANTIVY_FILES]
                    .contains(&name.as_str())
            {
                self.remark(
                    path,
                    if name.starts_with(layout::STATE_PREFIX) {
                        LEFT
                    } else {
                        STRANGE
                    },
                );
            }
        }
        self.there(index, &generation.join(layout::READERS_LOCK));
        self.segments(index, &files, meta.as_ref());
        let state = state.and_then(|name| {
            let path = generation.join(name);
            self.sealed(index, &path, Remedy::Rebuild);
            let state = State::load(&index.join(&path));
            state
                .map_err(|e| self.damage(&path, reason(e), Remedy::Rebuild))
                .ok()
        });
        self.damages
            .dedup_by(|one, other| one.path == other.path && one.what == other.what);
        GenerationFiles {
            whole: self.damages.len() == before,
            state,
        }
    }

    fn meta(&mut self, index: &Path, files: &Path) -> Option<CommitMeta> {
        let path = files.join(META);
        self.sealed(index, &path, Remedy::Rebuild);
        let bytes = regular_file::read(&index.join(&path)).ok()?;
        let content = checksum_footer::verified_content(&bytes).ok()?;
        serde_json::from_slice(content)
            .map_err(|e| self.damage(&path, e.to_string(), Remedy::Rebuild))
            .ok()
    }

    /// Reads tantivy's files. Where it is not known which of them belong to the index, all do.
    fn segments(&mut self, index: &Path, files: &Path, meta: Option<&CommitMeta>) {
        let lock = tantivy::directory::META_LOCK.filepath.clone();
        self.there(index, &files.join(&lock));
        self.sealed(index, &files.join(MANAGED), Remedy::Rebuild);
        let needed = meta.map(|meta| {
            meta.segments
                .iter()
                .flat_map(SegmentMeta::files)
                .collect::<FxHashSet<_>>()
        });
        for name in needed.iter().flatten() {
            if !index.join(files).join(name).exists() {
                self.damage(files.join(name), "it is missing", Remedy::Rebuild);
            }
        }
        for name in self.names(index, files) {
            if name == META || name == MANAGED || Path::new(&name) == lock {
                continue;
            }
            let path = files.join(&name);
            if needed.as_ref().is_none_or(|needed| needed.contains(&name)) {
                let verifying = ChecksumVerifier::for_segment(&path);
                self.verified(index, &path, verifying, Remedy::Rebuild);
            } else {
                self.remark(path, LEFT);
            }
        }
    }

    /// What came by standard input is called by its hash.
    fn received(&mut self, index: &Path, roots: Option<&[InputRoot]>) {
        let folder = Path::new(layout::RECEIVED);
        for name in self.names(index, folder) {
            let path = folder.join(&name);
            if !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
                self.remark(path, LEFT);
                continue;
            }
            let mut hasher = blake3::Hasher::new();
            match self.read(index, &path, |bytes| {
                hasher.update(bytes);
            }) {
                Ok(()) if received_name(ContentHash::from_blake3(hasher.finalize())) == name => {
                    let remembered =
                        |roots: &[InputRoot]| roots.iter().any(|root| root.real.ends_with(&path));
                    if roots.is_some_and(|roots| !remembered(roots)) {
                        self.remark(path, NOT_TAKEN_IN);
                    }
                }
                Ok(()) => self.damage(path, ChecksumError::Mismatch.to_string(), Remedy::Receive),
                Err(what) => self.damage(path, what, Remedy::Receive),
            }
        }
    }

    /// What came by standard input and is remembered has to be there.
    fn not_received(&mut self, index: &Path, roots: &[InputRoot]) {
        for root in roots {
            // The index may have been moved since.
            let name = root.real.file_name().unwrap_or_default();
            let path = Path::new(layout::RECEIVED).join(name);
            let gone = !root.real.exists() && !index.join(&path).exists();
            if received::is_received(&root.real) && gone {
                self.damage(path, "it is missing", Remedy::Receive);
            }
        }
    }

    /// Reads a small file that ends in a seal.
    fn sealed(&mut self, index: &Path, path: &Path, remedy: Remedy) {
        self.verified(index, path, ChecksumVerifier::default(), remedy);
    }

    /// Reads a file that ends in a seal.
    fn verified(
        &mut self,
        index: &Path,
        path: &Path,
        mut verifying: ChecksumVerifier,
        remedy: Remedy,
    ) {
        let read = self.read(index, path, |bytes| verifying.update(bytes));
        let sound = read.and_then(|()| verifying.finish().map_err(|broken| broken.to_string()));
        if let Err(what) = sound {
            self.damage(path, what, remedy);
        }
    }

    /// Reads a file through.
    fn read(
        &mut self,
        index: &Path,
        path: &Path,
        mut each: impl FnMut(&[u8]),
    ) -> Result<(), String> {
        let mut through = || -> io::Result<u64> {
            let path = index.join(path);
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
        self.checked.files += 1;
        self.checked.bytes += through().map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => "it is missing".to_owned(),
            _ => format!("it cannot be read ({e})"),
        })?;
        Ok(())
    }

    /// A lock has to be there, and holds nothing.
    fn there(&mut self, index: &Path, path: &Path) {
        if !index.join(path).exists() {
            self.damage(path, "it is missing", Remedy::Rebuild);
        }
    }

    /// What is in a folder, in the order of letters.
    fn names(&mut self, index: &Path, folder: &Path) -> Vec<String> {
        let entries = match fs::read_dir(index.join(folder)) {
            Ok(entries) => entries,
            Err(e) => {
                self.damage(folder, format!("it cannot be read ({e})"), Remedy::Rebuild);
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
