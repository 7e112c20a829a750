//! Selects the figures that match a query, using only the stored articles. It implements the selection rules a second
//! time, but splits text into words with the analyzers of the index.

use std::collections::{BTreeSet, HashMap, HashSet};

use figured::analysis::{NAMES, TEXT, analyzers, query_names, query_text, terms};
use figured::figure::{Fact, Figure, Measure, Place, as_of_date, nation};
use figured::index::StoredArticle;
use figured::query::{
    BooleanTree, Condition, FigureConditions, Included, Leaf, NumberRange, Party, Pattern,
    Property, Query, RangeSubject, TextScope,
};

use crate::query::oracle::facts::Stated;

/// Words that select a measure. A word that selects neither a measure nor a nation nor a kind of person is about the
/// topic.
pub const MEASURES: &[(&str, Measure)] = &[
    ("killed", Measure::Killed),
    ("dead", Measure::Killed),
    ("wounded", Measure::Wounded),
    ("injured", Measure::Wounded),
    ("captured", Measure::Captured),
    ("bodies", Measure::Bodies),
    ("percent", Measure::Percent),
];
pub const NATIONS: &[(&str, &str)] = &[
    ("russian", "russia"),
    ("Ukraine", "ukraine"),
    ("ukrainian", "ukraine"),
];

/// Words that mean soldiers.
const SOLDIERS: &[&str] = &[
    "soldiers",
    "troops",
    "servicemen",
    "military",
    "fighters",
    "personnel",
    "militants",
    "soldier",
    "forces",
    "marines",
    "conscripts",
    "reservists",
];

/// The terms of a string, each with its positions.
type Terms = HashMap<String, HashSet<usize>>;

/// An article.
pub struct Article {
    pub record: StoredArticle,
    title: Terms,
    body: Terms,
    figures: Vec<Of>,
}

/// The properties of a figure.
struct Of {
    sentence: Terms,
    /// The terms of the counted noun, the owner and the source.
    names: [Terms; 3],
    stated: Stated,
    nation: Option<&'static str>,
    /// The kind of people that the figure counts.
    kind: Option<&'static str>,
}

fn terms_of(analyzer: &str, text: &str) -> Terms {
    let mut found = Terms::new();
    for (at, term) in terms(&mut analyzers().get(analyzer).unwrap(), text) {
        found.entry(term).or_default().insert(at);
    }
    found
}

impl Article {
    pub fn new(record: StoredArticle) -> Self {
        let title = record.article.title.as_ref().map_or("", |t| &t.value);
        let of = |figure: &Figure| {
            let names = [&figure.counted, &figure.whose, &figure.source];
            Of {
                sentence: match figure.place {
                    Place::Body => terms_of(TEXT, &record.article.body[figure.sentence.as_range()]),
                    Place::Title => Terms::new(),
                },
                names: names.map(|name| terms_of(NAMES, name.as_deref().unwrap_or_default())),
                stated: Stated::of(figure),
                nation: figure.whose.as_deref().and_then(nation),
                kind: figure.counted.as_deref().and_then(kind_of),
            }
        };
        Self {
            title: terms_of(TEXT, title),
            body: terms_of(TEXT, &record.article.body),
            figures: record.figures.iter().map(of).collect(),
            record,
        }
    }

    /// Returns the lowest and highest number of a figure.
    pub fn numbers(&self, nth: usize) -> (f64, f64) {
        let Stated { low, high, .. } = self.figures[nth].stated;
        (low, high)
    }

    fn days(&self) -> Option<(i64, i64)> {
        let published = self.record.article.published.as_ref()?;
        Some(published.value.days())
    }

    /// Returns the index of the body figure that a headline figure duplicates, or `None` if there is none.
    fn twin(&self, nth: usize) -> Option<usize> {
        let (figures, one) = (&self.record.figures, &self.record.figures[nth]);
        let agree = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        let same = |other: usize| {
            let figure = &figures[other];
            let numbers = match (one.value, figure.value) {
                (None, None) => (one.low, one.high) == (figure.low, figure.high),
                (a, b) => a == b,
            };
            let measures = (
                one.measure.map(Measure::word),
                figure.measure.map(Measure::word),
            );
            numbers
                && figure.place == Place::Body
                && (&one.unit, one.change) == (&figure.unit, figure.change)
                && agree(measures.0, measures.1)
                && agree(self.figures[nth].nation, self.figures[other].nation)
        };
        (0..figures.len()).find(|&other| one.place == Place::Title && same(other))
    }
}

/// A query and the figures that it includes.
pub struct Scan<'a> {
    pub query: &'a Query,
    pub include: Included,
}

impl Scan<'_> {
    /// Returns the indices of an article's matching figures.
    pub fn figures(&self, article: &Article) -> BTreeSet<usize> {
        let named = names_figures(self.query);
        let sought = sought(self.query);
        let means = |nth: &usize| {
            let own = |pattern: &&Pattern| own(pattern, article, *nth);
            self.row(self.query, named, article, *nth, false)
                && (named || sought.is_empty() || sought.iter().any(own))
        };
        let mut all: BTreeSet<_> = (0..article.figures.len()).filter(means).collect();
        let again = |nth: &usize| article.twin(*nth).is_some_and(|twin| all.contains(&twin));
        let again: Vec<_> = all.iter().copied().filter(again).collect();
        all.retain(|nth| !again.contains(nth));
        all
    }

    /// Returns whether a figure matches `query`. `negated` states whether `query` is inside a negation.
    fn row(
        &self,
        query: &Query,
        named: bool,
        article: &Article,
        nth: usize,
        negated: bool,
    ) -> bool {
        let row = |one: &Query| self.row(one, named, article, nth, negated);
        match query {
            BooleanTree::Leaf(Leaf::Figure(group)) => self.meets(group, article, nth, negated),
            BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, pattern)) => {
                self.asked_of(pattern, named, article, nth, negated)
            }
            BooleanTree::Leaf(_) => self.article(query, article, negated),
            BooleanTree::Any(any) => any.iter().any(row),
            BooleanTree::Not(not) => !self.denied(not, named, article, nth, !negated),
            BooleanTree::All(all) => {
                let is_group = |one: &&Query| matches!(one, BooleanTree::Leaf(Leaf::Figure(_)));
                let (groups, others): (Vec<&Query>, Vec<&Query>) = all.iter().partition(is_group);
                let all_groups = || groups.iter().all(|one| self.article(one, article, negated));
                let any_group = || groups.iter().any(|one| row(one));
                (groups.is_empty() || all_groups() && any_group())
                    && others.iter().all(|one| row(one))
            }
        }
    }

    /// Returns whether a figure matches the operand of a negation. If the operand consists only of figure conditions,
    /// it applies to the figure itself, and otherwise to the figure's article.
    fn denied(
        &self,
        not: &Query,
        named: bool,
        article: &Article,
        nth: usize,
        negated: bool,
    ) -> bool {
        if not.mentions(&|leaf| !matches!(leaf, Leaf::Figure(_))) {
            self.article(not, article, negated)
        } else {
            self.row(not, named, article, nth, negated)
        }
    }

    fn article(&self, query: &Query, article: &Article, negated: bool) -> bool {
        match query {
            BooleanTree::All(all) => all.iter().all(|one| self.article(one, article, negated)),
            BooleanTree::Any(any) => any.iter().any(|one| self.article(one, article, negated)),
            BooleanTree::Not(one) => !self.article(one, article, !negated),
            BooleanTree::Leaf(Leaf::Every) => true,
            BooleanTree::Leaf(Leaf::Text(scope, pattern)) => {
                let anywhere = *scope == TextScope::Anywhere;
                has(&article.title, pattern) || anywhere && has(&article.body, pattern)
            }
            BooleanTree::Leaf(Leaf::Date(range)) => {
                let from = range.from.map_or(i64::MIN, |date| date.days().0);
                let to = range.to.map_or(i64::MAX, |date| date.days().1);
                article
                    .days()
                    .is_some_and(|(first, last)| first <= to && last >= from)
            }
            BooleanTree::Leaf(Leaf::Has(Property::Date)) => article.days().is_some(),
            BooleanTree::Leaf(Leaf::Figure(group)) => {
                (0..article.figures.len()).any(|nth| self.meets(group, article, nth, negated))
            }
            BooleanTree::Leaf(other) => unreachable!("{other:?} is not asked for"),
        }
    }

    fn meets(
        &self,
        group: &FigureConditions,
        article: &Article,
        nth: usize,
        negated: bool,
    ) -> bool {
        let ranged = group.mentions(&|condition| match condition {
            Condition::Number(number) => number.range.low.is_some() || number.range.high.is_some(),
            _ => false,
        });
        let rates = group.mentions(&|condition| matches!(condition, Condition::Rate(_)));
        let stated = &article.figures[nth].stated;
        let left_out = stated.vague && !self.include.vague
            || stated.rate.is_some() && !self.include.rates && !rates;
        !(ranged && left_out) && self.holds(group, article, nth, negated)
    }

    fn holds(
        &self,
        group: &FigureConditions,
        article: &Article,
        nth: usize,
        negated: bool,
    ) -> bool {
        let holds = |one: &FigureConditions| self.holds(one, article, nth, negated);
        match group {
            BooleanTree::All(all) => all.iter().all(holds),
            BooleanTree::Any(any) => any.iter().any(holds),
            BooleanTree::Not(one) => !self.holds(one, article, nth, !negated),
            BooleanTree::Leaf(condition) => {
                let holds = condition_holds(condition, article, nth);
                let uncertain =
                    fact_of(condition).is_some_and(|fact| self.is_uncertain(fact, article, nth));
                holds && (negated || !uncertain)
            }
        }
    }

    /// Returns whether conditions on a fact of a figure do not match because it is uncertain.
    fn is_uncertain(&self, fact: Fact, article: &Article, nth: usize) -> bool {
        !self.include.uncertain && article.figures[nth].stated.uncertain.contains(&fact)
    }

    /// Returns whether a figure has the property that a word or phrase selects.
    fn asked_of(
        &self,
        pattern: &Pattern,
        named: bool,
        article: &Article,
        nth: usize,
        negated: bool,
    ) -> bool {
        let figure = &article.record.figures[nth];
        let of = &article.figures[nth];
        let certain = |fact| negated || !self.is_uncertain(fact, article, nth);
        let word = word_of(pattern);
        if let Some(measure) = measure_of(word) {
            return figure.measure == Some(measure) && certain(Fact::Measure);
        }
        if let Some(nation) = nation_of(word) {
            let known = of.nation == Some(nation) && certain(Fact::Owner);
            let unknown = of.nation.is_none() || of.stated.uncertain.contains(&Fact::Owner);
            return known || unknown && in_context(pattern, article, nth);
        }
        if SOLDIERS.contains(&word) {
            return match of.kind {
                Some(kind) => kind == "soldiers",
                None => in_context(pattern, article, nth),
            };
        }
        if named && !is_people(word) {
            return has(&article.title, pattern) || has(&article.body, pattern);
        }
        in_context(pattern, article, nth)
    }
}

/// Returns the fact that a condition tests, if it can be uncertain.
fn fact_of(condition: &Condition) -> Option<Fact> {
    match condition {
        Condition::Number(number) => match number.subject {
            RangeSubject::Measure(_) => Some(Fact::Measure),
            RangeSubject::Figure => None,
        },
        Condition::Whose(_) => Some(Fact::Owner),
        Condition::By(_) => Some(Fact::Source),
        Condition::Stance(_) => Some(Fact::Stance),
        Condition::AsOf(_) => Some(Fact::Time),
        _ => None,
    }
}

fn condition_holds(condition: &Condition, article: &Article, nth: usize) -> bool {
    let (figure, of) = (&article.record.figures[nth], &article.figures[nth]);
    let party = |party: &Party, name: &Option<String>, terms: &Terms| match party {
        Party::Named(wanted) => has_names(terms, wanted),
        Party::Unknown => name.is_none(),
    };
    match condition {
        Condition::Number(number) => {
            let subject = match number.subject {
                RangeSubject::Figure => true,
                RangeSubject::Measure(measure) => figure.measure == Some(measure),
            };
            let unit = number
                .unit
                .as_ref()
                .is_none_or(|unit| figure.unit.as_ref() == Some(unit));
            subject && unit && in_range(number.range, article.numbers(nth))
        }
        Condition::Counted(name) => has_names(&of.names[0], name),
        Condition::Whose(whose) => party(whose, &figure.whose, &of.names[1]),
        Condition::By(by) => party(by, &figure.source, &of.names[2]),
        Condition::Bound(bound) => figure.bound == *bound,
        Condition::Scope(scope) => figure.scope == Some(*scope),
        Condition::Stance(stance) => figure.stance == *stance,
        Condition::Rate(None) => figure.rate.is_some(),
        Condition::Rate(Some(unit)) => figure.rate.as_ref() == Some(unit),
        Condition::AsOf(range) => {
            let from = range.from.map_or(i64::MIN, |date| date.days().0);
            let to = range.to.map_or(i64::MAX, |date| date.days().1);
            let days = as_of_days(&article.record, figure);
            days.is_some_and(|(first, last)| first <= to && last >= from)
        }
    }
}

/// Returns the period to which a figure refers, or `None` if its words do not state one. A period that starts with
/// "since" ends on the date of the article.
pub fn as_of_days(record: &StoredArticle, figure: &Figure) -> Option<(i64, i64)> {
    let published = record.article.published.as_ref().map(|date| date.value);
    let words = figure.as_of.as_deref()?;
    let (first, last) = as_of_date(words, published)?.days();
    let told = published.filter(|_| words.to_lowercase().starts_with("since "));
    Some((first, told.map_or(last, |told| last.max(told.days().1))))
}

fn in_range(range: NumberRange, (low, high): (f64, f64)) -> bool {
    // An inclusive end includes the next float, because "more than 5" is represented by the float after 5.
    let from = range.low.map_or(f64::NEG_INFINITY, |end| {
        if end.inclusive {
            end.value.next_down()
        } else {
            end.value.next_up()
        }
    });
    let to = range.high.map_or(f64::INFINITY, |end| {
        if end.inclusive {
            end.value.next_up()
        } else {
            end.value.next_down()
        }
    });
    low <= to && high >= from
}

/// Returns whether the pattern occurs in the facts of a figure, in its sentence or in the headline.
fn in_context(pattern: &Pattern, article: &Article, nth: usize) -> bool {
    own(pattern, article, nth) || has(&article.title, pattern)
}

/// Returns whether the pattern occurs in the facts of a figure or in its sentence.
fn own(pattern: &Pattern, article: &Article, nth: usize) -> bool {
    let (figure, of) = (&article.record.figures[nth], &article.figures[nth]);
    let word = word_of(pattern);
    let in_names = || of.names.iter().any(|name| has_names(name, word));
    let in_facts = || {
        let measure = measure_of(word);
        let nation = nation_of(word);
        in_names()
            || measure.is_some() && figure.measure == measure
            || nation.is_some() && of.nation == nation
            || SOLDIERS.contains(&word) && of.kind == Some("soldiers")
    };
    let stands = match figure.place {
        Place::Body => has(&of.sentence, pattern),
        Place::Title => has(&article.title, pattern),
    };
    stands || matches!(pattern, Pattern::Word(_)) && in_facts()
}

fn word_of(pattern: &Pattern) -> &str {
    match pattern {
        Pattern::Word(word) => word,
        _ => "",
    }
}

fn measure_of(word: &str) -> Option<Measure> {
    let found = MEASURES.iter().find(|(known, _)| *known == word);
    found.map(|&(_, measure)| measure)
}

fn nation_of(word: &str) -> Option<&'static str> {
    let found = NATIONS.iter().find(|(known, _)| *known == word);
    found.map(|&(_, nation)| nation)
}

/// Returns the kind of people in a counted noun. Civilians take precedence over soldiers, because "military" and
/// "forces" may describe both.
fn kind_of(counted: &str) -> Option<&'static str> {
    let words: Vec<_> = counted.split_whitespace().map(str::to_lowercase).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let kinds: [(&str, &[&str]); 4] = [
        (
            "children",
            &[
                "child", "children", "kids", "babies", "infants", "baby", "toddlers",
            ],
        ),
        ("civilians", &["civilian", "civilians"]),
        ("women", &["woman", "women"]),
        ("soldiers", SOLDIERS),
    ];
    kinds
        .iter()
        .find(|(_, known)| has(known))
        .map(|(kind, _)| *kind)
}

/// Returns whether a word from the random queries refers to people.
fn is_people(word: &str) -> bool {
    ["soldiers", "people", "troops", "doctors", "army"].contains(&word)
}

/// Returns whether `text` contains the words of a pattern in order.
fn has(text: &Terms, pattern: &Pattern) -> bool {
    let (Pattern::Word(words)
    | Pattern::Phrase {
        text: words,
        slop: 0,
    }) = pattern
    else {
        unreachable!("{pattern:?} is not asked for");
    };
    let wanted = terms(&mut query_text(), words);
    let Some((first, term)) = wanted.first() else {
        return false;
    };
    let starts = text.get(term).into_iter().flatten();
    starts.into_iter().any(|start| {
        let stands = |(at, term): &(usize, String)| {
            text.get(term)
                .is_some_and(|places| places.contains(&(start + at - first)))
        };
        wanted.iter().all(stands)
    })
}

/// Returns whether `name` contains all of `words`.
fn has_names(name: &Terms, words: &str) -> bool {
    let wanted = terms(&mut query_names(), words);
    !wanted.is_empty() && wanted.iter().all(|(_, term)| name.contains_key(term))
}

/// Returns whether a query selects figures by a measure or a figure condition, or selects all figures.
fn names_figures(query: &Query) -> bool {
    match query {
        BooleanTree::Leaf(Leaf::Figure(_) | Leaf::Every) => true,
        BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, pattern)) => {
            measure_of(word_of(pattern)).is_some()
        }
        BooleanTree::Leaf(_) | BooleanTree::Not(_) => false,
        BooleanTree::All(all) => all.iter().any(names_figures),
        BooleanTree::Any(any) => any.iter().all(names_figures),
    }
}

/// Returns the words and phrases in a query that are not negated.
fn sought(query: &Query) -> Vec<&Pattern> {
    match query {
        BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, pattern)) => vec![pattern],
        BooleanTree::Leaf(_) | BooleanTree::Not(_) => Vec::new(),
        BooleanTree::All(all) | BooleanTree::Any(all) => all.iter().flat_map(sought).collect(),
    }
}
