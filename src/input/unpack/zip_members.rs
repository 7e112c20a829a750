//! Reads the members of a zip archive within the archive's unpack budget.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::packing::unsupported;
use super::unpack_budget::{BoundedReader, UnpackBudget, too_much};
use super::{Layer, PartHandler, unpack};

/// Passes the members of a zip archive to `on`, and those that cannot be read to `refuse`.
pub fn read_members(
    file: impl Read + Seek,
    budget: &UnpackBudget,
    on: PartHandler<'_>,
    refuse: &mut dyn FnMut(&str, &io::Error),
) -> io::Result<()> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(plain_words)?;
    if archive.has_duplicate_names() {
        refuse(
            "",
            &unsupported(
                "several files in the archive have the same name, and only one can be read; repack the archive"
                    .to_owned(),
            ),
        );
    }
    for nth in 0..archive.len() {
        // Members that are small individually may exceed the budget together. Several may even share the same packed
        // bytes.
        if budget.is_too_much() {
            return Err(too_much());
        }
        let name = archive.name_for_index(nth).and_then(Result::ok);
        let path = name.map_or_else(|| format!("file {}", nth + 1), Cow::into_owned);
        let member = match archive.by_index(nth) {
            Ok(member) => member,
            Err(e) => {
                refuse(&path, &plain_words(e));
                continue;
            }
        };
        if member.is_dir() || is_hidden(&path) {
            continue;
        }
        if leads_out(&path) {
            refuse(
                &path,
                &unsupported("path leads outside the archive; repack the archive".to_owned()),
            );
            continue;
        }
        if member.is_symlink() {
            refuse(
                &path,
                &unsupported(
                    "symbolic links are not followed; add the file itself to the archive"
                        .to_owned(),
                ),
            );
            continue;
        }
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let packed = Rc::new(Cell::new(member.compressed_size()));
        let bounded = BoundedReader::new(Box::new(member), packed, budget);
        let mut input = BufReader::with_capacity(1 << 16, bounded);
        let layer = Layer {
            member: Some(&path),
            depth: 1,
            budget,
        };
        match unpack(&mut input, name, layer, on) {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => return Ok(()),
            Err(e) => refuse(&path, &e),
        }
    }
    Ok(())
}

/// Converts a zip error to an I/O error, with a plainer message if the archive is invalid.
fn plain_words(error: ZipError) -> io::Error {
    match error {
        ZipError::InvalidArchive(_) => io::Error::new(
            io::ErrorKind::InvalidData,
            "truncated or invalid zip archive; download it again",
        ),
        other => other.into(),
    }
}

/// Returns whether a component of a member's path starts with a dot or is a folder that macOS adds to archives.
fn is_hidden(path: &str) -> bool {
    let mut parts = path.split(['/', '\\']);
    parts.any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}

/// Returns whether a member's path leads outside the folder into which the archive would be unpacked.
fn leads_out(path: &str) -> bool {
    let absolute = path.starts_with(['/', '\\']) || path.get(1..3) == Some(":\\");
    absolute || path.split(['/', '\\']).any(|part| part == "..")
}
