//! What an article is.

use serde::{Deserialize, Serialize};

use crate::date::DayOrder;
use crate::date::PartialDate;

/// One article as its source gives it. What is not known is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The record's own id, where its source gives one.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<Found<String>>,
    /// The main text; all offsets of figures are into it, byte for byte.
    pub body: String,
    /// Who published it.
    pub outlet: Option<Found<String>>,
    /// When it was published.
    pub published: Option<Found<PartialDate>>,
    /// When it was last changed.
    pub modified: Option<Found<PartialDate>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, as a code of two letters. Where the text showed another than was given, the words are those given.
    pub language: Option<Found<String>>,
    /// Its address.
    pub url: Option<String>,
}

impl Article {
    /// Its language, where it is known to be another than English. What is not known is read as English is.
    pub fn other_language(&self) -> Option<&str> {
        let code = self.language.as_ref()?.value.as_str();
        (code != ENGLISH).then_some(code)
    }
}

/// The language whose stems and figures are known.
pub const ENGLISH: &str = "en";

/// A value with how it was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// How it was found.
    pub basis: Basis,
    /// The words it was read from.
    pub words: String,
    /// In which order the numbers of day and month were read, where only the site's other dates say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
}

/// How a value of an article was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A field of the record, its front matter or its header lines.
    Given,
    /// The markup of its page.
    Markup,
    /// Its address.
    Url,
    /// Its text.
    Text,
    /// The name of its file.
    FileName,
    /// The file of corrections.
    Corrected,
}

impl Basis {
    /// The word for it in answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Markup => "markup",
            Self::Url => "url",
            Self::Text => "text",
            Self::FileName => "file_name",
            Self::Corrected => "corrected",
        }
    }
}
