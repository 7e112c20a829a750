//! A query for documents in which the words of a phrase occur nearly in order.
//!
//! As in Lucene, the offset of an occurrence is the difference between its position in the document and the word's
//! position in the phrase. A document matches if it has occurrences of all words such that no two offsets differ by
//! more than the slop and no position is used twice.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader};

use super::phrase_cursor::{PhraseCursor, PhraseTerms};
use super::positional_scorer::{PositionalMatch, PositionalScorer, first_common_doc};
use crate::index::explain::explanation;

/// Matches documents that contain the words of a phrase within the given slop.
#[derive(Clone, Debug)]
pub struct SlopPhraseQuery {
    /// The field that must contain the phrase.
    pub field: Field,
    /// The words of the phrase.
    pub phrase: PhraseTerms,
    /// The maximum difference between the offsets of two words.
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
    /// The position of the word in the phrase.
    place: i64,
    /// Whether the phrase contains the word more than once.
    repeated: bool,
    /// The positions of the word in the current document. The buffer is reused.
    starts: Vec<u32>,
}

/// An occurrence of a word: its offset, the index of the word, and its position in the document.
type WordOffset = (i64, usize, u32);

struct SlopMatcher {
    words: Vec<SlopWord>,
    slop: i64,
    /// The occurrences of all words in the current document. The buffer is reused.
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
        // Slides a window over the sorted offsets. The offsets in the window differ by at most `slop`.
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
    /// Returns whether the repeated words can all be assigned different positions.
    fn are_apart(&self, window: &[WordOffset]) -> bool {
        let mut taken: Vec<(u32, usize)> = Vec::new();
        let repeated = (0..self.words.len()).filter(|&nth| self.words[nth].repeated);
        repeated.into_iter().all(|nth| {
            let mut tried = Vec::new();
            assign_position(nth, window, &mut taken, &mut tried)
        })
    }
}

/// Assigns a position to the word `nth`, moving other words to free positions if needed. Returns `false` if no position
/// can be freed.
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
