//! Prints warnings and status lines on standard error, which holds everything that is not an answer.

use std::io::{self, Write};

use crate::error::hint_of;
use crate::query::Warning;
use crate::sanitize::sanitize;

/// Prints a warning or an error on one line after the program's name. Messages quote file names and file contents, so
/// they are sanitized. An error of printing is ignored, because it cannot be reported anywhere else.
pub fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "search: {}", sanitize(message));
}

/// Prints an error with its place and causes on one line, and its hint on the next.
pub fn error(place: &str, error: &anyhow::Error) {
    warn(&format!("{place}{error:#}"));
    if let Some(text) = hint_of(error) {
        hint(&text);
    }
}

/// Prints what to do about the warning or error before it.
pub fn hint(text: &str) {
    let _ = writeln!(io::stderr(), "hint: {}", sanitize(text));
}

/// Prints a warning about a query, and its hint on the next line.
pub fn query_warning(warning: &Warning) {
    warn(&warning.message);
    if let Some(text) = &warning.hint {
        hint(text);
    }
}

/// Prints status lines, such as the number of hits, as they are.
pub fn status(lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(io::stderr(), "{}", sanitize(line));
    }
}
