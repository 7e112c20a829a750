//! Rows of an answer: figures in full, each with its article, read from the stored articles.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use crossbeam_channel::bounded;
use rustc_hash::FxHashMap;
use tantivy::{DocAddress, SegmentOrdinal};

use super::Figures;
use super::columns::DocColumns;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::figure::{Figure, Place, as_of_date, headline_duplicates};
use crate::index::StoredArticle;
use crate::index::block_join::Blocks;
use crate::storage::ContentHash;

/// How many articles the reading thread may be ahead.
const AHEAD: usize = 16;

/// A figure with its article: a row of an answer.
#[derive(Clone, Debug)]
pub struct FigureRow {
    /// The article.
    pub record: Arc<StoredArticle>,
    /// The place of the figure among the article's figures, from 0.
    pub nth: usize,
    /// The score of its sentence, or 0 if rows are not ranked.
    pub score: f32,
    /// Whether both the headline and the text have the figure.
    pub twin: bool,
    /// The first 128 bits of the BLAKE3 hash of the text to which the figure's offsets refer.
    pub content_hash: ContentHash,
    /// Whether the article is an earlier version of another.
    pub superseded: bool,
}

impl FigureRow {
    /// Returns the figure.
    pub fn figure(&self) -> &Figure {
        &self.record.figures[self.nth]
    }

    /// Returns the figure's id: the article's id and the place among its figures, from 1.
    pub fn id(&self) -> String {
        format!("{}#{}", self.record.id, self.nth + 1)
    }

    /// Returns the sentence that contains the figure.
    pub fn quote(&self) -> &str {
        let text = self.record.text_of(self.figure());
        text.get(self.figure().sentence.as_range())
            .unwrap_or_default()
    }

    /// Whether the headline has the figure, alone or together with the text.
    pub fn in_headline(&self) -> bool {
        self.twin || self.figure().place == Place::Title
    }

    /// Returns a note for people if the headline has the figure.
    pub fn headline(&self) -> Option<&'static str> {
        match (self.figure().place, self.twin) {
            (Place::Title, _) => Some("in the headline"),
            (Place::Body, true) => Some("also in the headline"),
            (Place::Body, false) => None,
        }
    }

    /// Returns when the article was published.
    pub fn published(&self) -> Option<PartialDate> {
        let published = self.record.article.published.as_ref();
        published.map(|published| published.value)
    }

    /// Returns the date that the figure's time words mean.
    pub fn as_of_date(&self) -> Option<PartialDate> {
        let words = self.figure().as_of.as_deref()?;
        as_of_date(words, self.published())
    }
}

/// Reads rows. It keeps recent articles, so that the figures of one article cost one read.
pub struct FigureRows<'a> {
    columns: &'a DocColumns<'a>,
    /// The blocks of each segment, kept because opening them takes longer than all the rest.
    blocks: FxHashMap<SegmentOrdinal, Blocks>,
    /// Recently read articles, by their addresses.
    read: FxHashMap<DocAddress, CachedArticle>,
}

/// How many articles are kept before the cache is emptied.
const KEPT: usize = 64;

/// An article with what its rows share.
struct CachedArticle {
    record: Arc<StoredArticle>,
    /// For each figure, whether both the headline and the text have it.
    twins: Vec<bool>,
    /// The hashes of the headline and the text.
    hashes: (ContentHash, ContentHash),
    superseded: bool,
}

impl CachedArticle {
    fn new(record: StoredArticle, superseded: bool) -> Self {
        let article = &record.article;
        let title = article.title.as_ref().map_or("", |title| &title.value);
        Self {
            twins: headline_duplicates(&record.figures)
                .iter()
                .map(Option::is_some)
                .collect(),
            hashes: (hash(title), hash(&article.body)),
            record: Arc::new(record),
            superseded,
        }
    }

    fn row(&self, nth: usize, score: f32) -> Option<FigureRow> {
        let place = self.record.figures.get(nth)?.place;
        Some(FigureRow {
            record: Arc::clone(&self.record),
            nth,
            score,
            twin: self.twins[nth],
            content_hash: match place {
                Place::Title => self.hashes.0,
                Place::Body => self.hashes.1,
            },
            superseded: self.superseded,
        })
    }
}

fn hash(text: &str) -> ContentHash {
    ContentHash::from_bytes(text.as_bytes())
}

impl FigureRows<'_> {
    /// Reads the row of the figure at `nth`, with its score.
    pub fn read(&mut self, nth: usize, score: f32) -> Result<FigureRow> {
        let (reader, place) = (self.columns.reader, self.columns.docs[nth]);
        let blocks = match self.blocks.entry(place.segment_ord) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let segment = reader.searcher().segment_reader(place.segment_ord);
                entry.insert(Blocks::open(segment).map_err(reader.failed())?)
            }
        };
        let doc_id = blocks.article(place.doc_id);
        let nth = (place.doc_id - blocks.start(place.doc_id)) as usize;
        let row = self
            .article(DocAddress { doc_id, ..place })?
            .row(nth, score);
        row.ok_or("an article lacks a figure")
            .map_err(|reason| reader.broken(reason))
    }

    fn article(&mut self, address: DocAddress) -> Result<&CachedArticle> {
        if self.read.len() >= KEPT && !self.read.contains_key(&address) {
            self.read.clear();
        }
        Ok(match self.read.entry(address) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let record = self.columns.reader.record(address)?;
                let stories = self.columns.stories.as_ref();
                let superseded = stories.is_some_and(|s| s.is_superseded(address));
                entry.insert(CachedArticle::new(record, superseded))
            }
        })
    }
}

impl Figures<'_> {
    /// Returns a reader of rows, which accepts them in any order.
    pub fn reading(&self) -> FigureRows<'_> {
        FigureRows {
            columns: &self.columns,
            blocks: FxHashMap::default(),
            read: FxHashMap::default(),
        }
    }

    /// Returns the rows of some figures, by their places and scores.
    pub fn rows(
        &self,
        some: impl IntoIterator<Item = (usize, f32)>,
    ) -> impl Iterator<Item = Result<FigureRow>> {
        let mut rows = self.reading();
        some.into_iter()
            .map(move |(nth, score)| rows.read(nth, score))
    }

    /// Passes the rows of some figures to `take` one by one. Another thread reads the following rows meanwhile.
    pub fn each_row<E: From<Error>>(
        &self,
        some: impl IntoIterator<Item = (usize, f32)> + Send,
        mut take: impl FnMut(&FigureRow) -> Result<(), E>,
    ) -> Result<(), E> {
        std::thread::scope(|scope| {
            let (send, articles) = bounded(AHEAD);
            scope.spawn(move || {
                let mut rows = self.rows(some).peekable();
                while let Some(row) = rows.next() {
                    let mut of_article = vec![row];
                    while let Some(row) = rows.next_if(|next| same_article(&of_article[0], next)) {
                        of_article.push(row);
                    }
                    // Sending fails if `take` failed and the receiver is gone.
                    if send.send(of_article).is_err() {
                        break;
                    }
                }
            });
            for row in articles.into_iter().flatten() {
                take(&row?)?;
            }
            Ok(())
        })
    }
}

fn same_article(one: &Result<FigureRow>, other: &Result<FigureRow>) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if Arc::ptr_eq(&one.record, &other.record))
}
