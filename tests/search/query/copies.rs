//! `--copies`, which shows the copies of a story.

use crate::harness::{Hit, Sandbox};

#[test]
fn copies_are_shown_on_request() {
    let story = "Title: Dam breaks\nDate: 2024-03-01\n\nThe dam broke; 12 people were killed.\n";
    let sandbox = Sandbox::with([
        ("one/dam.txt", story),
        ("two/dam.txt", story),
        ("river.txt", "Title: River\n\nThe river rose.\n"),
    ]);
    sandbox.ingest(["one", "two", "river.txt"]);
    let paths = |args: &[&str]| {
        let run = sandbox.call(["query", "--jsonl"]).args(args).run();
        let mut paths: Vec<_> = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<Hit>(line).unwrap().path)
            .collect();
        paths.sort_unstable();
        paths
    };
    for query in ["dam", "killed:12", "* -river"] {
        let asked = paths(&["--copies", "--", query]);
        assert_eq!(asked, ["one/dam.txt", "two/dam.txt"], "{query}");
        assert_eq!(paths(&["--", query]).len(), 1, "{query}");
    }
    assert_eq!(paths(&["--", "path:two"]), ["two/dam.txt"]);
    let duplicates = |args: &[&str], duplicates: u32| {
        let run = sandbox.call(["query", "--json"]).args(args).run();
        let told = format!("\"duplicates\": {duplicates}");
        assert!(run.stdout.contains(&told), "{run}");
    };
    duplicates(&["dam"], 1);
    duplicates(&["--copies", "dam"], 0);
    let run = sandbox.search(["query", "--jsonl", "dam"]);
    insta::assert_snapshot!(run.complaint(0), @"1 article; 1 duplicate hidden (--copies shows it)");
}
