//! Checksums for index files: a footer at the end of each file, and a field at the end of each line of the history.
//!
//! ```text
//! generation-000001
//! checksum 0f1e2d3c4b5a6978
//! ```
//!
//! The footer contains a checksum of all bytes before it. Each file contains its own checksum, because a separate list
//! of checksums could be out of date after a crash. `search check` verifies the footer of every file. Small files are
//! also verified whenever they are read. tantivy reads only parts of large files, so opening a large file only checks
//! that it ends with a footer, which detects truncation. The document store also has a checksum for each chunk
//! (`chunk_checksums.rs`).
//!
//! The checksum of a segment file also covers the file's name, so that replacing the file with one from another segment
//! is detected.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use crate::error::ChecksumError;

/// The length of a footer in bytes.
pub const FOOTER_LENGTH: usize = BEGIN.len() + DIGITS + 1;

const BEGIN: &[u8] = b"\nchecksum ";
/// The number of hexadecimal digits in a checksum. A BLAKE3 hash has 64, but 16 are enough to detect accidental damage.
const DIGITS: usize = 16;
/// The part of a history line's checksum field that precedes the digits.
const FIELD: &[u8] = b",\"checksum\":\"";
const FIELD_END: &[u8] = b"\"}";

/// Returns the content of a file without its footer. Returns an error if the footer is missing or the checksum does not
/// match.
pub fn verified_content(bytes: &[u8]) -> Result<&[u8], ChecksumError> {
    let (content, footer) = split_footer(bytes).ok_or(ChecksumError::MissingFooter)?;
    if footer == footer_of(&hasher_from(content)) {
        Ok(content)
    } else {
        Err(ChecksumError::Mismatch)
    }
}

/// Like [`verified_content`], but accepts files without a footer, because earlier versions of the program wrote none.
pub fn verified_content_if_checksummed(bytes: &[u8]) -> Result<&[u8], ChecksumError> {
    match verified_content(bytes) {
        Err(ChecksumError::MissingFooter) => Ok(bytes),
        read => read,
    }
}

/// Returns whether `end`, the last [`FOOTER_LENGTH`] bytes of a file, has the form of a footer.
pub fn is_footer(end: &[u8]) -> bool {
    split_footer(end).is_some_and(|(before, _)| before.is_empty())
}

/// Splits the bytes of a file into content and footer, or returns `None` if there is no footer.
fn split_footer(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (content, footer) = bytes.split_at_checked(bytes.len().checked_sub(FOOTER_LENGTH)?)?;
    let digits = footer.strip_prefix(BEGIN)?.strip_suffix(b"\n")?;
    digits
        .iter()
        .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        .then_some((content, footer))
}

fn hasher_from(content: &[u8]) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(content);
    hasher
}

/// Returns a hasher that has already hashed the name of a segment file.
fn segment_hasher(name: &Path) -> blake3::Hasher {
    let name = name.file_name().unwrap_or_default();
    let mut hasher = hasher_from(name.as_encoded_bytes());
    hasher.update(&[0]);
    hasher
}

fn hex_digits(hasher: &blake3::Hasher) -> String {
    let hash = hasher.finalize();
    let mut digits = hash.to_hex().to_string();
    digits.truncate(DIGITS);
    digits
}

/// Returns `content` followed by its footer.
pub fn with_footer(content: &[u8]) -> Vec<u8> {
    [content, &footer_of(&hasher_from(content))].concat()
}

fn footer_of(hasher: &blake3::Hasher) -> Vec<u8> {
    [BEGIN, hex_digits(hasher).as_bytes(), b"\n"].concat()
}

/// A writer that forwards bytes to an inner writer and computes the checksum for the footer.
#[derive(Debug)]
pub struct ChecksumWriter<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> ChecksumWriter<W> {
    /// Creates a writer for a file that is not a segment file.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            hasher: hasher_from(b""),
        }
    }

    /// Creates a writer for the segment file `name`.
    pub fn for_segment(inner: W, name: &Path) -> Self {
        Self {
            inner,
            hasher: segment_hasher(name),
        }
    }

    /// Writes the footer. Nothing may be written after it.
    pub fn write_footer(&mut self) -> io::Result<&mut W> {
        self.inner.write_all(&footer_of(&self.hasher))?;
        Ok(&mut self.inner)
    }

    /// Returns the inner writer.
    pub fn get_ref(&self) -> &W {
        &self.inner
    }
}

impl<W: Write> Write for ChecksumWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer)?;
        self.hasher.update(&buffer[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Verifies the footer of a file whose bytes arrive in parts.
#[derive(Debug, Default)]
pub struct ChecksumVerifier {
    hasher: blake3::Hasher,
    /// The last bytes received, at most [`FOOTER_LENGTH`]. They may be the footer, so they are not hashed yet.
    end: Vec<u8>,
}

impl ChecksumVerifier {
    /// Creates a verifier for the segment file `name`.
    pub fn for_segment(name: &Path) -> Self {
        Self {
            hasher: segment_hasher(name),
            end: Vec::new(),
        }
    }

    /// Adds the next bytes of the file.
    pub fn update(&mut self, bytes: &[u8]) {
        // All bytes received so far, except the last `FOOTER_LENGTH`, are certainly content.
        let all = self.end.len() + bytes.len();
        let settled = all.saturating_sub(FOOTER_LENGTH);
        let of_end = settled.min(self.end.len());
        self.hasher.update(&self.end[..of_end]);
        self.end.drain(..of_end);
        let (content, rest) = bytes.split_at(settled - of_end);
        self.hasher.update(content);
        self.end.extend_from_slice(rest);
    }

    /// Returns an error if the footer is missing or its checksum does not match the content.
    pub fn finish(self) -> Result<(), ChecksumError> {
        if !is_footer(&self.end) {
            Err(ChecksumError::MissingFooter)
        } else if self.end == footer_of(&self.hasher) {
            Ok(())
        } else {
            Err(ChecksumError::Mismatch)
        }
    }
}

/// Adds a checksum to a JSON object as its last field.
pub fn with_line_checksum(mut object: String) -> String {
    let digits = hex_digits(&hasher_from(object.as_bytes()));
    object.pop();
    // Writing to a string cannot fail.
    let _ = write!(object, ",\"checksum\":\"{digits}\"}}");
    object
}

/// Verifies the checksum of a history line. `line` must not include the newline.
pub fn verify_line(line: &[u8]) -> Result<(), ChecksumError> {
    let split = || {
        let end = FIELD.len() + DIGITS + FIELD_END.len();
        let (object, end) = line.split_at_checked(line.len().checked_sub(end)?)?;
        let digits = end.strip_prefix(FIELD)?.strip_suffix(FIELD_END)?;
        Some((object, digits))
    };
    let (object, found) = split().ok_or(ChecksumError::MissingFooter)?;
    let mut hasher = hasher_from(object);
    hasher.update(b"}");
    if found == hex_digits(&hasher).as_bytes() {
        Ok(())
    } else {
        Err(ChecksumError::Mismatch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENTS: &[&[u8]] = &[b"", b"a", b"generation-000001", b"{\"a\":1}\n", &[0; 1000]];

    fn file(content: &[u8]) -> Vec<u8> {
        let mut writer = ChecksumWriter::new(Vec::new());
        for part in content.chunks(7) {
            writer.write_all(part).expect("writes");
        }
        writer.write_footer().expect("seals").clone()
    }

    fn verified(bytes: &[u8], by: usize) -> Result<(), ChecksumError> {
        let mut verifying = ChecksumVerifier::default();
        bytes.chunks(by).for_each(|part| verifying.update(part));
        verifying.finish()
    }

    #[test]
    fn checksummed_file_round_trips() {
        for expected in CONTENTS {
            let file = file(expected);
            assert_eq!(file.len(), expected.len() + FOOTER_LENGTH);
            assert_eq!(file, with_footer(expected));
            assert_eq!(verified_content(&file), Ok(*expected));
            assert_eq!(verified_content_if_checksummed(&file), Ok(*expected));
            assert_eq!(verified_content_if_checksummed(expected), Ok(*expected));
            assert!(is_footer(&file[expected.len()..]));
            for by in [1, 5, FOOTER_LENGTH, 10_000] {
                assert_eq!(verified(&file, by), Ok(()));
            }
        }
        assert!(verified_content(&file(b"generation-000001")).is_ok());
        assert_eq!(
            file(b"generation-000001"),
            b"generation-000001\nchecksum 36f58f9f0b18c02c\n"
        );
    }

    #[test]
    fn any_changed_or_lost_byte_is_detected() {
        for file in CONTENTS.iter().map(|content| file(content)) {
            for at in 0..file.len() {
                for flip in [1, 0x20, 0x80, 0xff] {
                    let mut other = file.clone();
                    other[at] ^= flip;
                    assert!(verified_content(&other).is_err(), "{at} {flip}");
                    assert!(verified(&other, 9).is_err(), "{at} {flip}");
                }
                assert!(verified_content(&file[..at]).is_err(), "{at}");
                assert!(verified(&file[..at], 9).is_err(), "{at}");
                let without = [&file[..at], &file[at + 1..]].concat();
                assert!(
                    verified_content(&without).is_err() || without == file,
                    "{at}"
                );
            }
            let longer = [&file[..], b"\n"].concat();
            assert_eq!(verified_content(&longer), Err(ChecksumError::MissingFooter));
        }
    }

    #[test]
    fn segment_checksum_covers_the_file_name() {
        let [a, b] = ["files/a.pos", "b.pos"].map(Path::new);
        let mut writer = ChecksumWriter::for_segment(Vec::new(), a);
        writer.write_all(b"positions").expect("writes");
        let file = writer.write_footer().expect("seals").clone();
        let verified = |mut verifying: ChecksumVerifier| {
            verifying.update(&file);
            verifying.finish()
        };
        assert_eq!(
            verified(ChecksumVerifier::for_segment(Path::new("a.pos"))),
            Ok(())
        );
        for other in [
            ChecksumVerifier::for_segment(b),
            ChecksumVerifier::default(),
        ] {
            assert_eq!(verified(other), Err(ChecksumError::Mismatch));
        }
    }

    #[test]
    fn line_checksum_covers_every_byte() {
        let line = with_line_checksum("{\"key\":\"12\",\"seen\":5}".to_owned()).into_bytes();
        assert_eq!(verify_line(&line), Ok(()));
        assert_eq!(
            verify_line(b"{\"key\":\"12\"}"),
            Err(ChecksumError::MissingFooter)
        );
        let read: serde_json::Value = serde_json::from_slice(&line).expect("JSON");
        assert_eq!(read["seen"], 5);
        for at in 0..line.len() {
            let mut other = line.clone();
            other[at] ^= 1;
            assert!(verify_line(&other).is_err(), "{at}");
            assert!(verify_line(&line[..at]).is_err(), "{at}");
        }
    }
}
