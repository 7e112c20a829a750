//! The index format version and the extractor version of a generation. A program with other versions rejects the
//! generation.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::error::{Error, Result, damaged};

/// The version of the index format. Increment it when the format of a file, the meaning of a field, or the result of a
/// rule for derived data changes (including `outlets/catalog.txt`).
pub const FORMAT: u32 = 10;
/// The version of the extractor. Increment it with every change that affects the figures of any article.
pub const EXTRACTOR: u32 = 7;

/// The index format version and the extractor version of a generation.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionStamp {
    format: u32,
    extractor: u32,
}

impl VersionStamp {
    /// The stamp of generations that this program writes.
    pub const CURRENT: Self = Self {
        format: FORMAT,
        extractor: EXTRACTOR,
    };

    /// Reads the stamp at `path`.
    pub fn load(path: &Path) -> Result<Self> {
        files::read_json(path)?.ok_or_else(|| damaged(path)("file is missing"))
    }

    /// Returns an error if the versions differ from those of this program. The error contains the index folder `dir`.
    pub fn check(self, dir: &Path) -> Result<()> {
        if self == Self::CURRENT {
            return Ok(());
        }
        Err(self.mismatch(dir))
    }

    /// Like [`VersionStamp::check`], but accepts any extractor version.
    pub fn check_format(self, dir: &Path) -> Result<()> {
        if self.format == FORMAT {
            return Ok(());
        }
        Err(self.mismatch(dir))
    }

    fn mismatch(self, dir: &Path) -> Error {
        Error::OtherVersion {
            dir: dir.to_owned(),
            found: self.to_string(),
            wanted: Self::CURRENT.to_string(),
            older_extractor: self.format == FORMAT && self.extractor < EXTRACTOR,
        }
    }
}

impl fmt::Display for VersionStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "format {}, extractor {}", self.format, self.extractor)
    }
}
