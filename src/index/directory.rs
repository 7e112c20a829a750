//! tantivy's files in a folder that need not be writable.
//!
//! tantivy takes its meta lock exclusively, on a file that it opens for writing, even to read an index. Here readers share
//! the lock, on a file that exists since the folder was made; only the removal of old files excludes them.
//!
//! Each file ends in a seal (`seal.rs`), which tantivy does not see. Its own checksums leave out their own versions and the
//! files that name the others.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, FileSlice, INDEX_WRITER_LOCK, Lock,
    META_LOCK, MmapDirectory, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

use super::chunked::{Chunked, Chunking, is_chunked};
use super::seal::{self, Broken, Sealing};

/// Whether this process writes the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It does not.
    Read,
    /// It does, and holds the lock of the whole index.
    Write,
}

/// A folder of tantivy's files.
#[derive(Clone, Debug)]
pub struct SharedDirectory {
    files: MmapDirectory,
    path: PathBuf,
    access: Access,
}

impl SharedDirectory {
    /// Makes a folder ready for [`SharedDirectory::open`].
    pub fn create(path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)?;
        File::create(path.join(&META_LOCK.filepath)).map(drop)
    }

    /// Opens a folder.
    pub fn open(path: &Path, access: Access) -> tantivy::Result<Self> {
        let files = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
        Ok(Self {
            files,
            path: path.to_owned(),
            access,
        })
    }
}

impl Directory for SharedDirectory {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        // The lock of the whole index stands for the writer's.
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        let held = || {
            let file = File::open(self.path.join(&lock.filepath))?;
            match self.access {
                Access::Read => file.lock_shared()?,
                Access::Write => file.lock()?,
            }
            Ok(file)
        };
        let file = held().map_err(|e: io::Error| LockError::IoError(Arc::new(e)))?;
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = FileSlice::new(self.files.get_file_handle(path)?);
        // The content is not read here, or a query would read the whole index.
        let parted = || {
            let content = file.len().checked_sub(seal::LENGTH);
            let (content, end) = file.clone().split(content.ok_or(Broken::Unsealed)?);
            if seal::is_seal(&end.read_bytes()?) {
                Ok(content)
            } else {
                Err(Broken::Unsealed.into())
            }
        };
        let opened = parted().and_then(|content| {
            if is_chunked(path) {
                Chunked::open(content)
            } else {
                Ok(Arc::new(content) as Arc<dyn FileHandle>)
            }
        });
        opened.map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let inner = self.files.open_write(path)?.into_inner();
        let inner = inner.map_err(|e| OpenWriteError::wrap_io_error(e.into(), path.to_owned()))?;
        let sealing = Sealing::new(inner);
        Ok(BufWriter::new(if is_chunked(path) {
            Box::new(Chunking::new(sealing))
        } else {
            Box::new(sealing)
        }))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let mut bytes = self.files.atomic_read(path)?;
        let content = seal::content(&bytes)
            .map_err(|e| OpenReadError::wrap_io_error(e.into(), path.to_owned()))?;
        bytes.truncate(content.len());
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut file = Sealing::new(Vec::new());
        file.write_all(data)?;
        self.files.atomic_write(path, &file.finish()?)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

impl<W: TerminatingWrite> TerminatingWrite for Sealing<W> {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.seal()?.terminate_ref(token)
    }
}
