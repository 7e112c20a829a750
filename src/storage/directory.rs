//! A tantivy directory that readers can open without write access.
//!
//! To open an index, even for reading, tantivy's own directory opens a lock file for writing and locks it exclusively.
//! `SharedDirectory` creates the lock file together with the folder, and readers take a shared lock on it. Only the
//! writing process locks the file exclusively, to remove old files.
//!
//! tantivy syncs the folder before it renames `meta.json`, but not between the rename and the removal of the previous
//! commit's files. `SharedDirectory` also syncs the folder after the rename. Otherwise, a power cut could restore the
//! old `meta.json` after the files that it lists are gone.
//!
//! Each file ends with a checksum footer (`checksum_footer.rs`), which is hidden from tantivy. tantivy's own checksums
//! do not cover `meta.json`, `.managed.json` or the version number in each segment file's footer.

use std::collections::HashSet;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, FileSlice, INDEX_WRITER_LOCK, Lock,
    META_LOCK, MmapDirectory, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{HasLen, Index, TantivyError};

use super::checksum_footer;
use super::checksum_footer::ChecksumWriter;
use super::chunk_checksums::{ChunkChecksumWriter, ChunkedFile, is_chunked};
use super::files::{self, IndexFile};
use crate::error::ChecksumError;
use crate::error::Result;
use crate::regular_file;

/// tantivy's list of segments. A commit replaces this file.
pub(crate) const META: &str = "meta.json";
/// tantivy's list of the files that it has created. The list need not be durable, because the next ingest removes every
/// file that is not part of a commit.
pub(crate) const MANAGED: &str = ".managed.json";

/// How this process uses the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The process looks up a few articles.
    Lookup,
    /// The process reads large parts of the index.
    Scan,
    /// The process writes and holds the ingest lock.
    Write,
}

/// A tantivy directory with shared locks and checksums.
#[derive(Clone, Debug)]
pub struct SharedDirectory {
    files: MmapDirectory,
    path: PathBuf,
    access: Access,
}

impl SharedDirectory {
    /// Creates the folder and the lock file that readers need.
    pub fn create(path: &Path) -> Result<()> {
        files::make_folder(path)?;
        files::open_or_create(&path.join(&META_LOCK.filepath)).map(drop)
    }

    /// Removes all files that are not part of the last commit, such as those of an interrupted ingest. Only the writing
    /// process may call this, and only while tantivy is not writing.
    pub fn clean(path: &Path, index: &Index) -> tantivy::Result<()> {
        // Waits for readers that are opening the previous commit and still need its files.
        let _opening = index.directory().acquire_lock(&META_LOCK)?;
        let metas = index.load_metas()?;
        let mut living: HashSet<PathBuf> = metas.list_segment_files();
        living.extend([META, MANAGED].map(PathBuf::from));
        living.insert(META_LOCK.filepath.clone());
        let stray = |name: &str| !living.contains(Path::new(name));
        let clean = || {
            for stray in files::entries(path, stray)? {
                files::remove_all(&stray)?;
            }
            Ok(())
        };
        clean().map_err(|e: crate::error::Error| TantivyError::from(io::Error::from(e)))
    }

    /// Opens the folder at `path`.
    pub fn open(path: &Path, access: Access) -> tantivy::Result<Self> {
        let files = open_files(path, access).map_err(TantivyError::from)?;
        Ok(Self {
            files,
            path: path.to_owned(),
            access,
        })
    }
}

/// Opens a folder whose files are mapped into memory. For a lookup, the system is asked not to read ahead: on a machine
/// that reads 8 MB ahead, the first query on 37,554 articles otherwise read half of the index.
#[cfg(unix)]
fn open_files(path: &Path, access: Access) -> Result<MmapDirectory, OpenDirectoryError> {
    match access {
        Access::Lookup => MmapDirectory::open_with_madvice(path, memmap2::Advice::Random),
        Access::Scan | Access::Write => MmapDirectory::open(path),
    }
}

/// Opens a folder whose files are mapped into memory.
#[cfg(not(unix))]
fn open_files(path: &Path, _: Access) -> Result<MmapDirectory, OpenDirectoryError> {
    MmapDirectory::open(path)
}

impl Directory for SharedDirectory {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        // The ingest lock already excludes other writers.
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        let held = || {
            let path = self.path.join(&lock.filepath);
            match self.access {
                Access::Lookup | Access::Scan => {
                    let file = regular_file::open(&path)?;
                    file.lock_shared().map(|()| file)
                }
                // The lock file has no content, so it can be created again if it is lost.
                Access::Write => {
                    let file = files::open_or_create(&path)?;
                    file.lock().map(|()| file)
                }
            }
        };
        let file = held().map_err(|e: io::Error| LockError::IoError(Arc::new(e)))?;
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        regular_file::refuse_others(&self.path.join(path))
            .map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        let file = FileSlice::new(self.files.get_file_handle(path)?);
        // The checksum is not verified here, because every query would then read the whole index.
        let parted = || {
            let content = file.len().checked_sub(checksum_footer::FOOTER_LENGTH);
            let (content, end) = file
                .clone()
                .split(content.ok_or(ChecksumError::MissingFooter)?);
            if checksum_footer::is_footer(&end.read_bytes()?) {
                Ok(content)
            } else {
                Err(ChecksumError::MissingFooter.into())
            }
        };
        let opened = parted().and_then(|content| {
            if is_chunked(path) {
                ChunkedFile::open(content)
            } else {
                Ok(Arc::new(content) as Arc<dyn FileHandle>)
            }
        });
        opened.map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        match files::remove(&self.path.join(path)).map_err(io::Error::from) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Err(DeleteError::FileDoesNotExist(path.to_owned()))
            }
            Err(e) => Err(DeleteError::IoError {
                io_error: Arc::new(e),
                filepath: path.to_owned(),
            }),
            Ok(()) => Ok(()),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        match IndexFile::create_new(&self.path.join(path)).map_err(io::Error::from) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(e) => Err(OpenWriteError::wrap_io_error(e, path.to_owned())),
            Ok(file) => {
                let checksummed = ChecksumWriter::for_segment(file, path);
                Ok(BufWriter::new(if is_chunked(path) {
                    Box::new(ChunkChecksumWriter::new(checksummed))
                } else {
                    Box::new(checksummed)
                }))
            }
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        regular_file::refuse_others(&self.path.join(path))
            .map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        let mut bytes = self.files.atomic_read(path)?;
        let content = checksum_footer::verified_content(&bytes)
            .map_err(|e| OpenReadError::wrap_io_error(e.into(), path.to_owned()))?;
        bytes.truncate(content.len());
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let path = self.path.join(path);
        if path.ends_with(MANAGED) {
            return Ok(files::replace_unsynced(&path, data)?);
        }
        Ok(files::replace(&path, data)?)
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(files::sync_folder(&self.path)?)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

impl TerminatingWrite for IndexFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        Ok(self.sync()?)
    }
}

impl<W: TerminatingWrite> TerminatingWrite for ChecksumWriter<W> {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.write_footer()?.terminate_ref(token)
    }
}
