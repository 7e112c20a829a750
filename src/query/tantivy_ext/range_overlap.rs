//! A query for documents whose range in two columns overlaps a given range.

use tantivy::columnar::{Column, DynamicColumn};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use crate::index::columns::{ColumnNumber, Columns, NumberColumn};
use crate::index::explain::explanation;

/// Matches documents whose range overlaps the range from `from` to `to`. All ends are inclusive.
#[derive(Clone, Debug)]
pub struct RangeOverlapQuery<T> {
    /// The columns of the index.
    pub columns: Columns,
    /// The column with the lower end.
    pub low: &'static str,
    /// The column with the upper end.
    pub high: &'static str,
    /// Whether `low` is at most `high` in every document.
    pub ordered: bool,
    /// The lower end of the given range.
    pub from: T,
    /// The upper end of the given range.
    pub to: T,
}

impl<T: ColumnNumber> Query for RangeOverlapQuery<T>
where
    DynamicColumn: Into<Option<Column<T>>>,
{
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl<T: ColumnNumber> Weight for RangeOverlapQuery<T>
where
    DynamicColumn: Into<Option<Column<T>>>,
{
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = |name| self.columns.numbers(reader, name);
        let (Some(low), Some(high)) = (column(self.low)?, column(self.high)?) else {
            return Ok(Box::new(EmptyScorer));
        };
        // Skips the segment if no document in it can match. A search for newly seen articles skips most segments this
        // way.
        if low.min_value() > self.to || high.max_value() < self.from {
            return Ok(Box::new(EmptyScorer));
        }
        let mut scorer = RangeOverlapScorer {
            low,
            high,
            ordered: self.ordered,
            from: self.from,
            to: self.to,
            doc: 0,
            end: reader.max_doc(),
        };
        if !scorer.matches(0) {
            scorer.advance();
        }
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "within the range")
    }
}

struct RangeOverlapScorer<T> {
    low: NumberColumn<T>,
    high: NumberColumn<T>,
    ordered: bool,
    from: T,
    to: T,
    doc: DocId,
    end: DocId,
}

impl<T: ColumnNumber> RangeOverlapScorer<T> {
    fn matches(&self, doc: DocId) -> bool {
        match self.low.first(doc) {
            // If the lower end is at least `from`, so is the upper end, and there is no need to read it.
            Some(low) if self.ordered && low >= self.from => low <= self.to,
            Some(low) if low <= self.to => {
                self.high.first(doc).is_some_and(|high| high >= self.from)
            }
            _ => false,
        }
    }
}

impl<T: ColumnNumber> DocSet for RangeOverlapScorer<T> {
    fn advance(&mut self) -> DocId {
        let next = self.doc.saturating_add(1);
        self.doc = (next..self.end)
            .find(|&doc| self.matches(doc))
            .unwrap_or(TERMINATED);
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.doc {
            self.doc = (target..self.end)
                .find(|&doc| self.matches(doc))
                .unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        // Tests only the requested document, because a search for the next match might scan the whole segment.
        if target < self.end && self.matches(target) {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        SeekDangerResult::SeekLowerBound(if target < self.end {
            target + 1
        } else {
            TERMINATED
        })
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }
}

impl<T: ColumnNumber> Scorer for RangeOverlapScorer<T> {
    fn score(&mut self) -> Score {
        0.0
    }
}
