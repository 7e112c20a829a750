//! Renders hits as CSV (RFC 4180), one row each. All CSV output goes through [`CsvTable`].
//!
//! Spreadsheets evaluate a cell that starts with certain signs as a formula. Article content is not trusted, so such
//! cells are prefixed with an apostrophe.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ErrorKind, Terminator, WriterBuilder};

use crate::figure::Figure;
use crate::query::{Answer, Hit};
use crate::sanitize::sanitize;

/// A hit, with its rank and its first displayed figure.
struct HitRow<'a> {
    rank: usize,
    hit: &'a Hit,
    figure: Option<&'a Figure>,
}

/// The name of a column, and a function that returns the cell for a row, or `None` if the value is unknown.
type HitColumn = (&'static str, fn(&HitRow<'_>) -> Option<String>);

/// The columns. A column has the name of the JSON field with the same value, if there is one. The columns from `figure`
/// onwards describe the first displayed figure.
const COLUMNS: &[HitColumn] = &[
    ("rank", |row| Some(row.rank.to_string())),
    ("id", |row| Some(row.hit.record.id.clone())),
    ("score", |row| Some(row.hit.score.to_string())),
    ("title", |row| {
        let title = row.hit.record.article.title.as_ref()?;
        Some(title.value.clone())
    }),
    ("outlet", |row| {
        let outlet = row.hit.record.article.outlet.as_ref()?;
        Some(outlet.value.clone())
    }),
    ("outlet_basis", |row| {
        let outlet = row.hit.record.article.outlet.as_ref()?;
        Some(outlet.basis.word().to_owned())
    }),
    ("published", |row| {
        let published = row.hit.record.article.published.as_ref()?;
        Some(published.value.to_string())
    }),
    ("published_basis", |row| {
        let published = row.hit.record.article.published.as_ref()?;
        Some(published.basis.word().to_owned())
    }),
    ("url", |row| row.hit.record.article.url.clone()),
    ("path", |row| Some(row.hit.record.path.clone())),
    ("snippet", |row| Some(row.hit.snippet.text.clone())),
    ("figures", |row| {
        let figures = row.hit.shown();
        let surfaces: Vec<_> = figures
            .map(|figure| row.hit.record.surface(figure))
            .collect();
        Some(surfaces.join("; "))
    }),
    ("figure", |row| {
        row.figure
            .map(|figure| row.hit.record.surface(figure).to_owned())
    }),
    ("value", |row| Some(row.figure?.value?.to_string())),
    ("low", |row| Some(row.figure?.low?.to_string())),
    ("high", |row| Some(row.figure?.high?.to_string())),
    ("bound", |row| Some(row.figure?.bound.to_string())),
    ("unit", |row| row.figure?.unit.clone()),
    ("counted", |row| row.figure?.counted.clone()),
    ("whose", |row| row.figure?.whose.clone()),
    ("measure", |row| Some(row.figure?.measure?.to_string())),
    ("stance", |row| Some(row.figure?.stance.to_string())),
    ("claimant", |row| row.figure?.source.clone()),
];

/// Writes a header row and the hits of an answer. The rank of the first hit is `before + 1`.
pub fn answer_csv(out: &mut impl Write, answer: &Answer, before: usize) -> io::Result<()> {
    let mut table = CsvTable::new(out);
    table.row(COLUMNS.iter().map(|(name, _)| Cow::Borrowed(*name)))?;
    for (nth, hit) in answer.hits.iter().enumerate() {
        let row = HitRow {
            rank: before + nth + 1,
            hit,
            figure: hit.shown().next(),
        };
        let cells = COLUMNS.iter().map(|(_, of)| of(&row).unwrap_or_default());
        table.row(cells)?;
    }
    table.end()
}

/// A CSV writer whose cells are safe to open in a spreadsheet.
pub(super) struct CsvTable<W: Write>(csv::Writer<W>);

impl<W: Write> CsvTable<W> {
    /// Creates an empty table.
    pub fn new(out: W) -> Self {
        let mut builder = WriterBuilder::new();
        Self(builder.terminator(Terminator::CRLF).from_writer(out))
    }

    /// Writes a row.
    pub fn row<'a>(
        &mut self,
        cells: impl IntoIterator<Item: Into<Cow<'a, str>>>,
    ) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(&*safe(&cell.into())).map_err(failed)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(failed)
    }

    /// Flushes the output.
    pub fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Makes a cell safe to open in a spreadsheet: on one line, without control characters, and not a formula.
fn safe(cell: &str) -> Cow<'_, str> {
    // A tab or line break before a formula becomes a space here, which `trim_start` below skips.
    let cell = sanitize(cell);
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if cell.trim_start().starts_with(signs) && !is_number(&cell) {
        format!("'{cell}").into()
    } else {
        cell
    }
}

/// Returns whether a cell is a plain number, such as "-5" or "3.5e2".
fn is_number(cell: &str) -> bool {
    let digits = |b: u8| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E');
    cell.bytes().all(digits) && cell.parse::<f64>().is_ok()
}

/// Converts a CSV error to an I/O error. Only I/O errors are possible, because all rows have the same number of cells.
fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_never_formulas() {
        let rows = [
            ("498", "498"),
            ("-5", "-5"),
            ("+3.5e2", "+3.5e2"),
            ("-5,300", "'-5,300"),
            ("-5+cmd", "'-5+cmd"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("- and so on", "'- and so on"),
            ("\t=1", "' =1"),
            ("\r\n+1 more", "'  +1 more"),
            ("＝1", "'＝1"),
            ("1=1", "1=1"),
            ("\u{1b}=1", "\u{fffd}=1"),
            ("", ""),
        ];
        for (cell, expected) in rows {
            assert_eq!(safe(cell), expected, "{cell:?}");
        }
    }
}
