//! Documents in which two phrases stand close to each other, in either order.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::does_not_match;
use super::phrase::{Cursor, Phrase};

/// Two phrases whose nearest words' positions differ by at most `distance`.
#[derive(Clone, Debug)]
pub struct NearQuery {
    /// The field both stand in.
    pub field: Field,
    /// The two phrases.
    pub phrases: [Phrase; 2],
    /// How far they may be apart.
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
            Cursor::open(&inverted, left)?,
            Cursor::open(&inverted, right)?,
        ) else {
            return Ok(Box::new(EmptyScorer));
        };
        let mut scorer = NearScorer {
            left,
            right,
            distance: self.distance,
            doc: 0,
            starts: (Vec::new(), Vec::new()),
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(does_not_match(doc));
        }
        Ok(Explanation::new("near each other", 0.0))
    }
}

struct NearScorer {
    left: Cursor,
    right: Cursor,
    distance: u32,
    doc: DocId,
    /// Where the phrases begin; used again for each document.
    starts: (Vec<u32>, Vec<u32>),
}

impl NearScorer {
    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let common = self.common(target);
            self.doc = common;
            if common == TERMINATED || self.is_near(common) {
                return common;
            }
            target = common + 1;
        }
    }

    /// The first document at or after `target` that has all the words.
    fn common(&mut self, mut target: DocId) -> DocId {
        loop {
            let doc = self.left.seek(target);
            target = self.right.seek(doc);
            if doc == target {
                return doc;
            }
        }
    }

    fn is_near(&mut self, doc: DocId) -> bool {
        let (left, right) = &mut self.starts;
        self.left.starts(doc, left);
        self.right.starts(doc, right);
        let (first, second) = (self.left.span(), self.right.span());
        left.iter().any(|&at| {
            // Those that begin before `at` could reach, to those that begin after it could.
            let from = right.partition_point(|&other| {
                other.saturating_add(second).saturating_add(self.distance) < at
            });
            let to = right.partition_point(|&other| {
                other <= at.saturating_add(first).saturating_add(self.distance)
            });
            // The same word is not near itself.
            right[from..to]
                .iter()
                .any(|&other| other + second < at || at + first < other)
        })
    }
}

impl DocSet for NearScorer {
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
        self.left.size_hint().min(self.right.size_hint())
    }

    fn cost(&self) -> u64 {
        // Positions are read for each document that has the words.
        10 * u64::from(self.size_hint())
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
