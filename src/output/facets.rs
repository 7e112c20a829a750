//! How many there are of each kind.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::csv::Table;
use super::number::{counted, grouped};
use super::plain::plain;
use super::style::Style;
use crate::query::{Dimension, Facet};

/// A facet as JSON.
#[derive(Serialize)]
pub struct FacetView<'a> {
    facet: &'static str,
    counts: &'static str,
    total: usize,
    unknown: usize,
    values: Vec<ValueView<'a>>,
}

#[derive(Serialize)]
struct ValueView<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
    count: usize,
}

/// What a facet counts.
fn noun(by: Dimension) -> &'static str {
    if by.of_articles() {
        "article"
    } else {
        "figure"
    }
}

impl<'a> FacetView<'a> {
    /// Of a facet, its first `limit` values.
    pub fn new(facet: &'a Facet, limit: usize) -> Self {
        let values = facet
            .counts
            .iter()
            .take(limit)
            .map(|(key, count)| ValueView {
                value: &key.name,
                also: &key.also,
                count: *count,
            });
        Self {
            facet: facet.by.word(),
            counts: if facet.by.of_articles() {
                "articles"
            } else {
                "figures"
            },
            total: facet.total,
            unknown: facet.unknown,
            values: values.collect(),
        }
    }
}

/// How long the longest bar is, in characters.
const BAR: usize = 30;
/// The widest that a name is shown.
const WIDEST: usize = 40;

/// Writes a facet as bars, of its values the first `limit`.
pub fn facet_text(
    out: &mut impl Write,
    facet: &Facet,
    limit: usize,
    style: Style,
) -> io::Result<()> {
    let total = counted(facet.total, noun(facet.by));
    writeln!(
        out,
        "{}",
        style.title(&format!("{} ({total})", facet.by.word()))
    )?;
    let shown: Vec<_> = facet.counts.iter().take(limit).collect();
    let most = shown
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let name = |name: &str| -> String { plain(name).chars().take(WIDEST).collect() };
    let width = shown
        .iter()
        .map(|(key, _)| name(&key.name).width())
        .max()
        .unwrap_or(0);
    let digits = grouped(most as f64).len();
    for (key, count) in &shown {
        let label = name(&key.name);
        let blank = " ".repeat(width - label.width());
        let bar = "█".repeat((count * BAR).div_ceil(most));
        writeln!(
            out,
            "  {label}{blank}  {:>digits$}  {bar}",
            grouped(*count as f64)
        )?;
    }
    let more = facet.counts.len() - shown.len();
    if more > 0 {
        writeln!(out, "  … and {more} more")?;
    }
    if facet.unknown > 0 {
        writeln!(
            out,
            "  not known of {}",
            counted(facet.unknown, noun(facet.by))
        )?;
    }
    Ok(())
}

/// Writes facets as one table.
pub fn facets_csv(out: &mut impl Write, facets: &[Facet], limit: usize) -> io::Result<()> {
    let mut table = Table::new(out);
    table.row(["facet", "value", "also", "counts", "count"])?;
    for facet in facets {
        for (key, count) in facet.counts.iter().take(limit) {
            let cells = [
                facet.by.word().to_owned(),
                key.name.clone(),
                key.also.join("; "),
                format!("{}s", noun(facet.by)),
                count.to_string(),
            ];
            table.row(cells)?;
        }
    }
    table.end()
}
