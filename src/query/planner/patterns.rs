//! Plans words, phrases, `NEAR` and `same:`.

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{EmptyQuery, Occur};
use tantivy::schema::Field;

use super::term_expansion;
use super::term_expansion::Expansion;
use super::{Planner, all_of, any_of, boolean, filter, phrase, term};
use crate::analysis;
use crate::analysis::{is_unstemmed, terms, unstemmed_term};
use crate::error::Result;
use crate::plural::with_commas;
use crate::query::model::{BooleanTree, Leaf, Near, Pattern, TextScope};
use crate::query::tantivy_ext::BoxedQuery;
use crate::query::tantivy_ext::bm25f::WordField;
use crate::query::tantivy_ext::bm25f_word::{WeightedWord, WordQuery};
use crate::query::tantivy_ext::near::NearQuery;
use crate::query::tantivy_ext::phrase_cursor::PhraseTerms;
use crate::query::tantivy_ext::same_sentence::SameSentenceQuery;
use crate::query::tantivy_ext::slop_phrase::SlopPhraseQuery;
use crate::query::warning::Warning;

/// The maximum number of stems in a scored word. A word with more stems only filters, because its score would mean
/// little and take long to compute.
const MOST_WEIGHED: usize = 16;

/// The words of a pattern, in order.
struct PatternWords(Vec<PatternWord>);

/// A word of a pattern.
struct PatternWord {
    /// The word's position relative to the first word.
    at: u32,
    /// The terms that match at this position.
    terms: Vec<String>,
    /// The unstemmed word, for display.
    shown: String,
}

impl Planner<'_> {
    pub(super) fn pattern(&mut self, scope: TextScope, pattern: &Pattern) -> Result<BoxedQuery> {
        let slots = self.slots(pattern)?;
        match slots.0.as_slice() {
            [] => Ok(Box::new(EmptyQuery)),
            [only] => self.word(scope, only),
            _ => {
                let decides = match pattern {
                    Pattern::Phrase { slop, .. } if *slop > 0 => self.in_fields(scope, |field| {
                        Box::new(SlopPhraseQuery {
                            field,
                            phrase: slots.phrase(field),
                            slop: *slop,
                        })
                    }),
                    _ => self.in_fields(scope, |field| slots.in_order(field)),
                };
                let mut clauses = vec![filter(decides)];
                clauses.extend(self.weighed(scope, &slots)?);
                Ok(all_of(clauses))
            }
        }
    }

    /// Returns the queries that score the words of a pattern, one for each word.
    fn weighed(&mut self, scope: TextScope, slots: &PatternWords) -> Result<Vec<BoxedQuery>> {
        let each = slots.0.iter();
        each.map(|slot| self.word(scope, slot)).collect()
    }

    /// Returns a query that matches any term of a word. Words with more than `MOST_WEIGHED` stems are not scored.
    fn word(&mut self, scope: TextScope, slot: &PatternWord) -> Result<BoxedQuery> {
        let PatternWord { terms, shown, .. } = slot;
        let stems = terms.iter().filter(|term| !is_unstemmed(term));
        if stems.count() > MOST_WEIGHED {
            let any = |field| slot.query(field);
            return Ok(filter(self.in_fields(scope, any)));
        }
        let fields = self.text_fields(scope);
        let mut frequency = 0;
        for text in terms {
            let mut most = 0;
            for field in &fields {
                let term = Term::from_field_text(field.field, text);
                let found = self.searcher.doc_freq(&term);
                most = most.max(found.map_err(self.reader.failed())?);
            }
            frequency += most;
        }
        let word = Arc::new(WeightedWord {
            shown: shown.clone(),
            terms: terms.clone(),
            fields,
            idf: self.bm25.idf(frequency),
        });
        if self.negations == 0 {
            self.words.push(Arc::clone(&word));
        }
        Ok(Box::new(WordQuery::new(word)))
    }

    fn text_fields(&self, scope: TextScope) -> Vec<WordField> {
        let title = self.bm25.title.clone();
        match scope {
            TextScope::Anywhere => vec![title, self.bm25.body.clone()],
            TextScope::Title => vec![title],
        }
    }

    /// Returns the query for documents that match `query` in at least one field of `scope`.
    fn in_fields(&self, scope: TextScope, query: impl Fn(Field) -> BoxedQuery) -> BoxedQuery {
        let fields = self.text_fields(scope).into_iter();
        any_of(fields.map(|field| query(field.field)).collect())
    }

    /// Returns `pattern` as a phrase in `field`, or `None` if it has no words.
    pub(super) fn phrase_of(
        &mut self,
        pattern: &Pattern,
        field: Field,
    ) -> Result<Option<PhraseTerms>> {
        let slots = self.slots(pattern)?;
        Ok((!slots.0.is_empty()).then(|| slots.phrase(field)))
    }

    fn slots(&mut self, pattern: &Pattern) -> Result<PatternWords> {
        let text = match pattern {
            Pattern::Word(text) | Pattern::Phrase { text, .. } => text,
            Pattern::Wildcard(_) | Pattern::Fuzzy { .. } => {
                let stems = self.expand(pattern)?;
                let slot = (!stems.is_empty()).then(|| PatternWord {
                    at: 0,
                    terms: stems,
                    shown: shown(pattern),
                });
                return Ok(PatternWords(slot.into_iter().collect()));
            }
        };
        let terms = terms(&mut self.text, text);
        let first = terms.first().map_or(0, |(at, _)| *at);
        let typed = analysis::terms(&mut self.unstemmed, text);
        let slots = terms
            .into_iter()
            .zip(typed)
            .map(|((at, term), (_, shown))| PatternWord {
                at: (at - first) as u32,
                terms: [term]
                    .into_iter()
                    .chain(self.unstemmed_term(&shown))
                    .collect(),
                shown,
            });
        Ok(PatternWords(slots.collect()))
    }

    /// Returns the terms of all words that a pattern matches: their stems and, if the index has articles in languages
    /// other than English, their unstemmed terms.
    fn expand(&mut self, pattern: &Pattern) -> Result<Vec<String>> {
        let Expansion { words, cut } =
            term_expansion::expand(self.reader, pattern).map_err(self.reader.failed())?;
        if cut {
            self.warnings.push(Warning::new(format!(
                "`{}` matches too many words; only the first {} are used",
                shown(pattern),
                with_commas(&words.len().to_string())
            )));
        }
        let mut all: Vec<_> = words
            .iter()
            .flat_map(|word| terms(&mut self.text, word))
            .map(|(_, stem)| stem)
            .collect();
        all.extend(words.iter().filter_map(|word| self.unstemmed_term(word)));
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// Returns the term under which a folded word is indexed in articles that are not in English. Returns `None` if
    /// there are no such articles or the word is a number.
    fn unstemmed_term(&self, word: &str) -> Option<String> {
        self.mixed.then(|| unstemmed_term(word)).flatten()
    }

    pub(super) fn near(&mut self, near: &Near) -> Result<BoxedQuery> {
        let (left, right) = (self.slots(&near.left)?, self.slots(&near.right)?);
        if left.0.is_empty() || right.0.is_empty() {
            return Ok(Box::new(EmptyQuery));
        }
        let decides = self.in_fields(near.scope, |field| {
            Box::new(NearQuery {
                field,
                phrases: [left.phrase(field), right.phrase(field)],
                distance: near.distance,
            })
        });
        let mut clauses = vec![filter(decides)];
        clauses.extend(self.weighed(near.scope, &left)?);
        clauses.extend(self.weighed(near.scope, &right)?);
        Ok(all_of(clauses))
    }

    /// Returns the query for articles with at least one pattern from each list, all in one sentence or all in the
    /// headline.
    pub(super) fn same(&mut self, all: &[Vec<Pattern>]) -> Result<BoxedQuery> {
        let mut slots = Vec::new();
        for alternatives in all {
            let each = alternatives.iter().map(|pattern| self.slots(pattern));
            let mut each: Vec<_> = each.collect::<Result<_>>()?;
            each.retain(|slots| !slots.0.is_empty());
            if each.is_empty() {
                return Ok(Box::new(EmptyQuery));
            }
            slots.push(each);
        }
        let (title, body) = (self.fields.title, self.fields.body);
        let headline = slots.iter().map(|alternatives| {
            let each = alternatives.iter().map(|slots| slots.query(title));
            any_of(each.collect())
        });
        let all = slots.iter().map(|alternatives| {
            let each = alternatives.iter().map(|slots| slots.phrase(body));
            each.collect()
        });
        let sentence = SameSentenceQuery {
            columns: self.reader.columns().clone(),
            field: body,
            all: all.collect(),
        };
        let decides = any_of(vec![all_of(headline.collect()), Box::new(sentence)]);
        let mut clauses = vec![(Occur::Must, filter(decides))];
        for slots in slots.iter().flatten() {
            let weighed = self.weighed(TextScope::Anywhere, slots)?;
            clauses.extend(weighed.into_iter().map(|word| (Occur::Should, word)));
        }
        Ok(boolean(clauses))
    }
}

impl PatternWord {
    /// Returns an unscored query that matches any of the word's terms.
    fn query(&self, field: Field) -> BoxedQuery {
        any_of(self.terms.iter().map(|text| term(field, text)).collect())
    }
}

impl PatternWords {
    /// Returns an unscored query for the words as a phrase. Either all words match as stems or all as unstemmed terms,
    /// because no article is indexed with both.
    fn in_order(&self, field: Field) -> BoxedQuery {
        let by = |term: fn(&[String]) -> Option<&String>| {
            let one = |slot: &PatternWord| Some((slot.at as usize, term(&slot.terms)?.clone()));
            self.0.iter().filter_map(one).collect::<Vec<_>>()
        };
        let (stems, others) = (by(<[_]>::first), by(<[_]>::last));
        let mut any = vec![phrase(field, &stems)];
        if others != stems {
            any.push(phrase(field, &others));
        }
        any_of(any)
    }

    fn phrase(&self, field: Field) -> PhraseTerms {
        let term = |text: &String| Term::from_field_text(field, text);
        let slots = self.0.iter();
        slots
            .map(|slot| (slot.at, slot.terms.iter().map(term).collect()))
            .collect()
    }

    /// Returns an unscored query for the words in order.
    fn query(&self, field: Field) -> BoxedQuery {
        match self.0.as_slice() {
            [only] => only.query(field),
            _ => self.in_order(field),
        }
    }
}

fn shown(pattern: &Pattern) -> String {
    BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, pattern.clone())).to_string()
}
