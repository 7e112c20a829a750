//! Which claims are of one time.

use rustc_hash::FxHashSet;

use super::claim::{Claim, ratio};

/// The claims of about one time that differ, the widest first; each claim in one list at most.
pub fn differing(claims: Vec<Claim>, within: i64) -> Vec<Vec<Claim>> {
    let (mut dated, undated): (Vec<_>, Vec<_>) =
        claims.into_iter().partition(|claim| claim.days.is_some());
    dated.sort_by_key(|claim| (claim.days, claim.nth));
    let mut times = together(&dated, within);
    times.push(undated);
    times.retain(|claims| ratio(claims) > 1.0);
    times.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
    let mut told = FxHashSet::default();
    let mut found = Vec::new();
    for mut claims in times {
        claims.retain(|claim| !told.contains(&claim.nth));
        if ratio(&claims) > 1.0 {
            told.extend(claims.iter().map(|claim| claim.nth));
            found.push(claims);
        }
    }
    found
}

/// The largest lists of claims, all of which are of one time with each other. `dated` are in the order of their first days.
fn together(dated: &[Claim], within: i64) -> Vec<Vec<Claim>> {
    let end = |claim: &Claim| {
        claim
            .days
            .map_or(i64::MAX, |(_, last)| last.saturating_add(within))
    };
    let begin = |claim: &Claim| claim.days.map_or(i64::MIN, |(first, _)| first);
    let mut lists = Vec::new();
    let mut open: Vec<Claim> = Vec::new();
    for claim in dated {
        if open.iter().any(|other| end(other) < begin(claim)) {
            // What is open is as large as it gets before one of it ends.
            lists.push(open.clone());
            open.retain(|other| end(other) >= begin(claim));
        }
        open.push(*claim);
    }
    lists.push(open);
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_far_apart_do_not_differ() {
        let one = |nth, claimant, value, day: i64| Claim {
            nth,
            claimant,
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
