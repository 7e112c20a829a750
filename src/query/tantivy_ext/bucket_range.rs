//! Articles with a figure in a range of numbers, most of them known by the sizes of their figures.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use crate::index::explain::explained;

/// The articles of `sure`, and of those `maybe` the ones that `proof` has.
#[derive(Debug)]
pub struct BucketRangeQuery {
    /// Articles with a figure of a size that lies within the range.
    pub sure: Box<dyn Query>,
    /// Articles with a figure of a size at its ends.
    pub maybe: Box<dyn Query>,
    /// Articles with a figure in the range, which takes longer to tell.
    pub proof: Box<dyn Query>,
}

impl Clone for BucketRangeQuery {
    fn clone(&self) -> Self {
        Self {
            sure: self.sure.box_clone(),
            maybe: self.maybe.box_clone(),
            proof: self.proof.box_clone(),
        }
    }
}

impl Query for BucketRangeQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(BucketRangeWeight {
            sure: self.sure.weight(scoring)?,
            maybe: self.maybe.weight(scoring)?,
            proof: self.proof.weight(scoring)?,
        }))
    }
}

struct BucketRangeWeight {
    sure: Box<dyn Weight>,
    maybe: Box<dyn Weight>,
    proof: Box<dyn Weight>,
}

impl Weight for BucketRangeWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = BucketRangeScorer {
            sure: PositionedScorer::new(self.sure.scorer(reader, 1.0)?),
            maybe: PositionedScorer::new(self.maybe.scorer(reader, 1.0)?),
            proof: self.proof.scorer(reader, 1.0)?,
            doc: 0,
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explained(self, reader, doc, "a figure in the range")
    }
}

struct BucketRangeScorer {
    sure: PositionedScorer,
    maybe: PositionedScorer,
    proof: Box<dyn Scorer>,
    doc: DocId,
}

/// A scorer, and where it stands: to ask for that takes longer than to know it.
struct PositionedScorer {
    scorer: Box<dyn Scorer>,
    doc: DocId,
}

impl PositionedScorer {
    fn new(scorer: Box<dyn Scorer>) -> Self {
        let doc = scorer.doc();
        Self { scorer, doc }
    }

    /// The first document at or after `target`.
    #[inline]
    fn reach(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.scorer.seek(target);
        }
        self.doc
    }
}

impl BucketRangeScorer {
    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        self.doc = loop {
            let (sure, maybe) = (self.sure.reach(target), self.maybe.reach(target));
            if sure <= maybe || self.proves(maybe) {
                break sure.min(maybe);
            }
            target = maybe + 1;
        };
        self.doc
    }

    fn proves(&mut self, article: DocId) -> bool {
        matches!(self.proof.seek_danger(article), SeekDangerResult::Found)
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
        let sure = self.sure.reach(target);
        if sure == target {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        // What is not asked for is not proved.
        let mut maybe = self.maybe.reach(target);
        if maybe == target {
            if self.proves(target) {
                self.doc = target;
                return SeekDangerResult::Found;
            }
            maybe += 1;
        }
        SeekDangerResult::SeekLowerBound(sure.min(maybe))
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let (sure, maybe) = (&self.sure.scorer, &self.maybe.scorer);
        sure.size_hint().saturating_add(maybe.size_hint())
    }

    fn cost(&self) -> u64 {
        let (sure, maybe) = (&self.sure.scorer, &self.maybe.scorer);
        sure.cost().saturating_add(maybe.cost())
    }
}

impl Scorer for BucketRangeScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
