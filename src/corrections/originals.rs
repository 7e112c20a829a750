//! The values and figures of an article before it was corrected. They are stored with it, so that an answer can show
//! them.

use serde::{Deserialize, Serialize};

use crate::article::FieldValue;
use crate::date::PartialDate;
use crate::figure::Figure;

/// What an article was before it was corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OriginalValues {
    /// Its outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<OriginalValue<String>>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<OriginalValue<PartialDate>>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<OriginalValue<PartialDate>>,
    /// Its figures that were edited, as they were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mended: Vec<OriginalFigure>,
    /// The figures that were struck. They are in no answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<Figure>,
}

/// The value before a correction; none if nothing was known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalValue<T> {
    /// The value as it was read.
    pub was: Option<FieldValue<T>>,
}

/// A figure before it was edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalFigure {
    /// Which of the article's figures.
    pub nth: usize,
    /// What was read.
    pub was: Figure,
}

impl OriginalValues {
    /// Whether nothing was corrected.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
