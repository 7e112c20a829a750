//! `search extract`, with a table for plain text and with JSON Lines.

use serde::Deserialize;

use crate::harness::{Figure, Sandbox};

const TEXT: &str = "More than 5,300 Russian troops were killed, Ukraine said.\n\nPolice said 14 people were arrested.\n";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extracted {
    text: String,
    figures: Vec<Figure>,
}

#[test]
fn reads_a_file_or_standard_input() {
    let sandbox = Sandbox::with([("a.txt", TEXT)]);
    let of_file = sandbox.search(["extract", "a.txt"]);
    assert_eq!(
        (of_file.status, of_file.stderr.as_str()),
        (0, ""),
        "{of_file}"
    );
    for args in [&["extract"][..], &["extract", "-"]] {
        assert_eq!(sandbox.call(args).input(TEXT).run(), of_file, "{args:?}");
    }
    assert!(!sandbox.path("index").exists());
}

#[test]
fn text_output_is_a_table() {
    insta::assert_snapshot!(Sandbox::new().call(["extract"]).input(TEXT).run(), @"
    figure           bound      noun or unit    measure   details
    More than 5,300  more than  Russian troops  killed    side: Russian · source: Ukraine
    14               exact      people          arrested  source: Police
    ");
}

#[test]
fn text_without_figures_is_reported() {
    let sandbox = Sandbox::new();
    for text in [
        "",
        "\n",
        "Nothing was said.\n",
        "In 2022, on 3 March at 4:17 p.m.\n",
    ] {
        let run = sandbox.call(["extract"]).input(text).run();
        assert_eq!(
            (run.status, run.stdout.as_str(), run.stderr.as_str()),
            (1, "", "search: no figures found\n"),
            "{text}"
        );
    }
}

#[test]
fn invalid_utf8_does_not_stop_extraction() {
    let run = Sandbox::new()
        .call(["extract"])
        .input(b"In the caf\xe9 14 people were arrested.")
        .run();
    assert!(run.status == 0 && run.stdout.contains("14 "), "{run}");
}

#[test]
fn missing_file_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.make_folder("folder");
    sandbox
        .search(["extract", "nowhere.txt"])
        .complains(2, &["nowhere.txt"]);
    insta::assert_snapshot!(sandbox.search(["extract", "folder"]).complaint(2), @"search: folder: Is a directory (os error 21)");
    sandbox
        .search(["extract", "--jsonl", "nowhere.jsonl"])
        .complains(2, &["nowhere.jsonl"]);
}

fn extracted(stdout: &str) -> Vec<Extracted> {
    stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn output_keeps_line_order() {
    let texts: Vec<_> = (0..50)
        .map(|nth| {
            format!(
                "Police arrested {} people \u{2014} \"all\" of them.\n",
                100 + nth
            )
        })
        .collect();
    let lines: Vec<_> = texts
        .iter()
        .map(|text| format!("{{\"id\": 1, \"text\": {}}}", json(text)))
        .collect();
    let input = lines.join("\n");
    let sandbox = Sandbox::with([("a.jsonl", input.as_str())]);
    let run = sandbox.search(["extract", "--jsonl", "a.jsonl"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run}");
    for args in [
        &["extract", "--jsonl"][..],
        &["extract", "--jsonl", "-"],
        &["extract", "-", "--jsonl"],
    ] {
        assert_eq!(sandbox.call(args).input(&input).run(), run, "{args:?}");
    }
    let extracted = extracted(&run.stdout);
    assert_eq!(extracted.len(), texts.len());
    for ((nth, text), line) in texts.iter().enumerate().zip(extracted) {
        assert_eq!(&line.text, text);
        let [figure] = &line.figures[..] else {
            panic!("{line:?}")
        };
        assert_eq!(
            (figure.value, figure.measure.as_deref()),
            (Some(100.0 + nth as f64), Some("arrested"))
        );
        assert_eq!(&text[figure.start..figure.end], figure.text);
        assert_eq!(
            &text[figure.sentence.start..figure.sentence.end],
            figure.sentence.text
        );
    }
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn json_lines_have_all_fields() {
    let run = Sandbox::new()
        .call(["extract", "--jsonl"])
        .input(format!("{{\"text\":{}}}", json(TEXT)))
        .run();
    let extracted = extracted(&run.stdout);
    let [killed, arrested] = &extracted[0].figures[..] else {
        panic!("{run}")
    };
    assert_eq!(
        (killed.text.as_str(), killed.start, killed.end),
        ("More than 5,300", 0, 15)
    );
    assert_eq!(
        (killed.value, killed.low, killed.high),
        (Some(5300.0), Some(5300.0), None)
    );
    assert_eq!(
        (killed.bound.as_str(), killed.stance.as_str(), killed.vague),
        ("more_than", "stated", false)
    );
    assert_eq!(
        (killed.unit.as_deref(), killed.counted.as_deref()),
        (None, Some("Russian troops"))
    );
    assert_eq!(
        (killed.claimant.as_deref(), killed.measure.as_deref()),
        (Some("Ukraine"), Some("killed"))
    );
    assert_eq!(killed.whose.as_deref(), Some("Russian"));
    assert_eq!(
        killed.sentence.text,
        "More than 5,300 Russian troops were killed, Ukraine said."
    );
    assert_eq!(arrested.measure.as_deref(), Some("arrested"));
    assert_eq!(
        (arrested.value, arrested.low, arrested.high),
        (Some(14.0), Some(14.0), Some(14.0))
    );
}

#[test]
fn bad_line_yields_an_error_and_an_empty_line() {
    let good = format!("{{\"text\":{}}}", json(TEXT));
    for bad in ["{\"text\": ", "{}", "[]", "7", "{\"text\": 7}", "nonsense"] {
        let input = format!("{good}\n\n{bad}\n{good}\n");
        let run = Sandbox::new()
            .call(["extract", "--jsonl"])
            .input(input)
            .run();
        run.complains(3, &["standard input, line 3", "\"text\""]);
        let extracted = extracted(&run.stdout);
        let counts: Vec<_> = extracted.iter().map(|line| line.figures.len()).collect();
        assert_eq!(counts, [2, 0, 2], "{bad}: {run}");
    }
}

const EXPLAINED: &str = "\
1:1: More than 5,300
    number    5300  (digits: \"5,300\")
    bound     more than  (words before the number: \"More than\")
    counted   Russian troops  (the noun after the number: \"Russian troops\")
    whose     Russian  (named in what is counted: \"Russian\"; confidence 97%)
    measure   killed  (the most likely of all candidates; confidence 100%)
    source    Ukraine  (attributed by this word: \"said\"; confidence 93%)";

#[test]
fn explanation_lists_the_rules_applied() {
    let sandbox = Sandbox::new();
    let run = sandbox.call(["extract", "--explain"]).input(TEXT).run();
    assert!(run.stdout.starts_with(EXPLAINED), "{run}");
    assert!(run.stdout.contains("\n3:13: 14\n"), "{run}");
    let run = sandbox
        .call(["extract", "--explain"])
        .input("It was on 3 March 2021, on Flight 752.\n")
        .run();
    let lines = "1:11: 3 March: not a figure, because it is a date\n1:19: 2021: not a figure, because it is a date\n1:35: 752: not a figure, because it is part of a name\n";
    assert_eq!((run.status, run.stdout.as_str()), (1, lines), "{run}");
    let run = sandbox
        .call(["extract", "--explain", "--jsonl"])
        .input("")
        .run();
    assert_eq!(run.status, 2, "{run}");
}

/// Endless input must not exhaust the memory.
#[test]
fn oversized_text_is_an_error() {
    let sandbox = Sandbox::new();
    let long = "x".repeat((64 << 20) + 1);
    let run = sandbox.call(["extract"]).input(&long).run();
    insta::assert_snapshot!(run.complaint(2), @"
    search: standard input: longer than 67,108,864 bytes
    hint: split the text into articles
    ");
    let lines = format!("{long}\n{{\"text\":\"Five people died.\"}}\n");
    let run = sandbox.call(["extract", "--jsonl"]).input(lines).run();
    insta::assert_snapshot!(run.complaint(3), @"search: standard input, line 1: longer than 67,108,864 bytes; split the text into articles");
    // Every input line produces one output line.
    let figures: Vec<_> = run.stdout.lines().collect();
    assert_eq!(figures[0], "{\"text\":\"\",\"figures\":[]}");
    assert!(figures[1].contains("\"value\":5"), "{run}");
}
