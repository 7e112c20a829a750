//! Splits claims by topic, for queries that name none.
//!
//! Claims of different articles have one topic if headline and sentence share a distinctive word, or if each shares one
//! with a third claim. Distinctive words are the names of nations other than the one that is counted, and words that few
//! articles have.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::Term;
use tantivy::tokenizer::TextAnalyzer;

use super::claim::Claim;
use crate::analysis::{query_text, terms};
use crate::error::Result;
use crate::figure::nation;
use crate::query::figures::{FigureRow, Figures};
use crate::query::planner::term_role::{TermRole, term_role};

/// A word is telling where no more than one in so many articles has it.
const RARE: u64 = 10;
/// Nor is it common where no more articles than this have it.
const FEW: u64 = 3;

/// Splits claims by topic.
pub struct TopicSplitter<'a> {
    figures: &'a Figures<'a>,
    analyzer: TextAnalyzer,
    articles: u64,
    /// For each word that was met what it is known by, where it is telling.
    known: FxHashMap<String, Option<String>>,
}

impl<'a> TopicSplitter<'a> {
    /// For the claims of some figures.
    pub fn new(figures: &'a Figures<'a>) -> Result<Self> {
        Ok(Self {
            figures,
            analyzer: query_text(),
            articles: figures.columns.reader.articles()?,
            known: FxHashMap::default(),
        })
    }

    /// The claims of each matter. What is said of `side` tells none apart.
    pub fn split(&mut self, mut claims: Vec<Claim>, side: Option<&str>) -> Result<Vec<Vec<Claim>>> {
        claims.sort_unstable_by_key(|claim| claim.nth);
        let mut matters = DisjointSets::new(claims.len());
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        let rows = self
            .figures
            .rows(claims.iter().map(|claim| (claim.nth, 0.0)));
        for (at, row) in rows.enumerate() {
            for word in self.distinctive_words(&row?, side)? {
                let other = *first.entry(word).or_insert(at);
                matters.join(other, at);
            }
        }
        let mut lists: FxHashMap<usize, Vec<Claim>> = FxHashMap::default();
        for (at, claim) in claims.into_iter().enumerate() {
            lists.entry(matters.root(at)).or_default().push(claim);
        }
        let mut lists: Vec<_> = lists.into_values().collect();
        lists.sort_unstable_by_key(|claims| claims[0].nth);
        Ok(lists)
    }

    /// What the telling words of a row are known by, and its article.
    fn distinctive_words(
        &mut self,
        row: &FigureRow,
        side: Option<&str>,
    ) -> Result<FxHashSet<String>> {
        let title = row.record.article.title.as_ref().map_or("", |t| &t.value);
        let mut found = FxHashSet::default();
        found.insert(format!("article {}", row.record.key));
        for text in [title, row.quote()] {
            for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
            {
                if let Some(key) = self.key(word)?
                    && side.is_none_or(|side| key != format!("={side}"))
                {
                    found.insert(key);
                }
            }
        }
        Ok(found)
    }

    /// What a telling word is known by.
    fn key(&mut self, word: &str) -> Result<Option<String>> {
        if let Some(known) = self.known.get(word) {
            return Ok(known.clone());
        }
        let key = match nation(word).filter(|_| word.starts_with(char::is_uppercase)) {
            Some(nation) => Some(format!("={nation}")),
            None if word.len() > 2 && term_role(word) == TermRole::Topic => self.rare(word)?,
            None => None,
        };
        self.known.insert(word.to_owned(), key.clone());
        Ok(key)
    }

    /// The stem of a word that few articles have.
    fn rare(&mut self, word: &str) -> Result<Option<String>> {
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let stems = terms(&mut self.analyzer, word);
        let [(_, stem)] = stems.as_slice() else {
            return Ok(None);
        };
        let reader = self.figures.columns.reader;
        let term = Term::from_field_text(reader.fields().body, stem);
        let found = reader.searcher().doc_freq(&term).map_err(reader.failed())?;
        let rare = found <= (self.articles / RARE).max(FEW);
        Ok(rare.then(|| stem.clone()))
    }
}

/// Disjoint sets (union-find).
struct DisjointSets(Vec<usize>);

impl DisjointSets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            // Each step makes the way of the next one shorter.
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
