//! Sentence boundaries of articles as word positions, and a search for sentences that contain a phrase.

use tantivy::DocId;

use super::phrase_cursor::PhraseCursor;
use crate::index::columns::SpreadColumn;

/// Returns the end of each sentence in an article's body, as an exclusive word position.
pub fn ends(column: &SpreadColumn, article: DocId) -> Vec<u32> {
    column.values(article).collect()
}

/// Returns the index of the sentence that contains the word at `position`.
pub fn sentence_of(ends: &[u32], position: u32) -> usize {
    ends.partition_point(|&end| end <= position)
}

/// Returns the word positions of the sentence with index `nth`.
pub fn word_positions(ends: &[u32], nth: usize) -> std::ops::Range<u32> {
    let start = nth.checked_sub(1).and_then(|before| ends.get(before));
    let end = ends.get(nth);
    start.copied().unwrap_or(0)..end.copied().unwrap_or(u32::MAX)
}

/// Appends to `found` the indices of the sentences in `article` that contain a phrase, one for each occurrence. Skips
/// occurrences that cross a sentence boundary. `starts` is a scratch buffer.
pub fn sentences_with(
    cursor: &mut PhraseCursor,
    article: DocId,
    ends: &[u32],
    starts: &mut Vec<u32>,
    found: &mut Vec<usize>,
) {
    if cursor.seek(article) != article {
        return;
    }
    cursor.starts(article, starts);
    let span = cursor.span();
    let whole = |&start: &u32| {
        let sentence = sentence_of(ends, start);
        (sentence == sentence_of(ends, start + span)).then_some(sentence)
    };
    found.extend(starts.iter().filter_map(whole));
}
