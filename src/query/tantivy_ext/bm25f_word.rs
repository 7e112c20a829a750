//! A query for documents that contain a word in any of several fields, scored by BM25F.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::bm25f;
use super::bm25f::WordField;
use crate::index::explain::explanation;

/// Matches documents that contain a word in at least one of the word's fields. A word may have several terms, such as
/// the expansions of a wildcard.
#[derive(Clone)]
pub struct WordQuery(Arc<WeightedWord>);

/// A query word with its terms, fields and inverse document frequency.
pub struct WeightedWord {
    /// The unstemmed word, for score explanations.
    pub shown: String,
    /// The terms that match the word.
    pub terms: Vec<String>,
    /// The fields in which the word is looked up, with their weights.
    pub fields: Vec<WordField>,
    /// The inverse document frequency, which is higher for rarer words.
    pub idf: Score,
}

impl WordQuery {
    /// Creates a query for a word.
    pub fn new(word: Arc<WeightedWord>) -> Self {
        Self(word)
    }
}

impl std::fmt::Debug for WordQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WordQuery({:?})", self.0.terms)
    }
}

impl Query for WordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(WordWeight {
            word: Arc::clone(&self.0),
            scored: scoring.is_scoring_enabled(),
        }))
    }
}

struct WordWeight {
    word: Arc<WeightedWord>,
    scored: bool,
}

impl Weight for WordWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let option = if self.scored {
            IndexRecordOption::WithFreqs
        } else {
            IndexRecordOption::Basic
        };
        let places = WordPostings::open(&self.word, reader, option)?;
        let doc = places.doc();
        let word = Arc::clone(&self.word);
        Ok(Box::new(WordScorer { word, places, doc }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explanation(self, reader, doc, "BM25F")
    }
}

/// The postings of a word in one segment, for all terms and fields of the word.
pub struct WordPostings(Vec<FieldPostings>);

/// The postings of one term in one field.
struct FieldPostings {
    /// The index of the field in [`WeightedWord::fields`].
    field: usize,
    postings: SegmentPostings,
    norms: FieldNormReader,
}

impl WordPostings {
    /// Opens the postings of a word in a segment.
    pub fn open(
        word: &WeightedWord,
        reader: &SegmentReader,
        option: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let mut places = Vec::new();
        for (field, of) in word.fields.iter().enumerate() {
            let inverted = reader.inverted_index(of.field)?;
            for term in &word.terms {
                let term = Term::from_field_text(of.field, term);
                if let Some(postings) = inverted.read_postings(&term, option)? {
                    let norms = reader.get_fieldnorms_reader(of.field)?;
                    places.push(FieldPostings {
                        field,
                        postings,
                        norms,
                    });
                }
            }
        }
        Ok(Self(places))
    }

    fn doc(&self) -> DocId {
        let docs = self.0.iter().map(|place| place.postings.doc());
        docs.min().unwrap_or(TERMINATED)
    }

    /// Moves to the first document at or after `target` that contains the word, and returns it.
    pub fn seek(&mut self, target: DocId) -> DocId {
        let mut first = TERMINATED;
        for FieldPostings { postings, .. } in &mut self.0 {
            let doc = postings.doc();
            let doc = if doc < target {
                postings.seek(target)
            } else {
                doc
            };
            first = first.min(doc);
        }
        first
    }

    /// Returns the score of the word in `doc`, which must be the current document.
    pub fn score(&self, word: &WeightedWord, doc: DocId) -> Score {
        bm25f::score(word.idf, self.tf(word, doc))
    }

    fn tf(&self, word: &WeightedWord, doc: DocId) -> Score {
        let here = self.0.iter().filter(|place| place.postings.doc() == doc);
        here.map(|place| {
            let times = place.postings.term_freq() as Score;
            word.fields[place.field].tf(times, place.norms.fieldnorm_id(doc))
        })
        .sum()
    }

    /// Returns the field norm id of field `nth` in `doc`, or `None` if the word does not occur in that field anywhere
    /// in the segment.
    pub fn norm(&self, nth: usize, doc: DocId) -> Option<u8> {
        let place = self.0.iter().find(|place| place.field == nth)?;
        Some(place.norms.fieldnorm_id(doc))
    }

    /// Fills `positions` with the sorted positions of the word in field `nth` of `doc`, which must be the current
    /// document.
    pub fn positions(&mut self, nth: usize, doc: DocId, positions: &mut Vec<u32>) {
        positions.clear();
        for FieldPostings {
            field, postings, ..
        } in &mut self.0
        {
            if *field == nth && postings.doc() == doc {
                postings.append_positions_with_offset(0, positions);
            }
        }
        positions.sort_unstable();
    }
}

struct WordScorer {
    word: Arc<WeightedWord>,
    places: WordPostings,
    doc: DocId,
}

impl DocSet for WordScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        let mut first = TERMINATED;
        for FieldPostings { postings, .. } in &mut self.places.0 {
            let doc = if postings.doc() == self.doc {
                postings.advance()
            } else {
                postings.doc()
            };
            first = first.min(doc);
        }
        self.doc = first;
        first
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.doc {
            self.doc = self.places.seek(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let sizes = self.places.0.iter().map(|place| place.postings.size_hint());
        sizes.fold(0, u32::saturating_add)
    }
}

impl Scorer for WordScorer {
    fn score(&mut self) -> Score {
        self.places.score(&self.word, self.doc)
    }
}
