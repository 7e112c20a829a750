//! Plans figure conditions, using value buckets to find candidate articles.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur};
use tantivy::schema::Field;

use super::number_range::{figures_in_range, range_buckets};
use super::{Included, Planner, all_of, all_terms, any_of, boolean, filter, term};
use crate::analysis::terms;
use crate::error::Result;
use crate::figure::Fact;
use crate::index::block_join::ArticlesWith;
use crate::index::schema::label;
use crate::index::schema::{AS_OF_FIRST, AS_OF_LAST};
use crate::index::value_buckets::{BucketCover, NumberKind, ValueBucket};
use crate::query::model::{
    BooleanTree, Condition, FigureConditions, NumberCondition, Party, Query, RangeSubject,
};
use crate::query::tantivy_ext::BoxedQuery;
use crate::query::tantivy_ext::bucket_range::BucketRangeQuery;

/// A property by which figures are left out of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The number is vague.
    Vague,
    /// A fact that the query tests is uncertain.
    Uncertain,
    /// The number is a rate.
    Rate,
}

impl LeftOut {
    /// All properties.
    pub const ALL: [Self; 3] = [Self::Vague, Self::Uncertain, Self::Rate];

    /// Returns the flag in `include` for these figures.
    pub const fn option(self, include: &mut Included) -> &mut bool {
        match self {
            Self::Vague => &mut include.vague,
            Self::Uncertain => &mut include.uncertain,
            Self::Rate => &mut include.rates,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Vague => label::VAGUE,
            Self::Uncertain => label::UNCERTAIN,
            Self::Rate => label::RATE,
        }
    }

    /// Returns whether these figures can be left out of the figures that meet `group`.
    fn concerns(self, group: &FigureConditions) -> bool {
        match self {
            Self::Vague => has_range(group),
            Self::Uncertain => group.mentions(&|condition| condition.fact().is_some()),
            Self::Rate => has_range(group) && !names_rate(group),
        }
    }
}

impl Planner<'_> {
    /// Returns the query for articles with a figure that meets `group`.
    pub(super) fn articles_with(&mut self, group: &FigureConditions) -> Result<BoxedQuery> {
        let figures = Box::new(ArticlesWith::new(
            self.reader.columns(),
            self.condition_figures(group)?,
        ));
        let of = &self.number_kinds(group);
        Ok(match group {
            BooleanTree::Leaf(Condition::Number(number)) if number.unit.is_none() => {
                self.by_buckets(number, of, figures)
            }
            _ => self.among_candidates(group, of, figures),
        })
    }

    /// Wraps `articles` in a faster query that finds most matches by value buckets alone. `articles` must match the
    /// articles with a figure that meets `number`.
    fn by_buckets(
        &self,
        number: &NumberCondition,
        of: &[NumberKind],
        articles: BoxedQuery,
    ) -> BoxedQuery {
        let Some(BucketCover { within, at_ends }) =
            range_buckets(&number.range, self.options.matching)
        else {
            return filter(articles);
        };
        filter(Box::new(BucketRangeQuery {
            within: self.in_buckets(number, of, within),
            at_ends: self.in_buckets(number, of, at_ends),
            exact: articles,
        }))
    }

    /// Returns the query for articles with a figure in one of the value buckets `sizes`.
    fn in_buckets(
        &self,
        number: &NumberCondition,
        of: &[NumberKind],
        sizes: Vec<ValueBucket>,
    ) -> BoxedQuery {
        let labels = labels(number, of, sizes.into_iter());
        any_of(
            labels
                .map(|label| term(self.fields.label, &label))
                .collect(),
        )
    }

    /// Returns the kinds of numbers that can meet `group`.
    fn number_kinds(&self, group: &FigureConditions) -> Vec<NumberKind> {
        let include = self.options.include;
        let either: &[bool] = &[false, true];
        let only = |included| if included { either } else { &either[..1] };
        let mut kinds = Vec::new();
        for &vague in only(include.vague) {
            for &uncertain in only(include.uncertain || self.is_negated()) {
                for &rate in only(include.rates || names_rate(group)) {
                    kinds.push(NumberKind {
                        vague,
                        uncertain,
                        rate,
                    });
                }
            }
        }
        kinds
    }

    /// Returns whether the part of the query that is being planned is negated.
    const fn is_negated(&self) -> bool {
        self.negations % 2 == 1
    }

    /// Returns the query for figures that meet `group`. If `group` has a range, vague figures and rates match only if
    /// the options or the conditions of `group` include them.
    pub fn condition_figures(&mut self, group: &FigureConditions) -> Result<BoxedQuery> {
        let matching = self.conditions(group)?;
        let without = [
            (self.options.include.vague, LeftOut::Vague),
            (self.options.include.rates, LeftOut::Rate),
        ];
        let without: Vec<_> = without
            .iter()
            .filter(|(included, kind)| !included && kind.concerns(group))
            .map(|(_, kind)| (Occur::MustNot, self.label(kind.label())))
            .collect();
        if without.is_empty() {
            return Ok(matching);
        }
        let clauses = std::iter::once((Occur::Must, matching)).chain(without);
        Ok(boolean(clauses.collect()))
    }

    fn conditions(&mut self, group: &FigureConditions) -> Result<BoxedQuery> {
        self.tree(
            group,
            &|planner, one| Ok(planner.condition(one)),
            label::FIGURE,
        )
    }

    /// Returns the query for articles whose figures of the given kind could change the result if they were included. It
    /// may also match some other articles. Returns `None` if there are no such figures.
    pub fn left_out_candidates(
        &mut self,
        query: &Query,
        kind: LeftOut,
    ) -> Result<Option<BoxedQuery>> {
        let as_it_is = self.options;
        *kind.option(&mut self.options.include) = true;
        let candidates = self.candidates_with(query, kind);
        self.options = as_it_is;
        candidates
    }

    fn candidates_with(&mut self, query: &Query, kind: LeftOut) -> Result<Option<BoxedQuery>> {
        let mut found = Vec::new();
        for group in query.figure_conditions(true) {
            if !kind.concerns(group) {
                continue;
            }
            let mut of = self.number_kinds(group);
            // The value buckets show whether a number is vague, a rate, or has an uncertain measure.
            let is_in_buckets: Option<fn(&NumberKind) -> bool> = match kind {
                LeftOut::Vague => Some(|number| number.vague),
                LeftOut::Rate => Some(|number| number.rate),
                LeftOut::Uncertain if is_measure_range(group) => Some(|number| number.uncertain),
                LeftOut::Uncertain => None,
            };
            if let Some(wanted) = is_in_buckets {
                of.retain(wanted);
                if !self.may_have(group, &of)? {
                    continue;
                }
            }
            let figures = vec![self.conditions(group)?, self.label(kind.label())];
            let articles = Box::new(ArticlesWith::new(self.reader.columns(), all_of(figures)));
            found.push(self.among_candidates(group, &of, articles));
        }
        Ok((!found.is_empty()).then(|| any_of(found)))
    }

    /// Returns whether the index may contain figures of the kinds `of` that meet a range in `group`, according to their
    /// value buckets.
    fn may_have(&self, group: &FigureConditions, of: &[NumberKind]) -> Result<bool> {
        let number = match group {
            BooleanTree::Leaf(Condition::Number(number)) => number,
            BooleanTree::Leaf(_) => return Ok(false),
            // A figure in any bucket may be outside the negated range.
            BooleanTree::Not(_) => return Ok(true),
            BooleanTree::All(all) | BooleanTree::Any(all) => {
                let mut each = all.iter().map(|one| self.may_have(one, of));
                return each
                    .find(|one| !matches!(one, Ok(false)))
                    .unwrap_or(Ok(false));
            }
        };
        let Some(buckets) = range_buckets(&number.range, self.options.matching) else {
            return Ok(true);
        };
        for label in labels(number, of, buckets.all()) {
            let term = Term::from_field_text(self.fields.label, &label);
            let found = self.searcher.doc_freq(&term);
            if found.map_err(self.reader.failed())? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the query for figures with at least one uncertain fact.
    pub fn uncertain_figures(&self) -> BoxedQuery {
        self.label(LeftOut::Uncertain.label())
    }

    /// Restricts `articles` to articles with a figure in the value buckets of `group`. The matches stay the same, but
    /// fewer articles have to be tested.
    fn among_candidates(
        &self,
        group: &FigureConditions,
        of: &[NumberKind],
        articles: BoxedQuery,
    ) -> BoxedQuery {
        let clauses = self.candidates(group, of).into_iter().chain([articles]);
        filter(all_of(clauses.collect()))
    }

    /// Returns the query for articles with a figure in the value buckets of `group`, or `None` if `group` rules out no
    /// bucket.
    fn candidates(&self, group: &FigureConditions, of: &[NumberKind]) -> Option<BoxedQuery> {
        match group {
            BooleanTree::Leaf(Condition::Number(number)) => {
                let sizes = range_buckets(&number.range, self.options.matching)?.all();
                Some(self.in_buckets(number, of, sizes.collect()))
            }
            BooleanTree::Leaf(_) | BooleanTree::Not(_) => None,
            BooleanTree::All(all) => {
                let each = all.iter().filter_map(|one| self.candidates(one, of));
                let each: Vec<_> = each.collect();
                (!each.is_empty()).then(|| all_of(each))
            }
            BooleanTree::Any(any) => {
                let each = any.iter().map(|one| self.candidates(one, of));
                each.collect::<Option<_>>().map(any_of)
            }
        }
    }

    /// Returns the query for figures that meet `condition`. Unless the options include uncertain facts, the fact that
    /// the condition tests must be certain. A negated condition also leaves out figures that may meet it.
    fn condition(&mut self, condition: &Condition) -> BoxedQuery {
        let matching = self.any_condition(condition);
        match condition.fact() {
            Some(fact) => self.certain(fact, matching),
            None => matching,
        }
    }

    /// Returns the query for the figures that match `figures` and whose `fact` is certain. Returns `figures` if the
    /// options include uncertain facts, or inside a negation.
    pub(super) fn certain(&self, fact: Fact, figures: BoxedQuery) -> BoxedQuery {
        if self.options.include.uncertain || self.is_negated() {
            return figures;
        }
        let uncertain = self.label(&label::uncertain(fact));
        boolean(vec![(Occur::Must, figures), (Occur::MustNot, uncertain)])
    }

    fn any_condition(&mut self, condition: &Condition) -> BoxedQuery {
        match condition {
            Condition::Number(number) => self.number(number),
            Condition::Counted(name) => {
                all_terms(self.fields.counted, &terms(&mut self.names, name))
            }
            Condition::Whose(party) => self.party(self.fields.whose, party, label::WHOSE_NOBODY),
            Condition::By(party) => self.party(self.fields.source, party, label::BY_NOBODY),
            Condition::Bound(bound) => self.label(&label::bound(*bound)),
            Condition::Scope(scope) => self.label(&label::scope(*scope)),
            Condition::Stance(stance) => self.label(&label::stance(*stance)),
            Condition::AsOf(range) => self.days(AS_OF_FIRST, AS_OF_LAST, range),
            Condition::Rate(None) => self.label(label::RATE),
            Condition::Rate(Some(unit)) => {
                all_terms(self.fields.rate, &terms(&mut self.names, unit))
            }
        }
    }

    fn party(&mut self, field: Field, party: &Party, nobody: &str) -> BoxedQuery {
        match party {
            Party::Named(name) => all_terms(field, &terms(&mut self.names, name)),
            Party::Unknown => self.label(nobody),
        }
    }

    fn number(&self, number: &NumberCondition) -> BoxedQuery {
        let labelled = |label: &str| self.label(label);
        let mut clauses = vec![match number.subject {
            RangeSubject::Figure => self.label(label::FIGURE),
            RangeSubject::Measure(measure) => self.label(&label::measure(measure)),
        }];
        let unit = number.unit.as_deref();
        clauses.extend(unit.map(|unit| self.label(&label::unit(unit))));
        clauses.extend(figures_in_range(
            self.reader.columns(),
            &number.range,
            self.options.matching,
            &labelled,
        ));
        Box::new(BooleanQuery::intersection(clauses))
    }
}

/// Returns whether a group is a single range of a measure.
fn is_measure_range(group: &FigureConditions) -> bool {
    matches!(
        group,
        BooleanTree::Leaf(Condition::Number(NumberCondition {
            subject: RangeSubject::Measure(_),
            ..
        }))
    )
}

/// Returns the index labels of the value buckets `sizes`, for the measure of `number` and the kinds in `of`.
fn labels(
    number: &NumberCondition,
    of: &[NumberKind],
    sizes: impl Iterator<Item = ValueBucket>,
) -> impl Iterator<Item = String> {
    let measure = match number.subject {
        RangeSubject::Figure => None,
        RangeSubject::Measure(measure) => Some(measure),
    };
    sizes.flat_map(move |size| {
        of.iter()
            .map(move |kind| label::magnitude(measure, *kind, size))
    })
}

/// Returns whether a condition in `group` asks for rates.
pub fn names_rate(group: &FigureConditions) -> bool {
    group.mentions(&|condition| matches!(condition, Condition::Rate(_)))
}

fn has_range(group: &FigureConditions) -> bool {
    group.mentions(&|condition| match condition {
        Condition::Number(number) => number.range.low.is_some() || number.range.high.is_some(),
        _ => false,
    })
}
