//! The sentences of a text, by their position.

use crate::byte_range::ByteRange;

use crate::figure::syntax::Sentence;

/// A text with the spans of its sentences.
#[derive(Clone, Copy)]
pub struct SentenceList<'t, 's> {
    /// The text.
    pub text: &'t str,
    /// Its sentences.
    pub spans: &'s [ByteRange],
}

impl<'t, 's> SentenceList<'t, 's> {
    /// Reads the sentence at a place.
    pub fn sentence(&self, index: usize) -> Sentence<'t> {
        Sentence::read(self.text, self.spans[index])
    }

    /// Reads up to `most` sentences before one, the nearest first.
    pub fn before(&self, index: usize, most: usize) -> impl Iterator<Item = Sentence<'t>> {
        let spans = self.spans[index.saturating_sub(most)..index].iter().rev();
        spans.map(|&span| Sentence::read(self.text, span))
    }

    /// The spans of the sentences after one.
    pub fn spans_after(&self, index: usize) -> &'s [ByteRange] {
        self.spans.get(index + 1..).unwrap_or_default()
    }

    /// Whether no line ends between a sentence and the one before.
    pub fn same_paragraph(&self, index: usize) -> bool {
        index > 0 && !self.text[self.spans[index - 1].end..self.spans[index].start].contains('\n')
    }
}
