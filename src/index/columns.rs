//! Columns: values of documents that are read without reading the articles. All access to columns goes through this
//! module.
//!
//! A column stays open as long as the reader, because opening one takes time that grows with its segment. The module
//! also counts the values that are read, so that a test can check that a query reads no more than necessary.

use std::any::Any;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, ColumnIndex, DynamicColumn, HasAssociatedColumnType, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader};

/// The columns of an index. Clones share the open columns and the count.
#[derive(Clone, Debug, Default)]
pub struct Columns(Arc<OpenColumns>);

#[derive(Default)]
struct OpenColumns {
    open: Mutex<FxHashMap<(SegmentId, &'static str), OpenColumn>>,
    /// The number of values read.
    reads: AtomicU64,
}

/// An open column: an `Option` of [`Column`] or [`StrColumn`]. It is `None` if no document of the segment has a value.
type OpenColumn = Box<dyn Any + Send>;

/// A type of number that a column can have.
pub trait ColumnNumber: HasAssociatedColumnType + Debug + Send + Sync + 'static {}
impl ColumnNumber for u64 {}
impl ColumnNumber for i64 {}
impl ColumnNumber for f64 {}

impl Columns {
    /// Opens a column of numbers. Returns `None` if no document of the segment has a value.
    pub fn numbers<T: ColumnNumber>(
        &self,
        segment: &SegmentReader,
        name: &'static str,
    ) -> tantivy::Result<Option<NumberColumn<T>>>
    where
        DynamicColumn: Into<Option<Column<T>>>,
    {
        let column = self.open(segment, name, || segment.fast_fields().column_opt(name))?;
        Ok(column.map(|column| NumberColumn {
            column,
            reads: self.counter(),
        }))
    }

    /// Opens a column of small numbers that were stored with [`spread`].
    pub fn spread_numbers(
        &self,
        segment: &SegmentReader,
        name: &'static str,
    ) -> tantivy::Result<Option<SpreadColumn>> {
        Ok(self.numbers(segment, name)?.map(SpreadColumn))
    }

    /// Opens a column of strings. Returns `None` if no document of the segment has a value.
    pub fn strings(
        &self,
        segment: &SegmentReader,
        name: &'static str,
    ) -> tantivy::Result<Option<TextColumn>> {
        let column = self.open(segment, name, || segment.fast_fields().str(name))?;
        Ok(column.map(|column: StrColumn| TextColumn {
            numbers: NumberColumn {
                column: column.ords().clone(),
                reads: self.counter(),
            },
            column,
        }))
    }

    fn open<C: Clone + Send + 'static>(
        &self,
        segment: &SegmentReader,
        name: &'static str,
        open: impl FnOnce() -> tantivy::Result<Option<C>>,
    ) -> tantivy::Result<Option<C>> {
        let mut columns = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (segment.segment_id(), name);
        let known = columns.get(&key).and_then(|column| column.downcast_ref());
        if let Some(column) = known {
            return Ok(Option::<C>::clone(column));
        }
        let column = open()?;
        columns.insert(key, Box::new(column.clone()));
        Ok(column)
    }

    fn counter(&self) -> ReadCounter {
        ReadCounter {
            reads: AtomicU64::new(0),
            all: Arc::clone(&self.0),
        }
    }
}

impl Debug for OpenColumns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenColumns")
            .field("reads", &self.reads)
            .finish_non_exhaustive()
    }
}

impl Drop for OpenColumns {
    fn drop(&mut self) {
        tracing::debug!("values read from columns: {}", self.reads.get_mut());
    }
}

/// Counts the values read from one column, and adds them to the count of all columns when it is dropped.
struct ReadCounter {
    reads: AtomicU64,
    all: Arc<OpenColumns>,
}

impl ReadCounter {
    #[inline]
    fn count(&self) {
        // Not `fetch_add`, which is much slower. The count may be too low if several threads read the same column.
        let reads = self.reads.load(Ordering::Relaxed);
        self.reads.store(reads + 1, Ordering::Relaxed);
    }
}

impl Drop for ReadCounter {
    fn drop(&mut self) {
        self.all
            .reads
            .fetch_add(*self.reads.get_mut(), Ordering::Relaxed);
    }
}

/// A column of numbers in one segment.
pub struct NumberColumn<T> {
    column: Column<T>,
    reads: ReadCounter,
}

impl<T: ColumnNumber> NumberColumn<T> {
    /// Returns the first value of a document, or `None` if the document has no value.
    #[inline]
    pub fn first(&self, document: DocId) -> Option<T> {
        self.reads.count();
        self.column.first(document)
    }

    /// Returns all values of a document.
    pub fn values(&self, document: DocId) -> impl Iterator<Item = T> {
        let values = self.column.values_for_doc(document);
        values.inspect(|_| self.reads.count())
    }

    /// Returns a lower bound of all values.
    pub fn min_value(&self) -> T {
        self.column.min_value()
    }

    /// Returns an upper bound of all values.
    pub fn max_value(&self) -> T {
        self.column.max_value()
    }

    /// Returns the live documents of the segment that have a value, with their values, in document order. The column
    /// must have at most one value per document.
    pub fn live_documents<'c>(
        &'c self,
        segment: &'c SegmentReader,
    ) -> Box<dyn Iterator<Item = (DocId, T)> + 'c> {
        if let ColumnIndex::Optional(index) = &self.column.index {
            let documents = index.iter_non_null_docs().zip(self.column.values.iter());
            let alive = segment.alive_bitset();
            let living = documents
                .filter(move |(document, _)| alive.is_none_or(|alive| alive.is_alive(*document)));
            return Box::new(living.inspect(|_| self.reads.count()));
        }
        let living = segment.doc_ids_alive();
        Box::new(living.filter_map(|document| Some((document, self.first(document)?))))
    }

    /// Returns the values of the live documents of the segment, in document order. The column must have at most one
    /// value per document.
    pub fn live_values<'c>(&'c self, segment: &'c SegmentReader) -> impl Iterator<Item = T> + 'c {
        self.live_documents(segment).map(|(_, value)| value)
    }
}

/// A column of small numbers, which are stored as [`spread`] returns them.
pub struct SpreadColumn(NumberColumn<u64>);

/// Reverses the bits of a number, to spread small numbers over the range of `u32`. Applying it twice gives the number.
///
/// tantivy would store small numbers with its blockwise linear codec, whose block headers are all read when a column is
/// opened. With 12 million documents, opening four such columns took 80 million instructions (callgrind). Spread numbers
/// take up a few more bits, but get the bit-packed codec, which has no headers.
pub fn spread(number: u32) -> u64 {
    u64::from(number.reverse_bits())
}

impl SpreadColumn {
    /// Returns the first number of a document, or `None` if the document has no value.
    #[inline]
    pub fn first(&self, document: DocId) -> Option<u32> {
        self.0.first(document).map(Self::unspread)
    }

    /// Returns all numbers of a document.
    pub fn values(&self, document: DocId) -> impl Iterator<Item = u32> {
        self.0.values(document).map(Self::unspread)
    }

    fn unspread(spread: u64) -> u32 {
        u32::try_from(spread).unwrap_or_default().reverse_bits()
    }
}

/// A column of strings in one segment. The distinct strings are numbered in ascending order.
pub struct TextColumn {
    column: StrColumn,
    numbers: NumberColumn<u64>,
}

impl TextColumn {
    /// Returns the number of distinct strings.
    pub fn len(&self) -> usize {
        self.column.num_terms()
    }

    /// Returns the column with the number of each document's string.
    pub fn ordinals(&self) -> &NumberColumn<u64> {
        &self.numbers
    }

    /// Calls `take` with each of the strings whose numbers are in `sorted`, which must be in ascending order.
    pub fn for_each(&self, sorted: &[u64], mut take: impl FnMut(&str)) -> tantivy::Result<()> {
        let dictionary = self.column.dictionary();
        dictionary.sorted_ords_to_term_cb(sorted, |text| take(&String::from_utf8_lossy(text)))?;
        Ok(())
    }

    /// Returns a document's string, or `None` if the document has no value.
    pub fn first(&self, document: DocId) -> tantivy::Result<Option<String>> {
        let Some(number) = self.numbers.first(document) else {
            return Ok(None);
        };
        let mut text = String::new();
        Ok(self.column.ord_to_str(number, &mut text)?.then_some(text))
    }
}
