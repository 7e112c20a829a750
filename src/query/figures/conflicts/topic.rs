//! Splits claims by topic, for queries that do not name a topic.
//!
//! Claims from different articles have the same topic if their headlines or sentences share a distinctive word. The
//! relation is transitive, so two claims that each share such a word with a third have the same topic, too. A word is
//! distinctive if it occurs in few articles, or if it names a nation other than the owner of the counted people or
//! things.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::Term;
use tantivy::tokenizer::TextAnalyzer;

use super::claim::Claim;
use crate::analysis::{query_text, terms};
use crate::error::Result;
use crate::figure::nation;
use crate::query::figures::{FigureRow, Figures};
use crate::query::planner::term_role::{TermRole, term_role};

/// A word is distinctive if at most one in this many articles contains it.
const RARE: u64 = 10;
/// However small the index is, a word is distinctive if at most this many articles contain it.
const FEW: u64 = 3;

/// Splits claims by topic.
pub struct TopicSplitter<'a> {
    figures: &'a Figures<'a>,
    analyzer: TextAnalyzer,
    articles: u64,
    /// The key of each word seen so far, or `None` if the word is not distinctive.
    known: FxHashMap<String, Option<String>>,
}

impl<'a> TopicSplitter<'a> {
    /// Creates a splitter for the claims of `figures`.
    pub fn new(figures: &'a Figures<'a>) -> Result<Self> {
        Ok(Self {
            figures,
            analyzer: query_text(),
            articles: figures.columns.reader.articles()?,
            known: FxHashMap::default(),
        })
    }

    /// Splits `claims` into one list per topic. The nation `side` does not count as distinctive.
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

    /// Returns the keys of a row's distinctive words, and a key for its article.
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

    /// Returns the key of `word`, or `None` if the word is not distinctive.
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

    /// Returns the stem of `word` if the word is rare. Returns `None` if it occurs in many articles, contains a digit,
    /// or is not exactly one term.
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
            // Path halving speeds up later lookups.
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
