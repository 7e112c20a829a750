//! Column values and term frequencies that exclude deleted documents.

use tantivy::columnar::{Column, ColumnIndex};
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// Returns a column's values for the live documents of a segment, in document order. The column must have at most one
/// value per document.
pub fn values<'c, T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static>(
    segment: &'c SegmentReader,
    column: &'c Column<T>,
) -> Box<dyn Iterator<Item = T> + 'c> {
    match (segment.alive_bitset(), &column.index) {
        (None, _) => column.values.iter(),
        (Some(alive), ColumnIndex::Optional(index)) => {
            let documents = index.iter_non_null_docs().zip(column.values.iter());
            let living = documents.filter(|(document, _)| alive.is_alive(*document));
            Box::new(living.map(|(_, value)| value))
        }
        (Some(_), _) => {
            let living = segment.doc_ids_alive();
            Box::new(living.filter_map(|document| column.first(document)))
        }
    }
}

/// Returns the number of live documents in a segment that contain a term.
pub fn frequency(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    term: &TermInfo,
) -> std::io::Result<u64> {
    let Some(alive) = segment.alive_bitset() else {
        return Ok(u64::from(term.doc_freq));
    };
    let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut living = 0;
    while postings.doc() != TERMINATED {
        living += u64::from(alive.is_alive(postings.doc()));
        postings.advance();
    }
    Ok(living)
}
