//! Explanations of the score of a document, which tantivy requires of every query.

use tantivy::query::{Explanation, Weight};
use tantivy::{DocId, DocSet, SegmentReader, TantivyError};

/// Explains that `doc` matches because of `what`, with its score. Returns an error if it does not match.
pub fn explanation(
    weight: &dyn Weight,
    reader: &SegmentReader,
    doc: DocId,
    what: &'static str,
) -> tantivy::Result<Explanation> {
    let mut scorer = weight.scorer(reader, 1.0)?;
    if scorer.doc() > doc || scorer.seek(doc) != doc {
        let message = format!("document {doc} does not match");
        return Err(TantivyError::InvalidArgument(message));
    }
    Ok(Explanation::new(what, scorer.score()))
}
