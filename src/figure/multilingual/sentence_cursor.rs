//! Looks up the sentences that contain quantities.

use crate::byte_range::ByteRange;

use crate::figure::syntax::spans;

/// A cursor over sentences. Quantities must be looked up in text order.
pub struct SentenceCursor {
    spans: Vec<ByteRange>,
    at: usize,
}

impl SentenceCursor {
    /// Creates a cursor at the first sentence of `text`.
    pub fn new(text: &str) -> Self {
        Self {
            spans: spans(text),
            at: 0,
        }
    }

    /// Returns the span of the sentence that contains the quantity from `start` to `end`. If the splitter mistook an
    /// abbreviation in the quantity for the end of a sentence, the span covers both parts of the sentence.
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
