//! Documents waiting to be indexed by tantivy, with their permits from the write queue.

use std::sync::Arc;

use tantivy::schema::document::{CompactDocValue, Document};
use tantivy::schema::{Field, TantivyDocument};

use super::queue::Permit;

/// A document passed to tantivy. The documents of a batch share a permit, which is released when tantivy has indexed
/// the whole batch.
pub struct QueuedDocument {
    document: TantivyDocument,
    _permit: Option<Arc<Permit>>,
}

impl QueuedDocument {
    /// Creates a document that shares a permit with the other documents of its batch.
    pub fn new(document: TantivyDocument, permit: Arc<Permit>) -> Self {
        Self {
            document,
            _permit: Some(permit),
        }
    }

    /// Creates a document without a permit.
    pub fn unbounded(document: TantivyDocument) -> Self {
        Self {
            document,
            _permit: None,
        }
    }
}

impl Document for QueuedDocument {
    type Value<'a> = CompactDocValue<'a>;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, CompactDocValue<'a>)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Box::new(self.document.field_values())
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}
