//! Renders facets as bar charts, JSON and CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::bar_chart::write_bars;
use super::csv::CsvTable;
use super::style::Style;
use crate::plural::count_of;
use crate::query::{Dimension, Facet};

/// The JSON view of a facet.
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

/// Returns the noun for what a facet of this dimension counts.
fn noun(by: Dimension) -> &'static str {
    if by.of_articles() {
        "article"
    } else {
        "figure"
    }
}

impl<'a> FacetView<'a> {
    /// Returns the view of the first `limit` values of a facet.
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

/// Writes the first `limit` values of a facet as a bar chart.
pub fn facet_text(
    out: &mut impl Write,
    facet: &Facet,
    limit: usize,
    style: Style,
) -> io::Result<()> {
    let total = count_of(facet.total, noun(facet.by));
    writeln!(
        out,
        "{}",
        style.title(&format!("{} ({total})", facet.by.word()))
    )?;
    let shown = facet.counts.iter().take(limit);
    let shown: Vec<_> = shown
        .map(|(key, count)| (key.name.as_str(), *count))
        .collect();
    write_bars(out, &shown, style.width)?;
    let more = facet.counts.len() - shown.len();
    if more > 0 {
        writeln!(out, "  … and {more} more")?;
    }
    if facet.unknown > 0 {
        writeln!(
            out,
            "  unknown for {}",
            count_of(facet.unknown, noun(facet.by))
        )?;
    }
    Ok(())
}

/// Writes the first `limit` values of each facet as rows of one CSV table.
pub fn facets_csv(out: &mut impl Write, facets: &[Facet], limit: usize) -> io::Result<()> {
    let mut table = CsvTable::new(out);
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
