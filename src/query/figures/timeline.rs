//! A timeline: what each source said in each period.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Figures;
use super::columns::{Days, DictionaryColumn};
use super::dimension::Dimension;
use super::group_key::{GroupKey, GroupKeys};
use super::groups::order_key;
use super::source_names::Aliases;
use super::valid_time::{Period, ValidTime};
use crate::error::Result;
use crate::figure::{Measure, Scope, Stance};
use crate::index::figure_attributes::FigureAttributes;

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
        let columns = TimelineColumns::new(self, series, aliases)?;
        let most = most_frequent((0..self.total()).map(|nth| columns.scale(nth)));
        let mut nths: Vec<_> = (0..self.total()).collect();
        nths.retain(|&nth| Some(columns.scale(nth)) == most);
        let periods = columns.periods(&nths, by);
        let mut members: FxHashMap<PointKey, Vec<usize>> = FxHashMap::default();
        for &nth in &nths {
            let key = columns.point_key(nth, &periods);
            members.entry(key).or_default().push(nth);
        }
        let undated = nths.iter().filter(|&&nth| columns.times[nth].is_none());
        let undated = undated.count();
        let (series, ranks) = rank_series(&members, &columns.series.keys);
        let point = |(key, nths): (PointKey, Vec<usize>)| {
            let series = key.series.and_then(|series| ranks[series as usize]);
            columns.point(key, series, nths)
        };
        let mut points: Vec<_> = members.into_iter().map(point).collect();
        points.sort_by_key(Point::order);
        Ok(Timeline {
            unit: most.and_then(|(unit, _)| Some(columns.units.texts[unit? as usize].clone())),
            measure: most.and_then(|(_, measure)| measure),
            series,
            points,
            others: self.total() - nths.len(),
            undated,
        })
    }
}

impl Point {
    /// What points are sorted by: their time, undated ones last, then their series and what is noted of them.
    fn order(&self) -> impl Ord + use<> {
        (
            self.days.is_none(),
            self.days.map(|(first, last)| (last, first)),
            self.series.is_none(),
            self.series,
            (self.stance, self.scope, self.vague),
        )
    }
}

/// What the figures of one point have in common.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PointKey {
    /// The period; none where no date is known.
    days: Option<Days>,
    /// The group key of the series; none where nobody is named.
    series: Option<u32>,
    stance: Stance,
    scope: Option<Scope>,
    vague: bool,
}

/// The columns that a timeline reads, with a value for each figure.
struct TimelineColumns {
    units: DictionaryColumn,
    stated: Vec<(f64, f64)>,
    attributes: Vec<FigureAttributes>,
    order: Vec<(i64, u64, usize)>,
    times: Vec<Option<ValidTime>>,
    series: GroupKeys,
}

impl TimelineColumns {
    fn new(figures: &Figures<'_>, series: Dimension, aliases: &Aliases) -> Result<Self> {
        Ok(Self {
            units: figures.columns.names("unit")?,
            stated: figures.columns.stated()?,
            attributes: figures.columns.traits()?,
            order: figures.publication_order()?,
            times: figures.valid_times()?,
            series: figures.columns.keys(series, aliases)?,
        })
    }

    fn scale(&self, nth: usize) -> NumberScale {
        (self.units.of[nth], self.attributes[nth].measure)
    }

    /// For the days of each of the figures the period around them. Many figures are of one day.
    fn periods(&self, nths: &[usize], by: Option<Period>) -> FxHashMap<Days, Days> {
        let days = nths.iter().filter_map(|&nth| Some(self.times[nth]?.days));
        let days: FxHashSet<Days> = days.collect();
        let by = by.unwrap_or_else(|| fitting(&days));
        days.iter().map(|&days| (days, by.around(days))).collect()
    }

    fn point_key(&self, nth: usize, periods: &FxHashMap<Days, Days>) -> PointKey {
        let attributes = self.attributes[nth];
        PointKey {
            days: self.times[nth].map(|time| periods[&time.days]),
            series: self.series.of[nth],
            stance: attributes.stance,
            scope: attributes.scope.filter(|scope| *scope != Scope::Total),
            vague: attributes.vague,
        }
    }

    /// The point of some figures, of which there is one at least.
    fn point(&self, key: PointKey, series: Option<usize>, mut nths: Vec<usize>) -> Point {
        nths.sort_unstable_by_key(|&nth| self.order[nth]);
        let each = || nths.iter().copied();
        let least = each().min_by_key(|&nth| order_key(self.stated[nth].0));
        let least = least.unwrap_or_default();
        let most = each().max_by_key(|&nth| {
            let high = order_key(self.stated[nth].1);
            (high, std::cmp::Reverse(self.order[nth]))
        });
        let most = most.unwrap_or_default();
        Point {
            days: key.days,
            series,
            stance: key.stance,
            scope: key.scope,
            vague: key.vague,
            numbers: (self.stated[least].0, self.stated[most].1),
            or_more: self.attributes[most].bound.or_more(),
            or_less: self.attributes[least].bound.or_less(),
            count: nths.len(),
            first: nths[0],
            stated: each().any(|nth| self.times[nth].is_some_and(|time| time.stated)),
        }
    }
}

/// What numbers on one scale have in common: unit and measure.
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

/// The series that points have, those with the most points first, and for each group key its rank among them.
fn rank_series<T>(
    points: &FxHashMap<PointKey, T>,
    keys: &[GroupKey],
) -> (Vec<GroupKey>, Vec<Option<usize>>) {
    let mut times = vec![0; keys.len()];
    for series in points.keys().filter_map(|key| key.series) {
        times[series as usize] += 1;
    }
    let mut met: Vec<_> = (0..keys.len()).filter(|&key| times[key] > 0).collect();
    met.sort_by(|&a, &b| {
        times[b]
            .cmp(&times[a])
            .then(keys[a].name.cmp(&keys[b].name))
    });
    let mut ranks = vec![None; keys.len()];
    for (rank, &key) in met.iter().enumerate() {
        ranks[key] = Some(rank);
    }
    (
        met.into_iter().map(|key| keys[key].clone()).collect(),
        ranks,
    )
}
