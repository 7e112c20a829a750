//! Renders figures as text, and formats the lines that several kinds of answers share.

use std::io::{self, Write};

use crate::output::corrections::correction_note;
use crate::output::figure_line::figure_line;
use crate::output::number::span;
use crate::output::style::Style;
use crate::output::text::write_provenance;
use crate::output::width::{EXCERPT_LINES, excerpt};
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
    let line = format!("{rank}. {}", figure_line(figure, surface, style));
    writeln!(out, "{}", style.wrap(&line, 3))?;
    write_quote(out, row, 3, style)?;
    write_origin(out, row, 3, style)
}

/// Formats the number of a figure with its bound, followed by "(corrected)" if the figure was corrected.
pub fn number_of(row: &FigureRow) -> String {
    let figure = row.figure();
    let corrected = match row.record.original_figure(figure) {
        Some(_) => " (corrected)",
        None => "",
    };
    let number = span(figure.stated(), figure.bound, figure.unit.as_deref());
    format!("{number}{corrected}")
}

/// Writes the sentence of a figure, with the figure highlighted. On a terminal, a long sentence is shortened to an
/// excerpt around the figure.
pub fn write_quote(
    out: &mut impl Write,
    row: &FigureRow,
    indent: usize,
    style: Style,
) -> io::Result<()> {
    let (figure, text) = (row.figure(), row.record.text_of(row.figure()));
    let part = |from: usize, to: usize| sanitize(text.get(from..to).unwrap_or_default());
    let parts = [
        part(figure.sentence.start, figure.start),
        part(figure.start, figure.end),
        part(figure.end, figure.sentence.end),
    ];
    writeln!(
        out,
        "{}",
        format_quote(parts.each_ref().map(AsRef::as_ref), indent, style)
    )
}

/// Formats a sentence: the text before the number, the number, and the text after it.
fn format_quote(parts: [&str; 3], indent: usize, style: Style) -> String {
    let marked = |[before, number, after]: [&str; 3]| {
        let line = format!("{:indent$}{before}{}{after}", "", style.mark(number));
        style.wrap(&line, indent).into_owned()
    };
    let Some(width) = style.width else {
        return marked(parts);
    };
    let shown = excerpt(parts, width, |parts| {
        let quote = marked(parts.each_ref().map(String::as_str));
        quote.lines().count() <= EXCERPT_LINES
    });
    marked(shown.each_ref().map(String::as_str))
}

/// Writes where a figure comes from: "Newsweek, 2022-05-12, corpus/a.txt, a#3, also in the headline".
pub fn write_origin(
    out: &mut impl Write,
    row: &FigureRow,
    indent: usize,
    style: Style,
) -> io::Result<()> {
    let mut details = format!(", {}", row.id());
    if let Some(headline) = row.headline() {
        details.extend([", ", headline]);
    }
    if let Some(was) = correction_note(&row.record, row.figure()) {
        details.extend([", ", &was]);
    }
    if row.superseded {
        details.push_str(", earlier version");
    }
    write_provenance(out, &row.record, &details, indent, style)
}
