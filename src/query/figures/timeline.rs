//! Timelines, which show what each source (or other group) stated in each period.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Figures;
use super::dimension::Dimension;
use super::doc_columns::{Days, DictionaryColumn};
use super::group_key::{GroupKey, GroupKeys};
use super::groups::order_key;
use super::source_names::Aliases;
use super::valid_time::{Period, ValidTime};
use crate::error::Result;
use crate::figure::{Bound, Measure, Scope, Stance};
use crate::index::figure_attributes::FigureAttributes;

/// The maximum number of periods in a timeline whose period length is chosen automatically. The shortest period that
/// stays within this limit is used.
const MOST_PERIODS: usize = 60;

/// Figures with the same unit and measure, ordered by time.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The unit of the numbers, or `None` if people or things are counted.
    pub unit: Option<String>,
    /// The measure of the figures, or `None` if they have no measure.
    pub measure: Option<Measure>,
    /// The dimension by which the figures are divided into series.
    pub by: Dimension,
    /// The series, sorted by number of points, highest first.
    pub series: Vec<GroupKey>,
    /// The points in chronological order, with undated points last.
    pub points: Vec<Point>,
    /// The number of figures left out because they have a different unit or measure.
    pub others: usize,
    /// The number of figures without a date.
    pub undated: usize,
}

/// The figures of one series in one period that have the same modality, scope and vagueness.
#[derive(Clone, Debug)]
pub struct Point {
    /// The period, or `None` if no date is known.
    pub days: Option<Days>,
    /// The index of the series in the timeline, or `None` for figures without a known series.
    pub series: Option<usize>,
    /// The modality of the figures.
    pub stance: Stance,
    /// The scope of the figures if they are parts or additions, or `None` for all other figures.
    pub scope: Option<Scope>,
    /// Whether the numbers are estimates for words such as "dozens".
    pub vague: bool,
    /// The lowest and the highest number stated.
    pub numbers: (f64, f64),
    /// The bounds of the lowest and the highest number.
    pub bounds: [Bound; 2],
    /// The number of figures that the point combines.
    pub count: usize,
    /// The index of the figure that was published first.
    pub first: usize,
    /// Whether the time of at least one figure comes from its time expression rather than from the article's date.
    pub stated: bool,
}

impl Figures<'_> {
    /// Builds a timeline with one series for each group key of the dimension `series`. If `by` is `None`, the period
    /// length is chosen automatically. Only figures with the most frequent unit and measure are used, because numbers
    /// with other units or measures are not on the same scale.
    pub fn timeline(
        &self,
        by: Option<Period>,
        series: Dimension,
        aliases: &Aliases,
    ) -> Result<Timeline> {
        let columns = TimelineColumns::new(self, series, aliases)?;
        let dimension = series;
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
            by: dimension,
            series,
            points,
            others: self.total() - nths.len(),
            undated,
        })
    }
}

impl Point {
    /// Returns the sort key of a point: its time, series, modality, scope and vagueness. Undated points sort last.
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

/// The attributes that the figures of one point share.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PointKey {
    /// The period, or `None` if no date is known.
    days: Option<Days>,
    /// The series, as an index into the group keys, or `None` if it is not known.
    series: Option<u32>,
    stance: Stance,
    scope: Option<Scope>,
    vague: bool,
}

/// The columns from which a timeline is built, with one value per figure.
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

    /// Maps the days of each figure to the period that contains them. Many figures share the same days, so each
    /// distinct pair of days is mapped only once.
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

    /// Builds the point for the figures `nths`, which must not be empty.
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
            bounds: [self.attributes[least].bound, self.attributes[most].bound],
            count: nths.len(),
            first: nths[0],
            stated: each().any(|nth| self.times[nth].is_some_and(|time| time.stated)),
        }
    }
}

/// The unit and the measure. Numbers that have both in common are on the same scale.
type NumberScale = (Option<u32>, Option<Measure>);

/// Returns the most frequent scale, or `None` if there are no scales.
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

/// Returns the shortest period length that groups `days` into at most `MOST_PERIODS` periods, or a year if none does.
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

/// Returns the series that have points, sorted by number of points, highest first. Also returns the rank of each group
/// key among these series, or `None` if the key has no points.
fn rank_series<T>(
    points: &FxHashMap<PointKey, T>,
    keys: &[GroupKey],
) -> (Vec<GroupKey>, Vec<Option<usize>>) {
    let mut times = vec![0; keys.len()];
    for series in points.keys().filter_map(|key| key.series) {
        times[series as usize] += 1;
    }
    let mut used_keys: Vec<_> = (0..keys.len()).filter(|&key| times[key] > 0).collect();
    used_keys.sort_by(|&a, &b| {
        times[b]
            .cmp(&times[a])
            .then(keys[a].name.cmp(&keys[b].name))
    });
    let mut ranks = vec![None; keys.len()];
    for (rank, &key) in used_keys.iter().enumerate() {
        ranks[key] = Some(rank);
    }
    (
        used_keys.into_iter().map(|key| keys[key].clone()).collect(),
        ranks,
    )
}
