//! Facets: how many articles or figures there are for each group key of a dimension.

use super::FigureSearch;
use super::dimension::Dimension;
use super::group_key::{GroupKey, GroupKeys};
use super::source_names::Aliases;
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::excluded_counts::ExcludedCounts;

/// How many articles, or figures, there are of each kind.
#[derive(Clone, Debug)]
pub struct Facet {
    /// What was counted by.
    pub by: Dimension,
    /// Each kind with how many there are: months in their order, all else the most frequent ones first.
    pub counts: Vec<(GroupKey, usize)>,
    /// Of how many it is not known.
    pub unknown: usize,
    /// How many there are in all.
    pub total: usize,
    /// What was left out.
    pub excluded: ExcludedCounts,
}

/// Facets, and what was left out of them.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// One for each that was asked for.
    pub facets: Vec<Facet>,
    /// What each word of the query asked, where figures are counted.
    pub asks: Vec<String>,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

impl FigureSearch {
    /// Counts what matches: articles by outlet and month, figures by all else.
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
                let keys = among.columns.keys(by, aliases)?;
                answer.facets.push(count(by, keys, among.excluded));
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
