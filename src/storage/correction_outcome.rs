//! The outcome of corrections for an article, as the state of its file records it.

use serde::{Deserialize, Serialize};

use super::{ArticleKey, ContentHash};

/// The outcome of corrections for one article of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionOutcome {
    /// The article.
    pub key: ArticleKey,
    /// The corrections that selected it.
    pub by: Vec<ContentHash>,
    /// The number of corrected values.
    pub values: u64,
    /// The parts of corrections that could not be applied to its values.
    pub unapplied: Vec<UnappliedCorrection>,
    /// The outcome for its figures.
    pub figures: FigureOutcome,
}

/// The outcome of corrections for the figures of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureOutcome {
    /// The number of corrected figures.
    pub corrected: u64,
    /// The parts of corrections that could not be applied to its figures.
    pub unapplied: Vec<UnappliedCorrection>,
}

impl CorrectionOutcome {
    /// The number of corrected values and figures.
    pub fn applied(&self) -> u64 {
        self.values + self.figures.corrected
    }
}

/// A part of a correction that could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnappliedCorrection {
    /// The correction.
    pub by: ContentHash,
    /// The part of the article that it should have changed.
    pub what: CorrectedPart,
    /// The reason.
    pub why: UnappliedReason,
}

/// A part of an article that a correction changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CorrectedPart {
    /// Its outlet.
    Outlet,
    /// Its date of publication.
    Published,
    /// Its date of change.
    Modified,
    /// One of its figures, by its index.
    Figure(usize),
}

/// Why a correction could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnappliedReason {
    /// No figure matches.
    NotFound,
    /// Several figures match; their number.
    Several(usize),
    /// An earlier correction sets another value.
    Contradicted,
    /// The correction would make a range whose low end is above its high end.
    Reversed,
}
