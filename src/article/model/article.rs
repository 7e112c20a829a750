//! The article.

use serde::{Deserialize, Serialize};

use super::field_value::FieldValue;
use crate::date::PartialDate;

/// One article as its source gives it. Unknown fields are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The record's own id, where its source gives one.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<FieldValue<String>>,
    /// The main text; all offsets of figures are into it, byte for byte.
    pub body: String,
    /// Who published it.
    pub outlet: Option<FieldValue<String>>,
    /// When it was published.
    pub published: Option<FieldValue<PartialDate>>,
    /// When it was last changed.
    pub modified: Option<FieldValue<PartialDate>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, as a code of two letters. Where the text showed another than was given, the words are those given.
    pub language: Option<FieldValue<String>>,
    /// Its address.
    pub url: Option<String>,
}

impl Article {
    /// Its language, where it is known to be another than English. What is not known is read as English is.
    pub fn other_language(&self) -> Option<&str> {
        let code = self.language.as_ref()?.value.as_str();
        (code != ENGLISH).then_some(code)
    }

    /// The dates of publication and of the last change.
    pub fn dates_mut(&mut self) -> [&mut Option<FieldValue<PartialDate>>; 2] {
        [&mut self.published, &mut self.modified]
    }
}

/// The language whose stems and figures are known.
pub const ENGLISH: &str = "en";
