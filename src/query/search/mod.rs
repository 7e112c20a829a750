//! Queries to hits.

mod collect;
mod column;
mod excluded;
mod expand;
mod near;
mod passage;
mod plan;
mod words;

use tantivy::collector::Count;
use tantivy::query::{EnableScoring, Query as TantivyQuery};
use tantivy::{DocAddress, DocSet, TERMINATED};

use self::collect::{Best, Ranked};
pub use self::passage::Passage;
use self::plan::{Planner, Reading};
use self::words::QueryWords;
use super::model::{Leaf, Near, Property, Query, TextScope, Tree};
use crate::error::Result;
use crate::index::block::Blocks;
use crate::index::{Reader, Record};

/// Of an article whose figures the query does not ask for, so many are shown.
const FIRST_FIGURES: usize = 3;

/// What to look for, and how much of it to show.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query.
    pub query: Query,
    /// Whether one of its words will do. Conditions in fields and on figures always hold.
    pub any: bool,
    /// Whether "dozens" counts as a number.
    pub vague: bool,
    /// How many hits to show.
    pub limit: usize,
}

/// What was found.
#[derive(Debug)]
pub struct Answer {
    /// The best hits.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// What was left out.
    pub excluded: Excluded,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

/// Articles that would be hits but for what is not known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Excluded {
    /// They have no date, and the query asks for one.
    pub undated: usize,
    /// Their figure is vague.
    pub vague: usize,
    /// They are copies of one that is shown.
    pub duplicates: usize,
}

/// An article that was found.
#[derive(Debug)]
pub struct Hit {
    /// The article.
    pub record: Record,
    /// Its score: BM25 over the words of the query.
    pub score: f32,
    /// Which of its figures meet the conditions; the first few where there are none.
    pub figures: Vec<usize>,
    /// The passage that answers best.
    pub passage: Passage,
}

impl Search {
    /// Looks for it.
    pub fn run(&self, reader: &Reader) -> Result<Answer> {
        let query = if self.any {
            any_word(&self.query)
        } else {
            self.query.clone()
        };
        let mut planner = Planner::new(reader, self.reading());
        let articles = planner.articles(&query)?;
        let (best, total) = reader.search(&*articles, &Best { limit: self.limit })?;
        let groups = groups(&query)
            .into_iter()
            .map(|group| planner.figures(group))
            .collect::<Result<Vec<_>>>()?;
        let mut words = QueryWords::new(reader, &query)?;
        let hits = best
            .into_iter()
            .map(|ranked| hit(reader, ranked, &groups, &mut words))
            .collect::<Result<_>>()?;
        let excluded = self.excluded(reader, &query, total)?;
        Ok(Answer {
            hits,
            total,
            excluded,
            warnings: planner.warnings,
        })
    }

    fn reading(&self) -> Reading {
        Reading {
            vague: self.vague,
            dates: None,
        }
    }

    fn excluded(&self, reader: &Reader, query: &Query, total: usize) -> Result<Excluded> {
        let mut excluded = Excluded::default();
        if query.mentions(&|leaf| matches!(leaf, Leaf::Date(_))) {
            let undated = Tree::Not(Box::new(Tree::Leaf(Leaf::Has(Property::Date))));
            let undated = Tree::All(vec![undated, query.clone()]);
            let count = |dates| {
                count(
                    reader,
                    &undated,
                    Reading {
                        dates: Some(dates),
                        ..self.reading()
                    },
                )
            };
            excluded.undated = count(true)?.saturating_sub(count(false)?);
        }
        if !self.vague && query.mentions(&|leaf| matches!(leaf, Leaf::Figure(_))) {
            let with = count(
                reader,
                query,
                Reading {
                    vague: true,
                    ..self.reading()
                },
            )?;
            excluded.vague = with.saturating_sub(total);
        }
        Ok(excluded)
    }
}

fn count(reader: &Reader, query: &Query, reading: Reading) -> Result<usize> {
    let articles = Planner::new(reader, reading).articles(query)?;
    reader.search(&*articles, &Count)
}

/// The query in which one of the words beside each other will do.
fn any_word(query: &Query) -> Query {
    let Tree::All(all) = query else {
        return query.clone();
    };
    let (words, mut conditions): (Vec<_>, Vec<_>) = all.iter().cloned().partition(is_words);
    if words.len() < 2 {
        return query.clone();
    }
    // What is an alternative already joins the others.
    let words = words.into_iter().flat_map(|one| match one {
        Tree::Any(all) => all,
        one => vec![one],
    });
    conditions.push(Tree::Any(words.collect()));
    if conditions.len() == 1 {
        conditions.remove(0)
    } else {
        Tree::All(conditions)
    }
}

/// Whether all of it is words that may stand anywhere.
fn is_words(query: &Query) -> bool {
    match query {
        Tree::Leaf(Leaf::Text(scope, _) | Leaf::Near(Near { scope, .. })) => {
            *scope == TextScope::Anywhere
        }
        Tree::Any(all) => all.iter().all(is_words),
        Tree::Leaf(_) | Tree::All(_) | Tree::Not(_) => false,
    }
}

/// The conditions on figures that a hit may meet.
fn groups(query: &Query) -> Vec<&super::model::Group> {
    match query {
        Tree::Leaf(Leaf::Figure(group)) => vec![group],
        Tree::Leaf(_) | Tree::Not(_) => Vec::new(),
        Tree::All(all) | Tree::Any(all) => all.iter().flat_map(groups).collect(),
    }
}

fn hit(
    reader: &Reader,
    ranked: Ranked,
    groups: &[Box<dyn TantivyQuery>],
    words: &mut QueryWords,
) -> Result<Hit> {
    let record = reader.record(ranked.address)?;
    let mut figures = Vec::new();
    for group in groups {
        figures.extend(matched_figures(reader, ranked.address, &**group).map_err(reader.failed())?);
    }
    figures.sort_unstable();
    figures.dedup();
    let passage = Passage::of(&record, &figures, words);
    if groups.is_empty() {
        figures.extend(0..record.figures.len().min(FIRST_FIGURES));
    }
    Ok(Hit {
        record,
        score: ranked.score,
        figures,
        passage,
    })
}

/// Which figures of an article meet a query for figures.
fn matched_figures(
    reader: &Reader,
    article: DocAddress,
    figures: &dyn TantivyQuery,
) -> tantivy::Result<Vec<usize>> {
    let segment = reader.searcher().segment_reader(article.segment_ord);
    let start = Blocks::open(segment)?.start(article.doc_id);
    let weight = figures.weight(EnableScoring::disabled_from_searcher(reader.searcher()))?;
    let mut scorer = weight.scorer(segment, 1.0)?;
    let mut doc = if scorer.doc() < start {
        scorer.seek(start)
    } else {
        scorer.doc()
    };
    let mut matched = Vec::new();
    while doc != TERMINATED && doc < article.doc_id {
        matched.push((doc - start) as usize);
        doc = scorer.advance();
    }
    Ok(matched)
}
