//! Where the file of corrections is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, at};
use crate::index::files;
use crate::index::roots::Root;

/// The file in the folder of the index, which is read where no other is named.
pub const FILE: &str = "corrections.toml";
/// What remembers another one.
pub const REMEMBERED: &str = "corrections.json";

/// The file that is in force: the one given now, else the one given before, else the one in the folder of the index.
pub fn find(index: &Path, given: Option<&Path>) -> Result<Option<PathBuf>> {
    if let Some(given) = given {
        return Ok(Some(given.to_owned()));
    }
    let path = index.join(REMEMBERED);
    let own = index.join(FILE);
    match fs::read(&path) {
        Ok(text) => {
            let root: Root = serde_json::from_slice(&text).map_err(|e| Error::Damaged {
                path,
                reason: e.to_string(),
            })?;
            Ok(Some(root.reached().given))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(own.exists().then_some(own)),
        Err(e) => Err(at(path)(e)),
    }
}

/// Remembers the file that was given. The one in the folder of the index need not be remembered.
pub fn remember(index: &Path, given: &Path) -> Result<()> {
    let path = index.join(REMEMBERED);
    let root = Root::new(given).map_err(at(given))?;
    if index
        .join(FILE)
        .canonicalize()
        .is_ok_and(|own| own == root.real)
    {
        return if path.exists() {
            files::remove(&path)
        } else {
            Ok(())
        };
    }
    let text = serde_json::to_vec_pretty(&root).map_err(|e| at(&path)(e.into()))?;
    files::replace(&path, &text)
}
