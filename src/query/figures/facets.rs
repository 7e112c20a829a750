//! How many there are of each kind.

use super::claimants::Aliases;
use super::keys::{Dimension, Key, Keys};
use super::{FigureSearch, Figures};
use crate::error::Result;
use crate::index::Reader;
use crate::query::search::Excluded;

/// How many articles, or figures, there are of each kind.
#[derive(Clone, Debug)]
pub struct Facet {
    /// What was counted by.
    pub by: Dimension,
    /// Each kind with how many there are: months in their order, all else the most frequent ones first.
    pub counts: Vec<(Key, usize)>,
    /// Of how many it is not known.
    pub unknown: usize,
    /// How many there are in all.
    pub total: usize,
}

/// Facets, and what was left out of them.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// One for each that was asked for.
    pub facets: Vec<Facet>,
    /// What was left out.
    pub excluded: Excluded,
    /// What the one who asks should know.
    pub warnings: Vec<String>,
}

impl FigureSearch {
    /// Counts what matches: articles by outlet and month, figures by all else.
    pub fn facets(&self, reader: &Reader, by: &[Dimension], aliases: &Aliases) -> Result<Facets> {
        let asks = |articles: bool| by.iter().any(|by| by.of_articles() == articles);
        let articles = asks(true).then(|| self.articles(reader)).transpose()?;
        let figures = asks(false).then(|| self.run(reader)).transpose()?;
        let mut answer = Facets::default();
        for &by in by {
            let figures = figures.as_ref().map(|figures| &figures.places);
            let articles = articles.as_ref().map(|articles| &articles.places);
            if let Some(places) = if by.of_articles() { articles } else { figures } {
                answer.facets.push(count(by, places.keys(by, aliases)?));
            }
        }
        if let Some(Figures {
            excluded, warnings, ..
        }) = figures.or(articles)
        {
            (answer.excluded, answer.warnings) = (excluded, warnings);
        }
        Ok(answer)
    }
}

fn count(by: Dimension, keys: Keys) -> Facet {
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
    }
}
