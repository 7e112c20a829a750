//! Where a record comes from: its file, its place in an archive, and the names it has there.

use std::path::Path;

use crate::article::Article;
use crate::input::InputFile;
use crate::storage::ArticleKey;

/// The file or the member of an archive that records come from.
pub struct RecordOrigin<'a> {
    /// The absolute path of the file.
    pub real: &'a Path,
    /// Its path as it was walked.
    pub walked: &'a Path,
    /// The path within the archive that the file is.
    pub member: Option<&'a str>,
    /// The path as it was walked, and on into the archive.
    pub path: String,
    /// The name of what holds them.
    name: &'a str,
    /// How many records the file had before.
    pub first: usize,
}

impl<'a> RecordOrigin<'a> {
    /// The origin of records in a file, or in a member of the archive that it is. `first` records of the file came before.
    pub fn new(found: &'a InputFile, member: Option<&'a str>, name: &'a str, first: usize) -> Self {
        let file = found.path.to_string_lossy();
        let path = match member {
            Some(member) => format!("{file}/{member}"),
            None => file.into_owned(),
        };
        Self {
            real: &found.real,
            walked: &found.path,
            member,
            path,
            name,
            first,
        }
    }

    /// The id that people see: the article's own, else the name of its file, with its place there where it has one.
    pub fn shown_id(&self, article: &Article, slot: Option<usize>) -> String {
        if let Some(id) = &article.id {
            return id.clone();
        }
        let stem = Path::new(self.name)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        match slot {
            Some(slot) => format!("{stem}#{}", slot + 1),
            None => stem.into_owned(),
        }
    }
}

/// The key of the record that is called `name` in the file at `path`.
pub fn article_key(path: &Path, name: &str) -> ArticleKey {
    ArticleKey::new(path.as_os_str().as_encoded_bytes(), name)
}
