//! Finds and ranks the articles that match a query. Each hit has a score, matching figures and a snippet.

mod figure_matches;
mod highlight;
pub(super) mod proximity;
mod snippet;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::collector::Count;
use tantivy::query::Query as TantivyQuery;

use self::figure_matches::{FigureMatches, figure_matches};
use self::highlight::Highlighter;
pub use self::proximity::{ScoreParts, WordScore};
pub use self::snippet::Snippet;
use super::excluded_counts::{AnswerUnit, ExcludedCounts, excluded_hits};
use super::model::Query;
use super::planner::number_range::IntervalMatch;
use super::planner::rewrite::{any_word, without_repeats};
use super::planner::{Included, PlanOptions, Planner};
use super::tantivy_ext::bm25f::Bm25f;
use super::tantivy_ext::bm25f_word::WeightedWord;
use super::tantivy_ext::top_articles::{RankedArticle, Sort, TopArticles};
use super::warning::Warning;
use crate::error::Result;
use crate::figure::Figure;
use crate::index::{IndexReader, StoredArticle, StoryClusters};

/// The number of figures shown per article if the query has no figure condition.
const FIRST_FIGURES: usize = 3;
/// The number of top BM25F results that are re-ranked by proximity.
const WINDOW: usize = 200;
/// Like [`WINDOW`], but for queries with figure conditions. It is larger because the sentence of a matching figure can
/// add a lot to the score.
const WINDOW_OF_FIGURES: usize = 1_000;

/// A search for articles: the query, its options, and the page of hits to return.
#[derive(Clone, Debug)]
pub struct Search {
    /// The words and conditions that an article must match.
    pub query: Query,
    /// Whether an article needs to match only one of the query words. All field and figure conditions still apply.
    pub any: bool,
    /// The figures that conditions can match.
    pub include: Included,
    /// How a range matches a number with a bound, such as "at least 500".
    pub matching: IntervalMatch,
    /// The order of the hits.
    pub sort: Sort,
    /// The number of hits to skip.
    pub offset: usize,
    /// The maximum number of hits to return.
    pub limit: usize,
    /// Whether copies of a story and earlier versions of a page are separate hits.
    pub copies: bool,
    /// If set, only articles first seen after this ingest stamp match (see [`IndexReader::last_seen`]).
    pub seen_after: Option<i64>,
}

/// The result of a search.
#[derive(Debug)]
pub struct Answer {
    /// The hits on the requested page.
    pub hits: Vec<Hit>,
    /// The query that was run, as text. It may differ from [`Search::query`], because repeated parts are removed and
    /// [`Search::any`] turns words into alternatives.
    pub read_as: String,
    /// The scored words, in the order of [`ScoreParts::words`].
    pub words: Vec<String>,
    /// The figure conditions, in the order of [`Hit::met`].
    pub conditions: Vec<String>,
    /// The number of hits on all pages.
    pub total: usize,
    /// The numbers of hits left out, by reason.
    pub excluded: ExcludedCounts,
    /// Warnings about the query, to be printed with the answer.
    pub warnings: Vec<Warning>,
}

/// A matching article.
#[derive(Debug)]
pub struct Hit {
    /// The article as stored, with its figures.
    pub record: StoredArticle,
    /// The score, or 0 if hits are sorted by date.
    pub score: f32,
    /// The parts of the score.
    pub parts: ScoreParts,
    /// For each figure condition, in query order, the indices of the article's figures that meet it.
    pub met: Vec<Vec<usize>>,
    /// The indices of the figures to show: those that meet any figure condition, or the first few if the query has no
    /// figure condition.
    pub figures: Vec<usize>,
    /// The part of the article body that matches the query best.
    pub snippet: Snippet,
    /// Whether the index contains a later version of the article.
    pub superseded: bool,
}

impl Hit {
    /// Returns the figures to show.
    pub fn shown(&self) -> impl Iterator<Item = &Figure> {
        let nth = |&nth: &usize| self.record.figures.get(nth);
        self.figures.iter().filter_map(nth)
    }
}

impl Search {
    /// Creates a search for the first `limit` hits with default options. Copies are separate hits.
    pub fn new(query: Query, limit: usize) -> Self {
        Self {
            query,
            any: false,
            include: Included::default(),
            matching: IntervalMatch::default(),
            sort: Sort::default(),
            offset: 0,
            limit,
            copies: true,
            seen_after: None,
        }
    }

    /// Runs the search.
    pub fn run(&self, reader: &IndexReader) -> Result<Answer> {
        let query = if self.any {
            any_word(&self.query)
        } else {
            self.query.clone()
        };
        let query = without_repeats(query);
        let groups = query.figure_conditions(false);
        let bm25 = Bm25f::new(reader)?;
        let mut planner = Planner::new(reader, &bm25, self.plan_options())?;
        let articles = planner.articles_in_scope(&query)?;
        let conditions: Vec<_> = groups
            .iter()
            .map(|group| planner.condition_figures(group))
            .collect::<Result<_>>()?;
        let stories = reader.stories()?;
        let folded = (!self.copies).then(|| stories.clone());
        let found = self.ranked(reader, folded, &*articles, &planner.words, &conditions)?;
        let mut words = Highlighter::new(reader, &bm25, &query)?;
        let hits = found
            .hits
            .into_iter()
            .map(|found| found.hit(reader, &mut words, stories));
        let (undated, left_out) =
            excluded_hits(reader, &mut planner, &query, AnswerUnit::Articles)?;
        let mut excluded = ExcludedCounts {
            undated,
            duplicates: found.duplicates,
            ..ExcludedCounts::default()
        };
        for hits in left_out {
            excluded.set(hits.kind, reader.search(&*hits.query, &Count)?);
        }
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

    /// Ranks the matching articles, and returns the requested page with the totals.
    fn ranked(
        &self,
        reader: &IndexReader,
        stories: Option<StoryClusters>,
        articles: &dyn TantivyQuery,
        words: &[Arc<WeightedWord>],
        conditions: &[Box<dyn TantivyQuery>],
    ) -> Result<RankedPage> {
        if self.limit == 0 {
            let count = TopArticles {
                columns: reader.columns().clone(),
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
            columns: reader.columns().clone(),
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
        if relevance && !words.is_empty() {
            parts =
                proximity::score_parts(reader, words, &shown, &figures).map_err(reader.failed())?;
        }
        for one in &mut best[..window] {
            if let Some(parts) = parts.get(&one.address) {
                one.score = parts.score();
            }
        }
        best[..window].sort_unstable_by(|a, b| b.cmp(a));
        // Articles outside the window are ranked by their words alone, so the other parts of their scores are dropped.
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
            include: self.include,
            matching: self.matching,
            seen_after: self.seen_after,
            ..PlanOptions::default()
        }
    }
}

/// Returns at most `limit` items, starting at `offset`.
pub fn page_of<T>(all: &[T], offset: usize, limit: usize) -> &[T] {
    let rest = all.get(offset..).unwrap_or_default();
    &rest[..rest.len().min(limit)]
}

/// A page of hits whose articles have not been loaded yet, with the totals.
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

/// A ranked article that has not been loaded yet.
struct RankedHit {
    ranked: RankedArticle,
    parts: ScoreParts,
    met: FigureMatches,
}

impl RankedHit {
    fn hit(
        self,
        reader: &IndexReader,
        words: &mut Highlighter,
        stories: &StoryClusters,
    ) -> Result<Hit> {
        let record = reader.record(self.ranked.address)?;
        let mut figures: Vec<_> = self.met.iter().flatten().copied().collect();
        figures.sort_unstable();
        figures.dedup();
        let snippet = Snippet::new(&record, &figures, words);
        if self.met.is_empty() {
            figures.extend(0..record.figures.len().min(FIRST_FIGURES));
        }
        Ok(Hit {
            superseded: stories.is_superseded(record.tie_order()),
            record,
            score: self.ranked.score,
            parts: self.parts,
            met: self.met,
            figures,
            snippet,
        })
    }
}
