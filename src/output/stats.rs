//! Renders the statistics of an index, as text and JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::bar_chart::write_bars;
use super::json::{SCHEMA, pretty};
use super::number::{grouped, size};
use super::style::Style;
use super::text::summary_line;
use super::timestamp::{local_time, utc_time};
use crate::index::DuplicateCounts;
use crate::index::{Counts, Overview};
use crate::ingest::IngestSummary;
use crate::outlets::Outlet;
use crate::sanitize::sanitize;
use crate::storage::IngestReport;

/// The maximum number of months in the chart of articles by month. If there are more, the chart is by year.
const MOST_MONTHS: usize = 24;

#[derive(Serialize)]
struct StatsView<'a> {
    schema: u32,
    articles: u64,
    undated: u64,
    figures: u64,
    measures: Vec<FiguresView<'a>>,
    units: Vec<FiguresView<'a>>,
    copies: CopiesView,
    outlets: OutletsView<'a>,
    languages: Vec<ArticlesView<'a>>,
    published: PublishedView<'a>,
    bytes: u64,
    versions: VersionsView,
    last_ingest: Option<LastView<'a>>,
    roots: Vec<String>,
}

#[derive(Serialize)]
struct FiguresView<'a> {
    name: &'a str,
    figures: u64,
}

#[derive(Serialize)]
struct ArticlesView<'a> {
    name: &'a str,
    articles: u64,
}

#[derive(Serialize)]
struct CopiesView {
    /// The number of stories with several articles.
    groups: u64,
    /// The number of articles in those stories, except the first of each.
    articles: u64,
}

#[derive(Serialize)]
struct OutletsView<'a> {
    total: usize,
    /// The number of articles without a known outlet.
    unknown: u64,
    largest: Vec<OutletView<'a>>,
}

#[derive(Serialize)]
struct OutletView<'a> {
    name: &'a str,
    articles: u64,
    as_given: &'a [String],
}

#[derive(Serialize)]
struct PublishedView<'a> {
    first: Option<String>,
    last: Option<String>,
    years: Vec<ArticlesView<'a>>,
    months: Vec<ArticlesView<'a>>,
}

#[derive(Serialize)]
struct VersionsView {
    program: &'static str,
    format: u32,
    extractor: u32,
}

#[derive(Serialize)]
struct LastView<'a> {
    ended: Option<String>,
    program: &'a str,
    rebuild: bool,
    #[serde(flatten)]
    summary: &'a IngestSummary,
}

/// Writes the statistics of an index as one JSON object, with at most `limit` measures, units, outlets and languages.
/// The time of the last ingest is in UTC.
pub fn stats_json(out: &mut impl Write, overview: &Overview, limit: usize) -> io::Result<()> {
    pretty(out, &StatsView::new(overview, limit))
}

impl<'a> StatsView<'a> {
    fn new(overview: &'a Overview, limit: usize) -> Self {
        let figures = |counts: &'a Counts| {
            let views = counts.iter().take(limit);
            let views = views.map(|(name, figures)| FiguresView {
                name,
                figures: *figures,
            });
            views.collect()
        };
        let range = overview.dates.range;
        Self {
            schema: SCHEMA,
            articles: overview.articles,
            undated: overview.undated,
            figures: overview.figures,
            measures: figures(&overview.measures),
            units: figures(&overview.units),
            copies: CopiesView {
                groups: overview.duplicates.stories,
                articles: overview.duplicates.copies,
            },
            outlets: OutletsView {
                total: overview.outlets.len(),
                unknown: without_outlet(overview),
                largest: overview
                    .outlets
                    .iter()
                    .take(limit)
                    .map(OutletView::new)
                    .collect(),
            },
            languages: articles(
                overview
                    .languages
                    .iter()
                    .take(limit)
                    .map(|(name, n)| (name, n)),
            ),
            published: PublishedView {
                first: range.map(|(first, _)| first.to_string()),
                last: range.map(|(_, last)| last.to_string()),
                years: articles(&overview.dates.years),
                months: articles(&overview.dates.months),
            },
            bytes: overview.bytes,
            versions: VersionsView {
                program: env!("CARGO_PKG_VERSION"),
                format: overview.format,
                extractor: overview.extractor,
            },
            last_ingest: overview.last.as_ref().map(|last| LastView {
                ended: utc_time(last.ended),
                program: &last.program,
                rebuild: last.rebuild,
                summary: &last.summary,
            }),
            roots: overview
                .roots
                .iter()
                .map(|root| root.display().to_string())
                .collect(),
        }
    }
}

impl<'a> OutletView<'a> {
    fn new(outlet: &'a Outlet) -> Self {
        Self {
            name: &outlet.name,
            articles: outlet.articles,
            as_given: &outlet.as_given,
        }
    }
}

fn articles<'a>(counts: impl IntoIterator<Item = (&'a String, &'a u64)>) -> Vec<ArticlesView<'a>> {
    let views = counts.into_iter().map(|(name, articles)| ArticlesView {
        name,
        articles: *articles,
    });
    views.collect()
}

fn without_outlet(overview: &Overview) -> u64 {
    let with: u64 = overview.outlets.iter().map(|outlet| outlet.articles).sum();
    overview.articles - with
}

/// Writes the statistics of the index in `folder` as text, with at most `limit` outlets, measures and units. The time
/// of the last ingest is in the local time zone.
pub fn stats_text(
    out: &mut impl Write,
    overview: &Overview,
    folder: &Path,
    limit: usize,
    style: Style,
) -> io::Result<()> {
    for (name, value) in facts(overview, folder) {
        let name = style.dim(&format!("{name:<12}"));
        let line = format!("{name} {}", sanitize(&value));
        writeln!(out, "{}", style.wrap_words(&line, 13))?;
    }
    let dates = &overview.dates;
    let (periods, by) = if dates.months.len() > MOST_MONTHS {
        (&dates.years, "year")
    } else {
        (&dates.months, "month")
    };
    section(
        out,
        &format!("articles by {by}"),
        chart(periods),
        usize::MAX,
        style,
    )?;
    let outlets = overview
        .outlets
        .iter()
        .map(|outlet| (outlet.name.as_str(), outlet.articles));
    section(out, "articles by outlet", outlets, limit, style)?;
    section(
        out,
        "figures by measure",
        names(&overview.measures),
        limit,
        style,
    )?;
    section(out, "figures by unit", names(&overview.units), limit, style)
}

/// Returns the statistics that are shown as a name and a value on one line.
fn facts(overview: &Overview, folder: &Path) -> Vec<(&'static str, String)> {
    let lacking = [
        (overview.undated, "without a date"),
        (without_outlet(overview), "without an outlet"),
    ];
    let lacking = lacking.iter().filter(|(articles, _)| *articles > 0);
    let lacking = lacking.map(|(articles, what)| format!("; {} {what}", grouped(*articles as f64)));
    let mut facts = vec![
        (
            "articles",
            grouped(overview.articles as f64) + &lacking.collect::<String>(),
        ),
        ("figures", grouped(overview.figures as f64)),
        ("outlets", grouped(overview.outlets.len() as f64)),
    ];
    let DuplicateCounts { stories, copies } = overview.duplicates;
    if copies > 0 {
        let copy = if copies == 1 { "copy" } else { "copies" };
        let story = if stories == 1 { "story" } else { "stories" };
        let [copies, stories] = [copies, stories].map(|count| grouped(count as f64));
        facts.push(("copies", format!("{copies} {copy} of {stories} {story}")));
    }
    if let Some((first, last)) = overview.dates.range {
        facts.push(("published", format!("{first} to {last}")));
    }
    if !overview.languages.is_empty() {
        let languages = overview.languages.iter();
        let languages =
            languages.map(|(code, articles)| format!("{code} {}", grouped(*articles as f64)));
        facts.push(("languages", languages.collect::<Vec<_>>().join(", ")));
    }
    facts.push((
        "size",
        format!("{} in {}", size(overview.bytes), folder.display()),
    ));
    let (format, extractor) = (overview.format, overview.extractor);
    let program = env!("CARGO_PKG_VERSION");
    facts.push((
        "versions",
        format!("search {program}, format {format}, extractor {extractor}"),
    ));
    if let Some(last) = &overview.last {
        facts.push(("last ingest", last_line(last)));
    }
    let roots = overview.roots.iter().map(|root| root.display().to_string());
    facts.push(("folders", roots.collect::<Vec<_>>().join(", ")));
    facts
}

fn last_line(last: &IngestReport) -> String {
    let ended = local_time(last.ended);
    let rebuild = if last.rebuild { " (rebuild)" } else { "" };
    format!("{ended}{rebuild}: {}", summary_line(&last.summary))
}

fn names(counts: &Counts) -> impl Iterator<Item = (&str, u64)> {
    counts.iter().map(|(name, count)| (name.as_str(), *count))
}

fn chart(periods: &BTreeMap<String, u64>) -> impl Iterator<Item = (&str, u64)> {
    periods
        .iter()
        .map(|(period, articles)| (period.as_str(), *articles))
}

/// Writes a heading and the first `limit` counts as bars, or nothing if there are no counts.
fn section<'a>(
    out: &mut impl Write,
    what: &str,
    counts: impl Iterator<Item = (&'a str, u64)>,
    limit: usize,
    style: Style,
) -> io::Result<()> {
    let all: Vec<_> = counts.map(|(name, count)| (name, count as usize)).collect();
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", style.title(what))?;
    write_bars(out, &all[..all.len().min(limit)], style.width)?;
    if all.len() > limit {
        writeln!(out, "  … and {} more", all.len() - limit)?;
    }
    Ok(())
}
