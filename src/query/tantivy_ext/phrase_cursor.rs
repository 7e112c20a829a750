//! A cursor over the documents that contain all words of a phrase, and over the positions at which the phrase starts.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

use super::positional_scorer::first_common_doc;

/// The words of a phrase. Each item consists of a word's offset from the first word and the terms that match the word.
pub type PhraseTerms = Vec<(u32, Vec<Term>)>;

/// A cursor over the documents of a segment that contain all words of a phrase.
pub struct PhraseCursor {
    slots: Vec<PhraseSlot>,
    slot: Vec<u32>,
    buffer: Vec<u32>,
}

/// A word of a phrase: its offset, and the postings of the terms that match it.
struct PhraseSlot {
    offset: u32,
    postings: Vec<SegmentPostings>,
}

impl PhraseCursor {
    /// Opens a cursor for `phrase` in a segment. Returns `None` if the segment lacks one of the words or the phrase is
    /// empty.
    pub fn open(
        inverted: &InvertedIndexReader,
        phrase: &PhraseTerms,
    ) -> tantivy::Result<Option<Self>> {
        let mut slots = Vec::new();
        for (offset, terms) in phrase {
            let mut postings = Vec::new();
            for term in terms {
                postings.extend(
                    inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?,
                );
            }
            if postings.is_empty() {
                return Ok(None);
            }
            slots.push(PhraseSlot {
                offset: *offset,
                postings,
            });
        }
        Ok((!slots.is_empty()).then(|| Self {
            slots,
            slot: Vec::new(),
            buffer: Vec::new(),
        }))
    }

    /// Moves to the first document at or after `target` that contains all words, and returns it.
    pub fn seek(&mut self, target: DocId) -> DocId {
        let slots = &mut self.slots;
        first_common_doc(target, |target| {
            slots.iter_mut().map(|slot| slot.seek(target)).max()
        })
    }

    /// Fills `starts` with the positions in `doc` at which the phrase starts. `doc` must be the current document.
    pub fn starts(&mut self, doc: DocId, starts: &mut Vec<u32>) {
        let Some((first, others)) = self.slots.split_first_mut() else {
            return starts.clear();
        };
        first.starts(doc, starts, &mut self.buffer);
        for other in others {
            other.starts(doc, &mut self.slot, &mut self.buffer);
            starts.retain(|start| self.slot.binary_search(start).is_ok());
        }
    }

    /// Returns the distance from the first word to the last.
    pub fn span(&self) -> u32 {
        self.slots.last().map_or(0, |slot| slot.offset)
    }

    /// Returns an estimate of the number of documents that contain the rarest word of the phrase.
    pub fn size_hint(&self) -> u32 {
        let of = |slot: &PhraseSlot| slot.postings.iter().map(DocSet::size_hint).sum::<u32>();
        self.slots.iter().map(of).min().unwrap_or(0)
    }
}

impl PhraseSlot {
    /// Moves to the first document at or after `target` that contains one of the terms, and returns it.
    fn seek(&mut self, target: DocId) -> DocId {
        let reached = self.postings.iter_mut().map(|p| {
            if p.doc() < target {
                p.seek(target)
            } else {
                p.doc()
            }
        });
        reached.min().unwrap_or(TERMINATED)
    }

    /// Fills `starts` with the positions in `doc` at which the phrase could start, judging by the positions of this
    /// word.
    fn starts(&mut self, doc: DocId, starts: &mut Vec<u32>, buffer: &mut Vec<u32>) {
        starts.clear();
        for postings in self
            .postings
            .iter_mut()
            .filter(|postings| postings.doc() == doc)
        {
            postings.positions(buffer);
            starts.extend(
                buffer
                    .iter()
                    .filter_map(|position| position.checked_sub(self.offset)),
            );
        }
        starts.sort_unstable();
        starts.dedup();
    }
}
