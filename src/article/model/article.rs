//! The article, as every later stage receives it.

use serde::{Deserialize, Serialize};

use super::field_value::FieldValue;
use crate::date::PartialDate;

/// One article as its file or record gives it. Unknown fields are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The article's own id, if the record has one.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<FieldValue<String>>,
    /// The main text. The byte offsets of all figures refer to it.
    pub body: String,
    /// The outlet that published the article.
    pub outlet: Option<FieldValue<String>>,
    /// The date of publication.
    pub published: Option<FieldValue<PartialDate>>,
    /// The date of the last change.
    pub modified: Option<FieldValue<PartialDate>>,
    /// The people who wrote the article.
    pub authors: Vec<String>,
    /// The language as a two-letter code. If the text showed another language than the declared one, `words` holds the
    /// declared one.
    pub language: Option<FieldValue<String>>,
    /// The web address.
    pub url: Option<String>,
}

impl Article {
    /// Returns the language if it is known to be other than English. An article of unknown language is treated as
    /// English.
    pub fn other_language(&self) -> Option<&str> {
        let code = self.language.as_ref()?.value.as_str();
        (code != ENGLISH).then_some(code)
    }

    /// Returns the dates of publication and of the last change.
    pub fn dates_mut(&mut self) -> [&mut Option<FieldValue<PartialDate>>; 2] {
        [&mut self.published, &mut self.modified]
    }
}

/// The language with stemming and full extraction of figures.
pub const ENGLISH: &str = "en";
