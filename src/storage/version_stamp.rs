//! The versions of the program that wrote a generation, and whether this one can read it.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use crate::error::{Error, Result, damaged};

/// Raised when files of the index change their form or their fields their meaning.
pub const FORMAT: u32 = 6;
/// Raised when the extractor finds other figures in the same text.
pub const EXTRACTOR: u32 = 5;

/// The versions that wrote a generation.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionStamp {
    format: u32,
    extractor: u32,
}

impl VersionStamp {
    /// The versions of this program.
    pub const CURRENT: Self = Self {
        format: FORMAT,
        extractor: EXTRACTOR,
    };

    /// Reads the stamp at `path`.
    pub fn load(path: &Path) -> Result<Self> {
        let text = files::read(path)?.ok_or_else(|| damaged(path)("file is missing"))?;
        serde_json::from_slice(&text).map_err(damaged(path))
    }

    /// Refuses what another version wrote into an index.
    pub fn check(self, dir: &Path) -> Result<()> {
        if self == Self::CURRENT {
            return Ok(());
        }
        Err(Error::OtherVersion {
            dir: dir.to_owned(),
            found: self.to_string(),
            wanted: Self::CURRENT.to_string(),
        })
    }
}

impl fmt::Display for VersionStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "format {}, extractor {}", self.format, self.extractor)
    }
}
