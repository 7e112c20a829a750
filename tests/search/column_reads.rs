//! A query reads only the values that it needs, however large the index is.

use std::fmt::Write as _;

use crate::harness::Sandbox;

/// The number of articles that the queries find.
const FOUND: usize = 10;

/// Ingests `articles` articles, of which [`FOUND`] are about a dam and have a figure that the queries find.
fn ingested(articles: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let mut lines = String::new();
    for nth in 0..articles {
        let every = articles / FOUND;
        let text = if nth % every == 0 {
            format!(
                "The quagdam broke and {} people were killed, officials said.",
                1_000 + nth / every
            )
        } else {
            format!(
                "The vote number {nth} was close. About {} seats went to others.",
                nth % 97 + 2
            )
        };
        let line = serde_json::json!({
            "id": format!("{nth:05}"), "title": format!("Headline {nth}"), "text": text,
            "date": format!("2022-{:02}-{:02}", nth % 12 + 1, nth % 28 + 1),
        });
        writeln!(lines, "{line}").unwrap();
    }
    sandbox.write("news.jsonl", lines);
    // One thread writes one segment.
    sandbox.ingest(["news.jsonl", "--threads", "1"]);
    sandbox
}

/// Returns the number of values that a command reads from columns.
fn reads(sandbox: &Sandbox, command: &[&str]) -> u64 {
    let run = sandbox.call(command).env("RUST_LOG", "figured=debug").run();
    // Status 1 means that nothing was found.
    assert!(run.status <= 1, "{run}");
    let counts = run
        .stderr
        .lines()
        .filter_map(|line| line.split_once("values read from columns: "));
    counts
        .map(|(_, count)| count.trim().parse::<u64>().unwrap())
        .sum()
}

#[test]
fn column_reads_do_not_grow_with_the_index() {
    let (small, large) = (ingested(100), ingested(10_000));
    let commands: [&[&str]; 6] = [
        &["quagdam", "--json"],
        &["query", "quagdam broke", "--sort", "newest", "--json"],
        &["query", "killed:1000..5000", "--json"],
        &["figures", "quagdam", "--json"],
        &["timeline", "killed", "--json"],
        &["conflicts", "killed", "--json"],
    ];
    for command in commands {
        let counts = [&small, &large].map(|sandbox| reads(sandbox, command));
        assert!(counts[0] > 0, "{command:?}");
        // The search for the next match may read one value of a document that does not match.
        assert!(
            counts[0].abs_diff(counts[1]) <= 1,
            "{command:?}: {counts:?}"
        );
    }
}
