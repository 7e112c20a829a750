//! Reads JSON in any layout other than one object per line: objects in arrays, in envelopes, or spread over several
//! lines.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use super::line_column::LineColumn;
use super::object;
use super::object::ENVELOPES;
use super::scanner;
use super::scanner::{Nesting, Scanner, ValueEnd};
use crate::article::fields;
use crate::article::model::record::{ParseErrorKind, ReadContext, RecordSink};
use crate::article::text::decode::LONGEST;

/// The maximum nesting depth of arrays and envelopes.
const DEEPEST: usize = 8;
/// The maximum number of bytes that are read again after broken records, per input.
const READ_AGAIN: usize = 4 * LONGEST;
/// The maximum number of offsets in a broken record that are tried as the start of the next record.
const TRIED: usize = 1000;
/// The maximum number of bytes of a broken record that are scanned for the next record.
const SCANNED: usize = 4 * LONGEST;

/// A container that the reader has entered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    /// An array.
    List,
    /// An object around an array.
    Envelope,
}

/// Reads the objects of `input`, which starts at `place`.
pub(super) fn read(
    input: impl BufRead,
    place: LineColumn,
    context: &ReadContext<'_>,
    on: RecordSink<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut stream = ObjectStream {
        scanner: Scanner::new(input, place),
        within: Vec::new(),
        context,
        on,
        read_again: 0,
        records: 0,
        named: false,
        cut: false,
    };
    stream.run()
}

struct ObjectStream<'a, R> {
    scanner: Scanner<R>,
    within: Vec<Container>,
    context: &'a ReadContext<'a>,
    on: RecordSink<'a>,
    /// The number of bytes that have been read again.
    read_again: usize,
    records: usize,
    /// Whether a value that is not an object has already been reported in the current array or, outside arrays, since
    /// the last record.
    named: bool,
    /// Whether the input ended inside an object.
    cut: bool,
}

type Step = io::Result<ControlFlow<()>>;

const GO_ON: Step = Ok(ControlFlow::Continue(()));

impl<R: BufRead> ObjectStream<'_, R> {
    fn run(&mut self) -> Step {
        while let Some(next) = self.scanner.peek_filled()? {
            let step = match (next, self.within.last()) {
                (b',' | b':', _) => self.pass(),
                (b']', Some(Container::List)) | (b'}', Some(Container::Envelope)) => {
                    self.within.pop();
                    self.pass()
                }
                (b'"', Some(Container::Envelope)) => self.member(),
                (b'[', _) if self.within.len() < DEEPEST => {
                    self.within.push(Container::List);
                    self.named = false;
                    self.pass()
                }
                (b'{', _) => self.object(),
                _ => self.no_object(next),
            };
            if step?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        if self.within.is_empty() || self.cut {
            return GO_ON;
        }
        self.fail(self.scanner.place, ParseErrorKind::Truncated)
    }

    fn pass(&mut self) -> Step {
        self.scanner.bump()?;
        GO_ON
    }

    #[allow(clippy::unnecessary_wraps, reason = "a step like the others")]
    fn fail(&mut self, place: LineColumn, kind: ParseErrorKind) -> Step {
        self.records += 1;
        Ok((self.on)(place.failed_record(kind)))
    }

    /// Skips a value that is not an object, and reports it. In an array, only the first such value is reported as an
    /// error. The others become [`ParseErrorKind::NotAnArticle`], which produces no message.
    fn no_object(&mut self, next: u8) -> Step {
        let place = self.scanner.place;
        if self.within.last() == Some(&Container::List) && next != b'}' {
            self.scanner.any_value(&mut Vec::new())?;
            let named = std::mem::replace(&mut self.named, true);
            return self.fail(
                place,
                if named {
                    ParseErrorKind::NotAnArticle
                } else {
                    ParseErrorKind::NotObject
                },
            );
        }
        self.scanner.skip_line()?;
        // Without this check, a file that is not JSON would cause an error on every line.
        if std::mem::replace(&mut self.named, true) && next != 0 {
            return GO_ON;
        }
        let kind = if next == 0 {
            ParseErrorKind::Binary
        } else {
            ParseErrorKind::NotObject
        };
        let binary = next == 0 && self.records == 0;
        let told = self.fail(place, kind)?;
        Ok(if binary { ControlFlow::Break(()) } else { told })
    }

    /// Reads a member of an envelope. Stops before a list of articles, and skips any other value.
    fn member(&mut self) -> Step {
        let mut key = Vec::new();
        self.scanner.string(&mut key)?;
        if self.scanner.peek_filled()? == Some(b':') {
            self.scanner.bump()?;
        }
        match self.scanner.peek_filled()? {
            Some(b'[') if is_envelope(&key) => GO_ON,
            _ => self
                .scanner
                .any_value(&mut Vec::new())
                .map(|_| ControlFlow::Continue(())),
        }
    }

    /// Reads an object, which is a record or an envelope. An envelope is entered as soon as it is recognised.
    fn object(&mut self) -> Step {
        let (place, mut bytes) = (self.scanner.place, Vec::new());
        let Some(end) = self.opened(&mut bytes)? else {
            return GO_ON;
        };
        if end == ValueEnd::TooLong {
            return self.fail(place, ParseErrorKind::TooLong { limit: LONGEST });
        }
        self.cut = end == ValueEnd::Cut;
        let alone =
            self.records == 0 && self.within.is_empty() && self.scanner.peek_filled()?.is_none();
        match object::read(&bytes, place, self.context, alone) {
            object::ParsedObject::Nothing => self.fail(place, ParseErrorKind::NotAnArticle),
            object::ParsedObject::Envelope => self.fail(place, ParseErrorKind::NoArticle),
            object::ParsedObject::Record(record) => {
                self.records += 1;
                if self.within.is_empty() {
                    self.named = false;
                }
                Ok((self.on)(record))
            }
            object::ParsedObject::Broken { record, at, .. } => {
                self.records += 1;
                let next = self.next_record(&bytes, at);
                let ended = self.cut && next.is_none();
                let record = if ended {
                    record.into_truncated()
                } else {
                    record
                };
                match ((self.on)(record), next) {
                    (ControlFlow::Continue(()), Some(at)) => self.recover(&bytes, place, at),
                    (told, _) => Ok(told),
                }
            }
        }
    }

    /// Copies the object at the current position into `bytes`. If the object is an envelope, stops before its first
    /// article and returns `None`.
    fn opened(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<ValueEnd>> {
        self.copy(bytes)?;
        let mut depth = 1;
        loop {
            match self.scanner.copy_space(bytes)? {
                Some(b'"') => {}
                Some(b',') => {
                    self.copy(bytes)?;
                    continue;
                }
                _ => break,
            }
            let start = bytes.len();
            if self.scanner.string(bytes)? != ValueEnd::Whole
                || self.scanner.copy_space(bytes)? != Some(b':')
            {
                break;
            }
            let key = bytes[start..].to_vec();
            self.copy(bytes)?;
            match self.scanner.copy_space(bytes)? {
                // An object with a text or title field is an article, whatever other members it has.
                _ if fields::field_role(&String::from_utf8_lossy(&key)).text => break,
                Some(b'{') if is_envelope(&key) && depth < DEEPEST / 2 => {
                    self.copy(bytes)?;
                    depth += 1;
                }
                Some(b'[') if is_envelope(&key) => {
                    self.copy(bytes)?;
                    if self.scanner.copy_space(bytes)? != Some(b'{') {
                        depth += 1;
                        break;
                    }
                    let (at, first) = (self.scanner.place, bytes.len());
                    let end = self.scanner.value(Nesting::default(), bytes)?;
                    if end != ValueEnd::Whole {
                        return Ok(Some(end));
                    }
                    if object::is_record(&bytes[first..], self.context.mapping) {
                        self.scanner.back(&bytes[first..], at);
                        self.within
                            .extend(std::iter::repeat_n(Container::Envelope, depth));
                        self.within.push(Container::List);
                        return Ok(None);
                    }
                    depth += 1;
                    break;
                }
                _ => {
                    let end = self.scanner.any_value(bytes)?;
                    if end != ValueEnd::Whole {
                        return Ok(Some(end));
                    }
                }
            }
        }
        self.scanner.value(Nesting::within(depth), bytes).map(Some)
    }

    /// Copies the next byte.
    fn copy(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.extend(self.scanner.peek()?);
        self.scanner.bump()
    }

    /// Returns the offset of the next record inside the broken record `bytes`, or `None` if there is none. The search
    /// starts just before the error at `broke`.
    fn next_record(&self, bytes: &[u8], broke: usize) -> Option<usize> {
        let braces = memchr::memchr_iter(b'{', bytes);
        let candidates =
            braces.filter(|at| *at > 0 && *at + 1 >= broke && begins_record(bytes, *at));
        let mut left = SCANNED;
        candidates.take(TRIED).find(|at| {
            // If the object is unclosed, all bytes up to the limit have been scanned and are subtracted from `left`.
            let object = scanner::object(&bytes[*at..bytes.len().min(at + left)]);
            left -= object.map_or(left.min(bytes.len() - at), <[u8]>::len);
            object.is_some_and(|object| object::is_record(object, self.context.mapping))
        })
    }

    /// Resumes reading at the offset `at` inside a broken record. Gives up if this would exceed [`READ_AGAIN`].
    fn recover(&mut self, bytes: &[u8], place: LineColumn, at: usize) -> Step {
        self.read_again += bytes.len() - at;
        if self.read_again > READ_AGAIN {
            return self
                .fail(place, ParseErrorKind::GivenUp)
                .map(|_| ControlFlow::Break(()));
        }
        self.scanner.back(&bytes[at..], place.after(&bytes[..at]));
        GO_ON
    }
}

fn is_envelope(key: &[u8]) -> bool {
    let key = key
        .strip_prefix(b"\"")
        .and_then(|key| key.strip_suffix(b"\""))
        .unwrap_or(key);
    ENVELOPES.iter().any(|name| name.as_bytes() == key)
}

/// Returns whether the brace at `at` can start a record. It must be the first character on its line or follow a `,` or
/// `[`.
fn begins_record(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].trim_ascii_end();
    let line = bytes[before.len()..at].contains(&b'\n');
    line || before.ends_with(b",") || before.ends_with(b"[")
}
