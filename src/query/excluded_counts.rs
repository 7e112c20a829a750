//! Counts the hits that an answer leaves out because a date is unknown or a number is vague.

use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Query as TantivyQuery, QueryClone};

use super::planner::{PlanOptions, Planner};
use crate::error::Result;
use crate::index::IndexReader;
use crate::index::block_join::FiguresOf;
use crate::query::model::{BooleanTree, Leaf, Property, Query};

/// The numbers of hits left out of an answer, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExcludedCounts {
    /// Hits without a date. Counted only if the query has a date condition.
    pub undated: usize,
    /// Hits whose matching figure is vague.
    pub vague: usize,
    /// Hits that repeat another hit of the same story, or belong to an earlier version of a page.
    pub duplicates: usize,
}

/// The kind of hits that an answer lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerUnit {
    /// Articles.
    Articles,
    /// Figures.
    Figures,
}

impl AnswerUnit {
    fn plan(self, planner: &mut Planner, query: &Query) -> Result<Box<dyn TantivyQuery>> {
        match self {
            Self::Articles => planner.articles_in_scope(query),
            Self::Figures => planner.answer_figures(query),
        }
    }
}

/// Counts the undated and the vague hits that the answer to `query` leaves out. On success, restores the planner's
/// options, warnings and words.
pub fn count_excluded(
    reader: &IndexReader,
    planner: &mut Planner,
    query: &Query,
    what: AnswerUnit,
) -> Result<ExcludedCounts> {
    let mut excluded = ExcludedCounts::default();
    let (as_it_is, said, weighed) = (planner.options, planner.warnings.len(), planner.words.len());
    let among = planner.vague_candidates(query)?.map(|articles| match what {
        AnswerUnit::Articles => articles,
        AnswerUnit::Figures => Box::new(FiguresOf::new(articles)),
    });
    let mut count = |query: &Query, options, among: Option<&dyn TantivyQuery>| {
        planner.options = options;
        let found = what.plan(planner, query)?;
        let among = among.map(QueryClone::box_clone).into_iter();
        let clauses = among.chain([found]).collect();
        reader.search(&BooleanQuery::intersection(clauses), &Count)
    };
    if query.mentions(&|leaf| matches!(leaf, Leaf::Date(_))) {
        let undated = BooleanTree::Not(Box::new(BooleanTree::Leaf(Leaf::Has(Property::Date))));
        let undated = BooleanTree::All(vec![undated, query.clone()]);
        let dated = |dates| PlanOptions {
            dates: Some(dates),
            ..as_it_is
        };
        let with = count(&undated, dated(true), None)?;
        excluded.undated = with.saturating_sub(count(&undated, dated(false), None)?);
    }
    if let Some(among) = among.as_deref().filter(|_| !as_it_is.vague) {
        let vague = |vague| PlanOptions { vague, ..as_it_is };
        let with = count(query, vague(true), Some(among))?;
        let without = count(query, vague(false), Some(among))?;
        excluded.vague = with.saturating_sub(without);
    }
    planner.options = as_it_is;
    planner.warnings.truncate(said);
    planner.words.truncate(weighed);
    Ok(excluded)
}
