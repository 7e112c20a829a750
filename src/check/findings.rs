//! The findings of a check: damage, remarks, and the amount of data that was checked.

use std::path::PathBuf;

use super::remedy::Remedy;
use crate::error::Error;

/// The maximum number of damage messages of one kind.
pub(super) const MOST: usize = 10;

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct IndexCheck {
    /// The damage that was found.
    pub damages: Vec<Damage>,
    /// Remarks about files that are not damaged, each with the file's path in the index.
    pub remarks: Vec<(PathBuf, String)>,
    /// The amount of data that was checked.
    pub checked: CheckCounts,
    /// Whether the blocks were checked. They are skipped if a file of the generation is damaged.
    pub blocks: bool,
    /// The duration of the check, in seconds.
    pub seconds: f64,
}

/// Damage to a file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The path of the file in the index.
    pub path: PathBuf,
    /// A description of the damage.
    pub what: String,
    /// The remedy for the damage.
    pub remedy: Remedy,
}

/// The amount of data that was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckCounts {
    /// The number of files that were read.
    pub files: u64,
    /// The number of bytes in these files.
    pub bytes: u64,
    /// The number of articles in the index.
    pub articles: u64,
    /// The number of figures in these articles.
    pub figures: u64,
    /// The number of versions in the history.
    pub versions: u64,
}

impl IndexCheck {
    /// Records damage to a file, with the remedy.
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

    /// Records a remark about a file that is not damaged.
    pub(super) fn remark(&mut self, path: impl Into<PathBuf>, what: &str) {
        self.remarks.push((path.into(), what.to_owned()));
    }
}

/// Formats an error without its file path, which is reported separately.
pub(super) fn reason(error: Error) -> String {
    match error {
        Error::Damaged { reason, .. } => reason,
        Error::Io { cause, .. } => format!("cannot be read: {cause}"),
        other => other.to_string(),
    }
}
