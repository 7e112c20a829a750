//! Renders figures as text, and formats the lines that several kinds of answers share.

use std::io::{self, Write};

use crate::figure::Bound;
use crate::output::corrections::correction_note;
use crate::output::figure_line::figure_line;
use crate::output::number::span;
use crate::output::style::Style;
use crate::output::text;
use crate::query::FigureRow;
use crate::sanitize::sanitize;

/// Writes a row as text: the figure, its sentence with the number highlighted, and its provenance.
pub fn figure_row_text(
    out: &mut impl Write,
    rank: usize,
    row: &FigureRow,
    style: Style,
) -> io::Result<()> {
    let (figure, surface) = (row.figure(), row.record.surface(row.figure()));
    writeln!(out, "{rank}. {}", figure_line(figure, surface, style))?;
    writeln!(out, "   {}", quote(row, style))?;
    writeln!(out, "   {}", style.dim(&provenance_line(row)))
}

/// Formats the number of a figure with its bound, and notes if the figure was corrected.
pub fn number_of(row: &FigureRow) -> String {
    let bound = row.figure().bound;
    let about = if bound == Bound::Approx { "about " } else { "" };
    let corrected = match row.record.original_figure(row.figure()) {
        Some(_) => " (corrected)",
        None => "",
    };
    format!(
        "{about}{}{corrected}",
        span(row.figure().stated(), bound.or_less(), bound.or_more())
    )
}

/// Returns the sentence that contains a figure, with the figure highlighted.
pub fn quote(row: &FigureRow, style: Style) -> String {
    let (figure, text) = (row.figure(), row.record.text_of(row.figure()));
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!(
        "{}{}{}",
        sanitize(part(figure.sentence.start, figure.start)),
        style.mark(part(figure.start, figure.end)),
        sanitize(part(figure.end, figure.sentence.end))
    )
}

/// Formats where a figure comes from: "Newsweek, 2022-05-12, corpus/a.txt, a#3, also in the headline"
pub fn provenance_line(row: &FigureRow) -> String {
    let mut line = format!("{}, {}", text::provenance_line(&row.record), row.id());
    if let Some(headline) = row.headline() {
        line.extend([", ", headline]);
    }
    if let Some(was) = correction_note(&row.record, row.figure()) {
        line.extend([", ", &was]);
    }
    if row.superseded {
        line.push_str(", earlier version");
    }
    line
}
