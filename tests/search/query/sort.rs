//! The order of hits, which can be sorted by date. It is the same in all runs and in all indexes of the same articles.

use figured::index::StoredArticle;

use super::json::answer;
use crate::harness::{Hit, Sandbox};

/// Runs a query and returns the paths and ids of all hits.
fn sorted(sort: &str, query: &str) -> Vec<(String, String)> {
    let args = ["--json", "--limit", "1000", "--sort", sort, "--", query];
    named(answer(&args).hits)
}

fn named(hits: Vec<Hit>) -> Vec<(String, String)> {
    hits.into_iter().map(|hit| (hit.path, hit.id)).collect()
}

/// Returns the first day on which an article may have been published.
fn first_day(record: &StoredArticle) -> Option<i64> {
    let published = record.article.published.as_ref();
    published.map(|published| published.value.days().0)
}

#[test]
fn hits_sort_by_date_and_then_by_key() {
    let records = Sandbox::corpus().records();
    let undated = records.iter().filter(|r| first_day(r).is_none()).count();
    assert!(undated > 2 && records.len() - undated > 50, "{undated}");
    let expected = |sort: &str| {
        let mut records: Vec<_> = records.iter().collect();
        records.sort_by_key(|record| {
            let day = first_day(record);
            let day = day.map(|day| if sort == "newest" { -day } else { day });
            // Articles without a date come last.
            (day.is_none(), day, record.tie_order())
        });
        let named = |record: &StoredArticle| (record.path.clone(), record.id.clone());
        records.into_iter().map(named).collect::<Vec<_>>()
    };
    for sort in ["newest", "oldest"] {
        let expected = expected(sort);
        assert_eq!(sorted(sort, "*"), expected, "{sort}");
        // The query does not affect the order.
        for query in ["killed", "killed:1000..5000 OR cholera", "-cholera"] {
            let mut some = sorted("relevance", query);
            some.sort_by_key(|hit| expected.iter().position(|one| one == hit));
            assert!(some.len() > 5, "{query}");
            assert_eq!(sorted(sort, query), some, "{sort} {query}");
        }
    }
}

#[test]
fn date_sort_computes_no_scores() {
    for sort in ["newest", "oldest"] {
        let hits = answer(&["--json", "--sort", sort, "killed"]).hits;
        assert!(
            hits.len() == 10 && hits.iter().all(|hit| hit.score == 0.0),
            "{hits:?}"
        );
    }
    let best = answer(&["--json", "--sort", "relevance", "killed"]).hits;
    assert_eq!(best, answer(&["--json", "killed"]).hits);
    assert!(best[0].score > 0.0);
}

/// Returns article `nth` as a text file. Many of these articles share a date or are undated.
fn dated(nth: usize) -> String {
    let date = ["2024-05-01", "2024-05", "2024", "2023-12-31", "none given"][nth % 5];
    let again = "dam ".repeat(nth % 3);
    format!("Title: Article {nth}\nDate: {date}\n\nThe dam broke. {again}\n")
}

#[test]
fn ties_have_the_same_order_in_every_index() {
    let sandbox = Sandbox::new();
    let ids = |index: &str, sort: &str| {
        let args = [
            "--index", index, "--jsonl", "--limit", "100", "--sort", sort,
        ];
        let run = sandbox.call(args).args(["dam"]).run();
        let hits = run.stdout.lines();
        let ids: Vec<_> = hits
            .map(|line| serde_json::from_str::<Hit>(line).unwrap().id)
            .collect();
        assert_eq!(ids.len(), 40, "{run}");
        ids
    };
    // The first index is built by eight ingests, the second by one.
    for piece in 0..8 {
        for nth in piece * 5..piece * 5 + 5 {
            sandbox.write(format!("news/{nth}.txt"), dated(nth));
        }
        sandbox.ingest(["news", "--index", "pieces", "--threads", "1"]);
    }
    sandbox.ingest(["news", "--index", "one", "--threads", "4"]);
    for sort in ["relevance", "newest", "oldest"] {
        let expected = ids("pieces", sort);
        assert_eq!(ids("one", sort), expected, "{sort}");
        assert_eq!(ids("one", sort), expected, "{sort}, again");
    }
    let day = |id: &String| id.parse::<usize>().unwrap() % 5;
    // "2024" sorts as 1 January 2024, and "2024-05" as 1 May 2024.
    let runs = |sort: &str| ids("one", sort).iter().map(day).collect::<Vec<_>>();
    let newest = runs("newest");
    assert!(
        newest[..16].iter().all(|day| [0, 1].contains(day)),
        "{newest:?}"
    );
    assert_eq!(newest[16..], [[2; 8], [3; 8], [4; 8]].concat());
    let oldest = runs("oldest");
    assert_eq!(oldest[..16], [[3; 8], [2; 8]].concat());
    assert_eq!(oldest[32..], [4; 8]);
}

#[test]
fn page_range_message_names_the_sort_order() {
    let rows = [
        ("relevance", "showing the best 2 of 11 articles\n"),
        ("newest", "showing the newest 2 of 11 articles\n"),
        ("oldest", "showing the oldest 2 of 11 articles\n"),
    ];
    for (sort, told) in rows {
        let run = Sandbox::corpus().search(["-n", "2", "--sort", sort, "bodies repatriated"]);
        assert_eq!(run.stderr, told, "{run}");
    }
    insta::assert_snapshot!(Sandbox::corpus().search(["--sort", "best", "dam"]).complaint(2), @"
    error: invalid value 'best' for '--sort <BY>'
      [possible values: relevance, newest, oldest]

      tip: a similar value exists: 'oldest'

    For more information, try '--help'.
    ");
}
