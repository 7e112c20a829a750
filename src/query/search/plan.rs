//! A query value to tantivy's queries.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery,
    Query as TantivyQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TextAnalyzer;

use super::column::Overlaps;
use super::excluded::Excluded;
use super::expand::{self, Expansion};
use super::near::{NearQuery, Phrase};
use crate::error::Result;
use crate::index::Reader;
use crate::index::analysis::{self, terms};
use crate::index::block::ArticlesWith;
use crate::index::schema::{Fields, label};
use crate::query::model::{
    Condition, DateRange, End, Group, Leaf, Near, Number, NumberRange, Party, Pattern, Property,
    Query, Subject, TextScope, Tree,
};

/// How much a word in the headline weighs beside one in the text.
const TITLE: f32 = 2.0;

type Boxed = Box<dyn TantivyQuery>;

/// How a query is to be read where there is a choice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Whether "dozens" counts as a number.
    pub vague: bool,
    /// What a date's condition comes to, where it is not to be looked up.
    pub dates: Option<bool>,
}

/// Turns queries into those of tantivy.
pub struct Planner<'a> {
    reader: &'a Reader,
    fields: &'a Fields,
    reading: Reading,
    text: TextAnalyzer,
    names: TextAnalyzer,
    outlets: TextAnalyzer,
    parts: TextAnalyzer,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

impl<'a> Planner<'a> {
    /// A planner for queries over `reader`.
    pub fn new(reader: &'a Reader, reading: Reading) -> Self {
        let analyzers = analysis::analyzers();
        let named = |name: &str| analyzers.get(name).unwrap_or_default();
        Self {
            reader,
            fields: reader.fields(),
            reading,
            text: analysis::query_text(),
            names: named(analysis::NAMES),
            outlets: named(analysis::OUTLET),
            parts: named(analysis::PARTS),
            warnings: Vec::new(),
        }
    }

    /// The articles that `query` asks for.
    pub fn articles(&mut self, query: &Query) -> Result<Boxed> {
        self.tree(query, &Self::leaf, label::ARTICLE)
    }

    /// The figures that `group` asks for.
    pub fn figures(&mut self, group: &Group) -> Result<Boxed> {
        let met = self.tree(
            group,
            &|planner, one| Ok(planner.condition(one)),
            label::FIGURE,
        )?;
        if self.reading.vague || !has_range(group) {
            return Ok(met);
        }
        Ok(boolean(vec![
            (Occur::Must, met),
            (Occur::MustNot, self.label(label::VAGUE)),
        ]))
    }

    fn tree<L>(
        &mut self,
        tree: &Tree<L>,
        leaf: &impl Fn(&mut Self, &L) -> Result<Boxed>,
        every: &str,
    ) -> Result<Boxed> {
        match tree {
            Tree::Leaf(one) => leaf(self, one),
            Tree::Not(one) => {
                let one = self.tree(one, leaf, every)?;
                Ok(boolean(vec![
                    (Occur::Must, self.every(every)),
                    (Occur::MustNot, Box::new(Excluded(one))),
                ]))
            }
            Tree::Any(all) => {
                let any: Result<_> = all
                    .iter()
                    .map(|one| Ok((Occur::Should, self.tree(one, leaf, every)?)))
                    .collect();
                Ok(boolean(any?))
            }
            Tree::All(all) => self.all(all, leaf, every),
        }
    }

    fn all<L>(
        &mut self,
        all: &[Tree<L>],
        leaf: &impl Fn(&mut Self, &L) -> Result<Boxed>,
        every: &str,
    ) -> Result<Boxed> {
        let mut clauses = Vec::new();
        for one in all {
            clauses.push(match one {
                Tree::Not(not) => {
                    let excluded = Excluded(self.tree(not, leaf, every)?);
                    (Occur::MustNot, Box::new(excluded) as Boxed)
                }
                _ => (Occur::Must, self.tree(one, leaf, every)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.every(every)));
        }
        Ok(boolean(clauses))
    }

    fn every(&self, every: &str) -> Boxed {
        self.label(every)
    }

    fn label(&self, label: &str) -> Boxed {
        filter(term(self.fields.label, label))
    }

    fn leaf(&mut self, leaf: &Leaf) -> Result<Boxed> {
        Ok(match leaf {
            Leaf::Every => self.every(label::ARTICLE),
            Leaf::Text(scope, pattern) => self.pattern(*scope, pattern)?,
            Leaf::Near(near) => self.near(near)?,
            Leaf::Same(all) => self.same(all)?,
            Leaf::Outlet(name) => all_terms(self.fields.outlet, &terms(&mut self.outlets, name)),
            Leaf::Author(name) => all_terms(self.fields.author, &terms(&mut self.names, name)),
            Leaf::Language(code) => self.label(&label::language(code)),
            Leaf::Id(id) => filter(term(self.fields.id, id)),
            Leaf::Path(part) => filter(phrase(self.fields.path, &terms(&mut self.parts, part), 0)),
            Leaf::Url(part) => filter(phrase(self.fields.url, &terms(&mut self.parts, part), 0)),
            Leaf::Site(domain) => filter(term(self.fields.site, &domain.to_lowercase())),
            Leaf::Date(range) => self.date(range),
            Leaf::Has(property) => self.label(&label::has(word_of(*property))),
            Leaf::Figure(group) => filter(Box::new(ArticlesWith::new(self.figures(group)?))),
        })
    }

    fn date(&self, range: &DateRange) -> Boxed {
        match self.reading.dates {
            Some(true) => self.every(label::ARTICLE),
            Some(false) => Box::new(EmptyQuery),
            None => filter(days("first_day", "last_day", range)),
        }
    }

    fn text_fields(&self, scope: TextScope) -> Vec<(Field, Option<f32>)> {
        let title = (self.fields.title, Some(TITLE));
        match scope {
            TextScope::Anywhere => vec![title, (self.fields.body, None)],
            TextScope::Title => vec![title],
        }
    }

    /// The same in each field of the scope; where it stands in several, its scores add up.
    fn in_fields(&self, scope: TextScope, query: impl Fn(Field) -> Boxed) -> Boxed {
        let of = |(field, boost)| {
            let query = query(field);
            match boost {
                Some(boost) => Box::new(BoostQuery::new(query, boost)) as Boxed,
                None => query,
            }
        };
        any(self.text_fields(scope).into_iter().map(of).collect())
    }

    fn pattern(&mut self, scope: TextScope, pattern: &Pattern) -> Result<Boxed> {
        match pattern {
            Pattern::Word(word) => {
                let terms = terms(&mut self.text, word);
                Ok(self.in_fields(scope, |field| phrase(field, &terms, 0)))
            }
            Pattern::Phrase { text, slop } => {
                let terms = terms(&mut self.text, text);
                Ok(self.in_fields(scope, |field| phrase(field, &terms, *slop)))
            }
            Pattern::Wildcard(_) | Pattern::Fuzzy { .. } => {
                let words = self.expand(pattern)?;
                let stems = self.stems(&words);
                let of = |field| any(stems.iter().map(|stem| term(field, stem)).collect());
                Ok(self.in_fields(scope, of))
            }
        }
    }

    fn expand(&mut self, pattern: &Pattern) -> Result<Vec<String>> {
        let Expansion { words, cut } =
            expand::expand(self.reader, pattern).map_err(self.reader.failed())?;
        if cut {
            let shown = Tree::Leaf(Leaf::Text(TextScope::Anywhere, pattern.clone()));
            self.warnings.push(format!(
                "`{shown}` stands for more words than are looked up: only the first {} were",
                words.len()
            ));
        }
        Ok(words)
    }

    fn stems(&mut self, words: &[String]) -> Vec<String> {
        let mut stems: Vec<_> = words
            .iter()
            .flat_map(|word| terms(&mut self.text, word))
            .map(|(_, stem)| stem)
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    fn near(&mut self, near: &Near) -> Result<Boxed> {
        let left = self.alternatives(&near.left)?;
        let right = self.alternatives(&near.right)?;
        if left.is_empty() || right.is_empty() {
            return Ok(Box::new(EmptyQuery));
        }
        let terms = |field: Field, phrase: &[(u32, Vec<String>)]| -> Phrase {
            let of = |(at, words): &(u32, Vec<String>)| {
                (
                    *at,
                    words
                        .iter()
                        .map(|w| Term::from_field_text(field, w))
                        .collect(),
                )
            };
            phrase.iter().map(of).collect()
        };
        Ok(self.in_fields(near.scope, |field| {
            let phrases = [terms(field, &left), terms(field, &right)];
            Box::new(NearQuery {
                field,
                phrases,
                distance: near.distance,
            })
        }))
    }

    /// All of these words in one article.
    fn same(&mut self, all: &[Vec<Pattern>]) -> Result<Boxed> {
        let mut clauses = Vec::new();
        for alternatives in all {
            let found = alternatives
                .iter()
                .map(|pattern| self.pattern(TextScope::Anywhere, pattern));
            clauses.push((Occur::Must, any(found.collect::<Result<_>>()?)));
        }
        Ok(boolean(clauses))
    }

    /// The words of a pattern, with all that may stand in their places.
    fn alternatives(&mut self, pattern: &Pattern) -> Result<Vec<(u32, Vec<String>)>> {
        let text = match pattern {
            Pattern::Word(text) | Pattern::Phrase { text, .. } => text,
            Pattern::Wildcard(_) | Pattern::Fuzzy { .. } => {
                let words = self.expand(pattern)?;
                let stems = self.stems(&words);
                return Ok(if stems.is_empty() {
                    Vec::new()
                } else {
                    vec![(0, stems)]
                });
            }
        };
        let terms = terms(&mut self.text, text);
        let first = terms.first().map_or(0, |(at, _)| *at);
        Ok(terms
            .into_iter()
            .map(|(at, term)| ((at - first) as u32, vec![term]))
            .collect())
    }

    fn condition(&mut self, condition: &Condition) -> Boxed {
        match condition {
            Condition::Number(number) => self.number(number),
            Condition::Counted(name) => {
                all_terms(self.fields.counted, &terms(&mut self.names, name))
            }
            Condition::Whose(party) => self.party(self.fields.whose, party, label::WHOSE_NOBODY),
            Condition::By(party) => self.party(self.fields.claimant, party, label::BY_NOBODY),
            Condition::Bound(bound) => self.label(&label::bound(*bound)),
            Condition::Scope(scope) => self.label(&label::scope(*scope)),
            Condition::Stance(stance) => self.label(&label::stance(*stance)),
            Condition::AsOf(range) => days("as_of_first", "as_of_last", range),
        }
    }

    fn party(&mut self, field: Field, party: &Party, nobody: &str) -> Boxed {
        match party {
            Party::Named(name) => all_terms(field, &terms(&mut self.names, name)),
            Party::Unknown => self.label(nobody),
        }
    }

    fn number(&self, number: &Number) -> Boxed {
        let mut clauses = vec![match number.subject {
            Subject::Figure => self.label(label::FIGURE),
            Subject::Measure(measure) => self.label(&label::measure(measure)),
        }];
        clauses.extend(
            number
                .unit
                .as_deref()
                .map(|unit| self.label(&label::unit(unit))),
        );
        clauses.extend(numbers(&number.range));
        boolean(
            clauses
                .into_iter()
                .map(|clause| (Occur::Must, clause))
                .collect(),
        )
    }
}

fn has_range(group: &Group) -> bool {
    group.mentions(&|condition| match condition {
        Condition::Number(number) => number.range.low.is_some() || number.range.high.is_some(),
        _ => false,
    })
}

/// Figures whose stated number overlaps `range`.
fn numbers(range: &NumberRange) -> Option<Boxed> {
    if range.low.is_none() && range.high.is_none() {
        return None;
    }
    // "More than 5" is the number just above 5: `>5` reaches it, and `5`, `>=5` and `5..` take it in.
    let low = |end: End| {
        if end.inclusive {
            end.value.next_down()
        } else {
            end.value.next_up()
        }
    };
    let high = |end: End| {
        if end.inclusive {
            end.value.next_up()
        } else {
            end.value.next_down()
        }
    };
    let (from, to) = (
        range.low.map_or(f64::NEG_INFINITY, low),
        range.high.map_or(f64::INFINITY, high),
    );
    Some(Box::new(Overlaps {
        low: "low",
        high: "high",
        from,
        to,
    }))
}

fn days(low: &'static str, high: &'static str, range: &DateRange) -> Boxed {
    let from = range.from.map_or(i64::MIN, |date| date.days().0);
    let to = range.to.map_or(i64::MAX, |date| date.days().1);
    Box::new(Overlaps {
        low,
        high,
        from,
        to,
    })
}

fn word_of(property: Property) -> &'static str {
    match property {
        Property::Figure => "figure",
        Property::Date => "date",
        Property::Outlet => "outlet",
        Property::Title => "title",
        Property::Author => "author",
        Property::Url => "url",
    }
}

fn boolean(clauses: Vec<(Occur, Boxed)>) -> Boxed {
    Box::new(BooleanQuery::new(clauses))
}

fn any(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => boolean(
            queries
                .into_iter()
                .map(|query| (Occur::Should, query))
                .collect(),
        ),
    }
}

/// What decides and does not weigh.
fn filter(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn term(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    ))
}

fn all_terms(field: Field, terms: &[(usize, String)]) -> Boxed {
    if terms.is_empty() {
        return Box::new(EmptyQuery);
    }
    filter(boolean(
        terms
            .iter()
            .map(|(_, text)| (Occur::Must, term(field, text)))
            .collect(),
    ))
}

/// Terms in their order. A word that is several of them ("well-known") is looked up so, too.
fn phrase(field: Field, terms: &[(usize, String)], slop: u32) -> Boxed {
    match terms {
        [] => Box::new(EmptyQuery),
        [(_, only)] => term(field, only),
        _ => {
            let first = terms.iter().map(|(at, _)| *at).min().unwrap_or(0);
            let terms = terms
                .iter()
                .map(|(at, text)| (at - first, Term::from_field_text(field, text)));
            Box::new(PhraseQuery::new_with_offset_and_slop(terms.collect(), slop))
        }
    }
}
