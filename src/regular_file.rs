//! Opening files that have to be regular ones: who opens a pipe waits until somebody writes into it, and a device may never
//! end.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file for reading.
pub fn open(path: &Path) -> io::Result<File> {
    refuse_others(path)?;
    File::open(path)
}

/// All that is in a file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    refuse_others(path)?;
    fs::read(path)
}

/// All that is in a file of text.
pub fn read_to_string(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Refuses what is there and is neither a regular file nor a folder, which the system refuses.
pub fn refuse_others(path: &Path) -> io::Result<()> {
    let kind = match fs::metadata(path) {
        Ok(metadata) => metadata.file_type(),
        // Whoever opens it says it with the system's words.
        Err(_) => return Ok(()),
    };
    if kind.is_file() || kind.is_dir() {
        return Ok(());
    }
    let what = name_of(kind);
    Err(io::Error::new(
        io::ErrorKind::InvalidInput,
        format!("expected a file, found a {what}"),
    ))
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "pipe"
    } else if kind.is_socket() {
        "socket"
    } else {
        "device"
    }
}

#[cfg(not(unix))]
fn name_of(_: FileType) -> &'static str {
    "device"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let file = folder.path().join("file");
        fs::write(&file, "text").expect("writes");
        assert_eq!(read(&file).expect("reads"), b"text");
        assert_eq!(read_to_string(&file).expect("reads"), "text");
        read(folder.path()).expect_err("a folder");
        let missing = open(&folder.path().join("none")).expect_err("missing");
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        if cfg!(unix) {
            let endless = read(Path::new("/dev/zero")).expect_err("refused");
            assert!(endless.to_string().ends_with("found a device"));
        }
    }
}
