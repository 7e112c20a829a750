//! The plain tantivy index with which `search` is compared: title and body with `en_stem`, positions and norms, both
//! stored with zstd.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, doc};

/// The parts of an article that all compared programs index.
#[derive(Deserialize)]
pub struct ArticleLine<'a> {
    #[serde(borrow, default)]
    pub title: Cow<'a, str>,
    #[serde(borrow, alias = "body")]
    pub text: Cow<'a, str>,
}

/// Passes each article of a JSON Lines file to `each`.
pub fn each_line(
    corpus: &Path,
    mut each: impl FnMut(ArticleLine<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut file = BufReader::new(File::open(corpus)?);
    let mut line = String::new();
    while file.read_line(&mut line)? > 0 {
        each(serde_json::from_str(&line)?)?;
        line.clear();
    }
    Ok(())
}

/// Indexes the articles of a JSON Lines file in the folder `dir`, and returns how many there are.
pub fn index(corpus: &Path, dir: &Path, memory: usize, threads: usize) -> anyhow::Result<u64> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::from(STORED).set_indexing_options(indexing);
    let title = schema.add_text_field("title", options.clone());
    let body = schema.add_text_field("body", options);
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        ..IndexSettings::default()
    };
    std::fs::create_dir_all(dir)?;
    let index = Index::builder()
        .schema(schema.build())
        .settings(settings)
        .create_in_dir(dir)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, memory)?;
    let mut articles = 0;
    each_line(corpus, |line| {
        writer.add_document(doc!(title => &*line.title, body => &*line.text))?;
        articles += 1;
        Ok(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(articles)
}
