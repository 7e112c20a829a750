//! `search extract`: prints the figures found in a file or on standard input. It needs no index.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use serde_json::error::Category;

use super::Status;
use crate::article::LONGEST;
use crate::cli::{Explained, ExtractArgs};
use crate::figure::{self, Figure, NumberExplanation};
use crate::hints::HintedError;
use crate::output::stderr::warn;
use crate::output::{Style, explain_extraction, explain_syntax, extracted_jsonl, figures_table};
use crate::plural::with_commas;

/// Prints the figures in the input.
pub fn extract(args: &ExtractArgs, style: Style) -> anyhow::Result<Status> {
    let (name, input) = open(args.file.as_deref())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let read = |text: &str| figure::extract_in(text, args.lang.as_deref(), usize::MAX);
    let status = if args.jsonl {
        lines(&name, input, read, &mut out)?
    } else {
        let text = text(&name, input)?;
        match args.explain {
            Some(Explained::Facts) => explained(&text, &mut out, style)?,
            Some(Explained::Syntax) => parsed(&text, &mut out, style)?,
            None => listed(&text, &read(&text), &mut out, style)?,
        }
    };
    out.flush()?;
    Ok(status)
}

fn open(file: Option<&Path>) -> anyhow::Result<(String, Box<dyn BufRead>)> {
    match file {
        Some(path) if path != Path::new("-") => {
            let name = path.display().to_string();
            let file = File::open(path).with_context(|| name.clone())?;
            Ok((name, Box::new(BufReader::new(file))))
        }
        _ => Ok(("standard input".to_owned(), Box::new(io::stdin().lock()))),
    }
}

/// Reads the whole input as UTF-8 and replaces invalid bytes. Returns an error if the input exceeds the maximum length
/// of an article.
fn text(name: &str, input: Box<dyn BufRead>) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    input
        .take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| name.to_owned())?;
    if bytes.len() > LONGEST {
        return Err(HintedError::error(
            format!(
                "{name}: longer than {} bytes",
                with_commas(&LONGEST.to_string())
            ),
            "split the text into articles",
        ));
    }
    Ok(String::from_utf8_lossy(bytes.strip_prefix(BOM).unwrap_or(&bytes)).into_owned())
}

fn listed(
    text: &str,
    figures: &[Figure],
    out: &mut impl Write,
    style: Style,
) -> anyhow::Result<Status> {
    if figures.is_empty() {
        warn("no figures found");
        return Ok(Status::Nothing);
    }
    figures_table(out, text, figures, style)?;
    Ok(Status::Done)
}

fn explained(text: &str, out: &mut impl Write, style: Style) -> anyhow::Result<Status> {
    let candidates = figure::explain(text);
    explain_extraction(out, text, &candidates, style)?;
    let taken = candidates
        .iter()
        .any(|c| matches!(c, NumberExplanation::Figure(..)));
    if !taken {
        warn("no figures found");
        return Ok(Status::Nothing);
    }
    Ok(Status::Done)
}

fn parsed(text: &str, out: &mut impl Write, style: Style) -> anyhow::Result<Status> {
    let sentences = figure::parses(text);
    if sentences.is_empty() {
        warn("no sentence contains a number");
        return Ok(Status::Nothing);
    }
    explain_syntax(out, text, &sentences, style)?;
    Ok(Status::Done)
}

/// The byte order mark that some programs write at the start of UTF-8 files.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// The expected form of each input line, for error messages.
const WANTED: &str = "expected a JSON object with a string in the \"text\" field";

#[derive(Deserialize)]
struct Text {
    text: String,
}

fn lines(
    name: &str,
    mut input: Box<dyn BufRead>,
    read: impl Fn(&str) -> Vec<Figure>,
    out: &mut impl Write,
) -> anyhow::Result<Status> {
    let mut status = Status::Done;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let whole = next_line(&mut input, &mut line).with_context(|| name.to_owned())?;
        if whole && line.is_empty() {
            break;
        }
        if whole && line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = match text_of(&line, whole) {
            Ok(text) => text,
            Err(why) => {
                warn(&format!("{name}, line {number}: {why}"));
                status = Status::Incomplete;
                // Each non-blank input line, even an invalid one, produces one output line.
                String::new()
            }
        };
        let figures = read(&text);
        extracted_jsonl(out, &text, &figures)?;
    }
    Ok(status)
}

/// Reads the next line, including its line break, into `line`. At the end of the input, `line` stays empty. If the line
/// exceeds the maximum length of an article, skips the rest of it and returns `false`.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let read = input
        .by_ref()
        .take(LONGEST as u64 + 1)
        .read_until(b'\n', line)?;
    if read <= LONGEST || line.ends_with(b"\n") {
        return Ok(true);
    }
    input.skip_until(b'\n')?;
    Ok(false)
}

/// Parses a line and returns its `text` field, or an error message.
fn text_of(line: &[u8], whole: bool) -> Result<String, String> {
    if !whole {
        return Err(format!(
            "longer than {} bytes; split the text into articles",
            with_commas(&LONGEST.to_string())
        ));
    }
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let read = serde_json::from_slice(line.strip_prefix(BOM).unwrap_or(line));
    read.map(|Text { text }| text)
        .map_err(|e| describe_error(&e))
}

fn describe_error(error: &serde_json::Error) -> String {
    if error.classify() == Category::Data {
        return WANTED.to_owned();
    }
    // The line number in the error is always 1, because each input line is parsed separately.
    let why = error.to_string();
    let why = why.split(" at line").next().unwrap_or_default();
    format!("invalid JSON ({why}); {WANTED}")
}
