//! Text plots with days on the horizontal axis and numbers on the vertical axis.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::output::number::grouped;

/// A mark in a plot: a number, or a range of numbers, on a day.
#[derive(Clone, Copy, Debug)]
pub struct PlotMark {
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// The lowest and the highest number.
    pub numbers: (f64, f64),
    /// Whether the actual number may be higher than the highest.
    pub or_more: bool,
    /// Whether the actual number may be lower than the lowest.
    pub or_less: bool,
    /// The character that is drawn for the mark.
    pub sign: char,
}

/// The height of the plot in lines.
const HEIGHT: usize = 16;
/// The scale is logarithmic if no number is negative and the highest is at least this many times the lowest positive
/// one.
const LOGARITHMIC: f64 = 30.0;
/// The minimum number of columns.
const NARROWEST: usize = 10;
/// The character for a cell with several marks.
pub const SEVERAL: char = '*';
/// The character between the lowest and the highest number of a mark.
pub const RANGE: char = '│';
/// The character above a mark whose actual number may be higher.
pub const HIGHER: char = '↑';
/// The character below a mark whose actual number may be lower.
pub const LOWER: char = '↓';

/// The vertical scale of a plot.
struct PlotScale {
    low: f64,
    high: f64,
    logarithmic: bool,
    /// The line of `low`. It is not the bottom line if a logarithmic scale also has to show zero.
    first: usize,
}

impl PlotScale {
    fn new(marks: &[PlotMark]) -> Self {
        let numbers = || {
            marks
                .iter()
                .flat_map(|mark| [mark.numbers.0, mark.numbers.1])
        };
        let least = |numbers: &mut dyn Iterator<Item = f64>| numbers.fold(f64::INFINITY, f64::min);
        let high = numbers().fold(f64::NEG_INFINITY, f64::max);
        let above = least(&mut numbers().filter(|number| *number > 0.0));
        let low = least(&mut numbers());
        let logarithmic = high / above >= LOGARITHMIC && low >= 0.0;
        // A linear scale includes zero, because readers compare heights.
        let (low, first) = if logarithmic {
            (above, usize::from(low <= 0.0) * 2)
        } else {
            (low.min(0.0), 0)
        };
        Self {
            low,
            high: if high > low { high } else { low + 1.0 },
            logarithmic,
            first,
        }
    }

    /// Returns the line on which a number is plotted. The bottom line is 0.
    fn line(&self, number: f64) -> usize {
        if self.logarithmic && number <= 0.0 {
            return 0;
        }
        let part = if self.logarithmic {
            (number / self.low).ln() / (self.high / self.low).ln()
        } else {
            (number - self.low) / (self.high - self.low)
        };
        // The clamped `part` is at most 1, so the result is below `HEIGHT`.
        self.first + (part.clamp(0.0, 1.0) * (HEIGHT - 1 - self.first) as f64).round() as usize
    }

    /// Returns the number at a line, rounded to two significant digits, or `None` for a line between zero and the
    /// lowest positive number.
    fn number(&self, line: usize) -> Option<f64> {
        if line < self.first {
            return (line == 0).then_some(0.0);
        }
        let part = (line - self.first) as f64 / (HEIGHT - 1 - self.first) as f64;
        let number = if self.logarithmic {
            self.low * (self.high / self.low).powf(part)
        } else {
            self.low + (self.high - self.low) * part
        };
        let unit = 10_f64.powi(number.abs().max(1e-300).log10().floor() as i32 - 1);
        Some((number / unit).round() * unit)
    }
}

/// Writes a plot that is `width` characters wide, with the labels of the first and the last day below it. Returns the
/// set of characters that the plot contains.
pub fn write_plot(
    out: &mut impl Write,
    marks: &[PlotMark],
    width: usize,
    days: [&str; 2],
) -> io::Result<BTreeSet<char>> {
    let scale = PlotScale::new(marks);
    let label = |line: usize| {
        let number = scale.number(line).filter(|_| line.is_multiple_of(3));
        number.map_or_else(String::new, |number| grouped(tidy(number)))
    };
    let labels: Vec<_> = (0..HEIGHT).map(label).collect();
    let margin = labels.iter().map(String::len).max().unwrap_or(0);
    let columns = width.saturating_sub(margin + 3).max(NARROWEST);
    let first = marks.iter().map(|mark| mark.day).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.day).max().unwrap_or(0);
    let mut cells = vec![vec![' '; columns]; HEIGHT];
    for mark in marks {
        let part = (mark.day - first) as f64 / (last - first).max(1) as f64;
        let column = (part * (columns - 1) as f64).round() as usize;
        draw(&mut cells, column, mark, &scale);
    }
    for (label, cells) in labels.iter().zip(&cells).rev() {
        let line: String = cells.iter().collect();
        writeln!(out, "{}", format!("{label:>margin$} ┤{line}").trim_end())?;
    }
    writeln!(out, "{:>margin$} └{}", "", "─".repeat(columns))?;
    let [first, last] = days;
    if first.len() + last.len() < columns {
        let rest = columns - first.len();
        writeln!(out, "{:>margin$}  {first}{last:>rest$}", "")?;
    } else {
        let end = margin + 2 + columns;
        writeln!(out, "{:>margin$}  {first}\n{last:>end$}", "")?;
    }
    if scale.logarithmic {
        writeln!(out, "{:>margin$}  (logarithmic scale)", "")?;
    }
    Ok(cells.into_iter().flatten().collect())
}

fn draw(cells: &mut [Vec<char>], column: usize, mark: &PlotMark, scale: &PlotScale) {
    let (low, high) = (scale.line(mark.numbers.0), scale.line(mark.numbers.1));
    let mut put = |line: usize, sign: char| {
        let Some(cell) = cells.get_mut(line).and_then(|line| line.get_mut(column)) else {
            return;
        };
        let faint = |c: char| matches!(c, ' ' | RANGE | HIGHER | LOWER);
        *cell = match *cell {
            there if there == sign || faint(there) => sign,
            there if faint(sign) => there,
            _ => SEVERAL,
        };
    };
    for line in low + 1..high {
        put(line, RANGE);
    }
    if mark.or_more {
        put(high + 1, HIGHER);
    }
    if let Some(below) = low.checked_sub(1).filter(|_| mark.or_less) {
        put(below, LOWER);
    }
    put(low, mark.sign);
    put(high, mark.sign);
}

/// Rounds to six decimal places, which removes floating-point errors.
fn tidy(number: f64) -> f64 {
    format!("{number:.6}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(marks: &[PlotMark]) -> String {
        let mut out = Vec::new();
        write_plot(&mut out, marks, 40, ["2022-03-01", "2022-03-31"]).expect("writes to memory");
        String::from_utf8(out).expect("is text")
    }

    fn mark(day: i64, numbers: (f64, f64), sign: char) -> PlotMark {
        PlotMark {
            day,
            numbers,
            or_more: false,
            or_less: false,
            sign,
        }
    }

    #[test]
    fn points_are_plotted_at_their_values() {
        let text = plot(&[
            mark(0, (0.0, 0.0), 'a'),
            mark(30, (150.0, 150.0), 'b'),
            mark(15, (50.0, 100.0), 'c'),
        ]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), HEIGHT + 2, "{text}");
        assert!(
            lines[0].starts_with("150 ┤") && lines[0].ends_with('b'),
            "{text}"
        );
        assert!(lines[15].starts_with("  0 ┤a"), "{text}");
        let column = lines[5].chars().position(|c| c == 'c');
        assert_eq!(lines[10].chars().position(|c| c == 'c'), column, "{text}");
        assert!(
            (6..10).all(|line| lines[line].chars().position(|c| c == '│') == column),
            "{text}"
        );
    }

    #[test]
    fn plot_uses_log_scale_and_bound_arrows() {
        let more = PlotMark {
            or_more: true,
            ..mark(0, (10.0, 10.0), 'a')
        };
        let less = PlotMark {
            or_less: true,
            ..mark(9, (1000.0, 1000.0), 'b')
        };
        let text = plot(&[more, less]);
        assert!(
            text.contains("logarithmic") && text.contains('↑') && text.contains('↓'),
            "{text}"
        );
        let same = plot(&[mark(0, (5.0, 5.0), 'a'), mark(0, (5.0, 5.0), 'b')]);
        assert!(same.contains(SEVERAL), "{same}");
    }

    #[test]
    fn plotting_extreme_numbers_does_not_panic() {
        let rows = [
            (f64::MAX, f64::MAX),
            (-5.0, 5.0),
            (1e-300, 1e300),
            (0.0, 0.0),
            (f64::MIN, f64::MAX),
        ];
        for numbers in rows {
            plot(&[
                mark(i64::from(i32::MIN), numbers, 'a'),
                mark(i64::from(i32::MAX), (1.0, 2.0), 'b'),
            ]);
        }
        plot(&[]);
    }
}
