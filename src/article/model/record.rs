//! The results of parsing: records, errors and warnings.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jiff::civil;

use super::article::Article;
use super::article_field::ArticleField;
use super::field_mapping::FieldMapping;
use crate::date::DateParseError;
use crate::plural::count_of;

/// What the parser needs to know beside the bytes.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// Today's date; dates after tomorrow are rejected.
    pub today: civil::Date,
    /// The name of the file, which can hold a date and show the format.
    pub file_name: Option<&'a str>,
    /// The field mapping that the user gives.
    pub mapping: &'a FieldMapping,
}

/// One record of a file: an article, or the reason why it is none.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedRecord {
    /// The line it begins on, from 1; none if it is the whole file.
    pub line: Option<usize>,
    /// The article, or the error.
    pub outcome: Result<Article, ParseError>,
    /// Warnings about an article that was read nevertheless.
    pub warnings: Vec<ParseWarning>,
    /// The name in the record of each field that was used.
    pub keys: Vec<(ArticleField, String)>,
}

/// Receives records one after the other, and can break off.
pub type RecordSink<'a> = &'a mut dyn FnMut(ParsedRecord) -> ControlFlow<()>;

impl ParsedRecord {
    /// A whole file of a type that holds no article.
    pub(crate) fn not_an_article() -> Self {
        let problem = ParseError {
            line: 1,
            column: 1,
            kind: ParseErrorKind::NotAnArticle,
        };
        Self::from_error(None, problem)
    }

    /// Reports JSON that breaks at the end of its input as truncated.
    pub(crate) fn into_truncated(mut self) -> Self {
        if let Err(ParseError { kind, .. }) = &mut self.outcome
            && let ParseErrorKind::NotJson(what) = kind
        {
            *kind = ParseErrorKind::Truncated(std::mem::take(what));
        }
        self
    }

    /// A record that could not be parsed.
    pub(crate) fn from_error(line: Option<usize>, problem: ParseError) -> Self {
        Self {
            line,
            outcome: Err(problem),
            warnings: Vec::new(),
            keys: Vec::new(),
        }
    }
}

/// An error in a record, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The kind of error.
    pub kind: ParseErrorKind,
}

/// Kinds of errors in a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    /// Nothing but white space.
    #[error("empty; remove it or add an article")]
    Empty,
    /// A NUL byte, which no text has.
    #[error("binary data (NUL byte); save it as UTF-8 text")]
    Binary,
    /// Longer than any article.
    #[error("longer than {limit} bytes; split it into articles")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// No JSON.
    #[error("not JSON: {}; repair it there", short(.0))]
    NotJson(String),
    /// JSON that is truncated.
    #[error("truncated: {}; fetch it again, or repair it there", short(.0))]
    Truncated(String),
    /// JSON, but no object.
    #[error("not a JSON object; write one object per article, with its text in \"text\"")]
    NotObject,
    /// A page that shows neither a text nor a title.
    #[error("page without text or title; save it from the browser after its scripts have run")]
    NoText,
    /// An object that has neither a text nor a title.
    #[error(
        "no text or title; put the text in \"text\" or \"body\", or name its field with --map body=NAME"
    )]
    NoArticle,
    /// A row with more or fewer cells than the header has.
    #[error(
        "{}, but the header has {wanted}; quote cells that contain the separator or a quote",
        count_of(*found, "cell")
    )]
    RaggedRow {
        /// How many the row has.
        found: usize,
        /// How many the header has.
        wanted: usize,
    },
    /// A table without a column of texts or titles.
    #[error("no column with a text or title; name the columns with --map body=NAME,title=NAME")]
    NoColumns,
    /// Too many errors: the rest of the file was not read.
    #[error("too many errors; the rest was not read")]
    GivenUp,
    /// A type that is no article; not reported.
    #[error("not an article, according to its type")]
    NotAnArticle,
}

/// A warning about a record that was read nevertheless.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseWarning {
    /// Bytes that are no UTF-8.
    #[error("not UTF-8; read as {encoding}{} (if that is wrong, save it as UTF-8)", replaced_words(*replaced))]
    Encoding {
        /// The encoding that was used.
        encoding: &'static str,
        /// How many characters could not be decoded and became U+FFFD.
        replaced: usize,
    },
    /// Lenient JSON that was repaired.
    #[error("lenient JSON: {0}")]
    LenientJson(&'static str),
    /// A date that was rejected.
    #[error("{field} ignored: {:?} {why}", short(raw))]
    Date {
        /// The field.
        field: &'static str,
        /// The words as given.
        raw: String,
        /// Why it was rejected.
        why: DateParseError,
    },
    /// Front matter that is no YAML.
    #[error(
        "line {line}, column {column}: front matter is not YAML: {}; read line by line",
        short(what)
    )]
    FrontMatter {
        /// The line in the file, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the YAML reader says.
        what: String,
    },
    /// A title without a text.
    #[error("title without text")]
    NoText,
    /// A page with more elements, or deeper ones, than are read.
    #[error("page has too many or too deeply nested elements; read only in part")]
    PageTruncated,
    /// A text or title longer than any article's.
    #[error("{field} is longer than {limit} bytes; the rest was ignored")]
    TooLong {
        /// Which of them.
        field: &'static str,
        /// The most that is taken.
        limit: usize,
    },
    /// The description was taken as text.
    #[error("no text; using the description instead")]
    DescriptionAsText,
}

/// So many characters of what others wrote stand in a message.
const SHORT: usize = 200;

/// The beginning of a text: what should be a date may be anything, of any length.
fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

fn replaced_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", 1 character replaced".to_owned(),
        _ => format!(", {count} characters replaced"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_short_whatever_was_written() {
        let long = "ü".repeat(5_000);
        let date = |raw: &str| ParseWarning::Date {
            field: "date",
            raw: raw.to_owned(),
            why: DateParseError::Form,
        };
        let rows = [
            date(&long).to_string(),
            ParseErrorKind::NotJson(long.clone()).to_string(),
            ParseWarning::FrontMatter {
                line: 1,
                column: 1,
                what: long,
            }
            .to_string(),
        ];
        for row in rows {
            let told = row.chars().count();
            assert!(
                (SHORT..2 * SHORT).contains(&told) && row.contains("ü…"),
                "{row}"
            );
        }
        let told = date("12\u{202e}").to_string();
        assert!(told.starts_with("date ignored: \"12\\u{202e}\" "), "{told}");
    }
}
