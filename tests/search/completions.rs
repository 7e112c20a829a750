//! `search completions`: each shell accepts its script, and the scripts offer all commands, options and values.

use std::io::ErrorKind;
use std::process::Command;

use crate::harness::{Run, Sandbox};

const COMMANDS: [&str; 8] = [
    "query",
    "ingest",
    "extract",
    "save",
    "saved",
    "new",
    "completions",
    "help",
];
const OPTIONS: [&str; 32] = [
    "index",
    "reextract",
    "uncertain",
    "verbose",
    "color",
    "json",
    "jsonl",
    "csv",
    "sort",
    "offset",
    "limit",
    "count",
    "any",
    "all",
    "vague",
    "match",
    "copies",
    "rebuild",
    "prune",
    "memory",
    "threads",
    "explain",
    "replace",
    "remove",
    "peek",
    "lang",
    "corrections",
    "map",
    "dry-run",
    "wait",
    "watch",
    "poll",
];
const VALUES: [&str; 6] = [
    "relevance",
    "newest",
    "oldest",
    "stated",
    "possible",
    "within",
];

fn script(sandbox: &Sandbox, shell: &str) -> String {
    let Run {
        stdout,
        stderr,
        status,
    } = sandbox.search(["completions", shell]);
    assert_eq!((status, stderr.as_str()), (0, ""), "{shell}");
    stdout
}

#[test]
fn scripts_contain_all_commands_and_options() {
    let sandbox = Sandbox::new();
    for (shell, option) in [("bash", "--"), ("zsh", "--"), ("fish", " -l ")] {
        let script = script(&sandbox, shell);
        for word in COMMANDS.into_iter().chain(VALUES) {
            assert!(script.contains(word), "{shell}: {word}");
        }
        for name in OPTIONS {
            let named = |after: &str| after.starts_with(|c: char| !c.is_ascii_alphanumeric());
            let option = format!("{option}{name}");
            assert!(script.split(&option).skip(1).any(named), "{shell}: {name}");
        }
    }
}

#[test]
fn options_match_the_help() {
    let sandbox = Sandbox::new();
    let mut found: Vec<_> = ["query", "ingest", "extract", "save", "saved", "new"]
        .iter()
        .flat_map(|command| options_of(&sandbox.search([command, "--help"])))
        .filter(|option| option != "help")
        .collect();
    found.sort_unstable();
    found.dedup();
    let mut expected = OPTIONS;
    expected.sort_unstable();
    assert_eq!(found, expected);
}

/// Returns the long options on a help page. Each of them starts a line or follows its short form.
fn options_of(help: &Run) -> Vec<String> {
    let lines = help.stdout.lines().map(str::trim_start);
    lines
        .filter(|line| line.starts_with('-'))
        .filter_map(|line| {
            line.split([' ', '.', '['])
                .find_map(|word| word.strip_prefix("--"))
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn shells_accept_their_scripts() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish"] {
        sandbox.write(shell, script(&sandbox, shell));
        let read = Command::new(shell)
            .arg("-n")
            .arg(sandbox.path(shell))
            .output();
        let read = match read {
            // Shells other than bash are skipped if they are not installed.
            Err(e) if e.kind() == ErrorKind::NotFound && shell != "bash" => continue,
            read => read.unwrap(),
        };
        assert!(
            read.status.success() && read.stderr.is_empty(),
            "{shell}: {read:?}"
        );
    }
}

#[test]
fn bash_completes_commands_options_and_values() {
    let sandbox = Sandbox::new();
    sandbox.write("script", script(&sandbox, "bash"));
    let rows = [
        ("search que", "query"),
        ("search --of", "--offset"),
        ("search query --cs", "--csv"),
        ("search --sort ne", "newest"),
        ("search query --match pos", "possible"),
        ("search ingest --reb", "--rebuild"),
        ("search completions fi", "fish"),
    ];
    for (line, expected) in rows {
        let typed = "source ./script; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); \
            _search search \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; echo \"${COMPREPLY[*]}\"";
        let mut bash = Command::new("bash");
        let bash = bash
            .args(["-c", typed, "bash", line])
            .current_dir(sandbox.path(""));
        let output = bash.output().unwrap();
        let completed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(completed.trim_end(), expected, "{line}");
    }
}

#[test]
fn command_name_can_be_a_query() {
    let sandbox = Sandbox::with([("news/a.txt", "Title: Homes\n\nCompletions of homes fell.\n")]);
    sandbox.ingest(["news"]);
    let run = sandbox.search(["query", "--count", "completions"]);
    assert_eq!((run.stdout.as_str(), run.status), ("1\n", 0), "{run}");
    let tip = "search query completions";
    for args in [
        &["completions"][..],
        &["completions", "of"],
        &["completions", "of", "homes"],
    ] {
        sandbox.search(args).complains(2, &[tip, "<SHELL>"]);
    }
    let help = sandbox.search(["completions", "--help"]);
    assert_eq!((help.status, help.stderr.as_str()), (0, ""), "{help}");
    assert!(
        help.stdout.contains("bash") && !help.stdout.contains(tip),
        "{help}"
    );
}
