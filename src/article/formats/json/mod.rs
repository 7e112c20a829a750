//! Reads JSON as a stream: one object per line, a single object, an array, or an envelope around an array.
//!
//! Memory use depends on the longest record, not on the size of the file. In a file with one record per line, a broken
//! record ends with its line. In any other file, the reader searches a broken record for the start of the next one.

mod line_column;
mod object;
mod scanner;
mod stream;

use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;

use self::line_column::LineColumn;
use super::detect::promises_lines;
use crate::article::model::record::{ParseErrorKind, ParsedRecord, ReadContext, RecordSink};
use crate::article::text::decode;
use crate::article::text::decode::LONGEST;

/// Reads the records of `input` and passes each one to `on`. Blank lines are skipped.
pub fn read(input: impl BufRead, context: &ReadContext<'_>, on: RecordSink<'_>) -> io::Result<()> {
    let mut input = decode::without_bom(input)?;
    let mut first = Vec::new();
    let mut blank = 0;
    while start_of_line(&mut input, &mut first)? && first.trim_ascii().is_empty() {
        blank += 1;
    }
    let place = LineColumn {
        line: blank + 1,
        column: 1,
    };
    if first.is_empty() {
        let _ = on(LineColumn::START.failed_record(ParseErrorKind::Empty));
        return Ok(());
    }
    let promised = context.file_name.is_some_and(promises_lines);
    // In a file without a JSON Lines extension, a single line is read as one document.
    let alone = !promised && input.fill_buf()?.is_empty();
    if has_lines(&first, promised) && !alone {
        lines(first, place.line, input, context, on)
    } else {
        stream::read(Cursor::new(first).chain(input), place, context, on).map(|_| ())
    }
}

/// Returns whether the file contains one record per line.
///
/// It does if its first line is a complete object. If the file name has a JSON Lines extension (`promised`), any other
/// first line also counts, except a lone `{` and an incomplete array of objects.
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
    context: &ReadContext<'_>,
    on: RecordSink<'_>,
) -> io::Result<()> {
    // A date in the file name does not apply to individual records.
    let context = ReadContext {
        file_name: None,
        ..*context
    };
    let (mut bytes, mut number) = (first, number);
    skip_the_rest(&mut input, &bytes)?;
    loop {
        if !bytes.trim_ascii().is_empty() {
            let place = LineColumn {
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
    place: LineColumn,
    last: bool,
    context: &ReadContext<'_>,
    on: RecordSink<'_>,
) -> io::Result<ControlFlow<()>> {
    if bytes.len() > LONGEST {
        return Ok(on(
            place.failed_record(ParseErrorKind::TooLong { limit: LONGEST })
        ));
    }
    let start = bytes.len() - bytes.trim_ascii_start().len();
    if bytes[start..].starts_with(b"[") && scanner::is_whole(bytes.trim_ascii()) {
        return stream::read(bytes, place, context, on);
    }
    // A line copied from an array may end with a comma.
    let bytes = bytes.trim_ascii_end();
    let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
    match object::read(bytes, place, context, false) {
        object::ParsedObject::Broken { record, ends, .. } if last && ends => {
            Ok(on(record.into_truncated()))
        }
        object::ParsedObject::Record(record) | object::ParsedObject::Broken { record, .. } => {
            // If the first line is binary data, the rest of the file is not read.
            let binary = place.line == 1 && is_binary(&record);
            let told = on(record);
            Ok(if binary { ControlFlow::Break(()) } else { told })
        }
        object::ParsedObject::Envelope => stream::read(bytes, place, context, on),
        object::ParsedObject::Nothing => Ok(on(place.failed_record(ParseErrorKind::NotAnArticle))),
    }
}

/// Reads at most [`LONGEST`] + 1 bytes of the next line into `bytes`. Returns false at the end of the input.
fn start_of_line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<bool> {
    bytes.clear();
    let mut input = input.by_ref().take(LONGEST as u64 + 1);
    Ok(input.read_until(b'\n', bytes)? > 0)
}

/// Skips the rest of the line if `bytes` contains only its start.
fn skip_the_rest(input: &mut impl BufRead, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() > LONGEST && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(())
}

fn is_binary(record: &ParsedRecord) -> bool {
    matches!(&record.outcome, Err(problem) if problem.kind == ParseErrorKind::Binary)
}
