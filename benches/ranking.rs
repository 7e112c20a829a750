//! Whether the figures in the index change how articles rank: they must not.
//!
//! The first ten of 1,000 queries of one and two words, ids and scores, are compared with those of a plain tantivy index of
//! the same articles with the same analysis, without figures and with tantivy's own statistics; equal scores are told apart
//! by date, the newest first, then by key. The words are drawn from the corpus, frequent and rare ones alike, the same in
//! every run. Then a third of the articles is removed, and all queries run again: none may fail, and each must still find
//! as many articles as the plain index. Exits with 1 on a difference.
//!
//! ```text
//! cargo bench --bench ranking                         # 3,000 made-up articles
//! cargo bench --bench ranking -- articles.jsonl       # or FIGURED_CORPUS=articles.jsonl; every record with its own id
//! ```
#![allow(clippy::print_stdout)]

mod common {
    pub mod corpus;
    pub mod plain;
    pub mod random;
    pub mod vocabulary;
}

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::ensure;
use clap::Parser;
use common::plain::{Plain, each_article};
use common::random::Random;
use figured::index::{IndexFolder, Options, Reader};
use figured::query::{Query, Search, parse};
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Value;
use tantivy::{IndexWriter, Order, Searcher, TantivyDocument, Term};

/// Scores may differ by so much of themselves and still count as equal.
const TOLERANCE: f32 = 1e-5;

#[derive(Parser)]
struct Args {
    /// JSON lines; made-up articles without.
    #[arg(env = "FIGURED_CORPUS")]
    corpus: Option<PathBuf>,
    /// How many articles to make up.
    #[arg(long, default_value_t = 3_000)]
    articles: usize,
    /// How many queries to compare.
    #[arg(long, default_value_t = 1_000)]
    queries: usize,
    /// What cargo says to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let scratch = tempfile::tempdir()?;
    // A copy, since a third of it will be removed.
    let corpus = scratch.path().join("articles.jsonl");
    match &args.corpus {
        Some(given) => drop(std::fs::copy(given, &corpus)?),
        None => common::corpus::write(&corpus, args.articles)?,
    }
    let folder = IndexFolder::new(&scratch.path().join("index"));
    ingest(&folder, &corpus)?;
    let plain = Plain::build(&corpus, &scratch.path().join("plain"), |_| None)?;
    let queries = queries(&corpus, args.queries, &plain)?;
    let different = compare(&Reader::open(&folder)?, &plain, &queries)?;
    let removed = remove_third(&corpus)?;
    ingest(&folder, &corpus)?;
    remove(&plain, &removed)?;
    let wrong = count_after_removal(&Reader::open(&folder)?, &plain, &queries, &removed)?;
    Ok(if different + wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn ingest(folder: &IndexFolder, corpus: &Path) -> anyhow::Result<()> {
    let today = jiff::Zoned::now().date();
    let roots = vec![corpus.to_owned()];
    let options = Options {
        roots,
        rebuild: false,
        prune: true,
        memory: 512_000_000,
        threads: 2,
        today,
    };
    let summary = figured::index::ingest(folder, &options, &mut |_| {})?;
    ensure!(
        summary.failed == 0,
        "{} records could not be read",
        summary.failed
    );
    println!(
        "{} articles with {} figures, {} removed",
        summary.articles, summary.figures, summary.removed
    );
    Ok(())
}

/// Queries of one and of two words, in turn.
fn queries(corpus: &Path, count: usize, plain: &Plain) -> anyhow::Result<Vec<(String, Query)>> {
    let words = common::vocabulary::vocabulary(corpus)?;
    println!("{} different words", words.len());
    let today = jiff::Zoned::now().date();
    let mut random = Random::new(2);
    let mut queries = Vec::new();
    while queries.len() < count {
        let mut draw = || {
            words[random.rank(words.len() as u32) as usize - 1]
                .0
                .clone()
        };
        let text = if queries.len() % 2 == 0 {
            draw()
        } else {
            format!("{} {}", draw(), draw())
        };
        // What the language of queries takes for something else than words is left out.
        if let Ok(parsed) = parse(&text, today)
            && plain.words(&parsed.query).is_some()
        {
            queries.push((text, parsed.query));
        }
    }
    Ok(queries)
}

type Hits = Vec<(String, f32)>;

fn of_figured(reader: &Reader, query: &Query) -> anyhow::Result<(Hits, usize)> {
    let search = Search::new(query.clone(), 10);
    let answer = search.run(reader)?;
    let hits = answer
        .hits
        .into_iter()
        .map(|hit| (hit.record.id, hit.score))
        .collect();
    Ok((hits, answer.total))
}

fn of_plain(plain: &Plain, searcher: &Searcher, query: &Query) -> anyhow::Result<(Hits, usize)> {
    let Some(query) = plain.words(query) else {
        return Ok((Hits::new(), 0));
    };
    let newest = (SortByStaticFastValue::<i64>::for_field("day"), Order::Desc);
    let order = (SortByStaticFastValue::<u64>::for_field("order"), Order::Asc);
    let best = TopDocs::with_limit(10).order_by((SortBySimilarityScore, newest, order));
    let (best, total) = searcher.search(&*query, &(best, Count))?;
    let hit = |((score, _, _), address)| -> anyhow::Result<_> {
        let document: TantivyDocument = searcher.doc(address)?;
        let id = document
            .get_first(plain.id)
            .and_then(|id| id.as_str())
            .unwrap_or_default();
        Ok((id.to_owned(), score))
    };
    let hits = best.into_iter().map(hit).collect::<anyhow::Result<_>>()?;
    Ok((hits, total))
}

/// How many queries find something else here and there.
fn compare(reader: &Reader, plain: &Plain, queries: &[(String, Query)]) -> anyhow::Result<usize> {
    let searcher = plain.searcher()?;
    let (mut different, mut bitwise, mut hits, mut nothing, mut ties) = (0, 0, 0, 0, 0);
    for (text, query) in queries {
        let here = of_figured(reader, query)?;
        let there = of_plain(plain, &searcher, query)?;
        hits += here.0.len();
        nothing += usize::from(here.1 == 0);
        ties += here
            .0
            .windows(2)
            .filter(|pair| pair[0].1.to_bits() == pair[1].1.to_bits())
            .count();
        if here == there {
            bitwise += 1;
        } else if !alike(&here, &there) {
            different += 1;
            println!("{text}\n  figured {here:?}\n  plain   {there:?}");
        }
    }
    let all = queries.len();
    println!(
        "{all} queries, {hits} hits compared, {ties} ties among them, {nothing} queries find nothing"
    );
    println!(
        "equal to the bit {bitwise}, within {TOLERANCE:e} {}, different {different}",
        all - bitwise - different
    );
    Ok(different)
}

fn alike(here: &(Hits, usize), there: &(Hits, usize)) -> bool {
    let close = |a: f32, b: f32| (a - b).abs() <= TOLERANCE * a.abs().max(b.abs());
    let same = |(a, b): (&(String, f32), &(String, f32))| a.0 == b.0 && close(a.1, b.1);
    here.1 == there.1 && here.0.len() == there.0.len() && here.0.iter().zip(&there.0).all(same)
}

/// Removes every third article of the file. Returns their ids.
fn remove_third(corpus: &Path) -> anyhow::Result<HashSet<String>> {
    let mut removed = HashSet::new();
    let mut nth = 0;
    each_article(corpus, |article| {
        if nth % 3 == 1 {
            removed.extend(article.id.clone());
        }
        nth += 1;
        Ok(())
    })?;
    let text = std::fs::read_to_string(corpus)?;
    let records = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate();
    let kept: Vec<_> = records
        .filter(|(nth, _)| nth % 3 != 1)
        .map(|(_, line)| line)
        .collect();
    std::fs::write(corpus, kept.join("\n"))?;
    Ok(removed)
}

fn remove(plain: &Plain, ids: &HashSet<String>) -> tantivy::Result<()> {
    let mut writer: IndexWriter = plain.index.writer(50_000_000)?;
    for id in ids {
        writer.delete_term(Term::from_field_text(plain.id, id));
    }
    writer.commit()?;
    writer.wait_merging_threads()
}

/// How many queries find a removed article or another number of articles than the plain index does.
fn count_after_removal(
    reader: &Reader,
    plain: &Plain,
    queries: &[(String, Query)],
    removed: &HashSet<String>,
) -> anyhow::Result<usize> {
    let searcher = plain.searcher()?;
    let (mut wrong, mut failed) = (0, 0);
    for (text, query) in queries {
        let (hits, total) = match of_figured(reader, query) {
            Ok(found) => found,
            Err(e) => {
                failed += 1;
                println!("{text}: {e:#}");
                continue;
            }
        };
        let there = of_plain(plain, &searcher, query)?.1;
        if total != there || hits.iter().any(|(id, _)| removed.contains(id)) {
            wrong += 1;
            println!("{text}: {total} articles, in the plain index {there}");
        }
    }
    println!(
        "{} articles removed: of {} queries {failed} fail, {wrong} are wrong",
        removed.len(),
        queries.len()
    );
    Ok(failed + wrong)
}
