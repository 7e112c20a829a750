//! How a figure moved: what each claimant said in each period.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Figures;
use super::columns::Days;
use super::dimension::Dimension;
use super::group_key::GroupKey;
use super::groups::order_key;
use super::source_names::Aliases;
use super::valid_time::Period;
use crate::error::Result;
use crate::figure::{Measure, Scope, Stance};

/// Where nobody says how long periods are to be, the shortest are taken of which there are no more than this.
const MOST_PERIODS: usize = 60;

/// How figures moved.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The unit of the numbers; none where people or things are counted.
    pub unit: Option<String>,
    /// What happened to what is counted.
    pub measure: Option<Measure>,
    /// Those who are told apart, the ones with the most points first.
    pub series: Vec<GroupKey>,
    /// What each said when, in the order of time; undated points last.
    pub points: Vec<Point>,
    /// How many figures were left out since they are of another unit or measure.
    pub others: usize,
    /// How many of the figures have no date.
    pub undated: usize,
}

/// What one said in one period.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Point {
    /// The period; none where no date is known.
    pub days: Option<Days>,
    /// Who said it, by the place in the timeline's series; none where nobody is named.
    pub series: Option<usize>,
    /// How the texts stand to it.
    pub stance: Stance,
    /// Whether it is a part of another or comes on top of one.
    pub scope: Option<Scope>,
    /// Whether it is a guess at a word such as "dozens".
    pub vague: bool,
    /// The least and the most that was stated.
    pub numbers: (f64, f64),
    /// Whether the most is a "more than".
    pub or_more: bool,
    /// Whether the least is a "fewer than".
    pub or_less: bool,
    /// How many figures say so.
    pub count: usize,
    /// The place of the figure that came first.
    pub first: usize,
    /// Whether a figure's own words date it, and not only its article.
    pub stated: bool,
}

impl Figures<'_> {
    /// The figures along time, in periods or in those that fit, told apart by one of their facts. Only those of the unit
    /// and measure that most have are taken: numbers of others stand on no common scale.
    pub fn timeline(
        &self,
        by: Option<Period>,
        series: Dimension,
        aliases: &Aliases,
    ) -> Result<Timeline> {
        let units = self.columns.names("unit")?;
        let (stated, traits, publication_order) = (
            self.columns.stated()?,
            self.columns.traits()?,
            self.publication_order()?,
        );
        let scale = |nth: usize| (units.of[nth], traits[nth].measure);
        let most = most_frequent((0..self.total()).map(scale));
        let mut nths: Vec<_> = (0..self.total()).collect();
        nths.retain(|&nth| Some(scale(nth)) == most);
        let when = self.valid_times()?;
        // Many figures are of one day.
        let days: FxHashSet<Days> = nths
            .iter()
            .filter_map(|&nth| Some(when[nth]?.days))
            .collect();
        let by = by.unwrap_or_else(|| fitting(&days));
        let around: FxHashMap<Days, Days> =
            days.iter().map(|&days| (days, by.around(days))).collect();
        let keys = self.columns.keys(series, aliases)?;
        let mut points: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for &nth in &nths {
            let days = when[nth].map(|when| around[&when.days]);
            let traits = traits[nth];
            let scope = traits.scope.filter(|scope| *scope != Scope::Total);
            let key = (days, keys.of[nth], (traits.stance, scope, traits.vague));
            points.entry(key).or_default().push(nth);
        }
        let undated = nths.iter().filter(|&&nth| when[nth].is_none()).count();
        let (series, place) = ranked(&points, &keys.keys);
        let point = |((days, key, (stance, scope, vague)), mut nths): (PointKey, Vec<usize>)| {
            nths.sort_unstable_by_key(|&nth| publication_order[nth]);
            let least = nths
                .iter()
                .copied()
                .min_by_key(|&nth| order_key(stated[nth].0))
                .unwrap_or_default();
            let most = nths.iter().copied().max_by_key(|&nth| {
                (
                    order_key(stated[nth].1),
                    std::cmp::Reverse(publication_order[nth]),
                )
            });
            let most = most.unwrap_or_default();
            Point {
                days,
                series: key.and_then(|key| place[key as usize]),
                stance,
                scope,
                vague,
                numbers: (stated[least].0, stated[most].1),
                or_more: traits[most].bound.or_more(),
                or_less: traits[least].bound.or_less(),
                count: nths.len(),
                first: nths[0],
                stated: nths
                    .iter()
                    .any(|&nth| when[nth].is_some_and(|when| when.stated)),
            }
        };
        let mut points: Vec<_> = points.into_iter().map(point).collect();
        points.sort_by_key(|point| {
            (
                point.days.is_none(),
                point.days.map(|(first, last)| (last, first)),
                point.series.is_none(),
                point.series,
                (point.stance, point.scope, point.vague),
            )
        });
        Ok(Timeline {
            unit: most.and_then(|(unit, _)| Some(units.texts[unit? as usize].clone())),
            measure: most.and_then(|(_, measure)| measure),
            series,
            points,
            others: self.total() - nths.len(),
            undated,
        })
    }
}

/// Its period, its series, and what is noted of it.
type PointKey = (Option<Days>, Option<u32>, (Stance, Option<Scope>, bool));

/// What numbers on one scale have in common.
type NumberScale = (Option<u32>, Option<Measure>);

/// The scale that most have; none where there are none.
fn most_frequent(scales: impl Iterator<Item = NumberScale>) -> Option<NumberScale> {
    let mut times: FxHashMap<NumberScale, usize> = FxHashMap::default();
    for scale in scales {
        *times.entry(scale).or_default() += 1;
    }
    let most = times
        .into_iter()
        .max_by_key(|&(scale, times)| (times, std::cmp::Reverse(scale)));
    most.map(|(scale, _)| scale)
}

/// The shortest period of which there are few enough.
fn fitting(days: &FxHashSet<Days>) -> Period {
    let few = |period: &&Period| {
        let periods: FxHashSet<_> = days.iter().map(|&days| period.around(days)).collect();
        periods.len() <= MOST_PERIODS
    };
    Period::ALL
        .iter()
        .find(few)
        .copied()
        .unwrap_or(Period::Year)
}

/// The keys that points have, those with the most points first, and for each key its place among them.
fn ranked<T>(
    points: &FxHashMap<PointKey, T>,
    keys: &[GroupKey],
) -> (Vec<GroupKey>, Vec<Option<usize>>) {
    let mut times = vec![0; keys.len()];
    for (_, key, _) in points.keys() {
        if let Some(key) = key {
            times[*key as usize] += 1;
        }
    }
    let mut met: Vec<_> = (0..keys.len()).filter(|&key| times[key] > 0).collect();
    met.sort_by(|&a, &b| {
        times[b]
            .cmp(&times[a])
            .then(keys[a].name.cmp(&keys[b].name))
    });
    let mut place = vec![None; keys.len()];
    for (at, &key) in met.iter().enumerate() {
        place[key] = Some(at);
    }
    (
        met.into_iter().map(|key| keys[key].clone()).collect(),
        place,
    )
}
