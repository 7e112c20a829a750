//! What corrections did to an article, as the state of its file records it.

use serde::{Deserialize, Serialize};

use super::{ArticleKey, ContentHash};

/// What corrections did to one article of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionOutcome {
    /// The article.
    pub key: ArticleKey,
    /// The corrections that selected it.
    pub by: Vec<ContentHash>,
    /// How many values were corrected.
    pub values: u64,
    /// The parts of corrections that could not be applied to its values.
    pub unapplied: Vec<UnappliedCorrection>,
    /// What they did to its figures.
    pub figures: FigureOutcome,
}

/// What corrections did to the figures of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureOutcome {
    /// How many figures were corrected.
    pub corrected: u64,
    /// What could not be applied to them.
    pub unapplied: Vec<UnappliedCorrection>,
}

impl CorrectionOutcome {
    /// How many values and figures were corrected.
    pub fn applied(&self) -> u64 {
        self.values + self.figures.corrected
    }
}

/// A part of a correction that could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnappliedCorrection {
    /// The correction.
    pub by: ContentHash,
    /// The part of it.
    pub what: CorrectedPart,
    /// Why.
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
    /// One of its figures, by its place among them.
    Figure(usize),
}

/// Why a correction could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnappliedReason {
    /// No figure matches.
    NotFound,
    /// So many figures match.
    Several(usize),
    /// An earlier correction sets another value.
    Contradicted,
    /// It would make a range whose low end is above its high end.
    Reversed,
}
