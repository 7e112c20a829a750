//! Counts the hits that an answer leaves out because a date is unknown, a number is vague or a rate, or a fact is
//! uncertain.

use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};

use super::planner::{LeftOut, Planner, names_fact};
use crate::error::Result;
use crate::index::IndexReader;
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

    /// Returns a query that matches at least the hits of the given kind that the answer leaves out, or `None` if it leaves
    /// none out.
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
                Ok(articles.map(|articles| planner.figures_of(articles)))
            }
        }
    }
}

/// The hits of one kind that an answer leaves out.
pub struct LeftOutHits {
    /// The kind.
    pub kind: LeftOut,
    /// The query for the hits.
    pub query: Box<dyn TantivyQuery>,
}

impl ExcludedCounts {
    /// Sets the number of hits of a kind that the answer leaves out.
    pub fn set(&mut self, kind: LeftOut, count: usize) {
        *match kind {
            LeftOut::Vague => &mut self.vague,
            LeftOut::Uncertain => &mut self.uncertain,
            LeftOut::Rate => &mut self.rates,
        } = count;
    }
}

/// Counts the undated hits that the answer to `query` leaves out, and plans a query for each other kind of hits that it
/// leaves out, except duplicates. On success, restores the planner's options, warnings and words.
pub fn excluded_hits(
    reader: &IndexReader,
    planner: &mut Planner,
    query: &Query,
    what: AnswerUnit,
) -> Result<(usize, Vec<LeftOutHits>)> {
    let (as_it_is, said, weighed) = (planner.options, planner.warnings.len(), planner.words.len());
    let mut undated = 0;
    if query.mentions(&|leaf| matches!(leaf, Leaf::Date(_))) {
        let without_date = BooleanTree::Leaf(Leaf::Has(Property::Date));
        let without_date = BooleanTree::Not(Box::new(without_date));
        let among = BooleanTree::All(vec![without_date, query.clone()]);
        let mut count = |dates| {
            planner.options.dates = Some(dates);
            let found = what.plan(planner, &among)?;
            reader.search(&*found, &Count)
        };
        undated = count(true)?.saturating_sub(count(false)?);
    }
    planner.options = as_it_is;
    let shown = what.plan(planner, query)?;
    let mut hits = Vec::new();
    for kind in LeftOut::ALL {
        planner.options = as_it_is;
        let Some(candidates) = what.candidates(planner, query, kind)? else {
            continue;
        };
        *kind.option(&mut planner.options.include) = true;
        let included = what.plan(planner, query)?;
        let query = Box::new(BooleanQuery::new(vec![
            (Occur::Must, candidates),
            (Occur::Must, included),
            (Occur::MustNot, shown.box_clone()),
        ]));
        hits.push(LeftOutHits { kind, query });
    }
    planner.options = as_it_is;
    planner.warnings.truncate(said);
    planner.words.truncate(weighed);
    Ok((undated, hits))
}
