//! Errors in queries, and warnings about queries that can be parsed.

use super::two_articles;
use crate::transcript::{Transcript, assert_snapshot};

fn check(name: &str, queries: &[&str]) {
    let sandbox = two_articles();
    let mut transcript = Transcript::new(&sandbox);
    for query in queries {
        transcript.run(&format!("search query '{query}'"));
    }
    assert_snapshot(name, transcript);
}

#[test]
fn invalid_queries_are_explained() {
    check(
        "errors-query",
        &[
            "",
            ", - …",
            "killed:abc",
            "killed:1000..abc",
            "killed:>",
            "killed:1e999",
            "killed:5000..1000",
            "killed:{5 TO 5}",
            "figure:$5..10%",
            "after:2022-13",
            "date:2023-02-29",
            "date:0000",
            "date:12/03/2022",
            "date:20220301",
            "date:soon",
            "date:2023..2022",
            "after:2022..2023",
            "before:0001",
            "date:{2022 TO 2023}",
            "kiled:100",
            "zebra:a",
            "outlet:\"\"",
            "has:dat",
            "scope:whole",
            "bound:exakt",
            "site:https://bbc.co.uk/news",
            "lang:english",
            "title:-bodies",
            "outlet:coast*",
            "a NEAR/3 killed:5",
            "a NEAR/3 -b",
            "a NEAR/99999999999 b",
            "{killed:5 zebra}",
            "killed:",
            "after:",
            "title:()",
            "same:(a -b)",
            "same:(a [1 TO 5])",
            "dam killed:5x broke wounded:99",
            "penguins killed:abc",
            "killed:[5k TO 1k]",
            "killed:1,23",
            "killed:\"between 5 and 9\"",
            "figure:100km..200mi",
            "date:2022-02-30",
            "date:01/02/2022",
            "kiled:1000..5000",
            "titel:peace",
            "foo:bar",
            "Oulet:bbc",
            "has:killed",
            "bound:>5",
            "stance:plan",
            "title:-peace",
            "site:bbc.co.uk/news",
            "id:...",
            "same:(killed -Kyiv)",
            "same:(killed killed:>5)",
            "penguins NEAR/3 killed:5",
            "penguins NEAR/3 -ice",
            "penguins NEAR/99999999999 ice",
            "{killed:5 penguins}",
            "{outlet:coastline}",
            "OR",
            "()",
        ],
    );
}

#[test]
fn too_long_or_deep_queries_are_rejected() {
    let sandbox = two_articles();
    let mut transcript = Transcript::new(&sandbox);
    let group = format!("({})", vec!["a"; 40].join(" OR "));
    for (name, query) in [
        ("65 parentheses", "(".repeat(65)),
        ("66000 letters", "a".repeat(66_000)),
        ("1600 pairs", format!("{group} NEAR/3 {group}")),
    ] {
        let run = sandbox.search(["query", &query]);
        let message = run.stderr.lines().next().unwrap().to_owned();
        assert_eq!(run.status, 2, "{name}");
        transcript.append(
            &format!("search query [{name}]"),
            &crate::harness::Run {
                stderr: message,
                ..run
            },
        );
    }
    assert_snapshot("errors-query-limits", transcript);
}

#[test]
fn commands_explain_invalid_queries() {
    let sandbox = two_articles();
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&[
        "search figures 'killed:>'",
        "search timeline 'kiled:5'",
        "search conflicts 'date:soon'",
        "search facets outlet 'killed:5..1'",
        "search save deaths 'killed:abc'",
        "search --json 'killed:abc'",
        "search --csv 'killed:abc'",
    ]);
    assert_snapshot("errors-query-of-commands", transcript);
}

#[test]
fn questionable_queries_cause_warnings() {
    check(
        "warnings-query",
        &[
            "dam or fire",
            "dam NEAR fire",
            "\"dam",
            "(dam",
            "dam)",
            "dam AND",
            "OR dam",
            "dam NOT",
            "dam NEAR/3",
            "dam NEAR/0 broke",
            "{} dam",
            "{killed:5 {by:mayor}}",
            "{killed:5",
            "killed:[1 TO 5",
            "dam^2",
            "\"dam broke\"~",
            "by:\"the mayor\"~2",
            "*-* dam",
            "dam 4..5",
            "dam >5",
            "dam 7000~1",
            "a-b~",
            "damm~7",
            "well-kn*",
            "\"dam b*\"",
            "Berlin:Step Off",
            "Missing:Poor Pundits",
            "killed: 5",
            "killed > 5",
            "killed:1 to 5",
            "figure:>1 km",
            "killed:seven thousand",
            "same:dam",
            "same:(dam OR fire)",
            "killed:498 wounded:5",
            "killed:498 killed:2870",
            "(killed:5 OR zebra) by:mayor",
            "penguins or ice",
            "penguins NEAR ice",
            "\"penguins",
            "(penguins",
            "penguins)",
            "penguins AND",
            "penguins w/5",
            "killed: 5000",
            "killed: >5000",
            "killed > 5000",
            "killed:1000 to 5000",
            "figure:>100 km",
            "same:penguins",
            "9861~1",
            "penguin~9",
            "Penguins:Ice and zoo",
            "Missing:Penguins",
            "killed:498 wounded:1597",
            "penguins^2 ice",
        ],
    );
}

#[test]
fn commands_print_query_warnings_and_hidden_counts() {
    let sandbox = two_articles();
    let many = (0..2000).map(|nth| format!("word{nth} "));
    sandbox.write("news/many.txt", many.collect::<String>());
    sandbox.ingest(["news"]);
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&[
        "search 'word*' -n 0",
        "search --json 'dam or killed' -n 0",
        "search --count 'dam or fire'",
        "search figures 'killed: 5'",
        "search facets outlet 'dam or fire'",
        "search save both 'dam or fire'",
        "search 'killed:20..90'",
        "search figures 'killed:20..90'",
        "search facets value,outlet 'killed:20..90'",
        "search 'killed after:2021'",
        "search figures 'killed after:2021'",
        "search facets value,outlet 'killed after:2021'",
    ]);
    assert_snapshot("warnings-query-of-commands", transcript);
}
