//! Remedies for damage.

use std::path::Path;

use crate::error::quoted;

/// What to do about damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// A rebuild makes it anew.
    Rebuild,
    /// So it does, and has to be told of what.
    RebuildOf,
    /// A rebuild keeps the lines that are whole, and takes what it can from the index.
    History,
    /// Any ingest makes up for it.
    Ingest,
    /// The file of corrections has to be named again.
    Corrections,
    /// What came by standard input has to come again.
    Receive,
    /// The searches have to be saved again.
    Save,
}

impl Remedy {
    /// What to do, in a sentence, with the index in `folder`.
    pub fn describe(self, folder: &Path) -> String {
        let index = quoted(folder);
        match self {
            Self::Rebuild => {
                format!("run `search ingest --rebuild --index {index}` to rebuild it")
            }
            Self::RebuildOf => format!(
                "run `search ingest --rebuild --index {index} FOLDER…` with every folder that you ingested; the list of folders is lost"
            ),
            Self::History => format!(
                "run `search ingest --rebuild --index {index}` to drop the damaged entries; the times when articles were first \
                 seen are kept, but their earlier versions and changes are lost"
            ),
            Self::Ingest => format!("run `search ingest --index {index}` to complete it"),
            Self::Corrections => format!(
                "run `search ingest --index {index} --corrections FILE` with the file that you used before; its name is lost"
            ),
            Self::Receive => format!(
                "pipe the same text into `search ingest --index {index} -` again, or remove the file and run \
                 `search ingest --prune --index {index}`; a rebuild cannot restore it"
            ),
            Self::Save => {
                "a rebuild cannot restore it; move it away and save the searches again".to_owned()
            }
        }
    }
}
