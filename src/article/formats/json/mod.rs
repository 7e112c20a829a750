//! JSON: an object a line, one object, an array, or an envelope with an array in it, read as a stream. A file of any size
//! takes no more memory than its longest record.
//!
//! Where each record has a line of its own, a broken one ends with its line. Elsewhere the records that a broken one ran
//! over are looked for behind the place where it broke.

mod object;
mod scanner;
mod stream;

use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;

use super::detect::promises_lines;
use crate::article::model::record::{Context, Problem, Record, Wrong};
use crate::article::text::decode;
use crate::article::text::decode::LONGEST;

/// Where a record begins: line and column, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    const START: Self = Self { line: 1, column: 1 };

    /// The place behind `bytes` that begin here.
    fn after(self, bytes: &[u8]) -> Self {
        // All bytes of a character but its first are 10xxxxxx.
        let characters = |bytes: &[u8]| bytes.iter().filter(|byte| **byte >> 6 != 0b10).count();
        match memchr::memrchr(b'\n', bytes) {
            Some(last) => Self {
                line: self.line + memchr::memchr_iter(b'\n', bytes).count(),
                column: 1 + characters(&bytes[last + 1..]),
            },
            None => Self {
                line: self.line,
                column: self.column + characters(bytes),
            },
        }
    }

    fn wrong(self, wrong: Wrong) -> Problem {
        Problem {
            line: self.line,
            column: self.column,
            wrong,
        }
    }

    fn failed(self, wrong: Wrong) -> Record {
        Record::failed(Some(self.line), self.wrong(wrong))
    }
}

/// Whom to hand records to.
type On<'a> = &'a mut dyn FnMut(Record) -> ControlFlow<()>;

/// Reads all records of `input`; lines of white space are none.
pub fn read(input: impl BufRead, context: &Context<'_>, on: On<'_>) -> io::Result<()> {
    let mut input = decode::unmarked(input)?;
    let mut first = Vec::new();
    let mut blank = 0;
    while start_of_line(&mut input, &mut first)? && first.trim_ascii().is_empty() {
        blank += 1;
    }
    let place = Place {
        line: blank + 1,
        column: 1,
    };
    if first.is_empty() {
        let _ = on(Place::START.failed(Wrong::Empty));
        return Ok(());
    }
    let promised = context.file_name.is_some_and(promises_lines);
    // One line that nobody calls lines is one object that is all its file holds.
    let alone = !promised && input.fill_buf()?.is_empty();
    if has_lines(&first, promised) && !alone {
        lines(first, place.line, input, context, on)
    } else {
        stream::read(Cursor::new(first).chain(input), place, context, on).map(|_| ())
    }
}

/// Whether each record has a line of its own: the first line is a whole object, or the file's name says so and the line is
/// more than an opening.
fn has_lines(first: &[u8], promised: bool) -> bool {
    let line = first.trim_ascii();
    let whole = line.starts_with(b"{") && scanner::is_whole(line);
    let inner = line.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    let opening =
        line == b"{" || inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(b"{"));
    let list = opening && !scanner::is_whole(line);
    whole || (promised && !list)
}

fn lines(
    first: Vec<u8>,
    number: usize,
    mut input: impl BufRead,
    context: &Context<'_>,
    on: On<'_>,
) -> io::Result<()> {
    // The file's name says nothing of one of its many records.
    let context = Context {
        file_name: None,
        ..*context
    };
    let (mut bytes, mut number) = (first, number);
    skip_the_rest(&mut input, &bytes)?;
    loop {
        if !bytes.trim_ascii().is_empty() {
            let place = Place {
                line: number,
                column: 1,
            };
            let last = !bytes.ends_with(b"\n");
            if line(&bytes, place, last, &context, on)?.is_break() {
                return Ok(());
            }
        }
        if !start_of_line(&mut input, &mut bytes)? {
            return Ok(());
        }
        skip_the_rest(&mut input, &bytes)?;
        number += 1;
    }
}

fn line(
    bytes: &[u8],
    place: Place,
    last: bool,
    context: &Context<'_>,
    on: On<'_>,
) -> io::Result<ControlFlow<()>> {
    if bytes.len() > LONGEST {
        return Ok(on(place.failed(Wrong::TooLong { limit: LONGEST })));
    }
    let start = bytes.len() - bytes.trim_ascii_start().len();
    if bytes[start..].starts_with(b"[") && scanner::is_whole(bytes.trim_ascii()) {
        return stream::read(bytes, place, context, on);
    }
    // Lines that were cut out of a list keep their commas.
    let bytes = bytes.trim_ascii_end();
    let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
    match object::read(bytes, place, context, false) {
        object::Read::Broken { record, ends, .. } if last && ends => Ok(on(record.at_the_end())),
        object::Read::Record(record) | object::Read::Broken { record, .. } => {
            // A file that begins with binary data has no lines, only more of it.
            let binary = place.line == 1 && is_binary(&record);
            let told = on(record);
            Ok(if binary { ControlFlow::Break(()) } else { told })
        }
        object::Read::Envelope => stream::read(bytes, place, context, on),
        object::Read::Nothing => Ok(on(place.failed(Wrong::Other))),
    }
}

/// Reads the next line, but not more of it than [`LONGEST`] and one byte; false at the end.
fn start_of_line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<bool> {
    bytes.clear();
    let mut input = input.by_ref().take(LONGEST as u64 + 1);
    Ok(input.read_until(b'\n', bytes)? > 0)
}

/// Passes over what was not read of the line that begins with `bytes`.
fn skip_the_rest(input: &mut impl BufRead, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() > LONGEST && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(())
}

fn is_binary(record: &Record) -> bool {
    matches!(&record.outcome, Err(problem) if problem.wrong == Wrong::Binary)
}
