//! The remedies for damage to an index.

use std::path::Path;

use crate::error::quoted;

/// A remedy for damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// A rebuild restores the file.
    Rebuild,
    /// A rebuild restores the file, but the user has to pass all folders again.
    RebuildOf,
    /// A rebuild keeps the intact lines of the history, and restores lost ones from the index as far as possible.
    History,
    /// Any ingest restores the file.
    Ingest,
    /// The user has to pass the corrections file again.
    Corrections,
    /// The user has to send the input again.
    Receive,
    /// The user has to save the searches again.
    Save,
}

impl Remedy {
    /// Returns the remedy for `files` damaged files as an instruction. `folder` is the index folder.
    pub fn describe(self, folder: &Path, files: usize) -> String {
        let index = quoted(folder);
        match self {
            Self::Rebuild => {
                format!("run `search ingest --rebuild --index {index}` to rebuild the index")
            }
            Self::RebuildOf => format!(
                "run `search ingest --rebuild --index {index} FOLDER…`, naming every folder that you ingested; the list of folders is lost"
            ),
            Self::History => format!(
                "run `search ingest --rebuild --index {index}` to drop the damaged entries; this keeps the time \
                 when each article was first seen, but loses its earlier versions and changes"
            ),
            Self::Ingest => format!("run `search ingest --index {index}` to write the file again"),
            Self::Corrections => format!(
                "run `search ingest --index {index} --corrections FILE`, where FILE is the corrections file that you used before; the index no longer knows its name"
            ),
            Self::Receive => {
                let (text, file, them) = match files {
                    1 => ("the original text", "the file, if it exists,", "it"),
                    _ => ("each original text", "the files, if they exist,", "them"),
                };
                format!(
                    "pipe {text} into `search ingest --index {index} -` again, or delete {file} and run \
                     `search ingest --prune --index {index}`; a rebuild cannot restore {them}"
                )
            }
            Self::Save => {
                "a rebuild cannot restore this file; move it away and save the searches again"
                    .to_owned()
            }
        }
    }
}
