//! Limits the unpacked size of a file, so that a decompression bomb cannot exhaust memory or time.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::packing::unsupported;

/// The maximum ratio of unpacked to packed size. Prose reaches a ratio of 5, and web pages reach 50.
const MOST_TIMES: u64 = 250;
/// The number of bytes that any stream may unpack to, however small its packed size is.
const ALWAYS: u64 = 64 << 20;
/// The number of archive members that may unpack to [`ALWAYS`] bytes each before reading the archive fails.
const BOMBS: u64 = 16;

/// The error message for compressed data that ends too early.
const TRUNCATED: &str = "the compressed data is truncated";
/// The error message for compressed data that cannot be decoded.
const CORRUPT: &str = "the compressed data is damaged";

/// A reader that counts the bytes read through it.
pub struct CountingReader<'a> {
    inner: &'a mut dyn BufRead,
    /// The number of bytes read so far.
    pub read: Rc<Cell<u64>>,
}

impl<'a> CountingReader<'a> {
    /// Wraps `inner` and starts counting at 0.
    pub fn new(inner: &'a mut dyn BufRead) -> Self {
        let read = Rc::default();
        Self { inner, read }
    }
}

impl Read for CountingReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl BufRead for CountingReader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read.set(self.read.get() + amount as u64);
        self.inner.consume(amount);
    }
}

/// The number of bytes unpacked from a file, across all its layers, and the limit on that number.
pub struct UnpackBudget {
    given: Cell<u64>,
    most: u64,
}

impl UnpackBudget {
    /// Creates the budget for a file of `size` bytes.
    pub fn new(size: u64) -> Self {
        Self {
            given: Cell::new(0),
            most: (BOMBS * ALWAYS).max(size.saturating_mul(MOST_TIMES)),
        }
    }

    fn add(&self, given: u64) {
        self.given.set(self.given.get().saturating_add(given));
    }

    /// Returns whether more bytes have been unpacked than allowed.
    pub fn is_too_much(&self) -> bool {
        self.given.get() > self.most
    }
}

/// Creates the error for a file that unpacks to more than is plausible for text.
pub fn too_much() -> io::Error {
    unsupported(format!(
        "unpacks to more than {MOST_TIMES} times its size, which is unusual for text; if you trust this file, unpack it first"
    ))
}

/// Replaces the message of a decoder error with a plainer one. Errors from the system or from this program are returned
/// unchanged.
fn plain_words(error: io::Error) -> io::Error {
    if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::Unsupported {
        return error;
    }
    let message = error.to_string();
    let truncated = error.kind() == io::ErrorKind::UnexpectedEof
        || message.starts_with("incomplete")
        || message == TRUNCATED;
    io::Error::new(error.kind(), if truncated { TRUNCATED } else { CORRUPT })
}

/// A reader that returns an error if a stream unpacks to more than is plausible for text.
pub struct BoundedReader<'a> {
    inner: Box<dyn Read + 'a>,
    packed: Rc<Cell<u64>>,
    given: u64,
    budget: &'a UnpackBudget,
}

impl<'a> BoundedReader<'a> {
    /// Wraps `inner`, which unpacks the bytes that `packed` counts.
    pub fn new(inner: Box<dyn Read + 'a>, packed: Rc<Cell<u64>>, budget: &'a UnpackBudget) -> Self {
        Self {
            inner,
            packed,
            given: 0,
            budget,
        }
    }
}

impl Read for BoundedReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(plain_words)?;
        self.given += read as u64;
        self.budget.add(read as u64);
        let most = ALWAYS.max(self.packed.get().saturating_mul(MOST_TIMES));
        if self.given > most || self.budget.is_too_much() {
            return Err(too_much());
        }
        Ok(read)
    }
}
