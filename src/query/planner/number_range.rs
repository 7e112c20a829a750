//! Plans number ranges. A range matches a figure's number and bound in one of three ways ([`IntervalMatch`]).

use tantivy::query::{BooleanQuery, Occur};

use crate::figure::Bound;
use crate::index::columns::Columns;
use crate::index::schema::{HIGH, LOW, label};
use crate::index::value_buckets::BucketCover;
use crate::query::model::{NumberRange, RangeEnd};
use crate::query::tantivy_ext::BoxedQuery;
use crate::query::tantivy_ext::range_overlap::RangeOverlapQuery;

/// How a range matches a number with a bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IntervalMatch {
    /// Compares the stated number. "More than 5" counts as the next floating-point number above 5, and an inclusive end
    /// of a range includes the next floating-point number beyond it.
    #[default]
    Stated,
    /// Matches if any possible value is in the range. "More than 5" can be any number above 5, "fewer than 5" and
    /// "nearly 5" any number below.
    Possible,
    /// Matches if all possible values are in the range. If the range starts at 0 or below, the possible values of "at
    /// most", "less than" and "nearly" are assumed to start at 0, except for temperatures.
    Within,
}

/// Units of temperature, which can have negative values.
const BELOW_ZERO: &[&str] = &["celsius", "fahrenheit", "degree"];

/// Bounds with a lower and an upper end.
const CLOSED: &[Bound] = &[Bound::Exact, Bound::Approx, Bound::Range];
/// Bounds without an upper end.
const ABOVE: &[Bound] = &[Bound::MoreThan, Bound::AtLeast];
/// Bounds without a lower end.
const BELOW: &[Bound] = &[Bound::LessThan, Bound::AtMost];
/// The bound that allows only numbers below the stated one, although the index stores the stated number itself.
const NEARLY: &[Bound] = &[Bound::Nearly];

/// Returns the query for figures whose number matches `range`, or `None` if the range is open at both ends. `labelled`
/// returns the query for figures with a given label.
pub fn figures_in_range(
    columns: &Columns,
    range: &NumberRange,
    matching: IntervalMatch,
    labelled: &dyn Fn(&str) -> BoxedQuery,
) -> Option<BoxedQuery> {
    if range.low.is_none() && range.high.is_none() {
        return None;
    }
    let alternatives = match matching {
        IntervalMatch::Stated => {
            // `>5` must match "more than 5", which is indexed as the next floating-point number above 5. `5`, `>=5` and
            // `5..` must match it, too.
            let (from, to) = ends(range, true);
            return Some(overlaps(columns, from, to));
        }
        IntervalMatch::Possible => possible(columns, range),
        IntervalMatch::Within => within(columns, range, labelled),
    };
    let bounded = |(bounds, in_range): (&[Bound], BoxedQuery)| {
        let bounds = bounds.iter().map(|bound| labelled(&label::bound(*bound)));
        let bounds = BooleanQuery::union(bounds.collect());
        Box::new(BooleanQuery::intersection(vec![Box::new(bounds), in_range])) as BoxedQuery
    };
    Some(Box::new(BooleanQuery::union(
        alternatives.into_iter().map(bounded).collect(),
    )))
}

/// Returns the value buckets whose numbers all match `range`, and separately those whose numbers may match. Returns
/// `None` if no bucket can be ruled out.
pub fn range_buckets(range: &NumberRange, matching: IntervalMatch) -> Option<BucketCover> {
    let (from, to) = ends(range, true);
    match matching {
        IntervalMatch::Stated => BucketCover::new(from, to),
        IntervalMatch::Possible => None,
        IntervalMatch::Within => {
            // Widens the range by one floating-point number at each end, because some matching figures are indexed just
            // outside it. No bucket is certain to match, because a figure's possible values may go beyond its stated
            // number.
            let BucketCover {
                mut within,
                mut at_ends,
            } = BucketCover::new(from.next_down(), to.next_up())?;
            at_ends.append(&mut within);
            Some(BucketCover { within, at_ends })
        }
    }
}

fn possible(columns: &Columns, range: &NumberRange) -> Vec<(&'static [Bound], BoxedQuery)> {
    let (from, to) = ends(range, false);
    vec![
        (CLOSED, overlaps(columns, from, to)),
        (ABOVE, overlaps(columns, f64::NEG_INFINITY, to)),
        (BELOW, overlaps(columns, from, f64::INFINITY)),
        (NEARLY, overlaps(columns, from.next_up(), f64::INFINITY)),
    ]
}

fn within(
    columns: &Columns,
    range: &NumberRange,
    labelled: &dyn Fn(&str) -> BoxedQuery,
) -> Vec<(&'static [Bound], BoxedQuery)> {
    let (from, to) = ends(range, false);
    let mut alternatives = vec![(CLOSED, contained_in(columns, from, to))];
    if range.high.is_none() {
        alternatives.push((ABOVE, contained_in(columns, from, to)));
    }
    for (bounds, to) in [(BELOW, to), (NEARLY, to.next_up())] {
        if range.low.is_none() {
            alternatives.push((bounds, contained_in(columns, from, to)));
        } else if from <= 0.0 {
            let mut clauses = vec![(Occur::Must, contained_in(columns, 0.0, to))];
            let unit = |unit: &&str| (Occur::MustNot, labelled(&label::unit(unit)));
            clauses.extend(BELOW_ZERO.iter().map(unit));
            alternatives.push((bounds, Box::new(BooleanQuery::new(clauses))));
        }
    }
    alternatives
}

/// Returns the lowest and the highest number of a range. If `neighbours` is set, the next floating-point number beyond
/// an inclusive end belongs to the range, too.
fn ends(range: &NumberRange, neighbours: bool) -> (f64, f64) {
    let place =
        |end: Option<RangeEnd>, open: f64, inward: fn(f64) -> f64, outward: fn(f64) -> f64| {
            end.map_or(open, |end| match end.inclusive {
                false => inward(end.value),
                true if neighbours => outward(end.value),
                true => end.value,
            })
        };
    (
        place(range.low, f64::NEG_INFINITY, f64::next_up, f64::next_down),
        place(range.high, f64::INFINITY, f64::next_down, f64::next_up),
    )
}

/// Returns the query for figures whose indexed range overlaps the range from `from` to `to`.
fn overlaps(columns: &Columns, from: f64, to: f64) -> BoxedQuery {
    Box::new(RangeOverlapQuery {
        columns: columns.clone(),
        low: LOW,
        high: HIGH,
        ordered: true,
        from,
        to,
    })
}

/// Returns the query for figures whose indexed range lies between `from` and `to`.
fn contained_in(columns: &Columns, from: f64, to: f64) -> BoxedQuery {
    // The overlap test is `low <= to && high >= from`. Swapping the columns turns it into `high <= to && low >= from`.
    Box::new(RangeOverlapQuery {
        columns: columns.clone(),
        low: HIGH,
        high: LOW,
        ordered: false,
        from,
        to,
    })
}
