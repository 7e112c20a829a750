//! Reading the index.

use tantivy::collector::Collector;
use tantivy::query::Query;
use tantivy::schema::Value;
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::analysis;
use super::directory::{Access, SharedDirectory};
use super::folder::{Generation, IndexFolder};
use super::record::Record;
use super::schema::{FIRST_SEEN, Fields, label, schema};
use crate::error::{Error, Result, damaged};

/// The index as it was at one moment.
pub struct Reader {
    folder: IndexFolder,
    searcher: Searcher,
    fields: Fields,
    _generation: Generation,
}

impl Reader {
    /// Opens the current generation of an index.
    pub fn open(folder: &IndexFolder) -> Result<Self> {
        let generation = folder.current()?;
        let dir = folder.path();
        let directory =
            SharedDirectory::open(&generation.files(), Access::Read).map_err(damaged(dir))?;
        let mut index = Index::open(directory).map_err(damaged(dir))?;
        index.set_tokenizers(analysis::analyzers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into();
        let searcher = reader.map_err(damaged(dir))?.searcher();
        let (schema, fields) = schema();
        if searcher.schema() != &schema {
            let reason = "its fields are not those of its version".to_owned();
            return Err(Error::Damaged {
                path: generation.path().to_owned(),
                reason,
            });
        }
        Ok(Self {
            folder: folder.clone(),
            searcher,
            fields,
            _generation: generation,
        })
    }

    /// The folder of the index.
    pub fn path(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// tantivy's view.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Runs a query for articles.
    pub fn search<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit> {
        let found = self.searcher.search(query, collector);
        found.map_err(self.failed())
    }

    /// The greatest stamp of an article that is here: what a later ingest brings has a greater one. None where there are
    /// no articles.
    pub fn last_seen(&self) -> Result<Option<i64>> {
        let mut last = None;
        for segment in self.searcher.segment_readers() {
            let column = segment.fast_fields().column_opt::<i64>(FIRST_SEEN);
            let Some(column) = column.map_err(self.failed())? else {
                continue;
            };
            // Few segments have anything newer, and only those need be gone through.
            if last.is_none_or(|last| column.max_value() > last) {
                let seen = segment.doc_ids_alive().filter_map(|doc| column.first(doc));
                last = last.max(seen.max());
            }
        }
        Ok(last)
    }

    /// The record of an article.
    pub fn record(&self, address: DocAddress) -> Result<Record> {
        let document: TantivyDocument = self.searcher.doc(address).map_err(self.failed())?;
        let text = document
            .get_first(self.fields.record)
            .and_then(|value| value.as_bytes());
        let text = text
            .ok_or("an article has no record")
            .map_err(damaged(self.folder.path()))?;
        serde_json::from_slice(text).map_err(damaged(self.folder.path()))
    }

    /// How many articles there are, those removed and not yet forgotten among them.
    pub fn articles(&self) -> Result<u64> {
        let term = Term::from_field_text(self.fields.label, label::ARTICLE);
        self.searcher.doc_freq(&term).map_err(self.failed())
    }

    /// Whether there are articles in other languages than English.
    pub fn has_other_languages(&self) -> Result<bool> {
        let term = Term::from_field_text(self.fields.label, label::OTHER_LANGUAGE);
        Ok(self.searcher.doc_freq(&term).map_err(self.failed())? > 0)
    }

    /// The names of all outlets, each once.
    pub fn outlets(&self) -> Result<Vec<String>> {
        let mut names = std::collections::BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let column = segment
                .fast_fields()
                .str("outlet_name")
                .map_err(self.failed())?;
            let Some(column) = column else { continue };
            let ords: Vec<u64> = (0..column.num_terms() as u64).collect();
            let read = column.dictionary().sorted_ords_to_term_cb(&ords, |name| {
                names.insert(String::from_utf8_lossy(name).into_owned());
            });
            read.map_err(|e| self.broken(e))?;
        }
        Ok(names.into_iter().collect())
    }

    /// What an error of another library's comes to here.
    pub fn broken(&self, error: impl std::fmt::Display) -> Error {
        damaged(self.folder.path())(error)
    }

    /// What an error of tantivy's comes to here: it reads what it wrote itself.
    pub fn failed(&self) -> impl FnOnce(TantivyError) -> Error {
        damaged(self.folder.path())
    }
}
