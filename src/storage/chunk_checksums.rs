//! Chunk checksums for large files that are read in small parts: tantivy's document store, and derived data.
//!
//! Each chunk is verified before any of its bytes are used, so no damaged article or figure is shown. tantivy trusts
//! the uncompressed size that precedes each compressed block, so verification also prevents the huge allocation that a
//! damaged size could cause.
//!
//! A chunked file consists of the content, one checksum for each chunk, the length of the content, and the footer
//! (`checksum_footer.rs`).

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::HasLen;
use tantivy::directory::{AntiCallToken, FileHandle, FileSlice, OwnedBytes, TerminatingWrite};

use super::layout;
use crate::error::ChecksumError;

/// The size of a chunk in bytes. Blocks of the document store are smaller: a few thousand bytes each.
const CHUNK: usize = 1 << 14;
/// The size in bytes of a checksum, and of the content length at the end of a file.
const SUM: usize = 8;

/// Returns whether a file has chunk checksums.
pub fn is_chunked(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".store") || name.starts_with(layout::DERIVED_PREFIX)
}

/// Returns `content` followed by its chunk checksums.
pub fn with_chunk_checksums(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = ChunkChecksumWriter::new(Vec::new());
    writer.write_all(content)?;
    writer.write_sums()?;
    Ok(writer.inner)
}

fn checksum(hasher: &blake3::Hasher) -> [u8; SUM] {
    let mut sum = [0; SUM];
    sum.copy_from_slice(&hasher.finalize().as_bytes()[..SUM]);
    sum
}

/// A writer that forwards bytes to an inner writer and appends the chunk checksums at the end.
pub struct ChunkChecksumWriter<W> {
    inner: W,
    hasher: blake3::Hasher,
    length: usize,
    sums: Vec<u8>,
}

impl<W: Write> ChunkChecksumWriter<W> {
    /// Creates a writer for an empty file.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
            length: 0,
            sums: Vec::new(),
        }
    }

    fn write_sums(&mut self) -> io::Result<&mut W> {
        if !self.length.is_multiple_of(CHUNK) {
            self.sums.extend(checksum(&self.hasher));
        }
        self.inner.write_all(&self.sums)?;
        self.inner.write_all(&(self.length as u64).to_le_bytes())?;
        Ok(&mut self.inner)
    }
}

impl<W: Write> Write for ChunkChecksumWriter<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        // A single write never crosses a chunk boundary.
        let room = CHUNK - self.length % CHUNK;
        let written = self.inner.write(&buffer[..buffer.len().min(room)])?;
        self.hasher.update(&buffer[..written]);
        self.length += written;
        if written == room {
            self.sums.extend(checksum(&self.hasher));
            self.hasher.reset();
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: TerminatingWrite> TerminatingWrite for ChunkChecksumWriter<W> {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.write_sums()?.terminate_ref(token)
    }
}

/// A file whose chunks are verified when they are first read.
pub struct ChunkedFile {
    content: FileSlice,
    sums: OwnedBytes,
    /// For each chunk, whether it has been verified.
    sound: Vec<AtomicBool>,
}

impl ChunkedFile {
    /// Opens a file. `file` must not include the checksum footer.
    pub fn open(file: FileSlice) -> io::Result<Arc<dyn FileHandle>> {
        let rest = file
            .len()
            .checked_sub(SUM)
            .ok_or(ChecksumError::MissingFooter)?;
        let (rest, length) = file.split(rest);
        let length: [u8; SUM] = length
            .read_bytes()?
            .as_slice()
            .try_into()
            .map_err(io::Error::other)?;
        let length = usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?;
        let chunks = length.div_ceil(CHUNK);
        if length > rest.len() || rest.len() - length != chunks * SUM {
            return Err(ChecksumError::Mismatch.into());
        }
        let (content, sums) = rest.split(length);
        Ok(Arc::new(Self {
            content,
            sums: sums.read_bytes()?,
            sound: (0..chunks).map(|_| AtomicBool::new(false)).collect(),
        }))
    }

    fn verify(&self, nth: usize) -> io::Result<()> {
        let (Some(sound), Some(expected)) = (self.sound.get(nth), self.sums.chunks(SUM).nth(nth))
        else {
            return Err(ChecksumError::MissingFooter.into());
        };
        if sound.load(Ordering::Relaxed) {
            return Ok(());
        }
        let start = nth * CHUNK;
        let end = (start + CHUNK).min(self.content.len());
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.content.read_bytes_slice(start..end)?);
        if checksum(&hasher) != expected {
            return Err(ChecksumError::Mismatch.into());
        }
        sound.store(true, Ordering::Relaxed);
        Ok(())
    }
}

impl fmt::Debug for ChunkedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Chunked").field(&self.content).finish()
    }
}

impl HasLen for ChunkedFile {
    fn len(&self) -> usize {
        self.content.len()
    }
}

impl FileHandle for ChunkedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.content.len() {
            return Err(ChecksumError::MissingFooter.into());
        }
        for nth in range.start / CHUNK..range.end.div_ceil(CHUNK) {
            self.verify(nth)?;
        }
        self.content.read_bytes_slice(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(content: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut writer = ChunkChecksumWriter::new(&mut file);
        for part in content.chunks(1000) {
            writer.write_all(part).expect("writes");
        }
        writer.terminate().expect("ends");
        file
    }

    fn read(file: &[u8], range: Range<usize>) -> io::Result<Vec<u8>> {
        let file = FileSlice::new(Arc::new(OwnedBytes::new(file.to_vec())));
        let chunked = ChunkedFile::open(file)?;
        // The second read finds all chunks already verified.
        chunked.read_bytes(range.clone())?;
        Ok(chunked.read_bytes(range)?.to_vec())
    }

    #[test]
    fn written_chunks_round_trip() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let content: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let file = written(&content);
            assert_eq!(file.len(), length + length.div_ceil(CHUNK) * SUM + SUM);
            for range in [
                0..length,
                length / 2..length,
                0..length.min(9),
                length..length,
            ] {
                let bytes = read(&file, range.clone()).expect("reads");
                assert_eq!(bytes, content[range]);
            }
            assert!(read(&file, 0..length + 1).is_err());
        }
    }

    #[test]
    fn damaged_chunk_does_not_affect_others() {
        let content: Vec<u8> = (0..3 * CHUNK + 5).map(|at| (at % 253) as u8).collect();
        let file = written(&content);
        for at in [CHUNK, CHUNK + 700, 2 * CHUNK - 1, content.len() + SUM] {
            let mut other = file.clone();
            other[at] ^= 4;
            for range in [
                CHUNK..CHUNK + 1,
                0..content.len(),
                2 * CHUNK - 1..2 * CHUNK + 1,
            ] {
                let error = read(&other, range).expect_err("is damaged");
                assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            }
            for range in [0..CHUNK, 2 * CHUNK..content.len()] {
                assert_eq!(read(&other, range.clone()).expect("reads"), content[range]);
            }
        }
        for end in [0, 1, 7, 8, CHUNK, content.len(), file.len() - 1] {
            assert!(read(&file[..end], 0..1).is_err(), "{end}");
        }
        for at in file.len() - SUM..file.len() {
            let mut other = file.clone();
            other[at] ^= 0xff;
            assert!(read(&other, 0..1).is_err(), "{at}");
        }
    }
}
