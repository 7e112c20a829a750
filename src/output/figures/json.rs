//! Renders figures as JSON. Other programs rely on the field names.

use std::io::{self, Write};

use serde::Serialize;

use crate::article::Basis;
use crate::date::PartialDate;
use crate::output::json::{ExcludedView, FigureView, QueryView, SCHEMA, escaped, line};
use crate::query::{ExcludedCounts, FigureRow, Warning};
use crate::storage::{ContentHash, EXTRACTOR};

/// The JSON view of a figure with its article and its provenance.
#[derive(Serialize)]
pub struct FigureRowView<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    #[serde(flatten)]
    figure: FigureView<'a>,
    in_headline: bool,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    outlet_basis: Option<Basis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet_as_given: Option<&'a str>,
    published: Option<PartialDate>,
    published_basis: Option<Basis>,
    url: Option<&'a str>,
    path: &'a str,
    article: &'a str,
    content_hash: ContentHash,
    extractor: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    earlier_version: bool,
}

impl<'a> FigureRowView<'a> {
    /// Returns the view of a row. A score of 0 is omitted, because it means that the rows are not ranked.
    pub fn new(row: &'a FigureRow) -> Self {
        let article = &row.record.article;
        Self {
            id: row.id(),
            score: (row.score > 0.0).then_some(row.score),
            figure: FigureView::of_record(row.figure(), &row.record),
            in_headline: row.in_headline(),
            title: article.title.as_ref().map(|title| title.value.as_str()),
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            outlet_basis: article.outlet.as_ref().map(|outlet| outlet.basis),
            outlet_as_given: row.record.outlet_as_given.as_deref(),
            published: row.published(),
            published_basis: article.published.as_ref().map(|date| date.basis),
            url: article.url.as_deref(),
            path: &row.record.path,
            article: &row.record.id,
            content_hash: row.content_hash,
            extractor: EXTRACTOR,
            earlier_version: row.superseded,
        }
    }
}

/// The fields of a JSON answer that describe the answer as a whole.
pub struct AnswerHeader<'a> {
    /// The query as the user typed it.
    pub text: &'a str,
    /// The parsed query, formatted as text.
    pub parsed: &'a str,
    /// Warnings about the query.
    pub warnings: &'a [Warning],
    /// The number of matches, including those that are not shown.
    pub total: usize,
    /// The number of excluded hits, by reason.
    pub excluded: ExcludedCounts,
    /// How each word of the query was interpreted.
    pub asks: &'a [String],
    /// How long the query took, in milliseconds.
    pub took_ms: f64,
}

/// Writes a list item by item, either within one JSON object or as JSON lines.
pub struct JsonAnswer<W: Write> {
    out: W,
    /// Whether the list is within one JSON object.
    whole: bool,
    first: bool,
}

#[derive(Serialize)]
struct JsonHeader<'a> {
    schema: u32,
    query: QueryView<'a>,
    asks: &'a [String],
    total: usize,
    excluded: ExcludedView,
    took_ms: f64,
}

impl<W: Write> JsonAnswer<W> {
    /// Writes the start of a JSON object: the header, and the opening bracket of the list `name`.
    pub fn new(mut out: W, header: &AnswerHeader<'_>, name: &str) -> io::Result<Self> {
        let head = JsonHeader {
            schema: SCHEMA,
            query: QueryView {
                text: header.text,
                parsed: header.parsed.to_owned(),
                warnings: header.warnings,
            },
            asks: header.asks,
            total: header.total,
            excluded: header.excluded.into(),
            took_ms: header.took_ms,
        };
        let head = serde_json::to_string_pretty(&head)?;
        let open = head.trim_end_matches('}').trim_end();
        write!(out, "{},\n  \"{name}\": [", escaped(open))?;
        Ok(Self {
            whole: true,
            ..Self::lines(out)
        })
    }

    /// Creates a writer of JSON lines, one for each item.
    pub fn lines(out: W) -> Self {
        Self {
            out,
            whole: false,
            first: true,
        }
    }

    /// Writes an item of the list.
    pub fn item(&mut self, item: &impl Serialize) -> io::Result<()> {
        if !self.whole {
            return line(&mut self.out, item);
        }
        let comma = if self.first { "" } else { "," };
        self.first = false;
        let json = serde_json::to_string(item)?;
        write!(self.out, "{comma}\n    {}", escaped(&json))
    }

    /// Closes the list and the object around it, if any, and flushes the output.
    pub fn end(mut self) -> io::Result<()> {
        if self.whole {
            let indent = if self.first { "" } else { "\n  " };
            writeln!(self.out, "{indent}]\n}}")?;
        }
        self.out.flush()
    }
}
