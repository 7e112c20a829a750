//! Reads the rows of an answer from the document store. A row is a figure with its article.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use crossbeam_channel::bounded;
use rustc_hash::FxHashMap;
use tantivy::{DocAddress, SegmentOrdinal};

use super::Figures;
use super::doc_columns::DocColumns;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::figure::{Figure, Place, as_of_date, headline_duplicates};
use crate::index::StoredArticle;
use crate::index::block_join::Blocks;
use crate::storage::ContentHash;

/// The maximum number of articles that the reading thread reads ahead.
const AHEAD: usize = 16;

/// A row of an answer: a figure with its article.
#[derive(Clone, Debug)]
pub struct FigureRow {
    /// The article that contains the figure, shared by the rows of its figures.
    pub record: Arc<StoredArticle>,
    /// The index of the figure in the article's figures.
    pub nth: usize,
    /// The score of the figure's sentence, or 0 if rows are not ranked.
    pub score: f32,
    /// Whether the figure occurs in both the headline and the body.
    pub twin: bool,
    /// The content hash of the headline or body, whichever the figure's offsets refer to.
    pub content_hash: ContentHash,
    /// Whether the index contains a later version of the article.
    pub superseded: bool,
}

impl FigureRow {
    /// Returns the figure.
    pub fn figure(&self) -> &Figure {
        &self.record.figures[self.nth]
    }

    /// Returns the figure's id: the article's id, and the figure's position in the article, counted from 1.
    pub fn id(&self) -> String {
        format!("{}#{}", self.record.id, self.nth + 1)
    }

    /// Returns the sentence that contains the figure.
    pub fn quote(&self) -> &str {
        let text = self.record.text_of(self.figure());
        text.get(self.figure().sentence.as_range())
            .unwrap_or_default()
    }

    /// Returns whether the figure occurs in the headline, either only there or also in the body.
    pub fn in_headline(&self) -> bool {
        self.twin || self.figure().place == Place::Title
    }

    /// Returns a display note if the figure occurs in the headline, or `None` if it does not.
    pub fn headline(&self) -> Option<&'static str> {
        match (self.figure().place, self.twin) {
            (Place::Title, _) => Some("in the headline"),
            (Place::Body, true) => Some("also in the headline"),
            (Place::Body, false) => None,
        }
    }

    /// Returns the publication date of the article, or `None` if it is undated.
    pub fn published(&self) -> Option<PartialDate> {
        let published = self.record.article.published.as_ref();
        published.map(|published| published.value)
    }

    /// Returns the date to which the figure's time expression refers, or `None` if there is no such date.
    pub fn as_of_date(&self) -> Option<PartialDate> {
        let words = self.figure().as_of.as_deref()?;
        as_of_date(words, self.published())
    }
}

/// Reads rows. Recently read articles are cached, so that an article with several figures is usually read only once.
pub struct FigureRows<'a> {
    columns: &'a DocColumns<'a>,
    /// The blocks of each segment, cached because opening them takes longer than reading a row.
    blocks: FxHashMap<SegmentOrdinal, Blocks>,
    /// Recently read articles, by address.
    read: FxHashMap<DocAddress, CachedArticle>,
}

/// The number of cached articles at which the cache is emptied.
const KEPT: usize = 64;

/// A cached article, with the data that its rows share.
struct CachedArticle {
    record: Arc<StoredArticle>,
    /// For each figure, whether it occurs in both the headline and the body.
    twins: Vec<bool>,
    /// The hashes of the headline and of the body.
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
    /// Reads the row of the figure at index `nth`, and sets the row's score to `score`.
    pub fn read(&mut self, nth: usize, score: f32) -> Result<FigureRow> {
        let (reader, place) = (self.columns.reader, self.columns.docs[nth]);
        let blocks = match self.blocks.entry(place.segment_ord) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let segment = reader.searcher().segment_reader(place.segment_ord);
                entry.insert(Blocks::open(reader.columns(), segment).map_err(reader.failed())?)
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
                let stories = self.columns.reader.stories()?;
                let superseded = stories.is_superseded(record.tie_order());
                entry.insert(CachedArticle::new(record, superseded))
            }
        })
    }
}

impl Figures<'_> {
    /// Returns a reader that can read the rows in any order.
    pub fn reading(&self) -> FigureRows<'_> {
        FigureRows {
            columns: &self.columns,
            blocks: FxHashMap::default(),
            read: FxHashMap::default(),
        }
    }

    /// Returns the rows of the given figures. Each figure is given as an index and a score.
    pub fn rows(
        &self,
        some: impl IntoIterator<Item = (usize, f32)>,
    ) -> impl Iterator<Item = Result<FigureRow>> {
        let mut rows = self.reading();
        some.into_iter()
            .map(move |(nth, score)| rows.read(nth, score))
    }

    /// Passes the rows of some figures to `take`, one by one, while another thread reads the next rows. Figures are
    /// given as pairs of index and score.
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
                    // Sending fails if `take` returned an error, which drops the receiver.
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
