//! Finds the figures in given articles that match figure conditions, separately for each condition.

use rustc_hash::FxHashMap;
use tantivy::query::{EnableScoring, Query, Scorer};
use tantivy::{DocAddress, DocId, TERMINATED};

use crate::index::IndexReader;
use crate::index::block_join::Blocks;

/// The matching figures of one article, one list per condition. Figures are numbered from 0 within their article.
pub type FigureMatches = Vec<Vec<usize>>;

/// Returns the matching figures of each article in `articles`, with a separate list for each condition. The
/// result is empty if there are no conditions. `articles` must
/// be sorted and free of duplicates.
pub fn figure_matches(
    reader: &IndexReader,
    conditions: &[Box<dyn Query>],
    articles: &[DocAddress],
) -> tantivy::Result<FxHashMap<DocAddress, FigureMatches>> {
    let mut found = FxHashMap::default();
    if conditions.is_empty() {
        return Ok(found);
    }
    let unscored = EnableScoring::disabled_from_searcher(reader.searcher());
    let weights: Vec<_> = conditions
        .iter()
        .map(|query| query.weight(unscored))
        .collect::<tantivy::Result<_>>()?;
    // Opens each scorer only once per segment, because opening one may search the whole segment for its first match.
    // Scorers move only forwards, so `articles` must be sorted.
    for of_segment in articles.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = reader.searcher().segment_reader(of_segment[0].segment_ord);
        let blocks = Blocks::open(reader.columns(), segment)?;
        let mut scorers: Vec<_> = weights
            .iter()
            .map(|weight| weight.scorer(segment, 1.0))
            .collect::<tantivy::Result<_>>()?;
        for article in of_segment {
            let start = blocks.start(article.doc_id);
            let of = |scorer: &mut Box<dyn Scorer>| figures(&mut **scorer, start, article.doc_id);
            found.insert(*article, scorers.iter_mut().map(of).collect());
        }
    }
    Ok(found)
}

/// Returns the matches in `start..end`, as offsets from `start`.
fn figures(scorer: &mut dyn Scorer, start: DocId, end: DocId) -> Vec<usize> {
    let mut figures = Vec::new();
    let mut doc = scorer.doc();
    if doc < start {
        doc = scorer.seek(start);
    }
    while doc != TERMINATED && doc < end {
        figures.push((doc - start) as usize);
        doc = scorer.advance();
    }
    figures
}
