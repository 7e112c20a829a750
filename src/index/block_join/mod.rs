//! Finds the articles that contain matching figures.
//!
//! In a segment, an article stands directly after its figures. Each figure stores the distance to its article, and each
//! document the number of figures of its block before it. So either direction takes one look-up. Merges keep the order
//! of documents, and deletes remove whole blocks.

use std::cmp::Ordering;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

pub use self::figures_of::FiguresOf;
use super::explain::explanation;

mod figures_of;

/// A query for the articles with a figure that matches another query. All articles have the same score.
#[derive(Debug)]
pub struct ArticlesWith {
    figures: Box<dyn Query>,
}

impl ArticlesWith {
    /// Creates a query for the articles with a figure that matches `figures`, which must match only figures.
    pub fn new(figures: Box<dyn Query>) -> Self {
        Self { figures }
    }
}

impl Clone for ArticlesWith {
    fn clone(&self) -> Self {
        Self {
            figures: self.figures.box_clone(),
        }
    }
}

impl Query for ArticlesWith {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ArticlesWithWeight {
            figures: self.figures.weight(unscored(scoring))?,
        }))
    }
}

/// Returns the same scoring mode without scores.
fn unscored(scoring: EnableScoring<'_>) -> EnableScoring<'_> {
    match scoring {
        EnableScoring::Enabled { searcher, .. } => EnableScoring::disabled_from_searcher(searcher),
        disabled @ EnableScoring::Disabled { .. } => disabled,
    }
}

struct ArticlesWithWeight {
    figures: Box<dyn Weight>,
}

impl Weight for ArticlesWithWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let blocks = Blocks::open(reader)?;
        Ok(Box::new(ArticlesWithScorer::new(
            self.figures.scorer(reader, 1.0)?,
            blocks,
        )))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "a figure meets the conditions")
    }
}

/// The block structure of a segment.
pub struct Blocks {
    /// The distance of each figure to its article. Absent if the segment has no figure.
    distance: Option<Column<u64>>,
    /// The number of figures of its block before each document.
    before: Option<Column<u64>>,
    /// The number of documents in the segment. The columns have no values beyond it.
    end: DocId,
}

impl Blocks {
    /// Opens the blocks of a segment.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fields = reader.fast_fields();
        Ok(Self {
            distance: fields.column_opt("distance")?,
            before: fields.column_opt("before")?,
            end: reader.max_doc(),
        })
    }

    /// Returns the article of the block of `document`, which may be `document` itself. Returns `TERMINATED` if the
    /// article would lie beyond the segment, which happens if the column is damaged.
    pub fn article(&self, document: DocId) -> DocId {
        let article = document.saturating_add(self.first(self.distance.as_ref(), document));
        if article < self.end {
            article
        } else {
            TERMINATED
        }
    }

    /// Returns the first document of the block of `document`.
    pub fn start(&self, document: DocId) -> DocId {
        document.saturating_sub(self.first(self.before.as_ref(), document))
    }

    fn first(&self, column: Option<&Column<u64>>, document: DocId) -> u32 {
        let column = column.filter(|_| document < self.end);
        let value = column
            .and_then(|column| column.first(document))
            .unwrap_or(0);
        // A valid value fits, because no block is longer than a segment.
        u32::try_from(value).unwrap_or(0)
    }
}

struct ArticlesWithScorer {
    figures: Box<dyn Scorer>,
    blocks: Blocks,
    /// The current article. If `settled` is false, no match comes before this document.
    article: DocId,
    /// Whether `figures` is at a figure of `article`.
    settled: bool,
    /// The first figure that may still be sought.
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

    /// Moves to the article of the current figure.
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
        // An article comes after its figures unless the column is damaged. Even then the scorer has to advance.
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
        // The target may be any document. If it is within a block, earlier figures of the block lead to the same
        // article.
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
        // Visits only the figures of the target. A search for the next match might visit those of many articles.
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
