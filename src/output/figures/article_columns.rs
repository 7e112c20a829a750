//! The columns of the `articles` table in SQLite output.

use jiff::Timestamp;

use super::figure_columns::{Cell, TableColumn, made, text, word};
use crate::article::{Basis, FieldValue};
use crate::date::PartialDate;
use crate::index::StoredArticle;
use crate::storage::ContentHash;

/// The columns for an article. The date of publication also has columns for the first and the last day that it may
/// stand for.
pub const ARTICLE_COLUMNS: &[TableColumn<StoredArticle>] = &[
    text("article", |record| word(&record.id)),
    text("title", |record| value(record.article.title.as_ref())),
    text("outlet", |record| value(record.article.outlet.as_ref())),
    text("outlet_basis", |record| {
        basis(record.article.outlet.as_ref())
    }),
    text("published", |record| made(published(record))),
    text("published_basis", |record| {
        basis(record.article.published.as_ref())
    }),
    text("published_first", |record| {
        made(published(record).map(PartialDate::first))
    }),
    text("published_last", |record| {
        made(published(record).map(PartialDate::last))
    }),
    text("modified", |record| {
        made(record.article.modified.as_ref().map(|date| date.value))
    }),
    // A JSON array, which the JSON functions of SQLite and Datasette can read.
    text("authors", |record| {
        made(serde_json::to_string(&record.article.authors).ok())
    }),
    text("language", |record| value(record.article.language.as_ref())),
    text("language_basis", |record| {
        basis(record.article.language.as_ref())
    }),
    text("url", |record| record.article.url.as_deref().into()),
    text("path", |record| word(&record.path)),
    text("body", |record| word(&record.article.body)),
    text("content_hash", |record| {
        made(Some(ContentHash::from_bytes(
            record.article.body.as_bytes(),
        )))
    }),
    text("first_seen", |record| {
        made(Timestamp::from_millisecond(record.first_seen).ok())
    }),
];

fn value(found: Option<&FieldValue<String>>) -> Cell<'_> {
    found.map(|found| found.value.as_str()).into()
}

fn basis<T>(found: Option<&FieldValue<T>>) -> Cell<'static> {
    let basis: Option<Basis> = found.map(|found| found.basis);
    basis.map(Basis::word).into()
}

fn published(record: &StoredArticle) -> Option<PartialDate> {
    record.article.published.as_ref().map(|date| date.value)
}
