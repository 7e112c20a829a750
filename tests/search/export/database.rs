//! Compares the SQLite database with CSV, JSON and the index.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::{QUERIES, told};
use crate::harness::Sandbox;

/// Exports the figures that match a query. Returns the database's folder and an open connection.
fn database(sandbox: &Sandbox, query: &[&str]) -> (Sandbox, Connection) {
    let folder = Sandbox::new();
    let path = folder.path("figures.db");
    let path = path.to_str().unwrap();
    let run = sandbox
        .call(["figures", "--sqlite", path])
        .args(query)
        .run();
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains(path), "{run}");
    // The export leaves no other file in the folder.
    assert_eq!(std::fs::read_dir(folder.path("")).unwrap().count(), 1);
    let opened = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    (folder, opened)
}

/// Runs an SQL statement and returns the column names and the rows, with all cells as strings. NULL becomes an empty
/// string.
fn rows(database: &Connection, statement: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut statement = database.prepare(statement).unwrap();
    let names = statement.column_names().map(str::to_owned);
    let names: Vec<_> = names.collect();
    let cell = |value: ValueRef<'_>| match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
        ValueRef::Blob(_) => panic!("no column holds bytes"),
    };
    let rows = statement
        .query_map([], |row| {
            (0..names.len())
                .map(|at| Ok(cell(row.get_ref(at)?)))
                .collect::<rusqlite::Result<Vec<_>>>()
        })
        .unwrap();
    let rows = rows.map(Result::unwrap).collect();
    (names, rows)
}

fn number(database: &Connection, statement: &str) -> usize {
    let number: i64 = database.query_row(statement, [], |row| row.get(0)).unwrap();
    number.try_into().unwrap()
}

/// Returns a cell as it appears in CSV: on one line, and never a formula.
fn plain(cell: &str) -> String {
    let cell = cell.replace(['\n', '\t', '\r'], " ");
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
    if formula && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell
    }
}

/// Returns the value of a column from a JSON line.
fn of_json(line: &Value, column: &str) -> String {
    let value = match column {
        "place" => &line["in"],
        "event_place" => &line["place"],
        "confidence" => &line["confidence"]["all"],
        "text_start" => &line["start"],
        "text_end" => &line["end"],
        "quote" => &line["sentence"]["text"],
        "quote_start" => &line["sentence"]["start"],
        "quote_end" => &line["sentence"]["end"],
        other => &line[other],
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => u8::from(*yes).to_string(),
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap().to_string(),
        other => other.to_string(),
    }
}

#[test]
fn database_cells_match_csv_and_json() {
    for query in QUERIES {
        let (_folder, database) = database(Sandbox::corpus(), query);
        let (names, rows) = rows(&database, "SELECT * FROM figures_in_articles");
        let (lines, mut table) = told(query);
        let header = table.remove(0);
        assert_eq!(names, header.iter().collect::<Vec<_>>());
        assert_eq!(
            (rows.len(), rows.len()),
            (lines.len(), table.len()),
            "{query:?}"
        );
        assert!(!rows.is_empty(), "{query:?}");
        for ((row, line), record) in rows.iter().zip(&lines).zip(&table) {
            for ((name, cell), in_table) in names.iter().zip(row).zip(record) {
                assert_eq!(*cell, of_json(line, name), "{query:?}: {name} of {line}");
                assert_eq!(plain(cell), in_table, "{query:?}: {name} of {line}");
            }
        }
    }
}

#[test]
fn database_holds_all_figures_and_articles() {
    let corpus = Sandbox::corpus();
    let (_folder, database) = database(corpus, &["*"]);
    let records = corpus.records();
    let with: Vec<_> = records.iter().filter(|r| !r.figures.is_empty()).collect();
    let shown = corpus.search(["figures", "*"]).stderr;
    let total: usize = shown
        .split(' ')
        .next()
        .unwrap()
        .replace(',', "")
        .parse()
        .unwrap();
    assert_eq!(number(&database, "SELECT count(*) FROM figures"), total);
    assert_eq!(
        number(&database, "SELECT count(*) FROM articles"),
        with.len()
    );
    assert_eq!(
        number(&database, "SELECT count(*) FROM articles_fts"),
        with.len()
    );
    let (names, rows) = rows(&database, "SELECT * FROM articles");
    let rows = rows.iter().map(|row| {
        let row: BTreeMap<_, _> = names.iter().map(String::as_str).zip(row).collect();
        (row["path"].as_str(), row)
    });
    let rows: BTreeMap<_, _> = rows
        .map(|(path, row)| ((path.to_owned(), row["article"]), row))
        .collect();
    for record in with {
        let row = &rows[&(record.path.clone(), &record.id)];
        let article = &record.article;
        let title = article.title.as_ref().map_or("", |title| &title.value);
        let date = article.published.as_ref().map(|date| date.value);
        assert_eq!((row["body"], row["title"].as_str()), (&article.body, title));
        assert_eq!(
            *row["published"],
            date.map(|d| d.to_string()).unwrap_or_default()
        );
        assert_eq!(
            *row["published_first"],
            date.map(|d| d.first().to_string()).unwrap_or_default()
        );
        assert_eq!(
            *row["published_last"],
            date.map(|d| d.last().to_string()).unwrap_or_default()
        );
        let authors: Vec<String> = serde_json::from_str(row["authors"]).unwrap();
        assert_eq!(authors, article.authors);
        assert!(row["first_seen"].ends_with('Z'), "{row:?}");
    }
}

#[test]
fn database_is_valid_and_self_describing() {
    let (_folder, database) = database(Sandbox::corpus(), &["killed", "after:2022"]);
    let (_, checked) = rows(&database, "PRAGMA integrity_check");
    assert_eq!(checked, [["ok"]]);
    assert!(rows(&database, "PRAGMA foreign_key_check").1.is_empty());
    let keys = rows(
        &database,
        "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list('figures')",
    );
    assert_eq!(keys.1, [["articles", "article_id", "id"]]);
    // Fails if the full-text index does not match the articles.
    let mut check = database
        .prepare("INSERT INTO articles_fts(articles_fts, rank) VALUES('integrity-check', 1)")
        .unwrap();
    check.execute([]).unwrap();
    let about: BTreeMap<_, _> = rows(&database, "SELECT key, value FROM about")
        .1
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    assert_eq!(about["query"], "killed after:2022");
    assert_eq!(
        about["figures"],
        number(&database, "SELECT count(*) FROM figures").to_string()
    );
    assert_eq!(
        about["articles"],
        number(&database, "SELECT count(*) FROM articles").to_string()
    );
    assert_eq!(about["figured"], env!("CARGO_PKG_VERSION"));
    assert_ne!(about["left_out_undated"], "0");
    let indexed = rows(
        &database,
        "EXPLAIN QUERY PLAN SELECT * FROM figures WHERE claimant = 'x'",
    )
    .1;
    assert!(indexed[0][3].contains("figures_claimant"), "{indexed:?}");
}

#[test]
fn full_text_search_uses_stems() {
    let sandbox = Sandbox::with([
        (
            "news/a.txt",
            "Title: Dams broke\n\nFive men died in Vuno. Ten dams held.\n",
        ),
        ("news/b.txt", "Title: Quiet day\n\nTwo men sailed.\n"),
    ]);
    sandbox.ingest(["news"]);
    let (_folder, database) = database(&sandbox, &["men"]);
    for (words, expected) in [
        ("dam", &["a"][..]),
        ("sailing OR vuno", &["a", "b"]),
        ("title: broke", &["a"]),
        ("\"men died\"", &["a"]),
        ("cholera", &[]),
    ] {
        let mut found = database
            .prepare(
                "SELECT article FROM articles WHERE id IN \
                 (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?) ORDER BY article",
            )
            .unwrap();
        let found: Vec<String> = found
            .query_map([words], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn article_with_scattered_figures_occurs_once() {
    let query = ["killed", "--sort", "value"];
    let (_folder, database) = database(Sandbox::corpus(), &query);
    let articles = number(&database, "SELECT count(*) FROM articles");
    assert_eq!(
        articles,
        number(
            &database,
            "SELECT count(DISTINCT path || article) FROM articles"
        )
    );
    assert_eq!(
        articles,
        number(&database, "SELECT count(DISTINCT article_id) FROM figures")
    );
    let sorted = rows(
        &database,
        "SELECT value FROM figures WHERE value IS NOT NULL ORDER BY rowid",
    )
    .1;
    let sorted: Vec<f64> = sorted.iter().map(|row| row[0].parse().unwrap()).collect();
    assert!(sorted.is_sorted(), "{sorted:?}");
}
