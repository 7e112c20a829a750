//! Articles with a figure in a range of numbers, most of them known by the sizes of their figures.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use super::does_not_match;

/// The articles of `sure`, and of those `maybe` the ones that `proof` has.
#[derive(Debug)]
pub struct SizedQuery {
    /// Articles with a figure of a size that lies within the range.
    pub sure: Box<dyn Query>,
    /// Articles with a figure of a size at its ends.
    pub maybe: Box<dyn Query>,
    /// Articles with a figure in the range, which takes longer to tell.
    pub proof: Box<dyn Query>,
}

impl Clone for SizedQuery {
    fn clone(&self) -> Self {
        Self {
            sure: self.sure.box_clone(),
            maybe: self.maybe.box_clone(),
            proof: self.proof.box_clone(),
        }
    }
}

impl Query for SizedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SizedWeight {
            sure: self.sure.weight(scoring)?,
            maybe: self.maybe.weight(scoring)?,
            proof: self.proof.weight(scoring)?,
        }))
    }
}

struct SizedWeight {
    sure: Box<dyn Weight>,
    maybe: Box<dyn Weight>,
    proof: Box<dyn Weight>,
}

impl Weight for SizedWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = SizedScorer {
            sure: self.sure.scorer(reader, 1.0)?,
            maybe: self.maybe.scorer(reader, 1.0)?,
            proof: self.proof.scorer(reader, 1.0)?,
            doc: 0,
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(does_not_match(doc));
        }
        Ok(Explanation::new("a figure in the range", 0.0))
    }
}

struct SizedScorer {
    sure: Box<dyn Scorer>,
    maybe: Box<dyn Scorer>,
    proof: Box<dyn Scorer>,
    doc: DocId,
}

impl SizedScorer {
    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        self.doc = loop {
            let sure = reach(&mut *self.sure, target);
            let maybe = reach(&mut *self.maybe, target);
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

/// The first document of `scorer` at or after `target`.
fn reach(scorer: &mut dyn Scorer, target: DocId) -> DocId {
    let doc = scorer.doc();
    if doc < target {
        scorer.seek(target)
    } else {
        doc
    }
}

impl DocSet for SizedScorer {
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
        // What is not asked for is not proved.
        let sure = reach(&mut *self.sure, target);
        let maybe = reach(&mut *self.maybe, target);
        if sure == target || maybe == target && self.proves(target) {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        let next = if maybe == target { target + 1 } else { maybe };
        SeekDangerResult::SeekLowerBound(sure.min(next))
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.sure.size_hint().saturating_add(self.maybe.size_hint())
    }

    fn cost(&self) -> u64 {
        self.sure.cost().saturating_add(self.maybe.cost())
    }
}

impl Scorer for SizedScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
