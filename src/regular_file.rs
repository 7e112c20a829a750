//! Opens and reads regular files, and rejects pipes, sockets and devices. Opening a pipe blocks until another process
//! writes to it, and reading a device may never end.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

use crate::hints::HintedError;

/// Opens a file for reading.
pub fn open(path: &Path) -> io::Result<File> {
    refuse_others(path)?;
    File::open(path)
}

/// Reads a whole file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    refuse_others(path)?;
    fs::read(path)
}

/// Reads a whole file as UTF-8 text.
pub fn read_to_string(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    match open(path)?.read_to_string(&mut text) {
        Err(e) if e.kind() == io::ErrorKind::InvalidData => Err(HintedError::io(
            e.kind(),
            "not valid UTF-8",
            "save the file as UTF-8",
        )),
        read => read.map(|_| text),
    }
}

/// Returns an error for pipes, sockets and devices. Folders are accepted here, because reading one fails anyway.
pub fn refuse_others(path: &Path) -> io::Result<()> {
    let kind = match fs::metadata(path) {
        Ok(metadata) => metadata.file_type(),
        // Opening the file returns the same error.
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
    fn non_regular_files_are_rejected() {
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
