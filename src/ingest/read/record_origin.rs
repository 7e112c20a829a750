//! The origin of a record: its file, its archive member, and the names derived from them.

use std::path::Path;

use crate::article::Article;
use crate::input::InputFile;
use crate::storage::ArticleKey;

/// The file or archive member that records come from.
pub struct RecordOrigin<'a> {
    /// The absolute path of the file.
    pub real: &'a Path,
    /// The path of the file, starting with the root's path as the user gave it.
    pub walked: &'a Path,
    /// The path within the archive, or `None` if the records are not from an archive member.
    pub member: Option<&'a str>,
    /// The path shown to the user: `walked`, followed by the path within the archive.
    pub path: String,
    /// The name of the file or member.
    name: &'a str,
    /// The number of records read from the file before those of this origin.
    pub first: usize,
}

impl<'a> RecordOrigin<'a> {
    /// Creates the origin of records in a file or archive member. `first` is the number of records already read from
    /// the file.
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

    /// Returns the id shown to the user. It is the article's own id or, if there is none, the stem of the file name. If
    /// `slot` is given, the article's position is appended to the stem.
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

/// Returns the key of a record in the file at `path`. `name` must be unique within the file.
pub fn article_key(path: &Path, name: &str) -> ArticleKey {
    ArticleKey::new(path.as_os_str().as_encoded_bytes(), name)
}
