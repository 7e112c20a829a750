//! Answers a query with articles, ranked, each with its score, its matching figures and a snippet.

mod figure_matches;
mod highlight;
pub(super) mod proximity;
mod snippet;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::query::Query as TantivyQuery;

use self::figure_matches::{FigureMatches, figure_matches};
use self::highlight::Highlighter;
pub use self::proximity::{ScoreParts, WordScore};
pub use self::snippet::Snippet;
use super::excluded_counts::{AnswerUnit, ExcludedCounts, count_excluded};
use super::model::{BooleanTree, FigureConditions, Leaf, Query};
use super::planner::number_range::IntervalMatch;
use super::planner::rewrite::{any_word, without_repeats};
use super::planner::{PlanOptions, Planner};
use super::tantivy_ext::bm25f::Bm25f;
use super::tantivy_ext::bm25f_word::WeightedWord;
use super::tantivy_ext::top_articles::{RankedArticle, Sort, TopArticles};
use crate::error::Result;
use crate::figure::Figure;
use crate::index::{IndexReader, StoredArticle, StoryClusters};

/// Of an article whose figures the query does not ask for, so many are shown.
const FIRST_FIGURES: usize = 3;
/// So many of the articles that score best by their words alone are ranked by how close the words are, too.
const WINDOW: usize = 200;
/// So many where there are conditions on figures: the sentence of a figure counts for much.
const WINDOW_OF_FIGURES: usize = 1_000;

/// What to look for, and how much of it to show.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query.
    pub query: Query,
    /// Whether one of its words will do. Conditions in fields and on figures always hold.
    pub any: bool,
    /// Whether "dozens" counts as a number.
    pub vague: bool,
    /// How ranges are met by numbers with bounds.
    pub matching: IntervalMatch,
    /// Which hits come first.
    pub sort: Sort,
    /// How many hits to leave out before the first that is shown.
    pub offset: usize,
    /// How many hits to show.
    pub limit: usize,
    /// Whether copies of a story and earlier versions of a page are hits of their own.
    pub copies: bool,
    /// Only what was first seen after this is looked for, and counted: a stamp of an ingest
    /// ([`IndexReader::last_seen`]).
    pub seen_after: Option<i64>,
}

/// What was found.
#[derive(Debug)]
pub struct Answer {
    /// The hits that are shown.
    pub hits: Vec<Hit>,
    /// The query that was answered, which is another than the one that was typed where one of its words will do.
    pub read_as: String,
    /// The words that weigh, as the hits' parts count them.
    pub words: Vec<String>,
    /// The conditions on figures, as the hits' figures meet them.
    pub conditions: Vec<String>,
    /// How many there are in all.
    pub total: usize,
    /// What was left out.
    pub excluded: ExcludedCounts,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

/// An article that was found.
#[derive(Debug)]
pub struct Hit {
    /// The article.
    pub record: StoredArticle,
    /// Its score; 0 where hits are sorted by date.
    pub score: f32,
    /// What the score is made of.
    pub parts: ScoreParts,
    /// For each condition on a figure, in the order of the query, the figures that meet it.
    pub met: Vec<Vec<usize>>,
    /// Which of its figures meet the conditions; the first few where there are none.
    pub figures: Vec<usize>,
    /// The passage that answers best.
    pub snippet: Snippet,
    /// Whether it is an earlier version of another article.
    pub superseded: bool,
}

impl Hit {
    /// The figures that are shown of it.
    pub fn shown(&self) -> impl Iterator<Item = &Figure> {
        let nth = |&nth: &usize| self.record.figures.get(nth);
        self.figures.iter().filter_map(nth)
    }
}

impl Search {
    /// A search for the first `limit` hits, copies among them, in which nothing else was chosen.
    pub fn new(query: Query, limit: usize) -> Self {
        Self {
            query,
            any: false,
            vague: false,
            matching: IntervalMatch::default(),
            sort: Sort::default(),
            offset: 0,
            limit,
            copies: true,
            seen_after: None,
        }
    }

    /// Looks for it.
    pub fn run(&self, reader: &IndexReader) -> Result<Answer> {
        let query = if self.any {
            any_word(&self.query)
        } else {
            self.query.clone()
        };
        let query = without_repeats(query);
        let groups = groups(&query);
        let bm25 = Bm25f::new(reader)?;
        let mut planner = Planner::new(reader, &bm25, self.plan_options())?;
        let articles = planner.articles_in_scope(&query)?;
        let conditions: Vec<_> = groups
            .iter()
            .map(|group| planner.condition_figures(group))
            .collect::<Result<_>>()?;
        let stories = StoryClusters::load(reader)?;
        let stories = stories.map(Arc::new);
        let folded = stories.clone().filter(|_| !self.copies);
        let found = self.ranked(reader, folded, &*articles, &planner.words, &conditions)?;
        let mut words = Highlighter::new(reader, &bm25, &query)?;
        let hits = found.hits.into_iter().map(|found| {
            let stories = stories.as_ref();
            let superseded = stories.is_some_and(|s| s.is_superseded(found.ranked.address));
            found.hit(reader, &mut words, superseded)
        });
        let mut excluded = count_excluded(reader, &mut planner, &query, AnswerUnit::Articles)?;
        excluded.duplicates = found.duplicates;
        Ok(Answer {
            hits: hits.collect::<Result<_>>()?,
            read_as: query.to_string(),
            words: planner
                .words
                .iter()
                .map(|word| word.shown.clone())
                .collect(),
            conditions: groups.iter().map(ToString::to_string).collect(),
            total: found.total,
            excluded,
            warnings: planner.warnings,
        })
    }

    /// The articles to show, the best first, and how many there are in all.
    fn ranked(
        &self,
        reader: &IndexReader,
        stories: Option<Arc<StoryClusters>>,
        articles: &dyn TantivyQuery,
        words: &[Arc<WeightedWord>],
        conditions: &[Box<dyn TantivyQuery>],
    ) -> Result<RankedPage> {
        if self.limit == 0 {
            let count = TopArticles {
                stories,
                sort: Sort::Newest,
                limit: 0,
            };
            let found = reader.search(articles, &count)?;
            return Ok(RankedPage::new(Vec::new(), &found));
        }
        let relevance = self.sort == Sort::Relevance;
        let lifted = relevance && (words.len() > 1 || !words.is_empty() && !conditions.is_empty());
        let page = self.offset.saturating_add(self.limit);
        let window = match (lifted, conditions.is_empty()) {
            (false, _) => 0,
            (true, true) => WINDOW,
            (true, false) => WINDOW_OF_FIGURES,
        };
        let best = TopArticles {
            stories,
            sort: self.sort,
            limit: page.max(window),
        };
        let mut all = reader.search(articles, &best)?;
        let mut best = std::mem::take(&mut all.best);
        let window = window.min(best.len());
        let mut shown: Vec<_> = best[..window].iter().map(|one| one.address).collect();
        let page = page_of(&best, self.offset, self.limit).iter();
        shown.extend(page.map(|one| one.address));
        shown.sort_unstable();
        shown.dedup();
        let mut figures = figure_matches(reader, conditions, &shown).map_err(reader.failed())?;
        let mut parts = FxHashMap::default();
        if relevance {
            parts =
                proximity::score_parts(reader, words, &shown, &figures).map_err(reader.failed())?;
        }
        for one in &mut best[..window] {
            if let Some(parts) = parts.get(&one.address) {
                one.score = parts.score();
            }
        }
        best[..window].sort_unstable_by(|a, b| b.cmp(a));
        // The others score by their words alone.
        for one in &best[window..] {
            if let Some(parts) = parts.get_mut(&one.address) {
                parts.pairs.clear();
                parts.figure = None;
            }
        }
        let page = page_of(&best, self.offset, self.limit);
        let found = page.iter().map(|one| RankedHit {
            ranked: *one,
            parts: parts.remove(&one.address).unwrap_or_default(),
            met: figures.remove(&one.address).unwrap_or_default(),
        });
        Ok(RankedPage::new(found.collect(), &all))
    }

    fn plan_options(&self) -> PlanOptions {
        PlanOptions {
            vague: self.vague,
            matching: self.matching,
            dates: None,
            seen_after: self.seen_after,
        }
    }
}

/// So many of all, behind those that are left out first.
pub fn page_of<T>(all: &[T], offset: usize, limit: usize) -> &[T] {
    let rest = all.get(offset..).unwrap_or_default();
    &rest[..rest.len().min(limit)]
}

/// The hits of a page before they are read, and the totals.
struct RankedPage {
    hits: Vec<RankedHit>,
    total: usize,
    duplicates: usize,
}

impl RankedPage {
    fn new(
        hits: Vec<RankedHit>,
        all: &super::tantivy_ext::top_articles::CollectedArticles,
    ) -> Self {
        Self {
            hits,
            total: all.total,
            duplicates: all.duplicates,
        }
    }
}

/// A ranked article of the page.
struct RankedHit {
    ranked: RankedArticle,
    parts: ScoreParts,
    met: FigureMatches,
}

impl RankedHit {
    fn hit(self, reader: &IndexReader, words: &mut Highlighter, superseded: bool) -> Result<Hit> {
        let record = reader.record(self.ranked.address)?;
        let mut figures: Vec<_> = self.met.iter().flatten().copied().collect();
        figures.sort_unstable();
        figures.dedup();
        let snippet = Snippet::new(&record, &figures, words);
        if self.met.is_empty() {
            figures.extend(0..record.figures.len().min(FIRST_FIGURES));
        }
        Ok(Hit {
            record,
            score: self.ranked.score,
            parts: self.parts,
            met: self.met,
            figures,
            snippet,
            superseded,
        })
    }
}

/// The conditions on figures that a hit may meet.
fn groups(query: &Query) -> Vec<&FigureConditions> {
    match query {
        BooleanTree::Leaf(Leaf::Figure(group)) => vec![group],
        BooleanTree::Leaf(_) | BooleanTree::Not(_) => Vec::new(),
        BooleanTree::All(all) | BooleanTree::Any(all) => all.iter().flat_map(groups).collect(),
    }
}
