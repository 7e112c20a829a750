//! The results of parsing a file: records with their errors and warnings.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jiff::civil;

use super::article::Article;
use super::article_field::ArticleField;
use super::field_mapping::FieldMapping;
use crate::date::DateParseError;
use crate::plural::{count_of, with_commas};

/// The parser's input, apart from the bytes of the file.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// Today's date. Dates after tomorrow are rejected.
    pub today: civil::Date,
    /// The file name, which may contain a date and suggest the format.
    pub file_name: Option<&'a str>,
    /// The field names that the user maps to article fields with `--map`.
    pub mapping: &'a FieldMapping,
}

/// One record of a file: an article or an error.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedRecord {
    /// The line on which the record starts, counted from 1, or `None` if the record is the whole file.
    pub line: Option<usize>,
    /// The article or the error.
    pub outcome: Result<Article, ParseError>,
    /// Warnings about defects that did not prevent the article from being read.
    pub warnings: Vec<ParseWarning>,
    /// The article fields that were found, each with its name in the record.
    pub keys: Vec<(ArticleField, String)>,
}

/// A callback that receives the records one by one and can stop the parser.
pub type RecordSink<'a> = &'a mut dyn FnMut(ParsedRecord) -> ControlFlow<()>;

impl ParsedRecord {
    /// Creates the record for a file that contains no articles, judging by its format.
    pub(crate) fn not_an_article() -> Self {
        let problem = ParseError {
            line: 1,
            column: 1,
            kind: ParseErrorKind::NotAnArticle,
        };
        Self::from_error(None, problem)
    }

    /// Changes the error from [`ParseErrorKind::NotJson`] to [`ParseErrorKind::Truncated`]. Used for a record that is
    /// cut off by the end of the input.
    pub(crate) fn into_truncated(mut self) -> Self {
        if let Err(ParseError { kind, .. }) = &mut self.outcome
            && matches!(kind, ParseErrorKind::NotJson(_))
        {
            *kind = ParseErrorKind::Truncated;
        }
        self
    }

    /// Creates a record that contains an error.
    pub(crate) fn from_error(line: Option<usize>, problem: ParseError) -> Self {
        Self {
            line,
            outcome: Err(problem),
            warnings: Vec::new(),
            keys: Vec::new(),
        }
    }
}

/// An error in a record, with its line and column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct ParseError {
    /// The line, starting at 1.
    pub line: usize,
    /// The column in characters, starting at 1.
    pub column: usize,
    /// The reason why the record cannot be read.
    pub kind: ParseErrorKind,
}

/// The kind of an error in a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    /// The input contains only white space.
    #[error("no content; add an article or delete the file")]
    Empty,
    /// The input contains a NUL byte, which never occurs in text.
    #[error("binary data (NUL byte); save the file as UTF-8 text")]
    Binary,
    /// The record is too long.
    #[error("longer than {} bytes; split the text into articles", with_commas(&limit.to_string()))]
    TooLong {
        /// The maximum length of a record, in bytes.
        limit: usize,
    },
    /// The record is not valid JSON.
    #[error("invalid JSON ({}); correct this line", short(.0))]
    NotJson(String),
    /// The record is truncated JSON.
    #[error("truncated JSON; download the file again, or complete this line")]
    Truncated,
    /// The record is JSON, but not an object.
    #[error("not a JSON object; write one object per article, with its text in a \"text\" field")]
    NotObject,
    /// The page has neither text nor a title.
    #[error(
        "the page has no text or title; open it in a browser, wait until it has loaded, and save it again"
    )]
    NoText,
    /// The record has neither text nor a title.
    #[error(
        "no text or title; put the text in a \"text\" or \"body\" field, or pass the name of its field with --map body=NAME"
    )]
    NoArticle,
    /// The row has more or fewer cells than the header.
    #[error(
        "{}, but the header has {wanted}; quote each cell that contains a separator or a quotation mark",
        count_of(*found, "cell")
    )]
    RaggedRow {
        /// The number of cells in the row.
        found: usize,
        /// The number of cells in the header.
        wanted: usize,
    },
    /// The table has no column for the body or the title.
    #[error(
        "no column for the text or the title; pass the column names with --map body=NAME,title=NAME"
    )]
    NoColumns,
    /// The file has too many errors, so the rest of the file was not read.
    #[error("too many errors; the rest of the file was not read")]
    GivenUp,
    /// The record or file is not an article, according to its type. This error is not reported to the user.
    #[error("not an article, according to its type")]
    NotAnArticle,
}

/// A warning about a defect that did not prevent a record from being read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseWarning {
    /// The bytes are not valid UTF-8.
    #[error("{}", encoding_message(encoding, *replaced))]
    Encoding {
        /// The encoding that was used.
        encoding: &'static str,
        /// The number of characters that could not be decoded and became U+FFFD.
        replaced: usize,
    },
    /// Invalid JSON was repaired.
    #[error("invalid JSON accepted, although it contains {0}")]
    LenientJson(&'static str),
    /// A date was rejected.
    #[error("{field} ignored: {:?} {why}", short(raw))]
    Date {
        /// The name of the field.
        field: &'static str,
        /// The value in the record.
        raw: String,
        /// The reason for the rejection.
        why: DateParseError,
    },
    /// The front matter is not valid YAML.
    #[error(
        "line {line}, column {column}: front matter is not valid YAML ({}); read line by line instead",
        short(what)
    )]
    FrontMatter {
        /// The line in the file, starting at 1.
        line: usize,
        /// The column, starting at 1.
        column: usize,
        /// The message of the YAML parser.
        what: String,
    },
    /// The record has a title but no text.
    #[error("no text, only a title")]
    NoText,
    /// The page has too many elements or is nested too deeply, so only part of it was read.
    #[error("too many or too deeply nested elements; only part of the page was read")]
    PageTruncated,
    /// A field is too long and was truncated.
    #[error("{field} is longer than {} bytes; the rest was ignored", with_commas(&limit.to_string()))]
    TooLong {
        /// The name of the field.
        field: &'static str,
        /// The maximum length of the field, in bytes.
        limit: usize,
    },
    /// There is no text, so the description was used instead.
    #[error("no text; using the description instead")]
    DescriptionAsText,
}

/// The maximum number of characters of input that a message quotes.
const SHORT: usize = 200;

/// Shortens quoted input for a message, because a rejected value can be of any length.
fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

fn encoding_message(encoding: &str, replaced: usize) -> String {
    let characters = count_of(replaced, "character");
    match (encoding, replaced) {
        ("UTF-8", _) => {
            format!("invalid UTF-8; {characters} replaced (to avoid this, save the file as UTF-8)")
        }
        (_, 0) => {
            format!("not UTF-8; read as {encoding} (if that is wrong, save the file as UTF-8)")
        }
        _ => format!(
            "not UTF-8; read as {encoding}, {characters} replaced (if that is wrong, save the file as UTF-8)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_shorten_long_values() {
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
