//! Queries to figures, each an answer of its own.
//!
//! All figures that match are gathered as places in the index; what is asked of them is read from columns, for all of them
//! at once, and only those that are shown are read whole.

mod columns;
mod gather;
mod rank;
mod row;

use std::sync::Arc;

use tantivy::DocAddress;

use super::model::Query;
use super::search::bm25::Bm25;
use super::search::excluded::{Planned, excluded};
use super::search::plan::{Planner, Reading};
use super::search::rewrite::without_repeats;
use super::search::word::Word;
use super::search::{Excluded, Matching};
use crate::error::Result;
use crate::index::Reader;

pub use self::rank::{FigureSort, SortKey};
pub use self::row::Row;

/// Which figures to look for.
#[derive(Clone, Debug)]
pub struct FigureSearch {
    /// The query.
    pub query: Query,
    /// Whether "dozens" counts as a number.
    pub vague: bool,
    /// How ranges are met by numbers with bounds.
    pub matching: Matching,
}

/// The figures that match, in the order of the index.
pub struct Figures<'a> {
    reader: &'a Reader,
    places: Vec<DocAddress>,
    words: Vec<Arc<Word>>,
    /// The query that was answered.
    pub read_as: String,
    /// What was left out.
    pub excluded: Excluded,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

impl FigureSearch {
    /// Gathers the figures that match.
    pub fn run<'a>(&self, reader: &'a Reader) -> Result<Figures<'a>> {
        let query = without_repeats(self.query.clone());
        let bm25 = Bm25::new(reader)?;
        let reading = Reading {
            vague: self.vague,
            matching: self.matching,
            dates: None,
            seen_after: None,
        };
        let mut planner = Planner::new(reader, &bm25, reading);
        // Which words weigh is the same as for articles.
        planner.articles(&query)?;
        let words = std::mem::take(&mut planner.words);
        let warnings = std::mem::take(&mut planner.warnings);
        let rows = planner.rows(&query)?;
        let places = gather::gather(reader, &*rows)?;
        Ok(Figures {
            reader,
            places,
            words,
            read_as: query.to_string(),
            excluded: excluded(reader, &mut planner, &query, Planned::Figures)?,
            warnings,
        })
    }
}

impl Figures<'_> {
    /// How many there are.
    pub fn total(&self) -> usize {
        self.places.len()
    }
}
