//! The results of parsing a file: records with their errors and warnings.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jiff::civil;

use super::article::Article;
use super::article_field::ArticleField;
use super::field_mapping::FieldMapping;
use crate::date::DateParseError;

/// The facts that a parser needs in addition to the bytes.
#[derive(Clone, Copy, Debug)]
pub struct ReadContext<'a> {
    /// Today's date. Dates after tomorrow are rejected.
    pub today: civil::Date,
    /// The name of the file, which may contain a date and indicate the format.
    pub file_name: Option<&'a str>,
    /// The user's field mapping.
    pub mapping: &'a FieldMapping,
}

/// One record of a file: an article, or the reason why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedRecord {
    /// The line on which the record begins, from 1, or `None` if the record is the whole file.
    pub line: Option<usize>,
    /// The article or the error.
    pub outcome: Result<Article, ParseError>,
    /// Warnings about an article that was read nevertheless.
    pub warnings: Vec<ParseWarning>,
    /// The fields that were used, each with its name in the record.
    pub keys: Vec<(ArticleField, String)>,
}

/// A callback that receives the records one by one and can stop the parser.
pub type RecordSink<'a> = &'a mut dyn FnMut(ParsedRecord) -> ControlFlow<()>;

impl ParsedRecord {
    /// Returns the result for a whole file whose type holds no articles.
    pub(crate) fn not_an_article() -> Self {
        let problem = ParseError {
            line: 1,
            column: 1,
            kind: ParseErrorKind::NotAnArticle,
        };
        Self::from_error(None, problem)
    }

    /// Turns a JSON error at the end of the input into [`ParseErrorKind::Truncated`].
    pub(crate) fn into_truncated(mut self) -> Self {
        if let Err(ParseError { kind, .. }) = &mut self.outcome
            && let ParseErrorKind::NotJson(what) = kind
        {
            *kind = ParseErrorKind::Truncated(std::mem::take(what));
        }
        self
    }

    /// Returns a record that could not be parsed.
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
    /// There is nothing but white space.
    #[error("nothing in it; remove it or put an article there")]
    Empty,
    /// There is a NUL byte, which no text has.
    #[error("a NUL byte: no text but binary data; save it as UTF-8")]
    Binary,
    /// The record is longer than any article.
    #[error("longer than {limit} bytes; split it into articles")]
    TooLong {
        /// The most bytes that are read.
        limit: usize,
    },
    /// The record is not JSON.
    #[error("not JSON: {}; mend it there", short(.0))]
    NotJson(String),
    /// The record is truncated JSON.
    #[error("it ends in the middle: {}; get it again, or mend it there", short(.0))]
    Truncated(String),
    /// The record is JSON, but not an object.
    #[error("not a JSON object; write an object for each article, with its text in \"text\"")]
    NotObject,
    /// A page has neither a text nor a title.
    #[error(
        "a page without text and title; save it as the browser shows it, after its scripts ran"
    )]
    NoText,
    /// An object has neither a text nor a title.
    #[error(
        "no text and no title; put the article's text in \"text\" or \"body\", or say with --map body=NAME where it is"
    )]
    NoArticle,
    /// A row has more or fewer cells than the header.
    #[error(
        "{found} cells where the header has {wanted}; put quotes around cells that hold the separator or a quote"
    )]
    RaggedRow {
        /// The number of cells in the row.
        found: usize,
        /// The number of cells in the header.
        wanted: usize,
    },
    /// A table has no column of texts or titles.
    #[error(
        "no column of this table is known for a text or a title; say which is with --map body=NAME,title=NAME"
    )]
    NoColumns,
    /// The file has too many errors, so the rest was not read.
    #[error("too much of it is broken: the rest was not read")]
    GivenUp,
    /// The record or file is of a type that is not an article. This is not reported.
    #[error("no article by its type")]
    NotAnArticle,
}

/// A warning about a record that was read nevertheless.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseWarning {
    /// The bytes are not UTF-8.
    #[error("not UTF-8: read as {encoding}{}; save it as UTF-8 if that is wrong", replaced_words(*replaced))]
    Encoding {
        /// The encoding that was used.
        encoding: &'static str,
        /// The number of characters that could not be decoded and became U+FFFD.
        replaced: usize,
    },
    /// Lenient JSON was repaired.
    #[error("not strict JSON, read leniently: {0}")]
    LenientJson(&'static str),
    /// A date was rejected.
    #[error("{field} {:?} left out: {why}", short(raw))]
    Date {
        /// The name of the field.
        field: &'static str,
        /// The value in the record.
        raw: String,
        /// The reason for the rejection.
        why: DateParseError,
    },
    /// The front matter is not YAML.
    #[error(
        "line {line}, column {column}: front matter is not YAML: {}; read line by line",
        short(what)
    )]
    FrontMatter {
        /// The line in the file, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The message of the YAML parser.
        what: String,
    },
    /// There is a title but no text.
    #[error("a title without a text")]
    NoText,
    /// The page has more or deeper elements than are read.
    #[error("more or deeper elements than a page has; read in part")]
    PageTruncated,
    /// A text or title is longer than that of any article.
    #[error("its {field} is longer than {limit} bytes; the rest was left out")]
    TooLong {
        /// The name of the field.
        field: &'static str,
        /// The most bytes that are kept.
        limit: usize,
    },
    /// The description was used as the text.
    #[error("no text: its description stands for it")]
    DescriptionAsText,
}

/// The most characters of foreign text in a message.
const SHORT: usize = 200;

/// Shortens a foreign text for a message, because a value in place of a date can be anything of any length.
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
    fn messages_are_short() {
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
        assert!(
            told.starts_with("date \"12\\u{202e}\" left out: "),
            "{told}"
        );
    }
}
