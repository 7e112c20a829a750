//! `search figures` into files: what SQLite, CSV and JSON say of the same figures, and files that are whole or not there.

mod database;
mod files;

use serde_json::Value;

use crate::harness::Sandbox;

/// The queries whose answers are compared: all, some, a headline's, one that is sorted, one that leaves out.
const QUERIES: &[&[&str]] = &[
    &["*"],
    &["killed after:2022"],
    &["{killed:>100} {killed:<50}"],
    &["russian soldiers", "--sort", "-value"],
    &["wounded:*", "--limit", "5"],
    &["percent:* -title:a", "--offset", "3"],
];

/// What JSON lines say, and CSV: each row by the names of its columns.
fn told(query: &[&str]) -> (Vec<Value>, Vec<csv::StringRecord>) {
    let run = |format| {
        let run = Sandbox::corpus()
            .call(["figures", format])
            .args(query)
            .run();
        assert_eq!(run.status, 0, "{run}");
        run.stdout
    };
    let lines = run("--jsonl");
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let table = run("--csv");
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes());
    (
        lines.collect(),
        table.records().map(Result::unwrap).collect(),
    )
}
