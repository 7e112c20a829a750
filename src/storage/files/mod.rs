//! Operations on the files of an index. All changes go through this module, so that tests can end the process, inject
//! an error or simulate a power cut at any change (`fault_injection.rs`).
//!
//! Written bytes are durable once their file is synced, and a file name is durable once its folder is synced. A file is
//! made durable before another file refers to it.

#[cfg(feature = "fault-points")]
mod fault_injection;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::checksum_footer;
use crate::error::{Error, Result, at, damaged};
use crate::regular_file;

/// The extension of files that are about to replace others, and of folders that are being removed. The next ingest
/// removes leftovers with this extension. A common extension such as `.tmp` would not be safe, because users may have
/// such files.
pub const UNFINISHED: &str = "unfinished";

/// A change to the file system.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "fault-points"),
    expect(dead_code, reason = "only faults look into it")
)]
enum FileOperation<'a> {
    MakeFolder(&'a Path),
    /// Creates a file, or truncates an existing one.
    Create(&'a Path),
    /// Creates a file, or leaves an existing one unchanged.
    Touch(&'a Path),
    /// Appends bytes to a file.
    Write(&'a Path, &'a [u8]),
    Sync(&'a Path),
    Rename(&'a Path, &'a Path),
    Remove(&'a Path),
    RemoveFolder(&'a Path),
    SyncFolder(&'a Path),
}

impl FileOperation<'_> {
    /// Returns the path that the operation changes. For a rename, that is the new path.
    fn path(&self) -> &Path {
        match self {
            Self::MakeFolder(path)
            | Self::Create(path)
            | Self::Touch(path)
            | Self::Write(path, _)
            | Self::Sync(path)
            | Self::Rename(_, path)
            | Self::Remove(path)
            | Self::RemoveFolder(path)
            | Self::SyncFolder(path) => path,
        }
    }
}

/// Performs an operation. If it fails, adds the path to the error.
fn perform<T>(change: FileOperation<'_>, act: impl FnOnce() -> io::Result<T>) -> Result<T> {
    #[cfg(feature = "fault-points")]
    let made = fault_injection::perform(change, act);
    #[cfg(not(feature = "fault-points"))]
    let made = act();
    made.map_err(at(change.path()))
}

/// An index file that is being written.
///
/// The file remains if this value is dropped before writing is complete. This is safe, because only one process writes
/// at a time, and a file that no other file refers to is not part of the index. The next ingest removes files with the
/// extension [`UNFINISHED`].
pub struct IndexFile {
    path: PathBuf,
    file: File,
}

impl IndexFile {
    /// Creates a file, or truncates an existing one.
    pub fn create(path: &Path) -> Result<Self> {
        Self::open(
            FileOperation::Create(path),
            File::options().create(true).truncate(true),
        )
    }

    /// Creates a file that must not exist yet.
    pub fn create_new(path: &Path) -> Result<Self> {
        Self::open(
            FileOperation::Create(path),
            File::options().create_new(true),
        )
    }

    /// Opens a file for appending. Creates the file if it does not exist.
    pub fn append(path: &Path) -> Result<Self> {
        let mut options = File::options();
        Self::open(
            FileOperation::Touch(path),
            options.create(true).append(true),
        )
    }

    fn open(change: FileOperation<'_>, options: &mut OpenOptions) -> Result<Self> {
        let path = change.path();
        let file = perform(change, || {
            regular_file::refuse_others(path)?;
            options.write(true).open(path)
        })?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Syncs the content to disk. The file name is durable after the next sync of its folder.
    pub fn sync(&self) -> Result<()> {
        perform(FileOperation::Sync(&self.path), || self.file.sync_data())
    }
}

impl Write for IndexFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        perform(FileOperation::Write(&self.path, bytes), || {
            self.file.write(bytes)
        })
        .map_err(Into::into)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Creates a folder and its parents if they do not exist.
pub fn make_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let above = folder_of(path);
    if !above.exists() {
        make_folder(above)?;
    }
    match perform(FileOperation::MakeFolder(path), || fs::create_dir(path)) {
        Err(Error::Io { cause, .. })
            if cause.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        made => made?,
    }
    sync_folder(above)
}

/// Opens a lock file without changing its content. Creates the file if it does not exist.
pub fn open_or_create(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    perform(FileOperation::Touch(path), || {
        regular_file::refuse_others(path)?;
        options.open(path)
    })
}

/// Returns the content of a small index file, or `None` if the file does not exist. Accepts files without a footer,
/// because earlier versions of the program wrote none.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match regular_file::read(path) {
        Ok(mut bytes) => {
            let content =
                checksum_footer::verified_content_if_checksummed(&bytes).map_err(damaged(path))?;
            bytes.truncate(content.len());
            Ok(Some(bytes))
        }
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(e) => Err(damaged(path)(e)),
    }
}

/// Parses a small JSON file of the index, or returns `None` if the file does not exist.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>> {
    let content = read(path)?.map(|content| serde_json::from_slice(&content));
    content.transpose().map_err(damaged(path))
}

/// Writes a small file with its footer, and syncs it. The file name is durable after the next sync of its folder.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = IndexFile::create(path)?;
    file.write_all(&checksum_footer::with_footer(content))
        .map_err(at(path))?;
    file.sync()
}

/// Replaces a small file atomically and durably.
pub fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let beside = path.with_extension(UNFINISHED);
    write(&beside, content)?;
    put_in_place(&beside, path)
}

/// Replaces a small file atomically. Until its folder is synced, a power cut may restore the old content.
pub fn replace_unsynced(path: &Path, content: &[u8]) -> Result<()> {
    let beside = path.with_extension(UNFINISHED);
    write(&beside, content)?;
    rename(&beside, path)
}

/// Replaces the file `to` with `from`, which must already be synced. After a power cut, `to` has either its old content
/// or its new content.
pub fn put_in_place(from: &Path, to: &Path) -> Result<()> {
    rename(from, to)?;
    sync_folder(folder_of(to))
}

/// Renames a file or folder. Replaces a file that already has the new name.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    perform(FileOperation::Rename(from, to), || fs::rename(from, to))
}

/// Removes a file.
pub fn remove(path: &Path) -> Result<()> {
    perform(FileOperation::Remove(path), || fs::remove_file(path))
}

/// Removes a file, or a folder with all its contents.
pub fn remove_all(path: &Path) -> Result<()> {
    if !fs::symlink_metadata(path).map_err(at(path))?.is_dir() {
        return remove(path);
    }
    for entry in fs::read_dir(path).map_err(at(path))? {
        remove_all(&entry.map_err(at(path))?.path())?;
    }
    perform(FileOperation::RemoveFolder(path), || fs::remove_dir(path))
}

/// Syncs a folder to disk, which makes the names in it durable.
pub fn sync_folder(path: &Path) -> Result<()> {
    // Only Unix needs this. On other platforms, a folder cannot be opened as a file.
    if !cfg!(unix) {
        return Ok(());
    }
    perform(FileOperation::SyncFolder(path), || {
        File::open(path)?.sync_all()
    })
}

/// Returns the folder that contains a file.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(above) if above.as_os_str().is_empty() => Path::new("."),
        Some(above) => above,
        None => Path::new("/"),
    }
}

/// Returns the paths of the entries in `folder` whose names satisfy `told`.
pub fn entries(folder: &Path, told: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        if told(&entry.file_name().to_string_lossy()) {
            found.push(entry.path());
        }
    }
    Ok(found)
}
