//! Reads the whole content of an index, document by document, so that indexes can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use figured::index::{IndexReader, StoredArticle};
use figured::storage::ArticleKey;
use tantivy::columnar::Column;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, TantivyDocument};

use crate::harness::release;

/// The articles of an index by key, each with the indexed terms and numbers of the article and its figures.
pub type Dump = BTreeMap<String, Article>;

/// A stored article with its indexed documents.
#[derive(Debug, PartialEq)]
pub struct Article {
    pub record: StoredArticle,
    /// The name of the outlet, after spellings of one outlet are merged.
    outlet: Option<String>,
    document: Document,
    figures: Vec<Document>,
}

/// The indexed content of one document: its terms and numbers by field.
#[derive(Clone, Debug, Default, PartialEq)]
struct Document {
    terms: Vec<(&'static str, String)>,
    numbers: Vec<(&'static str, String)>,
}

const TERMS: &[&str] = &[
    "key", "label", "title", "body", "words", "outlet", "author", "id", "counted", "whose",
    "claimant",
];
const NUMBERS: &[&str] = &[
    "order",
    "before",
    "first_day",
    "last_day",
    "distance",
    "position",
    "sentence_ends",
    "low",
    "high",
    "as_of_first",
    "as_of_last",
];

/// Reads a whole index. Fails if two articles have the same key, if a figure does not directly precede its article, or
/// if an article has the wrong number of figures.
pub fn dump(reader: IndexReader) -> Dump {
    let mut dump = Dump::new();
    let mut words = BTreeSet::new();
    for (segment_ord, segment) in reader.searcher().segment_readers().iter().enumerate() {
        let documents = documents(segment);
        let store = segment.get_store_reader(10).unwrap();
        let mut figures = Vec::new();
        for doc in segment.doc_ids_alive() {
            let document = documents[doc as usize].clone();
            if document.is_of_words() {
                words.extend(document.terms.into_iter().map(|(_, word)| word));
                continue;
            }
            if !document.is("article") {
                assert!(document.is("figure"), "{document:?}");
                figures.push((doc, document));
                continue;
            }
            let stored: TantivyDocument = store.get(doc).unwrap();
            let record = stored
                .get_first(reader.fields().record)
                .and_then(|value| value.as_bytes())
                .unwrap();
            let mut record: StoredArticle = serde_json::from_slice(record).unwrap();
            // The same article has a different timestamp in another index.
            record.first_seen = 0;
            // The stored place of a record with an id may be outdated, because other records may now precede it.
            record.place = 0;
            let mut article = block(doc, document, record, std::mem::take(&mut figures));
            let address = DocAddress::new(segment_ord as u32, doc);
            let record = reader.record(address).unwrap();
            article.outlet = record.article.outlet.map(|outlet| outlet.value);
            let before = dump.insert(article.record.key.to_string(), article);
            assert!(before.is_none(), "{before:?} is there twice");
        }
        assert!(
            figures.is_empty(),
            "figures without an article: {figures:?}"
        );
    }
    release(reader);
    for article in dump.values() {
        article.check_words(&words);
    }
    dump
}

fn block(
    doc: u32,
    document: Document,
    record: StoredArticle,
    figures: Vec<(u32, Document)>,
) -> Article {
    let keyed =
        |document: &Document, key: ArticleKey| document.terms.contains(&("key", key.to_string()));
    assert!(keyed(&document, record.key), "{document:?}");
    assert_eq!(figures.len(), record.figures.len(), "{record:?}");
    assert_eq!(
        document.number("before").unwrap_or("0"),
        figures.len().to_string(),
        "{record:?}"
    );
    for (at, figure) in &figures {
        assert!(keyed(figure, record.key), "{figure:?} is not of {record:?}");
        assert_eq!(
            figure.number("distance").unwrap(),
            (doc - at).to_string(),
            "{figure:?}"
        );
    }
    Article {
        record,
        outlet: None,
        document,
        figures: figures.into_iter().map(|(_, figure)| figure).collect(),
    }
}

impl Article {
    /// Fails unless all words of the article are in the word dictionary.
    fn check_words(&self, words: &BTreeSet<String>) {
        let article = &self.record.article;
        let title = article
            .title
            .as_ref()
            .map_or("", |title| title.value.as_str());
        for word in [title, &article.body]
            .into_iter()
            .flat_map(|text| text.split(|c: char| !c.is_ascii_alphabetic()))
        {
            let word = word.to_ascii_lowercase();
            assert!(
                word.is_empty() || words.contains(&word),
                "{word} is not among the words of the index"
            );
        }
    }
}

impl Document {
    /// Returns whether the document belongs to the word dictionary rather than to an article or a figure.
    fn is_of_words(&self) -> bool {
        !self.terms.is_empty() && self.terms.iter().all(|(field, _)| *field == "words")
    }

    fn is(&self, label: &str) -> bool {
        self.terms
            .iter()
            .any(|(field, term)| *field == "label" && term == label)
    }

    fn number(&self, field: &str) -> Option<&str> {
        self.numbers
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, number)| number.as_str())
    }
}

/// Returns the documents of a segment, including deleted ones.
fn documents(segment: &SegmentReader) -> Vec<Document> {
    let mut documents = vec![Document::default(); segment.max_doc() as usize];
    for &name in TERMS {
        let index = segment
            .inverted_index(segment.schema().get_field(name).unwrap())
            .unwrap();
        let mut terms = index.terms().stream().unwrap();
        while terms.advance() {
            let term = String::from_utf8_lossy(terms.key()).into_owned();
            // Which article of a story counts as a copy depends on the order in which the articles were read.
            if (name, term.as_str()) == ("label", "copy") {
                continue;
            }
            let mut docs = index
                .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                .unwrap();
            while docs.doc() != TERMINATED {
                documents[docs.doc() as usize]
                    .terms
                    .push((name, term.clone()));
                docs.advance();
            }
        }
    }
    for &name in NUMBERS {
        for (doc, document) in documents.iter_mut().enumerate() {
            let numbers = numbers(segment, name, doc as u32);
            document
                .numbers
                .extend(numbers.into_iter().map(|n| (name, n)));
        }
    }
    documents
}

fn numbers(segment: &SegmentReader, name: &str, doc: u32) -> Vec<String> {
    let fields = segment.fast_fields();
    match name {
        "low" | "high" => shown(fields.column_opt::<f64>(name).unwrap(), doc),
        "first_day" | "last_day" | "as_of_first" | "as_of_last" => {
            shown(fields.column_opt::<i64>(name).unwrap(), doc)
        }
        // These numbers are stored with their bits reversed.
        "before" | "distance" | "position" | "sentence_ends" => {
            let column = fields.column_opt::<u64>(name).unwrap();
            let values = column.map(|column| column.values_for_doc(doc).collect::<Vec<_>>());
            let values = values.into_iter().flatten();
            values
                .map(|value| (value as u32).reverse_bits().to_string())
                .collect()
        }
        _ => shown(fields.column_opt::<u64>(name).unwrap(), doc),
    }
}

fn shown<T>(column: Option<Column<T>>, doc: u32) -> Vec<String>
where
    T: PartialOrd + Copy + Debug + Send + Sync + 'static,
{
    let values = column.map(|column| column.values_for_doc(doc).collect::<Vec<_>>());
    let values = values.into_iter().flatten();
    values.map(|value| format!("{value:?}")).collect()
}
