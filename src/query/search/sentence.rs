//! Sentences by the positions of their words.

use tantivy::DocId;
use tantivy::columnar::Column;

/// Where the sentences of an article's text end among its words.
pub fn ends(column: &Column<u64>, article: DocId) -> Vec<u32> {
    let ends = column.values_for_doc(article);
    ends.map(|end| u32::try_from(end).unwrap_or(u32::MAX))
        .collect()
}

/// Which sentence a word stands in, the first being 0.
pub fn sentence_of(ends: &[u32], position: u32) -> usize {
    ends.partition_point(|&end| end <= position)
}

/// The positions of the words of the sentence `nth`, the first being 0.
pub fn words_of(ends: &[u32], nth: usize) -> std::ops::Range<u32> {
    let start = nth.checked_sub(1).and_then(|before| ends.get(before));
    let end = ends.get(nth);
    start.copied().unwrap_or(0)..end.copied().unwrap_or(u32::MAX)
}
