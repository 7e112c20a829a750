//! Documents on their way into tantivy, which hold a share of the queue's budget.

use std::sync::Arc;

use tantivy::schema::document::{CompactDocValue, Document};
use tantivy::schema::{Field, TantivyDocument};

use super::queue::Permit;

/// A document on its way into tantivy. It frees its share of the budget when it arrives there.
pub struct QueuedDocument {
    document: TantivyDocument,
    _permit: Option<Arc<Permit>>,
}

impl QueuedDocument {
    /// A document that shares a part of the budget with the others of its batch.
    pub fn new(document: TantivyDocument, permit: Arc<Permit>) -> Self {
        Self {
            document,
            _permit: Some(permit),
        }
    }

    /// A document without a share of the budget.
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
