//! Roots: the folders and files that the user gave to an ingest, and that later ingests read again.

use crate::storage::layout;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files;
use super::folder::IndexFolder;
use super::received::is_received;
use crate::article::FieldMapping;
use crate::error::{Result, at};
use crate::input::real_path;

/// A folder or file that the user gave to an ingest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRoot {
    /// The absolute path, with links resolved.
    pub real: PathBuf,
    /// The path as the user gave it. In answers, the paths of the root's articles start with this path.
    pub given: PathBuf,
    /// The field mapping for the root's records, as given by the user.
    #[serde(default, skip_serializing_if = "FieldMapping::is_empty")]
    pub mapping: FieldMapping,
}

impl InputRoot {
    /// Returns the root at `given`, which may be relative to the working directory.
    pub fn new(given: &Path) -> io::Result<Self> {
        Ok(Self {
            real: real_path(given)?,
            given: given.to_owned(),
            mapping: FieldMapping::default(),
        })
    }

    /// Returns a copy of the root that can be opened from the current working directory. If `given` no longer leads to
    /// the root, the absolute path replaces it.
    #[must_use]
    pub fn as_reachable(&self) -> Self {
        let same = self
            .given
            .canonicalize()
            .is_ok_and(|real| real == self.real);
        let given = if same { &self.given } else { &self.real };
        Self {
            given: given.clone(),
            ..self.clone()
        }
    }

    /// Returns whether `path` denotes the root. Links in `path` are not resolved, because the root may no longer exist.
    pub fn was_given_as(&self, path: &Path) -> bool {
        self.given == path || std::path::absolute(path).is_ok_and(|path| path == self.real)
    }
}

/// Loads the remembered roots.
pub fn load(index: &Path) -> Result<Vec<InputRoot>> {
    let roots = files::read_json(&index.join(layout::ROOTS))?;
    Ok(roots.unwrap_or_default())
}

/// Returns all received files as roots, whether or not they are remembered.
pub fn received(index: &Path) -> Vec<InputRoot> {
    let entries = std::fs::read_dir(index.join(layout::RECEIVED));
    let paths = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let kept = paths.filter(|path| is_received(path));
    let mut roots: Vec<_> = kept.filter_map(|path| InputRoot::new(&path).ok()).collect();
    roots.sort_unstable_by(|one, other| one.real.cmp(&other.real));
    roots
}

/// Updates the paths of received files that were moved or copied together with the index.
pub fn relocate_received(index: &Path, roots: &mut [InputRoot]) {
    let Ok(received) = index.canonicalize().map(|real| real.join(layout::RECEIVED)) else {
        return;
    };
    for root in roots {
        let now = root.real.file_name().map(|name| received.join(name));
        if let Some(now) = now
            && is_received(&root.real)
            && now != root.real
            && now.is_file()
        {
            root.given.clone_from(&now);
            root.real = now;
        }
    }
}

/// Returns the paths of the remembered roots, each with its field mapping.
pub fn remembered(folder: &IndexFolder) -> Result<Vec<(PathBuf, FieldMapping)>> {
    let roots = load(folder.path())?.into_iter();
    Ok(roots.map(|root| (root.real, root.mapping)).collect())
}

/// Saves the remembered roots.
pub fn save(index: &Path, roots: &[InputRoot]) -> Result<()> {
    let path = index.join(layout::ROOTS);
    let text = serde_json::to_vec_pretty(roots).map_err(|e| at(&path)(e.into()))?;
    files::replace(&path, &text)
}
