//! The article type that the parser returns.

use serde::{Deserialize, Serialize};

use super::field_value::FieldValue;
use crate::date::PartialDate;

/// One article, as parsed from its file or record. A field whose value is unknown is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The article's own id, if the record has one.
    pub id: Option<String>,
    /// The headline. Figures may occur in it as well as in the body.
    pub title: Option<FieldValue<String>>,
    /// The main text. The byte offsets of figures refer to it, except for figures in the title.
    pub body: String,
    /// The outlet that published the article.
    pub outlet: Option<FieldValue<String>>,
    /// The date of publication, as precise as it is known.
    pub published: Option<FieldValue<PartialDate>>,
    /// The date of the last change.
    pub modified: Option<FieldValue<PartialDate>>,
    /// The people who wrote the article.
    pub authors: Vec<String>,
    /// The language as a two-letter code. If the text is in a different language from the declared one, `words`
    /// contains the declared language.
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

    /// Returns the date of publication and the date of the last change.
    pub fn dates_mut(&mut self) -> [&mut Option<FieldValue<PartialDate>>; 2] {
        [&mut self.published, &mut self.modified]
    }
}

/// The code of English, the only language with stemming and full figure extraction.
pub const ENGLISH: &str = "en";
