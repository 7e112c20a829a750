//! Articles for `benches/growth.py`, and the programs that it compares `search` with.
//!
//! ```text
//! cargo bench --bench growth -- make 1000000 articles.jsonl
//! cargo bench --bench growth -- tantivy-index articles.jsonl FOLDER     then: tantivy-query FOLDER WORD…
//! cargo bench --bench growth -- sqlite-index articles.jsonl FILE        then: sqlite-query FILE WORD…
//! ```
//!
//! The bare tantivy program prints the titles of the best three articles that have all words; `common/raw_tantivy.rs`
//! describes its index. The SQLite program does the same with FTS5 and its `porter` tokenizer.
#![allow(clippy::print_stdout)]

mod common {
    pub mod article_generator;
    pub mod made_up_word;
    pub mod raw_tantivy;
}

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use common::article_generator::ArticleGenerator;
use common::raw_tantivy::{self, each_line};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::Value;
use tantivy::{Index, TantivyDocument};

/// All programs use the same allocator as `search`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The memory budget in bytes and the number of threads of tantivy's index writer.
const MEMORY: usize = 512_000_000;
const THREADS: usize = 2;

/// The number of hits that the programs print.
const SHOWN: u32 = 3;

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    task: Option<Task>,
    /// Passed by `cargo bench`; has no effect.
    #[arg(long, global = true, hide = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum Task {
    Make { articles: usize, file: PathBuf },
    TantivyIndex { articles: PathBuf, folder: PathBuf },
    TantivyQuery { folder: PathBuf, words: Vec<String> },
    SqliteIndex { articles: PathBuf, file: PathBuf },
    SqliteQuery { file: PathBuf, words: Vec<String> },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().task {
        None => {
            println!("run benches/growth.py");
            Ok(())
        }
        Some(Task::Make { articles, file }) => make(articles, &file),
        Some(Task::TantivyIndex { articles, folder }) => {
            raw_tantivy::index(&articles, &folder, MEMORY, THREADS).map(drop)
        }
        Some(Task::TantivyQuery { folder, words }) => tantivy_query(&folder, &words.join(" ")),
        Some(Task::SqliteIndex { articles, file }) => sqlite_index(&articles, &file),
        Some(Task::SqliteQuery { file, words }) => sqlite_query(&file, &words.join(" ")),
    }
}

fn make(articles: usize, file: &Path) -> anyhow::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut out = BufWriter::new(File::create(file)?);
    ArticleGenerator::new(&corpus, 18)?.write(articles, &mut out)?;
    Ok(out.flush()?)
}

fn tantivy_query(folder: &Path, words: &str) -> anyhow::Result<()> {
    let index = Index::open_in_dir(folder)?;
    let (title, body) = (
        index.schema().get_field("title")?,
        index.schema().get_field("body")?,
    );
    let searcher = index.reader()?.searcher();
    let mut parser = QueryParser::for_index(&index, vec![title, body]);
    parser.set_conjunction_by_default();
    let best = (TopDocs::with_limit(SHOWN as usize).order_by_score(), Count);
    let (best, total) = searcher.search(&parser.parse_query(words)?, &best)?;
    for (score, address) in best {
        let article: TantivyDocument = searcher.doc(address)?;
        let title = article.get_first(title).and_then(|title| title.as_str());
        println!("{score:.2} {}", title.unwrap_or_default());
    }
    println!("{total} articles");
    Ok(())
}

fn sqlite_index(articles: &Path, file: &Path) -> anyhow::Result<()> {
    if file.exists() {
        bail!("{} exists", file.display());
    }
    let mut database = rusqlite::Connection::open(file)?;
    database.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
         CREATE VIRTUAL TABLE news USING fts5(title, body, tokenize = 'porter unicode61');",
    )?;
    let all = database.transaction()?;
    {
        let mut insert = all.prepare("INSERT INTO news (title, body) VALUES (?, ?)")?;
        each_line(articles, |line| {
            insert.execute((line.title, line.text))?;
            Ok(())
        })?;
    }
    all.commit()?;
    database
        .execute("INSERT INTO news (news) VALUES ('optimize')", ())
        .context("cannot merge the index")?;
    Ok(())
}

fn sqlite_query(file: &Path, words: &str) -> anyhow::Result<()> {
    let database = rusqlite::Connection::open(file)?;
    let mut best = database
        .prepare("SELECT rank, title FROM news WHERE news MATCH ?1 ORDER BY rank LIMIT ?2")?;
    let mut rows = best.query((words, SHOWN))?;
    while let Some(row) = rows.next()? {
        println!("{:.2} {}", row.get::<_, f64>(0)?, row.get::<_, String>(1)?);
    }
    let total = "SELECT count(*) FROM news WHERE news MATCH ?1";
    let total: i64 = database.query_row(total, [words], |row| row.get(0))?;
    println!("{total} articles");
    Ok(())
}
