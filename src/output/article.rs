//! Renders an article with all its fields and figures, as text and JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::corrections::{CorrectedArticleView, SourcedValueView};
use super::figure_line::figure_line;
use super::json::{FigureView, line};
use super::related::{RelatedView, related_text};
use super::style::Style;
use super::text::{line_of_record, source_of};
use crate::article::{Article, Basis, FieldValue};
use crate::corrections::OriginalValue;
use crate::date::DayOrder;
use crate::figure::{Figure, Place};
use crate::index::StoredArticle;
use crate::query::RelatedArticles;
use crate::sanitize::sanitize;
use crate::storage::{ContentHash, EXTRACTOR};

/// The JSON view of an article.
#[derive(Serialize)]
struct ArticleView<'a> {
    schema: u32,
    id: &'a str,
    title: Option<SourcedValueView<'a>>,
    outlet: Option<SourcedValueView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet_as_given: Option<&'a str>,
    published: Option<SourcedValueView<'a>>,
    modified: Option<SourcedValueView<'a>>,
    authors: &'a [String],
    language: Option<&'a str>,
    language_basis: Option<Basis>,
    url: Option<&'a str>,
    path: &'a str,
    body: &'a str,
    content_hash: ContentHash,
    extractor: u32,
    figures: Vec<FigureView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<CorrectedArticleView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    struck: Vec<FigureView<'a>>,
    #[serde(flatten)]
    related: RelatedView<'a>,
}

/// Writes an article as a JSON object on one line.
pub fn article_json(
    out: &mut impl Write,
    record: &StoredArticle,
    related: &RelatedArticles,
) -> io::Result<()> {
    let article = &record.article;
    let figures = record.figures.iter();
    let struck = record.corrected.removed.iter();
    let view = ArticleView {
        schema: super::json::SCHEMA,
        id: &record.id,
        title: SourcedValueView::from_found(article.title.as_ref()),
        outlet: SourcedValueView::from_found(article.outlet.as_ref()),
        outlet_as_given: record.outlet_as_given.as_deref(),
        published: SourcedValueView::from_found(article.published.as_ref()),
        modified: SourcedValueView::from_found(article.modified.as_ref()),
        authors: &article.authors,
        language: article.language.as_ref().map(|code| code.value.as_str()),
        language_basis: article.language.as_ref().map(|code| code.basis),
        url: article.url.as_deref(),
        path: &record.path,
        body: &article.body,
        content_hash: ContentHash::from_bytes(article.body.as_bytes()),
        extractor: EXTRACTOR,
        figures: figures
            .map(|figure| FigureView::of_record(figure, record))
            .collect(),
        corrected: CorrectedArticleView::from_record(record),
        struck: struck
            .map(|figure| FigureView::of_record(figure, record))
            .collect(),
        related: RelatedView::new(related),
    };
    line(out, &view)
}

/// Writes an article as text: its fields with their provenance, the body with a number after each figure, and a
/// numbered list of the figures. `asked` is the number of the figure that the user asked for, which is marked in the
/// list.
pub fn article_text(
    out: &mut impl Write,
    record: &StoredArticle,
    related: &RelatedArticles,
    asked: Option<usize>,
    style: Style,
) -> io::Result<()> {
    let article = &record.article;
    match &article.title {
        Some(title) => {
            let title = marked(record, &title.value, Place::Title, style);
            writeln!(out, "{}", style.wrap(&title, 0))?;
        }
        None => writeln!(out, "(no headline)")?,
    }
    for (name, value) in known_fields(record, article) {
        let line = format!("{} {}", style.dim(&format!("{name}:")), sanitize(&value));
        writeln!(out, "{}", style.wrap_words(&line, 2))?;
    }
    related_text(out, record, related, style)?;
    writeln!(out)?;
    let body = marked(record, &article.body, Place::Body, style);
    for paragraph in body.trim_end().split('\n') {
        writeln!(out, "{}", style.wrap(paragraph.trim_end(), 0))?;
    }
    if !(record.figures.is_empty() && record.corrected.removed.is_empty()) {
        writeln!(out)?;
    }
    for (nth, figure) in record.figures.iter().enumerate() {
        let line = line_of_record(record, figure, style);
        let this = if asked == Some(nth + 1) {
            "  <- you asked for this figure"
        } else {
            ""
        };
        let line = format!("[{}] {line}{this}", nth + 1);
        writeln!(out, "{}", style.wrap(&line, 4))?;
    }
    for figure in &record.corrected.removed {
        let line = figure_line(figure, record.surface(figure), style);
        writeln!(out, "{}", style.wrap(&format!("[removed] {line}"), 4))?;
    }
    Ok(())
}

/// Returns the fields of an article in display order, with their provenance. Fields without a value are omitted, except
/// the outlet and the date of publication.
fn known_fields<'a>(
    record: &'a StoredArticle,
    article: &'a Article,
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    let corrected = &record.corrected;
    let outlet = with_original(article.outlet.as_ref(), corrected.outlet.as_ref());
    let outlet = outlet.map(|outlet| match &record.outlet_as_given {
        Some(given) => format!("{outlet}; the article calls it \"{given}\""),
        None => outlet,
    });
    let published = with_original(article.published.as_ref(), corrected.published.as_ref());
    let modified = with_original(article.modified.as_ref(), corrected.modified.as_ref());
    let lines = [
        (
            "outlet",
            Some(outlet.unwrap_or_else(|| "unknown".to_owned())),
        ),
        (
            "published",
            Some(published.unwrap_or_else(|| "unknown".to_owned())),
        ),
        ("modified", modified),
        ("headline", article.title.as_ref().map(basis)),
        (
            "authors",
            (!article.authors.is_empty()).then(|| article.authors.join("; ")),
        ),
        ("language", article.language.as_ref().map(language)),
        ("url", article.url.clone()),
        ("path", Some(record.path.clone())),
        ("id", Some(record.id.clone())),
    ];
    lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
}

fn found<T: ToString>(found: &FieldValue<T>) -> String {
    let order = found.day_order.map(ordered).unwrap_or_default();
    format!("{}, {}{order}", found.value.to_string(), basis(found))
}

/// Describes how an ambiguous date was read.
fn ordered(order: DayOrder) -> &'static str {
    match order {
        DayOrder::DayFirst => "; day first, as in other dates of the outlet",
        DayOrder::MonthFirst => "; month first, as in other dates of the outlet",
    }
}

/// Formats a value with its provenance or, if it was corrected, with its original value: `2022-03-01 (corrected, was
/// 2021, given in the file)`. Returns `None` if the value is unknown and was not corrected.
fn with_original<T: ToString>(
    now: Option<&FieldValue<T>>,
    was: Option<&OriginalValue<T>>,
) -> Option<String> {
    let Some(was) = was else {
        return now.map(found);
    };
    let now = now.map_or_else(|| "unknown".to_owned(), |now| now.value.to_string());
    let was = was.was.as_ref().map_or_else(|| "unknown".to_owned(), found);
    Some(format!("{now} (corrected, was {was})"))
}

/// Formats a value's provenance: `read from the text: "Update 05/12/22"`.
fn basis<T>(found: &FieldValue<T>) -> String {
    match source_of(found.basis) {
        None if found.day_order.is_some() => format!("given in the file as \"{}\"", found.words),
        None => "given in the file".to_owned(),
        Some(source) => format!("read from {source}: \"{}\"", found.words),
    }
}

/// Formats the language: `de, read from the text; the file says "en"`. For a detected language, `words` contains the
/// language that the file states, not the words from which the language was detected.
fn language(found: &FieldValue<String>) -> String {
    let FieldValue {
        value,
        basis,
        words,
        ..
    } = found;
    match source_of(*basis) {
        None => value.clone(),
        Some(source) if words.is_empty() => format!("{value}, read from {source}"),
        Some(source) => format!("{value}, read from {source}; the file says \"{words}\""),
    }
}

/// Highlights each figure in `text` and appends its number in the list of figures.
fn marked(record: &StoredArticle, text: &str, place: Place, style: Style) -> String {
    let mut shown = String::new();
    let mut at = 0;
    let here = |(_, figure): &(usize, &Figure)| figure.place == place;
    for (nth, figure) in record.figures.iter().enumerate().filter(here) {
        let (Some(before), Some(surface)) = (
            text.get(at..figure.start),
            text.get(figure.start..figure.end),
        ) else {
            continue;
        };
        shown.push_str(&lines(before));
        shown.push_str(&style.mark(surface));
        shown.push_str(&style.dim(&format!("[{}]", nth + 1)));
        at = figure.end;
    }
    shown + &lines(text.get(at..).unwrap_or_default())
}

/// Sanitizes `text` but keeps its line breaks.
fn lines(text: &str) -> String {
    text.split('\n')
        .map(sanitize)
        .collect::<Vec<_>>()
        .join("\n")
}
