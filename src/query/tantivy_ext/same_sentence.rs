//! A query for documents in which several words or phrases occur in one sentence of the body.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader};

use super::phrase_cursor::{PhraseCursor, PhraseTerms};
use super::positional_scorer::{PositionalMatch, PositionalScorer, first_common_doc};
use super::sentence_bounds::{ends, sentences_with};
use crate::index::columns::{Columns, SpreadColumn};
use crate::index::explain::explanation;
use crate::index::schema::SENTENCE_ENDS;

/// Matches documents with a sentence that contains at least one phrase from each of several lists.
#[derive(Clone, Debug)]
pub struct SameSentenceQuery {
    /// The columns of the index.
    pub columns: Columns,
    /// The body field, whose sentences are searched.
    pub field: Field,
    /// The lists of alternative phrases. The sentence must contain at least one phrase from each list.
    pub all: Vec<Vec<PhraseTerms>>,
}

impl Query for SameSentenceQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for SameSentenceQuery {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut all = Vec::new();
        for alternatives in &self.all {
            let mut open = Vec::new();
            for phrase in alternatives {
                open.extend(PhraseCursor::open(&inverted, phrase)?);
            }
            all.push(open);
        }
        let ends = self.columns.spread_numbers(reader, SENTENCE_ENDS)?;
        let Some(ends) = ends.filter(|_| all.iter().all(|open| !open.is_empty())) else {
            return Ok(Box::new(EmptyScorer));
        };
        Ok(Box::new(PositionalScorer::new(SameSentenceMatcher {
            all,
            ends,
            starts: Vec::new(),
            sentences: Vec::new(),
        })))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "in one sentence")
    }
}

struct SameSentenceMatcher {
    all: Vec<Vec<PhraseCursor>>,
    ends: SpreadColumn,
    /// The start positions of a phrase. The buffer is reused.
    starts: Vec<u32>,
    /// The sentences that match all lists checked so far.
    sentences: Vec<usize>,
}

impl PositionalMatch for SameSentenceMatcher {
    fn next_candidate(&mut self, target: DocId) -> DocId {
        let first =
            |open: &mut Vec<PhraseCursor>, target| open.iter_mut().map(|c| c.seek(target)).min();
        let all = &mut self.all;
        first_common_doc(target, |target| {
            all.iter_mut().filter_map(|open| first(open, target)).max()
        })
    }

    fn size_hint(&self) -> u32 {
        let of = |open: &Vec<PhraseCursor>| open.iter().map(PhraseCursor::size_hint).sum::<u32>();
        self.all.iter().map(of).min().unwrap_or(0)
    }

    fn matches(&mut self, doc: DocId) -> bool {
        let ends = ends(&self.ends, doc);
        for (nth, open) in self.all.iter_mut().enumerate() {
            let mut found = Vec::new();
            for cursor in open {
                sentences_with(cursor, doc, &ends, &mut self.starts, &mut found);
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
