//! Where a figure appeared first, and who gave it again.
//!
//! Figures of one number, unit, measure and side are taken for one. An article counts once. That an article has a figure from
//! another outlet is read from its claimant, from the words around an outlet's name in its sentence, from a dateline, from
//! its authors, and from a credit at its end.

use rustc_hash::{FxHashMap, FxHashSet};

use super::claimants::Aliases;
use super::groups::total;
use super::keys::{Keys, side};
use super::via::Outlets;
use super::{Dimension, Figures, Row};
use crate::error::Result;
use crate::figure::Measure;

/// A figure that articles have in common.
#[derive(Clone, Debug)]
pub struct Repeated {
    /// The least and the most that it states.
    pub numbers: (f64, f64),
    /// Its unit.
    pub unit: Option<String>,
    /// What happened to what is counted.
    pub measure: Option<Measure>,
    /// Whose it is that is counted.
    pub whose: Option<String>,
    /// How many outlets gave it, those without a name left out.
    pub outlets: usize,
    /// The places of the figures, one for each article, in the order in which the articles were published; undated ones last.
    pub places: Vec<usize>,
}

/// An article that has the figure.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// Its figure.
    pub row: Row,
    /// The outlet that it has the figure from, the one that this has it from, and so on.
    pub via: Vec<String>,
}

impl Figures<'_> {
    /// The figures that state one number, those that most articles have first.
    pub fn repeated(&self) -> Result<Vec<Repeated>> {
        let (stated, traits) = (self.places.stated()?, self.places.traits()?);
        let units = self.places.names("unit")?;
        let sides = Keys::joined(&self.places.names("whose")?, |name| (side(name), None));
        let outlets = self.places.keys(Dimension::Outlet, &Aliases::default())?;
        let (published, order) = (self.places.published()?, self.places.order()?);
        let mut same: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for nth in 0..self.total() {
            let numbers = (total(stated[nth].0), total(stated[nth].1));
            let key = (numbers, units.of[nth], traits[nth].measure, sides.of[nth]);
            same.entry(key).or_default().push(nth);
        }
        let repeated = |((_, unit, measure, whose), mut places): (_, Vec<usize>)| {
            let day = |nth: usize| published[nth].map_or(i64::MAX, |(first, _)| first);
            places.sort_unstable_by_key(|&nth| (day(nth), order[nth], nth));
            let mut met = FxHashSet::default();
            places.retain(|&nth| met.insert(order[nth]));
            let named: FxHashSet<_> = places.iter().filter_map(|&nth| outlets.of[nth]).collect();
            Repeated {
                numbers: stated[places[0]],
                unit: Option::<u32>::map(unit, |unit| units.texts[unit as usize].clone()),
                measure,
                whose: Option::<u32>::map(whose, |whose| sides.keys[whose as usize].name.clone()),
                outlets: named.len(),
                places,
            }
        };
        let mut repeated: Vec<_> = same.into_iter().map(repeated).collect();
        repeated.sort_by_key(|one| (std::cmp::Reverse(one.places.len()), one.places[0]));
        Ok(repeated)
    }

    /// Whether one of the figures at these places is of an article, known by its order.
    pub fn of_article(&self, nths: &[usize], article: u64) -> bool {
        let order = self.places.order().unwrap_or_default();
        nths.iter().any(|&nth| order.get(nth) == Some(&article))
    }

    /// The first articles that have a figure, at most so many, each with whom it has it from.
    pub fn trace(
        &self,
        repeated: &Repeated,
        outlets: &Outlets,
        most: usize,
    ) -> Result<Vec<Repeat>> {
        let rows: Vec<Row> = self
            .rows(repeated.places.iter().take(most).map(|&nth| (nth, 0.0)))
            .collect::<Result<_>>()?;
        let from: Vec<_> = rows.iter().map(|row| outlets.source_of(row)).collect();
        // The first article of each outlet stands for it in a chain, unless it came later than what names the outlet.
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        for (nth, row) in rows.iter().enumerate() {
            if let Some(outlet) = &row.record.article.outlet {
                first.entry(&outlet.value).or_insert(nth);
            }
        }
        let repeats = rows.iter().enumerate().map(|(nth, row)| {
            let outlet = row.record.article.outlet.as_ref();
            let outlet = outlet.map_or("", |outlet| &outlet.value);
            Repeat {
                row: row.clone(),
                via: chain(nth, outlet, &from, &first),
            }
        });
        Ok(repeats.collect())
    }
}

/// From the source of one article of `outlet` to that of the source's own, and so on back in time; no outlet comes twice.
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
