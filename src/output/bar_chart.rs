//! Bar charts of counts.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::number::grouped;
use super::width::cut;
use crate::sanitize::sanitize;

/// The length of the longest bar, in characters.
const BAR: usize = 30;
/// The minimum length of the longest bar. Bars are shortened to leave room for names.
const SHORTEST: usize = 10;
/// The maximum length of a name if the output is not a terminal.
const WIDEST: usize = 40;
/// The total width of the indentation and of the gaps before and after the counts.
const SPACES: usize = 6;

/// Writes one line for each name, with its count and a bar. If `width` is given, first the bars and then the names are
/// shortened to fit.
pub fn write_bars(
    out: &mut impl Write,
    rows: &[(&str, usize)],
    width: Option<usize>,
) -> io::Result<()> {
    let most = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    let digits = grouped(most as f64).len();
    let mut names: Vec<_> = rows.iter().map(|(name, _)| sanitize(name)).collect();
    let mut bar = BAR;
    if let Some(width) = width {
        let room = width.saturating_sub(SPACES + digits);
        let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
        bar = room
            .saturating_sub(widest)
            .clamp(SHORTEST.min(room / 2), BAR);
        for name in &mut names {
            *name = cut(name, room - bar).into();
        }
    } else {
        for name in &mut names {
            *name = name.chars().take(WIDEST).collect::<String>().into();
        }
    }
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (name, (_, count)) in names.iter().zip(rows) {
        let blank = " ".repeat(widest - name.width());
        let bar = "█".repeat((count * bar).div_ceil(most));
        writeln!(
            out,
            "  {name}{blank}  {:>digits$}  {bar}",
            grouped(*count as f64)
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bar_charts_fit_the_width() {
        let rows = [
            ("Pan-Continental Press of the Northern Provinces", 1234),
            ("日本経済新聞の国際版のための特別な編集部", 7),
            ("a", 617),
        ];
        for width in [20, 40, 80, 200] {
            let mut out = Vec::new();
            write_bars(&mut out, &rows, Some(width)).expect("writes to memory");
            let shown = String::from_utf8(out).expect("is text");
            for (line, count) in shown.lines().zip(["1,234", "    7", "  617"]) {
                assert!(line.width() <= width, "{width}\n{shown}");
                assert!(line.contains(&format!("  {count}  █")), "{width}\n{shown}");
            }
            assert_eq!(shown.contains('…'), width < 80, "{width}\n{shown}");
        }
    }
}
