//! Proximity scoring. An article scores higher if the query words occur close together and in query order, or in the
//! sentence of a figure that meets the conditions.
//!
//! - Two words that are adjacent in the query, not counting function words, score as a pair if the second follows the
//!   first in the article within `REACH` positions. Each such occurrence counts as 1/distance, and the pair has the IDF
//!   of its more frequent word.
//! - A word in the figure's sentence scores `SENTENCE` times the maximum BM25F score for its IDF, plus a bonus for
//!   closeness to the figure. Therefore, one occurrence in the sentence outweighs any number of occurrences elsewhere
//!   in the article.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::figure_matches::FigureMatches;
use crate::figure::Place;
use crate::index::IndexReader;
use crate::index::block_join::Blocks;
use crate::index::columns::{Columns, SpreadColumn};
use crate::index::schema::place_of;
use crate::index::schema::{POSITION, SENTENCE_ENDS};
use crate::query::planner::function_words::is_function_word;
use crate::query::tantivy_ext::bm25f;
use crate::query::tantivy_ext::bm25f_word::{WeightedWord, WordPostings};
use crate::query::tantivy_ext::sentence_bounds::{ends, sentence_of, word_positions};

/// The weight of a pair of words, relative to a single word of the same frequency.
const PAIR: Score = 0.6;
/// The maximum distance, in positions, from the first word of a pair to the second.
const REACH: u32 = 4;
/// The weight of a word in the figure's sentence, relative to the word's maximum score.
const SENTENCE: Score = 1.0;
/// The weight of a headline word when figures are ranked, relative to the word's maximum score.
const HEADLINE: Score = 0.25;
/// The distance from the figure, in words, at which the closeness bonus is halved.
const NEAR: Score = 4.0;

/// The parts of an article's score.
#[derive(Clone, Debug, Default)]
pub struct ScoreParts {
    /// The score of each query word.
    pub words: Vec<WordScore>,
    /// The pairs of query words that occur close together, as indices into `words`, with their scores.
    pub pairs: Vec<(usize, usize, Score)>,
    /// The query words in the sentences of matching figures, as indices into `words`, with their total score. `None` if
    /// there are no such words.
    pub figure: Option<(Vec<usize>, Score)>,
}

/// The score of a word in an article.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordScore {
    /// The number of occurrences in the headline.
    pub in_title: u32,
    /// The number of occurrences in the body.
    pub in_body: u32,
    /// The word's share of the article's score.
    pub score: Score,
}

impl ScoreParts {
    /// Returns the sum of all parts.
    pub fn score(&self) -> Score {
        let words: Score = self.words.iter().map(|part| part.score).sum();
        let pairs: Score = self.pairs.iter().map(|(.., score)| score).sum();
        words + pairs + self.figure.as_ref().map_or(0.0, |(_, score)| *score)
    }
}

/// Computes the score parts of `articles`, which must be sorted and free of duplicates.
pub fn score_parts(
    reader: &IndexReader,
    words: &[Arc<WeightedWord>],
    articles: &[DocAddress],
    matched: &FxHashMap<DocAddress, FigureMatches>,
) -> tantivy::Result<FxHashMap<DocAddress, ScoreParts>> {
    let pairs = pairs(words);
    let mut found = FxHashMap::default();
    for of_segment in articles.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = reader.searcher().segment_reader(of_segment[0].segment_ord);
        let mut segment_words = SegmentWords::new(segment, words, &pairs)?;
        if !matched.is_empty() {
            let sentences = FigureSentences::open(reader.columns(), segment)?;
            segment_words.sentences = Some(sentences);
        }
        for article in of_segment {
            let none = Vec::new();
            let figures = matched.get(article).unwrap_or(&none);
            found.insert(*article, segment_words.score_parts(article.doc_id, figures));
        }
    }
    Ok(found)
}

/// Returns a score for each figure, based on the query words in its sentence and in its article's headline. `figures`
/// must be in index order.
pub fn sentence_scores(
    reader: &IndexReader,
    words: &[Arc<WeightedWord>],
    figures: &[DocAddress],
) -> tantivy::Result<Vec<Score>> {
    let mut scores = Vec::with_capacity(figures.len());
    for of_segment in figures.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = reader.searcher().segment_reader(of_segment[0].segment_ord);
        let mut segment_words = SegmentWords::new(segment, words, &[])?;
        let sentences = FigureSentences::open(reader.columns(), segment)?;
        let mut at = None;
        let mut sentence_ends = Vec::new();
        for figure in of_segment {
            let article = sentences.blocks.article(figure.doc_id);
            if at != Some(article) {
                at = Some(article);
                segment_words.read_positions(article);
                let column = sentences.ends.as_ref();
                sentence_ends = column.map_or_else(Vec::new, |column| ends(column, article));
            }
            let position = sentences
                .position
                .as_ref()
                .and_then(|p| p.first(figure.doc_id));
            let score = position.map_or(0.0, |p| {
                segment_words.sentence_score(place_of(p), &sentence_ends)
            });
            scores.push(score);
        }
    }
    Ok(scores)
}

/// Returns the pairs of adjacent query words as indices, each distinct pair once. Function words are skipped.
fn pairs(words: &[Arc<WeightedWord>]) -> Vec<(usize, usize)> {
    let telling = |nth: &usize| !words[*nth].terms.iter().any(|term| is_function_word(term));
    let telling: Vec<_> = (0..words.len()).filter(telling).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for two in telling.windows(2) {
        let (a, b) = (two[0], two[1]);
        let same = |&(c, d): &(usize, usize)| {
            words[a].terms == words[c].terms && words[b].terms == words[d].terms
        };
        if words[a].terms != words[b].terms && !pairs.iter().any(same) {
            pairs.push((a, b));
        }
    }
    pairs
}

/// The columns of a segment that show in which sentence a figure is.
struct FigureSentences {
    blocks: Blocks,
    position: Option<SpreadColumn>,
    ends: Option<SpreadColumn>,
}

impl FigureSentences {
    fn open(columns: &Columns, segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            blocks: Blocks::open(columns, segment)?,
            position: columns.spread_numbers(segment, POSITION)?,
            ends: columns.spread_numbers(segment, SENTENCE_ENDS)?,
        })
    }
}

/// The query words in one segment.
struct SegmentWords<'a> {
    words: &'a [Arc<WeightedWord>],
    pairs: &'a [(usize, usize)],
    places: Vec<WordPostings>,
    sentences: Option<FigureSentences>,
    /// The positions of each word in the headline and the body of the current article. The buffers are reused.
    positions: Vec<[Vec<u32>; 2]>,
}

impl<'a> SegmentWords<'a> {
    fn new(
        segment: &SegmentReader,
        words: &'a [Arc<WeightedWord>],
        pairs: &'a [(usize, usize)],
    ) -> tantivy::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let places = words
            .iter()
            .map(|word| WordPostings::open(word, segment, option));
        Ok(Self {
            words,
            pairs,
            places: places.collect::<tantivy::Result<_>>()?,
            sentences: None,
            positions: vec![Default::default(); words.len()],
        })
    }

    /// Reads the positions of the words in `doc`.
    fn read_positions(&mut self, doc: DocId) {
        for (places, [in_title, in_body]) in self.places.iter_mut().zip(&mut self.positions) {
            places.seek(doc);
            places.positions(0, doc, in_title);
            places.positions(1, doc, in_body);
        }
    }

    /// Returns the score of a figure's sentence plus that of its article's headline.
    fn sentence_score(&self, figure: (Place, u32), ends: &[u32]) -> Score {
        let (_, sentence) = self.words_near(figure, ends);
        let words = self.words.iter().zip(&self.positions);
        let in_headline = words.filter(|(_, [in_title, _])| !in_title.is_empty());
        let headline: Score = in_headline
            .map(|(word, _)| bm25f::max_score(word.idf))
            .sum();
        sentence + HEADLINE * headline
    }

    fn score_parts(&mut self, doc: DocId, figures: &[Vec<usize>]) -> ScoreParts {
        let mut parts = ScoreParts::default();
        self.read_positions(doc);
        let words = self.words.iter().zip(&mut self.places);
        for ((word, places), [in_title, in_body]) in words.zip(&self.positions) {
            let here = places.seek(doc) == doc;
            parts.words.push(WordScore {
                in_title: in_title.len() as u32,
                in_body: in_body.len() as u32,
                score: if here { places.score(word, doc) } else { 0.0 },
            });
        }
        for &(a, b) in self.pairs {
            let score = self.pair_score(a, b, doc);
            if score > 0.0 {
                parts.pairs.push((a, b, score));
            }
        }
        parts.figure = self.figure_score(doc, figures);
        parts
    }

    /// Returns the score of the pair of words `a` and `b`, or 0 if `b` never closely follows `a`.
    fn pair_score(&self, a: usize, b: usize, doc: DocId) -> Score {
        let word = &self.words[a];
        let mut tf = 0.0;
        for (nth, field) in word.fields.iter().enumerate() {
            let times = follow_weight(&self.positions[a][nth], &self.positions[b][nth]);
            if let Some(norm) = self.places[a].norm(nth, doc).filter(|_| times > 0.0) {
                tf += field.tf(times, norm);
            }
        }
        PAIR * bm25f::score(word.idf.min(self.words[b].idf), tf)
    }

    /// Returns the query words in the sentences of matching figures with their total score, or `None` if there are no
    /// such words. Of the figures that meet the same condition, only the one with the best score counts.
    fn figure_score(&self, doc: DocId, figures: &[Vec<usize>]) -> Option<(Vec<usize>, Score)> {
        let sentences = self.sentences.as_ref()?;
        let ends = ends(sentences.ends.as_ref()?, doc);
        let (column, start) = (sentences.position.as_ref()?, sentences.blocks.start(doc));
        let (mut words, mut score) = (Vec::new(), 0.0);
        for alike in figures {
            let positions = alike
                .iter()
                .filter_map(|&nth| column.first(start + nth as u32));
            let best = positions.map(|position| self.words_near(place_of(position), &ends));
            let best = best.max_by(|(_, a), (_, b)| a.total_cmp(b));
            if let Some((found, most)) = best.filter(|(_, most)| *most > 0.0) {
                words.extend(found);
                score += most;
            }
        }
        words.sort_unstable();
        words.dedup();
        (score > 0.0).then_some((words, score))
    }

    /// Returns the query words in a figure's sentence, and their score.
    fn words_near(&self, (place, at): (Place, u32), ends: &[u32]) -> (Vec<usize>, Score) {
        let (field, range) = match place {
            Place::Title => (0, 0..u32::MAX),
            Place::Body => (1, word_positions(ends, sentence_of(ends, at))),
        };
        let (mut found, mut score) = (Vec::new(), 0.0);
        for (nth, word) in self.words.iter().enumerate() {
            let stands = &self.positions[nth][field];
            let from = stands.partition_point(|&position| position < range.start);
            let inside = stands[from..].iter().take_while(|&&p| p < range.end);
            if let Some(distance) = inside.map(|p| p.abs_diff(at)).min() {
                found.push(nth);
                let near = NEAR / (NEAR + distance as Score);
                score += bm25f::max_score(word.idf) * (SENTENCE + near);
            }
        }
        (found, score)
    }
}

/// Returns how often the second word follows the first within `REACH`, weighting each occurrence by 1/distance.
fn follow_weight(first: &[u32], second: &[u32]) -> Score {
    let mut times = 0.0;
    for &at in first {
        let next = second.partition_point(|&other| other <= at);
        if let Some(distance) = second.get(next).map(|other| other - at)
            && distance <= REACH
        {
            times += 1.0 / distance as Score;
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proximity_weight_falls_with_distance() {
        let rows: &[(&[u32], &[u32], Score)] = &[
            (&[3], &[4], 1.0),
            (&[3], &[5], 0.5),
            (&[3], &[7], 0.25),
            (&[3], &[8], 0.0),
            (&[4], &[3], 0.0),
            (&[3], &[3], 0.0),
            (&[1, 10], &[2, 12], 1.5),
            (&[], &[2], 0.0),
        ];
        for (first, second, expected) in rows {
            assert!(
                (follow_weight(first, second) - expected).abs() < 1e-6,
                "{first:?} {second:?}"
            );
        }
    }
}
