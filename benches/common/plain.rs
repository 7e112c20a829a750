//! A plain tantivy index, as a baseline. It analyses text as figured does, but has one document for each article and no
//! figures.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Context as _;
use figured::analysis;
use figured::article::{self, Article, FieldMapping, ReadContext};
use figured::query::{BooleanTree, Leaf, Pattern, Query as Parsed, TextScope};
use figured::storage::ArticleKey;
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption::{WithFreqs, WithFreqsAndPositions};
use tantivy::schema::{FAST, Field, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// The boost for words in the headline, equal to their weight in figured.
const TITLE: f32 = 2.0;

/// A plain tantivy index and its fields.
pub struct Plain {
    pub index: Index,
    /// The field for an article's id.
    pub id: Field,
    title: Field,
    body: Field,
    /// The field for the number that is indexed with an article.
    pub number: Field,
    day: Field,
    order: Field,
}

impl Plain {
    /// Indexes `corpus` in the empty folder `dir`. `number` returns the number to index with an article, or `None` to
    /// index none.
    pub fn build(
        corpus: &Path,
        dir: &Path,
        number: impl Fn(&Article) -> Option<f64>,
    ) -> anyhow::Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(analysis::TEXT)
            .set_index_option(WithFreqsAndPositions);
        let text = TextOptions::from(STORED).set_indexing_options(indexing);
        let id = schema.add_text_field("id", STRING | STORED);
        let title = schema.add_text_field("title", text.clone());
        let body = schema.add_text_field("body", text);
        let number_field = schema.add_f64_field("number", FAST);
        let day = schema.add_i64_field("day", FAST);
        let order = schema.add_u64_field("order", FAST);
        std::fs::create_dir_all(dir)?;
        let index = Index::builder()
            .schema(schema.build())
            .tokenizers(analysis::analyzers())
            .create_in_dir(dir)?;
        let plain = Self {
            index,
            id,
            title,
            body,
            number: number_field,
            day,
            order,
        };
        let mut writer: IndexWriter = plain.index.writer(200_000_000)?;
        let real = corpus.canonicalize()?;
        each_article(corpus, |article| {
            let document = plain.document(&real, article, number(article))?;
            writer.add_document(document)?;
            Ok(())
        })?;
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(plain)
    }

    fn document(
        &self,
        real: &Path,
        article: &Article,
        number: Option<f64>,
    ) -> anyhow::Result<TantivyDocument> {
        let id = article.id.as_deref().context("an article without an id")?;
        let mut document = TantivyDocument::new();
        document.add_text(self.id, id);
        if let Some(title) = &article.title {
            document.add_text(self.title, &title.value);
        }
        document.add_text(self.body, &article.body);
        if let Some(number) = number {
            document.add_f64(self.number, number);
        }
        let day = article
            .published
            .as_ref()
            .map_or(i64::MIN, |published| published.value.days().0);
        document.add_i64(self.day, day);
        document.add_u64(
            self.order,
            ArticleKey::new(real.as_os_str().as_encoded_bytes(), &format!("1={id}")).order(),
        );
        Ok(document)
    }

    /// Returns a searcher for the index.
    pub fn searcher(&self) -> tantivy::Result<Searcher> {
        Ok(self.index.reader()?.searcher())
    }

    /// Converts a conjunction of words to a tantivy query. Returns `None` for any other query.
    pub fn words(&self, query: &Parsed) -> Option<Box<dyn Query>> {
        match query {
            BooleanTree::Leaf(Leaf::Text(TextScope::Anywhere, Pattern::Word(word))) => {
                Some(self.word(word))
            }
            BooleanTree::All(all) => {
                let all: Option<_> = all
                    .iter()
                    .map(|one| Some((Occur::Must, self.words(one)?)))
                    .collect();
                Some(Box::new(BooleanQuery::new(all?)))
            }
            _ => None,
        }
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        let terms = analysis::terms(&mut analysis::query_text(), word);
        let in_field = |field: Field| -> Box<dyn Query> {
            match terms.as_slice() {
                [] => Box::new(EmptyQuery),
                [(_, only)] => Box::new(TermQuery::new(
                    Term::from_field_text(field, only),
                    WithFreqs,
                )),
                [(first, _), ..] => {
                    let term = |(at, text): &(usize, String)| {
                        (at - first, Term::from_field_text(field, text))
                    };
                    Box::new(PhraseQuery::new_with_offset(
                        terms.iter().map(term).collect(),
                    ))
                }
            }
        };
        let title = Box::new(BoostQuery::new(in_field(self.title), TITLE));
        Box::new(BooleanQuery::new(vec![
            (Occur::Should, title),
            (Occur::Should, in_field(self.body)),
        ]))
    }
}

/// Parses a JSON Lines file as figured does, and calls `each` for every article. Stops at the first error.
pub fn each_article(
    corpus: &Path,
    mut each: impl FnMut(&Article) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let context = ReadContext {
        today: jiff::Zoned::now().date(),
        file_name: None,
        mapping: FieldMapping::NONE,
    };
    let mut outcome = Ok(());
    let mut on = |record: article::ParsedRecord| {
        outcome = record
            .outcome
            .map_err(Into::into)
            .and_then(|article| each(&article));
        if outcome.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    article::read(BufReader::new(File::open(corpus)?), &context, &mut on)?;
    outcome
}
