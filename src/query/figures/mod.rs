//! Queries to figures, each an answer of its own.
//!
//! All figures that match are gathered as places in the index; what is asked of them is read from columns, for all of them
//! at once, and only those that are shown are read whole.

mod claimants;
mod columns;
mod conflicts;
mod facets;
mod fold;
mod gather;
mod groups;
mod keys;
mod rank;
mod repeats;
mod row;
mod timeline;
mod traced;
mod via;
mod when;

use std::sync::Arc;

use self::columns::Places;
use super::model::Query;
use super::search::bm25::Bm25;
use super::search::excluded::{Planned, excluded};
use super::search::plan::{Planner, Reading};
use super::search::rewrite::without_repeats;
use super::search::word::Word;
use super::search::{Excluded, Matching, described};
use crate::error::Result;
use crate::index::{IndexReader, StoryClusters};

pub use self::claimants::Aliases;
pub use self::columns::Days;
pub use self::conflicts::{Conflict, Conflicts, Side};
pub use self::facets::{Facet, Facets};
pub use self::groups::Folded;
pub use self::keys::{Dimension, Key};
pub use self::rank::{FigureSort, SortKey};
pub use self::repeats::{Repeat, Repeated};
pub use self::row::{Row, Rows};
pub use self::timeline::{Point, Timeline};
pub use self::traced::Traced;
pub use self::via::Outlets;
pub use self::when::{Period, written};

/// Which figures to look for.
#[derive(Clone, Debug)]
pub struct FigureSearch {
    /// The query.
    pub query: Query,
    /// Whether "dozens" counts as a number.
    pub vague: bool,
    /// How ranges are met by numbers with bounds.
    pub matching: Matching,
    /// Whether what copies of a story repeat, and what earlier versions of a page say, is taken, too.
    pub copies: bool,
}

/// The figures that match, in the order of the index.
pub struct Figures<'a> {
    places: Places<'a>,
    words: Vec<Arc<Word>>,
    /// What each word of the query asked of the figures.
    pub asks: Vec<String>,
    /// What was left out.
    pub excluded: Excluded,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

impl FigureSearch {
    fn reading(&self) -> Reading {
        Reading {
            vague: self.vague,
            matching: self.matching,
            dates: None,
            seen_after: None,
        }
    }

    /// Gathers the figures that match.
    pub fn run<'a>(&self, reader: &'a IndexReader) -> Result<Figures<'a>> {
        self.gather(reader, Planned::Figures)
    }

    /// Gathers the articles that match, as places of which no figure's facts can be asked.
    fn articles<'a>(&self, reader: &'a IndexReader) -> Result<Figures<'a>> {
        self.gather(reader, Planned::Articles)
    }

    fn gather<'a>(&self, reader: &'a IndexReader, what: Planned) -> Result<Figures<'a>> {
        let query = without_repeats(self.query.clone());
        let bm25 = Bm25::new(reader)?;
        let mut planner = Planner::new(reader, &bm25, self.reading())?;
        // Which words weigh is the same for articles and figures.
        let articles = planner.articles(&query)?;
        let words = std::mem::take(&mut planner.words);
        let warnings = std::mem::take(&mut planner.warnings);
        let mut docs = match what {
            Planned::Articles => gather::all(reader, &*articles)?,
            Planned::Figures => gather::figures(reader, &*planner.rows(&query)?)?,
        };
        let mut excluded = excluded(reader, &mut planner, &query, what)?;
        let stories = StoryClusters::load(reader)?;
        if let Some(stories) = stories.as_ref().filter(|_| !self.copies) {
            let all = docs.len();
            fold::once(reader, stories, what, &mut docs).map_err(reader.failed())?;
            excluded.duplicates = all - docs.len();
        }
        Ok(Figures {
            places: Places {
                reader,
                docs,
                stories,
            },
            words,
            asks: described(&query),
            excluded,
            warnings,
        })
    }
}

impl Figures<'_> {
    /// How many there are.
    pub fn total(&self) -> usize {
        self.places.docs.len()
    }
}
