//! Output that the program prints only on a terminal, which `script` from util-linux provides.

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;

use crate::harness::{Run, Sandbox};
use crate::help::COMMANDS;
use crate::transcript::{Transcript, assert_snapshot};

/// Runs a command line on a terminal of `width` columns.
fn run_at(sandbox: &Sandbox, width: usize, line: &str) -> Run {
    let quoted = line.replace('\'', "'\\''");
    let script = format!("script -qec 'stty cols {width} rows 24; {quoted}' /dev/null < /dev/null");
    let mut run = sandbox.shell(&script).env("TERM", "xterm").run();
    run.stdout = run.stdout.replace("\r\n", "\n").replace('\r', "\\r\n");
    run
}

/// Runs a command line on a terminal of 80 columns, and appends it to the transcript.
fn run(transcript: &mut Transcript<'_>, sandbox: &Sandbox, line: &str) {
    let run = run_at(sandbox, 80, line);
    transcript.append(&format!("{line}  # on a terminal"), &run);
}

#[test]
fn terminal_output_matches_snapshot() {
    let sandbox = Sandbox::corpus();
    if sandbox.shell("script -qec true /dev/null").run().status != 0 {
        return;
    }
    let mut transcript = Transcript::new(sandbox);
    for line in [
        "search \"bodies repatriated\" -n 1",
        "search \"zebra miners repatriated\"",
        "search \"zebra miners repatriated\" -n 1",
        "search nosuchword",
        "search --count \"zebra miners\"",
        "NO_COLOR=1 search \"bodies repatriated\" -n 1",
        "TERM=dumb search \"bodies repatriated\" -n 1",
        "search --color never \"bodies repatriated\" -n 1",
        "search figures \"soldiers killed\" -n 2",
        "search figures killed --group-by claimant -n 2",
        "search timeline \"russian troops killed\" -n 3",
        "search conflicts \"russian soldiers killed\"",
        "search facets outlet killed -n 2",
        "search repeats 9,861",
        "search show brief-strike-ballot",
        "search stats -n 2",
        "search killed:x",
        "search --nosuch",
        "SEARCH_INDEX=index search show -h",
        "echo Five people died. | search extract --explain",
    ] {
        run(&mut transcript, sandbox, line);
    }
    assert_snapshot("terminal", transcript);
}

#[test]
fn saved_searches_on_a_terminal_match_snapshot() {
    let sandbox = Sandbox::with([("news/dam.txt", "Title: Dam\n\nFive people were killed.\n")]);
    if sandbox.shell("script -qec true /dev/null").run().status != 0 {
        return;
    }
    sandbox.ingest(["news"]);
    sandbox.search(["save", "deaths", "killed:5"]);
    let mut transcript = Transcript::new(&sandbox);
    for line in ["search new deaths", "search saved", "search ingest nowhere"] {
        run(&mut transcript, &sandbox, line);
    }
    assert_snapshot("terminal-new", transcript);
}

/// Returns whether a line is a single word, such as an id or a path that people copy. Such words are never broken.
fn is_one_word(line: &str) -> bool {
    !line.trim().contains(' ')
}

/// Fails if a command prints a line that is wider than the terminal.
fn check_widths(sandbox: &Sandbox, width: usize, command: &str) {
    // Standard error would go to the same terminal, and its messages may be longer than a line.
    let run = run_at(sandbox, width, &format!("{command} 2> /dev/null"));
    assert!(!run.stdout.is_empty(), "{command}");
    let shown = strip_str(&run.stdout).to_string();
    for line in shown.lines() {
        let fits = line.width() <= width || is_one_word(line);
        assert!(fits, "{command}, {width} columns: {line}\n{shown}");
    }
}

#[test]
fn lines_fit_the_terminal() {
    let sandbox = Sandbox::corpus();
    if sandbox.shell("script -qec true /dev/null").run().status != 0 {
        return;
    }
    for width in [40, 80, 200] {
        for command in [
            "search \"bodies repatriated\" --explain",
            "search figures killed -n 100",
            "search figures killed --group-by claimant",
            "search figures killed --group-by outlet --color never",
            "search timeline killed",
            "search timeline percent --group-by outlet",
            "search conflicts killed",
            "search conflicts killed --color never",
            "search facets outlet,claimant,counted killed",
            "search repeats 9,861",
            "search show deleted-toll-9861",
            "search show ukraine-says-5300-russian-troops-killed",
            "search stats -n 100",
            "search check",
            "search ingest corpus --dry-run",
            "search extract corpus/war-ukraine/26000-or-1500.txt",
            "search extract --explain corpus/war-ukraine/26000-or-1500.txt",
        ] {
            check_widths(sandbox, width, command);
        }
    }
}

#[test]
fn wide_characters_fit_the_terminal() {
    let wide = "日本経済新聞の記者".repeat(9);
    let long = "x".repeat(300);
    let accents = "e\u{301}a\u{308} ".repeat(60);
    let text = format!(
        "Title: {wide}\nSource: {wide}\nDate: 2022-03-01\n\n\
         {accents} more than 5,300 soldiers were killed {accents}.\n\n\
         {long} 12 miners were killed {long}.\n\n{wide} 31 miners were killed in {wide}.\n"
    );
    let sandbox = Sandbox::with([("news/wide.txt", text.as_str())]);
    if sandbox.shell("script -qec true /dev/null").run().status != 0 {
        return;
    }
    sandbox.ingest(["news"]);
    sandbox.search([
        "save",
        "deaths",
        "killed:5300 -other -words -that -make -it -long",
    ]);
    for width in [20, 40, 80, 200] {
        for command in [
            "search killed:12",
            "search figures killed",
            "search figures killed --color always",
            "search figures killed --group-by outlet",
            "search timeline killed",
            "search facets outlet,counted killed",
            "search show wide",
            "search stats",
            "search saved",
        ] {
            check_widths(&sandbox, width, command);
        }
        let figures = "search figures killed --color never 2> /dev/null";
        let shown = run_at(&sandbox, width, figures).stdout;
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for number in ["*more than 5,300*", "*12*", "*31*"] {
            assert!(shown.contains(number), "{width} columns: {shown}");
        }
    }
}

#[test]
fn machine_formats_are_never_cut() {
    let sandbox = Sandbox::corpus();
    if sandbox.shell("script -qec true /dev/null").run().status != 0 {
        return;
    }
    for command in [
        "search \"bodies repatriated\" --jsonl",
        "search \"bodies repatriated\" --csv",
        "search figures killed --jsonl",
        "search figures killed --csv",
        "search timeline killed --csv",
        "search conflicts killed --csv",
        "search facets outlet --csv killed",
        "search show deleted-toll-9861 --json",
    ] {
        let command = format!("{command} 2> /dev/null");
        let piped = sandbox.shell(&command).run().stdout;
        // CSV rows end with their own carriage return.
        let shown = run_at(sandbox, 40, &command).stdout;
        assert_eq!(shown.replace("\\r\n\n", "\r\n"), piped, "{command}");
    }
}

#[test]
fn help_fits_the_terminal() {
    let sandbox = Sandbox::new();
    if sandbox.shell("script -qec true /dev/null").run().status != 0 {
        return;
    }
    for command in COMMANDS.iter().chain(&[""]) {
        for help in ["-h", "--help"] {
            check_widths(&sandbox, 80, &format!("search {command} {help}"));
        }
    }
}
