//! Documents in which two patterns stand close to each other, in either order.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// Words in their order: for each the terms that may stand there, and its position behind the first.
pub type Phrase = Vec<(u32, Vec<Term>)>;

/// Two phrases whose nearest words' positions differ by at most `distance`.
#[derive(Clone, Debug)]
pub struct NearQuery {
    /// The field both stand in.
    pub field: Field,
    /// The two phrases.
    pub phrases: [Phrase; 2],
    /// How far they may be apart.
    pub distance: u32,
}

impl Query for NearQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled {
                statistics_provider,
                ..
            } => {
                let docs = statistics_provider.total_num_docs()?;
                let average = statistics_provider.total_num_tokens(self.field)? as Score
                    / docs.max(1) as Score;
                let mut weights = Vec::new();
                for (_, terms) in self.phrases.iter().flatten() {
                    let mut frequency = 0;
                    for term in terms {
                        frequency += statistics_provider.doc_freq(term)?;
                    }
                    weights.push(Bm25Weight::for_one_term(frequency.min(docs), docs, average));
                }
                Some(weights)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(NearWeight {
            query: self.clone(),
            bm25,
        }))
    }
}

struct NearWeight {
    query: NearQuery,
    /// One for each word; none where nothing is scored.
    bm25: Option<Vec<Bm25Weight>>,
}

impl NearWeight {
    fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<NearScorer>> {
        let inverted = reader.inverted_index(self.query.field)?;
        let mut phrases = Vec::new();
        for phrase in &self.query.phrases {
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
                slots.push(Slot {
                    offset: *offset,
                    postings,
                });
            }
            phrases.push(slots);
        }
        let bm25 = match &self.bm25 {
            Some(weights) => Some((
                weights
                    .iter()
                    .map(|weight| weight.boost_by(boost))
                    .collect(),
                reader.get_fieldnorms_reader(self.query.field)?,
            )),
            None => None,
        };
        let (right, left) = (
            phrases.pop().unwrap_or_default(),
            phrases.pop().unwrap_or_default(),
        );
        let distance = self.query.distance;
        let mut scorer = NearScorer {
            left,
            right,
            distance,
            bm25,
            doc: 0,
            times: 0,
            positions: Positions::default(),
        };
        scorer.find(0);
        Ok(Some(scorer))
    }
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.open(reader, boost)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )));
        }
        Ok(Explanation::new("near each other", scorer.score()))
    }
}

/// One word of a phrase: the postings of the terms that may stand there.
struct Slot {
    offset: u32,
    postings: Vec<SegmentPostings>,
}

impl Slot {
    /// The first document at or after `target` that has one of the terms.
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

    /// Where the phrase would begin, by this word's positions in `doc`.
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

/// Vectors that are used again for each document.
#[derive(Default)]
struct Positions {
    left: Vec<u32>,
    right: Vec<u32>,
    slot: Vec<u32>,
    buffer: Vec<u32>,
}

struct NearScorer {
    left: Vec<Slot>,
    right: Vec<Slot>,
    distance: u32,
    bm25: Option<(Vec<Bm25Weight>, FieldNormReader)>,
    doc: DocId,
    /// How often the two are near each other in `doc`.
    times: u32,
    positions: Positions,
}

impl NearScorer {
    /// Goes to the first match at or after `target`.
    fn find(&mut self, mut target: DocId) -> DocId {
        loop {
            let common = self.common(target);
            self.doc = common;
            if common == TERMINATED {
                return TERMINATED;
            }
            self.times = self.count(common);
            if self.times > 0 {
                return common;
            }
            target = common + 1;
        }
    }

    /// The first document at or after `target` that has all the words.
    fn common(&mut self, mut target: DocId) -> DocId {
        loop {
            let reached = self
                .left
                .iter_mut()
                .chain(&mut self.right)
                .map(|slot| slot.seek(target))
                .max();
            match reached {
                Some(doc) if doc > target && doc != TERMINATED => target = doc,
                Some(doc) => return doc,
                None => return TERMINATED,
            }
        }
    }

    fn count(&mut self, doc: DocId) -> u32 {
        let Positions {
            left,
            right,
            slot,
            buffer,
        } = &mut self.positions;
        starts(&mut self.left, doc, left, slot, buffer);
        starts(&mut self.right, doc, right, slot, buffer);
        let (first, second) = (span(&self.left), span(&self.right));
        let near = |&&at: &&u32| {
            // Those that begin before `at` could reach, to those that begin after it could.
            let from = right.partition_point(|&other| {
                other.saturating_add(second).saturating_add(self.distance) < at
            });
            let to = right.partition_point(|&other| {
                other <= at.saturating_add(first).saturating_add(self.distance)
            });
            // The same word is not near itself.
            right[from..to]
                .iter()
                .any(|&other| other + second < at || at + first < other)
        };
        left.iter().filter(near).count() as u32
    }
}

/// How many positions a phrase's last word stands behind its first.
fn span(phrase: &[Slot]) -> u32 {
    phrase.last().map_or(0, |slot| slot.offset)
}

/// Where all words of a phrase stand in their order.
fn starts(
    phrase: &mut [Slot],
    doc: DocId,
    starts: &mut Vec<u32>,
    slot: &mut Vec<u32>,
    buffer: &mut Vec<u32>,
) {
    let Some((first, others)) = phrase.split_first_mut() else {
        return starts.clear();
    };
    first.starts(doc, starts, buffer);
    for other in others {
        other.starts(doc, slot, buffer);
        starts.retain(|start| slot.binary_search(start).is_ok());
    }
}

impl DocSet for NearScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            TERMINATED
        } else {
            self.find(self.doc + 1)
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc {
            self.doc
        } else {
            self.find(target)
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let of = |slot: &Slot| slot.postings.iter().map(DocSet::size_hint).sum::<u32>();
        self.left
            .iter()
            .chain(&self.right)
            .map(of)
            .min()
            .unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        // Positions are read for each document that has the words.
        10 * u64::from(self.size_hint())
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        let Some((weights, norms)) = &self.bm25 else {
            return 0.0;
        };
        let norm = norms.fieldnorm_id(self.doc);
        weights
            .iter()
            .map(|weight| weight.score(norm, self.times))
            .sum()
    }
}
