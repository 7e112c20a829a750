//! Measures ranking quality on test collections of documents, queries and relevance judgements.
//!
//! A collection is a folder with `docs.jsonl` (an `id`, a `title` and a `text` on each line), `queries.tsv` (a number
//! and a query on each line) and `qrels.txt` (query, 0, document and grade, in the format of `trec_eval`). Each query
//! runs unchanged with `--any`, and its first 1,000 hits are evaluated. The output is the mean over the judged queries,
//! computed as in `trec_eval`: MAP, nDCG@10 with gains of 2^grade - 1, P@30 and R@100. A query without hits scores 0.
//!
//! The weights in `src/query/tantivy_ext/bm25f.rs` and `src/query/search/proximity.rs` were chosen on CACM and
//! Cranfield. There, k1 from 0.9 to 2.0, b from 0.4 to 0.75, headline weights from 1 to 3 and pair weights from 0 to 1
//! all score within .02 of each other. The usual k1 = 1.2 and b = 0.75 were therefore kept. Leaving out function words,
//! and counting a word as often as the query contains it, gained .05 on CACM.
//!
//! ```text
//! cargo bench --bench relevance -- ../shared/retrieval/cacm ../shared/retrieval/cranfield
//! ```
#![allow(clippy::print_stdout)]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Parser;
use figured::date::Today;
use figured::index::IndexReader;
use figured::ingest::IngestOptions;
use figured::query::{Search, parse};
use figured::storage::IndexFolder;

/// The number of hits per query that are evaluated.
const JUDGED: usize = 1_000;

#[derive(Parser)]
struct Args {
    /// The folders of the collections.
    collections: Vec<PathBuf>,
    /// The flag that cargo passes to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// The positive grades of the documents judged for one query, by document id.
type Grades = HashMap<String, u32>;

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    if args.collections.is_empty() {
        println!("no collection given: cargo bench --bench relevance -- FOLDER…");
    }
    for folder in &args.collections {
        let grades = grades(&folder.join("qrels.txt"))?;
        let scratch = tempfile::tempdir()?;
        let reader = indexed(&folder.join("docs.jsonl"), scratch.path())?;
        let mut measures = Measures::default();
        for (query, text) in queries(&folder.join("queries.tsv"))? {
            if let Some(grades) = grades.get(&query) {
                measures.add(&ranking(&reader, &text)?, grades);
            }
        }
        // Judged queries that are missing from `queries.tsv` score 0.
        println!("{}: {}", folder.display(), measures.means(grades.len()));
    }
    Ok(())
}

fn indexed(documents: &Path, dir: &Path) -> anyhow::Result<IndexReader> {
    let options = IngestOptions {
        roots: vec![documents.to_owned()],
        rebuild: false,
        reextract: false,
        mapping: None,
        prune: false,
        memory: 512_000_000,
        threads: 2,
        corrections: None,
        today: jiff::Zoned::now().date(),
        patience: std::time::Duration::ZERO,

        unfinished: None,
    };
    let folder = IndexFolder::new(dir);
    figured::ingest::run(&folder, &options, &mut |_| {})?;
    Ok(IndexReader::open(&folder)?)
}

/// Returns the ids of a query's hits, the best first.
fn ranking(reader: &IndexReader, text: &str) -> anyhow::Result<Vec<String>> {
    let query = parse(text, Today::Current)?.query;
    let search = Search {
        any: true,
        ..Search::new(query, JUDGED)
    };
    let hits = search.run(reader)?.hits;
    Ok(hits.into_iter().map(|hit| hit.record.id).collect())
}

fn queries(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(path)?;
    let query = |line: &str| {
        let (number, query) = line.split_once('\t').context("a query without a number")?;
        Ok((number.to_owned(), query.to_owned()))
    };
    text.lines().map(query).collect()
}

/// Reads the positive grades, keyed by query number. Queries without a positive grade are left out.
fn grades(path: &Path) -> anyhow::Result<HashMap<String, Grades>> {
    let mut grades = HashMap::<String, Grades>::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let mut parts = line.split_whitespace();
        let (Some(query), _, Some(document), Some(grade)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            anyhow::bail!("not a judgement: {line}");
        };
        let grade: i32 = grade.parse()?;
        if let Some(grade) = u32::try_from(grade).ok().filter(|grade| *grade > 0) {
            let of_query = grades.entry(query.to_owned()).or_default();
            of_query.insert(document.to_owned(), grade);
        }
    }
    Ok(grades)
}

#[derive(Default)]
struct Measures {
    average_precision: f64,
    ndcg: f64,
    precision: f64,
    recall: f64,
}

impl Measures {
    fn add(&mut self, ranking: &[String], grades: &Grades) {
        let grade = |id: &String| grades.get(id).copied();
        let (mut found, mut precision) = (0.0, 0.0);
        for (nth, _) in ranking
            .iter()
            .enumerate()
            .filter(|(_, id)| grade(id).is_some())
        {
            found += 1.0;
            precision += found / (nth + 1) as f64;
        }
        self.average_precision += precision / grades.len() as f64;
        let mut ideal: Vec<_> = grades.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let first = ranking.iter().take(10).map(|id| grade(id).unwrap_or(0));
        self.ndcg += gain(first) / gain(ideal.into_iter().take(10));
        let among = |most| {
            let first: HashSet<_> = ranking.iter().take(most).collect();
            first.iter().filter(|id| grade(id).is_some()).count() as f64
        };
        self.precision += among(30) / 30.0;
        self.recall += among(100) / grades.len() as f64;
    }

    fn means(&self, queries: usize) -> String {
        let [map, ndcg, precision, recall] = [
            self.average_precision,
            self.ndcg,
            self.precision,
            self.recall,
        ]
        .map(|sum| sum / queries.max(1) as f64);
        format!(
            "{queries} queries, MAP {map:.4}, nDCG@10 {ndcg:.4}, P@30 {precision:.4}, R@100 {recall:.4}"
        )
    }
}

/// Returns the discounted cumulative gain of grades in ranking order.
fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    let gained = |(nth, grade): (usize, u32)| {
        (f64::from(2_u32.pow(grade)) - 1.0) / (nth as f64 + 2.0).log2()
    };
    grades.enumerate().map(gained).sum()
}
