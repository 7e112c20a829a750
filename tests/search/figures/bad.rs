//! Bad input to the commands that answer with figures. They must print a clear message and no partial output.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Row, articles, lines};
use crate::harness::Sandbox;

/// The commands that take a query, with their required arguments.
const ASKING: [&[&str]; 6] = [
    &["figures"],
    &["figures", "--group-by", "claimant"],
    &["timeline"],
    &["conflicts"],
    &["facets", "outlet,claimant"],
    &["facets", "value"],
];

#[test]
fn missing_or_empty_index_is_reported() {
    let none = Sandbox::new();
    let empty = Sandbox::new();
    empty.make_folder("news");
    empty.ingest(["news"]);
    for command in ASKING {
        let run = none.call(command.iter()).args(["killed"]).run();
        run.complains(2, &["`search ingest FOLDER`"]);
        assert_eq!(run.stdout, "", "{run}");
        let run = empty.call(command.iter()).args(["killed"]).run();
        assert!(
            run.status == 1 && run.stderr.contains("found"),
            "{command:?}: {run}"
        );
    }
    for args in [["repeats", "5"], ["show", "a"]] {
        none.search(args).complains(2, &["`search ingest FOLDER`"]);
    }
    insta::assert_snapshot!(empty.search(["repeats", "5"]), @"
    2> no article has this figure
    [exit status 1]
    ");
    insta::assert_snapshot!(empty.search(["show", "a"]).complaint(2), @"
    search: no article has the id `a`
    hint: find ids with `search --jsonl QUERY`, or find articles by file name with `search path:NAME`
    ");
}

#[test]
fn empty_and_invalid_queries_are_rejected() {
    let rows = [
        (&[][..], "`search help query`"),
        (&["killed:>"], "  killed:>\n          ^"),
        (
            &["killed:5 after:soon"],
            "  killed:5 after:soon\n                 ^",
        ),
        (&["--after", "soon", "killed"], "`soon`"),
        (&["--aliases", "nosuch.toml", "killed"], "nosuch.toml: "),
        (&["--json", "--csv", "killed"], "--csv"),
        (&["--jsonl", "--csv", "killed"], "--csv"),
        (&["--limit", "many", "killed"], "--limit"),
        (&["--match", "never", "killed"], "stated, possible, within"),
    ];
    for command in ASKING {
        for (args, told) in rows {
            let run = Sandbox::corpus().call(command.iter()).args(args).run();
            run.complains(2, &[told]);
            assert_eq!(run.stdout, "", "{run}");
        }
    }
    let rows = [
        (
            &[
                "figures",
                "--sort",
                "value",
                "--group-by",
                "outlet",
                "killed",
            ][..],
            "--sort",
        ),
        (
            &["figures", "--group-by", "size", "killed"],
            "outlet, month, measure, claimant, whose, counted, value",
        ),
        (
            &["timeline", "--by", "hour", "killed"],
            "day, week, month, year",
        ),
        (
            &["timeline", "--group-by", "size", "killed"],
            "outlet, month",
        ),
        (&["conflicts", "--within=9999", "killed"], "0..=3660"),
    ];
    for (args, told) in rows {
        Sandbox::corpus().search(args).complains(2, &[told]);
    }
}

#[test]
fn alias_errors_state_the_line() {
    let sandbox = articles(&[(
        "a",
        "Storm",
        "2024-03-02",
        "",
        "The mayor said 30 people were killed.",
    )]);
    let rows = [
        (
            "\"Town\" = [\"mayor\"]\n\"Port\" =\n",
            "names.toml, line 2: ",
        ),
        ("\"Town\" = \"mayor\"\n", "names.toml, line 1: "),
        ("\n\n\"Town\" = [5]\n", "names.toml, line 3: "),
        (
            "\"Town\" = [\"mayor\"]\n\"Town\" = [\"port\"]\n",
            "names.toml, line 2: ",
        ),
        ("[towns]\nTown = [\"mayor\"]\n", "names.toml, line 1: "),
    ];
    for (text, told) in rows {
        sandbox.write("names.toml", text);
        for command in ASKING {
            let run = sandbox
                .call(command.iter())
                .args(["--aliases", "names.toml", "killed"])
                .run();
            run.complains(2, &[told]);
            assert_eq!(run.stdout, "", "{run}");
        }
    }
    sandbox.write("names.toml", b"\"T\xff\" = []\n");
    let run = sandbox.search(["figures", "--aliases", "names.toml", "killed"]);
    run.complains(2, &["names.toml"]);
    sandbox.write("names.toml", "# nobody\n");
    assert_eq!(
        sandbox
            .search(["figures", "--aliases", "names.toml", "killed"])
            .status,
        0
    );
}

/// Control sequences, and characters that change the writing direction.
const HOSTILE: [&str; 5] = [
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{2066}",
    "\u{9b}31m",
];

#[test]
fn article_text_is_sanitized_in_all_formats() {
    let news: Vec<_> = HOSTILE
        .iter()
        .enumerate()
        .map(|(nth, steers)| {
            let day = nth + 1;
            serde_json::json!({
                "id": format!("={nth}{steers}"),
                "title": format!("=1+1 storm{steers}"),
                "outlet": format!("@SUM(A1) {steers}Post"),
                "date": format!("2024-03-0{day}"),
                "url": "=cmd|' /C calc'!A0",
                "text": format!("+{steers}Ada{steers} Brook said {day}0 people were{steers} killed. Then {steers}Ben Cole said {day}5,000 people were killed in the storm."),
            })
            .to_string()
        })
        .collect();
    let sandbox = Sandbox::with([("news.jsonl", news.join("\n"))]);
    sandbox.ingest(["news.jsonl"]);
    let id = |nth: usize| format!("={nth}{}", HOSTILE[nth]);
    let mut calls: Vec<Vec<String>> = Vec::new();
    for command in ASKING {
        for format in ["--color=never", "--csv"] {
            let query = ["killed storm", format];
            calls.push(
                command
                    .iter()
                    .chain(&query)
                    .map(|&arg| arg.to_owned())
                    .collect(),
            );
        }
    }
    for by in ["outlet", "counted", "value", "month"] {
        calls.push(vec![
            "figures".into(),
            "--group-by".into(),
            by.into(),
            "killed".into(),
        ]);
        calls.push(vec![
            "timeline".into(),
            "--group-by".into(),
            by.into(),
            "killed".into(),
        ]);
    }
    for (nth, steers) in HOSTILE.iter().enumerate() {
        calls.push(vec!["show".into(), id(nth)]);
        calls.push(vec!["repeats".into(), id(nth)]);
        calls.push(vec!["repeats".into(), "--csv".into(), id(nth)]);
        calls.push(vec!["show".into(), format!("nosuch{steers}")]);
        calls.push(vec!["repeats".into(), format!("{}#77", id(nth))]);
        calls.push(vec!["figures".into(), format!("killed:{steers}")]);
    }
    for call in calls {
        let run = sandbox.search(&call);
        let told = format!("{}{}", run.stdout, run.stderr);
        let steers = |c: &char| {
            c.is_control() && !matches!(c, '\n' | '\r' | '\t')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(
            !told.is_empty() && told.chars().all(|c| !steers(&c)),
            "{call:?}: {told:?}"
        );
        if call.iter().any(|arg| arg == "--csv") {
            let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
            for row in reader.records() {
                let row = row.unwrap();
                let formula = |cell: &&str| cell.trim_start().starts_with(['=', '+', '-', '@']);
                assert_eq!(row.iter().find(formula), None, "{call:?}");
            }
        }
    }
    // The parsed JSON contains the original text.
    let rows = lines::<Row>(&sandbox, "figures", &["killed"]);
    assert!(rows.len() >= 2 * HOSTILE.len());
    assert!(rows.iter().all(|row| {
        HOSTILE
            .iter()
            .any(|steers| row.title.as_deref() == Some(&format!("=1+1 storm{steers}")))
    }));
}

/// Commands with long output.
const LONG: [&[&str]; 6] = [
    &["figures", "*", "-n", "2000"],
    &["figures", "--group-by", "value", "*", "-n", "2000"],
    &["timeline", "figure:*", "-n", "2000"],
    &["conflicts", "killed OR wounded OR money:*"],
    &["facets", "outlet,month,claimant,value,counted", "*"],
    &["repeats", "what-we-can-know-about-the-losses"],
];

#[test]
fn closed_pipe_ends_quietly() {
    for command in LONG {
        for format in [&[][..], &["--json"], &["--jsonl"], &["--csv"]] {
            let mut call = Sandbox::corpus().call(command.iter()).args(format);
            let mut child = call.spawn();
            let mut lines = BufReader::new(child.stdout.take().unwrap());
            let mut first = String::new();
            lines.read_line(&mut first).unwrap();
            // Closes the pipe, as `head -1` would.
            drop(lines);
            let mut told = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut told)
                .unwrap();
            let status = child.wait().unwrap();
            assert!(
                !first.is_empty() && status.success(),
                "{command:?}: {status}: {told}"
            );
            assert!(!told.contains("pipe") && !told.contains("panic"), "{told}");
        }
    }
}

#[test]
fn full_disk_is_reported() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let sandbox = articles(&[(
        "a",
        "Storm",
        "2024-03-02",
        "",
        "The mayor said 30 people were killed.",
    )]);
    let calls = LONG.iter().take(3).copied();
    for command in calls.chain([
        &["show", "a"][..],
        &["repeats", "30"],
        &["facets", "value", "*"],
    ]) {
        let output = Command::new(env!("CARGO_BIN_EXE_search"))
            .args(command)
            .current_dir(sandbox.path(""))
            .stdin(Stdio::null())
            .stdout(OpenOptions::new().write(true).open(full).unwrap())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {told}");
        assert!(
            told.contains("No space left on device"),
            "{command:?}: {told}"
        );
    }
}

#[test]
fn single_undated_figure_yields_finite_numbers() {
    let sandbox = articles(&[(
        "a",
        "Storm",
        "",
        "",
        "The mayor said 30 people were killed.",
    )]);
    for command in ASKING {
        let run = sandbox.call(command.iter()).args(["killed"]).run();
        let status = i32::from(command[0] == "conflicts");
        assert_eq!(run.status, status, "{command:?}: {run}");
        assert!(
            !run.to_string().contains("NaN") && !run.to_string().contains("inf"),
            "{run}"
        );
    }
}
