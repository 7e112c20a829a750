//! Remedies for damage: what the user can do about each kind.

use std::path::Path;

use crate::error::quoted;

/// The step with which the user can repair damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// A rebuild restores the file.
    Rebuild,
    /// A rebuild restores the file, but the user has to name all folders again.
    RebuildOf,
    /// A rebuild keeps the intact lines, and restores lost ones from the index as far as possible.
    History,
    /// Any ingest restores the file.
    Ingest,
    /// The user has to name the file of corrections again.
    Corrections,
    /// The user has to send the input again.
    Receive,
    /// The user has to save the searches again.
    Save,
}

impl Remedy {
    /// Returns the remedy as a sentence, with the index in `folder`.
    pub fn describe(self, folder: &Path) -> String {
        let index = quoted(folder);
        match self {
            Self::Rebuild => {
                format!("run `search ingest --rebuild --index {index}`, which makes it anew")
            }
            Self::RebuildOf => format!(
                "run `search ingest --rebuild --index {index} FOLDER…` with all folders that were ingested: which they were is lost"
            ),
            Self::History => format!(
                "run `search ingest --rebuild --index {index}`, which leaves out what is broken: when those articles were first \
                 seen is taken from the index; their earlier versions and what changed in them are lost"
            ),
            Self::Ingest => format!("run `search ingest --index {index}`, which makes up for it"),
            Self::Corrections => format!(
                "run `search ingest --index {index} --corrections FILE` with the file that was named before: its name is lost"
            ),
            Self::Receive => format!(
                "pipe the same text into `search ingest --index {index} -` again; no rebuild brings it back. Or do without: \
                 remove the file and run `search ingest --prune --index {index}`"
            ),
            Self::Save => {
                "no rebuild brings it back: move it away and save the searches again".to_owned()
            }
        }
    }
}
