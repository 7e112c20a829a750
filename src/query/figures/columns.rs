//! Reads attributes of all matching documents from columns, without reading the stored articles.
//!
//! Each method of `DocColumns` returns one value per document, in index order.

use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, SegmentReader};

use crate::error::Result;
use crate::figure::Bound;
use crate::index::block_join::Blocks;
use crate::index::figure_attributes::FigureAttributes;
use crate::index::{IndexReader, StoryClusters};
use crate::outlets::OUTLET_MENTION;

/// The matching documents whose columns are read: figures or articles.
pub struct DocColumns<'a> {
    /// The index that contains the documents.
    pub reader: &'a IndexReader,
    /// The addresses of the documents.
    pub docs: Vec<DocAddress>,
    /// The stories that have several articles, or `None` if there are no such stories.
    pub stories: Option<StoryClusters>,
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
        self.read(|segment| {
            let fields = segment.fast_fields();
            let (low, high) = (fields.f64("low")?, fields.f64("high")?);
            let of = |column: &Column<f64>, doc| column.first(doc).unwrap_or_default();
            Ok(move |doc, _| (of(&low, doc), of(&high, doc)))
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
        self.read(|segment| {
            let traits = segment.fast_fields().u64("traits")?;
            Ok(move |doc, _| FigureAttributes::unpack(traits.first(doc).unwrap_or_default()))
        })
    }

    /// Returns the days on which each document's article may have been published, or `None` if the article is undated.
    pub fn published(&self) -> Result<Vec<Option<Days>>> {
        self.read(|segment| {
            let of = days(segment, "first_day", "last_day")?;
            Ok(move |_, article| of(article))
        })
    }

    /// Returns the days to which each figure's time expression refers, or `None` if the figure has no such days.
    pub fn as_of(&self) -> Result<Vec<Option<Days>>> {
        self.read(|segment| {
            let of = days(segment, "as_of_first", "as_of_last")?;
            Ok(move |figure, _| of(figure))
        })
    }

    /// Returns the tie order of each document's article (`StoredArticle::tie_order`). It identifies the article and
    /// breaks ties in sorting.
    pub fn order(&self) -> Result<Vec<u64>> {
        self.read(|segment| {
            let order = segment.fast_fields().column_opt::<u64>("order")?;
            Ok(move |_, article| order.as_ref().and_then(|o| o.first(article)).unwrap_or(0))
        })
    }

    /// Returns each figure's string in the column `field`.
    pub fn names(&self, field: &str) -> Result<DictionaryColumn> {
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
            let outlet = self.reader.outlets()?.get(source);
            of.push(outlet.map(|outlet| {
                *known.entry(&outlet.name).or_insert_with(|| {
                    outlets.texts.push(outlet.name.clone());
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

    fn texts(&self, field: &str, which: fn(DocId, DocId) -> DocId) -> Result<DictionaryColumn> {
        let mut names = DictionaryColumn::default();
        let mut known = FxHashMap::default();
        let mut read = |segment: &SegmentReader, docs: &[DocId]| {
            let Some(column) = segment.fast_fields().str(field)? else {
                names.of.extend(docs.iter().map(|_| None));
                return Ok(());
            };
            let ords: Vec<_> = docs.iter().map(|&doc| column.ords().first(doc)).collect();
            let mut wanted: Vec<u64> = ords.iter().flatten().copied().collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut ids = Vec::with_capacity(wanted.len());
            column
                .dictionary()
                .sorted_ords_to_term_cb(&wanted, |term| {
                    let text = String::from_utf8_lossy(term);
                    let id = *known.entry(text.clone().into_owned()).or_insert_with(|| {
                        names.texts.push(text.into_owned());
                        names.texts.len() as u32 - 1
                    });
                    ids.push(id);
                })?;
            let id = |ord: &Option<u64>| ids.get(wanted.binary_search(&(*ord)?).ok()?).copied();
            names.of.extend(ords.iter().map(id));
            Ok(())
        };
        self.each_segment(&mut |segment, docs| {
            let blocks = Blocks::open(segment)?;
            let docs = docs.iter().map(|&doc| which(doc, blocks.article(doc)));
            read(segment, &docs.collect::<Vec<_>>())
        })?;
        Ok(names)
    }

    /// Returns one value per document. For each segment, `open` returns a function that computes the value from the
    /// document and its article.
    fn read<T, F: Fn(DocId, DocId) -> T>(
        &self,
        open: impl Fn(&SegmentReader) -> tantivy::Result<F>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::with_capacity(self.docs.len());
        self.each_segment(&mut |segment, docs| {
            let (of, blocks) = (open(segment)?, Blocks::open(segment)?);
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
    segment: &SegmentReader,
    first: &str,
    last: &str,
) -> tantivy::Result<impl Fn(DocId) -> Option<Days> + use<>> {
    let fields = segment.fast_fields();
    let (first, last) = (
        fields.column_opt::<i64>(first)?,
        fields.column_opt::<i64>(last)?,
    );
    Ok(move |doc| Some((first.as_ref()?.first(doc)?, last.as_ref()?.first(doc)?)))
}
