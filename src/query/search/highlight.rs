//! Finds query words in the text of a hit, to highlight them.

use rustc_hash::FxHashMap;
use tantivy::Term;

use crate::analysis;
use crate::analysis::{TokenizerConfig, fold, is_unstemmed, terms, unstemmed_term};
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::model::{BooleanTree, Leaf, Pattern, Query};
use crate::query::planner::manner;
use crate::query::planner::term_expansion::TermMatcher;
use crate::query::tantivy_ext::bm25f::Bm25f;

/// Finds query words in text.
pub struct Highlighter {
    /// The query's index terms with their weights.
    terms: FxHashMap<String, f32>,
    /// The first letters of the terms, sorted. A word and its stem start with the same letter, so words with other
    /// initials need not be stemmed.
    initials: Vec<char>,
    patterns: Vec<TermMatcher>,
    /// Whether the index has articles in languages other than English.
    mixed: bool,
    stemmer: analysis::WordStemmer,
}

/// An occurrence of a query word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Highlight {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset just past the last byte.
    pub end: usize,
    /// A number that identifies the query word.
    pub word: u64,
    /// The weight of the query word.
    pub weight: f32,
}

impl Highlighter {
    /// Creates a highlighter for the words of `query` that are not negated.
    pub fn new(reader: &IndexReader, bm25: &Bm25f, query: &Query) -> Result<Self> {
        let mut words = Self {
            terms: FxHashMap::default(),
            initials: Vec::new(),
            patterns: Vec::new(),
            mixed: reader.has_other_languages()?,
            stemmer: analysis::WordStemmer::default(),
        };
        words.add_query(query);
        let initials = words.terms.keys().filter_map(|term| term.chars().next());
        words.initials = initials.collect();
        words.initials.sort_unstable();
        let body = reader.fields().body;
        for (term, weight) in &mut words.terms {
            let found = reader
                .searcher()
                .doc_freq(&Term::from_field_text(body, term));
            let found = found.map_err(reader.failed())?;
            *weight = bm25.idf(found);
        }
        Ok(words)
    }

    fn add_query(&mut self, query: &Query) {
        match query {
            BooleanTree::All(all) | BooleanTree::Any(all) => {
                for one in all {
                    self.add_query(one);
                }
            }
            BooleanTree::Leaf(Leaf::Text(_, pattern)) => self.add_pattern(pattern),
            BooleanTree::Leaf(Leaf::Near(near)) => [&near.left, &near.right]
                .into_iter()
                .for_each(|p| self.add_pattern(p)),
            BooleanTree::Leaf(Leaf::SameSentence(all)) => {
                for pattern in all.iter().flatten() {
                    self.add_pattern(pattern);
                }
            }
            BooleanTree::Leaf(_) | BooleanTree::Not(_) => {}
        }
    }

    fn add_pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Word(text) | Pattern::Phrase { text, .. } => {
                let manner = manner(self.mixed);
                let found = terms(&mut analysis::query_text_in(manner), text);
                let found = found.into_iter().map(|(_, term)| term);
                self.terms.extend(found.map(|term| (term, 0.0)));
                if self.mixed {
                    let typed = terms(&mut analysis::unstemmed_query(manner), text);
                    let typed = typed.iter().filter_map(|(_, word)| unstemmed_term(word));
                    self.terms.extend(typed.map(|term| (term, 0.0)));
                }
            }
            Pattern::Wildcard(_) | Pattern::Fuzzy { .. } => {
                self.patterns.push(TermMatcher::new(pattern));
            }
        }
    }

    /// Returns the query words in `text`, in order. `language` is the language code, or `None` for English.
    pub fn marks(&mut self, text: &str, language: Option<&str>) -> Vec<Highlight> {
        let mut marks: Vec<Highlight> = Vec::new();
        let Self {
            terms,
            initials,
            patterns,
            stemmer,
            ..
        } = self;
        if terms.is_empty() && patterns.is_empty() {
            return marks;
        }
        let mut analyzer = analysis::unstemmed_text(TokenizerConfig::for_language(language));
        analyzer.token_stream(text).process(&mut |token| {
            let (start, end) = (token.offset_from, token.offset_to);
            let initial = token.text.chars().next();
            let known = initial
                .filter(|c| initials.binary_search(c).is_ok())
                .and_then(|_| {
                    if is_unstemmed(&token.text) {
                        terms.get_key_value(&token.text)
                    } else {
                        terms.get_key_value(&stemmer.stem(&token.text))
                    }
                })
                .map(|(term, weight)| (hash(term), *weight));
            let folded = || text.get(start..end).map(fold).unwrap_or_default();
            let like = |at: &TermMatcher| at.matches(&folded());
            let known = known.or_else(|| Some((patterns.iter().position(like)? as u64, 1.0)));
            let Some((word, weight)) = known else { return };
            // The token for a number spans the tokens of its words ("seven thousand"), so its match replaces theirs.
            while marks.last().is_some_and(|last| last.end > start) {
                marks.pop();
            }
            marks.push(Highlight {
                start,
                end,
                word,
                weight,
            });
        });
        marks
    }
}

fn hash(text: &str) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(text)
}
