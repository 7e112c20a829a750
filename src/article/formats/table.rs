//! Reads CSV and TSV tables that have a header and one article per row.

use std::io::{self, BufRead, Cursor, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::Value;

use super::detect::HEAD;
use crate::article::fields;
use crate::article::fields::RecordFields;
use crate::article::missing_fields;
use crate::article::model::record::{
    ParseError, ParseErrorKind, ParseWarning, ParsedRecord, ReadContext, RecordSink,
};
use crate::article::text::decode;
use crate::article::text::decode::LONGEST;

/// The supported cell separators. A table uses the one that its header contains most often.
const SEPARATORS: &[u8] = b",\t;|";

/// The maximum number of cells that are read per row. Further cells are only counted. Spreadsheets have up to 16,384
/// columns.
const MOST_CELLS: usize = 1 << 16;
/// The maximum number of bytes that are read again because of unclosed quotes, per input.
const READ_AGAIN: usize = 4 * LONGEST;

/// Reads the rows of `input` and passes each one to `on` as a record.
pub fn read(input: impl BufRead, context: &ReadContext<'_>, on: RecordSink<'_>) -> io::Result<()> {
    // A date in the file name does not apply to individual rows.
    let context = ReadContext {
        file_name: None,
        ..*context
    };
    let mut input = decode::without_bom(input)?;
    let mut first = Vec::new();
    input
        .by_ref()
        .take(HEAD as u64)
        .read_until(b'\n', &mut first)?;
    let separator = separator(&first);
    let mut rows = RowReader::new(Cursor::new(first).chain(input), separator);
    let (header, wanted) = match rows.next()? {
        Some(TableRow::Cells { cells, found, .. }) => (cells, found),
        Some(TableRow::TooLong { line }) => {
            let _ = on(failed(line, ParseErrorKind::TooLong { limit: LONGEST }));
            return Ok(());
        }
        None => {
            let _ = on(failed(1, ParseErrorKind::Empty));
            return Ok(());
        }
    };
    let mapped = |name: &String| context.mapping.names().any(|known| known == name);
    if is_binary(&header) {
        let _ = on(failed(1, ParseErrorKind::Binary));
        return Ok(());
    }
    if !header
        .iter()
        .any(|name| fields::field_role(name).text || mapped(name))
    {
        let _ = on(failed(1, ParseErrorKind::NoColumns));
        return Ok(());
    }
    while let Some(row) = rows.next()? {
        let record = match row {
            TableRow::TooLong { line } => failed(line, ParseErrorKind::TooLong { limit: LONGEST }),
            TableRow::Cells { cells, found, .. } if found == cells.len() && is_blank(&cells) => {
                continue;
            }
            TableRow::Cells { line, found, .. } if found != wanted => {
                let ragged = failed(line, ParseErrorKind::RaggedRow { found, wanted });
                if rows.forget_all_but_the_first_line() {
                    ragged
                } else {
                    let _ = on(ragged).is_continue()
                        && on(failed(line, ParseErrorKind::GivenUp)).is_continue();
                    break;
                }
            }
            TableRow::Cells { line, cells, .. } if is_binary(&cells) => {
                failed(line, ParseErrorKind::Binary)
            }
            TableRow::Cells {
                line,
                cells,
                warning,
                ..
            } => record(line, &header, cells, warning, &context),
        };
        if on(record).is_break() {
            break;
        }
    }
    Ok(())
}

/// Returns whether any cell contains a NUL byte, which never occurs in text.
fn is_binary(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.contains('\0'))
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn failed(line: usize, kind: ParseErrorKind) -> ParsedRecord {
    let problem = ParseError {
        line,
        column: 1,
        kind,
    };
    ParsedRecord::from_error(Some(line), problem)
}

fn record(
    line: usize,
    header: &[String],
    cells: Vec<String>,
    warning: Option<ParseWarning>,
    context: &ReadContext<'_>,
) -> ParsedRecord {
    let mut fields = RecordFields::default();
    for (name, cell) in header.iter().zip(cells) {
        fields.insert(name, Value::String(cell));
    }
    let mut warnings: Vec<ParseWarning> = warning.into_iter().collect();
    let given = fields::to_article(&fields, context, &mut warnings);
    let mut article = given.article;
    if article.body.trim().is_empty() {
        if article.title.is_none() {
            return failed(line, ParseErrorKind::NoArticle);
        }
        warnings.push(ParseWarning::NoText);
    }
    missing_fields::fill_in(&mut article, context);
    ParsedRecord {
        line: Some(line),
        outcome: Ok(article),
        warnings,
        keys: given.keys,
    }
}

/// Returns the separator that occurs most often outside quotes in the first line of `head`.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let quoted = |at: usize| memchr::memchr_iter(b'"', &line[..at]).count() % 2 == 1;
    let count = |mark: u8| {
        memchr::memchr_iter(mark, line)
            .filter(|at| !quoted(*at))
            .count()
    };
    // `max_by_key` returns the last of several maxima. With `rev`, the first separator wins a tie.
    SEPARATORS
        .iter()
        .rev()
        .copied()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

/// A row of a table.
enum TableRow {
    /// A row that starts on `line`. `found` is its number of cells, and `cells` contains those that were read.
    Cells {
        line: usize,
        cells: Vec<String>,
        found: usize,
        warning: Option<ParseWarning>,
    },
    /// A row that is longer than [`LONGEST`].
    TooLong { line: usize },
}

/// Reads the rows of a table.
///
/// An unclosed quote makes the lines after it part of the row. The caller detects this by the number of cells and calls
/// `forget_all_but_the_first_line` to have the other lines read again.
struct RowReader<R> {
    input: R,
    parser: Reader,
    separator: u8,
    /// The bytes of the row that was read most recently.
    raw: Vec<u8>,
    /// Bytes that were pushed back. They are read before the rest of the input.
    again: Vec<u8>,
    /// The number of bytes of `again` that have been read.
    read: usize,
    /// The number of bytes that may still be read again.
    left: usize,
    /// The line number of the next byte.
    line: usize,
}

impl<R: BufRead> RowReader<R> {
    fn new(input: R, separator: u8) -> Self {
        Self {
            input,
            parser: parser(separator),
            separator,
            raw: Vec::new(),
            again: Vec::new(),
            read: 0,
            left: READ_AGAIN,
            line: 1,
        }
    }

    fn next(&mut self) -> io::Result<Option<TableRow>> {
        self.raw.clear();
        let (mut output, mut ends) = (vec![0; 4096], vec![0; 64]);
        let (mut written, mut found) = (0, 0);
        // Receives the ends of the cells beyond `MOST_CELLS`, which are only counted.
        let mut others = [0; 64];
        let line = self.line;
        let mut too_long = false;
        loop {
            let again = self.read < self.again.len();
            let input = if again {
                &self.again[self.read..]
            } else {
                (self.again, self.read) = (Vec::new(), 0);
                self.input.fill_buf()?
            };
            if found == ends.len() && found < MOST_CELLS {
                ends.resize(2 * found, 0);
            }
            let room = ends.get_mut(found..).filter(|room| !room.is_empty());
            let room = room.unwrap_or(&mut others);
            let (result, taken, wrote, closed) =
                self.parser.read_record(input, &mut output[written..], room);
            self.line += memchr::memchr_iter(b'\n', &input[..taken]).count();
            if !too_long {
                self.raw.extend_from_slice(&input[..taken]);
            }
            if again {
                self.read += taken;
            } else {
                self.input.consume(taken);
            }
            (written, found) = (written + wrote, found + closed);
            if self.raw.len() > LONGEST {
                too_long = true;
                self.raw.clear();
            }
            if too_long {
                (written, found) = (0, 0);
            }
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputEndsFull => {}
                ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                ReadRecordResult::Record if too_long => {
                    return Ok(Some(TableRow::TooLong { line }));
                }
                ReadRecordResult::Record => {
                    let line = line + leading_lines(&self.raw);
                    let ends = &ends[..found.min(ends.len())];
                    return Ok(Some(row(line, &output, ends, found)));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Pushes back all lines of the most recent row except its first line, so that they are read again. Returns false
    /// if this would exceed [`READ_AGAIN`].
    fn forget_all_but_the_first_line(&mut self) -> bool {
        let blank = self.raw.len() - self.raw.trim_ascii_start().len();
        let Some(end) = memchr::memchr(b'\n', &self.raw[blank..]).map(|at| blank + at + 1) else {
            return true;
        };
        let others = &self.raw[end..];
        let Some(left) = self.left.checked_sub(others.len()) else {
            return false;
        };
        self.left = left;
        self.line -= memchr::memchr_iter(b'\n', others).count();
        if self.again[..self.read].ends_with(others) {
            // The buffer still contains these bytes from an earlier call.
            self.read -= others.len();
        } else {
            let mut again = self.raw.split_off(end);
            again.extend_from_slice(&self.again[self.read..]);
            (self.again, self.read) = (again, 0);
        }
        self.parser = parser(self.separator);
        true
    }
}

fn parser(separator: u8) -> Reader {
    ReaderBuilder::new().delimiter(separator).build()
}

/// Counts the line breaks before the first cell of a row.
fn leading_lines(raw: &[u8]) -> usize {
    let blank = raw.len() - raw.trim_ascii_start().len();
    memchr::memchr_iter(b'\n', &raw[..blank]).count()
}

fn row(line: usize, output: &[u8], ends: &[usize], found: usize) -> TableRow {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let bytes = &output[..ends.last().copied().unwrap_or(0)];
    let (_, warning) = decode::to_text(bytes, None);
    let encoding = decode::guess_encoding(bytes);
    let cell = |(start, end): (usize, &usize)| {
        encoding
            .decode_without_bom_handling(&output[start..*end])
            .0
            .into_owned()
    };
    let cells = starts.zip(ends).map(cell).collect();
    TableRow::Cells {
        line,
        cells,
        found,
        warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each row, returns its line, the number of cells read and the total number of cells. Also returns whether all
    /// rows were read.
    fn cells(text: &str, left: usize) -> (Vec<(usize, usize, usize)>, bool) {
        let mut rows = RowReader::new(text.as_bytes(), b',');
        rows.left = left;
        let mut met = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let TableRow::Cells {
                line, cells, found, ..
            } = row
            else {
                panic!("too long")
            };
            met.push((line, cells.len(), found));
            if found != 2 && !rows.forget_all_but_the_first_line() {
                return (met, false);
            }
        }
        (met, true)
    }

    #[test]
    fn retries_after_unclosed_quotes_are_bounded() {
        let (row, broken) = ((2, 2, 2), "a\"b,\"\"\"\n");
        assert_eq!(cells("a,b\nc,d\n", 0), (vec![(1, 2, 2), row], true));
        assert_eq!(
            cells("a,\"b,c\nd,\"e,f\"\ng,h\n", 100),
            (vec![(1, 3, 3), (2, 2, 2), (3, 2, 2)], true)
        );
        // Every line ends inside quotes, so each row extends to the end of the text.
        let text = broken.repeat(100);
        let (met, whole) = cells(&text, 100 * text.len());
        assert_eq!((met.len(), met[98].0, whole), (100, 99, true));
        let (met, whole) = cells(&text, 10 * text.len());
        assert_eq!((met.len(), whole), (11, false));
    }

    #[test]
    fn excess_cells_are_counted_and_dropped() {
        for many in [MOST_CELLS - 1, MOST_CELLS, MOST_CELLS + 1, 3 * MOST_CELLS] {
            let text = format!("{}\na,b\n", ",".repeat(many - 1));
            let (met, _) = cells(&text, 100);
            assert_eq!(met, [(1, many.min(MOST_CELLS), many), (2, 2, 2)]);
        }
    }
}
