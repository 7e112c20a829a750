//! Where claimants differ: numbers of the same thing at the same time that cannot all be right.
//!
//! Claims are set against each other where they are of the same measure, of the same side's people or things, of the same
//! kind, and of about the same time. A claim is an interval, as its bound says: "more than 4,000" and "more than 5,300" do not
//! differ, "fewer than 1,500" and "more than 26,000" do. How far two differ is the least the one allows over the most that the
//! other does.

use rustc_hash::FxHashMap;

use super::claimants::Aliases;
use super::columns::Days;
use super::keys::{Dimension, Key, Keys, side};
use super::when::When;
use super::{FigureSearch, Figures};
use crate::error::Result;
use crate::figure::{Bound, Measure, Scope, Stance, kind};
use crate::index::traits::Traits;
use crate::query::search::names_matter;

/// Where claimants differ.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    /// The widest first.
    pub conflicts: Vec<Conflict>,
    /// The figures that were set against no other, by why.
    pub left_out: Vec<(&'static str, usize)>,
}

/// Claims of which some exclude others.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What happened to what is counted.
    pub measure: Option<Measure>,
    /// Whose it is; none where the texts do not say.
    pub whose: Option<String>,
    /// What is counted.
    pub kind: String,
    /// From the first day to the last; none where no date is known.
    pub days: Option<Days>,
    /// How many times the least of one claim is the most of another.
    pub ratio: f64,
    /// Who claims what, the highest first.
    pub sides: Vec<Side>,
}

/// What one claimant says.
#[derive(Clone, Debug)]
pub struct Side {
    /// Who.
    pub claimant: Key,
    /// How many figures.
    pub count: usize,
    /// The place of the lowest claim.
    pub lowest: usize,
    /// The place of the highest claim.
    pub highest: usize,
}

/// A claim that may be set against others.
#[derive(Clone, Copy)]
struct Claim {
    nth: usize,
    claimant: u32,
    /// The least and the most that it allows.
    low: f64,
    high: f64,
    days: Option<Days>,
}

/// What claims have to have in common: measure, side, kind and, where nothing says whose it is or what is the matter, the
/// article.
type Same = (Option<Measure>, Option<u32>, Option<u32>, Option<u64>);

/// Why figures are set against no other.
const NAMELESS: &str = "that nobody is named for";
const VAGUE: &str = "vague";
const UNIT: &str = "with a unit, of what is not said";
const PART: &str = "that are parts of others or come on top of them";
const SHARE: &str = "that are shares or rates";
const CHANGE: &str = "that are changes";
const UNCLAIMED: &str = "planned, possible, denied or retracted";
const REASONS: &[&str] = &[NAMELESS, VAGUE, UNIT, PART, SHARE, CHANGE, UNCLAIMED];

/// Why a figure is no claim to set against others.
fn reason(traits: Traits, (low, high): (f64, f64), claimant: Option<u32>) -> Option<&'static str> {
    let reasons = [
        (traits.unit, UNIT),
        (traits.stance != Stance::Stated, UNCLAIMED),
        (traits.change.is_some(), CHANGE),
        (
            matches!(traits.scope, Some(Scope::Additional | Scope::Part)),
            PART,
        ),
        (low.fract() != 0.0 || high.fract() != 0.0, SHARE),
        (traits.vague, VAGUE),
        (claimant.is_none(), NAMELESS),
    ];
    reasons
        .iter()
        .find(|(holds, _)| *holds)
        .map(|(_, reason)| *reason)
}

impl FigureSearch {
    /// Where those who claim the figures differ. Dates that lie no more than `within` days apart are of one time.
    pub fn conflicts(
        &self,
        figures: &Figures<'_>,
        within: i64,
        aliases: &Aliases,
    ) -> Result<Conflicts> {
        let claimants = figures.places.keys(Dimension::Claimant, aliases)?;
        let sides = Keys::joined(&figures.places.names("whose")?, |name| (side(name), None));
        let (traits, stated) = (figures.places.traits()?, figures.places.stated()?);
        let (when, order) = (figures.when()?, figures.places.order()?);
        let kinds = kinds(figures, &traits, &sides, &order)?;
        let across = names_matter(&self.query);
        let mut left: FxHashMap<&str, usize> = FxHashMap::default();
        let mut same: FxHashMap<Same, Vec<Claim>> = FxHashMap::default();
        for nth in 0..figures.total() {
            if let Some(reason) = reason(traits[nth], stated[nth], claimants.of[nth]) {
                *left.entry(reason).or_default() += 1;
                continue;
            }
            let article = (sides.of[nth].is_none() && !across).then(|| order[nth]);
            let (low, high) = allowed(stated[nth], traits[nth].bound);
            same.entry((traits[nth].measure, sides.of[nth], kinds.of[nth], article))
                .or_default()
                .push(Claim {
                    nth,
                    claimant: claimants.of[nth].unwrap_or_default(),
                    low,
                    high,
                    days: when[nth].filter(known).map(|When { days, .. }| days),
                });
        }
        let mut conflicts = Vec::new();
        for ((measure, whose, kind, _), claims) in same {
            for claims in differing(claims, within) {
                conflicts.push(Conflict {
                    measure,
                    whose: whose.map(|whose| sides.keys[whose as usize].name.clone()),
                    kind: kind
                        .map_or_else(String::new, |kind| kinds.keys[kind as usize].name.clone()),
                    days: hull(&claims),
                    ratio: ratio(&claims),
                    sides: by_claimant(&claims, &claimants),
                });
            }
        }
        conflicts.sort_by(|a, b| {
            let first = |conflict: &Conflict| conflict.sides.iter().map(|side| side.lowest).min();
            b.ratio.total_cmp(&a.ratio).then(first(a).cmp(&first(b)))
        });
        let left_out = REASONS
            .iter()
            .filter_map(|reason| Some((*reason, *left.get(reason)?)));
        Ok(Conflicts {
            conflicts,
            left_out: left_out.collect(),
        })
    }
}

/// Whether a time is known well enough to say what else is of it: what only the year of an article dates may be months
/// apart.
fn known(when: &When) -> bool {
    when.stated || when.days.1 - when.days.0 <= 31
}

/// The kind of what each figure counts. One that leaves it out counts what the one before it does, where they are of one
/// measure and side: "26,000 troops, while the ministry said 1,500".
fn kinds(figures: &Figures<'_>, traits: &[Traits], sides: &Keys, order: &[u64]) -> Result<Keys> {
    let counted = figures.places.names("counted")?;
    let mut kinds: Vec<Option<String>> = Vec::with_capacity(order.len());
    for nth in 0..order.len() {
        let before = nth.checked_sub(1).filter(|&before| {
            counted.of[nth].is_none()
                && order[before] == order[nth]
                && traits[before].measure == traits[nth].measure
                && sides.of[before] == sides.of[nth]
        });
        kinds.push(match before {
            Some(before) => kinds[before].clone(),
            None => Some(kind(counted.get(nth)).to_owned()),
        });
    }
    Ok(Keys::plain(&kinds, Clone::clone))
}

/// The least and the most that a claim allows. What is "about" or "nearly" a number is rounded to its last digit that is
/// no zero.
fn allowed((low, high): (f64, f64), bound: Bound) -> (f64, f64) {
    let unit = last_digit(low);
    match bound {
        Bound::Exact | Bound::Range => (low, high),
        Bound::Approx => (low - unit / 2.0, high + unit / 2.0),
        Bound::Nearly => (low - unit, high),
        Bound::MoreThan | Bound::AtLeast => (low, f64::INFINITY),
        Bound::LessThan | Bound::AtMost => (f64::NEG_INFINITY, high),
    }
}

/// What a one in the place of the last digit that is no zero comes to: 100 for 1,500. Whole numbers only; 1 for others.
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

/// How many times the least of one claim is the most of another one's; 1 or less where none excludes another.
fn ratio(claims: &[Claim]) -> f64 {
    // Of each claimant the highest least and the lowest most.
    let mut ends: FxHashMap<u32, (f64, f64)> = FxHashMap::default();
    for claim in claims {
        let (low, high) = ends
            .entry(claim.claimant)
            .or_insert((f64::NEG_INFINITY, f64::INFINITY));
        *low = low.max(claim.low);
        *high = high.min(claim.high);
    }
    let mut widest: f64 = 0.0;
    for (a, (low, _)) in &ends {
        for (b, (_, high)) in &ends {
            if a != b && low > high {
                // Nothing is how many times none: half of one stands for it.
                widest = widest.max(low / high.max(0.5));
            }
        }
    }
    widest
}

/// The claims of about one time that differ, the widest first; each claim in one list at most.
fn differing(claims: Vec<Claim>, within: i64) -> Vec<Vec<Claim>> {
    let (mut dated, undated): (Vec<_>, Vec<_>) =
        claims.into_iter().partition(|claim| claim.days.is_some());
    dated.sort_by_key(|claim| (claim.days, claim.nth));
    let mut times = together(&dated, within);
    times.push(undated);
    times.retain(|claims| ratio(claims) > 1.0);
    times.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
    let mut told = rustc_hash::FxHashSet::default();
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
    let mut grown = false;
    for claim in dated {
        if open.iter().any(|other| end(other) < begin(claim)) {
            // What is open is as large as it gets before one of it ends.
            if grown {
                lists.push(open.clone());
            }
            open.retain(|other| end(other) >= begin(claim));
        }
        open.push(*claim);
        grown = true;
    }
    lists.push(open);
    lists
}

fn hull(claims: &[Claim]) -> Option<Days> {
    let days = claims.iter().filter_map(|claim| claim.days);
    days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

fn by_claimant(claims: &[Claim], claimants: &Keys) -> Vec<Side> {
    let mut sides: FxHashMap<u32, Vec<&Claim>> = FxHashMap::default();
    for claim in claims {
        sides.entry(claim.claimant).or_default().push(claim);
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
        .map(|(claimant, claims)| {
            let lowest = claims
                .iter()
                .min_by(|a, b| number(a).total_cmp(&number(b)).then(a.nth.cmp(&b.nth)));
            let highest = claims
                .iter()
                .max_by(|a, b| top(a).total_cmp(&top(b)).then(b.nth.cmp(&a.nth)));
            let side = Side {
                claimant: claimants.keys[claimant as usize].clone(),
                count: claims.len(),
                lowest: lowest.map_or(0, |claim| claim.nth),
                highest: highest.map_or(0, |claim| claim.nth),
            };
            (highest.map_or(0.0, |claim| top(claim)), side)
        })
        .collect();
    sides.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.claimant.name.cmp(&y.claimant.name)));
    sides.into_iter().map(|(_, side)| side).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(nth: usize, claimant: u32, (low, high): (f64, f64), days: Option<Days>) -> Claim {
        Claim {
            nth,
            claimant,
            low,
            high,
            days,
        }
    }

    #[test]
    fn bounds_say_what_a_claim_allows() {
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
    fn only_claims_of_others_that_exclude_each_other_differ() {
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
                .map(|(n, &(who, low, high))| claim(n, who, (low, high), None))
                .collect();
            assert!((ratio(&claims) - expected).abs() < 1e-9, "{expected}");
        }
    }

    #[test]
    fn claims_far_apart_do_not_differ() {
        let one = |nth, who, value, day: i64| claim(nth, who, (value, value), Some((day, day)));
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
