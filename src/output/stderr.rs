//! Prints warnings, errors and status lines to standard error. Standard output is reserved for answers.

use std::io::{self, Write};

use crate::error::hint_of;
use crate::plural::count_of;
use crate::query::{ExcludedCounts, Warning};
use crate::sanitize::sanitize;

/// Prints a warning or an error on one line, after the program's name. Messages may quote file names and file contents,
/// so they are sanitized. A failure to print is ignored, because there is nowhere to report it.
pub fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "search: {}", sanitize(message));
}

/// Prints `place` and an error with its causes on one line, and the error's hint, if any, on the next.
pub fn error(place: &str, error: &anyhow::Error) {
    warn(&format!("{place}{error:#}"));
    if let Some(text) = hint_of(error) {
        hint(&text);
    }
}

/// Prints a hint on how to resolve the preceding warning or error.
pub fn hint(text: &str) {
    let _ = writeln!(io::stderr(), "hint: {}", sanitize(text));
}

/// Prints a warning about a query, and its hint, if any, on the next line.
pub fn query_warning(warning: &Warning) {
    warn(&warning.message);
    if let Some(text) = &warning.hint {
        hint(text);
    }
}

/// Prints status lines, such as the number of hits, without the program's name.
pub fn status(lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(io::stderr(), "{}", sanitize(line));
    }
}

/// Describes how many articles are hidden, and how to include them.
pub fn hidden_articles(excluded: ExcludedCounts) -> impl Iterator<Item = String> {
    hidden(excluded, |reason, count| {
        let articles = count_of(count, "article");
        let its = if count == 1 { "its" } else { "their" };
        match reason {
            HiddenReason::Undated => format!("{} hidden", count_of(count, "undated article")),
            HiddenReason::Vague => {
                format!("{articles} hidden because {its} matching figures are vague")
            }
            HiddenReason::Uncertain => {
                format!("{articles} hidden because {its} matching figures are uncertain")
            }
            HiddenReason::Rate => {
                format!("{articles} hidden because {its} matching figures are rates")
            }
            HiddenReason::Duplicate => format!("{} hidden", count_of(count, "duplicate")),
        }
    })
}

/// Describes how many figures are hidden, and how to include them.
pub fn hidden_figures(excluded: ExcludedCounts) -> impl Iterator<Item = String> {
    hidden(excluded, |reason, count| {
        let what = match reason {
            HiddenReason::Undated if count == 1 => "1 figure in an undated article".to_owned(),
            HiddenReason::Undated => format!("{} in undated articles", count_of(count, "figure")),
            HiddenReason::Vague => count_of(count, "vague figure"),
            HiddenReason::Uncertain => count_of(count, "uncertain figure"),
            HiddenReason::Rate => count_of(count, "rate"),
            HiddenReason::Duplicate => count_of(count, "duplicate"),
        };
        format!("{what} hidden")
    })
}

/// A reason why hits are hidden.
#[derive(Clone, Copy)]
enum HiddenReason {
    Undated,
    Vague,
    Uncertain,
    Rate,
    Duplicate,
}

/// Describes how many hits are hidden for each reason, and how to include them. `hits` formats a count.
fn hidden(
    excluded: ExcludedCounts,
    hits: impl Fn(HiddenReason, usize) -> String,
) -> impl Iterator<Item = String> {
    let rows = [
        (
            excluded.undated,
            HiddenReason::Undated,
            "`date:unknown` finds",
        ),
        (excluded.vague, HiddenReason::Vague, "--vague shows"),
        (
            excluded.uncertain,
            HiddenReason::Uncertain,
            "--uncertain shows",
        ),
        (excluded.rates, HiddenReason::Rate, "`rate:*` finds only"),
        (
            excluded.duplicates,
            HiddenReason::Duplicate,
            "--copies shows",
        ),
    ];
    let rows = rows.into_iter().filter(|(count, ..)| *count > 0);
    rows.map(move |(count, reason, option)| {
        let them = if count == 1 { "it" } else { "them" };
        format!("{} ({option} {them})", hits(reason, count))
    })
}
