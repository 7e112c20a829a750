//! The error type that all modules share: what failed, at which path, and a hint on what to do.

use std::any::Any;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::META_LOCK;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::hints::{HintedError, NO_MEMORY, THREADS, io_hint};
use crate::storage::layout;

/// An error that ends a command, with its path and a hint on what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Standard input was empty.
    #[error("no articles on standard input")]
    NothingReceived,
    /// An I/O operation failed.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The path on which the operation failed.
        path: PathBuf,
        /// The error that the system reported.
        cause: io::Error,
    },
    /// The folder contains no index.
    #[error("no index in {}", with_dot(.0))]
    NoIndex(PathBuf),
    /// The folder contains other files but no index.
    #[error("{}: the folder contains other files but no index", .0.display())]
    NotAnIndex(PathBuf),
    /// The index path is not a folder.
    #[error("{}: not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// Another version of the program wrote the index.
    #[error("{}: index version mismatch (found {found}; expected {wanted})", dir.display())]
    OtherVersion {
        /// The index folder, as shown to the user.
        dir: PathBuf,
        /// The versions in the index's stamp.
        found: String,
        /// The versions of this program.
        wanted: String,
        /// Whether the index differs only in an older extractor version.
        older_extractor: bool,
    },
    /// Another process is writing to the index, or has changed it too often while it was being read.
    #[error("{}: another process is writing to the index ({holder})", dir.display())]
    Busy {
        /// The index folder, as shown to the user.
        dir: PathBuf,
        /// The process that holds the lock, or another reason why the index is busy.
        holder: String,
    },
    /// A file of the index is missing, or its content is not what was written.
    #[error("{}: the index is damaged ({reason})", path.display())]
    Damaged {
        /// The file that is damaged or missing.
        path: PathBuf,
        /// How the damage was detected.
        reason: String,
    },
    /// The file of saved searches cannot be read. A rebuild does not restore it.
    #[error("{}: cannot read the saved searches ({reason})", path.display())]
    Saved {
        /// The file of saved searches.
        path: PathBuf,
        /// Why the file cannot be read.
        reason: String,
    },
    /// The user's corrections file contains an error.
    #[error("{}, line {line}, column {column}: {what}", path.display())]
    Corrections {
        /// The path of the corrections file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
        /// A message that describes the error.
        what: String,
        /// A hint on what to do.
        hint: Option<String>,
    },
    /// tantivy reported an error that no other variant covers.
    #[error("{}: cannot use the index", dir.display())]
    Engine {
        /// The index folder that tantivy was reading or writing.
        dir: PathBuf,
        /// The error that tantivy reported.
        source: TantivyError,
    },
    /// No folder was given, and the index remembers none from an earlier ingest.
    #[error("no folder given, and none remembered from an earlier ingest")]
    NoRoots,
    /// A file or folder is missing, damaged or changed, and continuing would lose articles or corrections.
    #[error("{}: {why}", path.display())]
    Lost {
        /// The missing or damaged file or folder.
        path: PathBuf,
        /// What is wrong with the file or folder.
        why: String,
        /// A hint on what to do.
        hint: String,
    },
}

impl Error {
    /// Returns a hint on what to do about the error, or `None` if there is nothing to advise.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NothingReceived => "pipe articles in, or pass a folder".to_owned(),
            Self::Io { cause, .. } => {
                let hint = HintedError::hint_in(cause).or_else(|| io_hint(cause));
                return hint.map(str::to_owned);
            }
            Self::NoIndex(dir) if dir == Path::new("index") => {
                "create one with `search ingest FOLDER`, or choose another with --index".to_owned()
            }
            Self::NoIndex(dir) => format!(
                "create one with `search ingest --index {} FOLDER`, or choose another with --index",
                quoted(dir)
            ),
            Self::NotAnIndex(_) | Self::NotAFolder(_) => {
                "choose another folder with --index".to_owned()
            }
            Self::OtherVersion {
                dir,
                older_extractor,
                ..
            } => {
                let index = quoted(dir);
                if *older_extractor {
                    format!(
                        "run `search ingest --reextract --index {index}` to extract the figures again from the \
                         stored articles"
                    )
                } else {
                    format!("rebuild it with `search ingest --rebuild --index {index}`")
                }
            }
            Self::Busy { .. } => {
                "wait until it finishes, or pass --wait 30s to wait for it".to_owned()
            }
            Self::Damaged { path, .. } if is_derived(path) => {
                let index = quoted(index_of(path));
                format!("run `search ingest --index {index}` to write the file again")
            }
            Self::Damaged { path, .. } => {
                let index = quoted(index_of(path));
                format!(
                    "run `search check --index {index}` to list all damage, then \
                     repair it with `search ingest --rebuild --index {index}{}",
                    folders_of(path)
                )
            }
            Self::Saved { .. } => {
                "repair the file, or move it away and save the searches again".to_owned()
            }
            Self::NoRoots => "run `search ingest FOLDER`".to_owned(),
            Self::Corrections { hint, .. } => return hint.clone(),
            Self::Lost { hint, .. } => hint.clone(),
            Self::Engine { source, .. } => return engine_hint(source).map(str::to_owned),
        })
    }
}

/// Returns the hint of the first error in the chain that has one, or `None` if none of them does.
pub(crate) fn hint_of(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(hinted) = cause.downcast_ref::<HintedError>() {
            return Some(hinted.hint().to_owned());
        }
        if let Some(error) = cause.downcast_ref::<Error>() {
            return error.hint();
        }
        let cause = cause.downcast_ref::<io::Error>()?;
        if let Some(hint) = HintedError::hint_in(cause) {
            return Some(hint.to_owned());
        }
        cause.get_ref()?.downcast_ref::<Error>()?.hint()
    })
}

/// Formats a path. A relative path that does not start with `.` or `..` gets the prefix `./`.
pub(crate) fn with_dot(path: &Path) -> String {
    let path_is_plain = path.is_relative() && !path.starts_with(".") && !path.starts_with("..");
    let dot = if path_is_plain { "./" } else { "" };
    format!("{dot}{}", path.display())
}

/// Returns whether a file contains derived data, which any ingest restores.
fn is_derived(file: &Path) -> bool {
    let name = file.file_name();
    name.is_some_and(|name| name.to_string_lossy().starts_with(layout::DERIVED_PREFIX))
}

/// Returns the index folder that contains `file`.
fn index_of(file: &Path) -> &Path {
    let of_generation = |part: &Path| {
        let name = part.file_name();
        name.is_some_and(|name| name.to_string_lossy().starts_with("generation-"))
    };
    let folder = match file.ancestors().find(|part| of_generation(part)) {
        Some(generation) => generation.parent(),
        None if file.is_dir() => Some(file),
        None => file.parent(),
    };
    folder
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Returns the end of the hint to rebuild the index. If the damaged file is the list of roots, the user has to pass all
/// folders again.
fn folders_of(file: &Path) -> &'static str {
    if file.ends_with(layout::ROOTS) {
        " FOLDER…`, naming every folder that you ingested"
    } else {
        "`"
    }
}

/// Formats a path as a shell argument, with quotation marks if they are needed.
pub(crate) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    if path.chars().all(plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// The result of an operation that can fail with an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Phrases from tantivy messages that omit the number of the system error, each with that number.
const SYSTEM_ERRORS_BY_MESSAGE: &[(&str, i32)] = &[
    ("not enough memory", NO_MEMORY),
    ("Failed to spawn", THREADS),
];

/// Returns the hint for the system error whose number is in a tantivy error message, as in "(os error 28)". Returns
/// `None` if the message contains no such number, or if there is no hint for it.
fn engine_hint(error: &TantivyError) -> Option<&'static str> {
    let text = error.to_string();
    let (number, _) = text.rsplit_once("(os error ")?.1.split_once(')')?;
    io_hint(&io::Error::from_raw_os_error(number.parse().ok()?))
}

/// Returns a function that adds a path to a system error. An error that already has a path keeps it.
pub(crate) fn at<P: AsRef<Path>>(path: P) -> impl FnOnce(io::Error) -> Error {
    move |cause| match cause.downcast() {
        Ok(located) => located,
        Err(cause) => Error::Io {
            path: path.as_ref().to_owned(),
            cause,
        },
    }
}

/// Wraps an error for callers that can return only an `io::Error`. The function `at` unwraps it again.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match &error {
            Error::Io { cause, .. } => cause.kind(),
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

/// Returns the system error that caused a tantivy error, with the path of its file in `dir`, or `None` if tantivy
/// failed for another reason.
fn refused(dir: &Path, error: &TantivyError) -> Option<Error> {
    let (cause, path) = match error {
        TantivyError::IoError(cause) | TantivyError::LockFailure(LockError::IoError(cause), _) => {
            (cause, None)
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
            (io_error, Some(filepath))
        }
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error,
            directory_path,
        }) => (io_error, Some(directory_path)),
        TantivyError::InternalError(what) | TantivyError::SystemError(what) => {
            let reported = SYSTEM_ERRORS_BY_MESSAGE
                .iter()
                .find(|(words, _)| what.contains(words));
            let cause = io::Error::from_raw_os_error(reported?.1);
            let path = dir.to_owned();
            return Some(Error::Io { path, cause });
        }
        _ => return None,
    };
    let path = path.map_or_else(|| dir.to_owned(), |path| dir.join(path));
    let (inner, number) = innermost(cause)?;
    Some(Error::Io {
        path: inner.map_or(path, Path::to_owned),
        // A system error cannot be cloned.
        cause: io::Error::from_raw_os_error(number),
    })
}

/// Unwraps nested errors until a system error is found. Returns its number, and the path of the innermost [`Error::Io`]
/// around it, if any. Returns `None` if there is no system error.
fn innermost(mut cause: &io::Error) -> Option<(Option<&Path>, i32)> {
    let mut place = None;
    loop {
        if let Some(number) = cause.raw_os_error() {
            return Some((place, number));
        }
        let inner = cause.get_ref()?;
        cause = match inner.downcast_ref() {
            Some(Error::Io { path, cause }) => {
                place = Some(path.as_path());
                cause
            }
            Some(_) => return None,
            None => inner.downcast_ref::<io::Error>()?,
        };
    }
}

/// Returns whether the system refused to read a file that may itself be intact.
fn is_refusal(cause: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    cause.raw_os_error().is_some()
        && !matches!(cause.kind(), IsADirectory | NotADirectory | NotFound)
}

/// Returns a function that converts an error from opening or reading an index. The result is [`Error::Damaged`] or, if
/// the system refused to read the file, [`Error::Io`].
pub(crate) fn damaged<E: std::fmt::Display + Any>(path: &Path) -> impl FnOnce(E) -> Error {
    move |e| {
        let any: &dyn Any = &e;
        let number = any.downcast_ref::<io::Error>().filter(|e| is_refusal(e));
        let number = number.and_then(io::Error::raw_os_error);
        if let Some(number) = number {
            return at(path)(io::Error::from_raw_os_error(number));
        }
        let engine = any.downcast_ref::<TantivyError>();
        let refused = engine.and_then(|e| refused(path, e));
        if let Some(Error::Io { path, cause }) = refused
            && is_refusal(&cause)
        {
            return Error::Io { path, cause };
        }
        let (path, reason) = match engine {
            Some(engine) => engine_damage(path, engine),
            None => (path.to_owned(), damage_reason(any)),
        };
        let reason = reason.unwrap_or_else(|| e.to_string());
        tracing::info!("{}: {e}", path.display());
        Error::Damaged { path, reason }
    }
}

/// The reason why a file failed checksum verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChecksumError {
    /// The file has no footer, so it may be truncated.
    #[error("file is truncated")]
    MissingFooter,
    /// The checksum does not match the content.
    #[error("checksum mismatch")]
    Mismatch,
}

impl From<ChecksumError> for io::Error {
    fn from(broken: ChecksumError) -> Self {
        Self::new(io::ErrorKind::InvalidData, broken)
    }
}

/// The reason reported if a file of the index does not exist.
pub(crate) const MISSING: &str = "file is missing";
/// The reason reported if a library cannot parse a file of the index.
const CORRUPT: &str = "corrupt data";

/// Returns the path of the damaged file in tantivy's folder `files`, and how the damage was detected. If the file is
/// unknown, returns the path of the folder.
fn engine_damage(files: &Path, error: &TantivyError) -> (PathBuf, Option<String>) {
    let file = |path: &Path| files.join(path.file_name().unwrap_or_default());
    let (path, reason) = match error {
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => {
            (file(path), Some(MISSING.to_owned()))
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
            (file(filepath), damage_reason(&**io_error))
        }
        TantivyError::LockFailure(LockError::IoError(cause), _) => {
            (file(&META_LOCK.filepath), damage_reason(&**cause))
        }
        _ => (files.to_owned(), Some(CORRUPT.to_owned())),
    };
    (path, reason)
}

/// Describes in plain words why a library could not read an index file. Returns `None` for this program's own error
/// types, whose messages are plain already.
fn damage_reason(error: &dyn Any) -> Option<String> {
    if let Some(error) = error.downcast_ref::<serde_json::Error>() {
        let reason = if error.is_eof() {
            "file is truncated"
        } else {
            CORRUPT
        };
        return Some(reason.to_owned());
    }
    if error.is::<postcard::Error>() {
        return Some(CORRUPT.to_owned());
    }
    let error: &io::Error = error.downcast_ref()?;
    let ours = error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<ChecksumError>);
    Some(match error.kind() {
        io::ErrorKind::NotFound => MISSING.to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof if !ours => CORRUPT.to_owned(),
        _ => error.to_string(),
    })
}

/// Returns a function that converts a tantivy error from writing an index. The result is [`Error::Io`] for a system
/// error, [`Error::Damaged`] for a damaged file, or else [`Error::Engine`].
pub(crate) fn engine(dir: &Path) -> impl FnOnce(TantivyError) -> Error {
    move |source| {
        if let Some(refused) = refused(dir, &source) {
            return refused;
        }
        let kind = match &source {
            TantivyError::IoError(cause) => Some(cause.kind()),
            _ => None,
        };
        match (&source, kind) {
            (TantivyError::DataCorruption(_) | TantivyError::OpenReadError(_), _)
            | (_, Some(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)) => {
                damaged(dir)(source)
            }
            _ => Error::Engine {
                dir: dir.to_owned(),
                source,
            },
        }
    }
}
