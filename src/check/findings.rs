//! The findings of a check: damage, leftovers, and the amount that was read.

use std::path::PathBuf;

use super::remedy::Remedy;
use crate::error::Error;

/// At most this many damages of one kind are listed.
pub(super) const MOST: usize = 10;

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct IndexCheck {
    /// The damage that was found.
    pub damages: Vec<Damage>,
    /// The files that nothing refers to, by their paths in the index, each with the likely reason.
    pub remarks: Vec<(PathBuf, String)>,
    /// The amount of data that was checked.
    pub checked: CheckCounts,
    /// Whether blocks were checked. They are checked only if the files that hold them are intact.
    pub blocks: bool,
    /// The duration of the check, in seconds.
    pub seconds: f64,
}

/// Damage to a file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file, by its path in the index.
    pub path: PathBuf,
    /// The kind of damage.
    pub what: String,
    /// The remedy.
    pub remedy: Remedy,
}

/// The amount of data that was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckCounts {
    /// The number of files.
    pub files: u64,
    /// The number of bytes in them.
    pub bytes: u64,
    /// The number of articles.
    pub articles: u64,
    /// The number of figures in them.
    pub figures: u64,
    /// The number of versions in the history.
    pub versions: u64,
}

impl IndexCheck {
    /// Adds damage to a file, with its remedy.
    pub(super) fn damage(
        &mut self,
        path: impl Into<PathBuf>,
        what: impl Into<String>,
        remedy: Remedy,
    ) {
        self.damages.push(Damage {
            path: path.into(),
            what: what.into(),
            remedy,
        });
    }

    /// Adds a file that nothing refers to, with the likely reason.
    pub(super) fn remark(&mut self, path: impl Into<PathBuf>, what: &str) {
        self.remarks.push((path.into(), what.to_owned()));
    }
}

/// Returns the reason of an error without the file, which the report names already.
pub(super) fn reason(error: Error) -> String {
    match error {
        Error::Damaged { reason, .. } => reason,
        Error::Io { cause, .. } => format!("cannot be read ({cause})"),
        other => other.to_string(),
    }
}
