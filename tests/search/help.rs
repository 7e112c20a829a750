//! The short and long help pages of the program and of each command.

use crate::harness::Sandbox;
use crate::transcript::{Transcript, assert_snapshot};

pub const COMMANDS: [&str; 15] = [
    "query",
    "figures",
    "timeline",
    "conflicts",
    "repeats",
    "show",
    "facets",
    "stats",
    "check",
    "ingest",
    "extract",
    "save",
    "saved",
    "new",
    "completions",
];

#[test]
fn program_help_matches_snapshot() {
    let sandbox = Sandbox::new();
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&[
        "search -h",
        "search --help",
        "search --version",
        "search",
        "search help help",
        "search help nosuch",
    ]);
    let run = |line| sandbox.shell(line).run();
    assert_eq!(run("search help"), run("search --help"));
    assert_eq!(run("search -V"), run("search --version"));
    assert_snapshot("help-search", transcript);
}

#[test]
fn command_help_matches_snapshot() {
    let sandbox = Sandbox::new();
    for command in COMMANDS {
        let mut transcript = Transcript::new(&sandbox);
        let short = transcript.run(&format!("search {command} -h"));
        let long = transcript.run(&format!("search {command} --help"));
        let asked = sandbox.shell(&format!("search help {command}")).run();
        assert_eq!(asked, long, "{command}");
        assert_eq!((short.status, long.status), (0, 0), "{command}");
        assert_snapshot(&format!("help-{command}"), transcript);
    }
}

#[test]
fn every_command_has_help() {
    let sandbox = Sandbox::new();
    let help = sandbox.shell("search -h").run().stdout;
    let list = help.split("Commands:\n").nth(1).unwrap();
    let list = list.lines().take_while(|line| !line.is_empty());
    let named = list.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let mut listed: Vec<_> = named
        .filter(|command| !matches!(*command, "" | "help"))
        .collect();
    listed.sort_unstable();
    let mut known = COMMANDS;
    known.sort_unstable();
    assert_eq!(listed, known);
}

/// Completion scripts contain the help texts of the options. The script for fish contains all of them.
#[test]
fn completion_scripts_match_snapshot() {
    let sandbox = Sandbox::new();
    let mut transcript = Transcript::new(&sandbox);
    transcript.run_all(&[
        "search completions fish",
        "search completions",
        "search completions csh",
        "search completions bash | head -n 3",
    ]);
    assert_snapshot("completions", transcript);
}
