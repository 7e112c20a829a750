//! Text tables whose columns are as wide as their widest cell.

use std::io::{self, Write};
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::width::cut;
use crate::sanitize::sanitize;

/// The kind of a column, which determines its alignment and whether it may be shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words. Left-aligned, and shortened if there is no room.
    Text,
    /// Dates and ids. Left-aligned, and never shortened.
    Exact,
    /// Numbers. Right-aligned, and never shortened.
    Number,
}

/// The maximum width of every column but the last if the output is not a terminal. Wider cells are cut.
const WIDEST: usize = 48;

/// The width below which no column is shortened, because its words would become unreadable.
const NARROWEST: usize = 12;

/// The maximum width that is reserved for a column of words when the columns are distributed over several lines.
const READABLE: usize = 24;

/// The space between columns.
const GAP: usize = 2;

/// The indentation of every line of a row except the first.
const INDENT: usize = 4;

/// Writes the column headings and the rows. If `width` is given, columns of words are shortened until a row fits it. If
/// that is not enough, each row takes several lines.
pub fn write_table(
    out: &mut impl Write,
    columns: &[(&str, ColumnKind)],
    rows: impl IntoIterator<Item = Vec<String>>,
    width: Option<usize>,
) -> io::Result<()> {
    let header = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let clean = |row: Vec<String>| row.iter().map(|cell| sanitize(cell).into_owned()).collect();
    let mut rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).map(clean).collect();
    let mut widths = column_widths(columns.len(), &rows);
    let lines = if let Some(width) = width {
        fold(columns, &mut widths, width)
    } else {
        for width in widths.iter_mut().rev().skip(1) {
            *width = (*width).min(WIDEST);
        }
        one_line(columns.len())
    };
    for (cell, width) in rows.iter_mut().flat_map(|row| row.iter_mut().zip(&widths)) {
        *cell = cut(cell, *width);
    }
    let widths = column_widths(columns.len(), &rows);
    for row in rows {
        for (nth, line) in lines.iter().enumerate() {
            let cells = row[line.clone()].iter().zip(&widths[line.clone()]);
            let line = format_line(cells.zip(&columns[line.clone()]));
            let rest = width.map_or(0, |width| width.saturating_sub(line.width()));
            match nth {
                0 => writeln!(out, "{line}")?,
                _ if line.is_empty() => {}
                _ => writeln!(out, "{:indent$}{line}", "", indent = INDENT.min(rest))?,
            }
        }
    }
    Ok(())
}

/// Returns the width of the widest cell of each column.
fn column_widths(columns: usize, rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |nth: usize| {
        rows.iter()
            .filter_map(move |row| row.get(nth))
            .map(|cell| cell.width())
    };
    (0..columns)
        .map(|nth| widest(nth).max().unwrap_or(0))
        .collect()
}

/// Formats cells side by side, each padded to the width of its column.
fn format_line<'a>(
    cells: impl Iterator<Item = ((&'a String, &'a usize), &'a (&'a str, ColumnKind))>,
) -> String {
    let mut line = String::new();
    for ((cell, width), (_, kind)) in cells {
        let blank = " ".repeat(width.saturating_sub(cell.width()));
        let (before, after) = match kind {
            ColumnKind::Text | ColumnKind::Exact => ("", blank.as_str()),
            ColumnKind::Number => (blank.as_str(), ""),
        };
        line.extend([before, cell, after, &" ".repeat(GAP)]);
    }
    line.truncate(line.trim_end().len());
    line
}

/// Distributes columns over as few lines as they need, and reduces the widths of columns that do not fit. Returns the
/// columns of each line.
fn fold(columns: &[(&str, ColumnKind)], widths: &mut [usize], width: usize) -> Vec<Range<usize>> {
    let mut all = widths.to_vec();
    if shorten(columns, &mut all, width) {
        widths.copy_from_slice(&all);
        return one_line(columns.len());
    }
    let wanted = |nth: usize| match columns[nth].1 {
        ColumnKind::Text => widths[nth].min(READABLE),
        ColumnKind::Exact | ColumnKind::Number => widths[nth],
    };
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    for nth in 0..columns.len() {
        let room = if start == 0 { width } else { width - INDENT };
        if nth > start && used + wanted(nth) > room {
            lines.push(start..nth);
            (start, used) = (nth, 0);
        }
        used += wanted(nth) + GAP;
    }
    lines.push(start..columns.len());
    for line in &lines {
        let room = if line.start == 0 {
            width
        } else {
            width - INDENT
        };
        shorten(&columns[line.clone()], &mut widths[line.clone()], room);
    }
    lines
}

fn one_line(columns: usize) -> Vec<Range<usize>> {
    std::iter::once(0..columns).collect()
}

/// Reduces the widths of columns of words, the widest first, until all columns fit into `room`. Returns whether they
/// fit.
fn shorten(columns: &[(&str, ColumnKind)], widths: &mut [usize], room: usize) -> bool {
    let text = |nth: usize| columns[nth].1 == ColumnKind::Text;
    for nth in (0..widths.len()).filter(|nth| text(*nth)) {
        widths[nth] = widths[nth].min(room);
    }
    let gaps = GAP * columns.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let texts = (0..widths.len()).filter(|nth| text(*nth));
        match texts.max_by_key(|nth| widths[*nth]) {
            Some(widest) if widths[widest] > NARROWEST => widths[widest] -= 1,
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[(&str, ColumnKind)], rows: &[&[&str]], width: Option<usize>) -> String {
        let mut out = Vec::new();
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|&cell| cell.to_owned()).collect());
        write_table(&mut out, columns, rows, width).expect("writes to memory");
        String::from_utf8(out).expect("is text")
    }

    const TIMELINE: &[(&str, ColumnKind)] = &[
        ("date", ColumnKind::Exact),
        ("number", ColumnKind::Number),
        ("source", ColumnKind::Text),
        ("first", ColumnKind::Exact),
        ("note", ColumnKind::Text),
    ];
    const ROWS: &[&[&str]] = &[
        &[
            "2022-03-01",
            "5,300 or more",
            "the ministry of defence",
            "a-long-file-name#3",
            "",
        ],
        &[
            "2022-03-02",
            "1",
            "日本経済新聞の記者",
            "b#1",
            "dated by the article",
        ],
    ];

    #[test]
    fn columns_align_by_display_width() {
        let columns = [("name", ColumnKind::Text), ("n", ColumnKind::Number)];
        let rows: &[&[&str]] = &[&["a", "1"], &["日本", "1,000"], &["x\u{1b}y", ""]];
        let expected = "name      n\na         1\n日本  1,000\nx\u{fffd}y\n";
        assert_eq!(table(&columns, rows, None), expected);
        assert_eq!(table(&columns, rows, Some(20)), expected);
    }

    #[test]
    fn widest_columns_are_shortened_first() {
        let rows = [
            (
                200,
                "2022-03-02              1  日本経済新聞の記者       b#1                 dated by the article",
            ),
            (
                80,
                "2022-03-02              1  日本経済新聞の…   b#1                 dated by the a…",
            ),
            (
                40,
                "2022-03-02              1\n    日本経済新聞の記者\n    b#1\n    dated by the article",
            ),
            (
                20,
                "2022-03-02\n                1\n    日本経済新聞の…\n    b#1\n    dated by the ar…",
            ),
        ];
        for (width, expected) in rows {
            let shown = table(TIMELINE, ROWS, Some(width));
            assert!(
                shown.ends_with(&format!("\n{expected}\n")),
                "{width}\n{shown}"
            );
            assert!(shown.contains("a-long-file-name#3"), "{shown}");
            assert!(shown.contains("5,300 or more"), "{shown}");
            for line in shown
                .lines()
                .filter(|line| !line.ends_with("a-long-file-name#3"))
            {
                assert!(line.width() <= width, "{width}\n{shown}");
            }
        }
    }

    #[test]
    fn only_last_column_is_whole_when_piped() {
        let long = "a".repeat(60);
        let columns = [("x", ColumnKind::Text), ("y", ColumnKind::Text)];
        let shown = table(&columns, &[&[&long, &long]], None);
        let expected = format!("{}…  {long}", "a".repeat(WIDEST - 1));
        assert_eq!(shown.lines().nth(1), Some(expected.as_str()));
    }
}
