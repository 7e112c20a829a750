//! Finds lists of conflicting claims that apply to about the same time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use super::claim::{Claim, ratio};

/// The maximum length, in days, of a short span of time. Longer spans are not compared with short ones, because a claim
/// about the year 2012 says little about a single day of that year.
pub const SHORT: i64 = 31;

/// Returns lists of conflicting claims that apply to about the same time, with the widest conflict first. Each claim is
/// in at most one list. Claims without a date are compared only with each other, and their list comes last.
pub fn differing(claims: Vec<Claim>, within: i64) -> Vec<Vec<Claim>> {
    let (mut dated, undated): (Vec<_>, Vec<_>) =
        claims.into_iter().partition(|claim| claim.days.is_some());
    dated.sort_by_key(|claim| (claim.days, claim.nth));
    let short = |claim: &Claim| claim.days.is_none_or(|(first, last)| last - first <= SHORT);
    let (short, long): (Vec<_>, Vec<_>) = dated.into_iter().partition(short);
    let mut times = Vec::new();
    for (claims, longest) in [(&short, SHORT), (&long, i64::MAX)] {
        let of = |last| at_the_time_of(claims, last, within, longest);
        times.extend(
            closings(claims, within)
                .into_iter()
                .map(|last| (ratio(&of(last)), claims, last, longest)),
        );
    }
    times.retain(|(ratio, ..)| *ratio > 1.0);
    times.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
    let mut used_claims = FxHashSet::default();
    let mut found = Vec::new();
    for (_, claims, last, longest) in times {
        let mut claims = at_the_time_of(claims, last, within, longest);
        claims.retain(|claim| !used_claims.contains(&claim.nth));
        if ratio(&claims) > 1.0 {
            used_claims.extend(claims.iter().map(|claim| claim.nth));
            found.push(claims);
        }
    }
    if ratio(&undated) > 1.0 {
        found.push(undated);
    }
    found
}

fn begin(claim: &Claim) -> i64 {
    claim.days.map_or(i64::MIN, |(first, _)| first)
}

fn end(claim: &Claim, within: i64) -> i64 {
    claim
        .days
        .map_or(i64::MAX, |(_, last)| last.saturating_add(within))
}

/// For each maximal list of claims that overlap in time, returns the index of its last claim. A list is maximal if the
/// next claim begins after a claim in the list has ended, or if there is no next claim. Each claim is extended by
/// `within` days. `dated` must be sorted by first day.
fn closings(dated: &[Claim], within: i64) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = BinaryHeap::new();
    for (nth, claim) in dated.iter().enumerate() {
        let mut closed = false;
        while open.peek().is_some_and(|Reverse(end)| *end < begin(claim)) {
            open.pop();
            closed = true;
        }
        if closed {
            found.push(nth - 1);
        }
        open.push(Reverse(end(claim, within)));
    }
    found.extend(dated.len().checked_sub(1));
    found
}

/// Returns the claims up to index `last` that have not ended when the claim at `last` begins. Each claim is extended by
/// `within` days. No claim may last longer than `longest` days.
fn at_the_time_of(dated: &[Claim], last: usize, within: i64, longest: i64) -> Vec<Claim> {
    let now = begin(&dated[last]);
    let earliest = now.saturating_sub(longest).saturating_sub(within);
    let from = dated.partition_point(|claim| begin(claim) < earliest);
    let open = dated[from..=last]
        .iter()
        .filter(|claim| end(claim, within) >= now);
    open.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_on_distant_dates_do_not_conflict() {
        let one = |nth, source, value, day: i64| Claim {
            nth,
            source,
            low: value,
            high: value,
            days: Some((day, day)),
        };
        let claims = vec![
            one(0, 1, 10.0, 0),
            one(1, 2, 20.0, 7),
            one(2, 1, 10.0, 20),
            one(3, 2, 90.0, 21),
            one(4, 2, 50.0, 40),
        ];
        let lists = |within| {
            let found = differing(claims.clone(), within).into_iter();
            found
                .map(|list| list.iter().map(|claim| claim.nth).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(lists(7), [vec![2, 3], vec![0, 1]]);
        assert_eq!(lists(6), [vec![2, 3]]);
        assert_eq!(lists(100), [vec![0, 1, 2, 3, 4]]);
    }
}
