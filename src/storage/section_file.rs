//! Files that consist of several sections, each of which is read only when it is needed.
//!
//! ```text
//! section 0, section 1, …, the end of each section (u64), the number of sections (u64)
//! ```
//!
//! Numbers are little-endian. The file is mapped into memory and has chunk checksums (`chunk_checksums.rs`), so reading
//! a section verifies only the chunks that contain it.

use std::io;
use std::path::Path;

use tantivy::HasLen;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, FileSlice, OwnedBytes};

use super::chunk_checksums::with_chunk_checksums;
use super::directory::{Access, SharedDirectory};
use super::files;
use crate::byte_range::ByteRange;
use crate::error::{ChecksumError, Result, at, damaged};

/// The size in bytes of the numbers at the end of a file.
const NUMBER: usize = size_of::<u64>();

/// The sections of a file, or of the content that such a file would have.
#[derive(Clone, Debug)]
pub struct Sections {
    content: FileSlice,
    spans: Vec<ByteRange>,
}

impl Sections {
    /// Opens the file at `path`. Returns `None` if it does not exist.
    pub fn open(path: &Path) -> Result<Option<Self>> {
        let folder = files::folder_of(path);
        let name = Path::new(path.file_name().unwrap_or_default());
        let directory = SharedDirectory::open(folder, Access::Lookup).map_err(damaged(path))?;
        match directory.get_file_handle(name) {
            Ok(file) => Self::from_slice(FileSlice::new(file))
                .map(Some)
                .map_err(damaged(path)),
            Err(OpenReadError::FileDoesNotExist(_)) => Ok(None),
            Err(OpenReadError::IoError { io_error, .. }) => {
                let by_system = io_error.raw_os_error().map(io::Error::from_raw_os_error);
                let other = || io::Error::new(io_error.kind(), io_error.to_string());
                Err(damaged(path)(by_system.unwrap_or_else(other)))
            }
            Err(e) => Err(damaged(path)(e)),
        }
    }

    /// Returns the sections of a file with the given content.
    pub fn from_content(content: Vec<u8>) -> io::Result<Self> {
        Self::from_slice(FileSlice::from(content))
    }

    fn from_slice(content: FileSlice) -> io::Result<Self> {
        let number = |end: usize| -> io::Result<usize> {
            let start = end
                .checked_sub(NUMBER)
                .ok_or(ChecksumError::MissingFooter)?;
            let bytes = content.read_bytes_slice(start..end)?;
            let bytes = bytes.as_slice().try_into().map_err(io::Error::other)?;
            usize::try_from(u64::from_le_bytes(bytes)).map_err(io::Error::other)
        };
        let last = content.len();
        let count = number(last)?;
        let ends = count
            .checked_mul(NUMBER)
            .and_then(|length| last.checked_sub(NUMBER)?.checked_sub(length))
            .ok_or(ChecksumError::Mismatch)?;
        let mut spans = Vec::with_capacity(count);
        let mut start = 0;
        for nth in 1..=count {
            let end = number(ends + nth * NUMBER)?;
            if end < start || end > ends {
                return Err(ChecksumError::Mismatch.into());
            }
            spans.push(ByteRange::new(start, end));
            start = end;
        }
        Ok(Self { content, spans })
    }

    /// Returns the bytes of a section.
    pub fn get(&self, nth: usize) -> io::Result<OwnedBytes> {
        let span = self.spans.get(nth).ok_or(ChecksumError::Mismatch)?;
        self.content.read_bytes_slice(span.as_range())
    }
}

/// Returns the content of a file with the given sections.
pub fn content<'a>(sections: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut content = Vec::new();
    let mut ends = Vec::new();
    for section in sections {
        content.extend_from_slice(section);
        ends.push(content.len() as u64);
    }
    for number in ends.iter().copied().chain([ends.len() as u64]) {
        content.extend_from_slice(&number.to_le_bytes());
    }
    content
}

/// Writes a file with the given content atomically and durably.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    files::replace(path, &with_chunk_checksums(content).map_err(at(path))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_round_trip() {
        let folder = tempfile::tempdir().expect("creates a folder");
        let path = folder.path().join("derived-1");
        assert!(Sections::open(&path).expect("opens").is_none());
        let long = vec![7; 50_000];
        for sections in [vec![], vec![&b""[..]], vec![b"one", b"", &long, b"four"]] {
            write(&path, &content(sections.iter().copied())).expect("writes");
            let read = Sections::open(&path).expect("opens").expect("exists");
            for (nth, section) in sections.iter().enumerate() {
                assert_eq!(read.get(nth).expect("reads").as_slice(), *section);
            }
            assert!(read.get(sections.len()).is_err());
        }
    }

    #[test]
    fn damage_is_detected_in_the_section_that_has_it() {
        let folder = tempfile::tempdir().expect("creates a folder");
        let path = folder.path().join("derived-1");
        let long = vec![7; 50_000];
        write(&path, &content([&long[..], &long[..]])).expect("writes");
        let whole = std::fs::read(&path).expect("reads");
        for at in (0..whole.len()).step_by(997) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            std::fs::write(&path, &bytes).expect("writes");
            let Ok(read) = Sections::open(&path) else {
                continue;
            };
            let read = read.expect("exists");
            for nth in 0..2 {
                // The second section shares a chunk with the first.
                if let Ok(section) = read.get(nth) {
                    assert_eq!(section.as_slice(), long, "{at}");
                }
            }
            assert!(at > 48_000 || read.get(0).is_err(), "{at}");
        }
        for length in [0, 1, 30, 50_000, whole.len() - 1] {
            std::fs::write(&path, &whole[..length]).expect("writes");
            assert!(Sections::open(&path).is_err(), "{length}");
        }
    }
}
