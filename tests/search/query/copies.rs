//! Copies of a story: each is a hit.

use crate::harness::{Hit, Sandbox};

#[test]
fn copies_are_shown_whether_asked_for_or_not() {
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
        assert_eq!(paths(&["--", query]), asked, "{query}");
    }
    let run = sandbox.search(["--json", "--copies", "dam"]);
    assert!(run.stdout.contains("\"duplicates\": 0"), "{run}");
}
