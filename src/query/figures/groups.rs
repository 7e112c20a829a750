//! Groups the figures of an answer by a dimension. Each group becomes one row.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Figures;
use super::dimension::Dimension;
use super::group_key::GroupKey;
use super::source_names::Aliases;
use crate::error::Result;

/// Figures with the same group key and the same unit.
#[derive(Clone, Debug)]
pub struct FigureGroup {
    /// The group key, or `None` if it is not known.
    pub key: Option<GroupKey>,
    /// The unit, or `None` if people or things are counted.
    pub unit: Option<String>,
    /// The number of figures in the group.
    pub count: usize,
    /// The index of the figure with the lowest number.
    pub lowest: usize,
    /// The index of the figure with the highest number.
    pub highest: usize,
    /// The index of the figure that was published first.
    pub first: usize,
}

impl Figures<'_> {
    /// Groups the figures. The largest groups come first, and groups without a known key come last. Vague figures are
    /// counted, but `lowest` and `highest` ignore them unless the whole group is vague.
    pub fn groups(&self, by: Dimension, aliases: &Aliases) -> Result<Vec<FigureGroup>> {
        let keys = self.columns.keys(by, aliases)?;
        let (numbers, traits) = (self.columns.numbers()?, self.columns.traits()?);
        let units = self.columns.names("unit")?;
        let publication_order = self.publication_order()?;
        let mut groups: FxHashMap<_, FigureGroup> = FxHashMap::default();
        for nth in 0..self.total() {
            let key = keys.of[nth];
            let group = groups
                .entry((key, units.of[nth]))
                .or_insert_with(|| FigureGroup {
                    key: key.map(|key| keys.keys[key as usize].clone()),
                    unit: units.get(nth).map(str::to_owned),
                    count: 0,
                    lowest: nth,
                    highest: nth,
                    first: nth,
                });
            group.count += 1;
            let vague = |nth: usize| traits[nth].vague;
            let low = |nth: usize| {
                (
                    vague(nth),
                    order_key(numbers[nth].0),
                    publication_order[nth],
                )
            };
            if low(nth) < low(group.lowest) {
                group.lowest = nth;
            }
            let high = |nth: usize| {
                (
                    vague(nth),
                    Reverse(order_key(numbers[nth].1)),
                    publication_order[nth],
                )
            };
            if high(nth) < high(group.highest) {
                group.highest = nth;
            }
            if publication_order[nth] < publication_order[group.first] {
                group.first = nth;
            }
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by(|a, b| {
            let unknown = a.key.is_none().cmp(&b.key.is_none());
            unknown
                .then(b.count.cmp(&a.count))
                .then(publication_order[a.first].cmp(&publication_order[b.first]))
        });
        Ok(groups)
    }

    /// Returns a sort key for each figure: the earliest day on which its article may have been published, and
    /// tie-breakers. Undated figures sort last.
    pub(super) fn publication_order(&self) -> Result<Vec<(i64, u64, usize)>> {
        let (published, order) = (self.columns.published()?, self.columns.order()?);
        let publication_order = (0..self.total()).map(|nth| {
            let day = published[nth].map_or(i64::MAX, |(first, _)| first);
            (day, order[nth], nth)
        });
        Ok(publication_order.collect())
    }
}

/// Maps a number to an integer that sorts in the same order.
pub(super) fn order_key(number: f64) -> i64 {
    let bits = number.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}
