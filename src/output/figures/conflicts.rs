//! Renders conflicts as text, JSON and CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::FigureRowView;
use super::groups::joined;
use super::text::{write_origin, write_quote};
use crate::output::csv::CsvTable;
use crate::output::figure_line::event_words;
use crate::output::number::grouped;
use crate::output::style::Style;
use crate::plural::count_of;
use crate::query::{Conflict, ConflictSide, FigureRow, format_days};
use crate::sanitize::sanitize;

/// A conflict with the figures that represent its sides.
pub struct ConflictRow<'a> {
    /// The conflict to show.
    pub conflict: &'a Conflict,
    /// Each side with its lowest and its highest figure.
    pub sides: Vec<(&'a ConflictSide, FigureRow, FigureRow)>,
}

/// The JSON view of a conflict.
#[derive(Serialize)]
pub struct ConflictView<'a> {
    measure: Option<String>,
    whose: Option<&'a str>,
    counted: &'a str,
    period: Option<String>,
    times_apart: f64,
    sides: Vec<ConflictSideView<'a>>,
}

#[derive(Serialize)]
struct ConflictSideView<'a> {
    claimant: &'a str,
    also: &'a [String],
    figures: usize,
    lowest: FigureRowView<'a>,
    highest: FigureRowView<'a>,
}

impl<'a> ConflictView<'a> {
    /// Returns the view of a conflict.
    pub fn new(row: &'a ConflictRow<'a>) -> Self {
        let side = |(side, lowest, highest): &'a (&'a ConflictSide, FigureRow, FigureRow)| {
            ConflictSideView {
                claimant: &side.source.name,
                also: &side.source.also,
                figures: side.count,
                lowest: FigureRowView::new(lowest),
                highest: FigureRowView::new(highest),
            }
        };
        let conflict = row.conflict;
        Self {
            measure: conflict.measure.map(|measure| measure.to_string()),
            whose: conflict.whose.as_deref(),
            counted: &conflict.kind,
            period: conflict.days.map(format_days),
            times_apart: conflict.ratio,
            sides: row.sides.iter().map(side).collect(),
        }
    }
}

/// Formats the heading of a conflict: "soldiers killed · side: Russia · 2022-03 · the highest is 52 times the lowest".
fn heading(conflict: &Conflict) -> String {
    let whose = conflict
        .whose
        .as_ref()
        .map(|whose| format!(" · side: {whose}"))
        .unwrap_or_default();
    let when = conflict
        .days
        .map_or_else(|| "no date".to_owned(), format_days);
    format!(
        "{}{whose} · {when} · {}",
        event_words(&conflict.kind, conflict.measure),
        apart(conflict.ratio)
    )
}

fn apart(ratio: f64) -> String {
    let times = if ratio >= 10.0 {
        ratio.round()
    } else {
        (ratio * 100.0).round() / 100.0
    };
    format!("the highest is {} times the lowest", grouped(times))
}

/// Writes a conflict as text: each side with the sentences of its lowest and its highest figure.
pub fn conflict_text(
    out: &mut impl Write,
    rank: usize,
    row: &ConflictRow<'_>,
    style: Style,
) -> io::Result<()> {
    let line = format!("{rank}. {}", style.title(&heading(row.conflict)));
    writeln!(out, "{}", style.wrap(&line, 3))?;
    for (side, lowest, highest) in &row.sides {
        let name = sanitize(&side.source.name);
        let figures = count_of(side.count, "figure");
        let line = format!("   {}, {figures}", style.figure(&name));
        writeln!(out, "{}", style.wrap(&line, 5))?;
        claim(out, lowest, style)?;
        if lowest.id() != highest.id() || lowest.record.key != highest.record.key {
            claim(out, highest, style)?;
        }
    }
    Ok(())
}

fn claim(out: &mut impl Write, row: &FigureRow, style: Style) -> io::Result<()> {
    write_quote(out, row, 5, style)?;
    write_origin(out, row, 5, style)
}

/// Writes the names that were merged for each source.
pub fn conflicts_merged_names(
    out: &mut impl Write,
    rows: &[ConflictRow<'_>],
    style: Style,
) -> io::Result<()> {
    let sides = rows.iter().flat_map(|row| &row.sides);
    joined(out, sides.map(|(side, ..)| &side.source), style)
}

/// Writes conflicts as CSV, one row for each side.
pub fn conflicts_csv<'a>(
    out: &mut impl Write,
    rows: impl Iterator<Item = anyhow::Result<ConflictRow<'a>>>,
) -> anyhow::Result<()> {
    let mut table = CsvTable::new(out);
    let names = [
        "conflict",
        "measure",
        "whose",
        "counted",
        "period",
        "times_apart",
        "claimant",
        "also",
        "figures",
        "lowest",
        "lowest_id",
        "lowest_quote",
        "highest",
        "highest_id",
        "highest_quote",
    ];
    table.row(names)?;
    for (nth, row) in rows.enumerate() {
        let row = row?;
        let of = row.conflict;
        for (side, lowest, highest) in &row.sides {
            let cells = [
                (nth + 1).to_string(),
                of.measure
                    .map(|measure| measure.to_string())
                    .unwrap_or_default(),
                of.whose.clone().unwrap_or_default(),
                of.kind.clone(),
                of.days.map(format_days).unwrap_or_default(),
                of.ratio.to_string(),
                side.source.name.clone(),
                side.source.also.join("; "),
                side.count.to_string(),
                lowest.figure().stated().0.to_string(),
                lowest.id(),
                lowest.quote().to_owned(),
                highest.figure().stated().1.to_string(),
                highest.id(),
                highest.quote().to_owned(),
            ];
            table.row(cells)?;
        }
    }
    Ok(table.end()?)
}
