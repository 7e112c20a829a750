//! Finds the corrections file, and remembers its path in the index.

use crate::storage::layout;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, at, quoted};
use crate::storage::files;
use crate::storage::roots::InputRoot;

/// Returns the path of the corrections file in use: the given file, or else the remembered one, or else the one in the
/// index folder. Returns `None` if there is no corrections file.
pub fn find(index: &Path, given: Option<&Path>) -> Result<Option<PathBuf>> {
    if let Some(given) = given {
        return Ok(Some(given.to_owned()));
    }
    if let Some(root) = remembered(index)? {
        return Ok(Some(root.as_reachable().given));
    }
    let own = index.join(layout::CORRECTIONS);
    Ok(own.exists().then_some(own))
}

/// Returns the remembered corrections file, or `None` if there is none.
fn remembered(index: &Path) -> Result<Option<InputRoot>> {
    let path = index.join(layout::CORRECTIONS_PATH);
    match files::read_json(&path) {
        // This is not `Error::Damaged`, because a rebuild cannot restore the path.
        Err(Error::Damaged { reason, .. }) => Err(Error::Lost {
            path,
            why: format!("file is damaged ({reason})"),
            hint: format!(
                "run `search ingest --index {} --corrections FILE`, where FILE is the corrections file that you used before",
                quoted(index)
            ),
        }),
        read => read,
    }
}

/// Remembers `given` as the corrections file. If it is the default file in the index folder, removes the remembered
/// path instead.
pub fn remember(index: &Path, given: &Path) -> Result<()> {
    let path = index.join(layout::CORRECTIONS_PATH);
    let root = InputRoot::new(given).map_err(at(given))?;
    if index
        .join(layout::CORRECTIONS)
        .canonicalize()
        .is_ok_and(|own| own == root.real)
    {
        return match fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(at(path)(e)),
            _ => Ok(()),
        };
    }
    keep(&path, &root)
}

/// Saves the remembered path again. A rebuild calls this, because it rewrites all files of the index.
pub fn remember_again(index: &Path) -> Result<()> {
    let root = remembered(index)?;
    root.map_or(Ok(()), |root| {
        keep(&index.join(layout::CORRECTIONS_PATH), &root)
    })
}

fn keep(path: &Path, root: &InputRoot) -> Result<()> {
    let text = serde_json::to_vec_pretty(root).map_err(|e| at(path)(e.into()))?;
    files::replace(path, &text)
}
