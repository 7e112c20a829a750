//! Term frequencies that exclude deleted documents.

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

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
