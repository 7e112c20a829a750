//! A query for documents in which two phrases occur close to each other, in either order.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader};

use super::phrase_cursor::{PhraseCursor, PhraseTerms};
use super::positional_scorer::{PositionalMatch, PositionalScorer, first_common_doc};
use crate::index::explain::explanation;

/// Matches documents in which the nearest words of two phrases are at most `distance` positions apart.
#[derive(Clone, Debug)]
pub struct NearQuery {
    /// The field that must contain both phrases.
    pub field: Field,
    /// The phrases that must be near each other, in either order.
    pub phrases: [PhraseTerms; 2],
    /// The maximum distance between the nearest words of the two phrases.
    pub distance: u32,
}

impl Query for NearQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for NearQuery {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let [left, right] = &self.phrases;
        let (Some(left), Some(right)) = (
            PhraseCursor::open(&inverted, left)?,
            PhraseCursor::open(&inverted, right)?,
        ) else {
            return Ok(Box::new(EmptyScorer));
        };
        Ok(Box::new(PositionalScorer::new(NearMatcher {
            left,
            right,
            distance: self.distance,
            starts: (Vec::new(), Vec::new()),
        })))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "near each other")
    }
}

struct NearMatcher {
    left: PhraseCursor,
    right: PhraseCursor,
    distance: u32,
    /// The start positions of the two phrases. The buffers are reused.
    starts: (Vec<u32>, Vec<u32>),
}

impl PositionalMatch for NearMatcher {
    fn next_candidate(&mut self, target: DocId) -> DocId {
        let (left, right) = (&mut self.left, &mut self.right);
        first_common_doc(target, |target| {
            Some(left.seek(target).max(right.seek(target)))
        })
    }

    fn size_hint(&self) -> u32 {
        self.left.size_hint().min(self.right.size_hint())
    }

    fn matches(&mut self, doc: DocId) -> bool {
        let (left, right) = &mut self.starts;
        self.left.starts(doc, left);
        self.right.starts(doc, right);
        let (first, second) = (self.left.span(), self.right.span());
        left.iter().any(|&at| {
            // The occurrences of the right phrase that are close enough to `at`.
            let from = right.partition_point(|&other| {
                other.saturating_add(second).saturating_add(self.distance) < at
            });
            let to = right.partition_point(|&other| {
                other <= at.saturating_add(first).saturating_add(self.distance)
            });
            // Overlapping phrases do not count, because a word is not near itself.
            right[from..to]
                .iter()
                .any(|&other| other + second < at || at + first < other)
        })
    }
}
