//! A read-only snapshot of the index. While a reader exists, it sees the same articles, and its generation is locked
//! against removal.

use crate::corrections;
use std::sync::OnceLock;

use tantivy::collector::{Collector, DocSetCollector};
use tantivy::error::DataCorruption;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::schema::{FIRST_SEEN, SchemaFields, label, schema};
use super::stored_article::StoredArticle;
use crate::analysis;
use crate::error::{Error, Result, damaged};
use crate::outlets::{OutletIndex, outlet_mention};
use crate::storage::ArticleKey;
use crate::storage::directory::{Access, SharedDirectory};
use crate::storage::folder::IndexFolder;
use crate::storage::generation::Generation;

/// A read-only snapshot of the index.
pub struct IndexReader {
    folder: IndexFolder,
    searcher: Searcher,
    fields: SchemaFields,
    /// The outlets, derived from all articles and the user's corrections when first needed.
    outlets: OnceLock<OutletIndex>,
    /// The current generation, locked until the reader is dropped.
    generation: Generation,
}

impl IndexReader {
    /// Opens the current generation of an index.
    pub fn open(folder: &IndexFolder) -> Result<Self> {
        let generation = folder.current()?;
        let files = generation.files();
        let directory = SharedDirectory::open(&files, Access::Read).map_err(damaged(&files))?;
        let mut index = Index::open(directory).map_err(damaged(&files))?;
        index.set_tokenizers(analysis::analyzers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into();
        let searcher = reader.map_err(damaged(&files))?.searcher();
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
            let column = segment.fast_fields().column_opt::<i64>(FIRST_SEEN);
            let Some(column) = column.map_err(self.failed())? else {
                continue;
            };
            // Scans only segments that can contain a later stamp.
            if last.is_none_or(|last| column.max_value() > last) {
                let seen = segment.doc_ids_alive().filter_map(|doc| column.first(doc));
                last = last.max(seen.max());
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
        if let (Some(outlet), Some(found)) =
            (self.outlets()?.get(&source), &mut record.article.outlet)
            && found.value != outlet.name
        {
            let given = std::mem::replace(&mut found.value, outlet.name.clone());
            record.outlet_as_given = Some(given);
        }
        Ok(record)
    }

    /// Returns a stored article exactly as ingest wrote it.
    pub fn stored(&self, address: DocAddress) -> Result<StoredArticle> {
        stored_article_at(&self.searcher, &self.fields, address).map_err(self.failed())
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

    /// Returns the outlets, deriving them on the first call.
    pub fn outlets(&self) -> Result<&OutletIndex> {
        if let Some(outlets) = self.outlets.get() {
            return Ok(outlets);
        }
        let own = corrections::read_outlets(self.folder.path())?;
        let counted =
            super::outlet_counts::count_outlet_mentions(&self.searcher).map_err(self.failed())?;
        Ok(self.outlets.get_or_init(|| OutletIndex::new(&own, counted)))
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

/// Loads the article stored in the document at `address`.
pub fn stored_article_at(
    searcher: &Searcher,
    fields: &SchemaFields,
    address: DocAddress,
) -> tantivy::Result<StoredArticle> {
    let document: TantivyDocument = searcher.doc(address)?;
    let text = document.get_first(fields.record);
    let text = text.and_then(|value| value.as_bytes());
    let broken =
        |reason: String| TantivyError::DataCorruption(DataCorruption::comment_only(reason));
    let text = text.ok_or_else(|| broken("an article has no record".to_owned()))?;
    serde_json::from_slice(text).map_err(|e| broken(e.to_string()))
}
