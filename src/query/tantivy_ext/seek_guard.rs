//! A query wrapper that accepts a seek to a document before the current one.
//!
//! To exclude documents, tantivy seeks the scorer of the excluded query to each candidate document, even if the
//! candidate comes before the scorer's first match. The scorer of tantivy's phrase query does not support such a seek.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader};

/// A query whose scorers accept a seek to a document before the current one.
#[derive(Debug)]
pub struct SeekGuard(Box<dyn Query>);

impl SeekGuard {
    /// Wraps `query`. The wrapper matches the same documents.
    pub fn new(query: Box<dyn Query>) -> Self {
        Self(query)
    }
}

impl Clone for SeekGuard {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for SeekGuard {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SeekGuardWeight(self.0.weight(scoring)?)))
    }
}

struct SeekGuardWeight(Box<dyn Weight>);

impl Weight for SeekGuardWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.0.scorer(reader, boost)?;
        let first = scorer.doc();
        Ok(Box::new(SeekGuardScorer { scorer, first }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }
}

struct SeekGuardScorer {
    scorer: Box<dyn Scorer>,
    /// A lower bound on the next match. No document between the last seek target and this bound matches.
    first: DocId,
}

impl DocSet for SeekGuardScorer {
    fn advance(&mut self) -> DocId {
        self.first = self.scorer.advance();
        self.first
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.scorer.doc() {
            self.first = self.scorer.seek(target);
        }
        self.scorer.doc()
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target < self.first {
            return SeekDangerResult::SeekLowerBound(self.first);
        }
        let found = self.scorer.seek_danger(target);
        self.first = match found {
            SeekDangerResult::Found => target,
            SeekDangerResult::SeekLowerBound(bound) => bound,
        };
        found
    }

    fn doc(&self) -> DocId {
        self.scorer.doc()
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for SeekGuardScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}
