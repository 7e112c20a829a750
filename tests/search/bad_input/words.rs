//! Invalid command lines.

use crate::harness::Sandbox;

fn one_article() -> Sandbox {
    let sandbox = Sandbox::with([(
        "news/a.txt",
        "Title: Figures and stats\n\nCheck the figures.\n",
    )]);
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn reserved_words_are_rejected_as_queries() {
    let sandbox = one_article();
    for word in [
        "changes", "claim", "events", "export", "mcp", "open", "serve", "watch",
    ] {
        for args in [
            &[word][..],
            &[word, "killed:>5"],
            &["--json", word, "figures"],
        ] {
            let run = sandbox.search(args);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run}");
            let message = format!(
                "error: `{word}` is reserved for a future command\nhint: to search for the word `{word}`, run `search query {word}`\n\nUsage: "
            );
            assert!(run.stderr.starts_with(&message), "{run}");
        }
        assert_eq!(
            sandbox.search(["query", "--any", word, "figures"]).status,
            0,
            "{word}"
        );
    }
    for args in [
        &["query", "figures"][..],
        &["--", "figures"],
        &["the figures"],
        &["--any", "events figures"],
        &["query", "check", "stats"],
    ] {
        assert_eq!(sandbox.search(args).status, 0, "{args:?}");
    }
}

#[test]
fn empty_query_is_an_error() {
    let sandbox = one_article();
    for args in [
        &[][..],
        &["query"],
        &["query", "--json"],
        &["--count"],
        &["--"],
        &[""],
        &["query", "  "],
        &["query", "()"],
    ] {
        let run = sandbox.search(args);
        assert_eq!(
            (run.status, run.stdout.as_str(), run.stderr.is_empty()),
            (2, "", false),
            "{args:?}: {run}"
        );
    }
}

#[test]
fn invalid_command_lines_are_errors() {
    let sandbox = one_article();
    for args in [
        &["--colour"][..],
        &["query", "--foo", "figures"],
        &["query", "--limit", "many", "figures"],
        &["query", "--limit", "-1", "figures"],
        &["query", "--json", "--jsonl", "figures"],
        &["query", "--count", "--json", "figures"],
        &["query", "--any", "--all", "figures"],
        &["query", "figures", "--index"],
        &["--color", "sometimes", "the figures"],
        &["ingest", "--foo", "news"],
        &["ingest", "--memory", "0", "news"],
        &["ingest", "--threads", "0", "news"],
        &["extract", "a", "b"],
        &["extract", "--foo"],
    ] {
        let run = sandbox.search(args);
        assert_eq!(
            (run.status, run.stdout.as_str(), run.stderr.is_empty()),
            (2, "", false),
            "{args:?}: {run}"
        );
    }
}

#[test]
fn help_and_version_succeed() {
    let sandbox = Sandbox::new();
    for args in [
        &["--help"][..],
        &["-h"],
        &["help"],
        &["query", "--help"],
        &["ingest", "--help"],
        &["--version"],
    ] {
        let run = sandbox.search(args);
        assert_eq!(
            (run.status, run.stderr.as_str(), run.stdout.is_empty()),
            (0, "", false),
            "{args:?}: {run}"
        );
    }
    assert!(
        sandbox
            .search(["--help"])
            .stdout
            .contains("search \"bodies repatriated\"")
    );
}

#[test]
fn invalid_search_today_value_is_reported() {
    let sandbox = one_article();
    insta::assert_snapshot!(sandbox.call(["the figures"]).env("SEARCH_TODAY", "monday").run().complaint(2), @r#"
    search: SEARCH_TODAY: "monday" is not a date
    hint: use a date such as 2022-03-01
    "#);
}
