//! Text tables whose columns are as wide as their widest cell.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::sanitize::sanitize;

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush left, for words.
    Left,
    /// Flush right, for numbers.
    Right,
}

/// The maximum width of every column but the last. Wider cells are cut.
const WIDEST: usize = 48;

/// Writes the headings of the columns, and the rows below them.
pub fn write_table(
    out: &mut impl Write,
    columns: &[(&str, Align)],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> io::Result<()> {
    let header = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let last = columns.len().saturating_sub(1);
    let cell = |(nth, cell): (usize, &String)| {
        let cell = sanitize(cell);
        if nth == last {
            cell.into_owned()
        } else {
            cut(&cell)
        }
    };
    let shown = |row: Vec<String>| row.iter().enumerate().map(cell).collect::<Vec<_>>();
    let rows: Vec<_> = std::iter::once(header).chain(rows).map(shown).collect();
    let mut widths = vec![0; columns.len()];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    for row in rows {
        let mut line = String::new();
        for ((cell, width), (_, set)) in row.iter().zip(&widths).zip(columns) {
            let blank = " ".repeat(width - cell.width());
            let (before, behind) = match set {
                Align::Left => ("", blank.as_str()),
                Align::Right => (blank.as_str(), ""),
            };
            line.extend([before, cell, behind, "  "]);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Cuts `text` if it is wider than [`WIDEST`].
fn cut(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + 2 > WIDEST {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_display_width() {
        let mut out = Vec::new();
        let columns = [("name", Align::Left), ("n", Align::Right)];
        let rows = [["a", "1"], ["日本", "1,000"], ["x\u{1b}y", ""]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        write_table(&mut out, &columns, rows).expect("writes to memory");
        let expected = "name      n\na         1\n日本  1,000\nx\u{fffd}y\n";
        assert_eq!(String::from_utf8_lossy(&out), expected);
        assert_eq!(cut(&"a".repeat(60)).width(), WIDEST);
    }
}
