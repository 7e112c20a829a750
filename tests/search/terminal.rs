//! Output that the program prints only on a terminal. `script` of util-linux provides the terminal.

use crate::harness::Sandbox;
use crate::transcript::{Transcript, assert_snapshot};

/// Runs a command line on a terminal of 80 columns.
fn run(transcript: &mut Transcript<'_>, sandbox: &Sandbox, line: &str) {
    let quoted = line.replace('\'', "'\\''");
    let script = format!("script -qec 'stty cols 80 rows 24; {quoted}' /dev/null < /dev/null");
    let mut run = sandbox.shell(&script).env("TERM", "xterm").run();
    run.stdout = run.stdout.replace("\r\n", "\n").replace('\r', "\\r\n");
    transcript.append(&format!("{line}  # on a terminal"), &run);
}

#[test]
fn terminal_output() {
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
fn new_searches_on_a_terminal() {
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
