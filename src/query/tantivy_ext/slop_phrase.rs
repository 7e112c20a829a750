//! A query for documents in which the words of a phrase occur nearly in their order.
//!
//! As in Lucene, each word has a place in the phrase, and each occurrence an offset from that place, forwards or
//! backwards. A document matches if no two offsets differ by more than the slop and no occurrence is used twice.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader};

use super::phrase_cursor::{PhraseCursor, PhraseTerms};
use super::positional_scorer::{PositionalMatch, PositionalScorer, first_common_doc};
use crate::index::explain::explanation;

/// The query for a phrase with slop.
#[derive(Clone, Debug)]
pub struct SlopPhraseQuery {
    /// The field in which it is looked up.
    pub field: Field,
    /// Its words.
    pub phrase: PhraseTerms,
    /// The largest difference between the offsets of two words.
    pub slop: u32,
}

impl Query for SlopPhraseQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for SlopPhraseQuery {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.field)?;
        let mut words = Vec::new();
        for (place, terms) in &self.phrase {
            let Some(cursor) = PhraseCursor::open(&inverted, &vec![(0, terms.clone())])? else {
                return Ok(Box::new(EmptyScorer));
            };
            let same = |(_, other): &(u32, _)| other == terms;
            words.push(SlopWord {
                cursor,
                place: i64::from(*place),
                repeated: self.phrase.iter().filter(|one| same(one)).count() > 1,
                starts: Vec::new(),
            });
        }
        Ok(Box::new(PositionalScorer::new(SlopMatcher {
            words,
            slop: i64::from(self.slop),
            offsets: Vec::new(),
        })))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "nearly in this order")
    }
}

/// A word of the phrase.
struct SlopWord {
    cursor: PhraseCursor,
    /// Its place in the phrase.
    place: i64,
    /// Whether the phrase contains it more than once.
    repeated: bool,
    /// Its positions in a document, a buffer that all documents share.
    starts: Vec<u32>,
}

/// The offset of an occurrence from the word's place, the word, and the position.
type WordOffset = (i64, usize, u32);

struct SlopMatcher {
    words: Vec<SlopWord>,
    slop: i64,
    /// The occurrences of all words, a buffer that all documents share.
    offsets: Vec<WordOffset>,
}

impl PositionalMatch for SlopMatcher {
    fn next_candidate(&mut self, target: DocId) -> DocId {
        let words = &mut self.words;
        first_common_doc(target, |target| {
            words.iter_mut().map(|word| word.cursor.seek(target)).max()
        })
    }

    fn size_hint(&self) -> u32 {
        let sizes = self.words.iter().map(|word| word.cursor.size_hint());
        sizes.min().unwrap_or(0)
    }

    fn matches(&mut self, doc: DocId) -> bool {
        self.offsets.clear();
        for (nth, word) in self.words.iter_mut().enumerate() {
            word.cursor.starts(doc, &mut word.starts);
            let off = |at: &u32| (i64::from(*at) - word.place, nth, *at);
            self.offsets.extend(word.starts.iter().map(off));
        }
        self.offsets.sort_unstable();
        // Slides a window over the occurrences, sorted by offset.
        let (mut from, mut missing) = (0, self.words.len());
        let mut counts = vec![0_usize; self.words.len()];
        for to in 0..self.offsets.len() {
            let (off, nth, _) = self.offsets[to];
            missing -= usize::from(counts[nth] == 0);
            counts[nth] += 1;
            while off - self.offsets[from].0 > self.slop {
                let left = self.offsets[from].1;
                counts[left] -= 1;
                missing += usize::from(counts[left] == 0);
                from += 1;
            }
            if missing == 0 && self.are_apart(&self.offsets[from..=to]) {
                return true;
            }
        }
        false
    }
}

impl SlopMatcher {
    /// Whether each repeated word can be assigned a different position.
    fn are_apart(&self, window: &[WordOffset]) -> bool {
        let mut taken: Vec<(u32, usize)> = Vec::new();
        let repeated = (0..self.words.len()).filter(|&nth| self.words[nth].repeated);
        repeated.into_iter().all(|nth| {
            let mut tried = Vec::new();
            assign_position(nth, window, &mut taken, &mut tried)
        })
    }
}

/// Assigns a position to a word. Moves other words to free positions if needed, and returns false if there is none.
fn assign_position(
    nth: usize,
    window: &[WordOffset],
    taken: &mut Vec<(u32, usize)>,
    tried: &mut Vec<u32>,
) -> bool {
    for &(_, _, at) in window.iter().filter(|(_, word, _)| *word == nth) {
        if tried.contains(&at) {
            continue;
        }
        tried.push(at);
        let holder = taken.iter().position(|(position, _)| *position == at);
        match holder {
            None => {
                taken.push((at, nth));
                return true;
            }
            Some(held) => {
                let other = taken[held].1;
                if assign_position(other, window, taken, tried) {
                    taken[held].1 = nth;
                    return true;
                }
            }
        }
    }
    false
}
