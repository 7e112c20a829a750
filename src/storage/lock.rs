//! Advisory lock files that serialise writers. The operating system releases a lock when the process that holds it
//! ends.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::files;
use crate::error::{Error, Result, at};

/// Acquires the lock file at `path` and writes the id of this process to it. Dropping the returned file releases the
/// lock. Returns [`Error::Busy`] for the path `what` if another process still holds the lock after `patience`.
pub fn acquire(path: &Path, patience: Duration, what: &Path) -> Result<File> {
    let mut file = files::open_or_create(path)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) if is_still_at(&file, path) => break,
            // The lock file was removed, so a lock on it would not exclude other processes.
            Ok(()) => file = files::open_or_create(path)?,
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                // The holder may not have written its id yet.
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

/// Returns whether an open file is still the one at `path`.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let name = |data: &std::fs::Metadata| (data.dev(), data.ino());
    match (file.metadata(), path.metadata()) {
        (Ok(one), Ok(other)) => name(&one) == name(&other),
        _ => false,
    }
}

/// Returns `true`, because an open file cannot be removed on this platform.
#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn removed_lock_file_is_no_longer_held() {
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
