//! Traces the propagation of a figure: the articles that share it, in order of publication, with the outlets that they
//! cite.
//!
//! Figures with the same number, unit, measure and owner count as one shared figure, and each article counts once.
//! Citations are looked up in the figure's source, in its sentence, in the dateline, among the authors, and in a credit
//! at the end of the article, in this order.

use rustc_hash::{FxHashMap, FxHashSet};

use super::citations::CitationFinder;
use super::groups::order_key;
use super::source_names::Aliases;
use super::{Dimension, FigureRow, FigureRows, Figures};
use crate::error::Result;
use crate::figure::Measure;

/// A figure, with the articles that contain it.
#[derive(Clone, Debug)]
pub struct SharedFigure {
    /// The lower and the upper end of the stated range. They are equal for a single number.
    pub numbers: (f64, f64),
    /// The unit, or `None` if people or things are counted.
    pub unit: Option<String>,
    /// The measure, or `None` if no article states it.
    pub measure: Option<Measure>,
    /// The owner of the counted people or things, or `None` if no article names one.
    pub whose: Option<String>,
    /// The number of articles that do not state the measure or the owner, although others do.
    pub underspecified: usize,
    /// The number of outlets that published the figure. Articles without a known outlet are ignored.
    pub outlets: usize,
    /// The indices of the figures, one per article, in order of publication. Undated articles come last.
    pub places: Vec<usize>,
}

/// An article that contains a shared figure.
#[derive(Clone, Debug)]
pub struct Appearance {
    /// The figure and its article.
    pub row: FigureRow,
    /// Whether the article was certainly published before all other dated articles that share the figure.
    pub first: bool,
    /// The chain of citations: the outlet that the article cites, the outlet that the cited outlet cites in turn, and
    /// so on.
    pub cites: Vec<String>,
}

impl Figures<'_> {
    /// Returns the shared figures, sorted by number of articles, highest first.
    pub(super) fn repeated(&self) -> Result<Vec<SharedFigure>> {
        let (stated, traits) = (self.columns.stated()?, self.columns.traits()?);
        let units = self.columns.names("unit")?;
        let aliases = Aliases::default();
        let sides = self.columns.keys(Dimension::Whose, &aliases)?;
        let outlets = self.columns.keys(Dimension::Outlet, &aliases)?;
        let (published, order) = (self.columns.published()?, self.columns.order()?);
        let mut same: FxHashMap<SharedFigureKey, Vec<usize>> = FxHashMap::default();
        for nth in 0..self.total() {
            same.entry(SharedFigureKey {
                numbers: (order_key(stated[nth].0), order_key(stated[nth].1)),
                unit: units.of[nth],
                measure: traits[nth].measure,
                side: sides.of[nth],
            })
            .or_default()
            .push(nth);
        }
        merge_underspecified(&mut same, |nth| distinctive(stated[nth]));
        let repeated = |(same, mut places): (SharedFigureKey, Vec<usize>)| {
            let underspecified = |nth: &&usize| {
                traits[**nth].measure != same.measure || sides.of[**nth] != same.side
            };
            let day = |nth: usize| published[nth].map_or(i64::MAX, |(first, _)| first);
            places.sort_unstable_by_key(|&nth| (day(nth), order[nth], nth));
            let mut seen = FxHashSet::default();
            places.retain(|&nth| seen.insert(order[nth]));
            let named: FxHashSet<_> = places.iter().filter_map(|&nth| outlets.of[nth]).collect();
            SharedFigure {
                numbers: stated[places[0]],
                unit: same.unit.map(|unit| units.texts[unit as usize].clone()),
                measure: same.measure,
                whose: same.side.map(|side| sides.keys[side as usize].name.clone()),
                underspecified: places.iter().filter(underspecified).count(),
                outlets: named.len(),
                places,
            }
        };
        let mut repeated: Vec<_> = same.into_iter().map(repeated).collect();
        repeated.sort_by_key(|one| (std::cmp::Reverse(one.places.len()), one.places[0]));
        Ok(repeated)
    }

    /// Returns the indices of the figures in the article whose tie order is `article`.
    pub(super) fn of_article(&self, article: u64) -> Result<FxHashSet<usize>> {
        let order = self.columns.order()?.into_iter().enumerate();
        Ok(order
            .filter(|(_, order)| *order == article)
            .map(|(nth, _)| nth)
            .collect())
    }

    /// Returns at most `most` articles that share the figure `repeated`, earliest first, each with its chain of
    /// citations.
    pub fn trace(
        &self,
        rows: &mut FigureRows<'_>,
        repeated: &SharedFigure,
        outlets: &CitationFinder,
        most: usize,
    ) -> Result<Vec<Appearance>> {
        let read = repeated
            .places
            .iter()
            .take(most)
            .map(|&nth| rows.read(nth, 0.0));
        let mut rows = Vec::new();
        for row in read {
            let row = row?;
            let source = outlets.cited_outlet(&row);
            rows.push((row, source));
        }
        // On the same day, an article that cites an outlet comes after one that does not.
        let day = |row: &FigureRow| row.published().map_or(i64::MAX, |date| date.days().0);
        rows.sort_by_key(|(row, source)| (day(row), source.is_some()));
        let (rows, from): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        // Maps each outlet to its first article, from which `chain` takes the next citation.
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        for (nth, row) in rows.iter().enumerate() {
            if let Some(outlet) = &row.record.article.outlet {
                first.entry(&outlet.value).or_insert(nth);
            }
        }
        // The rows are sorted by day, so the second row is the earliest of the others.
        let days = |nth: usize| Some(rows.get(nth)?.published()?.days());
        let alone = days(0).is_some_and(|(_, last)| days(1).is_none_or(|(next, _)| last < next));
        let repeats = rows.iter().enumerate().map(|(nth, row)| {
            let outlet = row.record.article.outlet.as_ref();
            let outlet = outlet.map_or("", |outlet| &outlet.value);
            Appearance {
                row: row.clone(),
                first: nth == 0 && alone,
                cites: chain(nth, outlet, &from, &first),
            }
        });
        Ok(repeats.collect())
    }
}

/// The attributes that figures must have in common to count as one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct SharedFigureKey {
    numbers: (i64, i64),
    unit: Option<u32>,
    measure: Option<Measure>,
    side: Option<u32>,
}

impl SharedFigureKey {
    /// Returns how many of the two attributes, measure and owner, are known.
    fn known_count(&self) -> usize {
        usize::from(self.measure.is_some()) + usize::from(self.side.is_some())
    }

    /// Returns whether `other` may be the same figure with more attributes known.
    fn is_compatible(&self, other: &Self) -> bool {
        (self.numbers, self.unit) == (other.numbers, other.unit)
            && self.known_count() < other.known_count()
            && (self.measure.is_none() || self.measure == other.measure)
            && (self.side.is_none() || self.side == other.side)
    }
}

/// Merges figures with unknown attributes into compatible figures with more known attributes. A figure is merged only
/// if its number is `distinctive` and exactly one other figure is compatible.
fn merge_underspecified(
    same: &mut FxHashMap<SharedFigureKey, Vec<usize>>,
    distinctive: impl Fn(usize) -> bool,
) {
    for known in [1, 0] {
        let little: Vec<_> = same
            .iter()
            .filter(|(same, places)| same.known_count() == known && distinctive(places[0]))
            .map(|(same, _)| *same)
            .collect();
        for little in little {
            let mut others = same.keys().filter(|other| little.is_compatible(other));
            if let (Some(&other), None) = (others.next(), others.next())
                && let Some(places) = same.remove(&little)
            {
                same.entry(other).or_default().extend(places);
            }
        }
    }
}

/// Returns whether a figure states a single number with at least three significant digits, which unrelated figures
/// seldom share.
fn distinctive((low, high): (f64, f64)) -> bool {
    let digits = |number: f64| {
        let text = number.abs().to_string();
        text.trim_end_matches('0')
            .bytes()
            .filter(u8::is_ascii_digit)
            .count()
    };
    low.total_cmp(&high).is_eq() && digits(low) >= 3
}

/// Returns the chain of citations from the article at `nth`, which `outlet` published. Follows citations only to
/// earlier articles, and includes no outlet twice.
fn chain(
    nth: usize,
    outlet: &str,
    from: &[Option<String>],
    first: &FxHashMap<&str, usize>,
) -> Vec<String> {
    let mut via: Vec<String> = Vec::new();
    let mut at = Some(nth);
    while let Some((place, source)) = at.and_then(|at| Some((at, from[at].as_ref()?))) {
        if source == outlet || via.contains(source) {
            break;
        }
        via.push(source.clone());
        let own = first.get(source.as_str()).copied();
        at = own.filter(|&own| own < place);
    }
    via
}
