//! Finds the sentences around quantities that are asked for in order.

use crate::byte_range::ByteRange;

use crate::figure::syntax::spans;

/// The sentences of a text, asked for in order.
pub struct SentenceCursor {
    spans: Vec<ByteRange>,
    at: usize,
}

impl SentenceCursor {
    /// Begins before the first sentence of a text.
    pub fn new(text: &str) -> Self {
        Self {
            spans: spans(text),
            at: 0,
        }
    }

    /// The sentence that holds what begins at `start`, or those that do where a short form seemed to end one.
    pub fn around(&mut self, start: usize, end: usize) -> ByteRange {
        while self
            .spans
            .get(self.at)
            .is_some_and(|span| span.end <= start)
        {
            self.at += 1;
        }
        let from = self
            .spans
            .get(self.at)
            .map_or(start, |span| span.start.min(start));
        let mut rest = self.spans[self.at.min(self.spans.len())..].iter();
        let to = rest
            .find(|span| span.end >= end)
            .map_or(end, |span| span.end);
        ByteRange::new(from, to)
    }
}
