//! Counts the hits that an answer leaves out because a date is unknown, a number is vague or a rate, or a fact is
//! uncertain.

use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Query as TantivyQuery, QueryClone};

use super::planner::{LeftOut, PlanOptions, Planner, names_fact};
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
    /// Hits whose matching figure has an uncertain fact that the query tests.
    pub uncertain: usize,
    /// Hits whose matching figure is a rate.
    pub rates: usize,
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

    /// Returns the query for the hits among which all hits of the given kind are that the answer leaves out, or `None`
    /// if it leaves none out.
    fn candidates(
        self,
        planner: &mut Planner,
        query: &Query,
        kind: LeftOut,
    ) -> Result<Option<Box<dyn TantivyQuery>>> {
        if *kind.option(&mut planner.options.include) {
            return Ok(None);
        }
        match (self, kind) {
            (Self::Articles, _) => planner.left_out_candidates(query, kind),
            (Self::Figures, LeftOut::Uncertain) => {
                Ok(names_fact(query).then(|| planner.uncertain_figures()))
            }
            (Self::Figures, _) => {
                let articles = planner.left_out_candidates(query, kind)?;
                Ok(articles.map(|articles| Box::new(FiguresOf::new(articles)) as _))
            }
        }
    }
}

/// Counts the hits that the answer to `query` leaves out, except duplicates. On success, restores the planner's options,
/// warnings and words.
pub fn count_excluded(
    reader: &IndexReader,
    planner: &mut Planner,
    query: &Query,
    what: AnswerUnit,
) -> Result<ExcludedCounts> {
    let mut excluded = ExcludedCounts::default();
    let (as_it_is, said, weighed) = (planner.options, planner.warnings.len(), planner.words.len());
    let count =
        |planner: &mut Planner, query: &Query, options, among: Option<&dyn TantivyQuery>| {
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
        let with = count(planner, &undated, dated(true), None)?;
        excluded.undated = with.saturating_sub(count(planner, &undated, dated(false), None)?);
    }
    for kind in LeftOut::ALL {
        planner.options = as_it_is;
        let Some(among) = what.candidates(planner, query, kind)? else {
            continue;
        };
        let mut included = as_it_is;
        *kind.option(&mut included.include) = true;
        let with = count(planner, query, included, Some(&*among))?;
        let without = count(planner, query, as_it_is, Some(&*among))?;
        let hits = match kind {
            LeftOut::Vague => &mut excluded.vague,
            LeftOut::Uncertain => &mut excluded.uncertain,
            LeftOut::Rate => &mut excluded.rates,
        };
        *hits = with.saturating_sub(without);
    }
    planner.options = as_it_is;
    planner.warnings.truncate(said);
    planner.words.truncate(weighed);
    Ok(excluded)
}
