//! Plans figure queries, which select the figures that answer a query.
//!
//! A word that names a measure, a nation or a kind of people must match the corresponding attribute of the figure.
//! Other words name the topic. If the query already selects figures by a measure or a figure condition, topic words may
//! occur anywhere in the article. Otherwise, they must occur in the figure's sentence, in the headline, or in the
//! figure's counted noun, owner or source.

use rustc_hash::FxHashSet;
use tantivy::query::Occur;

use super::term_role::{TermRole, term_role};
use super::{Planner, all_of, all_terms, any_of, boolean};
use crate::analysis::terms;
use crate::error::Result;
use crate::figure::Fact;
use crate::index::block_join::{ArticlesWith, FiguresOf};
use crate::index::schema::label;
use crate::query::model::{BooleanTree, Leaf, Near, Pattern, Query, TextScope};
use crate::query::tantivy_ext::BoxedQuery;
use crate::query::tantivy_ext::figures_in_sentence::FiguresInSentenceQuery;

impl Planner<'_> {
    /// Returns the query for the figures that answer `query`.
    pub fn answer_figures(&mut self, query: &Query) -> Result<BoxedQuery> {
        let named = names_figures(query);
        let mut clauses = vec![
            (Occur::Must, self.label(label::FIGURE)),
            (Occur::Must, self.figures_for(query, named)?),
        ];
        // At least one pattern must match the figure or its sentence, because a match in the headline does not show
        // which figures of the article are meant.
        if !named {
            let mut own = Vec::new();
            for pattern in patterns(query) {
                own.extend(self.in_own_facts(pattern)?);
            }
            if !own.is_empty() {
                clauses.push((Occur::Must, any_of(own)));
            }
        }
        Ok(boolean(clauses))
    }

    /// Returns the query for figures that match `query`, a part of the whole query. `named` is the result of
    /// [`names_figures`] for the whole query.
    fn figures_for(&mut self, query: &Query, named: bool) -> Result<BoxedQuery> {
        match query {
            BooleanTree::Leaf(leaf) => self.figures_for_leaf(leaf, named),
            BooleanTree::Not(_) => self.figures_for_all(std::slice::from_ref(query), named),
            BooleanTree::Any(any) => {
                let any: Result<_> = any.iter().map(|one| self.figures_for(one, named)).collect();
                Ok(any_of(any?))
            }
            BooleanTree::All(all) => self.figures_for_all(all, named),
        }
    }

    fn figures_for_all(&mut self, all: &[Query], named: bool) -> Result<BoxedQuery> {
        let (groups, others): (Vec<_>, Vec<_>) = all
            .iter()
            .partition(|one| matches!(one, BooleanTree::Leaf(Leaf::Figure(_))));
        let mut clauses = vec![(Occur::Must, self.label(label::FIGURE))];
        // Different groups may match different figures of the same article. Each group must match at least one figure,
        // and every matching figure becomes a row of the answer.
        let mut any = Vec::new();
        for group in &groups {
            let figures = self.figures_for(group, named)?;
            if groups.len() > 1 {
                let with = ArticlesWith::new(self.reader.columns(), figures.box_clone());
                clauses.push((Occur::Must, self.figures_of(Box::new(with))));
            }
            any.push(figures);
        }
        if !any.is_empty() {
            clauses.push((Occur::Must, any_of(any)));
        }
        for one in others {
            clauses.push(match one {
                BooleanTree::Not(not) => {
                    self.negations += 1;
                    // A negated condition on figures excludes figures; any other negated condition excludes articles.
                    let not = if says_figures_alone(not) {
                        self.figures_for(not, named)
                    } else {
                        self.articles(not).map(|articles| self.figures_of(articles))
                    };
                    self.negations -= 1;
                    (Occur::MustNot, not?)
                }
                one => (Occur::Must, self.figures_for(one, named)?),
            });
        }
        Ok(boolean(clauses))
    }

    fn figures_for_leaf(&mut self, leaf: &Leaf, named: bool) -> Result<BoxedQuery> {
        match leaf {
            Leaf::Figure(group) => self.condition_figures(group),
            Leaf::Text(TextScope::Anywhere, pattern) => self.figures_for_pattern(pattern, named),
            Leaf::Near(Near { left, right, .. }) if !named => {
                let both = [self.near_figure(left)?, self.near_figure(right)?];
                let near = self.leaf(leaf).map(|articles| self.figures_of(articles))?;
                Ok(all_of(both.into_iter().chain([near]).collect()))
            }
            Leaf::SameSentence(all) if !named => {
                let mut each = vec![self.leaf(leaf).map(|articles| self.figures_of(articles))?];
                for alternatives in all {
                    let any: Result<_> = alternatives.iter().map(|p| self.near_figure(p)).collect();
                    each.push(any_of(any?));
                }
                Ok(all_of(each))
            }
            _ => self.leaf(leaf).map(|articles| self.figures_of(articles)),
        }
    }

    fn figures_for_pattern(&mut self, pattern: &Pattern, named: bool) -> Result<BoxedQuery> {
        let role = match pattern {
            Pattern::Word(word) => term_role(word),
            _ => TermRole::Topic,
        };
        match role {
            TermRole::Measure(measure) => {
                Ok(self.certain(Fact::Measure, self.label(&label::measure(measure))))
            }
            TermRole::Nation(nation) => {
                let known = self.label(&label::nation(Some(nation)));
                let known = self.certain(Fact::Owner, known);
                let unknown = any_of(vec![
                    self.label(&label::nation(None)),
                    self.label(&label::uncertain(Fact::Owner)),
                ]);
                self.known_or_near(known, unknown, pattern)
            }
            TermRole::Kind(kind) => {
                let known = self.label(&label::kind(Some(kind)));
                let unknown = self.label(&label::kind(None));
                self.known_or_near(known, unknown, pattern)
            }
            TermRole::Topic if named => {
                let leaf = Leaf::Text(TextScope::Anywhere, pattern.clone());
                self.leaf(&leaf).map(|articles| self.figures_of(articles))
            }
            TermRole::People | TermRole::Topic => self.near_figure(pattern),
        }
    }

    /// Returns the query for the figures that match `known`, and for those that match `unknown` and have `pattern` near
    /// them.
    fn known_or_near(
        &mut self,
        known: BoxedQuery,
        unknown: BoxedQuery,
        pattern: &Pattern,
    ) -> Result<BoxedQuery> {
        let near = all_of(vec![unknown, self.near_figure(pattern)?]);
        Ok(any_of(vec![known, near]))
    }

    /// Returns the query for figures that have `pattern` in their own attributes, in their sentence, or in their
    /// article's headline.
    fn near_figure(&mut self, pattern: &Pattern) -> Result<BoxedQuery> {
        let mut any = self.in_own_facts(pattern)?;
        let leaf = Leaf::Text(TextScope::Title, pattern.clone());
        any.push(self.leaf(&leaf).map(|articles| self.figures_of(articles))?);
        Ok(any_of(any))
    }

    /// Returns alternative queries for figures that have `pattern` in their own attributes or in their sentence.
    fn in_own_facts(&mut self, pattern: &Pattern) -> Result<Vec<BoxedQuery>> {
        let body = self.fields.body;
        let mut any = Vec::new();
        if let Some(phrase) = self.phrase_of(pattern, body)? {
            any.push(Box::new(FiguresInSentenceQuery {
                columns: self.reader.columns().clone(),
                field: body,
                any: vec![phrase],
            }) as BoxedQuery);
        }
        let leaf = Leaf::Text(TextScope::Title, pattern.clone());
        let headline = self.leaf(&leaf).map(|articles| self.figures_of(articles))?;
        any.push(all_of(vec![self.label(label::IN_TITLE), headline]));
        if let Pattern::Word(word) = pattern {
            let terms = terms(&mut self.names, word);
            let names = [self.fields.counted, self.fields.whose, self.fields.source];
            any.extend(
                names
                    .iter()
                    .filter(|_| !terms.is_empty())
                    .map(|field| all_terms(*field, &terms)),
            );
            match term_role(word) {
                TermRole::Measure(measure) => any.push(self.label(&label::measure(measure))),
                TermRole::Nation(nation) => any.push(self.label(&label::nation(Some(nation)))),
                TermRole::Kind(kind) => any.push(self.label(&label::kind(Some(kind)))),
                TermRole::People | TermRole::Topic => {}
            }
        }
        Ok(any)
    }

    /// Returns the query for all figures in the articles that match `articles`.
    pub fn figures_of(&self, articles: BoxedQuery) -> BoxedQuery {
        Box::new(FiguresOf::new(self.reader.columns(), articles))
    }
}

/// Returns whether a query itself selects figures: by a figure condition, by a word that names a measure, or by `*`.
fn names_figures(query: &Query) -> bool {
    match query {
        BooleanTree::Leaf(Leaf::Figure(_) | Leaf::Every) => true,
        BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, Pattern::Word(word))) => {
            matches!(term_role(word), TermRole::Measure(_))
        }
        BooleanTree::Leaf(_) | BooleanTree::Not(_) => false,
        BooleanTree::All(all) => all.iter().any(names_figures),
        BooleanTree::Any(any) => any.iter().all(names_figures),
    }
}

/// Returns whether a word of a figure query selects figures by a fact that can be uncertain.
pub fn names_fact(query: &Query) -> bool {
    query.mentions(&|leaf| match leaf {
        Leaf::Figure(group) => group.mentions(&|condition| condition.fact().is_some()),
        Leaf::Text(TextScope::Anywhere, Pattern::Word(word)) => {
            matches!(term_role(word), TermRole::Measure(_) | TermRole::Nation(_))
        }
        _ => false,
    })
}

/// Describes how each word and phrase of a figure query is interpreted, without duplicates.
pub fn describe_terms(query: &Query) -> Vec<String> {
    let mut descriptions = Vec::new();
    describe(query, names_figures(query), false, &mut descriptions);
    let mut seen = FxHashSet::default();
    descriptions.retain(|one| seen.insert(one.clone()));
    descriptions
}

fn describe(query: &Query, named: bool, denied: bool, into: &mut Vec<String>) {
    match query {
        BooleanTree::Not(one) => describe(one, named, !denied, into),
        BooleanTree::All(all) | BooleanTree::Any(all) => {
            for one in all {
                describe(one, named, denied, into);
            }
        }
        BooleanTree::Leaf(
            Leaf::Text(TextScope::Anywhere, _) | Leaf::Near(_) | Leaf::SameSentence(_),
        ) if denied => {
            into.push(format!("-{query}: no figure of an article that has it"));
        }
        BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, Pattern::Word(word))) => {
            into.push(term_role(word).describe(word, named));
        }
        BooleanTree::Leaf(
            Leaf::Text(TextScope::Anywhere, _) | Leaf::Near(_) | Leaf::SameSentence(_),
        ) => {
            into.push(TermRole::Topic.describe(&query.to_string(), named));
        }
        BooleanTree::Leaf(_) => {}
    }
}

/// Returns whether a query names a topic. Any headline condition, article id or pattern does, except a single word for
/// a measure, a nation or people.
pub fn names_topic(query: &Query) -> bool {
    let matter = |pattern: &&Pattern| match pattern {
        Pattern::Word(word) => term_role(word) == TermRole::Topic,
        _ => true,
    };
    let titled = |leaf: &Leaf| matches!(leaf, Leaf::Text(TextScope::Title, _) | Leaf::Id(_));
    patterns(query).iter().any(matter) || query.mentions(&titled)
}

/// Returns whether all leaves of a query are figure conditions.
fn says_figures_alone(query: &Query) -> bool {
    !query.mentions(&|leaf| !matches!(leaf, Leaf::Figure(_)))
}

/// Returns the patterns of a query, including the operands of `NEAR` and `same:`. Omits negated patterns, and words and
/// phrases after `title:`.
fn patterns(query: &Query) -> Vec<&Pattern> {
    match query {
        BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, pattern)) => vec![pattern],
        BooleanTree::Leaf(Leaf::Near(near)) => vec![&near.left, &near.right],
        BooleanTree::Leaf(Leaf::SameSentence(all)) => all.iter().flatten().collect(),
        BooleanTree::Leaf(_) | BooleanTree::Not(_) => Vec::new(),
        BooleanTree::All(all) | BooleanTree::Any(all) => all.iter().flat_map(patterns).collect(),
    }
}
