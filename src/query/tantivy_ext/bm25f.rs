//! BM25F scores of words in articles, after Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
//! fields" (CIKM 2004).
//!
//! The frequencies of a word in the headline and the body are weighted, normalised by field length, and summed. The
//! score saturates as this sum grows:
//!
//! ```text
//! tf    = Σ weight(field) · times(field) / (1 - b + b · length(field) / average length(field))
//! score = idf · (k1 + 1) · tf / (tf + k1)
//! idf   = ln(1 + (articles - frequency + 0.5) / (frequency + 0.5))
//! ```
//!
//! The document frequency of a term is the larger of its frequencies in the two fields, as in Lucene's
//! `CombinedFieldQuery`. Deleted articles still count towards the document frequency and the number of articles until
//! their segment is merged. The constants were tuned on the collections listed in `benches/relevance.rs`.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Score, Term};

use crate::error::Result;
use crate::index::IndexReader;
use crate::index::schema::label;

/// How fast the score saturates when a word is repeated. Lower values saturate faster.
const K1: Score = 1.2;
/// The strength of the length normalisation, from 0 (none) to 1 (full).
const B: Score = 0.75;
/// The weight of a word in the headline, relative to a word in the body.
const TITLE: Score = 2.0;

/// A text field with its precomputed length normalisation.
#[derive(Clone)]
pub struct WordField {
    pub field: Field,
    /// The weight of one occurrence of a word, indexed by tantivy's field norm id. All words of a query share this
    /// table.
    norms: Arc<[Score; 256]>,
}

impl WordField {
    fn new(field: Field, weight: Score, average: Score) -> Self {
        let norm = |id| {
            let length = FieldNormReader::id_to_fieldnorm(id as u8) as Score;
            weight / (1.0 - B + B * length / average)
        };
        Self {
            field,
            norms: Arc::new(std::array::from_fn(norm)),
        }
    }

    /// Returns the weighted frequency of a word that occurs `times` times in a field with the field norm id `id`.
    #[inline]
    pub fn tf(&self, times: Score, id: u8) -> Score {
        times * self.norms[usize::from(id)]
    }
}

/// The statistics that BM25F needs: the number of articles, and the fields with their length normalisation.
#[derive(Clone)]
pub struct Bm25f {
    articles: u64,
    pub title: WordField,
    pub body: WordField,
}

impl Bm25f {
    /// Reads the statistics of all articles in the index.
    pub fn new(reader: &IndexReader) -> Result<Self> {
        let (searcher, fields) = (reader.searcher(), reader.fields());
        let read = || {
            let articles =
                searcher.doc_freq(&Term::from_field_text(fields.label, label::ARTICLE))?;
            let average = |field| -> tantivy::Result<Score> {
                let words = searcher.total_num_tokens(field)? as Score;
                Ok((words / articles.max(1) as Score).max(1.0))
            };
            Ok(Self {
                articles,
                title: WordField::new(fields.title, TITLE, average(fields.title)?),
                body: WordField::new(fields.body, 1.0, average(fields.body)?),
            })
        };
        read().map_err(reader.failed())
    }

    /// Returns the inverse document frequency of a word that occurs in `frequency` articles.
    pub fn idf(&self, frequency: u64) -> Score {
        let frequency = frequency.min(self.articles);
        let without = (self.articles - frequency) as Score;
        (1.0 + (without + 0.5) / (frequency as Score + 0.5)).ln()
    }
}

/// Returns an upper bound on the score of a word with the given inverse document frequency.
pub fn max_score(idf: Score) -> Score {
    idf * (K1 + 1.0)
}

/// Returns the score of a word, given its inverse document frequency and its weighted frequency `tf` in an article.
#[inline]
pub fn score(idf: Score, tf: Score) -> Score {
    max_score(idf) * tf / (tf + K1)
}
