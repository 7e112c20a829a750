//! Bar charts of counts.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::number::grouped;
use crate::sanitize::sanitize;

/// The length of the longest bar, in characters.
const BAR: usize = 30;
/// The maximum length of a name, in characters. Longer names are cut.
const WIDEST: usize = 40;

/// Writes one line for each name, with its count and a bar.
pub fn write_bars(out: &mut impl Write, rows: &[(&str, usize)]) -> io::Result<()> {
    let most = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let shown = |name: &str| -> String { sanitize(name).chars().take(WIDEST).collect() };
    let width = rows
        .iter()
        .map(|(name, _)| shown(name).width())
        .max()
        .unwrap_or(0);
    let digits = grouped(most as f64).len();
    for (name, count) in rows {
        let label = shown(name);
        let blank = " ".repeat(width - label.width());
        let bar = "█".repeat((count * BAR).div_ceil(most));
        writeln!(
            out,
            "  {label}{blank}  {:>digits$}  {bar}",
            grouped(*count as f64)
        )?;
    }
    Ok(())
}
