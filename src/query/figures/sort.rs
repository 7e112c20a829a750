//! Sorts the figures of an answer.

use std::cmp::{Ordering, Reverse};

use super::Figures;
use super::doc_columns::{Days, DictionaryColumn};
use crate::error::Result;
use crate::query::search::proximity::sentence_scores;

/// The value by which figures are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// The score of the sentence. Figures with equal scores are sorted by date, the newest first.
    #[default]
    Relevance,
    /// The number. A range is sorted by its lower end or, in descending order, by its upper end.
    Value,
    /// The time given by the figure's time expression.
    AsOf,
    /// The publication date of the article.
    Published,
    /// The name of the outlet.
    Outlet,
    /// The name of the source.
    Source,
}

/// The order of figures. Figures without a value to sort by come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FigureSort {
    /// The value to sort by.
    pub by: SortKey,
    /// Whether the highest, latest or alphabetically last values come first. Ignored when sorting by relevance.
    pub descending: bool,
}

impl Figures<'_> {
    /// Returns the figures in index order, as pairs of index and score. All scores are 0.
    pub fn unsorted(&self) -> Vec<(usize, f32)> {
        (0..self.total()).map(|nth| (nth, 0.0)).collect()
    }

    /// Returns the figures sorted as `sort` specifies, as pairs of index and score. Scores are 0 unless figures are
    /// sorted by relevance.
    pub fn sorted(&self, sort: FigureSort) -> Result<Vec<(usize, f32)>> {
        let (published, order) = (self.columns.published()?, self.columns.order()?);
        let mut ranked = self.unsorted();
        let newest = |nth: usize| {
            let day = published[nth].map_or(i64::MIN, |(first, _)| first);
            (Reverse(day), order[nth], nth)
        };
        let by = |first: &mut dyn FnMut(usize, usize) -> Ordering,
                  ranked: &mut Vec<(usize, f32)>| {
            ranked.sort_by(|&(a, _), &(b, _)| first(a, b).then(newest(a).cmp(&newest(b))));
        };
        let down = sort.descending;
        match sort.by {
            SortKey::Relevance => {
                let scores = sentence_scores(self.columns.reader, &self.words, &self.columns.docs);
                let scores = scores.map_err(self.columns.reader.failed())?;
                by(&mut |a, b| scores[b].total_cmp(&scores[a]), &mut ranked);
                for (nth, score) in &mut ranked {
                    *score = scores[*nth];
                }
            }
            SortKey::Value => {
                let numbers = self.columns.numbers()?;
                by(
                    &mut |a, b| {
                        if down {
                            numbers[b].1.total_cmp(&numbers[a].1)
                        } else {
                            numbers[a].0.total_cmp(&numbers[b].0)
                        }
                    },
                    &mut ranked,
                );
            }
            SortKey::AsOf => {
                let days = self.columns.as_of()?;
                by(&mut |a, b| by_day(days[a], days[b], down), &mut ranked);
            }
            SortKey::Published => {
                by(
                    &mut |a, b| by_day(published[a], published[b], down),
                    &mut ranked,
                );
            }
            SortKey::Outlet => {
                let names = alphabetical_ranks(&self.columns.outlets()?);
                by(
                    &mut |a, b| known_first(names[a], names[b], down),
                    &mut ranked,
                );
            }
            SortKey::Source => {
                let names = alphabetical_ranks(&self.columns.names("claimant")?);
                by(
                    &mut |a, b| known_first(names[a], names[b], down),
                    &mut ranked,
                );
            }
        }
        Ok(ranked)
    }
}

fn by_day(a: Option<Days>, b: Option<Days>, down: bool) -> Ordering {
    let day = |days: Option<Days>| days.map(|(first, last)| if down { last } else { first });
    known_first(day(a), day(b), down)
}

fn known_first<T: Ord>(a: Option<T>, b: Option<T>, down: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if down => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Returns the alphabetical rank of each document's string, ignoring case. The rank is `None` if a document has no
/// string.
fn alphabetical_ranks(names: &DictionaryColumn) -> Vec<Option<usize>> {
    let lower: Vec<_> = names.texts.iter().map(|text| text.to_lowercase()).collect();
    let mut sorted: Vec<_> = (0..lower.len()).collect();
    sorted.sort_by_key(|&name| (&lower[name], &names.texts[name]));
    let mut ranks = vec![0; lower.len()];
    for (place, name) in sorted.into_iter().enumerate() {
        ranks[name] = place;
    }
    let of = names.of.iter();
    of.map(|name| name.map(|name| ranks[name as usize]))
        .collect()
}
