//! Finds the figures of the articles that match a query: the reverse of `ArticlesWith`.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::{Blocks, unscored};
use crate::index::columns::Columns;
use crate::index::explain::explanation;

/// A query for all figures in the articles that another query matches. Every match scores 0.
#[derive(Debug)]
pub struct FiguresOf {
    columns: Columns,
    articles: Box<dyn Query>,
}

impl FiguresOf {
    /// Creates a query for all figures in the articles that `articles` matches. `articles` must match only article
    /// documents.
    pub fn new(columns: &Columns, articles: Box<dyn Query>) -> Self {
        Self {
            columns: columns.clone(),
            articles,
        }
    }
}

impl Clone for FiguresOf {
    fn clone(&self) -> Self {
        Self::new(&self.columns, self.articles.box_clone())
    }
}

impl Query for FiguresOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let articles = self.articles.weight(unscored(scoring))?;
        Ok(Box::new(FiguresOfWeight {
            columns: self.columns.clone(),
            articles,
        }))
    }
}

struct FiguresOfWeight {
    columns: Columns,
    articles: Box<dyn Weight>,
}

impl Weight for FiguresOfWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = FiguresOfScorer {
            articles: self.articles.scorer(reader, 1.0)?,
            blocks: Blocks::open(&self.columns, reader)?,
            figure: TERMINATED,
        };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "its article matches")
    }
}

struct FiguresOfScorer {
    articles: Box<dyn Scorer>,
    blocks: Blocks,
    /// The current position: a figure, or `TERMINATED` at the end.
    figure: DocId,
}

impl FiguresOfScorer {
    /// Moves to the first figure at or after `target` whose article is the current match or a later one. Returns that
    /// figure, or `TERMINATED` if there is none.
    fn settle(&mut self, target: DocId) -> DocId {
        let mut article = self.articles.doc();
        while article != TERMINATED {
            let first = self.blocks.start(article).max(target);
            if first < article {
                self.figure = first;
                return first;
            }
            article = self.articles.advance();
        }
        self.figure = TERMINATED;
        TERMINATED
    }
}

impl DocSet for FiguresOfScorer {
    fn advance(&mut self) -> DocId {
        match self.figure {
            TERMINATED => TERMINATED,
            figure => self.settle(figure + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.figure {
            return self.figure;
        }
        if target >= TERMINATED {
            self.figure = TERMINATED;
            return TERMINATED;
        }
        let article = self.blocks.article(target);
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        self.settle(target)
    }

    fn doc(&self) -> DocId {
        self.figure
    }

    fn size_hint(&self) -> u32 {
        // Articles have about ten figures on average.
        self.articles.size_hint().saturating_mul(10)
    }

    fn cost(&self) -> u64 {
        self.articles.cost().saturating_mul(10)
    }
}

impl Scorer for FiguresOfScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
