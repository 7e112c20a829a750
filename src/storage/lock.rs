//! Advisory lock files that serialise writers. The system releases a lock when its process ends.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::files;
use crate::error::{Error, Result, at};

/// Acquires the lock at `path` until the file is dropped, and writes the process into it. Waits for other holders up
/// to `patience`; after that `what` is busy.
pub fn acquire(path: &Path, patience: Duration, what: &Path) -> Result<File> {
    let mut file = files::open_or_create(path)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) if is_still_at(&file, path) => break,
            // Somebody has removed it: who looks for it now finds another.
            Ok(()) => file = files::open_or_create(path)?,
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                // It signs a moment after it has taken hold.
                if holder.trim().is_empty() {
                    "just started".clone_into(&mut holder);
                }
                return Err(Error::Busy {
                    dir: what.to_owned(),
                    holder: holder.trim().to_owned(),
                });
            }
            Err(TryLockError::Error(e)) => return Err(at(path)(e)),
        }
    }
    let sign = |file: &mut File| {
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "process {}", std::process::id())
    };
    sign(&mut file).map_err(at(path))?;
    Ok(file)
}

/// Whether an open file is still the one at `path`.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let name = |data: &std::fs::Metadata| (data.dev(), data.ino());
    match (file.metadata(), path.metadata()) {
        (Ok(one), Ok(other)) => name(&one) == name(&other),
        _ => false,
    }
}

/// Whether a file that is open is still the one at `path`: what is open cannot be removed.
#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_was_removed_is_none() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("lock");
        let take = || acquire(&path, Duration::ZERO, folder.path());
        let held = take().expect("free");
        assert!(matches!(take(), Err(Error::Busy { .. })));
        assert!(is_still_at(&held, &path));
        std::fs::remove_file(&path).expect("removes");
        assert!(!is_still_at(&held, &path));
        let other = take().expect("free");
        assert!(is_still_at(&other, &path) && !is_still_at(&held, &path));
    }
}
