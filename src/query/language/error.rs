//! Errors for queries that cannot be parsed, and the warnings collected while parsing.

use std::fmt;

use super::caret;
use crate::byte_range::ByteRange;
use crate::query::warning::Warning;
use crate::sanitize::sanitize;

/// The maximum number of characters of a query that a message quotes.
const MOST_QUOTED: usize = 40;
/// The maximum number of warnings about one query.
const MOST_WARNINGS: usize = 32;

/// An error in a query that cannot be parsed.
///
/// It is displayed on several lines: the message, the query with carets under the error, and the hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The query as typed.
    pub text: String,
    /// The part of the query that is wrong.
    pub span: ByteRange,
    /// The error message.
    pub message: String,
    /// A hint on what to write instead, if there is one.
    pub help: Option<String>,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", sanitize(&self.message))?;
        write!(f, "{}", caret::Underlined::new(&self.text, self.span))?;
        match &self.help {
            Some(help) => write!(f, "\nhint: {}", sanitize(help)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

/// The warnings about one query, in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Warnings(Vec<Warning>);

impl Warnings {
    pub(super) fn add(&mut self, span: ByteRange, message: impl Into<String>) {
        let message = match self.0.len() {
            0..MOST_WARNINGS => message.into(),
            MOST_WARNINGS => "more warnings are not shown".to_owned(),
            _ => return,
        };
        self.0.push(Warning {
            span: Some(span),
            ..Warning::new(message)
        });
    }

    pub(super) fn add_with_hint(
        &mut self,
        span: ByteRange,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.add(span, message);
        if self.0.len() <= MOST_WARNINGS
            && let Some(warning) = self.0.last_mut()
        {
            warning.hint = Some(hint.into());
        }
    }

    /// Returns all warnings, sorted by position and without duplicates.
    pub(super) fn sorted(mut self) -> Vec<Warning> {
        self.0
            .sort_by_key(|warning| warning.span.map(|span| span.start));
        self.0.dedup();
        self.0
    }
}

/// A parse error without the query text, which [`Fault::in_query`] adds.
#[derive(Debug)]
pub(super) struct Fault {
    span: ByteRange,
    message: String,
    help: Option<String>,
}

impl Fault {
    pub(super) fn new(span: ByteRange, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// Adds the hint "did you mean `instead`?", or `help` if `instead` is `None`.
    pub(super) fn did_you_mean(self, instead: Option<impl fmt::Display>, help: &str) -> Self {
        match instead {
            Some(instead) => self.help(format!("did you mean `{instead}`?")),
            None => self.help(help),
        }
    }

    /// Returns the message, without position and hint.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn in_query(self, text: &str) -> QueryError {
        // Moves the ends of the span to character boundaries. Spans in a quoted value may be inexact, because its
        // backslashes were removed.
        let end = text.ceil_char_boundary(self.span.end);
        let start = text.floor_char_boundary(self.span.start.min(end));
        QueryError {
            text: text.to_owned(),
            span: ByteRange::new(start, end),
            message: self.message,
            help: self.help,
        }
    }
}

/// Returns the warning message for an opening bracket that is never closed.
pub(super) fn not_closed(sign: &str) -> String {
    format!("`{sign}` is not closed; read as closed at the end")
}

/// Quotes a part of a query for a message, in backticks and shortened if it is long.
pub(super) fn quoted(part: &str) -> String {
    match part.char_indices().nth(MOST_QUOTED) {
        Some((end, _)) => format!("`{}…`", &part[..end]),
        None => format!("`{part}`"),
    }
}
