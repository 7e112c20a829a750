//! The outlets section of the user's corrections file.

use std::io;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::de::DeTable;

use crate::corrections;
use crate::error::{Error, Result, at};
use crate::outlets::{OutletEntry, OutletOverrides};
use crate::regular_file;
use crate::storage::ContentHash;

/// The `[[outlet]]` tables. The corrections parser reads the other tables.
#[derive(Default, Deserialize)]
struct OutletsSection {
    #[serde(default)]
    outlet: Vec<OutletEntry>,
}

/// Reads the outlet overrides from the index's corrections file, and returns them with the hash of the file. A missing
/// file counts as an empty one.
pub fn read(index: &Path) -> Result<(OutletOverrides, ContentHash)> {
    let file = corrections::find(index, None)?.unwrap_or_default();
    let text = text(&file)?;
    Ok((
        parse(&file, &text)?,
        ContentHash::from_bytes(text.as_bytes()),
    ))
}

/// Returns the hash of the index's corrections file. A missing file counts as an empty one.
pub fn file_hash(index: &Path) -> Result<ContentHash> {
    let file = corrections::find(index, None)?.unwrap_or_default();
    Ok(ContentHash::from_bytes(text(&file)?.as_bytes()))
}

/// Returns the content of a corrections file, or an empty string if the file is missing.
fn text(file: &Path) -> Result<String> {
    match regular_file::read_to_string(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(at(file)),
    }
}

/// Parses the outlet overrides in `text`, the content of the file at `path`.
pub fn parse(path: &Path, text: &str) -> Result<OutletOverrides> {
    let refuse = |place: Range<usize>, what: String, hint: Option<&str>| {
        let (line, column) = place_of(text, place.start);
        let path = path.to_owned();
        Error::Corrections {
            path,
            line,
            column,
            what,
            hint: hint.map(str::to_owned),
        }
    };
    DeTable::parse(text)
        .map_err(|e| refuse(e.span().unwrap_or_default(), e.message().to_owned(), None))?;
    let file: OutletsSection = toml::from_str(text).map_err(|e| {
        let hint = "write an outlet as [[outlet]] with name = \"…\", spellings = [\"…\"] and domains = [\"…\"]";
        refuse(e.span().unwrap_or_default(), plain_words(e.message()), Some(hint))
    })?;
    OutletOverrides::new(file.outlet)
        .map_err(|wrong| refuse(wrong.at, wrong.what, Some(wrong.hint)))
}

/// Rephrases a TOML error message about a value of the wrong type. Returns any other message unchanged.
fn plain_words(message: &str) -> String {
    let parts = message.strip_prefix("invalid type: ");
    let Some((found, expected)) = parts.and_then(|parts| parts.split_once(", expected ")) else {
        return message.to_owned();
    };
    let expected = if expected == "a sequence" {
        "a list"
    } else {
        expected
    };
    format!("expected {expected}, found {found}")
}

/// Returns the line and column at byte offset `at`, both counted from 1. Columns are in characters.
fn place_of(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (line, before[start..].chars().count() + 1)
}
