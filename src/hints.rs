//! An error type with a hint on what to do, and the hints for system errors. They are separate from `error.rs` because
//! the modules on which `error.rs` depends use them too.

use std::io;

/// An error with a hint on what to do.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub struct HintedError {
    cause: String,
    hint: String,
}

impl HintedError {
    /// Creates an error from a cause and a hint.
    pub fn error(cause: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
        let (cause, hint) = (cause.into(), hint.into());
        Self { cause, hint }.into()
    }

    /// Creates an I/O error from a cause and a hint, for callers that can return only an `io::Error`.
    pub fn io(kind: io::ErrorKind, cause: &str, hint: &str) -> io::Error {
        let (cause, hint) = (cause.to_owned(), hint.to_owned());
        io::Error::new(kind, Self { cause, hint })
    }

    /// Returns the hint.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    /// Returns the hint of an error that [`HintedError::io`] created, or `None` for any other error.
    pub fn hint_in(error: &io::Error) -> Option<&str> {
        let hinted: &Self = error.get_ref()?.downcast_ref()?;
        Some(&hinted.hint)
    }
}

/// The hint for a failure to start another thread.
pub const MORE_THREADS: &str = "allow more threads with `ulimit -u`, or more memory with `ulimit -v`, then run the command again";

/// Hints for system errors that have their own `ErrorKind`.
const HINTS_BY_KIND: &[(&[io::ErrorKind], &str)] = &[
    (
        &[io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded],
        "free some space, then run the command again; no indexed articles are lost",
    ),
    (
        &[io::ErrorKind::FileTooLarge],
        "raise the file size limit with `ulimit -f`, then run the command again",
    ),
    (
        &[io::ErrorKind::ReadOnlyFilesystem],
        "choose another location to write to",
    ),
    (
        &[io::ErrorKind::PermissionDenied],
        "ask the owner for access, or choose another location",
    ),
    // The system returns this error if it cannot start a thread.
    (&[io::ErrorKind::WouldBlock], MORE_THREADS),
    (
        &[io::ErrorKind::OutOfMemory],
        "raise the memory limit with `ulimit -v`, or pass a smaller --memory to `search ingest`",
    ),
    (
        &[
            io::ErrorKind::AlreadyExists,
            io::ErrorKind::NotADirectory,
            io::ErrorKind::IsADirectory,
        ],
        "move the file or folder that is in the way, then run the command again",
    ),
];

/// Hints for system errors without their own `ErrorKind`, by their numbers on Linux, macOS and the BSDs.
const HINTS_BY_NUMBER: &[(&[i32], &str)] = &[
    // EMFILE: too many open files in this process.
    (
        &[24],
        "raise the limit with `ulimit -n 1024`, then run the command again",
    ),
    // ENFILE: too many open files in all processes.
    (&[23], "close other programs, then run the command again"),
    // EIO: input/output error.
    (
        &[5],
        "the disk may be failing; copy its files to another disk, then run the command again",
    ),
];

/// The number of the system error for insufficient memory (ENOMEM).
pub const NO_MEMORY: i32 = 12;
/// The number of the system error for too many threads (EAGAIN).
pub const THREADS: i32 = if cfg!(target_os = "linux") { 11 } else { 35 };

/// Returns the hint for a system error, or `None` if there is none.
pub fn io_hint(cause: &io::Error) -> Option<&'static str> {
    let number = cause.raw_os_error().filter(|_| cfg!(unix));
    number.and_then(|number| {
        let by_kind = HINTS_BY_KIND
            .iter()
            .find(|(kinds, _)| kinds.contains(&cause.kind()))
            .map(|(_, hint)| hint);
        let by_number = HINTS_BY_NUMBER
            .iter()
            .find(|(numbers, _)| numbers.contains(&number))
            .map(|(_, hint)| hint);
        by_kind.or(by_number).copied()
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn system_errors_have_hints() {
        let rows = [
            (28, "free some space"),
            (27, "ulimit -f"),
            (
                if cfg!(target_os = "linux") { 122 } else { 69 },
                "free some space",
            ),
            (30, "choose another location"),
            (1, "ask the owner"),
            (13, "ask the owner"),
            (THREADS, "ulimit -u"),
            (NO_MEMORY, "--memory"),
            (17, "move the file or folder"),
            (20, "move the file or folder"),
            (21, "move the file or folder"),
            (23, "close other programs"),
            (24, "ulimit -n"),
            (5, "the disk may be failing"),
        ];
        for (number, hint) in rows {
            let found = io_hint(&io::Error::from_raw_os_error(number)).unwrap_or_default();
            assert!(found.contains(hint), "{number}: {found}");
        }
        let without = [
            io::Error::from_raw_os_error(2),
            io::ErrorKind::StorageFull.into(),
        ];
        for cause in without {
            assert_eq!(io_hint(&cause), None, "{cause}");
        }
    }
}
