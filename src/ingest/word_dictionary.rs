//! The word dictionary: all words of all articles, for wildcards and misspellings.
//!
//! Indexing the unstemmed words of every article would take up a quarter of the ingest time. Instead, each writing
//! thread writes each word once, to documents that belong to no article and stay until the next rebuild.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashSet, FxHasher};
use tantivy::IndexWriter;
use tantivy::indexer::UserOperation;

use super::queued_document::QueuedDocument;
use crate::analysis::{TokenizerConfig, after_elision, written_words};
use crate::figure::Place;
use crate::index::StoredArticle;
use crate::index::document::{ArticlePositions, empty_document};
use crate::index::positions::TextPositions;
use crate::index::schema::SchemaFields;

/// The size in bytes at which new words are written to the index.
pub const ENOUGH_WORDS: usize = 1 << 18;

/// The number of recent hashes to cache. They take up 256 KiB, which fits in a core's L2 cache.
const RECENT: usize = 1 << 15;

/// The words that one writing thread has seen.
pub struct WordDictionary {
    /// The hashes of all words seen.
    met: FxHashSet<u64>,
    /// A small cache of recent hashes. Most words of an article are in it.
    recent: Vec<u64>,
    /// The new words that have not been written yet.
    new: String,
}

impl WordDictionary {
    /// Creates an empty dictionary.
    pub fn new() -> Self {
        Self {
            met: FxHashSet::default(),
            recent: vec![0; RECENT],
            new: String::new(),
        }
    }

    /// Adds the words of an article. Returns the word positions of its sentences and figures.
    pub fn add_article(&mut self, record: &StoredArticle) -> ArticlePositions {
        let manner = TokenizerConfig::for_language(record.article.other_language());
        let mut positions = |text: &str, place| {
            let figures = record.figures.iter().filter(|figure| figure.place == place);
            let starts = figures.map(|figure| figure.start);
            let words = written_words(text, manner).map(|(start, word)| {
                self.note(word);
                if let Some(rest) = after_elision(word).filter(|_| manner.elides) {
                    self.note(rest);
                }
                start
            });
            TextPositions::new(text, starts, words)
        };
        let title = record.article.title.as_ref();
        ArticlePositions {
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

    /// Writes the new words if they take up at least `enough` bytes.
    pub fn write(
        &mut self,
        writer: &IndexWriter<QueuedDocument>,
        fields: SchemaFields,
        enough: usize,
    ) -> tantivy::Result<u64> {
        if self.new.is_empty() || self.new.len() < enough {
            return Ok(0);
        }
        let mut document = empty_document(&fields);
        document.add_text(fields.words, &self.new);
        self.new.clear();
        writer.run([UserOperation::Add(QueuedDocument::unbounded(document))])
    }
}
