//! The commands that answer with figures, on `corpus/` and on small articles.
//!
//! The expected rows were written by a person who read the articles. A cell in parentheses contains a fact that the
//! extractor may miss, so the actual cell may be empty. A row that starts with a question mark may be missing.

mod bad;
mod conflicts;
mod facets;
mod groups;
mod repeats;
mod rows;
mod show;
mod sums;
mod timeline;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::harness::{Run, Sandbox, Sentence};

/// A figure with its article, as the JSON schema defines it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    score: Option<f32>,
    text: String,
    start: usize,
    end: usize,
    #[serde(rename = "in")]
    place: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    bound: String,
    change: Option<String>,
    unit: Option<String>,
    counted: Option<String>,
    whose: Option<String>,
    measure: Option<String>,
    scope: Option<String>,
    stance: String,
    claimant: Option<String>,
    as_of: Option<String>,
    as_of_date: Option<String>,
    agent: Option<String>,
    #[serde(rename = "place")]
    location: Option<String>,
    via: Option<String>,
    rate: Option<String>,
    #[serde(default)]
    confidence: std::collections::BTreeMap<String, f64>,
    sentence: Sentence,
    vague: bool,
    in_headline: bool,
    title: Option<String>,
    outlet: Option<String>,
    outlet_basis: Option<String>,
    #[serde(default)]
    outlet_as_given: Option<String>,
    published: Option<String>,
    published_basis: Option<String>,
    url: Option<String>,
    path: String,
    article: String,
    content_hash: String,
    extractor: u32,
}

/// A JSON answer, with the fields that all answers share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer<T> {
    schema: u32,
    query: Query,
    asks: Vec<String>,
    total: usize,
    excluded: Excluded,
    took_ms: f64,
    #[serde(alias = "figures", alias = "groups", alias = "points")]
    #[serde(alias = "conflicts", alias = "repeated", alias = "facets")]
    items: Vec<T>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    text: String,
    parsed: String,
    warnings: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Excluded {
    undated: usize,
    vague: usize,
    uncertain: usize,
    rates: usize,
    duplicates: usize,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    key: Option<String>,
    also: Vec<String>,
    unit: Option<String>,
    figures: usize,
    lowest: Row,
    highest: Row,
    first: Row,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    period: Option<String>,
    dated_by: Option<String>,
    series: Option<String>,
    also: Vec<String>,
    low: f64,
    high: f64,
    or_less: bool,
    or_more: bool,
    unit: Option<String>,
    measure: Option<String>,
    stance: String,
    scope: Option<String>,
    vague: bool,
    figures: usize,
    first: String,
    quote: String,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    path: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conflict {
    measure: Option<String>,
    whose: Option<String>,
    counted: String,
    period: Option<String>,
    times_apart: f64,
    sides: Vec<Side>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    claimant: String,
    also: Vec<String>,
    figures: usize,
    lowest: Row,
    highest: Row,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facet {
    #[serde(rename = "facet")]
    by: String,
    counts: String,
    total: usize,
    unknown: usize,
    values: Vec<Value>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Value {
    #[serde(rename = "value")]
    name: String,
    #[serde(default)]
    also: Vec<String>,
    count: usize,
}

/// Runs a command with `--json` and returns its answer.
#[track_caller]
fn answer<T: DeserializeOwned>(sandbox: &Sandbox, command: &str, args: &[&str]) -> Answer<T> {
    let run = sandbox.call([command, "--json"]).args(args).run();
    let answer: Answer<T> =
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {run}"));
    let found = i32::from(answer.total == 0);
    assert_eq!((run.status, run.stderr.as_str()), (found, ""), "{run}");
    assert!(answer.schema == 1 && answer.took_ms > 0.0, "{run}");
    assert!(answer.asks.iter().all(|one| one.ends_with(')')), "{run}");
    answer
}

/// Returns standard error without the lines that report how the query was read.
fn said(run: &Run) -> String {
    let lines = run.stderr.split_inclusive('\n');
    lines
        .filter(|line| !line.starts_with("read as: "))
        .collect()
}

/// Runs a command with `--jsonl` and returns its lines.
#[track_caller]
fn lines<T: DeserializeOwned>(sandbox: &Sandbox, command: &str, args: &[&str]) -> Vec<T> {
    let run = sandbox.call([command, "--jsonl"]).args(args).run();
    assert!(run.status <= 1, "{run}");
    let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
    run.stdout.lines().map(line).collect()
}

/// Parses the output of a run as CSV, and returns the header and the rows.
#[track_caller]
fn table(run: &Run) -> (Vec<String>, Vec<Vec<String>>) {
    assert!(run.status <= 1, "{run}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(run.stdout.as_bytes());
    let mut rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect::<Vec<_>>()
    });
    let names = rows.next().unwrap_or_default();
    (names, rows.collect())
}

/// Formats an article as a text file. Empty values are omitted from the header.
fn article(title: &str, date: &str, outlet: &str, text: &str) -> String {
    let lines = [("Title", title), ("Date", date), ("Outlet", outlet)];
    let known = lines.into_iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<_> = known.map(|(name, v)| format!("{name}: {v}")).collect();
    format!("{}\n\n{text}\n", lines.join("\n"))
}

/// Creates a sandbox with ingested articles, each given by file name, title, date, outlet and text.
fn articles(all: &[(&str, &str, &str, &str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    for (file, title, date, outlet, text) in all {
        let text = article(title, date, outlet, text);
        sandbox.write(format!("news/{file}.txt"), text);
    }
    sandbox.ingest(["news"]);
    sandbox
}

/// Formats the number of a row with its bound: ">5300", "<=6000", "~15000" or "7000..15000". "^100" means nearly 100.
fn number(row: &Row) -> String {
    let sign = match row.bound.as_str() {
        "more_than" => ">",
        "at_least" => ">=",
        "less_than" => "<",
        "at_most" => "<=",
        "approx" => "~",
        "nearly" => "^",
        _ => "",
    };
    let of = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
    match row.bound.as_str() {
        "range" => format!("{}..{}", of(row.low), of(row.high)),
        _ => format!("{sign}{}", of(row.value)),
    }
}

/// Returns whether a cell contains the expected text, ignoring case. A hyphen stands for an empty cell, and a cell may
/// also be empty if the expected text is in parentheses.
fn agrees(found: Option<&str>, expected: &str) -> bool {
    let bare = expected
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    match (found, bare) {
        (None, None) => expected == "-",
        (None, Some(_)) => true,
        (Some(found), bare) => found
            .to_lowercase()
            .contains(&bare.unwrap_or(expected).to_lowercase()),
    }
}

/// Returns whether a row matches a line of the form "number | whose | claimant | date | article".
fn is(row: &Row, line: &str) -> bool {
    let cells: Vec<_> = line
        .trim_start_matches('?')
        .split('|')
        .map(str::trim)
        .collect();
    let [value, whose, claimant, published, article] = cells[..] else {
        panic!("{line}: five cells");
    };
    number(row) == value
        && agrees(row.whose.as_deref(), whose)
        && agrees(row.claimant.as_deref(), claimant)
        && row.published.as_deref().unwrap_or("-") == published
        && row.article == article
}

/// Returns the first difference between the rows and the expected lines, or `None` if they agree.
fn differs(rows: &[Row], expected: &str) -> Option<String> {
    let lines = expected.lines().map(str::trim).filter(|l| !l.is_empty());
    let mut rest = rows.iter().peekable();
    for line in lines {
        match rest.peek() {
            Some(row) if is(row, line) => {
                rest.next();
            }
            _ if line.starts_with('?') => {}
            other => {
                let found = other.map(|row| shown(row)).unwrap_or_default();
                return Some(format!("expected {line}\n   found {found}"));
            }
        }
    }
    rest.next()
        .map(|row| format!("not expected {}", shown(row)))
}

fn shown(row: &Row) -> String {
    let cell = |cell: &Option<String>| cell.clone().unwrap_or("-".into());
    format!(
        "{} | {} | {} | {} | {}",
        number(row),
        cell(&row.whose),
        cell(&row.claimant),
        cell(&row.published),
        row.article
    )
}

/// Fails unless each query on `corpus/` finds exactly the figures in its expected lines, in the same order.
#[track_caller]
fn find(sort: &str, queries: &[(&str, &str)]) {
    let wrong: Vec<_> = queries
        .iter()
        .filter_map(|(query, expected)| {
            let rows = lines::<Row>(
                Sandbox::corpus(),
                "figures",
                &["--uncertain", "--sort", sort, "--", query],
            );
            differs(&rows, expected).map(|wrong| format!("{query}\n   {wrong}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
