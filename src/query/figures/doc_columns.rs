//! Reads attributes of all matching documents from columns, without reading the stored articles.
//!
//! Each method of `DocColumns` returns one value per document, in index order.

use rustc_hash::FxHashMap;
use tantivy::{DocAddress, DocId, SegmentReader};

use crate::error::Result;
use crate::figure::Bound;
use crate::index::IndexReader;
use crate::index::block_join::Blocks;
use crate::index::columns::{ColumnNumber, Columns, NumberColumn};
use crate::index::figure_attributes::FigureAttributes;
use crate::index::schema::{
    AS_OF_FIRST, AS_OF_LAST, ATTRIBUTES, FIRST_DAY, HIGH, LAST_DAY, LOW, ORDER,
};
use crate::outlets::OUTLET_MENTION;

/// The matching documents whose columns are read: figures or articles.
pub struct DocColumns<'a> {
    /// The index that contains the documents.
    pub reader: &'a IndexReader,
    /// The addresses of the documents.
    pub docs: Vec<DocAddress>,
}

/// A dictionary-encoded string column. It stores each distinct string once, and for each document an index into these
/// strings.
#[derive(Clone, Debug, Default)]
pub struct DictionaryColumn {
    /// The distinct strings. `of` contains indices into this list.
    pub texts: Vec<String>,
    /// For each document, the index of its string in `texts`, or `None` if it has no string.
    pub of: Vec<Option<u32>>,
}

impl DictionaryColumn {
    /// Returns the string of the document at index `nth`, or `None` if it has no string.
    pub fn get(&self, nth: usize) -> Option<&str> {
        let name = self.of[nth]?;
        Some(&self.texts[name as usize])
    }
}

/// The first and the last day of a period, as days since 1970-01-01.
pub type Days = (i64, i64);

impl DocColumns<'_> {
    /// Returns the indexed range of each figure. "More than 5" is indexed as the number just above 5.
    pub fn numbers(&self) -> Result<Vec<(f64, f64)>> {
        self.read(|columns, segment| {
            let (low, high) = (
                columns.numbers(segment, LOW)?,
                columns.numbers(segment, HIGH)?,
            );
            Ok(move |doc, _| {
                (
                    first_or_default(low.as_ref(), doc),
                    first_or_default(high.as_ref(), doc),
                )
            })
        })
    }

    /// Returns the range that each figure states. Bounds are ignored, so "more than 5" gives 5 to 5.
    pub fn stated(&self) -> Result<Vec<(f64, f64)>> {
        let (numbers, traits) = (self.numbers()?, self.traits()?);
        let stated = numbers.into_iter().zip(traits);
        let number = |((low, high), traits): ((f64, f64), FigureAttributes)| match traits.bound {
            Bound::MoreThan => (low.next_down(), high.next_down()),
            Bound::LessThan => (low.next_up(), high.next_up()),
            _ => (low, high),
        };
        Ok(stated.map(number).collect())
    }

    /// Returns the attributes of each figure, unpacked from their column.
    pub fn traits(&self) -> Result<Vec<FigureAttributes>> {
        self.read(|columns, segment| {
            let attributes = columns.numbers(segment, ATTRIBUTES)?;
            Ok(move |doc, _| FigureAttributes::unpack(first_or_default(attributes.as_ref(), doc)))
        })
    }

    /// Returns the days on which each document's article may have been published, or `None` if the article is undated.
    pub fn published(&self) -> Result<Vec<Option<Days>>> {
        self.read(|columns, segment| {
            let of = days(columns, segment, FIRST_DAY, LAST_DAY)?;
            Ok(move |_, article| of(article))
        })
    }

    /// Returns the days to which each figure's time expression refers, or `None` if the figure has no such days.
    pub fn as_of(&self) -> Result<Vec<Option<Days>>> {
        self.read(|columns, segment| {
            let of = days(columns, segment, AS_OF_FIRST, AS_OF_LAST)?;
            Ok(move |figure, _| of(figure))
        })
    }

    /// Returns the tie order of each document's article (`StoredArticle::tie_order`). It identifies the article and
    /// breaks ties in sorting.
    pub fn order(&self) -> Result<Vec<u64>> {
        self.read(|columns, segment| {
            let order = columns.numbers(segment, ORDER)?;
            Ok(move |_, article| first_or_default(order.as_ref(), article))
        })
    }

    /// Returns each figure's string in the column `field`.
    pub fn names(&self, field: &'static str) -> Result<DictionaryColumn> {
        self.texts(field, |figure, _| figure)
    }

    /// Returns the outlet mention of each document's article.
    pub fn sources(&self) -> Result<DictionaryColumn> {
        self.texts(OUTLET_MENTION, |_, article| article)
    }

    /// Returns the outlet of each document's article.
    pub fn outlets(&self) -> Result<DictionaryColumn> {
        let mut outlets = DictionaryColumn::default();
        let mut known = FxHashMap::default();
        let sources = self.sources()?;
        let mut of = Vec::with_capacity(sources.texts.len());
        for source in &sources.texts {
            let outlet = self.reader.outlet_name(source)?;
            of.push(outlet.map(|outlet| {
                *known.entry(outlet).or_insert_with(|| {
                    outlets.texts.push(outlet.to_owned());
                    outlets.texts.len() as u32 - 1
                })
            }));
        }
        outlets.of = sources
            .of
            .iter()
            .map(|source| of[(*source)? as usize])
            .collect();
        Ok(outlets)
    }

    fn texts(
        &self,
        field: &'static str,
        which: fn(DocId, DocId) -> DocId,
    ) -> Result<DictionaryColumn> {
        let mut names = DictionaryColumn::default();
        let mut known = FxHashMap::default();
        let columns = self.reader.columns();
        let mut read = |segment: &SegmentReader, docs: &[DocId]| {
            let Some(column) = columns.strings(segment, field)? else {
                names.of.extend(docs.iter().map(|_| None));
                return Ok(());
            };
            let ords = docs.iter().map(|&doc| column.ordinals().first(doc));
            let ords: Vec<_> = ords.collect();
            let mut wanted: Vec<u64> = ords.iter().flatten().copied().collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut ids = Vec::with_capacity(wanted.len());
            column.for_each(&wanted, |text| {
                let id = *known.entry(text.to_owned()).or_insert_with(|| {
                    names.texts.push(text.to_owned());
                    names.texts.len() as u32 - 1
                });
                ids.push(id);
            })?;
            let id = |ord: &Option<u64>| ids.get(wanted.binary_search(&(*ord)?).ok()?).copied();
            names.of.extend(ords.iter().map(id));
            Ok(())
        };
        self.each_segment(&mut |segment, docs| {
            let blocks = Blocks::open(columns, segment)?;
            let docs = docs.iter().map(|&doc| which(doc, blocks.article(doc)));
            read(segment, &docs.collect::<Vec<_>>())
        })?;
        Ok(names)
    }

    /// Returns one value per document. For each segment, `open` returns a function that computes the value from the
    /// document and its article.
    fn read<T, F: Fn(DocId, DocId) -> T>(
        &self,
        open: impl Fn(&Columns, &SegmentReader) -> tantivy::Result<F>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::with_capacity(self.docs.len());
        self.each_segment(&mut |segment, docs| {
            let columns = self.reader.columns();
            let (of, blocks) = (open(columns, segment)?, Blocks::open(columns, segment)?);
            all.extend(docs.iter().map(|&doc| of(doc, blocks.article(doc))));
            Ok(())
        })?;
        Ok(all)
    }

    fn each_segment(
        &self,
        take: &mut dyn FnMut(&SegmentReader, &[DocId]) -> tantivy::Result<()>,
    ) -> Result<()> {
        let searcher = self.reader.searcher();
        for places in self.docs.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let docs: Vec<_> = places.iter().map(|place| place.doc_id).collect();
            let segment = searcher.segment_reader(places[0].segment_ord);
            take(segment, &docs).map_err(self.reader.failed())?;
        }
        Ok(())
    }
}

fn days(
    columns: &Columns,
    segment: &SegmentReader,
    first: &'static str,
    last: &'static str,
) -> tantivy::Result<impl Fn(DocId) -> Option<Days> + use<>> {
    let first = columns.numbers::<i64>(segment, first)?;
    let last = columns.numbers::<i64>(segment, last)?;
    Ok(move |doc| Some((first.as_ref()?.first(doc)?, last.as_ref()?.first(doc)?)))
}

/// Returns the first value of a document, or the default of its type if the document has no value.
fn first_or_default<T: ColumnNumber + Default>(column: Option<&NumberColumn<T>>, doc: DocId) -> T {
    let value = column.and_then(|column| column.first(doc));
    value.unwrap_or_default()
}
