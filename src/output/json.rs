//! Answers as JSON. The names are a contract with other programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::article::Basis;
use crate::date::PartialDate;
use crate::figure::{Bound, Change, Figure, Measure, Place, Scope, Stance, as_of_date};
use crate::index::Record;
use crate::query::{Answer, Hit};

/// Raised when a name in the answer changes its meaning.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct AnswerView<'a> {
    schema: u32,
    query: QueryView<'a>,
    total: usize,
    excluded: ExcludedView,
    took_ms: f64,
    hits: Vec<HitView<'a>>,
}

#[derive(Serialize)]
struct QueryView<'a> {
    text: &'a str,
    parsed: String,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct ExcludedView {
    undated: usize,
    vague: usize,
    duplicates: usize,
}

#[derive(Serialize)]
struct HitView<'a> {
    id: &'a str,
    score: f32,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    outlet_basis: Option<Basis>,
    published: Option<PartialDate>,
    published_basis: Option<Basis>,
    modified: Option<PartialDate>,
    authors: &'a [String],
    language: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    snippet: &'a str,
    snippet_marks: &'a [(usize, usize)],
    figures: Vec<FigureView<'a>>,
}

impl<'a> HitView<'a> {
    fn new(hit: &'a Hit) -> Self {
        let Record {
            id, path, article, ..
        } = &hit.record;
        let figures = hit
            .figures
            .iter()
            .filter_map(|&nth| hit.record.figures.get(nth));
        Self {
            id,
            score: hit.score,
            title: article.title.as_ref().map(|title| title.value.as_str()),
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            outlet_basis: article.outlet.as_ref().map(|outlet| outlet.basis),
            published: article.published.as_ref().map(|date| date.value),
            published_basis: article.published.as_ref().map(|date| date.basis),
            modified: article.modified.as_ref().map(|date| date.value),
            authors: &article.authors,
            language: article.language.as_deref(),
            url: article.url.as_deref(),
            path,
            snippet: &hit.passage.text,
            snippet_marks: &hit.passage.marks,
            figures: figures
                .map(|figure| FigureView::of_record(figure, &hit.record))
                .collect(),
        }
    }
}

/// A figure with the texts it points at.
#[derive(Debug, Serialize)]
pub struct FigureView<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    #[serde(rename = "in")]
    place: Place,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    bound: Bound,
    change: Option<Change>,
    unit: Option<&'a str>,
    counted: Option<&'a str>,
    whose: Option<&'a str>,
    measure: Option<Measure>,
    scope: Option<Scope>,
    stance: Stance,
    claimant: Option<&'a str>,
    as_of: Option<&'a str>,
    as_of_date: Option<PartialDate>,
    sentence: SentenceView<'a>,
    vague: bool,
}

#[derive(Debug, Serialize)]
struct SentenceView<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> FigureView<'a> {
    /// A figure of an article.
    fn of_record(figure: &'a Figure, record: &'a Record) -> Self {
        let title = || {
            record
                .article
                .title
                .as_ref()
                .map_or("", |title| title.value.as_str())
        };
        let text = if figure.place == Place::Title {
            title()
        } else {
            &record.article.body
        };
        Self::new(
            figure,
            text,
            record.article.published.as_ref().map(|date| date.value),
        )
    }

    /// A figure of `text`, which was published then.
    pub fn new(figure: &'a Figure, text: &'a str, published: Option<PartialDate>) -> Self {
        let (start, end) = figure.sentence;
        Self {
            text: text.get(figure.start..figure.end).unwrap_or_default(),
            start: figure.start,
            end: figure.end,
            place: figure.place,
            value: figure.value,
            low: figure.low,
            high: figure.high,
            bound: figure.bound,
            change: figure.change,
            unit: figure.unit.as_deref(),
            counted: figure.counted.as_deref(),
            whose: figure.whose.as_deref(),
            measure: figure.measure,
            scope: figure.scope,
            stance: figure.stance,
            claimant: figure.claimant.as_deref(),
            as_of: figure.as_of.as_deref(),
            as_of_date: figure
                .as_of
                .as_deref()
                .and_then(|words| as_of_date(words, published)),
            sentence: SentenceView {
                text: text.get(start..end).unwrap_or_default(),
                start,
                end,
            },
            vague: figure.vague,
        }
    }
}

/// A text with its figures.
#[derive(Debug, Serialize)]
pub struct ExtractedView<'a> {
    text: &'a str,
    figures: Vec<FigureView<'a>>,
}

impl<'a> ExtractedView<'a> {
    /// The figures of `text`.
    pub fn new(text: &'a str, figures: &'a [Figure]) -> Self {
        Self {
            text,
            figures: figures
                .iter()
                .map(|figure| FigureView::new(figure, text, None))
                .collect(),
        }
    }
}

/// Writes an answer as one JSON object.
pub fn answer_json(
    out: &mut impl Write,
    text: &str,
    parsed: String,
    took_ms: f64,
    answer: &Answer,
) -> io::Result<()> {
    let excluded = answer.excluded;
    let view = AnswerView {
        schema: SCHEMA,
        query: QueryView {
            text,
            parsed,
            warnings: &answer.warnings,
        },
        total: answer.total,
        excluded: ExcludedView {
            undated: excluded.undated,
            vague: excluded.vague,
            duplicates: excluded.duplicates,
        },
        took_ms,
        hits: answer.hits.iter().map(HitView::new).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &view)?;
    writeln!(out)
}

/// Writes the hits, a JSON object a line.
pub fn hits_jsonl(out: &mut impl Write, answer: &Answer) -> io::Result<()> {
    for hit in &answer.hits {
        serde_json::to_writer(&mut *out, &HitView::new(hit))?;
        writeln!(out)?;
    }
    Ok(())
}
