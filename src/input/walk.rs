//! Walks folders to find files that may contain articles. Skips special files, and symbolic links that are not roots.

use std::fs::Metadata;
use std::io;
use std::ops::Deref;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::file_extension::may_hold_articles;
use crate::hints::HintedError;

/// An entry found by a walk.
#[derive(Debug)]
pub enum WalkEntry {
    /// A file that may contain articles.
    File(InputFile),
    /// A file whose name shows that it contains no articles.
    Other,
    /// A symbolic link or a special file. It is skipped, because a link may lead out of the folder and reading a
    /// special file may never end.
    PassedOver(PathBuf),
    /// A file or folder that could not be read.
    Failed(PathBuf, io::Error),
}

/// A file that may contain articles.
#[derive(Debug)]
pub struct InputFile {
    /// The path of the file, starting with the root as given.
    pub path: PathBuf,
    /// The absolute path of the file, with links resolved.
    pub real: RealPath,
    /// The size and times of the file.
    pub stat: FileStat,
}

/// The absolute path of a file, with links resolved. It is compared byte by byte, because comparing `Path`s by
/// component takes several times as long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RealPath(String);

impl RealPath {
    /// Wraps a path, or returns `None` if the path is not UTF-8.
    pub fn new(path: PathBuf) -> Option<Self> {
        path.into_os_string().into_string().ok().map(Self)
    }

    /// Returns whether the path is `folder` or lies below it.
    pub fn is_within(&self, folder: &Path) -> bool {
        let rest = folder
            .to_str()
            .and_then(|folder| self.0.strip_prefix(folder));
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(MAIN_SEPARATOR) || folder.parent().is_none()
        })
    }
}

impl Deref for RealPath {
    type Target = Path;

    fn deref(&self) -> &Path {
        Path::new(&self.0)
    }
}

/// The size and times of a file, which are used to detect changes to its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStat {
    /// The length of the content, in bytes.
    pub size: u64,
    /// When the content was last written, in nanoseconds since 1970.
    pub modified: i64,
    /// When the content or the metadata last changed, in nanoseconds since 1970, or 0 if the system does not record it.
    pub changed: i64,
}

impl FileStat {
    fn from_metadata(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds);
        Self {
            size: metadata.len(),
            modified,
            changed: changed(metadata),
        }
    }

    /// Returns the later of the two times.
    pub fn latest(&self) -> i64 {
        self.modified.max(self.changed)
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> i64 {
    0
}

/// Converts a time to nanoseconds since 1970.
pub fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// Returns the absolute path of a file or folder, with links resolved. Returns an error for anything else, such as a
/// pipe, because reading it may never end.
pub fn real_path(given: &Path) -> io::Result<PathBuf> {
    let real = given.canonicalize()?;
    let metadata = real.metadata()?;
    if metadata.is_dir() || metadata.is_file() {
        return Ok(real);
    }
    Err(HintedError::io(
        io::ErrorKind::InvalidInput,
        "not a file or folder",
        "to read a stream, pipe it into `search ingest -`",
    ))
}

/// The number of entries per batch.
const BATCH: usize = 512;

/// Runs [`walk`] in a new thread and returns a receiver for its entries, so that the caller can load the state in the
/// meantime.
pub fn walk_ahead(given: &Path, real: &Path, except: &Path) -> Receiver<Vec<WalkEntry>> {
    let (given, real, except) = (given.to_owned(), real.to_owned(), except.to_owned());
    let (batches, receiver) = channel();
    std::thread::spawn(move || {
        let mut batch = Vec::with_capacity(BATCH);
        for walked in walk(&given, &real, &except) {
            batch.push(walked);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                // Sending fails only if the receiver is gone.
                if batches.send(full).is_err() {
                    return;
                }
            }
        }
        let _ = batches.send(batch);
    });
    receiver
}

/// Walks `given`, whose absolute path is `real`, in file name order. Skips hidden files and folders, the folder
/// `except` and other indexes.
pub fn walk<'a>(
    given: &'a Path,
    real: &'a Path,
    except: &'a Path,
) -> impl Iterator<Item = WalkEntry> + 'a {
    let wanted = move |entry: &DirEntry| {
        let hidden = entry.depth() > 0 && is_hidden(entry.path());
        let folder = entry.file_type().is_dir() || entry.depth() == 0;
        !hidden && !(folder && (below(given, real, entry.path()) == except || is_index(entry)))
    };
    let entries = WalkDir::new(given)
        // Within one folder, whole paths sort like file names. Comparing whole paths is faster, because they need not
        // be split into components.
        .sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()))
        .into_iter()
        .filter_entry(wanted);
    entries.filter_map(move |entry| match entry {
        Ok(entry) => classify(&entry, below(given, real, entry.path())),
        Err(e) => {
            let path = e.path().unwrap_or(given).to_owned();
            // The message of a `walkdir` error repeats the path, so only the cause is kept.
            let cause = e.io_error().and_then(io::Error::raw_os_error);
            let e = cause.map_or_else(|| e.into(), io::Error::from_raw_os_error);
            Some(WalkEntry::Failed(path, e))
        }
    })
}

/// Returns whether the name of a file or folder starts with a dot.
fn is_hidden(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let name = bytes
        .rsplit(|byte| std::path::is_separator(char::from(*byte)))
        .next();
    name.is_some_and(|name| name.starts_with(b"."))
}

/// Returns whether an entry is the folder of another index, whose files are not articles.
fn is_index(entry: &DirEntry) -> bool {
    let holds = |name: &str| entry.path().join(name).is_file();
    entry.file_type().is_dir() && entry.depth() > 0 && holds("CURRENT") && holds("roots.json")
}

/// Converts `path`, which starts with `given`, to a path that starts with `real`.
fn below(given: &Path, real: &Path, path: &Path) -> PathBuf {
    // As a string, `path` nearly always starts with `given`. Splitting paths into components takes several times as
    // long.
    let text = path.to_str().zip(given.to_str());
    let rest = text.and_then(|(path, given)| path.strip_prefix(given));
    if let Some(rest) = rest.and_then(|rest| rest.strip_prefix(MAIN_SEPARATOR)) {
        return real.join(rest);
    }
    match path.strip_prefix(given) {
        Ok(rest) if rest.as_os_str().is_empty() => real.to_owned(),
        Ok(rest) => real.join(rest),
        Err(_) => path.to_owned(),
    }
}

fn classify(entry: &DirEntry, real: PathBuf) -> Option<WalkEntry> {
    let path = entry.path().to_owned();
    let kind = entry.file_type();
    // The root itself may be a link, because the user chose it.
    let root = entry.depth() == 0;
    if kind.is_dir() || (root && path.is_dir()) {
        return None;
    }
    if !(kind.is_file() || root && path.is_file()) {
        return Some(WalkEntry::PassedOver(path));
    }
    if !may_hold_articles(&path) {
        return Some(WalkEntry::Other);
    }
    let (Some(real), Some(_)) = (RealPath::new(real), path.to_str()) else {
        let unnamed = io::Error::new(
            io::ErrorKind::InvalidData,
            "the file name is not UTF-8; rename the file",
        );
        return Some(WalkEntry::Failed(path, unnamed));
    };
    // Only the root can be a link here, and the metadata of its target is needed.
    let metadata = if root {
        std::fs::metadata(&path)
    } else {
        entry.metadata().map_err(io::Error::from)
    };
    match metadata {
        Ok(metadata) => Some(WalkEntry::File(InputFile {
            path,
            real,
            stat: FileStat::from_metadata(&metadata),
        })),
        Err(e) => Some(WalkEntry::Failed(path, e)),
    }
}
