//! Exports with `search figures`. SQLite, CSV and JSON contain the same figures, and an output file is either complete
//! or not written at all.

mod database;
mod files;

use serde_json::Value;

use crate::harness::Sandbox;

/// The queries whose answers are compared. They cover all figures, conditions, words, sorting, limits and offsets.
const QUERIES: &[&[&str]] = &[
    &["*"],
    &["killed after:2022"],
    &["{killed:>100} {killed:<50}"],
    &["russian soldiers", "--sort", "-value"],
    &["wounded:*", "--limit", "5"],
    &["percent:* -title:a", "--offset", "3"],
];

/// Runs a query and returns the answer as JSON lines and as CSV records.
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
