//! Finds the articles that contain matching figures, and the figures of matching articles.
//!
//! A block consists of an article's figure documents, followed by the article's own document. Each figure stores its
//! distance to the article, and each document stores how many documents of its block precede it, so a lookup in either
//! direction reads one value. Merges preserve the order of documents, and deletes remove whole blocks.

use std::cmp::Ordering;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

pub use self::figures_of::FiguresOf;
use super::columns::{Columns, SpreadColumn};
use super::explain::explanation;
use super::schema::{BEFORE, DISTANCE};

mod figures_of;

/// A query for the articles with at least one figure that another query matches. Every match scores 0.
#[derive(Debug)]
pub struct ArticlesWith {
    columns: Columns,
    figures: Box<dyn Query>,
}

impl ArticlesWith {
    /// Creates a query for the articles with at least one figure that `figures` matches. `figures` must match only
    /// figure documents.
    pub fn new(columns: &Columns, figures: Box<dyn Query>) -> Self {
        Self {
            columns: columns.clone(),
            figures,
        }
    }
}

impl Clone for ArticlesWith {
    fn clone(&self) -> Self {
        Self::new(&self.columns, self.figures.box_clone())
    }
}

impl Query for ArticlesWith {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ArticlesWithWeight {
            columns: self.columns.clone(),
            figures: self.figures.weight(unscored(scoring))?,
        }))
    }
}

/// Returns `scoring` with scores disabled.
fn unscored(scoring: EnableScoring<'_>) -> EnableScoring<'_> {
    match scoring {
        EnableScoring::Enabled { searcher, .. } => EnableScoring::disabled_from_searcher(searcher),
        disabled @ EnableScoring::Disabled { .. } => disabled,
    }
}

struct ArticlesWithWeight {
    columns: Columns,
    figures: Box<dyn Weight>,
}

impl Weight for ArticlesWithWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let blocks = Blocks::open(&self.columns, reader)?;
        Ok(Box::new(ArticlesWithScorer::new(
            self.figures.scorer(reader, 1.0)?,
            blocks,
        )))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "a figure meets the conditions")
    }
}

/// The boundaries of the blocks in a segment.
pub struct Blocks {
    /// The distance from each figure to its article. `None` if the segment has no such column.
    distance: Option<SpreadColumn>,
    /// The number of documents that precede each document in its block.
    before: Option<SpreadColumn>,
    /// The number of documents in the segment, which is also the length of both columns.
    end: DocId,
}

impl Blocks {
    /// Opens the columns with the block boundaries of a segment.
    pub fn open(columns: &Columns, reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            distance: columns.spread_numbers(reader, DISTANCE)?,
            before: columns.spread_numbers(reader, BEFORE)?,
            end: reader.max_doc(),
        })
    }

    /// Returns the article of `document`'s block, which may be `document` itself. Returns `TERMINATED` if a damaged
    /// column points past the end of the segment.
    pub fn article(&self, document: DocId) -> DocId {
        let article = document.saturating_add(self.first(self.distance.as_ref(), document));
        if article < self.end {
            article
        } else {
            TERMINATED
        }
    }

    /// Returns the first document of the block that contains `document`.
    pub fn start(&self, document: DocId) -> DocId {
        document.saturating_sub(self.first(self.before.as_ref(), document))
    }

    fn first(&self, column: Option<&SpreadColumn>, document: DocId) -> u32 {
        let column = column.filter(|_| document < self.end);
        let value = column.and_then(|column| column.first(document));
        value.unwrap_or(0)
    }
}

struct ArticlesWithScorer {
    figures: Box<dyn Scorer>,
    blocks: Blocks,
    /// The current article or, if `settled` is false, a lower bound for the next match.
    article: DocId,
    /// Whether `figures` is positioned at a figure of `article`.
    settled: bool,
    /// The lowest document to which `figures` may still be moved.
    next: DocId,
}

impl ArticlesWithScorer {
    fn new(figures: Box<dyn Scorer>, blocks: Blocks) -> Self {
        let mut scorer = Self {
            figures,
            blocks,
            article: TERMINATED,
            settled: true,
            next: 0,
        };
        scorer.settle();
        scorer
    }

    /// Moves to the article of the current figure and returns it.
    fn settle(&mut self) -> DocId {
        let figure = self.figures.doc();
        (self.settled, self.next) = (true, figure);
        self.article = if figure == TERMINATED {
            TERMINATED
        } else {
            self.blocks.article(figure)
        };
        self.article
    }
}

impl DocSet for ArticlesWithScorer {
    fn advance(&mut self) -> DocId {
        if self.article == TERMINATED {
            return TERMINATED;
        }
        // Seeking the article skips its remaining figures. If a damaged column makes a figure its own article, the
        // scorer must still advance.
        let behind = if self.settled {
            self.figures.doc().saturating_add(1)
        } else {
            0
        };
        self.figures.seek(self.article.max(behind));
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.article {
            return self.article;
        }
        // If the target is inside a block, a match among the earlier figures of the block counts too, so the search
        // starts at the beginning of the block.
        let start = if target >= TERMINATED {
            TERMINATED
        } else {
            self.blocks.start(target)
        };
        if self.figures.doc() < start {
            self.figures.seek(start);
        }
        self.settle()
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= TERMINATED {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        let article = self.blocks.article(target);
        if article != target {
            return SeekDangerResult::SeekLowerBound(article);
        }
        match self.article.cmp(&target) {
            Ordering::Greater => return SeekDangerResult::SeekLowerBound(self.article),
            Ordering::Equal if self.settled => return SeekDangerResult::Found,
            _ => {}
        }
        // Checks only the figures of the target. A seek to the next match might visit the figures of many other
        // articles.
        let mut figure = self.blocks.start(target).max(self.next);
        while figure < target {
            match self.figures.seek_danger(figure) {
                SeekDangerResult::Found => {
                    (self.article, self.settled) = (target, true);
                    self.next = figure + 1;
                    return SeekDangerResult::Found;
                }
                SeekDangerResult::SeekLowerBound(bound) => figure = bound,
            }
        }
        self.next = figure;
        (self.article, self.settled) = (figure.max(target + 1), false);
        SeekDangerResult::SeekLowerBound(self.article)
    }

    fn doc(&self) -> DocId {
        self.article
    }

    fn size_hint(&self) -> u32 {
        self.figures.size_hint()
    }

    fn cost(&self) -> u64 {
        self.figures.cost()
    }
}

impl Scorer for ArticlesWithScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests;
