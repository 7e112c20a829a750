//! Documents in which words stand in one sentence of the text.

use tantivy::columnar::Column;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::does_not_match;
use super::phrase::{Cursor, Phrase};
use super::sentence::{ends, sentence_of};

/// Alternatives of which one of each stands in one and the same sentence.
#[derive(Clone, Debug)]
pub struct SameQuery {
    /// The field of the text.
    pub field: Field,
    /// What has to stand there: one of each of these.
    pub all: Vec<Vec<Phrase>>,
}

impl Query for SameQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for SameQuery {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut all = Vec::new();
        for alternatives in &self.all {
            let mut open = Vec::new();
            for phrase in alternatives {
                open.extend(Cursor::open(&inverted, phrase)?);
            }
            all.push(open);
        }
        let ends = reader.fast_fields().column_opt("sentence_ends")?;
        let Some(ends) = ends.filter(|_| all.iter().all(|open| !open.is_empty())) else {
            return Ok(Box::new(EmptyScorer));
        };
        let mut scorer = SameScorer {
            all,
            ends,
            doc: 0,
            starts: Vec::new(),
            sentences: Vec::new(),
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(does_not_match(doc));
        }
        Ok(Explanation::new("in one sentence", 0.0))
    }
}

struct SameScorer {
    all: Vec<Vec<Cursor>>,
    ends: Column<u64>,
    doc: DocId,
    /// Where a phrase begins; used again for each.
    starts: Vec<u32>,
    /// The sentences that have all so far, and those that have one of the next.
    sentences: Vec<usize>,
}

impl SameScorer {
    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let common = self.common(target);
            self.doc = common;
            if common == TERMINATED || self.have_one_sentence(common) {
                return common;
            }
            target = common + 1;
        }
    }

    /// The first document at or after `target` that has all the words.
    fn common(&mut self, mut target: DocId) -> DocId {
        loop {
            let first = |open: &mut Vec<Cursor>| open.iter_mut().map(|c| c.seek(target)).min();
            match self.all.iter_mut().filter_map(first).max() {
                Some(doc) if doc > target && doc != TERMINATED => target = doc,
                Some(doc) => return doc,
                None => return TERMINATED,
            }
        }
    }

    fn have_one_sentence(&mut self, doc: DocId) -> bool {
        let ends = ends(&self.ends, doc);
        for (nth, open) in self.all.iter_mut().enumerate() {
            let mut found = Vec::new();
            for cursor in open {
                if cursor.seek(doc) != doc {
                    continue;
                }
                cursor.starts(doc, &mut self.starts);
                let span = cursor.span();
                let whole = |&start: &u32| {
                    let sentence = sentence_of(&ends, start);
                    (sentence == sentence_of(&ends, start + span)).then_some(sentence)
                };
                found.extend(self.starts.iter().filter_map(whole));
            }
            found.sort_unstable();
            found.dedup();
            if nth == 0 {
                self.sentences = found;
            } else {
                let also = |sentence: &usize| found.binary_search(sentence).is_ok();
                self.sentences.retain(also);
            }
            if self.sentences.is_empty() {
                return false;
            }
        }
        true
    }
}

impl DocSet for SameScorer {
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
        let of = |open: &Vec<Cursor>| open.iter().map(Cursor::size_hint).sum::<u32>();
        self.all.iter().map(of).min().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        // Positions are read for each document that has the words.
        10 * u64::from(self.size_hint())
    }
}

impl Scorer for SameScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
