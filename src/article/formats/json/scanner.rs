//! Finds the ends of JSON values in slices and streams, without parsing the values.

use std::io::{self, BufRead};

use super::line_column::LineColumn;
use crate::article::text::decode::LONGEST;

/// The state of a scan through a JSON value.
#[derive(Clone, Copy, Default)]
pub(super) struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    /// Returns the state inside `depth` nested objects and arrays.
    pub(super) fn within(depth: usize) -> Self {
        Self {
            depth,
            ..Self::default()
        }
    }

    /// Scans `bytes` for the end of the value. Returns the offset after the value, or `None` if the value continues
    /// beyond `bytes`.
    fn take(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.in_string {
                at += self.string(&bytes[at..]);
                continue;
            }
            let byte = bytes[at];
            at += 1;
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Scans a string up to and including its closing quote or the next backslash. After a backslash, scans only the
    /// escaped byte. Returns the number of bytes scanned.
    fn string(&mut self, bytes: &[u8]) -> usize {
        if self.escaped {
            self.escaped = false;
            return 1;
        }
        match memchr::memchr2(b'"', b'\\', bytes) {
            Some(at) => {
                self.escaped = bytes[at] == b'\\';
                self.in_string = self.escaped;
                at + 1
            }
            None => bytes.len(),
        }
    }
}

/// Returns whether `text` is exactly one object or array.
pub(super) fn is_whole(text: &[u8]) -> bool {
    Nesting::default().take(text) == Some(text.len())
}

/// Returns the object or array at the start of `bytes`, or `None` if it is incomplete.
pub(super) fn object(bytes: &[u8]) -> Option<&[u8]> {
    Nesting::default().take(bytes).map(|end| &bytes[..end])
}

/// How the scan of a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueEnd {
    /// The value is complete.
    Whole,
    /// The input ended inside the value.
    Cut,
    /// The value is longer than [`LONGEST`].
    TooLong,
}

/// A byte stream whose bytes can be pushed back and read again.
pub(super) struct Scanner<R> {
    input: R,
    /// Bytes that were pushed back. They are read before the rest of the input.
    again: Vec<u8>,
    /// The number of bytes of `again` that have been read.
    read: usize,
    /// The position of the next byte.
    pub(super) place: LineColumn,
}

impl<R: BufRead> Scanner<R> {
    pub(super) fn new(input: R, place: LineColumn) -> Self {
        Self {
            input,
            again: Vec::new(),
            read: 0,
            place,
        }
    }

    fn fill(&mut self) -> io::Result<&[u8]> {
        if self.read < self.again.len() {
            return Ok(&self.again[self.read..]);
        }
        self.again = Vec::new();
        self.read = 0;
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.again.is_empty() {
            self.input.consume(amount);
        } else {
            self.read += amount;
        }
    }

    /// Pushes back `bytes`, which start at `place`.
    pub(super) fn back(&mut self, bytes: &[u8], place: LineColumn) {
        self.place = place;
        if self.again[..self.read].ends_with(bytes) {
            // The buffer still contains these bytes from an earlier call. Copying the buffer on every call would take
            // quadratic time.
            self.read -= bytes.len();
            return;
        }
        let mut again = bytes.to_vec();
        again.extend_from_slice(&self.again[self.read..]);
        (self.again, self.read) = (again, 0);
    }

    /// Returns the next byte without consuming it.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.fill()?.first().copied())
    }

    /// Skips the next byte.
    pub(super) fn bump(&mut self) -> io::Result<()> {
        if let Some(&byte) = self.fill()?.first() {
            self.place = self.place.after(&[byte]);
            self.consume(1);
        }
        Ok(())
    }

    /// Copies white space and returns the next byte without consuming it.
    pub(super) fn copy_space(&mut self, into: &mut Vec<u8>) -> io::Result<Option<u8>> {
        loop {
            match self.peek()? {
                Some(byte) if byte.is_ascii_whitespace() && into.len() <= LONGEST => {
                    into.push(byte);
                    self.bump()?;
                }
                next => return Ok(next),
            }
        }
    }

    /// Skips white space and returns the next byte without consuming it.
    pub(super) fn peek_filled(&mut self) -> io::Result<Option<u8>> {
        loop {
            let place = self.place;
            let chunk = self.fill()?;
            let blank = chunk
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
            let (at_end, next) = (chunk.is_empty(), chunk.get(blank).copied());
            let place = place.after(&chunk[..blank]);
            self.place = place;
            self.consume(blank);
            if at_end || next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Skips the rest of the line.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        while let Some(byte) = self.peek()? {
            self.bump()?;
            if byte == b'\n' {
                break;
            }
        }
        Ok(())
    }

    /// Copies an object or array, or the rest of one if `nesting` is a state inside it. A value longer than [`LONGEST`]
    /// is skipped instead of copied.
    pub(super) fn value(
        &mut self,
        mut nesting: Nesting,
        into: &mut Vec<u8>,
    ) -> io::Result<ValueEnd> {
        let mut too_long = false;
        loop {
            let place = self.place;
            let chunk = self.fill()?;
            if chunk.is_empty() {
                return Ok(if too_long {
                    ValueEnd::TooLong
                } else {
                    ValueEnd::Cut
                });
            }
            let end = nesting.take(chunk);
            let taken = &chunk[..end.unwrap_or(chunk.len())];
            let length = taken.len();
            if into.len() + length > LONGEST {
                too_long = true;
                into.clear();
            }
            if !too_long {
                into.extend_from_slice(taken);
            }
            let place = place.after(taken);
            self.place = place;
            self.consume(length);
            if end.is_some() {
                return Ok(if too_long {
                    ValueEnd::TooLong
                } else {
                    ValueEnd::Whole
                });
            }
        }
    }

    /// Copies a value of any kind.
    pub(super) fn any_value(&mut self, into: &mut Vec<u8>) -> io::Result<ValueEnd> {
        match self.peek_filled()? {
            Some(b'{' | b'[') => self.value(Nesting::default(), into),
            Some(b'"') => self.string(into),
            Some(_) => self.bare(into),
            None => Ok(ValueEnd::Cut),
        }
    }

    /// Copies a string, including its quotes.
    pub(super) fn string(&mut self, into: &mut Vec<u8>) -> io::Result<ValueEnd> {
        let mut escaped = false;
        let start = into.len();
        while let Some(byte) = self.peek()? {
            self.bump()?;
            into.push(byte);
            if byte == b'"' && !escaped && into.len() > start + 1 {
                return Ok(ValueEnd::Whole);
            }
            escaped = byte == b'\\' && !escaped;
            if into.len() > LONGEST {
                return Ok(ValueEnd::TooLong);
            }
        }
        Ok(ValueEnd::Cut)
    }

    /// Copies a number or a literal such as `true`.
    fn bare(&mut self, into: &mut Vec<u8>) -> io::Result<ValueEnd> {
        let start = into.len();
        while let Some(byte) = self.peek()? {
            let ends = byte.is_ascii_whitespace() || b",]}{[:\"".contains(&byte);
            if ends && into.len() > start {
                return Ok(ValueEnd::Whole);
            }
            self.bump()?;
            into.push(byte);
            if into.len() > LONGEST {
                return Ok(ValueEnd::TooLong);
            }
        }
        Ok(ValueEnd::Whole)
    }
}
