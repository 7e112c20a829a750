//! A query for articles with a figure in a number range. Most articles are found by their value buckets. Numbers are
//! compared only for figures in the buckets at the ends of the range.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use crate::index::explain::explanation;

/// Matches the articles that match `within`, and those that match both `at_ends` and `exact`.
#[derive(Debug)]
pub struct BucketRangeQuery {
    /// Articles with a figure in a bucket inside the range.
    pub within: Box<dyn Query>,
    /// Articles with a figure in a bucket at an end of the range.
    pub at_ends: Box<dyn Query>,
    /// Articles with a figure in the range. This query is slow, so it is only used to verify matches of `at_ends`.
    pub exact: Box<dyn Query>,
}

impl Clone for BucketRangeQuery {
    fn clone(&self) -> Self {
        Self {
            within: self.within.box_clone(),
            at_ends: self.at_ends.box_clone(),
            exact: self.exact.box_clone(),
        }
    }
}

impl Query for BucketRangeQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(BucketRangeWeight {
            within: self.within.weight(scoring)?,
            at_ends: self.at_ends.weight(scoring)?,
            exact: self.exact.weight(scoring)?,
        }))
    }
}

struct BucketRangeWeight {
    within: Box<dyn Weight>,
    at_ends: Box<dyn Weight>,
    exact: Box<dyn Weight>,
}

impl Weight for BucketRangeWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = BucketRangeScorer {
            within: PositionedScorer::new(self.within.scorer(reader, 1.0)?),
            at_ends: PositionedScorer::new(self.at_ends.scorer(reader, 1.0)?),
            exact: self.exact.scorer(reader, 1.0)?,
            doc: 0,
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "a figure in the range")
    }
}

struct BucketRangeScorer {
    within: PositionedScorer,
    at_ends: PositionedScorer,
    exact: Box<dyn Scorer>,
    doc: DocId,
}

/// A scorer with its current document cached, because reading a field is faster than calling `doc` through `dyn
/// Scorer`.
struct PositionedScorer {
    scorer: Box<dyn Scorer>,
    doc: DocId,
}

impl PositionedScorer {
    fn new(scorer: Box<dyn Scorer>) -> Self {
        let doc = scorer.doc();
        Self { scorer, doc }
    }

    /// Moves to the first document at or after `target`, and returns it.
    #[inline]
    fn reach(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.scorer.seek(target);
        }
        self.doc
    }
}

impl BucketRangeScorer {
    /// Moves to the first match at or after `target`, and returns it.
    fn find(&mut self, mut target: DocId) -> DocId {
        self.doc = loop {
            let (within, at_ends) = (self.within.reach(target), self.at_ends.reach(target));
            if within <= at_ends || self.verifies(at_ends) {
                break within.min(at_ends);
            }
            target = at_ends + 1;
        };
        self.doc
    }

    fn verifies(&mut self, article: DocId) -> bool {
        matches!(self.exact.seek_danger(article), SeekDangerResult::Found)
    }
}

impl DocSet for BucketRangeScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            TERMINATED
        } else {
            self.find(self.doc + 1)
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.doc {
            self.find(target);
        }
        self.doc
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= TERMINATED {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        let within = self.within.reach(target);
        if within == target {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        // Verifies only the requested document, not the ones after it.
        let mut at_ends = self.at_ends.reach(target);
        if at_ends == target {
            if self.verifies(target) {
                self.doc = target;
                return SeekDangerResult::Found;
            }
            at_ends += 1;
        }
        SeekDangerResult::SeekLowerBound(within.min(at_ends))
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let (within, at_ends) = (&self.within.scorer, &self.at_ends.scorer);
        within.size_hint().saturating_add(at_ends.size_hint())
    }

    fn cost(&self) -> u64 {
        let (within, at_ends) = (&self.within.scorer, &self.at_ends.scorer);
        within.cost().saturating_add(at_ends.cost())
    }
}

impl Scorer for BucketRangeScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
