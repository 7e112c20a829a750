//! Facets: the number of articles or figures for each group key of a dimension.

use super::FigureSearch;
use super::dimension::Dimension;
use super::group_key::{GroupKey, GroupKeys};
use super::source_names::Aliases;
use crate::error::Result;
use crate::index::IndexReader;
use crate::index::figure_attributes::FigureAttributes;
use crate::query::excluded_counts::ExcludedCounts;
use crate::query::warning::Warning;

/// The counts of articles or figures in one dimension.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The dimension by which the articles or figures are counted.
    pub by: Dimension,
    /// Each group key with its count. Months are in calendar order. Other keys are sorted by count, highest first.
    pub counts: Vec<(GroupKey, usize)>,
    /// The number of articles or figures without a known group key.
    pub unknown: usize,
    /// The number of matching articles or figures.
    pub total: usize,
    /// The numbers of hits left out, by reason.
    pub excluded: ExcludedCounts,
}

/// The facets for one query, with its interpretation and warnings.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// One facet for each requested dimension.
    pub facets: Vec<Facet>,
    /// How each query word was interpreted. Empty if only articles are counted.
    pub asks: Vec<String>,
    /// Warnings about the query, to be printed with the answer.
    pub warnings: Vec<Warning>,
}

impl FigureSearch {
    /// Counts the matches in each dimension: articles by outlet and month, figures in all other dimensions.
    pub fn facets(
        &self,
        reader: &IndexReader,
        by: &[Dimension],
        aliases: &Aliases,
    ) -> Result<Facets> {
        let asks = |articles: bool| by.iter().any(|by| by.of_articles() == articles);
        let articles = asks(true).then(|| self.articles(reader)).transpose()?;
        let figures = asks(false).then(|| self.run(reader)).transpose()?;
        let mut answer = Facets::default();
        for &by in by {
            let among = if by.of_articles() {
                &articles
            } else {
                &figures
            };
            if let Some(among) = among {
                let mut keys = among.columns.keys(by, aliases)?;
                let mut excluded = among.excluded;
                if let Some(fact) = by.fact().filter(|_| !self.include.uncertain) {
                    let before = keys.of.len();
                    let mut attributes = among.columns.traits()?.into_iter();
                    let uncertain =
                        |figure: FigureAttributes| figure.uncertain.contains_any(&[fact]);
                    keys.of
                        .retain(|_| !attributes.next().is_some_and(uncertain));
                    excluded.uncertain += before - keys.of.len();
                }
                answer.facets.push(count(by, keys, excluded));
            }
        }
        answer.asks = figures
            .as_ref()
            .map(|figures| figures.asks.clone())
            .unwrap_or_default();
        answer.warnings = figures
            .or(articles)
            .map(|among| among.warnings)
            .unwrap_or_default();
        Ok(answer)
    }
}

fn count(by: Dimension, keys: GroupKeys, excluded: ExcludedCounts) -> Facet {
    let total = keys.of.len();
    let mut counts: Vec<_> = keys.keys.into_iter().map(|key| (key, 0)).collect();
    for key in keys.of.iter().flatten() {
        counts[*key as usize].1 += 1;
    }
    if by == Dimension::Month {
        counts.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    } else {
        counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.name.cmp(&b.name)));
    }
    let known: usize = counts.iter().map(|(_, count)| count).sum();
    Facet {
        by,
        counts,
        unknown: total - known,
        total,
        excluded,
    }
}
