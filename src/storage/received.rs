//! Files received on standard input. They are kept in the index folder, under names derived from their hashes, so that
//! a rebuild can read them again.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ContentHash;
use super::files::{self, IndexFile};
use super::layout;
use crate::error::{Error, Result, at};
use crate::hints::HintedError;

/// Stores `input` as a received file in `index` and returns its path. Identical input is stored only once.
pub fn store(index: &Path, mut input: impl io::Read) -> Result<PathBuf> {
    let folder = index.join(layout::RECEIVED);
    files::make_folder(&folder)?;
    let beside = folder.join(layout::RECEIVING);
    let name = match write_hashed(&mut input, &beside) {
        Ok(Some(hash)) => received_name(ContentHash::from_blake3(hash)),
        nothing => {
            // Frees the space that the incomplete file takes up.
            let _ = files::remove(&beside);
            return Err(nothing.err().unwrap_or(Error::NothingReceived));
        }
    };
    let path = folder.join(name);
    files::put_in_place(&beside, &path)?;
    Ok(path)
}

/// Writes `input` to a file, syncs the file and returns the hash of its content, or `None` if the input is empty.
fn write_hashed(input: &mut impl io::Read, path: &Path) -> Result<Option<blake3::Hash>> {
    let mut kept = IndexFile::create(path)?;
    let mut received = 0;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) if e.kind() == io::ErrorKind::IsADirectory => {
                let hint = "pass the folder instead of -";
                let cause = HintedError::io(io::ErrorKind::IsADirectory, "is a folder", hint);
                return Err(at(Path::new("standard input"))(cause));
            }
            Err(e) => return Err(at(Path::new("standard input"))(e)),
        };
        hasher.update(&buffer[..length]);
        received += length;
        kept.write_all(&buffer[..length]).map_err(at(path))?;
    }
    kept.sync()?;
    Ok((received > 0).then(|| hasher.finalize()))
}

/// Returns the name of a received file with this hash. The name consists of letters only, because digits could be
/// mistaken for a date.
pub fn received_name(hash: ContentHash) -> String {
    let first = hash.order().to_be_bytes().into_iter();
    let halves = first.flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(b'a' + half)).collect()
}

/// Returns whether `path` has the form of a received file's path. The file name is tested too, because users may have
/// folders named `received`.
pub fn is_received(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    path.parent()
        .is_some_and(|folder| folder.ends_with(layout::RECEIVED))
        && name.len() == 16
        && name.iter().all(|byte| (b'a'..=b'p').contains(byte))
}

/// Returns whether the received file at `path`, whose current hash is `hash`, is unchanged since it was received.
/// Returns `true` for all other files.
pub fn is_as_received(path: &Path, hash: ContentHash) -> bool {
    let index = path.parent().and_then(Path::parent);
    let of_index =
        is_received(path) && index.is_some_and(|index| index.join(layout::LOCK).exists());
    !of_index || path.ends_with(received_name(hash))
}
