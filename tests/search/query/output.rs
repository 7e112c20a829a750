//! Text output, colours, and closed pipes.

use std::io::{BufRead, BufReader, Read};

use crate::harness::{Call, Sandbox};

fn two_articles() -> Sandbox {
    let sandbox = Sandbox::with([
        (
            "news/dam.txt",
            "Title: Dam breaks\nOutlet: Coastline News\nDate: 2024-03-01\n\n\
             The dam above the town broke in the night. Police said 12 people were killed.\n",
        ),
        (
            "news/river.md",
            "# River rises\n\nThe river rose after the dam was opened.\n",
        ),
    ]);
    sandbox.ingest(["news"]);
    sandbox
}

#[test]
fn text_output_lists_hits_and_their_figures() {
    let sandbox = two_articles();
    insta::assert_snapshot!(sandbox.search(["the dam"]), @"
    1. Dam breaks
       Coastline News, 2024-03-01, news/dam.txt
       *The* *dam* above *the* town broke in *the* night. Police said 12 people were killed.
       - 12 people killed · source: Police

    2. River rises
       outlet unknown, no date, news/river.md
       *The* river rose after *the* *dam* was opened.
    2> 2 articles
    ");
    insta::assert_snapshot!(sandbox.search(["--limit", "1", "dam"]), @"
    1. Dam breaks
       Coastline News, 2024-03-01, news/dam.txt
       The *dam* above the town broke in the night. Police said 12 people were killed.
       - 12 people killed · source: Police
    2> showing the best of 2 articles
    ");
    insta::assert_snapshot!(sandbox.search(["dam after:2024"]), @"
    1. Dam breaks
       Coastline News, 2024-03-01, news/dam.txt
       The *dam* above the town broke in the night. Police said 12 people were killed.
       - 12 people killed · source: Police
    2> 1 article; 1 undated article hidden (`date:unknown` finds it)
    ");
    insta::assert_snapshot!(sandbox.search(["killed:>5"]), @"
    1. Dam breaks
       Coastline News, 2024-03-01, news/dam.txt
       Police said *12* people were killed.
       - 12 people killed · source: Police
    2> 1 article
    ");
    insta::assert_snapshot!(sandbox.search(["landslide"]), @"
    2> nothing found
    [exit status 1]
    ");
}

#[test]
fn colour_settings_are_respected_in_a_pipe() {
    let sandbox = two_articles();
    let rows: [(&[&str], Environment, bool); 13] = [
        (&["dam"], &[], false),
        (&["dam", "--color", "always"], &[], true),
        (&["query", "--color=always", "dam"], &[], true),
        (&["dam", "--color", "always"], &[("NO_COLOR", "1")], true),
        (&["dam", "--color", "always"], &[("TERM", "dumb")], true),
        (&["dam", "--color", "never"], &[], false),
        (&["dam", "--color", "auto"], &[], false),
        (&["dam"], &[("NO_COLOR", "1")], false),
        (&["dam", "--color", "never"], &[("NO_COLOR", "1")], false),
        (&["dam"], &[("CLICOLOR_FORCE", "1")], true),
        (
            &["dam"],
            &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
            false,
        ),
        (
            &["dam", "--color", "never"],
            &[("CLICOLOR_FORCE", "1")],
            false,
        ),
        (
            &["query", "--jsonl", "dam", "--color", "always"],
            &[],
            false,
        ),
    ];
    for (args, variables, coloured) in rows {
        let run = with_environment(&sandbox, args, variables).run();
        assert_eq!(
            run.stdout.contains('\u{1b}'),
            coloured,
            "{args:?} {variables:?}: {run}"
        );
        assert!(
            run.status == 0 && !run.stderr.contains('\u{1b}'),
            "{args:?} {variables:?}: {run}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn colour_settings_are_respected_on_a_terminal() {
    let sandbox = two_articles();
    let rows: [(&[&str], Environment, bool); 8] = [
        (&["dam"], &[("TERM", "xterm")], true),
        (&["dam", "--color", "auto"], &[("TERM", "xterm")], true),
        (&["dam"], &[("TERM", "xterm"), ("NO_COLOR", "")], true),
        (&["dam"], &[("TERM", "xterm"), ("NO_COLOR", "1")], false),
        (&["dam"], &[("TERM", "xterm"), ("CLICOLOR", "0")], false),
        (&["dam"], &[("TERM", "dumb")], false),
        (&["dam", "--color", "always"], &[("TERM", "dumb")], true),
        (&["dam", "--color", "never"], &[("TERM", "xterm")], false),
    ];
    for (args, variables, coloured) in rows {
        let run = with_environment(&sandbox, args, variables).run_on_terminal();
        assert!(run.stdout.contains("dam"), "{args:?} {variables:?}: {run}");
        assert_eq!(
            run.stdout.contains('\u{1b}'),
            coloured,
            "{args:?} {variables:?}: {run}"
        );
    }
}

/// Environment variables, each with its value.
type Environment = &'static [(&'static str, &'static str)];

fn with_environment<'s>(sandbox: &'s Sandbox, args: &[&str], variables: Environment) -> Call<'s> {
    let call = sandbox.call(args);
    variables
        .iter()
        .fold(call, |call, (name, value)| call.env(name, value))
}

#[test]
fn colours_do_not_change_the_text() {
    let sandbox = two_articles();
    let plain = sandbox.search(["dam"]).stdout.replace('*', "");
    let coloured = sandbox.search(["dam", "--color", "always"]).stdout;
    let mut stripped = String::new();
    for (nth, part) in coloured.split('\u{1b}').enumerate() {
        stripped += if nth == 0 {
            part
        } else {
            part.split_once('m').unwrap().1
        };
    }
    assert_eq!(stripped, plain);
}

#[test]
fn article_text_cannot_control_a_terminal() {
    let sandbox = Sandbox::with([(
        "news/a.txt",
        "Title: Dam\u{1b}[2J breaks \u{202e}now\nOutlet: Evil\u{9b}31m News\n\nThe dam\u{7} \u{1b}]0;owned\u{7} broke; \
         5 people\u{8} died, \u{2066}police said.\n",
    )]);
    sandbox.ingest(["news"]);
    let steers = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2066}');
    for query in ["dam", "killed:*"] {
        let run = sandbox.search([query]);
        assert!(
            run.status == 0 && !run.stdout.contains(steers),
            "{:?}",
            run.stdout
        );
        let run = sandbox.search([query, "--color", "always"]);
        // Only the program's own colour codes remain, none of which clears the screen or sets the window title.
        assert!(
            !run.stdout.contains("\u{1b}[2J") && !run.stdout.contains("\u{1b}]"),
            "{:?}",
            run.stdout
        );
        let other = run.stdout.replace('\u{1b}', "");
        assert!(!other.contains(steers), "{:?}", run.stdout);
    }
}

#[test]
fn closed_pipe_ends_quietly() {
    let formats: [&[&str]; 4] = [&[], &["--jsonl"], &["--csv"], &["--json"]];
    for format in formats {
        let mut call = Sandbox::corpus()
            .call(["query", "figure:*", "--limit", "1000"])
            .args(format);
        let mut child = call.spawn();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        // Closes the pipe, as `head -1` would.
        drop(lines);
        let mut complaints = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut complaints)
            .unwrap();
        let status = child.wait().unwrap();
        assert!(
            !first.is_empty() && status.success(),
            "{format:?}: {status}: {complaints}"
        );
        assert!(
            !complaints.contains("pipe") && !complaints.contains("panic"),
            "{complaints}"
        );
    }
}
