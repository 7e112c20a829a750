//! What can go wrong with an index or a source as a whole.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;

/// What went wrong, where, and what to do now.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing came by standard input.
    #[error("nothing came by standard input; pipe articles into it, or name a folder")]
    NothingReceived,
    /// The system refused something.
    #[error("{}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no index yet.
    #[error("no index in {}: run `search ingest FOLDER` to make one, or name another with --index", .0.display())]
    NoIndex(PathBuf),
    /// The folder holds something else.
    #[error("{} holds other files and no index: name another folder with --index", .0.display())]
    NotAnIndex(PathBuf),
    /// Another version wrote the index.
    #[error(
        "the index in {} was written by another version ({found}; this one reads {wanted}): \
         run `search ingest --rebuild --index {}`",
        dir.display(), dir.display()
    )]
    OtherVersion {
        /// The folder of the index.
        dir: PathBuf,
        /// The versions on its stamp.
        found: String,
        /// The versions of this program.
        wanted: String,
    },
    /// Another process is ingesting.
    #[error("{} is being written by another process ({holder}): wait until it has ended, or give --wait 30s", dir.display())]
    Busy {
        /// The folder of the index.
        dir: PathBuf,
        /// Who holds it.
        holder: String,
    },
    /// A file of the index is not as it was written.
    #[error(
        "the index is damaged: {} ({reason}): run `search check`, which says what else is, and \
         `search ingest --rebuild`, which makes it anew",
        path.display()
    )]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// How that shows.
        reason: String,
    },
    /// The file of saved searches cannot be read. A rebuild does not make it again.
    #[error(
        "{} cannot be read ({reason}): mend it, or move it away and save the searches again",
        path.display()
    )]
    Saved {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The user's file of corrections cannot be read.
    #[error("{}, line {line}, column {column}: {what}", path.display())]
    Corrections {
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// What is wrong, and what to do.
        what: String,
    },
    /// The search engine refused something.
    #[error("the index in {}", dir.display())]
    Engine {
        /// The folder of the index.
        dir: PathBuf,
        /// Why.
        source: TantivyError,
    },
    /// There is nothing to ingest.
    #[error("no folder given and none remembered: run `search ingest FOLDER`")]
    NoRoots,
    /// A rebuild would lose articles.
    #[error("{}{hint}", path.display())]
    Lost {
        /// The folder.
        path: PathBuf,
        /// Why, and what to do.
        hint: String,
    },
}

/// The result of what can fail as a whole.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Adds the path to an error of the system.
pub(crate) fn at<P: AsRef<Path>>(path: P) -> impl FnOnce(io::Error) -> Error {
    move |source| Error::Io {
        path: path.as_ref().to_owned(),
        source,
    }
}

/// What an error of the search engine comes to while an index is opened or read: a file is not as it was written.
pub(crate) fn damaged<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Error {
    move |e| {
        let reason = e.to_string();
        let reason = reason.lines().next().unwrap_or_default();
        let end = reason
            .char_indices()
            .nth(200)
            .map_or(reason.len(), |(at, _)| at);
        Error::Damaged {
            path: path.to_owned(),
            reason: reason[..end].to_owned(),
        }
    }
}

/// Adds the folder of the index to an error of the search engine.
pub(crate) fn engine<E: Into<TantivyError>>(dir: &Path) -> impl FnOnce(E) -> Error {
    move |source| match source.into() {
        // What tantivy wrote is not what it reads.
        e @ (TantivyError::DataCorruption(_) | TantivyError::OpenReadError(_)) => damaged(dir)(e),
        TantivyError::IoError(e)
            if matches!(
                e.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
            ) =>
        {
            damaged(dir)(e)
        }
        source => Error::Engine {
            dir: dir.to_owned(),
            source,
        },
    }
}
