//! From figures to the articles they stand in.
//!
//! In a segment an article stands directly after its figures. Each figure says how many documents further its article is,
//! and each document how many figures of its block stand before it, so that either way is one look-up. Merging keeps
//! documents in their order and deleting removes whole blocks.

use std::cmp::Ordering;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

pub use self::figures_of::FiguresOf;
use super::explain::explanation;

mod figures_of;

/// The articles that have a figure which meets a query for figures. All score alike.
#[derive(Debug)]
pub struct ArticlesWith {
    figures: Box<dyn Query>,
}

impl ArticlesWith {
    /// The articles with a figure that meets `figures`, which must match nothing but figures.
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

/// The same without scores.
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

/// The blocks of a segment.
pub struct Blocks {
    /// How many documents further a figure's article stands; absent where the segment has no figure.
    distance: Option<Column<u64>>,
    /// How many figures of its block stand before a document.
    before: Option<Column<u64>>,
    /// How many documents there are: columns have no value for those behind them.
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

    /// The article that `document` belongs to, which may be itself; none where that would be behind the segment, as where
    /// the column is damaged.
    pub fn article(&self, document: DocId) -> DocId {
        let article = document.saturating_add(self.first(self.distance.as_ref(), document));
        if article < self.end {
            article
        } else {
            TERMINATED
        }
    }

    /// Where the block of `document` begins.
    pub fn start(&self, document: DocId) -> DocId {
        document.saturating_sub(self.first(self.before.as_ref(), document))
    }

    fn first(&self, column: Option<&Column<u64>>, document: DocId) -> u32 {
        let column = column.filter(|_| document < self.end);
        let value = column
            .and_then(|column| column.first(document))
            .unwrap_or(0);
        // No block is longer than a segment.
        u32::try_from(value).unwrap_or(0)
    }
}

struct ArticlesWithScorer {
    figures: Box<dyn Scorer>,
    blocks: Blocks,
    /// The article that it stands on or, where it is not settled, one that no match comes before.
    article: DocId,
    /// Whether `figures` stand on a figure of `article`.
    settled: bool,
    /// No figure before this one is asked for again.
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

    /// Stands on the article of the current figure.
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
        // An article is behind its figures, except in a column that is damaged; and on it goes even so.
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
        // The target may be any document: within a block, its earlier figures lead to the same article.
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
        // Only the figures of the target are looked at, where a search for the next match may go through those of many.
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
