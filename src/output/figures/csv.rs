//! Renders figures as CSV, one row each.

use std::borrow::Cow;
use std::io::{self, Write};

use super::figure_columns::{
    Cell, FIGURE_ARTICLE_COLUMNS, FIGURE_COLUMNS, PROVENANCE_COLUMNS, TableColumn,
};
use crate::output::csv::CsvTable;
use crate::query::FigureRow;

/// Returns all columns in output order.
fn columns() -> impl Iterator<Item = &'static TableColumn<FigureRow>> {
    FIGURE_COLUMNS
        .iter()
        .chain(FIGURE_ARTICLE_COLUMNS)
        .chain(PROVENANCE_COLUMNS)
}

/// A CSV table of figures.
pub struct FigureTable<W: Write>(CsvTable<W>);

impl<W: Write> FigureTable<W> {
    /// Creates a table and writes its header row.
    pub fn new(out: W) -> io::Result<Self> {
        let mut table = CsvTable::new(out);
        table.row(columns().map(|column| Cow::Borrowed(column.name)))?;
        Ok(Self(table))
    }

    /// Writes a figure as a row.
    pub fn row(&mut self, row: &FigureRow) -> io::Result<()> {
        self.0.row(columns().map(|column| match (column.of)(row) {
            Cell::Empty => Cow::default(),
            Cell::Text(text) => text,
            Cell::Real(number) => number.to_string().into(),
            Cell::Whole(number) => number.to_string().into(),
        }))
    }

    /// Flushes the output.
    pub fn end(self) -> io::Result<()> {
        self.0.end()
    }
}
