//! The words of all articles, for wildcards and misspellings.
//!
//! A field of unstemmed words on each article would cost a quarter of all that ingest takes. A word is written once for each
//! thread of each ingest instead, in documents that belong to no article and stay until the next rebuild.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashSet, FxHasher};
use tantivy::IndexWriter;
use tantivy::indexer::UserOperation;

use super::write::Queued;
use crate::analysis::{Manner, elided, written};
use crate::figure::Place;
use crate::index::Record;
use crate::index::document::{Places, no_figure};
use crate::index::positions::Positions;
use crate::index::schema::Fields;

/// New words are written when there are so many bytes of them.
pub const ENOUGH_WORDS: usize = 1 << 18;

/// As many hashes as fit in a near cache.
const RECENT: usize = 1 << 15;

/// The words that this thread has met. Wildcards and misspellings are looked up among them.
pub struct Dictionary {
    /// The hashes of all so far.
    met: FxHashSet<u64>,
    /// Of the hashes met, the last one in each place: most words are among them, and near at hand.
    recent: Vec<u64>,
    /// Those that have not been written.
    new: String,
}

impl Dictionary {
    /// No words yet.
    pub fn new() -> Self {
        Self {
            met: FxHashSet::default(),
            recent: vec![0; RECENT],
            new: String::new(),
        }
    }

    /// Notes the words of an article, and tells where its sentences and figures stand among them.
    pub fn take(&mut self, record: &Record) -> Places {
        let manner = Manner::of(record.article.other_language());
        let mut positions = |text: &str, place| {
            let figures = record.figures.iter().filter(|figure| figure.place == place);
            let starts = figures.map(|figure| figure.start);
            let words = written(text, manner).map(|(start, word)| {
                self.note(word);
                if let Some(rest) = elided(word).filter(|_| manner.elides) {
                    self.note(rest);
                }
                start
            });
            Positions::of(text, starts, words)
        };
        let title = record.article.title.as_ref();
        Places {
            title: positions(title.map_or("", |title| &title.value), Place::Title),
            body: positions(&record.article.body, Place::Body),
        }
    }

    fn note(&mut self, word: &str) {
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one(word);
        let place = &mut self.recent[hash as usize % RECENT];
        if *place != hash && self.met.insert(hash) {
            self.new.push_str(word);
            self.new.push(' ');
        }
        *place = hash;
    }

    /// Writes the new words, where they are `enough` bytes.
    pub fn write(
        &mut self,
        writer: &IndexWriter<Queued>,
        fields: Fields,
        enough: usize,
    ) -> tantivy::Result<u64> {
        if self.new.is_empty() || self.new.len() < enough {
            return Ok(0);
        }
        let mut document = no_figure(&fields);
        document.add_text(fields.words, &self.new);
        self.new.clear();
        writer.run([UserOperation::Add(Queued::unbounded(document))])
    }
}
