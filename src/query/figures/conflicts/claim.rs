//! Compares claims as numeric intervals, and groups them by source.

use rustc_hash::FxHashMap;

use crate::figure::Bound;
use crate::query::figures::doc_columns::Days;
use crate::query::figures::group_key::{GroupKey, GroupKeys};

/// A claim that can be compared with others.
#[derive(Clone, Copy)]
pub struct Claim {
    /// The index of the figure in the answer.
    pub nth: usize,
    /// The index of the source's group key.
    pub source: u32,
    /// The lowest number that the claim allows.
    pub low: f64,
    /// The highest number that the claim allows.
    pub high: f64,
    /// The days to which the claim applies, or `None` if they are not known precisely enough.
    pub days: Option<Days>,
}

/// The claims of one source in a conflict.
#[derive(Clone, Debug)]
pub struct ConflictSide {
    /// The source that states the claims, with its other names.
    pub source: GroupKey,
    /// The number of claims.
    pub count: usize,
    /// The index of the figure with the lowest claim.
    pub lowest: usize,
    /// The index of the figure with the highest claim.
    pub highest: usize,
}

/// Returns the lowest and the highest number that a claim allows. A number after "about" or "nearly" is assumed to be
/// rounded to its last nonzero digit.
pub fn allowed((low, high): (f64, f64), bound: Bound) -> (f64, f64) {
    let unit = last_digit(low);
    match bound {
        Bound::Exact | Bound::Range => (low, high),
        Bound::Approx => (low - unit / 2.0, high + unit / 2.0),
        Bound::Nearly => (low - unit, high),
        Bound::MoreThan | Bound::AtLeast => (low, f64::INFINITY),
        Bound::LessThan | Bound::AtMost => (f64::NEG_INFINITY, high),
    }
}

/// Returns the place value of the last nonzero digit, such as 100 for 1,500. Returns 1 for 0 and for fractions.
fn last_digit(number: f64) -> f64 {
    let mut unit = 1.0;
    while number.is_finite()
        && number != 0.0
        && unit <= number.abs()
        && number % (unit * 10.0) == 0.0
    {
        unit *= 10.0;
    }
    unit
}

/// Returns the lower end of one claim divided by the upper end of another source's claim, for the two claims that
/// differ most. Returns 0 if all claims of different sources are compatible.
pub fn ratio(claims: &[Claim]) -> f64 {
    // For each source, the highest lower end and the lowest upper end.
    let mut ends: FxHashMap<u32, (f64, f64)> = FxHashMap::default();
    for claim in claims {
        let open = (f64::NEG_INFINITY, f64::INFINITY);
        let (low, high) = ends.entry(claim.source).or_insert(open);
        *low = low.max(claim.low);
        *high = high.min(claim.high);
    }
    // Only the two highest lower ends and the two lowest upper ends matter. If the same source comes first in both
    // lists, each of its ends is compared with the second source in the other list.
    let mut lows: Vec<_> = ends.iter().map(|(who, (low, _))| (*low, *who)).collect();
    let mut highs: Vec<_> = ends.iter().map(|(who, (_, high))| (*high, *who)).collect();
    lows.sort_unstable_by(|(a, _), (b, _)| b.total_cmp(a));
    highs.sort_unstable_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut widest: f64 = 0.0;
    for (low, one) in lows.iter().take(2) {
        for (high, other) in highs.iter().take(2) {
            if one != other && low > high {
                // An upper end below one half counts as one half, to avoid a division by zero.
                widest = widest.max(low / high.max(0.5));
            }
        }
    }
    widest
}

/// Returns the first and the last day to which any claim applies, or `None` if no claim has a date.
pub fn span_of_days(claims: &[Claim]) -> Option<Days> {
    let days = claims.iter().filter_map(|claim| claim.days);
    days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

/// Returns the claims of each source. The source with the highest claim comes first.
pub fn by_source(claims: &[Claim], sources: &GroupKeys) -> Vec<ConflictSide> {
    let mut sides: FxHashMap<u32, Vec<&Claim>> = FxHashMap::default();
    for claim in claims {
        sides.entry(claim.source).or_default().push(claim);
    }
    let number = |claim: &Claim| {
        if claim.low.is_finite() {
            claim.low
        } else {
            claim.high
        }
    };
    let top = |claim: &Claim| {
        if claim.high.is_finite() {
            claim.high
        } else {
            claim.low
        }
    };
    let mut sides: Vec<_> = sides
        .into_iter()
        .map(|(source, claims)| {
            let lowest = claims
                .iter()
                .min_by(|a, b| number(a).total_cmp(&number(b)).then(a.nth.cmp(&b.nth)));
            let highest = claims
                .iter()
                .max_by(|a, b| top(a).total_cmp(&top(b)).then(b.nth.cmp(&a.nth)));
            let side = ConflictSide {
                source: sources.keys[source as usize].clone(),
                count: claims.len(),
                lowest: lowest.map_or(0, |claim| claim.nth),
                highest: highest.map_or(0, |claim| claim.nth),
            };
            (highest.map_or(0.0, |claim| top(claim)), side)
        })
        .collect();
    sides.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.source.name.cmp(&y.source.name)));
    sides.into_iter().map(|(_, side)| side).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bound_determines_the_values_a_claim_allows() {
        let open = f64::INFINITY;
        let rows = [
            (1500.0, Bound::Exact, (1500.0, 1500.0)),
            (1500.0, Bound::Approx, (1450.0, 1550.0)),
            (3000.0, Bound::Approx, (2500.0, 3500.0)),
            (2500.0, Bound::Nearly, (2400.0, 2500.0)),
            (5300.0, Bound::MoreThan, (5300.0, open)),
            (6000.0, Bound::LessThan, (-open, 6000.0)),
            (0.0, Bound::Exact, (0.0, 0.0)),
            (2.5, Bound::Approx, (2.0, 3.0)),
        ];
        for (number, bound, expected) in rows {
            assert_eq!(
                allowed((number, number), bound),
                expected,
                "{number} {bound}"
            );
        }
    }

    #[test]
    fn only_incompatible_claims_conflict() {
        let open = f64::INFINITY;
        let rows: [(Vec<_>, f64); 6] = [
            (vec![(1, 10.0, 10.0), (2, 20.0, 20.0)], 2.0),
            (vec![(1, 10.0, 10.0), (1, 20.0, 20.0)], 0.0),
            (vec![(1, 4000.0, open), (2, 5300.0, open)], 0.0),
            (vec![(1, 26000.0, open), (2, -open, 1300.0)], 20.0),
            (vec![(1, 10.0, 30.0), (2, 20.0, 20.0)], 0.0),
            (vec![(1, 5.0, 5.0), (2, 0.0, 0.0)], 10.0),
        ];
        for (claims, expected) in rows {
            let claims: Vec<_> = claims
                .iter()
                .enumerate()
                .map(|(n, &(who, low, high))| Claim {
                    nth: n,
                    source: who,
                    low,
                    high,
                    days: None,
                })
                .collect();
            assert!((ratio(&claims) - expected).abs() < 1e-9, "{expected}");
        }
    }
}
