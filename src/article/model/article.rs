//! The article type that the parser returns.

use serde::{Deserialize, Serialize};

use super::field_value::FieldValue;
use crate::date::PartialDate;

/// An article, as parsed from its file or record. Unknown fields are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The article's own id, if the record has one.
    pub id: Option<String>,
    /// The headline. Like the body, it may contain figures.
    pub title: Option<FieldValue<String>>,
    /// The main text. The byte offsets of figures refer to this text, except those of figures in the title.
    pub body: String,
    /// The outlet that published the article.
    pub outlet: Option<FieldValue<String>>,
    /// The date of publication, as precisely as it is known.
    pub published: Option<FieldValue<PartialDate>>,
    /// The date of the last change.
    pub modified: Option<FieldValue<PartialDate>>,
    /// The people who wrote the article.
    pub authors: Vec<String>,
    /// The language as a two-letter code. If the text is not in the declared language, `words` still contains the
    /// declared one.
    pub language: Option<FieldValue<String>>,
    /// The URL at which the article was published.
    pub url: Option<String>,
}

impl Article {
    /// Returns the language code, or `None` if the language is English or unknown.
    pub fn other_language(&self) -> Option<&str> {
        let code = self.language.as_ref()?.value.as_str();
        (code != ENGLISH).then_some(code)
    }

    /// Returns mutable references to the date of publication and the date of the last change.
    pub fn dates_mut(&mut self) -> [&mut Option<FieldValue<PartialDate>>; 2] {
        [&mut self.published, &mut self.modified]
    }
}

/// The language code of English, the only language with stemming and full figure extraction.
pub const ENGLISH: &str = "en";
