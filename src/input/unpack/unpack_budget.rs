//! Limits on what a packed file may unpack to.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::packing::unsupported;

/// A stream that unpacks to more than this many times its size is no text: prose reaches 5, pages 50.
const MOST_TIMES: u64 = 250;
/// So much may come of any stream, however small it is.
const ALWAYS: u64 = 64 << 20;
/// So many members of an archive may unpack to far too much, and the others are read all the same.
const BOMBS: u64 = 16;

/// Counts the bytes that are read.
pub struct CountingReader<'a> {
    inner: &'a mut dyn BufRead,
    /// How many bytes were read so far.
    pub read: Rc<Cell<u64>>,
}

impl<'a> CountingReader<'a> {
    /// Nothing is read yet.
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

/// How much has been unpacked from a file, with all that is packed in it, and how much may be.
pub struct UnpackBudget {
    given: Cell<u64>,
    most: u64,
}

impl UnpackBudget {
    /// The budget of a file of `size` bytes.
    pub fn new(size: u64) -> Self {
        Self {
            given: Cell::new(0),
            most: (BOMBS * ALWAYS).max(size.saturating_mul(MOST_TIMES)),
        }
    }

    fn add(&self, given: u64) {
        self.given.set(self.given.get().saturating_add(given));
    }

    /// Whether more has come than may.
    pub fn is_too_much(&self) -> bool {
        self.given.get() > self.most
    }
}

/// The error of a file that unpacks to more than any text would.
pub fn too_much() -> io::Error {
    unsupported(format!(
        "unpacks to more than {MOST_TIMES} times its size, which is unusual for text; if this is right, unpack it first"
    ))
}

/// Ends with an error if much more is unpacked than any text would give.
pub struct BoundedReader<'a> {
    inner: Box<dyn Read + 'a>,
    packed: Rc<Cell<u64>>,
    given: u64,
    budget: &'a UnpackBudget,
}

impl<'a> BoundedReader<'a> {
    /// Reads what `inner` unpacks from so many packed bytes.
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
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        self.budget.add(read as u64);
        let most = ALWAYS.max(self.packed.get().saturating_mul(MOST_TIMES));
        if self.given > most || self.budget.is_too_much() {
            return Err(too_much());
        }
        Ok(read)
    }
}
