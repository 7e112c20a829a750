//! A scorer for queries that find the documents with all query words and then test the positions of the words.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// A test of the positions of several words in a document.
pub trait PositionalMatch: Send + 'static {
    /// Returns the first document at or after `target` that contains the words.
    fn next_candidate(&mut self, target: DocId) -> DocId;

    /// Returns whether the word positions in `doc` pass the test. `doc` must contain the words.
    fn matches(&mut self, doc: DocId) -> bool;

    /// Returns an upper bound on the number of documents that contain the words.
    fn size_hint(&self) -> u32;
}

/// A scorer for the documents that pass a [`PositionalMatch`]. All scores are 0.
pub struct PositionalScorer<P> {
    positions: P,
    doc: DocId,
}

impl<P: PositionalMatch> PositionalScorer<P> {
    /// Creates a scorer that is positioned at the first match.
    pub fn new(positions: P) -> Self {
        let mut scorer = Self { positions, doc: 0 };
        scorer.find(0);
        scorer
    }

    /// Moves to the first match at or after `target`, and returns it.
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

/// Returns the first document at or after `target` that several doc sets have in common, or `TERMINATED` if there is
/// none. `reach` seeks every doc set to a given document. It returns the highest document reached, or `None` if there
/// are no doc sets.
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
        // The factor accounts for the cost of reading positions in each document that contains the words.
        10 * u64::from(self.size_hint())
    }
}

impl<P: PositionalMatch> Scorer for PositionalScorer<P> {
    fn score(&mut self) -> Score {
        0.0
    }
}
