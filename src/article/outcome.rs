//! What reading yields: articles, what is wrong with those that could not be read, and doubts about the others.

use jiff::civil;

use super::model::Article;

/// What a reader knows beside the bytes.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Today's date; later dates than tomorrow are not believed.
    pub today: civil::Date,
    /// The file's name, which can hold a date.
    pub file_name: Option<&'a str>,
}

/// One record of a file, read or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The article, or why there is none.
    pub outcome: Result<Article, Problem>,
    /// What was read with reserve.
    pub doubts: Vec<Doubt>,
}

/// Why a record is no article, and where that shows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {wrong}")]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What can be wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Nothing but white space.
    #[error("nothing in it; remove it or put an article there")]
    Empty,
    /// A NUL byte, which no text has.
    #[error("a NUL byte: no text but binary data, or UTF-16 without its mark; save it as UTF-8")]
    Binary,
    /// Longer than any article.
    #[error("longer than {limit} bytes; split it into articles")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// No JSON.
    #[error("not JSON: {0}; write one object a line")]
    NotJson(String),
    /// JSON, but no object.
    #[error("not a JSON object; write one object a line, with the article's text in \"text\"")]
    NotObject,
    /// A page that shows neither a text nor a title.
    #[error(
        "a page without text and title; save it as the browser shows it, after its scripts ran"
    )]
    NoText,
    /// An object that has neither a text nor a title.
    #[error("no text and no title; put the article's text in \"text\" or \"body\"")]
    NoArticle,
}

/// What was read with reserve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// Bytes that are no UTF-8 stand as U+FFFD.
    #[error("{bytes} bytes are not UTF-8 and were replaced; save it as UTF-8")]
    Replaced {
        /// How many.
        bytes: usize,
    },
    /// JSON that only lenient writers write.
    #[error("not strict JSON, read leniently: {0}")]
    Mended(&'static str),
    /// A date that was left out.
    #[error("{field} {raw:?} left out: {why}")]
    Date {
        /// What it would have been.
        field: &'static str,
        /// The words as given.
        raw: String,
        /// Why it is not kept.
        why: Undated,
    },
    /// Front matter that is no YAML.
    #[error("line {line}, column {column}: front matter is not YAML: {what}; read line by line")]
    FrontMatter {
        /// The line in the file, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the YAML reader says.
        what: String,
    },
    /// A title without a text.
    #[error("a title without a text")]
    NoText,
    /// A page of more elements, or deeper ones, than are looked at.
    #[error("more or deeper elements than a page has; read in part")]
    Cut,
}

/// Why a written date is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undated {
    /// In no known form.
    #[error("not a date in a known form; write it as 2022-03-01")]
    Form,
    /// No such day or month.
    #[error("the calendar has no such date")]
    Calendar,
    /// After tomorrow.
    #[error("it lies in the future")]
    Future,
    /// Before there were newspapers.
    #[error("there were no newspapers yet")]
    TooEarly,
}
