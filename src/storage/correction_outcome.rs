//! What corrections did to an article, as the state of its file keeps it.

use serde::{Deserialize, Serialize};

use super::{ArticleKey, ContentHash};

/// What corrections did to one article of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionOutcome {
    /// The article.
    pub key: ArticleKey,
    /// The corrections that chose it.
    pub by: Vec<ContentHash>,
    /// How many values were corrected.
    pub values: u64,
    /// What could not be applied to values.
    pub unapplied: Vec<UnappliedCorrection>,
    /// How many figures were corrected, and what could not be applied to them.
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
    /// How much was corrected.
    pub fn applied(&self) -> u64 {
        self.values + self.figures.corrected
    }
}

/// Something that could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnappliedCorrection {
    /// The correction.
    pub by: ContentHash,
    /// What of it.
    pub what: CorrectedPart,
    /// Why.
    pub why: UnappliedReason,
}

/// A part of a correction.
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

/// Why something could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnappliedReason {
    /// No figure fits.
    NotFound,
    /// So many figures fit.
    Several(usize),
    /// Another correction before it says something else.
    Contradicted,
    /// It makes a range whose low end is above its high one.
    Reversed,
}
