//! tantivy's files in a folder that need not be writable.
//!
//! tantivy takes its meta lock exclusively, on a file that it opens for writing, even to read an index. Here readers share
//! the lock, on a file that exists since the folder was made; only the removal of old files excludes them.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, META_LOCK, MmapDirectory,
    WatchCallback, WatchHandle, WritePtr,
};

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
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.files.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
