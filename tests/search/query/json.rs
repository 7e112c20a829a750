//! JSON answers, which must have no unknown fields and consistent values.

use serde::Deserialize;

use crate::harness::{Figure, Hit, Sandbox};

/// An answer, as the JSON schema defines it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    schema: u32,
    query: Query,
    pub total: usize,
    pub excluded: Excluded,
    took_ms: f64,
    pub hits: Vec<Hit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    text: String,
    parsed: String,
    warnings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    pub undated: usize,
    pub vague: usize,
    pub uncertain: usize,
    pub rates: usize,
    pub duplicates: usize,
}

/// Runs `search query` on `corpus/` with the given arguments, and returns the JSON answer.
pub fn answer(args: &[&str]) -> Answer {
    let run = Sandbox::corpus().call(["query"]).args(args).run();
    let answer: Answer = serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {run}"));
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (i32::from(answer.total == 0), ""),
        "{run}"
    );
    answer
}

#[test]
fn json_output_follows_its_schema() {
    let answer = answer(&["--json", "bodies   repatriated"]);
    assert_eq!(
        (answer.schema, answer.total, answer.hits.len()),
        (1, 11, 10)
    );
    assert_eq!(answer.query.text, "bodies   repatriated");
    assert_eq!(answer.query.parsed, "bodies repatriated");
    assert_eq!(answer.query.warnings, [""; 0]);
    assert_eq!(
        (
            answer.excluded.undated,
            answer.excluded.vague,
            answer.excluded.uncertain,
            answer.excluded.rates,
            answer.excluded.duplicates
        ),
        (0, 0, 0, 0, 0)
    );
    assert!(answer.took_ms > 0.0);
    let best = &answer.hits[0];
    assert_eq!(best.id, "1200-bodies-repatriated-kyiv-confirms");
    assert_eq!(
        best.title.as_deref(),
        Some("1,200 more bodies repatriated to Ukraine, Kyiv confirms")
    );
    assert_eq!(
        (best.outlet.as_deref(), best.outlet_basis.as_deref()),
        (Some("Coastline News"), Some("given"))
    );
    assert_eq!(best.published.as_deref(), Some("2025-06-15"));
    assert_eq!(
        best.path,
        "corpus/war-ukraine/1200-bodies-repatriated-kyiv-confirms.md"
    );
}

#[test]
fn empty_answer_is_valid_json() {
    let answer = answer(&["--json", "avalanche"]);
    assert_eq!((answer.total, answer.hits.len()), (0, 0));
}

#[test]
fn json_answer_includes_warnings() {
    let answer = answer(&["--json", "(cholera"]);
    assert_eq!((answer.total, answer.query.parsed.as_str()), (8, "cholera"));
    assert!(
        answer.query.warnings[0].contains("not closed"),
        "{answer:?}"
    );
}

#[test]
fn printed_query_finds_the_same_articles() {
    for query in [
        "bodies repatriated",
        "\"crowd expert\" OR (cholera -vaccine)",
        "killed:1000..5000 after:2022-03",
        "{killed:>5000 by:ukraine} {killed:<2000 by:russia}",
        "hostages NEAR/5 freed",
        "title:(bodies OR quake) outlet:\"Coastline News\"",
        "-has:date -lang:de",
        "wounded:>100k OR money:[1m TO 2m]",
        "repatriat* hostges~1 OR re?t",
    ] {
        let first = answer(&["--json", "--limit", "1000", "--", query]);
        let again = answer(&["--json", "--limit", "1000", "--", &first.query.parsed]);
        assert_eq!(first.hits, again.hits, "{query}");
        assert_eq!(first.query.parsed, again.query.parsed, "{query}");
    }
}

#[test]
fn json_lines_match_json() {
    let whole = answer(&["--json", "cholera"]).hits;
    assert_eq!(whole.len(), 8);
    let run = Sandbox::corpus().search(["query", "--jsonl", "cholera"]);
    let lines: Vec<Hit> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, whole);
}

#[test]
fn hits_are_sorted_by_score_and_limited() {
    let all = answer(&["--json", "--limit", "1000", "killed"]);
    assert!(
        all.total > 20 && all.hits.len() == all.total,
        "{}",
        all.total
    );
    assert!(all.hits.is_sorted_by(|a, b| a.score >= b.score));
    assert!(all.hits[0].score > 0.0);
    for limit in [0, 1, 5, 10] {
        let some = answer(&["--json", "--limit", &limit.to_string(), "killed"]);
        assert_eq!(some.total, all.total);
        assert_eq!(some.hits, all.hits[..limit]);
    }
    assert_eq!(answer(&["--json", "killed"]).hits.len(), 10);
}

#[test]
fn hits_with_equal_scores_sort_newest_first() {
    let hits = answer(&["--json", "--limit", "1000", "*"]).hits;
    assert_eq!(hits.len(), 87);
    assert!(hits.iter().all(|hit| hit.score == 0.0), "{hits:?}");
    let dates: Vec<_> = hits
        .iter()
        .map(|hit| hit.published.as_deref().map(first_day))
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
}

fn first_day(date: &str) -> String {
    format!("{date}{}", &"0000-01-01"[date.len()..])
}

#[test]
fn snippets_mark_the_query_words() {
    for (query, stems) in [
        ("bodies repatriated", &["bod", "repatriat"][..]),
        ("cholera union", &["cholera", "union"]),
        ("\"ice hall\"", &["ice", "hall"]),
        ("earthqu*", &["earthqu"]),
        ("seven thousand", &["7,000", "seven", "thousand"]),
    ] {
        for hit in answer(&["--json", "--limit", "100", query]).hits {
            let marked = hit
                .snippet_marks
                .iter()
                .map(|&(start, end)| hit.snippet[start..end].to_lowercase());
            let marked: Vec<_> = marked.collect();
            assert!(!marked.is_empty(), "{query}: {hit:?}");
            let stemmed = |mark: &String| stems.iter().any(|stem| mark.starts_with(stem));
            assert!(
                marked.iter().all(stemmed),
                "{query}: {marked:?} in {}",
                hit.snippet
            );
            assert!(
                hit.snippet.len() < 1000 && !hit.snippet.contains('\n'),
                "{}",
                hit.snippet
            );
        }
    }
}

/// Returns all figures in the corpus, each with its article.
fn every_figure() -> impl Iterator<Item = (Hit, Figure)> {
    let hits = answer(&["--json", "--limit", "1000", "figure:*"]).hits;
    assert!(hits.len() > 80, "{}", hits.len());
    hits.into_iter().flat_map(|hit| {
        hit.figures
            .clone()
            .into_iter()
            .map(move |figure| (hit.clone(), figure))
    })
}

#[test]
fn figure_offsets_match_the_text() {
    for (hit, figure) in every_figure() {
        let Figure {
            text,
            start,
            end,
            sentence,
            ..
        } = &figure;
        assert!(!text.is_empty() && end - start == text.len(), "{figure:?}");
        assert!(
            sentence.start <= *start && *end <= sentence.end,
            "{figure:?}"
        );
        assert_eq!(
            sentence.text.len(),
            sentence.end - sentence.start,
            "{figure:?}"
        );
        assert_eq!(
            &sentence.text[start - sentence.start..end - sentence.start],
            text,
            "{figure:?}"
        );
        match figure.place.as_str() {
            "title" => assert_eq!(&hit.title.as_deref().unwrap()[*start..*end], text),
            place => assert_eq!(place, "body"),
        }
    }
}

#[test]
fn value_low_and_high_agree_with_the_bound() {
    for (_, figure) in every_figure() {
        let Figure {
            value, low, high, ..
        } = figure;
        let expected = match figure.bound.as_str() {
            "exact" | "approx" => (value, value),
            "more_than" | "at_least" => (value, None),
            "less_than" | "at_most" | "nearly" => (None, value),
            "range" => {
                assert!(
                    value.is_none() && low.unwrap() <= high.unwrap(),
                    "{figure:?}"
                );
                continue;
            }
            other => panic!("{other} is no bound"),
        };
        assert!(value.is_some() && (low, high) == expected, "{figure:?}");
        assert!(
            figure.unit.is_none() || figure.counted.is_none(),
            "{figure:?}"
        );
    }
}
