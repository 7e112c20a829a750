//! Plans ranges of numbers: a range matches the bounds of a figure in one of three ways ([`IntervalMatch`]).

use tantivy::query::{BooleanQuery, Occur};

use crate::figure::Bound;
use crate::index::schema::label;
use crate::index::value_buckets::BucketCover;
use crate::query::model::{NumberRange, RangeEnd};
use crate::query::tantivy_ext::BoxedQuery;
use crate::query::tantivy_ext::range_overlap::RangeOverlapQuery;

/// How a range matches a number with a bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IntervalMatch {
    /// By the number itself: "more than 5" is the one just above 5. A range takes in the neighbours of its ends.
    #[default]
    Stated,
    /// By all that may be so: "more than 5" is every number above 5, "fewer than 5" and "nearly 5" every one below.
    Possible,
    /// By all that may be so, if no part of it lies outside. What is not more than a number begins at 0 where the range
    /// begins there or below, unless it is a temperature.
    Within,
}

/// Units of which there is less than nothing.
const BELOW_ZERO: &[&str] = &["celsius", "fahrenheit", "degree"];

/// Bounds that leave nothing open.
const CLOSED: &[Bound] = &[Bound::Exact, Bound::Approx, Bound::Range];
/// Bounds that leave open how much more it is.
const ABOVE: &[Bound] = &[Bound::MoreThan, Bound::AtLeast];
/// Bounds that leave open how much less it is.
const BELOW: &[Bound] = &[Bound::LessThan, Bound::AtMost];
/// Below its number too, which stands in the index as it is.
const NEARLY: &[Bound] = &[Bound::Nearly];

/// The query for figures whose number matches `range`; none if the range is open on both sides. `labelled` returns the
/// figures with a label.
pub fn figures_in_range(
    range: &NumberRange,
    matching: IntervalMatch,
    labelled: &dyn Fn(&str) -> BoxedQuery,
) -> Option<BoxedQuery> {
    if range.low.is_none() && range.high.is_none() {
        return None;
    }
    let met = match matching {
        IntervalMatch::Stated => {
            // So `>5` reaches the number just above 5, and `5`, `>=5` and `5..` take it in.
            let (from, to) = ends(range, true);
            return Some(overlaps(from, to));
        }
        IntervalMatch::Possible => possible(range),
        IntervalMatch::Within => within(range, labelled),
    };
    let bounded = |(bounds, met): (&[Bound], BoxedQuery)| {
        let bounds = bounds.iter().map(|bound| labelled(&label::bound(*bound)));
        let bounds = BooleanQuery::union(bounds.collect());
        Box::new(BooleanQuery::intersection(vec![Box::new(bounds), met])) as BoxedQuery
    };
    Some(Box::new(BooleanQuery::union(
        met.into_iter().map(bounded).collect(),
    )))
}

/// The value buckets of numbers that may match `range`, apart from those that surely do; none if any bucket may.
pub fn range_buckets(range: &NumberRange, matching: IntervalMatch) -> Option<BucketCover> {
    let (from, to) = ends(range, true);
    match matching {
        IntervalMatch::Stated => BucketCover::new(from, to),
        IntervalMatch::Possible => None,
        IntervalMatch::Within => {
            // Some bounds reach beyond the end, and what is stated may not be all there is to a claim.
            let BucketCover {
                mut within,
                mut at_ends,
            } = BucketCover::new(from.next_down(), to.next_up())?;
            at_ends.append(&mut within);
            Some(BucketCover { within, at_ends })
        }
    }
}

fn possible(range: &NumberRange) -> Vec<(&'static [Bound], BoxedQuery)> {
    let (from, to) = ends(range, false);
    vec![
        (CLOSED, overlaps(from, to)),
        (ABOVE, overlaps(f64::NEG_INFINITY, to)),
        (BELOW, overlaps(from, f64::INFINITY)),
        (NEARLY, overlaps(from.next_up(), f64::INFINITY)),
    ]
}

fn within(
    range: &NumberRange,
    labelled: &dyn Fn(&str) -> BoxedQuery,
) -> Vec<(&'static [Bound], BoxedQuery)> {
    let (from, to) = ends(range, false);
    let mut met = vec![(CLOSED, lies_in(from, to))];
    if range.high.is_none() {
        met.push((ABOVE, lies_in(from, to)));
    }
    for (bounds, to) in [(BELOW, to), (NEARLY, to.next_up())] {
        if range.low.is_none() {
            met.push((bounds, lies_in(from, to)));
        } else if from <= 0.0 {
            let mut clauses = vec![(Occur::Must, lies_in(0.0, to))];
            let unit = |unit: &&str| (Occur::MustNot, labelled(&label::unit(unit)));
            clauses.extend(BELOW_ZERO.iter().map(unit));
            met.push((bounds, Box::new(BooleanQuery::new(clauses))));
        }
    }
    met
}

/// The least and the most of a range. `neighbours` of an end that lies within may belong to it.
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

/// Figures of whose numbers some lie between the two.
fn overlaps(from: f64, to: f64) -> BoxedQuery {
    Box::new(RangeOverlapQuery {
        low: "low",
        high: "high",
        ordered: true,
        from,
        to,
    })
}

/// Figures whose numbers all lie between the two.
fn lies_in(from: f64, to: f64) -> BoxedQuery {
    // All do where the most is at most the end, and the least at least the beginning.
    Box::new(RangeOverlapQuery {
        low: "high",
        high: "low",
        ordered: false,
        from,
        to,
    })
}
