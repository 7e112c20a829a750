//! Answers queries with figures: lists, groups, facets, timelines, conflicts and propagation.
//!
//! A search first collects the addresses of all matching figures. The attributes of the figures are read from columns.
//! Only the displayed rows are read in full.

mod citations;
mod collapse;
mod conflicts;
mod dimension;
mod doc_columns;
mod facets;
mod figure_row;
mod group_key;
mod groups;
mod matching_figures;
mod propagation;
mod sort;
mod source_names;
mod timeline;
mod trace_target;
mod valid_time;

use std::sync::Arc;

use self::doc_columns::DocColumns;
use super::excluded_counts::{AnswerUnit, ExcludedCounts, excluded_hits};
use super::model::{Leaf, Query};
use super::planner::describe_terms;
use super::planner::number_range::IntervalMatch;
use super::planner::rewrite::without_repeats;
use super::planner::{Included, PlanOptions, Planner, names_rate};
use super::tantivy_ext::bm25f::Bm25f;
use super::tantivy_ext::bm25f_word::WeightedWord;
use super::warning::Warning;
use crate::error::Result;
use crate::figure::Fact;
use crate::index::IndexReader;
use crate::index::figure_attributes::FigureAttributes;

pub use self::citations::CitationFinder;
pub use self::conflicts::{Conflict, ConflictSide, Conflicts};
pub use self::dimension::Dimension;
pub use self::doc_columns::Days;
pub use self::facets::{Facet, Facets};
pub use self::figure_row::{FigureRow, FigureRows};
pub use self::group_key::GroupKey;
pub use self::groups::FigureGroup;
pub use self::propagation::{Appearance, SharedFigure};
pub use self::sort::{FigureSort, SortKey};
pub use self::source_names::Aliases;
pub use self::timeline::{Point, Timeline};
pub use self::trace_target::TraceTarget;
pub use self::valid_time::{Period, format_days};

/// A search for figures: the query and its options.
#[derive(Clone, Debug)]
pub struct FigureSearch {
    /// The words and conditions that select the figures and their articles.
    pub query: Query,
    /// The figures that the answer includes, which it leaves out by default.
    pub include: Included,
    /// How a range matches a number with a bound, such as "at least 500".
    pub matching: IntervalMatch,
    /// Whether to include figures repeated in copies of a story, and figures of earlier versions of a page.
    pub copies: bool,
}

/// The matching figures, in index order.
pub struct Figures<'a> {
    columns: DocColumns<'a>,
    words: Vec<Arc<WeightedWord>>,
    /// How each query word was interpreted.
    pub asks: Vec<String>,
    /// The numbers of hits left out, by reason.
    pub excluded: ExcludedCounts,
    /// Warnings about the query, to be printed with the answer.
    pub warnings: Vec<Warning>,
}

impl FigureSearch {
    fn plan_options(&self) -> PlanOptions {
        PlanOptions {
            include: self.include,
            matching: self.matching,
            ..PlanOptions::default()
        }
    }

    /// Returns whether the query or the options ask for rates.
    fn includes_rates(&self) -> bool {
        self.include.rates
            || self
                .query
                .mentions(&|leaf| matches!(leaf, Leaf::Figure(group) if names_rate(group)))
    }

    /// Collects the matching figures.
    pub fn run<'a>(&self, reader: &'a IndexReader) -> Result<Figures<'a>> {
        self.gather(reader, AnswerUnit::Figures)
    }

    /// Collects the matching articles. Figure columns must not be read from the result.
    fn articles<'a>(&self, reader: &'a IndexReader) -> Result<Figures<'a>> {
        self.gather(reader, AnswerUnit::Articles)
    }

    fn gather<'a>(&self, reader: &'a IndexReader, what: AnswerUnit) -> Result<Figures<'a>> {
        let query = without_repeats(self.query.clone());
        let bm25 = Bm25f::new(reader)?;
        let mut planner = Planner::new(reader, &bm25, self.plan_options())?;
        // Plans the article query even if figures are collected, because planning it yields the words to score.
        let articles = planner.articles(&query)?;
        let words = std::mem::take(&mut planner.words);
        let warnings = std::mem::take(&mut planner.warnings);
        let found = match what {
            AnswerUnit::Articles => articles,
            AnswerUnit::Figures => planner.answer_figures(&query)?,
        };
        let found = matching_figures::all(reader, &*found)?;
        let (undated, left_out) = excluded_hits(reader, &mut planner, &query, what)?;
        let mut excluded = ExcludedCounts {
            undated,
            ..ExcludedCounts::default()
        };
        let mut docs = matching_figures::without_headline_duplicates(reader, found.clone())?;
        for hits in left_out {
            let mut with = found.clone();
            with.extend(matching_figures::all(reader, &*hits.query)?);
            with.sort_unstable();
            let with = matching_figures::without_headline_duplicates(reader, with)?;
            excluded.set(hits.kind, with.len().saturating_sub(docs.len()));
        }
        if !self.copies {
            let stories = reader.stories()?;
            let all = docs.len();
            collapse::collapse_duplicates(reader, stories, what, &mut docs)
                .map_err(reader.failed())?;
            excluded.duplicates = all - docs.len();
        }
        Ok(Figures {
            columns: DocColumns { reader, docs },
            words,
            asks: describe_terms(&query),
            excluded,
            warnings,
        })
    }
}

impl Figures<'_> {
    /// Leaves out the figures with an uncertain fact among `facts`, unless `search` includes them.
    pub fn leave_out_uncertain(&mut self, search: &FigureSearch, facts: &[Fact]) -> Result<()> {
        if !search.include.uncertain {
            self.excluded.uncertain +=
                self.leave_out(|figure| figure.uncertain.contains_any(facts))?;
        }
        Ok(())
    }

    /// Leaves out rates, unless `search` asks for them.
    pub fn leave_out_rates(&mut self, search: &FigureSearch) -> Result<()> {
        if !search.includes_rates() {
            self.excluded.rates += self.leave_out(|figure| figure.rate)?;
        }
        Ok(())
    }

    /// Leaves out the figures for which `holds` returns `true`, and returns their number.
    fn leave_out(&mut self, holds: impl Fn(FigureAttributes) -> bool) -> Result<usize> {
        let before = self.total();
        let mut attributes = self.columns.traits()?.into_iter();
        self.columns
            .docs
            .retain(|_| !attributes.next().is_some_and(&holds));
        Ok(before - self.total())
    }

    /// Returns the number of figures.
    pub fn total(&self) -> usize {
        self.columns.docs.len()
    }
}
