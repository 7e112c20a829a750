//! The origin of a record: its file, its place in an archive, and the names derived from them.

use std::path::Path;

use crate::article::Article;
use crate::input::InputFile;
use crate::storage::ArticleKey;

/// The file or archive member that records come from.
pub struct RecordOrigin<'a> {
    /// The absolute path of the file.
    pub real: &'a Path,
    /// The path of the file as it was walked.
    pub walked: &'a Path,
    /// The path within the archive, if it is a member of one.
    pub member: Option<&'a str>,
    /// The path as walked, followed by the path within the archive.
    pub path: String,
    /// The name of the file or member.
    name: &'a str,
    /// The number of records that the file had before this part.
    pub first: usize,
}

impl<'a> RecordOrigin<'a> {
    /// The origin of records in a file or in a member of an archive. `first` records of the file came before.
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

    /// The id shown to the user: the article's own id, else the name of its file with its position there, if it has
    /// one.
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

/// The key of the record named `name` in the file at `path`.
pub fn article_key(path: &Path, name: &str) -> ArticleKey {
    ArticleKey::new(path.as_os_str().as_encoded_bytes(), name)
}
