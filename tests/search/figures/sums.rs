//! Totals that must agree between commands for every query.

use std::collections::HashSet;

use super::{Conflict, Facet, Group, Point, Row, answer, lines};
use crate::harness::Sandbox;

const QUERIES: [&str; 20] = [
    "*",
    "killed",
    "killed russian",
    "bodies repatriated",
    "cholera",
    "killed earthquake",
    "arrested belvar",
    "money:>1m",
    "percent:*",
    "figure:1..10",
    "killed:1000..5000 after:2022-03",
    "{killed:>5000 by:ukraine} {killed:<2000 by:russia}",
    "killed:* -by:ministry",
    "stance:denied",
    "date:unknown killed",
    "whose:russian",
    "\"health ministry\"",
    "destroyed OR damaged",
    "outlet:meridian",
    "dam NEAR/8 villages",
];

const DIMENSIONS: [&str; 7] = [
    "outlet", "month", "measure", "claimant", "whose", "counted", "value",
];

#[test]
fn group_and_facet_counts_add_up() {
    let corpus = Sandbox::corpus();
    for query in QUERIES {
        let rows = lines::<Row>(corpus, "figures", &["--uncertain", "--", query]);
        let ids: HashSet<_> = rows.iter().map(|row| (&row.path, &row.id)).collect();
        assert_eq!(ids.len(), rows.len(), "{query}");
        for by in DIMENSIONS {
            let groups = answer::<Group>(
                corpus,
                "figures",
                &["--uncertain", "--group-by", by, "--", query],
            );
            let sum: usize = groups.items.iter().map(|group| group.figures).sum();
            assert_eq!(
                (sum, groups.total),
                (rows.len(), rows.len()),
                "{query} by {by}"
            );
            for group in &groups.items {
                let of = [&group.lowest, &group.highest, &group.first];
                assert!(
                    of.iter()
                        .all(|row| rows.iter().any(|other| other.id == row.id)),
                    "{query} by {by}"
                );
                assert!(
                    of.iter().all(|row| row.unit == group.unit),
                    "{query} by {by}"
                );
            }
        }
        let facets = lines::<Facet>(
            corpus,
            "facets",
            &["--uncertain", "--", &DIMENSIONS.join(","), query],
        );
        assert_eq!(facets.len(), DIMENSIONS.len());
        for facet in facets {
            let sum: usize = facet.values.iter().map(|value| value.count).sum();
            assert_eq!(sum + facet.unknown, facet.total, "{query} {facet:?}");
            if facet.counts == "figures" {
                assert_eq!(facet.total, rows.len(), "{query} {}", facet.by);
            } else {
                assert_eq!(
                    facet.total,
                    corpus.hits(query).len(),
                    "{query} {}",
                    facet.by
                );
            }
        }
    }
}

/// Finds the part of standard error that contains `words`, and returns the number at its start. Returns 0 if there is
/// no such part.
fn told(stderr: &str, words: &str) -> usize {
    let part = stderr
        .split([';', '\n', ':'])
        .find(|part| part.contains(words));
    let number = part.and_then(|part| part.split_whitespace().next());
    number.map_or(0, |number| number.replace(',', "").parse().unwrap())
}

#[test]
fn timeline_and_conflict_counts_add_up() {
    let corpus = Sandbox::corpus();
    for query in QUERIES {
        let total = lines::<Row>(corpus, "figures", &["--uncertain", "--", query]).len();
        let listed = corpus.search(["figures", "--uncertain", "--", query]);
        for by in ["day", "year"] {
            let points = lines::<Point>(
                corpus,
                "timeline",
                &["--uncertain", "--by", by, "--", query],
            );
            let run = corpus.search(["timeline", "--uncertain", "--by", by, "--", query]);
            let shown: usize = points.iter().map(|point| point.figures).sum();
            let other = told(&run.stderr, "with a measure or unit other than");
            let rates = |stderr| told(stderr, "rate hidden") + told(stderr, "rates hidden");
            let rates = rates(&run.stderr) - rates(&listed.stderr);
            assert_eq!(shown + other + rates, total, "{query} by {by}: {run}");
            let undated = points.iter().filter(|point| point.period.is_none());
            let undated: usize = undated.map(|point| point.figures).sum();
            assert_eq!(
                undated,
                told(&run.stderr, "without a date, listed"),
                "{query}: {run}"
            );
            assert!(
                points.iter().all(|point| point.low <= point.high),
                "{query}"
            );
        }
        for conflict in lines::<Conflict>(corpus, "conflicts", &["--uncertain", "--", query]) {
            assert!(conflict.sides.len() >= 2, "{query}: {conflict:?}");
            assert!(conflict.times_apart > 1.0, "{query}: {conflict:?}");
            let names: HashSet<_> = conflict.sides.iter().map(|side| &side.claimant).collect();
            assert_eq!(names.len(), conflict.sides.len(), "{query}: {conflict:?}");
        }
    }
}

#[test]
fn uncertain_and_certain_figures_add_up() {
    let corpus = Sandbox::corpus();
    let mut hidden = 0;
    for query in QUERIES {
        for command in ["figures", "query"] {
            let total = |options: &[&str]| {
                let run = corpus
                    .call([command, "--json", "-n", "0"])
                    .args(options)
                    .args(["--", query])
                    .run();
                let answer: serde_json::Value =
                    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {run}"));
                let number = |of: &serde_json::Value| of.as_u64().unwrap();
                (
                    number(&answer["total"]),
                    number(&answer["excluded"]["uncertain"]),
                )
            };
            // The harness passes --copies, because duplicates of uncertain figures are counted only once.
            let (certain, uncertain) = total(&[]);
            assert_eq!(
                total(&["--uncertain"]),
                (certain + uncertain, 0),
                "{command} {query}"
            );
            hidden += uncertain;
        }
    }
    assert!(hidden > 20, "{hidden}");
}
