//! Positions in a file, and errors at those positions.

use crate::article::model::record::{ParseError, ParseErrorKind, ParsedRecord};

/// A position in a file. Lines and columns are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineColumn {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl LineColumn {
    pub(super) const START: Self = Self { line: 1, column: 1 };

    /// Returns the position after `bytes`, which start at this position.
    pub(super) fn after(self, bytes: &[u8]) -> Self {
        // In UTF-8, every byte of a character except the first has the form 10xxxxxx.
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

    /// Returns an error at this position.
    pub(super) fn error(self, kind: ParseErrorKind) -> ParseError {
        ParseError {
            line: self.line,
            column: self.column,
            kind,
        }
    }

    /// Returns a failed record with an error at this position.
    pub(super) fn failed_record(self, kind: ParseErrorKind) -> ParsedRecord {
        ParsedRecord::from_error(Some(self.line), self.error(kind))
    }
}
