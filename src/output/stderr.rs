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
    let undated = |count| format!("{} hidden", count_of(count, "undated article"));
    let vague = |count| {
        let its = if count == 1 { "its" } else { "their" };
        let hits = count_of(count, "article");
        format!("{hits} hidden because {its} matching figures are vague")
    };
    hidden(excluded, undated, vague)
}

/// Describes how many figures are hidden, and how to include them.
pub fn hidden_figures(excluded: ExcludedCounts) -> impl Iterator<Item = String> {
    let undated = |count| match count {
        1 => "1 figure in an undated article hidden".to_owned(),
        _ => format!("{} in undated articles hidden", count_of(count, "figure")),
    };
    let vague = |count| format!("{} hidden", count_of(count, "vague figure"));
    hidden(excluded, undated, vague)
}

/// Describes how many hits are hidden for each reason, and how to include them. `undated` and `vague` format the counts
/// of undated and vague hits.
fn hidden(
    excluded: ExcludedCounts,
    undated: impl Fn(usize) -> String,
    vague: impl Fn(usize) -> String,
) -> impl Iterator<Item = String> {
    let rows = [
        (
            excluded.undated,
            undated(excluded.undated),
            "`date:unknown` finds",
        ),
        (excluded.vague, vague(excluded.vague), "--vague shows"),
        (
            excluded.duplicates,
            format!("{} hidden", count_of(excluded.duplicates, "duplicate")),
            "--copies shows",
        ),
    ];
    let rows = rows.into_iter().filter(|(count, ..)| *count > 0);
    rows.map(|(count, hits, option)| {
        let them = if count == 1 { "it" } else { "them" };
        format!("{hits} ({option} {them})")
    })
}
