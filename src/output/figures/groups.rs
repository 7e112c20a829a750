//! Renders groups of figures as text, JSON and CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::FigureRowView;
use super::text::number_of;
use crate::output::csv::CsvTable;
use crate::output::number::grouped;
use crate::output::style::Style;
use crate::output::table::{ColumnKind, write_table};
use crate::query::{FigureGroup, FigureRow, GroupKey};
use crate::sanitize::sanitize;

/// A group with the figures that represent it.
pub struct GroupRow<'a> {
    /// The group to show.
    pub group: &'a FigureGroup,
    /// The figure with the lowest number.
    pub lowest: FigureRow,
    /// The figure with the highest number.
    pub highest: FigureRow,
    /// The figure whose article was published first.
    pub first: FigureRow,
}

/// The JSON view of a group.
#[derive(Serialize)]
pub struct GroupView<'a> {
    key: Option<&'a str>,
    also: &'a [String],
    unit: Option<&'a str>,
    figures: usize,
    lowest: FigureRowView<'a>,
    highest: FigureRowView<'a>,
    first: FigureRowView<'a>,
}

impl<'a> GroupView<'a> {
    /// Returns the view of a group.
    pub fn new(row: &'a GroupRow<'a>) -> Self {
        let key = row.group.key.as_ref();
        Self {
            key: key.map(|key| key.name.as_str()),
            also: key.map_or(&[], |key| &key.also),
            unit: row.group.unit.as_deref(),
            figures: row.group.count,
            lowest: FigureRowView::new(&row.lowest),
            highest: FigureRowView::new(&row.highest),
            first: FigureRowView::new(&row.first),
        }
    }
}

/// Formats the date on which a figure's article was published.
fn dated(row: &FigureRow) -> String {
    let published = row.published();
    published.map_or_else(|| "no date".to_owned(), |date| date.to_string())
}

fn outlet(row: &FigureRow) -> String {
    let outlet = row.record.article.outlet.as_ref();
    outlet.map_or_else(String::new, |outlet| outlet.value.clone())
}

/// Writes groups as a table, followed by the names that were merged. `name` is the heading of the first column, which
/// contains the group keys.
pub fn groups_text(
    out: &mut impl Write,
    name: &str,
    rows: &[GroupRow<'_>],
    style: Style,
) -> io::Result<()> {
    let columns = [
        (name, ColumnKind::Text),
        ("unit", ColumnKind::Text),
        ("figures", ColumnKind::Number),
        ("lowest", ColumnKind::Number),
        ("highest", ColumnKind::Number),
        ("first published", ColumnKind::Exact),
        ("outlet", ColumnKind::Text),
        ("first figure", ColumnKind::Exact),
    ];
    let cells = rows.iter().map(|row| {
        let key = row.group.key.as_ref();
        vec![
            key.map_or_else(|| "(unknown)".to_owned(), |key| key.name.clone()),
            row.group.unit.clone().unwrap_or_default(),
            grouped(row.group.count as f64),
            number_of(&row.lowest),
            number_of(&row.highest),
            dated(&row.first),
            outlet(&row.first),
            row.first.id(),
        ]
    });
    write_table(out, &columns, cells, style.width)?;
    joined(
        out,
        rows.iter().filter_map(|row| row.group.key.as_ref()),
        style,
    )
}

/// Writes one line for each key under which several names were merged.
pub fn joined<'a>(
    out: &mut impl Write,
    keys: impl Iterator<Item = &'a GroupKey>,
    style: Style,
) -> io::Result<()> {
    let mut told = Vec::new();
    for key in keys.filter(|key| !key.also.is_empty()) {
        if told.contains(&&key.name) {
            continue;
        }
        told.push(&key.name);
        let line = format!("merged names: {} (also {})", key.name, key.also.join("; "));
        writeln!(out, "{}", style.wrap(&sanitize(&line), 2))?;
    }
    Ok(())
}

/// Writes groups as CSV. `name` is the name of the first column, which contains the group keys.
pub fn groups_csv<'a>(
    out: &mut impl Write,
    name: &str,
    rows: impl Iterator<Item = anyhow::Result<GroupRow<'a>>>,
) -> anyhow::Result<()> {
    let mut table = CsvTable::new(out);
    let names = [
        name,
        "also",
        "unit",
        "figures",
        "lowest",
        "lowest_id",
        "highest",
        "highest_id",
    ];
    let first = ["first", "first_date", "first_outlet", "first_quote"];
    table.row(names.iter().chain(&first).copied())?;
    for row in rows {
        let row = row?;
        let key = row.group.key.clone().unwrap_or_default();
        let cells = [
            key.name,
            key.also.join("; "),
            row.group.unit.clone().unwrap_or_default(),
            row.group.count.to_string(),
            row.lowest.figure().stated().0.to_string(),
            row.lowest.id(),
            row.highest.figure().stated().1.to_string(),
            row.highest.id(),
            row.first.id(),
            dated(&row.first),
            outlet(&row.first),
            row.first.quote().to_owned(),
        ];
        table.row(cells)?;
    }
    Ok(table.end()?)
}
