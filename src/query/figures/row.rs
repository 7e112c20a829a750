//! Figures read whole, each with its article.

use std::rc::Rc;

use tantivy::DocAddress;

use super::Figures;
use crate::date::PartialDate;
use crate::error::{Result, damaged};
use crate::figure::{Figure, Place, as_of_date, twins};
use crate::index::block::Blocks;
use crate::index::{Reader, Record};

/// A figure with its article.
#[derive(Clone, Debug)]
pub struct Row {
    /// The article.
    pub record: Rc<Record>,
    /// Which of its figures, the first being 0.
    pub nth: usize,
    /// How well its sentence answers; 0 where rows are not ranked.
    pub score: f32,
    /// Whether headline and text both have it.
    pub twin: bool,
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
    last: Option<(DocAddress, Rc<Record>, Rc<[bool]>)>,
}

impl Rows<'_> {
    /// The row of the figure at `place`.
    fn read(&mut self, place: DocAddress, score: f32) -> Result<Row> {
        let segment = self.reader.searcher().segment_reader(place.segment_ord);
        let blocks = Blocks::open(segment).map_err(self.reader.failed())?;
        let doc_id = blocks.article(place.doc_id);
        let nth = (place.doc_id - blocks.start(place.doc_id)) as usize;
        let article = DocAddress { doc_id, ..place };
        let (record, twins) = self.article(article)?;
        if nth >= record.figures.len() {
            return Err(damaged(self.reader.path())("an article lacks a figure"));
        }
        let twin = twins[nth];
        Ok(Row {
            record,
            nth,
            score,
            twin,
        })
    }

    fn article(&mut self, address: DocAddress) -> Result<(Rc<Record>, Rc<[bool]>)> {
        if let Some((last, record, twins)) = &self.last
            && *last == address
        {
            return Ok((Rc::clone(record), Rc::clone(twins)));
        }
        let record = Rc::new(self.reader.record(address)?);
        let twins: Rc<[bool]> = twins(&record.figures).iter().map(Option::is_some).collect();
        self.last = Some((address, Rc::clone(&record), Rc::clone(&twins)));
        Ok((record, twins))
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
            last: None,
        };
        some.into_iter()
            .map(move |(nth, score)| rows.read(self.places.docs[nth], score))
    }

    /// The row of the figure at `nth`.
    pub fn row(&self, nth: usize) -> Result<Row> {
        let mut rows = Rows {
            reader: self.places.reader,
            last: None,
        };
        rows.read(self.places.docs[nth], 0.0)
    }
}
