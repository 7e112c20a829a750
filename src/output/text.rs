//! Renders hits as text, and formats the lines for figures and articles that several renderers share.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::corrections::correction_note;
use super::explain_score::write_score_explanation;
use super::figure_line::{detail_list, figure_line, mark};
use super::number::grouped;
use super::style::Style;
use super::table::{ColumnKind, write_table};
use super::width::cut_start;
use crate::article::{Basis, FieldValue};
use crate::byte_range::ByteRange;
use crate::figure::{Fact, Figure};
use crate::index::StoredArticle;
use crate::ingest::IngestSummary;
use crate::plural::count_of;
use crate::query::{Answer, Hit, Search};
use crate::sanitize::sanitize;

/// The minimum width of a path that shares its line with other text. A shorter part would not identify the file.
const READABLE_PATH: usize = 16;

/// Writes the hits of an answer as text. If `explain` is true, each hit is followed by the explanation of its score.
pub fn answer_text(
    out: &mut impl Write,
    answer: &Answer,
    search: &Search,
    explain: bool,
    style: Style,
) -> io::Result<()> {
    for (nth, hit) in answer.hits.iter().enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        write_hit(out, search.offset + nth + 1, hit, style)?;
        if explain {
            write_score_explanation(out, answer, hit, search.sort, style)?;
        }
    }
    Ok(())
}

fn write_hit(out: &mut impl Write, rank: usize, hit: &Hit, style: Style) -> io::Result<()> {
    let article = &hit.record.article;
    let title = article
        .title
        .as_ref()
        .map_or("(no headline)", |title| title.value.as_str());
    let headline = format!("{rank}. {}", style.title(title));
    writeln!(out, "{}", style.wrap(&headline, 3))?;
    let version = if hit.superseded {
        ", earlier version"
    } else {
        ""
    };
    write_provenance(out, &hit.record, version, 3, style)?;
    if !hit.snippet.text.is_empty() {
        let snippet = format!("   {}", marked(hit, style));
        writeln!(out, "{}", style.wrap(&snippet, 3))?;
    }
    for figure in hit.shown() {
        let line = format!("   - {}", line_of_record(&hit.record, figure, style));
        writeln!(out, "{}", style.wrap(&line, 5))?;
    }
    Ok(())
}

/// Formats a value. Its provenance follows in parentheses if the value was not given explicitly.
fn with_basis<T: ToString>(found: &FieldValue<T>) -> String {
    let shown = found.value.to_string();
    let source = source_of(found.basis).map(|source| format!("from {source}"));
    let source = match found.basis {
        Basis::Corrected => Some("corrected".to_owned()),
        _ => source,
    };
    let order = found
        .day_order
        .map(|_| "day and month as in other dates of the outlet".to_owned());
    let said: Vec<_> = source.into_iter().chain(order).collect();
    if said.is_empty() {
        return shown;
    }
    format!("{shown} ({})", said.join(", "))
}

/// Describes where a value was read from. Returns `None` if the value was given explicitly or corrected.
pub(super) fn source_of(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Given | Basis::Corrected => None,
        Basis::Markup => Some("the page"),
        Basis::Url => Some("the URL"),
        Basis::Text => Some("the text"),
        Basis::FileName => Some("the file name"),
    }
}

/// Writes where an article comes from, followed by `details` such as an id.
pub(super) fn write_provenance(
    out: &mut impl Write,
    record: &StoredArticle,
    details: &str,
    indent: usize,
    style: Style,
) -> io::Result<()> {
    let line = provenance_line(record, details, indent, style);
    let line = format!("{:indent$}{}", "", style.dim(&line));
    writeln!(out, "{}", style.wrap_words(&line, indent))
}

/// Formats where an article comes from: "Newsweek, 2022-05-12, corpus/a.txt". On a terminal, the path is shortened if
/// that saves a line. The line starts after `indent` columns.
pub(super) fn provenance_line(
    record: &StoredArticle,
    details: &str,
    indent: usize,
    style: Style,
) -> String {
    let article = &record.article;
    let outlet = article.outlet.as_ref().map(with_basis);
    let date = article.published.as_ref().map(with_basis);
    let unknown = |what: &str, corrected: bool| {
        let mark = if corrected { " (corrected)" } else { "" };
        format!("{what}{mark}")
    };
    let corrected = &record.corrected;
    let outlet = outlet.unwrap_or_else(|| unknown("outlet unknown", corrected.outlet.is_some()));
    let date = date.unwrap_or_else(|| unknown("no date", corrected.published.is_some()));
    let origin = format!("{outlet}, {date}, ");
    let path = match style.width {
        Some(width) => shorten_path(&record.path, width - indent, &[&origin, details]),
        None => record.path.clone(),
    };
    format!("{origin}{path}{details}")
}

/// Shortens a path to fit into `room` together with the parts in `beside`. If too little of the path would be left,
/// shortens it to fit on a line of its own.
fn shorten_path(path: &str, room: usize, beside: &[&str]) -> String {
    let used: usize = beside.iter().map(|part| part.width()).sum();
    match room.saturating_sub(used) {
        left if left >= READABLE_PATH => cut_start(path, left),
        // Leaves room for a comma after the path.
        _ => cut_start(path, room - 1),
    }
}

fn marked(hit: &Hit, style: Style) -> String {
    let mut shown = String::new();
    let mut at = 0;
    let text = &hit.snippet.text;
    for &ByteRange { start, end } in &hit.snippet.marks {
        shown.push_str(&sanitize(&text[at..start]));
        shown.push_str(&style.mark(&text[start..end]));
        at = end;
    }
    shown.push_str(&sanitize(&text[at..]));
    shown
}

/// Formats a figure like [`figure_line`]. If the figure was corrected, its original values are appended.
pub(super) fn line_of_record(record: &StoredArticle, figure: &Figure, style: Style) -> String {
    let line = figure_line(figure, record.surface(figure), style);
    match correction_note(record, figure) {
        Some(was) => format!("{line} ({was})"),
        None => line,
    }
}

/// Writes the figures in `text` as a table.
pub fn figures_table(
    out: &mut impl Write,
    text: &str,
    figures: &[Figure],
    style: Style,
) -> io::Result<()> {
    let columns = [
        ("figure", ColumnKind::Exact),
        ("bound", ColumnKind::Text),
        ("noun or unit", ColumnKind::Text),
        ("measure", ColumnKind::Text),
        ("details", ColumnKind::Text),
    ];
    let rows = figures.iter().map(|figure| row(text, figure).to_vec());
    write_table(out, &columns, rows, style.width)
}

fn row(text: &str, figure: &Figure) -> [String; 5] {
    let surface = text.get(figure.start..figure.end).unwrap_or_default();
    let what = figure
        .unit
        .as_deref()
        .or(figure.counted.as_deref())
        .unwrap_or_default();
    let measure = figure
        .measure
        .map(|measure| format!("{measure}{}", mark(figure, Fact::Measure)))
        .unwrap_or_default();
    [
        surface,
        &figure.bound.word().replace('_', " "),
        what,
        &measure,
        &detail_list(figure),
    ]
    .map(str::to_owned)
}

/// Returns the summary of `search ingest --reextract` as one line.
pub fn reextracted_line(summary: &IngestSummary) -> String {
    format!(
        "extracted {} again from {}; took {:.1} seconds",
        count_of(summary.figures, "figure"),
        count_of(summary.articles, "article"),
        summary.seconds
    )
}

/// Formats the result of an ingest on one line.
pub fn summary_line(summary: &IngestSummary) -> String {
    let IngestSummary {
        new,
        changed,
        moved,
        unchanged,
        removed,
        other,
        failed,
        missing,
        altered,
        replaced,
        articles,
        figures,
        other_languages,
        corrections,
        unapplied,
        copies,
        unfinished,
        seconds,
    } = *summary;
    let skipped = other + failed;
    let others = if other == 1 {
        "not an article"
    } else {
        "not articles"
    };
    let reasons = [
        (other, others),
        (failed.saturating_sub(missing + altered), "unreadable"),
        (missing, "missing"),
        (altered, "altered"),
    ];
    let reasons = reasons.iter().filter(|(count, _)| *count > 0);
    let reasons = reasons.map(|(count, why)| format!("{} {why}", grouped(*count as f64)));
    let why = match reasons.collect::<Vec<_>>().join(", ").as_str() {
        "" => String::new(),
        reasons => format!(" ({reasons})"),
    };
    let later = match unfinished {
        0 => String::new(),
        _ => format!(", {} still being written", grouped(unfinished as f64)),
    };
    let moved = if moved == 0 {
        String::new()
    } else {
        format!("{} moved, ", grouped(moved as f64))
    };
    let count = |count: u64, noun| count_of(count, noun);
    let [new, changed, unchanged, removed, skipped] =
        [new, changed, unchanged, removed, skipped].map(|count| grouped(count as f64));
    let corrections = match corrections {
        0 => String::new(),
        some => format!(", {} applied", count(some, "correction")),
    };
    let unapplied = match unapplied {
        0 => String::new(),
        some => format!(", {} not applied", count(some, "correction")),
    };
    let replaced = match replaced {
        0 => String::new(),
        some => format!("{} not decoded; ", count(some, "character")),
    };
    let copies = (copies > 0).then(|| count(copies, "duplicate"));
    let others = (other_languages > 0)
        .then(|| format!("{} not in English", grouped(other_languages as f64)));
    let kinds: Vec<_> = copies.into_iter().chain(others).collect();
    let kinds = if kinds.is_empty() {
        String::new()
    } else {
        format!(" ({})", kinds.join(", "))
    };
    let (figures, articles) = (count(figures, "figure"), count(articles, "article"));
    format!(
        "{new} new, {changed} changed, {moved}{unchanged} unchanged, {removed} removed, {skipped} skipped{why}{later}; \
         {replaced}{figures} in {articles}{kinds}{corrections}{unapplied}; took {seconds:.1} seconds"
    )
}
