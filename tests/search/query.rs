//! Queries on `corpus/`: which articles they find, and their output.

mod copies;
mod csv;
mod dates;
mod errors;
mod expansion;
mod fields;
mod figures;
mod json;
mod lines;
mod matching;
mod oracle;
mod output;
mod pages;
mod ranges;
mod ranking;
mod same;
mod slop;
mod sort;
mod typed;
mod words;

use crate::harness::Sandbox;

/// Fails unless each query finds exactly the expected ids in `corpus/`.
#[track_caller]
fn find(rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|(query, expected)| wrong_with(query, expected))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn wrong_with(query: &str, expected: &str) -> Option<String> {
    let found = Sandbox::corpus().ids(query);
    let mut expected: Vec<_> = expected.split_whitespace().collect();
    expected.sort_unstable();
    (found != expected).then(|| format!("{query}:\n  found {found:?}\n  not {expected:?}"))
}
