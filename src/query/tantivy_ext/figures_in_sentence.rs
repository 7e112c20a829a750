//! A query for figures whose sentence contains a phrase.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::phrase_cursor::{PhraseCursor, PhraseTerms};
use super::sentence_bounds::{ends, sentence_of, sentences_with};
use crate::figure::Place;
use crate::index::block_join::Blocks;
use crate::index::columns::{Columns, SpreadColumn};
use crate::index::explain::explanation;
use crate::index::schema::place_of;
use crate::index::schema::{POSITION, SENTENCE_ENDS};

/// Matches figures in the body whose sentence contains at least one of several phrases.
#[derive(Clone, Debug)]
pub struct FiguresInSentenceQuery {
    /// The body field, whose sentences are searched.
    pub field: Field,
    /// The columns of the index.
    pub columns: Columns,
    /// The phrases. The sentence must contain at least one of them.
    pub any: Vec<PhraseTerms>,
}

impl Query for FiguresInSentenceQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for FiguresInSentenceQuery {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut cursors = Vec::new();
        for phrase in &self.any {
            cursors.extend(PhraseCursor::open(&inverted, phrase)?);
        }
        let columns = (
            self.columns.spread_numbers(reader, SENTENCE_ENDS)?,
            self.columns.spread_numbers(reader, POSITION)?,
        );
        let (Some(ends), Some(position)) = columns else {
            return Ok(Box::new(EmptyScorer));
        };
        let mut scorer = FiguresInSentenceScorer {
            cursors,
            ends,
            position,
            blocks: Blocks::open(&self.columns, reader)?,
            figures: Vec::new(),
            nth: 0,
            next: 0,
            starts: Vec::new(),
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "words in its sentence")
    }
}

struct FiguresInSentenceScorer {
    cursors: Vec<PhraseCursor>,
    ends: SpreadColumn,
    position: SpreadColumn,
    blocks: Blocks,
    /// The matching figures of the current article, in order.
    figures: Vec<DocId>,
    /// The index of the current figure in `figures`.
    nth: usize,
    /// The document at which the search for the next article starts.
    next: DocId,
    /// The start positions of a phrase. The buffer is reused.
    starts: Vec<u32>,
}

impl FiguresInSentenceScorer {
    /// Moves to the first match at or after `target`, and returns it. Searches only articles at or after `next`.
    fn find(&mut self, target: DocId) -> DocId {
        loop {
            let firsts = self.cursors.iter_mut().map(|cursor| cursor.seek(self.next));
            let article = firsts.min().unwrap_or(TERMINATED);
            self.figures.clear();
            self.nth = 0;
            if article == TERMINATED {
                return TERMINATED;
            }
            self.next = article + 1;
            self.take(article, target);
            if let Some(first) = self.figures.first() {
                return *first;
            }
        }
    }

    /// Collects the matching figures of `article` at or after `target`.
    fn take(&mut self, article: DocId, target: DocId) {
        let first = self.blocks.start(article).max(target);
        if first >= article {
            return;
        }
        let ends = ends(&self.ends, article);
        let mut sentences = Vec::new();
        for cursor in &mut self.cursors {
            sentences_with(cursor, article, &ends, &mut self.starts, &mut sentences);
        }
        sentences.sort_unstable();
        for figure in first..article {
            let position = self.position.first(figure).map(place_of);
            let Some((Place::Body, at)) = position else {
                continue;
            };
            if sentences.binary_search(&sentence_of(&ends, at)).is_ok() {
                self.figures.push(figure);
            }
        }
    }
}

impl DocSet for FiguresInSentenceScorer {
    fn advance(&mut self) -> DocId {
        self.nth += 1;
        match self.figures.get(self.nth) {
            Some(figure) => *figure,
            None => self.find(0),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc() {
            return self.doc();
        }
        let behind = self.figures[self.nth..].partition_point(|&figure| figure < target);
        self.nth += behind;
        if let Some(figure) = self.figures.get(self.nth) {
            return *figure;
        }
        if target >= TERMINATED {
            self.figures.clear();
            self.next = TERMINATED;
            return TERMINATED;
        }
        self.next = self.next.max(self.blocks.article(target));
        self.find(target)
    }

    fn doc(&self) -> DocId {
        self.figures.get(self.nth).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.cursors.iter().map(PhraseCursor::size_hint).sum()
    }

    fn cost(&self) -> u64 {
        // The factor accounts for the cost of reading positions in each article that contains the words.
        20 * u64::from(self.size_hint())
    }
}

impl Scorer for FiguresInSentenceScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
