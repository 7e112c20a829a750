//! The planner, which turns query values into tantivy queries for articles, figures and figure conditions.
//!
//! Words are scored by BM25F, once for each occurrence in the query. The score of a phrase is the sum of the scores of
//! its words. All other parts of a query only filter.

mod figure_conditions;
mod figure_selection;
pub(super) mod function_words;
pub mod number_range;
mod patterns;
pub(super) mod rewrite;
pub(super) mod term_expansion;
pub(super) mod term_role;

use std::sync::Arc;

use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Searcher, Term};

pub use self::figure_conditions::{LeftOut, names_rate};
pub use self::figure_selection::{describe_terms, names_fact, names_topic};
use self::number_range::IntervalMatch;
use super::tantivy_ext::BoxedQuery;
use super::tantivy_ext::bm25f::Bm25f;
use super::tantivy_ext::bm25f_word::WeightedWord;
use super::tantivy_ext::range_overlap::RangeOverlapQuery;
use super::tantivy_ext::seek_guard::SeekGuard;
use crate::analysis;
use crate::analysis::{TokenizerConfig, terms};
use crate::error::Result;
use crate::index::IndexReader;
use crate::index::schema::{FIRST_DAY, LAST_DAY};
use crate::index::schema::{FIRST_SEEN, SchemaFields, label};
use crate::query::model::{BooleanTree, DateRange, Leaf, Property, Query};
use crate::query::warning::Warning;

/// The figures that an answer includes, which it leaves out by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Included {
    /// Whether number ranges match vague numbers such as "dozens".
    pub vague: bool,
    /// Whether conditions match uncertain facts, and groups, timelines and conflicts include them.
    pub uncertain: bool,
    /// Whether number ranges match rates, and timelines and conflicts include them, even if the query has no condition
    /// on rates.
    pub rates: bool,
}

/// Options for planning a query.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanOptions {
    /// The figures that conditions can match.
    pub include: Included,
    /// How a range matches a number with a bound.
    pub matching: IntervalMatch,
    /// If set, every date condition has this result instead of being evaluated.
    pub dates: Option<bool>,
    /// If set, only articles first seen after this ingest stamp match.
    pub seen_after: Option<i64>,
}

/// Turns query values into tantivy queries.
pub struct Planner<'a> {
    reader: &'a IndexReader,
    searcher: &'a Searcher,
    fields: &'a SchemaFields,
    pub options: PlanOptions,
    bm25: &'a Bm25f,
    /// Whether the index has articles in languages other than English. Their words are indexed unstemmed.
    mixed: bool,
    text: TextAnalyzer,
    unstemmed: TextAnalyzer,
    names: TextAnalyzer,
    outlets: TextAnalyzer,
    parts: TextAnalyzer,
    /// The number of negations that enclose the part of the query being planned.
    negations: usize,
    /// The scored words, in query order.
    pub words: Vec<Arc<WeightedWord>>,
    /// Warnings about parts of the query that may not mean what the user intended.
    pub warnings: Vec<Warning>,
}

impl<'a> Planner<'a> {
    /// Creates a planner for queries on the index that `reader` reads.
    pub fn new(reader: &'a IndexReader, bm25: &'a Bm25f, options: PlanOptions) -> Result<Self> {
        let mixed = reader.has_other_languages()?;
        let manner = manner(mixed);
        Ok(Self {
            reader,
            searcher: reader.searcher(),
            fields: reader.fields(),
            options,
            bm25,
            mixed,
            text: analysis::query_text_in(manner),
            unstemmed: analysis::unstemmed_query(manner),
            names: analysis::query_names(),
            outlets: analysis::query_outlet(),
            parts: analysis::query_parts(),
            negations: 0,
            words: Vec::new(),
            warnings: Vec::new(),
        })
    }

    /// Returns the query for articles that match `query`. If `options.seen_after` is set, it matches only articles
    /// first seen after that stamp.
    pub fn articles_in_scope(&mut self, query: &Query) -> Result<BoxedQuery> {
        let articles = self.articles(query)?;
        Ok(match self.options.seen_after {
            Some(seen) => boolean(vec![
                (Occur::Must, articles),
                (Occur::Must, filter(self.first_seen_after(seen))),
            ]),
            None => articles,
        })
    }

    /// Returns the query for articles that match `query`.
    pub fn articles(&mut self, query: &Query) -> Result<BoxedQuery> {
        self.tree(query, &Self::leaf, label::ARTICLE)
    }

    fn tree<L>(
        &mut self,
        tree: &BooleanTree<L>,
        leaf: &impl Fn(&mut Self, &L) -> Result<BoxedQuery>,
        every: &str,
    ) -> Result<BoxedQuery> {
        match tree {
            BooleanTree::Leaf(one) => leaf(self, one),
            BooleanTree::Not(_) => self.all(std::slice::from_ref(tree), leaf, every),
            BooleanTree::Any(all) => {
                let any: Result<_> = all.iter().map(|one| self.tree(one, leaf, every)).collect();
                Ok(any_of(any?))
            }
            BooleanTree::All(all) => self.all(all, leaf, every),
        }
    }

    fn all<L>(
        &mut self,
        all: &[BooleanTree<L>],
        leaf: &impl Fn(&mut Self, &L) -> Result<BoxedQuery>,
        every: &str,
    ) -> Result<BoxedQuery> {
        let mut clauses = Vec::new();
        for one in all {
            clauses.push(match one {
                BooleanTree::Not(not) => {
                    self.negations += 1;
                    let not = self.tree(not, leaf, every);
                    self.negations -= 1;
                    (Occur::MustNot, not?)
                }
                _ => (Occur::Must, self.tree(one, leaf, every)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.label(every)));
        }
        Ok(boolean(clauses))
    }

    fn label(&self, label: &str) -> BoxedQuery {
        filter(term(self.fields.label, label))
    }

    fn leaf(&mut self, leaf: &Leaf) -> Result<BoxedQuery> {
        Ok(match leaf {
            Leaf::Every => self.label(label::ARTICLE),
            Leaf::Text(scope, pattern) => self.pattern(*scope, pattern)?,
            Leaf::Near(near) => self.near(near)?,
            Leaf::SameSentence(all) => self.same(all)?,
            Leaf::Outlet(name) => self.outlet(name)?,
            Leaf::Author(name) => all_terms(self.fields.author, &terms(&mut self.names, name)),
            Leaf::Language(code) => self.label(&label::language(code)),
            Leaf::Id(id) => filter(term(self.fields.id, id)),
            Leaf::Path(part) => filter(phrase(self.fields.path, &terms(&mut self.parts, part))),
            Leaf::Url(part) => filter(phrase(self.fields.url, &terms(&mut self.parts, part))),
            Leaf::Site(domain) => filter(term(self.fields.site, &domain.to_lowercase())),
            Leaf::Date(range) => self.date(range),
            Leaf::Has(property) => self.label(&label::has(property_word(*property))),
            Leaf::Figure(group) => self.articles_with(group)?,
        })
    }

    /// Returns the query for articles that state `name` as their outlet, or whose outlet is known by that name or host.
    fn outlet(&mut self, name: &str) -> Result<BoxedQuery> {
        let called = all_terms(self.fields.outlet, &terms(&mut self.outlets, name));
        let sources = self.reader.outlets()?.mentions_named(name).into_iter();
        let sources =
            sources.map(|source| Term::from_field_text(self.fields.outlet_mention, source));
        let named: BoxedQuery = Box::new(TermSetQuery::new(sources));
        Ok(filter(any_of(vec![called, named])))
    }

    fn date(&self, range: &DateRange) -> BoxedQuery {
        match self.options.dates {
            Some(true) => self.label(label::ARTICLE),
            Some(false) => Box::new(EmptyQuery),
            None => filter(self.days(FIRST_DAY, LAST_DAY, range)),
        }
    }

    /// Returns the query for documents whose days overlap `range`. `low` and `high` are the columns with their first and
    /// last days.
    fn days(&self, low: &'static str, high: &'static str, range: &DateRange) -> BoxedQuery {
        Box::new(RangeOverlapQuery {
            columns: self.reader.columns().clone(),
            low,
            high,
            ordered: true,
            from: range.from.map_or(i64::MIN, |date| date.days().0),
            to: range.to.map_or(i64::MAX, |date| date.days().1),
        })
    }

    fn first_seen_after(&self, seen: i64) -> BoxedQuery {
        Box::new(RangeOverlapQuery {
            columns: self.reader.columns().clone(),
            low: FIRST_SEEN,
            high: FIRST_SEEN,
            ordered: true,
            from: seen.saturating_add(1),
            to: i64::MAX,
        })
    }
}

/// Returns the tokenizer configuration for query words. `mixed` is set if the index has articles in languages other
/// than English.
pub fn manner(mixed: bool) -> TokenizerConfig {
    if mixed {
        TokenizerConfig::MIXED
    } else {
        TokenizerConfig::ENGLISH
    }
}

fn property_word(property: Property) -> &'static str {
    match property {
        Property::Figure => "figure",
        Property::Date => "date",
        Property::Outlet => "outlet",
        Property::Title => "title",
        Property::Author => "author",
        Property::Url => "url",
    }
}

fn boolean(clauses: Vec<(Occur, BoxedQuery)>) -> BoxedQuery {
    Box::new(BooleanQuery::new(clauses))
}

fn all_of(queries: Vec<BoxedQuery>) -> BoxedQuery {
    several(queries, BooleanQuery::intersection)
}

fn any_of(queries: Vec<BoxedQuery>) -> BoxedQuery {
    several(queries, BooleanQuery::union)
}

fn several(mut queries: Vec<BoxedQuery>, join: fn(Vec<BoxedQuery>) -> BooleanQuery) -> BoxedQuery {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(join(queries)),
    }
}

/// Wraps a query so that it only filters and adds nothing to the score.
fn filter(query: BoxedQuery) -> BoxedQuery {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn term(field: Field, text: &str) -> BoxedQuery {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn all_terms(field: Field, terms: &[(usize, String)]) -> BoxedQuery {
    let all = terms.iter().map(|(_, text)| term(field, text));
    filter(all_of(all.collect()))
}

/// Returns the query for `terms` as a phrase. A single word can also be a phrase, because words such as "well-known"
/// consist of several terms.
fn phrase(field: Field, terms: &[(usize, String)]) -> BoxedQuery {
    match terms {
        [] => Box::new(EmptyQuery),
        [(_, only)] => term(field, only),
        _ => {
            let first = terms.iter().map(|(at, _)| *at).min().unwrap_or(0);
            let terms = terms
                .iter()
                .map(|(at, text)| (at - first, Term::from_field_text(field, text)));
            let phrase = PhraseQuery::new_with_offset(terms.collect());
            Box::new(SeekGuard::new(Box::new(phrase)))
        }
    }
}
