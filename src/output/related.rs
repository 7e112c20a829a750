//! Renders related articles as text and JSON: copies of a story, versions of a page, and changes of figures.

use std::io::{self, Write};

use jiff::Timestamp;
use serde::Serialize;

use super::number::span;
use super::style::Style;
use super::text::provenance_line;
use crate::date::PartialDate;
use crate::index::StoredArticle;
use crate::query::RelatedArticles;
use crate::sanitize::sanitize;
use crate::storage::{FigureClaim, VersionDiff};

/// The indentation of every line of a field except the first.
const INDENT: usize = 2;
/// The width of the widest label in front of a related article, including the space after the label.
const LABEL: usize = "version: earlier, ".len();

/// Another article of the same story or page.
#[derive(Serialize)]
struct OtherView<'a> {
    id: &'a str,
    outlet: Option<&'a str>,
    published: Option<PartialDate>,
    modified: Option<PartialDate>,
    path: &'a str,
    /// How the figures changed since the previous version.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeView<'a>>,
}

/// How the figures of an article changed.
#[derive(Serialize)]
struct ChangeView<'a> {
    /// The day on which an ingest detected the change. `None` for a change between two versions in the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<String>,
    removed: &'a [FigureClaim],
    added: &'a [FigureClaim],
}

/// The JSON view of related articles. Empty lists are omitted.
#[derive(Serialize)]
pub struct RelatedView<'a> {
    /// All articles of the story, the earliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    story: Vec<OtherView<'a>>,
    /// All versions of the page, the latest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<OtherView<'a>>,
    /// The changes that ingests detected in the article's file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeView<'a>>,
}

impl<'a> RelatedView<'a> {
    /// Returns the view of the related articles.
    pub fn new(related: &'a RelatedArticles) -> Self {
        let story = related
            .story
            .iter()
            .map(|record| OtherView::new(record, None));
        let versions = related.versions.iter().map(|version| {
            let change = version.change.as_ref();
            OtherView::new(
                &version.record,
                change.map(|one| ChangeView::new(one, None)),
            )
        });
        let changes = related.changes.iter();
        Self {
            story: story.collect(),
            versions: versions.collect(),
            changes: changes
                .map(|(seen, change)| ChangeView::new(change, Some(*seen)))
                .collect(),
        }
    }
}

impl<'a> OtherView<'a> {
    fn new(record: &'a StoredArticle, change: Option<ChangeView<'a>>) -> Self {
        let article = &record.article;
        Self {
            id: &record.id,
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            published: article.published.as_ref().map(|date| date.value),
            modified: article.modified.as_ref().map(|date| date.value),
            path: &record.path,
            change,
        }
    }
}

impl<'a> ChangeView<'a> {
    fn new(change: &'a VersionDiff, seen: Option<i64>) -> Self {
        Self {
            seen: seen.map(day),
            removed: &change.removed,
            added: &change.added,
        }
    }
}

/// Formats a timestamp, in milliseconds since 1970, as a date. Returns an empty string if it is out of range.
fn day(seen: i64) -> String {
    let time = Timestamp::from_millisecond(seen);
    time.map_or_else(|_| String::new(), |time| time.strftime("%F").to_string())
}

/// Writes related articles as text.
pub fn related_text(
    out: &mut impl Write,
    record: &StoredArticle,
    related: &RelatedArticles,
    style: Style,
) -> io::Result<()> {
    let mut name = |name: &str, value: &str| {
        let line = format!("{} {value}", style.dim(name));
        writeln!(out, "{}", style.wrap_words(&line, INDENT))
    };
    let other = |record: &StoredArticle| {
        let details = format!(", {}", record.id);
        let line = provenance_line(record, &details, LABEL, style);
        sanitize(&line).into_owned()
    };
    if let Some(first) = related
        .story
        .first()
        .filter(|first| first.key != record.key)
    {
        name("copy of:", &other(first))?;
    }
    let copies = related
        .story
        .iter()
        .skip(1)
        .filter(|one| one.key != record.key);
    for one in copies {
        name("copy:", &other(one))?;
    }
    for (nth, version) in related.versions.iter().enumerate() {
        let current = nth + 1 == related.versions.len();
        let label = match (version.record.key == record.key, current) {
            (true, true) => "version: this one (latest)".to_owned(),
            (true, false) => "version: this one (earlier)".to_owned(),
            (false, true) => format!("version: latest, {}", other(&version.record)),
            (false, false) => format!("version: earlier, {}", other(&version.record)),
        };
        let changes = version
            .change
            .as_ref()
            .map(|change| format!("; {}", describe_changes(change)));
        let (label, rest) = label.split_at("version:".len());
        name(
            label,
            &format!("{}{}", rest.trim(), changes.unwrap_or_default()),
        )?;
    }
    for (seen, change) in &related.changes {
        name(
            "changed:",
            &format!("{}: {}", day(*seen), describe_changes(change)),
        )?;
    }
    Ok(())
}

/// Formats changes: "killed 12 -> 14; wounded 30 removed; missing 7 added".
fn describe_changes(change: &VersionDiff) -> String {
    let pairs = change
        .pairs()
        .into_iter()
        .map(|(from, to)| match (from, to) {
            (Some(from), Some(to)) => {
                format!("{} {} -> {}", subject(from), number(from), number(to))
            }
            (Some(from), None) => format!("{} {} removed", subject(from), number(from)),
            (None, Some(to)) => format!("{} {} added", subject(to), number(to)),
            (None, None) => String::new(),
        });
    sanitize(&pairs.collect::<Vec<_>>().join("; ")).into_owned()
}

fn number(claim: &FigureClaim) -> String {
    span(claim.numbers, claim.bound, claim.unit.as_deref())
}

/// Returns a word for what a claim is about: its measure, or else its counted noun or unit.
fn subject(claim: &FigureClaim) -> &str {
    let measure = claim.measure.map(crate::figure::Measure::word);
    let counted = claim.counted.as_deref().or(claim.unit.as_deref());
    measure.or(counted).unwrap_or("figure")
}
