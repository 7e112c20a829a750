//! Snapshots of command lines and their output, one file per subject.
//!
//! The files are in `tests/search/snapshots`. After a change of wording, run `INSTA_UPDATE=always cargo test --test
//! search` and read the diff.

use std::fmt;

use crate::harness::{Run, Sandbox};
use crate::redaction::redacted;

/// Command lines that were run by a shell in one sandbox, each with its output.
pub struct Transcript<'a> {
    sandbox: &'a Sandbox,
    text: String,
}

impl<'a> Transcript<'a> {
    /// Creates an empty transcript.
    pub fn new(sandbox: &'a Sandbox) -> Self {
        Self {
            sandbox,
            text: String::new(),
        }
    }

    /// Runs a command line and appends it with its output.
    pub fn run(&mut self, line: &str) -> Run {
        let run = self.sandbox.shell(line).run();
        self.append(line, &run);
        run
    }

    /// Runs command lines in order.
    pub fn run_all(&mut self, lines: &[&str]) {
        for line in lines {
            self.run(line);
        }
    }

    /// Appends a run under the given name.
    pub fn append(&mut self, name: &str, run: &Run) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&shown(name, run));
    }

    /// Appends a comment line that describes a change between runs.
    pub fn note(&mut self, note: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.extend(["# ", note, "\n"]);
    }
}

impl fmt::Display for Transcript<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Formats a run with its command line and output. The exit status is included unless it is 0.
fn shown(name: &str, run: &Run) -> String {
    let mut text = format!("$ {name}\n");
    let mut add = |part: &str| {
        text.push_str(part);
        if !part.is_empty() && !part.ends_with('\n') {
            text.push_str("[no line end]\n");
        }
    };
    add(&redacted(&run.stdout));
    if !run.stderr.is_empty() {
        add("stderr:\n");
        add(&redacted(&run.stderr));
    }
    if run.status != 0 {
        add(&format!("status: {}\n", run.status));
    }
    text
}

/// Fails unless `text` equals the snapshot called `name`.
pub fn assert_snapshot(name: &str, text: impl fmt::Display) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let text = text.to_string();
    settings.bind(|| insta::assert_snapshot!(name, text));
}
