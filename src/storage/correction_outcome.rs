//! The outcome of applying corrections, as stored in the state of a file.

use serde::{Deserialize, Serialize};

use super::{ArticleKey, ContentHash};

/// The outcome of applying corrections to one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionOutcome {
    /// The key of the article.
    pub key: ArticleKey,
    /// The keys of the corrections that select the article.
    pub by: Vec<ContentHash>,
    /// The number of corrected fields.
    pub values: u64,
    /// The parts of corrections that could not be applied to the article's fields.
    pub unapplied: Vec<UnappliedCorrection>,
    /// The outcome for the article's figures.
    pub figures: FigureOutcome,
}

/// The outcome of applying corrections to the figures of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureOutcome {
    /// The number of corrected figures.
    pub corrected: u64,
    /// The parts of corrections that could not be applied to the article's figures.
    pub unapplied: Vec<UnappliedCorrection>,
}

impl CorrectionOutcome {
    /// Returns the number of corrected fields and figures.
    pub fn applied(&self) -> u64 {
        self.values + self.figures.corrected
    }
}

/// A part of a correction that could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnappliedCorrection {
    /// The key of the correction.
    pub by: ContentHash,
    /// The part of the article that the correction should have changed.
    pub what: CorrectedPart,
    /// Why the correction could not be applied.
    pub why: UnappliedReason,
}

/// A part of an article that a correction can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CorrectedPart {
    /// The outlet.
    Outlet,
    /// The date of publication.
    Published,
    /// The date of the last change.
    Modified,
    /// A figure. The value is an index into the figure corrections of the `Correction`.
    Figure(usize),
}

/// Why a correction could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnappliedReason {
    /// No figure matches.
    NotFound,
    /// Several figures match. The value is the number of matches.
    Several(usize),
    /// An earlier correction sets a different value.
    Contradicted,
    /// The correction would result in a range whose low end is above its high end.
    Reversed,
}
