//! The destination file of an export, which appears at its path either complete or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::{Builder, NamedTempFile};

use crate::hints::HintedError;
use crate::storage::{folder_of, sync_folder};

/// A file that is written under a temporary name and moved to its final path when it is complete. Dropping an
/// unfinished `ExportFile` removes the temporary file.
///
/// Other programs may write to the same folder, so the temporary name is random. Without `--force`, a file that has
/// meanwhile appeared at the final path is not overwritten. The file has the default permissions of a new file. Index
/// files are written by `storage/files` instead.
pub struct ExportFile {
    path: PathBuf,
    replace: bool,
    file: NamedTempFile,
}

const CHOOSE_ANOTHER: &str = "choose another file";

impl ExportFile {
    /// Creates the temporary file for `path`. Returns an error if `path` exists and `replace` is false.
    pub fn create(path: &Path, replace: bool) -> anyhow::Result<Self> {
        if path.exists() && !path.is_file() {
            return Err(HintedError::error(
                format!("{}: not a regular file", path.display()),
                CHOOSE_ANOTHER,
            ));
        }
        let path = match fs::symlink_metadata(path) {
            Ok(_) if !replace => {
                return Err(HintedError::error(
                    format!("{}: already exists", path.display()),
                    "choose another file, or overwrite this one with --force",
                ));
            }
            // If the path is a symbolic link, its target is replaced, not the link itself.
            Ok(_) => fs::canonicalize(path).with_context(|| path.display().to_string())?,
            Err(_) => path.to_owned(),
        };
        let Some(name) = path.file_name() else {
            return Err(HintedError::error(
                format!("{}: not a file name", path.display()),
                CHOOSE_ANOTHER,
            ));
        };
        let folder = folder_of(&path);
        if !folder.is_dir() {
            return Err(HintedError::error(
                format!(
                    "{}: folder {} does not exist",
                    path.display(),
                    folder.display()
                ),
                "create the folder, or choose another file",
            ));
        }
        let prefix: OsString = [name, ".".as_ref()].into_iter().collect();
        let mut builder = Builder::new();
        let builder = as_every_new_file(&mut builder).prefix(&prefix);
        let file = builder.suffix(".part").tempfile_in(folder);
        Ok(Self {
            file: file.with_context(|| format!("{}: cannot write", path.display()))?,
            path,
            replace,
        })
    }

    /// Returns the final path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the temporary path.
    pub fn part(&self) -> &Path {
        self.file.path()
    }

    /// Returns the open temporary file.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Syncs the file to disk and moves it to its final path.
    pub fn finish(self) -> anyhow::Result<()> {
        self.file.as_file().sync_all()?;
        if self.replace {
            self.file.persist(&self.path)?;
        } else {
            self.file.persist_noclobber(&self.path)?;
        }
        Ok(sync_folder(folder_of(&self.path))?)
    }
}

/// Sets the file's mode to 0666, subject to the umask, instead of the private mode of temporary files.
#[cfg(unix)]
fn as_every_new_file<'a, 'b, 'c>(builder: &'a mut Builder<'b, 'c>) -> &'a mut Builder<'b, 'c> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn as_every_new_file<'a, 'b, 'c>(builder: &'a mut Builder<'b, 'c>) -> &'a mut Builder<'b, 'c> {
    builder
}
