//! Renders answers as JSON. Other programs rely on the field names.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::corrections::{CorrectedArticleView, CorrectedFigureView};
use super::explain_score::ScoreExplanation;
use crate::article::Basis;
use crate::byte_range::ByteRange;
use crate::date::DayOrder;
use crate::date::PartialDate;
use crate::figure::{Bound, Change, Confidence, Figure, Measure, Place, Scope, Stance, as_of_date};
use crate::index::StoredArticle;
use crate::query::{Answer, ExcludedCounts, Hit, Warning};
use crate::sanitize::{is_printable_ascii, steers_terminal};

/// The version of the JSON schema. Increase it if the meaning of a field changes.
pub(super) const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct AnswerView<'a> {
    schema: u32,
    query: QueryView<'a>,
    total: usize,
    excluded: ExcludedView,
    took_ms: f64,
    hits: Vec<HitView<'a>>,
}

impl<'a> AnswerView<'a> {
    fn new(text: &'a str, parsed: String, took_ms: f64, answer: &'a Answer, explain: bool) -> Self {
        let hits = answer.hits.iter();
        Self {
            schema: SCHEMA,
            query: QueryView {
                text,
                parsed,
                warnings: &answer.warnings,
            },
            total: answer.total,
            excluded: answer.excluded.into(),
            took_ms,
            hits: hits.map(|hit| HitView::new(answer, hit, explain)).collect(),
        }
    }
}

/// The answer to a saved search, or one of its hits, with the name of the search.
#[derive(Serialize)]
struct SavedSearchView<'a, V> {
    search: &'a str,
    #[serde(flatten)]
    view: V,
}

#[derive(Serialize)]
pub(super) struct QueryView<'a> {
    pub text: &'a str,
    pub parsed: String,
    pub warnings: &'a [Warning],
}

#[derive(Serialize)]
pub(super) struct ExcludedView {
    undated: usize,
    vague: usize,
    uncertain: usize,
    rates: usize,
    duplicates: usize,
}

impl From<ExcludedCounts> for ExcludedView {
    fn from(excluded: ExcludedCounts) -> Self {
        let ExcludedCounts {
            undated,
            vague,
            uncertain,
            rates,
            duplicates,
        } = excluded;
        Self {
            undated,
            vague,
            uncertain,
            rates,
            duplicates,
        }
    }
}

#[derive(Serialize)]
struct HitView<'a> {
    id: &'a str,
    score: f32,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    outlet_basis: Option<Basis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet_as_given: Option<&'a str>,
    published: Option<PartialDate>,
    published_basis: Option<Basis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_day_order: Option<DayOrder>,
    modified: Option<PartialDate>,
    authors: &'a [String],
    language: Option<&'a str>,
    language_basis: Option<Basis>,
    url: Option<&'a str>,
    path: &'a str,
    snippet: &'a str,
    snippet_marks: &'a [ByteRange],
    figures: Vec<FigureView<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    earlier_version: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<CorrectedArticleView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<ScoreExplanation<'a>>,
}

impl<'a> HitView<'a> {
    fn new(answer: &'a Answer, hit: &'a Hit, explain: bool) -> Self {
        let StoredArticle {
            id, path, article, ..
        } = &hit.record;
        Self {
            id,
            score: hit.score,
            title: article.title.as_ref().map(|title| title.value.as_str()),
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            outlet_basis: article.outlet.as_ref().map(|outlet| outlet.basis),
            outlet_as_given: hit.record.outlet_as_given.as_deref(),
            published: article.published.as_ref().map(|date| date.value),
            published_basis: article.published.as_ref().map(|date| date.basis),
            published_day_order: article.published.as_ref().and_then(|date| date.day_order),
            modified: article.modified.as_ref().map(|date| date.value),
            authors: &article.authors,
            language: article.language.as_ref().map(|code| code.value.as_str()),
            language_basis: article.language.as_ref().map(|code| code.basis),
            url: article.url.as_deref(),
            path,
            snippet: &hit.snippet.text,
            snippet_marks: &hit.snippet.marks,
            figures: hit
                .shown()
                .map(|figure| FigureView::of_record(figure, &hit.record))
                .collect(),
            corrected: CorrectedArticleView::from_record(&hit.record),
            earlier_version: hit.superseded,
            why: explain.then(|| ScoreExplanation::new(answer, hit)),
        }
    }
}

/// The JSON view of a figure, with its text and its sentence.
#[derive(Debug, Serialize)]
pub(super) struct FigureView<'a> {
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
    agent: Option<&'a str>,
    #[serde(rename = "place")]
    location: Option<&'a str>,
    via: Option<&'a str>,
    rate: Option<&'a str>,
    #[serde(skip_serializing_if = "Confidence::is_empty")]
    confidence: Confidence,
    sentence: SentenceView<'a>,
    vague: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<CorrectedFigureView<'a>>,
}

#[derive(Debug, Serialize)]
struct SentenceView<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> FigureView<'a> {
    /// Returns the view of a figure in `record`.
    pub fn of_record(figure: &'a Figure, record: &'a StoredArticle) -> Self {
        Self {
            corrected: CorrectedFigureView::from_record(record, figure),
            ..Self::new(
                figure,
                record.text_of(figure),
                record.article.published.as_ref().map(|date| date.value),
            )
        }
    }

    /// Returns the view of a figure in `text`. Relative times are resolved against `published`.
    fn new(figure: &'a Figure, text: &'a str, published: Option<PartialDate>) -> Self {
        let sentence = figure.sentence;
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
            claimant: figure.source.as_deref(),
            as_of: figure.as_of.as_deref(),
            as_of_date: figure
                .as_of
                .as_deref()
                .and_then(|words| as_of_date(words, published)),
            agent: figure.agent.as_deref(),
            location: figure.location.as_deref(),
            via: figure.via.as_deref(),
            rate: figure.rate.as_deref(),
            confidence: figure.confidence,
            sentence: SentenceView {
                text: text.get(sentence.as_range()).unwrap_or_default(),
                start: sentence.start,
                end: sentence.end,
            },
            vague: figure.vague,
            corrected: None,
        }
    }
}

/// The JSON view of an extraction: the input and its figures.
#[derive(Debug, Serialize)]
struct ExtractedView<'a> {
    text: &'a str,
    figures: Vec<FigureView<'a>>,
}

/// Writes an answer as one JSON object.
pub fn answer_json(
    out: &mut impl Write,
    text: &str,
    parsed: String,
    took_ms: f64,
    answer: &Answer,
    explain: bool,
) -> io::Result<()> {
    pretty(
        out,
        &AnswerView::new(text, parsed, took_ms, answer, explain),
    )
}

/// Writes the new hits of a saved search as one JSON object.
pub fn new_json(
    out: &mut impl Write,
    name: &str,
    text: &str,
    parsed: String,
    took_ms: f64,
    answer: &Answer,
) -> io::Result<()> {
    let view = AnswerView::new(text, parsed, took_ms, answer, false);
    pretty(out, &SavedSearchView { search: name, view })
}

/// Writes the new hits of a saved search as JSON lines.
pub fn new_jsonl(out: &mut impl Write, name: &str, answer: &Answer) -> io::Result<()> {
    answer.hits.iter().try_for_each(|hit| {
        let view = HitView::new(answer, hit, false);
        line(out, &SavedSearchView { search: name, view })
    })
}

pub(super) fn pretty(out: &mut impl Write, view: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(view)?;
    writeln!(out, "{}", escaped(&json))
}

/// Writes the hits of an answer as JSON lines.
pub fn hits_jsonl(out: &mut impl Write, answer: &Answer, explain: bool) -> io::Result<()> {
    answer
        .hits
        .iter()
        .try_for_each(|hit| line(out, &HitView::new(answer, hit, explain)))
}

/// Writes `text` and its figures as one line of JSON.
pub fn extracted_jsonl(out: &mut impl Write, text: &str, figures: &[Figure]) -> io::Result<()> {
    let figures = figures
        .iter()
        .map(|figure| FigureView::new(figure, text, None))
        .collect();
    line(out, &ExtractedView { text, figures })
}

pub(super) fn line(out: &mut impl Write, view: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(view)?;
    writeln!(out, "{}", escaped(&json))
}

/// Escapes the characters in JSON that a terminal would act on. The result is valid JSON, because such characters occur
/// only inside strings.
pub(super) fn escaped(json: &str) -> Cow<'_, str> {
    let harmful = |c: char| c != '\n' && steers_terminal(c);
    if is_printable_ascii(json) || !json.contains(harmful) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if harmful(c) {
            let units = &mut [0; 2];
            for unit in c.encode_utf16(units) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_control_characters_round_trip() {
        let text = "a\u{202e}b\u{9b}c\u{1b}d\u{e0041}\n";
        let json = serde_json::to_string(text).expect("serializes");
        let shown = escaped(&json);
        assert!(shown.is_ascii(), "{shown}");
        assert_eq!(
            serde_json::from_str::<String>(&shown).expect("parses"),
            text
        );
    }
}
