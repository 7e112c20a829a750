//! Snapshots of the errors and warnings that the program can print, grouped by subject.

mod command_line;
mod corrections;
mod files;
mod folders;
mod index;
mod outputs;
mod queries;

use crate::harness::Sandbox;
use crate::transcript::{Transcript, assert_snapshot};

/// Runs `lines` in `sandbox` and compares their output with a snapshot.
fn check(name: &str, sandbox: &Sandbox, lines: &[&str]) {
    let mut transcript = Transcript::new(sandbox);
    transcript.run_all(lines);
    assert_snapshot(name, transcript);
}

/// Creates a sandbox with two ingested articles.
fn two_articles() -> Sandbox {
    let sandbox = Sandbox::with([
        (
            "news/dam.txt",
            "Title: Dam breaks\nDate: 2022-03-01\n\nThe dam broke and five people died.\n",
        ),
        (
            "news/fire.txt",
            "Title: Fire\n\nDozens of people were killed in the fire, the mayor said.\n",
        ),
    ]);
    sandbox.ingest(["news"]);
    sandbox
}
