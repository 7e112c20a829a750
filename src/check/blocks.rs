//! Checks that each article's figures directly precede it in the index, and that the counts of articles and figures
//! match the state. Checksums cannot detect such errors, because a wrong document can have a valid checksum.

use std::path::PathBuf;

use rustc_hash::FxHashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED};

use super::findings::{IndexCheck, MOST};
use super::remedy::Remedy;
use crate::error::Result;
use crate::index::StoredArticle;
use crate::index::columns::{NumberColumn, SpreadColumn};
use crate::index::derived;
use crate::index::schema::{BEFORE, DISTANCE, ORDER, SchemaFields, label};
use crate::index::{IndexReader, stored_article_at};
use crate::plural::count_of;
use crate::storage::ArticleKey;
use crate::storage::layout;
use crate::storage::state::State;

/// The key index of a document without a key.
const NO_KEY: u32 = u32::MAX;

/// A walk over all documents of an index, with the errors and document counts so far.
struct BlockWalk {
    /// The figure counts of the articles that are in the state but have not been found yet.
    expected: FxHashMap<ArticleKey, u32>,
    wrong: Vec<String>,
    articles: u64,
    figures: u64,
    copies: u64,
    other_languages: u64,
}

/// Checks all blocks of an index against its state.
pub fn check_blocks(check: &mut IndexCheck, reader: &IndexReader, state: &State) -> Result<()> {
    let records = state.files.values().flat_map(|file| &file.records);
    let mut walk = BlockWalk {
        expected: records.map(|record| (record.key, record.figures)).collect(),
        wrong: Vec::new(),
        articles: 0,
        figures: 0,
        copies: 0,
        other_languages: 0,
    };
    for nth in 0..reader.searcher().segment_readers().len() {
        walk.segment(reader, nth).map_err(reader.failed())?;
    }
    walk.compare_totals(state);
    if !derived::matches_articles(reader)? {
        let path = reader.derived_path();
        let path = path.strip_prefix(reader.path()).unwrap_or(&path);
        check.damage(path, "does not match the articles", Remedy::Rebuild);
    }
    (check.checked.articles, check.checked.figures) = (walk.articles, walk.figures);
    let path = PathBuf::from(reader.generation().unwrap_or_default()).join(layout::TANTIVY_FILES);
    let more = walk.wrong.len().saturating_sub(MOST);
    walk.wrong.truncate(MOST);
    if more > 0 {
        walk.wrong
            .push(format!("errors in blocks or totals not listed: {more}"));
    }
    for what in walk.wrong {
        check.damage(&path, what, Remedy::Rebuild);
    }
    Ok(())
}

impl BlockWalk {
    fn segment(&mut self, reader: &IndexReader, nth: usize) -> tantivy::Result<()> {
        let segment = &reader.searcher().segment_readers()[nth];
        let documents = SegmentDocuments::load(reader, segment)?;
        // The figures since the last document that is not a figure.
        let mut figures: Vec<DocId> = Vec::new();
        for doc in segment.doc_ids_alive() {
            let at = doc as usize;
            let is_article = documents.articles[at];
            if documents.figures[at] {
                self.figures += 1;
                figures.push(doc);
                if !is_article {
                    continue;
                }
                self.wrong
                    .push(format!("document {doc} is both an article and a figure"));
            }
            let before = std::mem::take(&mut figures);
            if !is_article {
                // A document of the word dictionary has no key, and no figures precede it.
                let alone = before.is_empty() && documents.keys[at] == NO_KEY;
                if !alone {
                    self.wrong.push(format!(
                        "figures or a key without an article, before document {doc}"
                    ));
                }
                continue;
            }
            self.articles += 1;
            self.copies += u64::from(documents.copies[at]);
            self.other_languages += u64::from(documents.other_languages[at]);
            let address = DocAddress::new(nth as u32, doc);
            match stored_article_at(reader.searcher(), reader.fields(), address) {
                Ok(record) => {
                    let wrong = documents.find_error(&record, doc, &before);
                    let wrong = wrong.or_else(|| self.difference_from_state(&record));
                    let named = |why| format!("article {} of {}: {why}", record.id, record.path);
                    self.wrong.extend(wrong.map(named));
                }
                Err(e) => self.wrong.push(format!("document {doc}: {e}")),
            }
        }
        if let Some(last) = figures.last() {
            self.wrong
                .push(format!("figures without an article, up to document {last}"));
        }
        Ok(())
    }

    /// Describes how an article differs from the state, or returns `None` if it does not. A second occurrence of an
    /// article counts as a difference.
    fn difference_from_state(&mut self, record: &StoredArticle) -> Option<String> {
        let there = record.figures.len();
        match self.expected.remove(&record.key) {
            None => Some("stored twice, or not in the state".to_owned()),
            Some(figures) if figures as usize != there => Some(format!(
                "has {}, but the state says {figures}",
                count_of(there, "figure")
            )),
            Some(_) => None,
        }
    }

    /// Compares the counts of the walk with those of the state.
    fn compare_totals(&mut self, state: &State) {
        if !self.expected.is_empty() {
            let missing = self.expected.len();
            self.wrong.push(format!(
                "{} of the state not found in the index",
                count_of(missing, "article")
            ));
        }
        let totals = state.count();
        for (what, there, by_state) in [
            ("articles", self.articles, totals.articles),
            ("figures", self.figures, totals.figures),
            ("copies", self.copies, totals.copies),
            (
                "articles in other languages",
                self.other_languages,
                totals.other_languages,
            ),
        ] {
            if there != by_state {
                self.wrong.push(format!(
                    "{what}: {there} in the index, {by_state} in the state"
                ));
            }
        }
    }
}

/// The labels, keys and columns of the documents in a segment, indexed by document id.
struct SegmentDocuments {
    articles: Vec<bool>,
    figures: Vec<bool>,
    copies: Vec<bool>,
    other_languages: Vec<bool>,
    /// The index of each document's key in `all_keys`.
    keys: Vec<u32>,
    /// All keys in ascending order.
    all_keys: Vec<String>,
    distance: Option<SpreadColumn>,
    before: Option<SpreadColumn>,
    order: Option<NumberColumn<u64>>,
}

impl SegmentDocuments {
    fn load(reader: &IndexReader, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fields = reader.fields();
        let labelled = |text: &str| labelled(segment, fields, text);
        let columns = reader.columns();
        let (keys, all_keys) = keys(segment, fields)?;
        Ok(Self {
            articles: labelled(label::ARTICLE)?,
            figures: labelled(label::FIGURE)?,
            copies: labelled(label::COPY)?,
            other_languages: labelled(label::OTHER_LANGUAGE)?,
            keys,
            all_keys,
            distance: columns.spread_numbers(segment, DISTANCE)?,
            before: columns.spread_numbers(segment, BEFORE)?,
            order: columns.numbers(segment, ORDER)?,
        })
    }

    /// Describes the first error found in the article at `doc` or in the figures before it. Returns `None` if there is
    /// none.
    fn find_error(&self, record: &StoredArticle, doc: DocId, figures: &[DocId]) -> Option<String> {
        let first = |column: &Option<SpreadColumn>, doc| {
            column.as_ref().and_then(|column| column.first(doc))
        };
        let key = self.keys[doc as usize];
        let written = self.all_keys.get(key as usize);
        let stands = |(nth, &at): (usize, &DocId)| {
            let further = (figures.len() - nth) as u32;
            doc - at == further
                && self.keys[at as usize] == key
                && first(&self.distance, at) == Some(further)
                && first(&self.before, at) == Some(nth as u32)
        };
        let count = figures.len();
        if written != Some(&record.key.to_string()) {
            Some("the key belongs to another article".to_owned())
        } else if self.order.as_ref().and_then(|order| order.first(doc)) != Some(record.tie_order())
        {
            Some("the position belongs to another article".to_owned())
        } else if record.figures.len() != count || first(&self.before, doc) != Some(count as u32) {
            let has = record.figures.len();
            Some(format!(
                "has {}, but the index has {count} before it",
                count_of(has, "figure")
            ))
        } else if !figures.iter().enumerate().all(stands) {
            Some("its figures are not directly before it".to_owned())
        } else {
            None
        }
    }
}

/// Returns, for each document of a segment, whether it has the label `text`.
fn labelled(
    segment: &SegmentReader,
    fields: &SchemaFields,
    text: &str,
) -> tantivy::Result<Vec<bool>> {
    let mut labelled = vec![false; segment.max_doc() as usize];
    let index = segment.inverted_index(fields.label)?;
    let term = tantivy::Term::from_field_text(fields.label, text);
    if let Some(mut documents) = index.read_postings(&term, IndexRecordOption::Basic)? {
        each(&mut documents, &mut |at| {
            if let Some(label) = labelled.get_mut(at) {
                *label = true;
            }
        });
    }
    Ok(labelled)
}

/// Returns the index of each document's key in the list of all keys, and the list itself.
fn keys(
    segment: &SegmentReader,
    fields: &SchemaFields,
) -> tantivy::Result<(Vec<u32>, Vec<String>)> {
    let mut keys = vec![NO_KEY; segment.max_doc() as usize];
    let mut all = Vec::new();
    let index = segment.inverted_index(fields.key)?;
    let mut terms = index.terms().stream()?;
    while terms.advance() {
        let number = all.len() as u32;
        all.push(String::from_utf8_lossy(terms.key()).into_owned());
        let mut documents =
            index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        each(&mut documents, &mut |at| {
            if let Some(key) = keys.get_mut(at) {
                *key = number;
            }
        });
    }
    Ok((keys, all))
}

fn each(documents: &mut impl DocSet, take: &mut impl FnMut(usize)) {
    while documents.doc() != TERMINATED {
        take(documents.doc() as usize);
        documents.advance();
    }
}
