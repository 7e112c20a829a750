//! A read-only snapshot of the index. While a reader exists, it sees the same articles, and its generation is locked
//! against removal.

use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tantivy::collector::{Collector, DocSetCollector};
use tantivy::directory::Directory;
use tantivy::error::DataCorruption;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::clusters::StoryClusters;
use super::columns::Columns;
use super::derived::{DerivedData, derived_path};
use super::schema::{FIRST_SEEN, SchemaFields, label, schema};
use super::stored_article::{StoredArticle, StoredWithoutFigures};
use crate::analysis;
use crate::error::{Error, Result, damaged};
use crate::outlets::{OutletIndex, StoredOutlets, outlet_mention};
use crate::storage::ArticleKey;
use crate::storage::directory::{Access, META, SharedDirectory};
use crate::storage::folder::IndexFolder;
use crate::storage::generation::Generation;

/// A read-only snapshot of the index.
pub struct IndexReader {
    folder: IndexFolder,
    searcher: Searcher,
    fields: SchemaFields,
    /// The name of the commit's state.
    state: String,
    columns: Columns,
    derived: OnceLock<DerivedData>,
    stories: OnceLock<StoryClusters>,
    stored_outlets: OnceLock<StoredOutlets>,
    outlets: OnceLock<OutletIndex>,
    /// The current generation, locked until the reader is dropped.
    generation: Generation,
}

impl IndexReader {
    /// Opens the current generation of an index, to read large parts of it.
    pub fn open(folder: &IndexFolder) -> Result<Self> {
        Self::from_generation(folder, folder.current()?, Access::Scan)
    }

    /// Opens the current generation of an index, even if another extractor version wrote its figures.
    pub(crate) fn open_any_extractor(folder: &IndexFolder) -> Result<Self> {
        Self::from_generation(folder, folder.current_of_any_extractor()?, Access::Scan)
    }

    /// Opens the current generation of an index, to look up a few articles.
    pub fn open_for_lookups(folder: &IndexFolder) -> Result<Self> {
        Self::from_generation(folder, folder.current()?, Access::Lookup)
    }

    /// Opens a generation of an index.
    pub(crate) fn from_generation(
        folder: &IndexFolder,
        generation: Generation,
        access: Access,
    ) -> Result<Self> {
        let files = generation.files();
        let directory = SharedDirectory::open(&files, access).map_err(damaged(&files))?;
        let mut index = Index::open(directory.clone()).map_err(damaged(&files))?;
        index.set_tokenizers(analysis::analyzers());
        let (searcher, state) = open_searcher(&index, &directory).map_err(damaged(&files))?;
        let (schema, fields) = schema();
        if searcher.schema() != &schema {
            let reason = "schema does not match the index version".to_owned();
            return Err(Error::Damaged {
                path: generation.path().to_owned(),
                reason,
            });
        }
        Ok(Self {
            folder: folder.clone(),
            searcher,
            fields,
            state,
            columns: Columns::default(),
            derived: OnceLock::new(),
            stories: OnceLock::new(),
            stored_outlets: OnceLock::new(),
            outlets: OnceLock::new(),
            generation,
        })
    }

    /// Returns the index folder.
    pub fn path(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Returns the folder name of the generation.
    pub(crate) fn generation(&self) -> Option<&std::ffi::OsStr> {
        self.generation.path().file_name()
    }

    /// Returns the fields of the schema.
    pub fn fields(&self) -> &SchemaFields {
        &self.fields
    }

    /// Returns the tantivy searcher.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Returns the columns of the index.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Runs a query with a collector.
    pub fn search<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit> {
        let found = self.searcher.search(query, collector);
        found.map_err(self.failed())
    }

    /// Returns the latest first-seen stamp in the index, or `None` if there are no articles. The stamp of an ingest is
    /// later than those of all earlier ingests.
    pub fn last_seen(&self) -> Result<Option<i64>> {
        let mut last = None;
        for segment in self.searcher.segment_readers() {
            let column = self.columns.numbers::<i64>(segment, FIRST_SEEN);
            let Some(column) = column.map_err(self.failed())? else {
                continue;
            };
            // Scans only segments that can contain a later stamp.
            if last.is_none_or(|last| column.max_value() > last) {
                last = last.max(column.live_values(segment).max());
            }
        }
        Ok(last)
    }

    /// Returns a stored article, with its outlet's name replaced by the canonical one.
    pub fn record(&self, address: DocAddress) -> Result<StoredArticle> {
        let mut record = self.stored(address)?;
        let Some(source) = outlet_mention(&record.article) else {
            return Ok(record);
        };
        if let (Some(name), Some(found)) = (self.outlet_name(&source)?, &mut record.article.outlet)
            && found.value != name
        {
            let given = std::mem::replace(&mut found.value, name.to_owned());
            record.outlet_as_given = Some(given);
        }
        Ok(record)
    }

    /// Returns a stored article exactly as ingest wrote it.
    pub fn stored(&self, address: DocAddress) -> Result<StoredArticle> {
        stored_article_at(&self.searcher, &self.fields, address).map_err(self.failed())
    }

    /// Returns a stored article without its figures.
    pub(crate) fn stored_without_figures(
        &self,
        address: DocAddress,
    ) -> Result<StoredWithoutFigures> {
        record_at(&self.searcher, &self.fields, address).map_err(self.failed())
    }

    /// Returns the address of the article with the given key, or `None` if there is none.
    pub fn find(&self, key: ArticleKey) -> Result<Option<DocAddress>> {
        let term = |field, text: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(field, text);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        let article = BooleanQuery::intersection(vec![
            term(self.fields.key, &key.to_string()),
            term(self.fields.label, label::ARTICLE),
        ]);
        let found = self.search(&article, &DocSetCollector)?;
        Ok(found.into_iter().next())
    }

    /// Returns the number of articles, including deleted ones that no merge has dropped yet.
    pub fn articles(&self) -> Result<u64> {
        let term = Term::from_field_text(self.fields.label, label::ARTICLE);
        self.searcher.doc_freq(&term).map_err(self.failed())
    }

    /// Returns whether the index contains articles in languages other than English.
    pub fn has_other_languages(&self) -> Result<bool> {
        let term = Term::from_field_text(self.fields.label, label::OTHER_LANGUAGE);
        Ok(self.searcher.doc_freq(&term).map_err(self.failed())? > 0)
    }

    /// Returns the path of the commit's derived data.
    pub(crate) fn derived_path(&self) -> PathBuf {
        derived_path(&self.generation.path().join(&self.state))
    }

    fn derived(&self) -> Result<&DerivedData> {
        get_or_try_init(&self.derived, || DerivedData::load(self))
    }

    /// Returns the stories that have several articles, and the superseded articles.
    pub fn stories(&self) -> Result<&StoryClusters> {
        get_or_try_init(&self.stories, || self.derived()?.stories())
    }

    fn stored_outlets(&self) -> Result<&StoredOutlets> {
        get_or_try_init(&self.stored_outlets, || self.derived()?.outlets(self))
    }

    /// Returns the name of the outlet of a mention, or `None` if the mention did not resolve to an outlet.
    pub fn outlet_name(&self, mention: &str) -> Result<Option<&str>> {
        Ok(self.stored_outlets()?.name(mention))
    }

    /// Returns all outlets.
    pub fn outlets(&self) -> Result<&OutletIndex> {
        get_or_try_init(&self.outlets, || {
            self.stored_outlets()?.decode().map_err(|e| self.broken(e))
        })
    }

    /// Converts a read error from any library to an error that reports a damaged index.
    pub fn broken(&self, error: impl std::fmt::Display + 'static) -> Error {
        damaged(&self.generation.files())(error)
    }

    /// Returns a function that converts tantivy's read errors. They are reported as damage to the index, because
    /// tantivy reads only files that it wrote. If the system refused access, the system error is reported instead.
    pub fn failed(&self) -> impl FnOnce(TantivyError) -> Error {
        let files = self.generation.files();
        move |error| damaged(&files)(error)
    }
}

/// Opens the last commit, and returns its searcher with the name of its state.
fn open_searcher(
    index: &Index,
    directory: &SharedDirectory,
) -> tantivy::Result<(Searcher, String)> {
    let state = || -> tantivy::Result<String> {
        let meta: CommitPayload = serde_json::from_slice(&directory.atomic_read(META.as_ref())?)
            .map_err(|e| DataCorruption::comment_only(e.to_string()))?;
        Ok(meta.payload.unwrap_or_default())
    };
    loop {
        let before = state()?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        // If the state is still the same, no ingest has committed since it was read.
        if state()? == before {
            return Ok((reader.searcher(), before));
        }
    }
}

/// The part of tantivy's `meta.json` that names the state.
#[derive(Deserialize)]
struct CommitPayload {
    payload: Option<String>,
}

/// Returns the value in `cell`, computing it on the first call. An error is not stored.
fn get_or_try_init<T>(cell: &OnceLock<T>, compute: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = compute()?;
    Ok(cell.get_or_init(|| value))
}

/// Loads the article stored in the document at `address`.
pub fn stored_article_at(
    searcher: &Searcher,
    fields: &SchemaFields,
    address: DocAddress,
) -> tantivy::Result<StoredArticle> {
    record_at(searcher, fields, address)
}

fn record_at<T: DeserializeOwned>(
    searcher: &Searcher,
    fields: &SchemaFields,
    address: DocAddress,
) -> tantivy::Result<T> {
    let document: TantivyDocument = searcher.doc(address)?;
    let text = document.get_first(fields.record);
    let text = text.and_then(|value| value.as_bytes());
    let broken =
        |reason: String| TantivyError::DataCorruption(DataCorruption::comment_only(reason));
    let text = text.ok_or_else(|| broken("an article has no record".to_owned()))?;
    serde_json::from_slice(text).map_err(|e| broken(e.to_string()))
}
