//! The findings of a check: what is damaged, what is left over, and how much was read.

use std::path::PathBuf;

use super::remedy::Remedy;
use crate::error::Error;

/// So many damages of one kind are named.
pub(super) const MOST: usize = 10;

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct IndexCheck {
    /// What is not as it was written.
    pub damages: Vec<Damage>,
    /// What lies about that nothing refers to, by its path in the index, and why it may.
    pub remarks: Vec<(PathBuf, String)>,
    /// How much was looked at.
    pub checked: CheckCounts,
    /// Whether blocks were gone through: only where the files that hold them are whole.
    pub blocks: bool,
    /// How long it took.
    pub seconds: f64,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file, by its path in the index.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// What to do.
    pub remedy: Remedy,
}

/// What was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckCounts {
    /// Files.
    pub files: u64,
    /// The bytes in them.
    pub bytes: u64,
    /// Articles.
    pub articles: u64,
    /// Figures in them.
    pub figures: u64,
    /// Versions in the history.
    pub versions: u64,
}

impl IndexCheck {
    /// Adds a damage.
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

/// The reason of an error, without the file, which is named beside it.
pub(super) fn reason(error: Error) -> String {
    match error {
        Error::Damaged { reason, .. } => reason,
        Error::Io { cause, .. } => format!("cannot be read ({cause})"),
        other => other.to_string(),
    }
}
