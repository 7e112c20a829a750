//! The values and figures of an article before it was corrected. They are stored with the article, so that results can
//! show them.

use serde::{Deserialize, Serialize};

use crate::article::FieldValue;
use crate::date::PartialDate;
use crate::figure::Figure;

/// The values of an article before it was corrected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OriginalValues {
    /// The original outlet, or `None` if the outlet was not corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<OriginalValue<String>>,
    /// The original date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<OriginalValue<PartialDate>>,
    /// The original date of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<OriginalValue<PartialDate>>,
    /// The edited figures, as originally extracted.
    #[serde(default, rename = "mended", skip_serializing_if = "Vec::is_empty")]
    pub edited: Vec<OriginalFigure>,
    /// The struck figures, which do not appear in any results.
    #[serde(default, rename = "struck", skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Figure>,
}

/// The original values of an article's fields, without those of its figures.
#[derive(Debug, Default, Deserialize)]
pub struct OriginalFields {
    #[serde(default)]
    outlet: Option<OriginalValue<String>>,
    #[serde(default)]
    published: Option<OriginalValue<PartialDate>>,
    #[serde(default)]
    modified: Option<OriginalValue<PartialDate>>,
}

impl From<OriginalFields> for OriginalValues {
    fn from(fields: OriginalFields) -> Self {
        Self {
            outlet: fields.outlet,
            published: fields.published,
            modified: fields.modified,
            ..Self::default()
        }
    }
}

/// A value before it was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalValue<T> {
    /// The value as read, or `None` if it was unknown.
    pub was: Option<FieldValue<T>>,
}

/// A figure before it was edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalFigure {
    /// The index of the figure in the article's list of figures.
    pub nth: usize,
    /// The figure as originally extracted.
    pub was: Figure,
}

impl OriginalValues {
    /// Returns whether nothing was corrected.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
