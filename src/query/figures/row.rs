//! Figures read whole, each with its article.

use std::sync::Arc;

use crossbeam_channel::bounded;
use tantivy::{DocAddress, SegmentOrdinal};

use super::Figures;
use crate::date::PartialDate;
use crate::error::{Error, Result, damaged};
use crate::figure::{Figure, Place, as_of_date, twins};
use crate::index::block::Blocks;
use crate::index::{Key, Reader, Record};

/// So many articles are read before they are asked for.
const AHEAD: usize = 16;

/// A figure with its article.
#[derive(Clone, Debug)]
pub struct Row {
    /// The article.
    pub record: Arc<Record>,
    /// Which of its figures, the first being 0.
    pub nth: usize,
    /// How well its sentence answers; 0 where rows are not ranked.
    pub score: f32,
    /// Whether headline and text both have it.
    pub twin: bool,
    /// The first 128 bits of BLAKE3 over the text that the offsets of the figure are into.
    pub content_hash: Key,
}

impl Row {
    /// The figure.
    pub fn figure(&self) -> &Figure {
        &self.record.figures[self.nth]
    }

    /// What it is known by: its article's id and its place among the article's figures, from 1.
    pub fn id(&self) -> String {
        format!("{}#{}", self.record.id, self.nth + 1)
    }

    /// The sentence it stands in.
    pub fn quote(&self) -> &str {
        let (start, end) = self.figure().sentence;
        let text = self.record.text_of(self.figure());
        text.get(start..end).unwrap_or_default()
    }

    /// Whether the headline has it, alone or with the text.
    pub fn in_headline(&self) -> bool {
        self.twin || self.figure().place == Place::Title
    }

    /// How the headline has it, for people; none where it has not.
    pub fn headline(&self) -> Option<&'static str> {
        match (self.figure().place, self.twin) {
            (Place::Title, _) => Some("in the headline"),
            (Place::Body, true) => Some("also in the headline"),
            (Place::Body, false) => None,
        }
    }

    /// When its article was published.
    pub fn published(&self) -> Option<PartialDate> {
        let published = self.record.article.published.as_ref();
        published.map(|published| published.value)
    }

    /// The date that its words mean.
    pub fn as_of_date(&self) -> Option<PartialDate> {
        let words = self.figure().as_of.as_deref()?;
        as_of_date(words, self.published())
    }
}

/// Reads rows one after the other. An article is read once for those of its figures that follow each other.
pub struct Rows<'a> {
    reader: &'a Reader,
    /// The blocks of the segment that was read last: opening them takes longer than all else.
    blocks: Option<(SegmentOrdinal, Blocks)>,
    last: Option<(DocAddress, Whole)>,
}

/// An article, with what its figures have in common.
struct Whole {
    record: Arc<Record>,
    /// For each figure whether headline and text both have it.
    twins: Vec<bool>,
    /// The hashes of headline and text.
    hashes: (Key, Key),
}

impl Whole {
    fn new(record: Record) -> Self {
        let article = &record.article;
        let title = article.title.as_ref().map_or("", |title| &title.value);
        Self {
            twins: twins(&record.figures).iter().map(Option::is_some).collect(),
            hashes: (hash(title), hash(&article.body)),
            record: Arc::new(record),
        }
    }

    fn row(&self, nth: usize, score: f32) -> Option<Row> {
        let place = self.record.figures.get(nth)?.place;
        Some(Row {
            record: Arc::clone(&self.record),
            nth,
            score,
            twin: self.twins[nth],
            content_hash: match place {
                Place::Title => self.hashes.0,
                Place::Body => self.hashes.1,
            },
        })
    }
}

fn hash(text: &str) -> Key {
    Key::of_content(text.as_bytes())
}

impl Rows<'_> {
    /// The row of the figure at `place`.
    fn read(&mut self, place: DocAddress, score: f32) -> Result<Row> {
        let blocks = self.blocks(place.segment_ord)?;
        let doc_id = blocks.article(place.doc_id);
        let nth = (place.doc_id - blocks.start(place.doc_id)) as usize;
        let row = self
            .article(DocAddress { doc_id, ..place })?
            .row(nth, score);
        row.ok_or("an article lacks a figure")
            .map_err(damaged(self.reader.path()))
    }

    fn blocks(&mut self, segment: SegmentOrdinal) -> Result<&Blocks> {
        let last = match self.blocks.take() {
            Some(last) if last.0 == segment => last,
            _ => {
                let reader = self.reader.searcher().segment_reader(segment);
                let blocks = Blocks::open(reader).map_err(self.reader.failed())?;
                (segment, blocks)
            }
        };
        Ok(&self.blocks.insert(last).1)
    }

    fn article(&mut self, address: DocAddress) -> Result<&Whole> {
        let last = match self.last.take() {
            Some(last) if last.0 == address => last,
            _ => (address, Whole::new(self.reader.record(address)?)),
        };
        Ok(&self.last.insert(last).1)
    }
}

impl Figures<'_> {
    /// The rows of some of the figures, by their places and scores.
    pub fn rows(
        &self,
        some: impl IntoIterator<Item = (usize, f32)>,
    ) -> impl Iterator<Item = Result<Row>> {
        let mut rows = Rows {
            reader: self.places.reader,
            blocks: None,
            last: None,
        };
        some.into_iter()
            .map(move |(nth, score)| rows.read(self.places.docs[nth], score))
    }

    /// The row of the figure at `nth`.
    pub fn row(&self, nth: usize) -> Result<Row> {
        let mut rows = Rows {
            reader: self.places.reader,
            blocks: None,
            last: None,
        };
        rows.read(self.places.docs[nth], 0.0)
    }

    /// Hands over the rows of some of the figures one by one. A thread of its own reads those that follow.
    pub fn each_row<E: From<Error>>(
        &self,
        some: impl IntoIterator<Item = (usize, f32)> + Send,
        mut take: impl FnMut(&Row) -> Result<(), E>,
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
                    // Where nobody takes them any more, they are no longer wanted.
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

fn same_article(one: &Result<Row>, other: &Result<Row>) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if Arc::ptr_eq(&one.record, &other.record))
}
