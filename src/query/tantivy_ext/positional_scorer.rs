//! A scorer for queries that first find documents with all words and then check the positions of these words.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// A test of the positions of words in a document.
pub trait PositionalMatch: Send + 'static {
    /// The first document at or after `target` that has the words.
    fn next_candidate(&mut self, target: DocId) -> DocId;

    /// Whether the words stand as they have to in `doc`, which has them.
    fn matches(&mut self, doc: DocId) -> bool;

    /// How many documents have the words, at most.
    fn size_hint(&self) -> u32;
}

/// The scorer of documents whose words pass a test of positions. All score nothing.
pub struct PositionalScorer<P> {
    positions: P,
    doc: DocId,
}

impl<P: PositionalMatch> PositionalScorer<P> {
    /// Stands on the first match.
    pub fn new(positions: P) -> Self {
        let mut scorer = Self { positions, doc: 0 };
        scorer.find(0);
        scorer
    }

    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            self.doc = self.positions.next_candidate(target);
            if self.doc == TERMINATED || self.positions.matches(self.doc) {
                return self.doc;
            }
            target = self.doc + 1;
        }
    }
}

/// The first document at or after `target` that several iterators have in common. `reach` moves each to its first
/// document from a target on, and returns the last of these.
pub fn first_common_doc(mut target: DocId, mut reach: impl FnMut(DocId) -> Option<DocId>) -> DocId {
    loop {
        let doc = reach(target).unwrap_or(TERMINATED);
        if doc <= target || doc == TERMINATED {
            return doc;
        }
        target = doc;
    }
}

impl<P: PositionalMatch> DocSet for PositionalScorer<P> {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            TERMINATED
        } else {
            self.find(self.doc + 1)
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            self.doc
        } else {
            self.find(target)
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.positions.size_hint()
    }

    fn cost(&self) -> u64 {
        // Positions are read for each document that has the words.
        10 * u64::from(self.size_hint())
    }
}

impl<P: PositionalMatch> Scorer for PositionalScorer<P> {
    fn score(&mut self) -> Score {
        0.0
    }
}
