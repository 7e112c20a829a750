//! Plans figure conditions, using value buckets to find candidate articles.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur};
use tantivy::schema::Field;

use super::number_range::{figures_in_range, range_buckets};
use super::{Planner, all_of, all_terms, any_of, boolean, days, filter, term};
use crate::analysis::terms;
use crate::error::Result;
use crate::index::block_join::ArticlesWith;
use crate::index::schema::label;
use crate::index::value_buckets::{BucketCover, ValueBucket};
use crate::query::model::{
    BooleanTree, Condition, FigureConditions, NumberCondition, Party, Query, RangeSubject,
};
use crate::query::tantivy_ext::BoxedQuery;
use crate::query::tantivy_ext::bucket_range::BucketRangeQuery;

/// The kind of numbers whose value buckets are looked up.
#[derive(Clone, Copy, PartialEq)]
enum NumberKind {
    /// Numbers that are not vague.
    Plain,
    /// Vague numbers.
    Vague,
}

impl Planner<'_> {
    /// Returns the query for articles with a figure that meets `group`.
    pub(super) fn articles_with(&mut self, group: &FigureConditions) -> Result<BoxedQuery> {
        let figures = Box::new(ArticlesWith::new(self.condition_figures(group)?));
        let of: &[_] = if self.options.vague {
            &[NumberKind::Plain, NumberKind::Vague]
        } else {
            &[NumberKind::Plain]
        };
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

    /// Returns the query for figures that meet `group`. If `group` has a range, vague figures match only if
    /// `options.vague` is set.
    pub fn condition_figures(&mut self, group: &FigureConditions) -> Result<BoxedQuery> {
        let matching = self.conditions(group)?;
        if self.options.vague || !has_range(group) {
            return Ok(matching);
        }
        Ok(boolean(vec![
            (Occur::Must, matching),
            (Occur::MustNot, self.label(label::VAGUE)),
        ]))
    }

    fn conditions(&mut self, group: &FigureConditions) -> Result<BoxedQuery> {
        self.tree(
            group,
            &|planner, one| Ok(planner.condition(one)),
            label::FIGURE,
        )
    }

    /// Returns the query for articles whose vague figures could change the result if they were allowed to match ranges.
    /// It may also match some other articles. Returns `None` if there are no such figures.
    pub fn vague_candidates(&mut self, query: &Query) -> Result<Option<BoxedQuery>> {
        let mut found = Vec::new();
        for group in query.figure_conditions(true) {
            if !has_range(group) || !self.may_have_vague(group)? {
                continue;
            }
            let vague = vec![self.conditions(group)?, self.label(label::VAGUE)];
            let articles = Box::new(ArticlesWith::new(all_of(vague)));
            found.push(self.among_candidates(group, &[NumberKind::Vague], articles));
        }
        Ok((!found.is_empty()).then(|| any_of(found)))
    }

    /// Returns whether the index may contain vague figures that meet a range in `group`, according to their value
    /// buckets.
    fn may_have_vague(&self, group: &FigureConditions) -> Result<bool> {
        let number = match group {
            BooleanTree::Leaf(Condition::Number(number)) => number,
            BooleanTree::Leaf(_) => return Ok(false),
            // A vague figure in any bucket may be outside the negated range.
            BooleanTree::Not(_) => return Ok(true),
            BooleanTree::All(all) | BooleanTree::Any(all) => {
                let mut each = all.iter().map(|one| self.may_have_vague(one));
                return each
                    .find(|one| !matches!(one, Ok(false)))
                    .unwrap_or(Ok(false));
            }
        };
        let Some(buckets) = range_buckets(&number.range, self.options.matching) else {
            return Ok(true);
        };
        for label in labels(number, &[NumberKind::Vague], buckets.all()) {
            let term = Term::from_field_text(self.fields.label, &label);
            let found = self.searcher.doc_freq(&term);
            if found.map_err(self.reader.failed())? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
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

    fn condition(&mut self, condition: &Condition) -> BoxedQuery {
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
            Condition::AsOf(range) => days("as_of_first", "as_of_last", range),
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
            &number.range,
            self.options.matching,
            &labelled,
        ));
        Box::new(BooleanQuery::intersection(clauses))
    }
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
        let label =
            move |of: &NumberKind| label::magnitude(measure, *of == NumberKind::Vague, size);
        of.iter().map(label)
    })
}

fn has_range(group: &FigureConditions) -> bool {
    group.mentions(&|condition| match condition {
        Condition::Number(number) => number.range.low.is_some() || number.range.high.is_some(),
        _ => false,
    })
}
