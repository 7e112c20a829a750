//! The starting point of `search repeats`: a number, or the figures of an article.

use rustc_hash::FxHashSet;

use super::{Figures, SharedFigure};
use crate::date::Today;
use crate::error::Result;
use crate::figure::{Figure, extract};
use crate::query::language::parse;
use crate::query::model::{
    BooleanTree, Condition, Leaf, NumberCondition, NumberRange, Query, RangeEnd, RangeSubject,
};

/// The starting point of a trace.
#[derive(Clone, Debug)]
pub enum TraceTarget {
    /// All figures with a given number.
    Number(NumberCondition),
    /// The figures of an article, and figures of other articles that state the same numbers.
    Article {
        /// The numbers of the article's figures.
        numbers: Vec<NumberCondition>,
        /// The tie order of the article, which identifies it.
        order: u64,
    },
}

impl TraceTarget {
    /// Parses a number in query syntax ("9,861", "$2.3bn") or in running text ("more than 5,300", "7,000 to 15,000").
    /// Returns `None` if `text` is not exactly one number.
    pub fn number(text: &str, today: Today) -> Option<Self> {
        if let Ok(parsed) = parse(&format!("figure:{text}"), today)
            && parsed.warnings.is_empty()
            && let BooleanTree::Leaf(Leaf::Figure(BooleanTree::Leaf(Condition::Number(number)))) =
                parsed.query
            && number.range.low.is_some()
            && number.range.high.is_some()
        {
            return Some(Self::Number(number));
        }
        match extract(text).as_slice() {
            [figure] if !figure.vague && text.trim().len() == figure.end - figure.start => {
                Some(Self::Number(number_of(figure)))
            }
            _ => None,
        }
    }

    /// Creates a target for `figures`, which belong to the article with the tie order `order`. Returns `None` if there
    /// are no figures.
    pub fn figures<'a>(figures: impl Iterator<Item = &'a Figure>, order: u64) -> Option<Self> {
        let numbers: Vec<_> = figures.map(number_of).collect();
        (!numbers.is_empty()).then_some(Self::Article { numbers, order })
    }

    /// Returns the query for all figures that may be part of the trace.
    pub fn query(&self) -> Query {
        let term_role = |number: &NumberCondition| {
            BooleanTree::Leaf(Leaf::Figure(BooleanTree::Leaf(Condition::Number(
                number.clone(),
            ))))
        };
        match self {
            Self::Number(number) => term_role(number),
            Self::Article { numbers, .. } => {
                let any = Query::any_of(numbers.iter().map(term_role).collect());
                any.unwrap_or(BooleanTree::Any(Vec::new()))
            }
        }
    }
}

/// Returns a condition on the number and the unit of a figure. The measure is left out, because other articles may not
/// state it.
fn number_of(figure: &Figure) -> NumberCondition {
    let (low, high) = figure.stated();
    let end = |value| {
        Some(RangeEnd {
            value,
            inclusive: true,
        })
    };
    NumberCondition {
        subject: RangeSubject::Figure,
        range: NumberRange {
            low: end(low),
            high: end(high),
        },
        unit: figure.unit.clone(),
    }
}

impl Figures<'_> {
    /// Returns the shared figures that `traced` selects, sorted by number of articles, highest first. `self` must
    /// contain the figures that match `traced.query()`.
    pub fn traced(&self, traced: &TraceTarget) -> Result<Vec<SharedFigure>> {
        let mut repeated = self.repeated()?;
        let bits = |(low, high): (f64, f64)| (low.to_bits(), high.to_bits());
        let ends = |number: &NumberCondition| {
            let value = |end: Option<RangeEnd>| end.map(|end| end.value).unwrap_or_default();
            bits((value(number.range.low), value(number.range.high)))
        };
        match traced {
            // A stated range that merely contains the number is a different figure.
            TraceTarget::Number(number) => repeated.retain(|one| bits(one.numbers) == ends(number)),
            TraceTarget::Article { numbers, order } => {
                let wanted: FxHashSet<_> = numbers
                    .iter()
                    .map(|number| (ends(number), number.unit.as_deref()))
                    .collect();
                let own = self.of_article(*order)?;
                repeated.retain(|one| {
                    wanted.contains(&(bits(one.numbers), one.unit.as_deref()))
                        && one.places.iter().any(|nth| own.contains(nth))
                });
            }
        }
        Ok(repeated)
    }
}
