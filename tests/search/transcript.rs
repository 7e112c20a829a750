//! Snapshots of what the program prints: command lines with their output, in one text per subject.
//!
//! A snapshot is a file in `tests/search/snapshots`. After a change of wording run
//! `INSTA_UPDATE=always cargo test --test search`, then read the diff.

use std::fmt;

use crate::harness::{Run, Sandbox};

/// Command lines that a shell ran in one sandbox, each with its output.
pub struct Transcript<'a> {
    sandbox: &'a Sandbox,
    text: String,
}

impl<'a> Transcript<'a> {
    /// An empty transcript.
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

    /// Appends a run under a name of its own.
    pub fn append(&mut self, name: &str, run: &Run) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&shown(name, run));
    }

    /// Appends a line that says what was done before the next run.
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

/// A run as a reader of the terminal sees it; the status is left out when it is 0.
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

/// The text without what differs from run to run: durations, times, process ids, sizes and names of the index's files.
pub fn redacted(text: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let mut text = text.replace('\u{1b}', "\\e");
    for (end, by) in [
        (" seconds", "[time]"),
        (" kB", "[size]"),
        (" MB", "[size]"),
        (" files (", "[count]"),
    ] {
        text = replace_before(&text, end, by, number);
    }
    for (start, by) in [
        ("\"took_ms\": ", "[time]"),
        ("\"seconds\": ", "[time]"),
        ("\"bytes\": ", "[size]"),
        ("\"files\": ", "[count]"),
        ("process ", "[id]"),
        ("/state-", "[id]"),
    ] {
        text = replace_after(&text, start, by, number);
    }
    let hexadecimal = "x".repeat(32) + ".";
    for (shape, by) in [
        ("0000-00-00T00:00:00Z", "[when]"),
        ("0000-00-00 00:00", "[when]"),
        (&hexadecimal, "[segment]."),
    ] {
        text = replace_shape(&text, shape, by);
    }
    text
}

/// Replaces what has this shape: `0` is any digit, `x` any hexadecimal one, all else is itself.
fn replace_shape(text: &str, shape: &str, by: &str) -> String {
    let has_shape = |part: &[u8]| {
        part.iter()
            .zip(shape.bytes())
            .all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                b'x' => byte.is_ascii_hexdigit(),
                _ => *byte == shape,
            })
    };
    let (mut replaced, mut end) = (String::new(), 0);
    for (start, _) in text.char_indices() {
        let part = text.as_bytes().get(start..start + shape.len());
        if start >= end && part.is_some_and(has_shape) {
            replaced.extend([&text[end..start], by]);
            end = start + shape.len();
        }
    }
    replaced + &text[end..]
}

/// Replaces what stands directly before `end` and consists of `part`.
fn replace_before(text: &str, end: &str, by: &str, part: fn(char) -> bool) -> String {
    let mut replaced = String::new();
    let mut pieces = text.split(end).peekable();
    while let Some(piece) = pieces.next() {
        let kept = piece.trim_end_matches(part);
        if pieces.peek().is_none() {
            replaced.push_str(piece);
        } else if kept.len() == piece.len() {
            replaced.extend([piece, end]);
        } else {
            replaced.extend([kept, by, end]);
        }
    }
    replaced
}

/// Replaces what stands directly after `start` and consists of `part`.
fn replace_after(text: &str, start: &str, by: &str, part: fn(char) -> bool) -> String {
    let mut pieces = text.split(start);
    let mut replaced = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let kept = piece.trim_start_matches(part);
        let by = if kept.len() == piece.len() { "" } else { by };
        replaced.extend([start, by, kept]);
    }
    replaced
}
