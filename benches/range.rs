//! Compares the speed of range searches over figures with that of tantivy's own `RangeQuery`.
//!
//! The query is `killed:1000..5000`, alone and combined with a common, a middling and a rare word. Two operations are
//! timed for each query: counting its matches, and loading the ten best articles. The baseline is a plain tantivy index
//! of the same articles. It stores at most one number for each article: the value of the first figure with the measure
//! `killed`. The number is in a fast field that `RangeQuery` searches.
//!
//! figured also counts the articles that it leaves out because their figures are vague, looks up which figures matched,
//! and builds a snippet for each article. The counts of both sides are printed. figured counts more articles, because
//! it matches every figure of an article.
//!
//! ```text
//! cargo bench --bench range                                   # 20,000 made-up articles
//! FIGURED_ARTICLES=2000 cargo bench --bench range             # fewer
//! FIGURED_CORPUS=articles.jsonl cargo bench --bench range     # real articles, each with its own id
//! ```
#![allow(clippy::print_stdout)]

mod common {
    pub mod corpus;
    pub mod made_up_word;
    pub mod plain;
    pub mod random;
    pub mod vocabulary;
}

use std::hint::black_box;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use common::plain::Plain;
use criterion::{BenchmarkId, Criterion};
use figured::article::Article;
use figured::date::Today;
use figured::figure::{Measure, extract};
use figured::index::IndexReader;
use figured::ingest::IngestOptions;
use figured::query::{Search, parse};
use figured::storage::IndexFolder;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery};
use tantivy::{Searcher, TantivyDocument, Term};

const RANGE: (f64, f64) = (1000.0, 5000.0);

fn main() -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let corpus = if let Some(corpus) = std::env::var_os("FIGURED_CORPUS") {
        PathBuf::from(corpus)
    } else {
        let made = scratch.path().join("made.jsonl");
        let articles =
            std::env::var("FIGURED_ARTICLES").map_or(Ok(20_000), |number| number.parse())?;
        common::corpus::write(&made, articles)?;
        made
    };
    let reader = ingested(&corpus, &scratch.path().join("index"))?;
    let plain = Plain::build(&corpus, &scratch.path().join("plain"), first_killed)?;
    let searcher = plain.searcher()?;
    let mut criterion = Criterion::default().configure_from_args();
    for (name, word) in words(&corpus, searcher.num_docs())? {
        let figures = figured_search(&word)?;
        let numbers = plain_search(&plain, &word)?;
        let (here, there) = (
            Search {
                limit: 0,
                ..figures.clone()
            }
            .run(&reader)?
            .total,
            searcher.search(&*numbers, &Count)?,
        );
        println!("\n{name} {word:?}: {here} articles in figured, {there} in the plain index");
        measure(
            &mut criterion,
            name,
            (&reader, &figures),
            (&searcher, &*numbers),
        );
    }
    criterion.final_summary();
    Ok(())
}

fn measure(
    criterion: &mut Criterion,
    name: &str,
    (reader, figures): (&IndexReader, &Search),
    (searcher, numbers): (&Searcher, &dyn Query),
) {
    let mut group = criterion.benchmark_group(format!("range {name}"));
    let count = Search {
        limit: 0,
        ..figures.clone()
    };
    group.bench_function(BenchmarkId::new("count", "figured"), |b| {
        b.iter(|| black_box(count.run(reader)).map(|answer| answer.total));
    });
    group.bench_function(BenchmarkId::new("count", "tantivy"), |b| {
        b.iter(|| black_box(searcher.search(numbers, &Count)));
    });
    group.bench_function(BenchmarkId::new("ten", "figured"), |b| {
        b.iter(|| black_box(figures.run(reader)));
    });
    group.bench_function(BenchmarkId::new("ten", "tantivy"), |b| {
        b.iter(|| black_box(ten(searcher, numbers)));
    });
    group.finish();
}

fn ten(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<(Vec<TantivyDocument>, usize)> {
    let (best, total) =
        searcher.search(query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
    let documents: tantivy::Result<_> = best
        .into_iter()
        .map(|(_, address)| searcher.doc(address))
        .collect();
    Ok((documents?, total))
}

fn ingested(corpus: &Path, dir: &Path) -> anyhow::Result<IndexReader> {
    let today = jiff::Zoned::now().date();
    let roots = vec![corpus.to_owned()];
    let options = IngestOptions {
        roots,
        rebuild: false,
        reextract: false,
        mapping: None,
        prune: false,
        memory: 512_000_000,
        threads: 2,
        corrections: None,
        today,

        patience: std::time::Duration::ZERO,
        unfinished: None,
    };
    let folder = IndexFolder::new(dir);
    let summary = figured::ingest::run(&folder, &options, &mut |_| {})?;
    println!(
        "{} articles with {} figures",
        summary.articles, summary.figures
    );
    Ok(IndexReader::open(&folder)?)
}

fn first_killed(article: &Article) -> Option<f64> {
    let figures = extract(&article.body);
    figures
        .iter()
        .find(|figure| figure.measure == Some(Measure::Killed))
        .and_then(|figure| figure.value)
}

/// Returns the words to search for, with labels: an empty string, and the most frequent words that occur in at most a
/// third, a fiftieth and a thousandth of the articles.
fn words(corpus: &Path, articles: u64) -> anyhow::Result<Vec<(&'static str, String)>> {
    let words = common::vocabulary::vocabulary(corpus)?;
    let of = |part: u64| {
        let wanted = |(word, count): &&(String, usize)| {
            *count as u64 <= articles / part && word.is_ascii() && word.len() > 3
        };
        words
            .iter()
            .find(wanted)
            .map(|(word, _)| word.clone())
            .unwrap_or_default()
    };
    Ok(vec![
        ("alone", String::new()),
        ("common", of(3)),
        ("middling", of(50)),
        ("rare", of(1000)),
    ])
}

fn figured_search(word: &str) -> anyhow::Result<Search> {
    let text = format!("killed:{}..{} {word}", RANGE.0, RANGE.1);
    let parsed = parse(&text, Today::Current)?;
    Ok(Search::new(parsed.query, 10))
}

fn plain_search(plain: &Plain, word: &str) -> anyhow::Result<Box<dyn Query>> {
    let end = |value| Bound::Included(Term::from_field_f64(plain.number, value));
    let range = ConstScoreQuery::new(Box::new(RangeQuery::new(end(RANGE.0), end(RANGE.1))), 0.0);
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(range))];
    if !word.is_empty() {
        let word = plain.words(&parse(word, Today::Current)?.query);
        clauses.extend(word.map(|word| (Occur::Must, word)));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}
