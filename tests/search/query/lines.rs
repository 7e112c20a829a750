//! Command lines: exit status, flags, the position of options, and invalid queries.

use crate::harness::Sandbox;

#[test]
fn exit_status_tells_whether_anything_matched() {
    let corpus = Sandbox::corpus();
    let rows: [(&[&str], i32); 16] = [
        (&["cholera"], 0),
        (&["query", "cholera"], 0),
        (&["query", "cholera", "union"], 0),
        (&["cholera union"], 0),
        (&["avalanche"], 1),
        (&["query", "--json", "avalanche"], 1),
        (&["query", "--jsonl", "avalanche"], 1),
        (&["query", "--count", "avalanche"], 1),
        (&["query", "--limit", "0", "cholera"], 0),
        (&["killed:abc"], 2),
        (&["query", "--json", "killed:5..1"], 2),
        (&["query", "date:2022-13"], 2),
        (&["foo:bar"], 2),
        (&["query", "{outlet:coastline}"], 2),
        (&["killed:"], 2),
        (&["query", "--any", "avalanche", "cholera"], 0),
    ];
    for (args, status) in rows {
        let run = corpus.search(args);
        assert_eq!(run.status, status, "{args:?}: {run}");
        assert_eq!(
            run.status == 2,
            run.stdout.is_empty() && run.stderr.contains('\n') && status == 2,
            "{args:?}: {run}"
        );
    }
}

#[test]
fn caret_marks_the_error_in_the_query() {
    let rows = [
        ("cholera killed:abc", "abc"),
        ("date:2022-13 cholera", "2022-13"),
        ("Überschwemmung foo:bar", "foo"),
        ("killed:10..5", "10..5"),
    ];
    for (query, place) in rows {
        let run = Sandbox::corpus().search(["query", "--", query]);
        let lines: Vec<_> = run.stderr.lines().collect();
        let at = lines
            .iter()
            .position(|line| line.contains(query))
            .unwrap_or_else(|| panic!("{run}"));
        let shown = lines[at]
            .find(place)
            .map(|byte| lines[at][..byte].chars().count());
        let caret = lines[at + 1].chars().position(|c| c == '^');
        assert_eq!(caret, shown, "{run}");
        assert_eq!(
            lines[at + 1].matches('^').count(),
            place.chars().count(),
            "{run}"
        );
    }
}

#[test]
fn query_command_name_is_optional() {
    let corpus = Sandbox::corpus();
    for args in [
        &["bodies repatriated"][..],
        &["--jsonl", "cholera"],
        &["--count", "killed:498"],
        &["--any", "ferry", "dam"],
    ] {
        let short = corpus.search(args);
        let long = corpus.call(["query"]).args(args).run();
        assert_eq!(short, long, "{args:?}");
        assert_eq!(short.status, 0, "{short}");
    }
}

#[test]
fn global_options_may_precede_the_command() {
    let sandbox = Sandbox::with([(
        "news/a.txt",
        "Title: A query\n\nThe query and the ingest of news.\n",
    )]);
    insta::assert_snapshot!(sandbox.search(["--index", "mine", "ingest", "news"]).complaint(0), @"1 new, 0 changed, 0 unchanged, 0 removed, 0 skipped; 0 figures in 1 article; took [time] seconds");
    let before = sandbox.search(["--index", "mine", "query", "--count", "news"]);
    assert_eq!(
        (before.status, before.stdout.as_str()),
        (0, "1\n"),
        "{before}"
    );
    insta::assert_snapshot!(sandbox.search(["--index", "mine", "query", "--count", "dam"]), @"
    0
    2> nothing found
    [exit status 1]
    ");
    insta::assert_snapshot!(sandbox.search(["--color", "never", "figures"]).complaint(2), @"
    search: no query given
    hint: use `*` to find all figures; `search help query` explains the syntax
    ");
}

#[test]
fn index_is_set_by_option_or_environment() {
    let sandbox = Sandbox::with([
        ("news/a.txt", "Title: Dam\n\nThe dam.\n"),
        ("other/b.txt", "Title: Dam\n\nA dam.\n"),
    ]);
    sandbox.ingest(["news", "--index", "one"]);
    sandbox.ingest(["other", "--index", "two"]);
    let from = |index: &str| sandbox.call(["dam"]).env("SEARCH_INDEX", index);
    assert!(from("one").run().stdout.contains("news/a.txt"));
    assert!(from("two").run().stdout.contains("other/b.txt"));
    assert!(
        from("one")
            .args(["--index", "two"])
            .run()
            .stdout
            .contains("other/b.txt")
    );
    insta::assert_snapshot!(sandbox.search(["dam"]).complaint(2), @"
    search: no index in ./index
    hint: create one with `search ingest FOLDER`, or choose another with --index
    ");
}

#[test]
fn double_dash_starts_the_query() {
    let corpus = Sandbox::corpus();
    let rows: [(&[&str], usize); 4] = [
        (&["--count", "--", "cholera", "-vaccine"], 6),
        (&["--count", "--", "-killed:*", "cholera"], 1),
        (&["--count", "--", "-cholera"], 79),
        (&["--count", "--", "cholera", "--json"], 0),
    ];
    for (args, count) in rows {
        let run = corpus.call(["query"]).args(args).run();
        assert_eq!(run.stdout, format!("{count}\n"), "{args:?}: {run}");
    }
}

#[test]
fn any_flag_requires_only_one_matching_word() {
    let corpus = Sandbox::corpus();
    let rows: [(&[&str], usize); 8] = [
        (&["drone", "morgue"], 0),
        (&["--any", "drone", "morgue"], 3),
        (&["--all", "drone", "morgue"], 0),
        (&["--any", "drone", "avalanche"], 1),
        (&["--any", "drone", "morgue", "outlet:meridian"], 1),
        (&["--any", "--", "drone", "morgue", "-expert"], 2),
        (&["--any", "avalanche"], 0),
        (&["--any", "--", "-cholera", "drone", "morgue"], 3),
    ];
    for (args, count) in rows {
        let run = corpus.call(["query", "--count"]).args(args).run();
        assert_eq!(run.stdout, format!("{count}\n"), "{args:?}: {run}");
    }
}
