//! Tables with a header: CSV and TSV, an article a row.

use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::Value;

use super::complete;
use super::decode::{self, LONGEST};
use super::fields::{self, Fields};
use super::format::HEAD;
use super::outcome::{Context, Doubt, Problem, Record, Wrong};

/// What cells can be separated by. The header has most of the right one.
const SEPARATORS: &[u8] = b",\t;|";

/// Reads all rows of `input`.
pub(super) fn read(
    input: impl BufRead,
    context: &Context<'_>,
    on: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> io::Result<()> {
    // The file's name says nothing of one of its many rows.
    let context = Context {
        file_name: None,
        ..*context
    };
    let mut input = decode::unmarked(input)?;
    let mut first = Vec::new();
    input
        .by_ref()
        .take(HEAD as u64)
        .read_until(b'\n', &mut first)?;
    let separator = separator(&first);
    let mut rows = Rows::new(Cursor::new(first).chain(input), separator);
    let header = match rows.next()? {
        Some(Row::Cells { cells, .. }) => cells,
        Some(Row::TooLong { line }) => {
            let _ = on(failed(line, Wrong::TooLong { limit: LONGEST }));
            return Ok(());
        }
        None => {
            let _ = on(failed(1, Wrong::Empty));
            return Ok(());
        }
    };
    let mapped = |name: &String| context.mapping.names().any(|known| known == name);
    if memchr::memchr(0, header.join("").as_bytes()).is_some() {
        let _ = on(failed(1, Wrong::Binary));
        return Ok(());
    }
    if !header
        .iter()
        .any(|name| fields::meaning(name).text || mapped(name))
    {
        let _ = on(failed(1, Wrong::NoColumns));
        return Ok(());
    }
    while let Some(row) = rows.next()? {
        let record = match row {
            Row::TooLong { line } => failed(line, Wrong::TooLong { limit: LONGEST }),
            Row::Cells { cells, .. } if cells.iter().all(|cell| cell.trim().is_empty()) => continue,
            Row::Cells { line, cells, .. } if cells.len() != header.len() => {
                rows.forget_all_but_the_first_line();
                let (found, wanted) = (cells.len(), header.len());
                failed(line, Wrong::Ragged { found, wanted })
            }
            Row::Cells { line, cells, doubt } => record(line, &header, cells, doubt, &context),
        };
        if on(record).is_break() {
            break;
        }
    }
    Ok(())
}

fn failed(line: usize, wrong: Wrong) -> Record {
    let problem = Problem {
        line,
        column: 1,
        wrong,
    };
    Record::failed(Some(line), problem)
}

fn record(
    line: usize,
    header: &[String],
    cells: Vec<String>,
    doubt: Option<Doubt>,
    context: &Context<'_>,
) -> Record {
    let mut fields = Fields::default();
    for (name, cell) in header.iter().zip(cells) {
        fields.insert(name, Value::String(cell));
    }
    let mut doubts: Vec<Doubt> = doubt.into_iter().collect();
    let given = fields.read(context, &mut doubts);
    let mut article = given.article;
    if article.body.trim().is_empty() {
        if article.title.is_none() {
            return failed(line, Wrong::NoArticle);
        }
        doubts.push(Doubt::NoText);
    }
    complete::complete(&mut article, context);
    Record {
        line: Some(line),
        outcome: Ok(article),
        doubts,
        keys: given.keys,
    }
}

/// The separator that the first line has most of, outside of quotes.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let quoted = |at: usize| memchr::memchr_iter(b'"', &line[..at]).count() % 2 == 1;
    let count = |mark: u8| {
        memchr::memchr_iter(mark, line)
            .filter(|at| !quoted(*at))
            .count()
    };
    // Of equals the first.
    SEPARATORS
        .iter()
        .rev()
        .copied()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

/// A row of a table.
enum Row {
    /// Its cells, and the line it begins on.
    Cells {
        line: usize,
        cells: Vec<String>,
        doubt: Option<Doubt>,
    },
    /// More than any article has.
    TooLong { line: usize },
}

/// The rows of a table. A quote that is never closed takes in what follows; when that shows, all but the first line of such
/// a row is read again.
struct Rows<R> {
    input: R,
    parser: Reader,
    separator: u8,
    /// The bytes of the last row.
    raw: Vec<u8>,
    /// What is to be read before the rest of the input, and how much of it has been.
    again: Vec<u8>,
    read: usize,
    /// The line of the next byte.
    line: usize,
}

impl<R: BufRead> Rows<R> {
    fn new(input: R, separator: u8) -> Self {
        Self {
            input,
            parser: parser(separator),
            separator,
            raw: Vec::new(),
            again: Vec::new(),
            read: 0,
            line: 1,
        }
    }

    fn next(&mut self) -> io::Result<Option<Row>> {
        self.raw.clear();
        let (mut output, mut ends) = (vec![0; 4096], vec![0; 64]);
        let (mut written, mut ended) = (0, 0);
        let line = self.line;
        let mut too_long = false;
        loop {
            let again = self.read < self.again.len();
            let input = if again {
                &self.again[self.read..]
            } else {
                self.input.fill_buf()?
            };
            let (result, taken, wrote, closed) =
                self.parser
                    .read_record(input, &mut output[written..], &mut ends[ended..]);
            self.line += memchr::memchr_iter(b'\n', &input[..taken]).count();
            if !too_long {
                self.raw.extend_from_slice(&input[..taken]);
            }
            if again {
                self.read += taken;
            } else {
                self.input.consume(taken);
            }
            (written, ended) = (written + wrote, ended + closed);
            if self.raw.len() > LONGEST {
                too_long = true;
                self.raw.clear();
            }
            if too_long {
                written = 0;
                ended = 0;
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::Record if too_long => return Ok(Some(Row::TooLong { line })),
                ReadRecordResult::Record => {
                    return Ok(Some(row(
                        line + leading_lines(&self.raw),
                        &output,
                        &ends[..ended],
                    )));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Reads the lines of the last row again that follow its first one.
    fn forget_all_but_the_first_line(&mut self) {
        let blank = self.raw.len() - self.raw.trim_ascii_start().len();
        let Some(end) = memchr::memchr(b'\n', &self.raw[blank..]).map(|at| blank + at + 1) else {
            return;
        };
        if end == self.raw.len() {
            return;
        }
        self.line -= memchr::memchr_iter(b'\n', &self.raw[end..]).count();
        let mut again = self.raw.split_off(end);
        again.extend_from_slice(&self.again[self.read..]);
        (self.again, self.read) = (again, 0);
        self.parser = parser(self.separator);
    }
}

fn parser(separator: u8) -> Reader {
    ReaderBuilder::new().delimiter(separator).build()
}

/// How many line ends a row has before it begins.
fn leading_lines(raw: &[u8]) -> usize {
    let blank = raw.len() - raw.trim_ascii_start().len();
    memchr::memchr_iter(b'\n', &raw[..blank]).count()
}

fn row(line: usize, output: &[u8], ends: &[usize]) -> Row {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let bytes = &output[..ends.last().copied().unwrap_or(0)];
    let (_, doubt) = decode::text(bytes, None);
    let encoding = decode::encoding_of(bytes);
    let cell = |(start, end): (usize, &usize)| {
        encoding
            .decode_without_bom_handling(&output[start..*end])
            .0
            .into_owned()
    };
    let cells = starts.zip(ends).map(cell).collect();
    Row::Cells { line, cells, doubt }
}
