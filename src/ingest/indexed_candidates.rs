//! Finds articles of the last commit that a new article may duplicate. They are looked up by candidate key, and only
//! those that share enough keys with the new article are read.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::schema::IndexRecordOption;
use tantivy::{
    DocAddress, DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term,
};

use crate::dedup::Fingerprint;
use crate::dedup::{CandidateKey, FREQUENT};
use crate::index::StoredArticle;
use crate::index::columns::{Columns, NumberColumn};
use crate::index::schema::{STORY, SchemaFields};
use crate::storage::ArticleKey;

/// The number of keys looked up for each article. If an article has doubled in length, about 12 of its 24 keys are from
/// its earlier version.
const KEYS_LOOKED_UP: usize = 24;
/// The minimum number of keys that a candidate must share with the new article. Reading a candidate takes as long as
/// looking up 100 keys.
const KEYS_SHARED: u32 = 2;
/// The maximum number of candidates that an article is compared with.
const COMPARED: usize = 8;
/// The maximum number of articles examined for each key.
const LOOKED_AT: usize = 64;

/// The articles of the last commit, to be looked up by candidate key.
pub struct IndexedCandidates {
    searcher: Searcher,
    fields: SchemaFields,
    /// The columns and terms of each segment. `None` stands for a segment that contains only documents of the word
    /// dictionary.
    segments: Vec<Option<CandidateSegment>>,
}

/// The columns and terms for finding candidates in a segment.
struct CandidateSegment {
    reader: SegmentReader,
    keys: std::sync::Arc<InvertedIndexReader>,
    stories: NumberColumn<u64>,
}

impl IndexedCandidates {
    /// Opens the segments of `searcher`.
    pub fn new(searcher: Searcher, fields: SchemaFields) -> tantivy::Result<Self> {
        let columns = Columns::default();
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let Some(stories) = columns.numbers(reader, STORY)? else {
                segments.push(None);
                continue;
            };
            segments.push(Some(CandidateSegment {
                reader: reader.clone(),
                keys: reader.inverted_index(fields.candidate_key)?,
                stories,
            }));
        }
        Ok(Self {
            searcher,
            fields,
            segments,
        })
    }

    /// Returns the story of the earliest article with a matching fingerprint, or `None` if no fingerprint matches.
    /// Ignores outdated articles, which are about to be removed.
    pub fn story(
        &self,
        fingerprint: &Fingerprint,
        is_outdated: impl Fn(ArticleKey) -> bool,
    ) -> tantivy::Result<Option<u64>> {
        let mut same: Vec<(StoredArticle, u64)> = Vec::new();
        for address in self.candidates(fingerprint)? {
            let record = self.record(address)?;
            if !is_outdated(record.key)
                && Fingerprint::from_article(&record.article).is_same_story(fingerprint)
            {
                let segment = self.segment(address);
                let story = segment.and_then(|segment| segment.stories.first(address.doc_id));
                same.extend(story.map(|story| (record, story)));
            }
        }
        let first = same.into_iter().min_by(|(a, _), (b, _)| {
            let read = |record: &StoredArticle| (record.first_seen, record.place);
            let (one, other) = (read(a), read(b));
            one.0
                .cmp(&other.0)
                .then_with(|| a.path.cmp(&b.path))
                .then(one.1.cmp(&other.1))
        });
        Ok(first.map(|(_, story)| story))
    }

    fn segment(&self, address: DocAddress) -> Option<&CandidateSegment> {
        self.segments.get(address.segment_ord as usize)?.as_ref()
    }

    /// Returns the articles that share the most keys with `fingerprint`, at most [`COMPARED`].
    fn candidates(&self, fingerprint: &Fingerprint) -> tantivy::Result<Vec<DocAddress>> {
        let few = (fingerprint.candidate_keys(KEYS_LOOKED_UP).count() as u32 / 2).max(1);
        let mut times: FxHashMap<DocAddress, u32> = FxHashMap::default();
        for key in fingerprint.candidate_keys(KEYS_LOOKED_UP) {
            for address in self.with(key)? {
                *times.entry(address).or_default() +=
                    if key.page { KEYS_LOOKED_UP as u32 } else { 1 };
            }
        }
        let mut found: Vec<_> = times
            .into_iter()
            .filter(|(_, times)| *times >= KEYS_SHARED.min(few))
            .collect();
        found.sort_unstable_by_key(|&(address, times)| (std::cmp::Reverse(times), address));
        found.truncate(COMPARED);
        Ok(found.into_iter().map(|(address, _)| address).collect())
    }

    /// Returns the articles that have `key`, at most [`LOOKED_AT`]. Returns none if the key occurs in too many stories.
    fn with(&self, key: CandidateKey) -> tantivy::Result<Vec<DocAddress>> {
        let term = Term::from_field_u64(self.fields.candidate_key, key.hash);
        let mut stories = FxHashSet::default();
        let mut found = Vec::new();
        for (ord, segment) in self.segments.iter().enumerate() {
            let Some(segment) = segment else { continue };
            let Some(info) = segment.keys.get_term_info(&term)? else {
                continue;
            };
            let mut postings = segment
                .keys
                .read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED && found.len() < LOOKED_AT {
                if segment.is_alive(doc) {
                    stories.extend(segment.stories.first(doc));
                    found.push(DocAddress::new(ord as u32, doc));
                }
                doc = postings.advance();
            }
        }
        if stories.len() >= FREQUENT {
            found.clear();
        }
        Ok(found)
    }

    fn record(&self, address: DocAddress) -> tantivy::Result<StoredArticle> {
        crate::index::stored_article_at(&self.searcher, &self.fields, address)
    }
}

impl CandidateSegment {
    fn is_alive(&self, doc: DocId) -> bool {
        self.reader
            .alive_bitset()
            .is_none_or(|alive| alive.is_alive(doc))
    }
}
