//! Access to sentences by index.

use crate::byte_range::ByteRange;

use crate::figure::syntax::Sentence;

/// The text and the spans of its sentences.
#[derive(Clone, Copy)]
pub struct SentenceList<'t, 's> {
    /// The headline or body that the spans refer to.
    pub text: &'t str,
    /// The spans of the sentences, in order.
    pub spans: &'s [ByteRange],
}

impl<'t, 's> SentenceList<'t, 's> {
    /// Parses the sentence at `index`.
    pub fn sentence(&self, index: usize) -> Sentence<'t> {
        Sentence::read(self.text, self.spans[index])
    }

    /// Parses up to `most` sentences before the one at `index`, nearest first.
    pub fn before(&self, index: usize, most: usize) -> impl Iterator<Item = Sentence<'t>> {
        let spans = self.spans[index.saturating_sub(most)..index].iter().rev();
        spans.map(|&span| Sentence::read(self.text, span))
    }

    /// Returns the spans of the sentences after the one at `index`.
    pub fn spans_after(&self, index: usize) -> &'s [ByteRange] {
        self.spans.get(index + 1..).unwrap_or_default()
    }

    /// Returns whether the sentence at `index` is in the same paragraph as the previous one, that is, whether no line
    /// break separates them.
    pub fn same_paragraph(&self, index: usize) -> bool {
        index > 0 && !self.text[self.spans[index - 1].end..self.spans[index].start].contains('\n')
    }
}
